// Command octavo turns the text of a report into its editions. This package
// holds what a terminal needs: flags, files, messages and exit codes; the work
// is done by package pipeline.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

// Exit codes.
const (
	exitOK       = 0
	exitFailed   = 1 // could not do it
	exitUsage    = 2 // the command line is wrong
	exitDoubtful = 3 // done, but --strict found doubtful decisions

	exitInterrupted = 130 // by the user, as shells have it: 128 and the signal
)

func main() {
	if walled(os.Getenv) == 0 {
		keepGarbage()
		wantHugePages()
	}
	foldHelp(newTerminal(os.Stdout, os.Getenv).width)
	signal.Ignore(syscall.SIGPIPE) // a reader that has gone is an error with a message
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}

// usageError marks an error of the command line.
type usageError struct{ error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// errDoubtful is returned by commands that did their work under --strict and
// found decisions that a person should confirm.
var errDoubtful = errors.New("doubtful decisions")

// run is the whole program with its surroundings as parameters.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	env := &environment{stdin: stdin, out: newTerminal(stdout, getenv), err: newTerminal(stderr, getenv), getenv: getenv}
	app := newApp(env)
	env.args = reorder(app, args)
	err := app.Run(env.args)
	return env.exitCode(err)
}

// environment is what a command may touch.
type environment struct {
	args     []string // of the command line, flags first
	stdin    io.Reader
	out, err *terminal
	getenv   func(string) string
	json     bool // messages are lines of JSON on standard output
}

// exitCode says what went wrong and returns the exit code.
func (env *environment) exitCode(err error) int {
	var usage usageError
	var interrupted *pipeline.InterruptedError
	var help cli.ExitCoder
	if errors.As(err, &help) { // the library's, about the name behind "help"
		err = usagef("there is no help on that; the commands are build, batch, normalise, inspect, meta, check, styles, archive, init, completion, man and version")
	}
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errDoubtful):
		return exitDoubtful
	case errors.Is(err, errSaid):
		return exitFailed
	case errors.Is(err, errBrokenOff):
		return exitInterrupted
	}
	if unsaid := env.failure("", err); unsaid != nil {
		env.err.problem(unsaid)
		return exitFailed
	}
	switch {
	case errors.As(err, &usage):
		if !env.json {
			env.err.printf("Run 'octavo --help' for the commands, 'octavo COMMAND --help' for one.\n")
		}
		return exitUsage
	case errors.As(err, &interrupted):
		return exitInterrupted
	}
	return exitFailed
}

// failure says in the form of the messages what went wrong, of an input where
// one is named. It returns what keeps that from being said on standard output.
func (env *environment) failure(input string, err error) error {
	var output *outputError
	switch {
	case errors.As(err, &output):
		return err
	case env.json:
		return env.writeErrors(input, err)
	}
	env.err.problem(err)
	return nil
}

// newApp describes the command line.
func newApp(env *environment) *cli.App {
	app := &cli.App{
		Name:                      "octavo",
		Usage:                     "turn the text of a report into its accessible PDF, its EPUB and more",
		Version:                   pipeline.Version,
		HideVersion:               true,
		Writer:                    env.out.w,
		ErrWriter:                 env.err.w,
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              onUsageError,
		CommandNotFound:           nil,
		Description: `Reads raw text, Markdown, HTML, Word and OpenDocument texts and recovers
what the text lost: chapters, sub-headings, lists, footnotes. Every decision is in
NAME.log.json; the structure is in NAME.md, which can be corrected by hand and
built again.`,
		Commands: []*cli.Command{
			buildCommand(env), batchCommand(env), normaliseCommand(env), inspectCommand(env), metaCommand(env), checkCommand(env), stylesCommand(env), archiveCommand(env),
			initCommand(env), completionCommand(env), manCommand(env), versionCommand(env), completeCommand(env),
		},
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return usagef("there is no command %q", c.Args().First())
			}
			if c.Bool("version") {
				return env.printVersion()
			}
			return cli.ShowAppHelp(c)
		},
		Flags: []cli.Flag{&cli.BoolFlag{Name: "version", Aliases: []string{"v"}, Usage: "print the program's version", DisableDefaultText: true}},
	}
	for _, command := range app.Commands {
		command.HideHelpCommand = len(command.Subcommands) == 0 // an input may be called h or help
	}
	return app
}
