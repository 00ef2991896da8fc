package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

func normaliseCommand(env *environment) *cli.Command {
	return &cli.Command{
		Name:         "normalise",
		Aliases:      []string{"normalize"},
		Usage:        "print a report's recovered structure as canonical Markdown",
		ArgsUsage:    "[INPUT]",
		OnUsageError: onUsageError,
		Description: `Examples:
   octavo normalise report.txt > report.md
   octavo normalise report.txt --format json -o report.json
   octavo normalise report.txt --format pandoc | pandoc -f json -o report.odt`,
		Flags: append(inputFlags(),
			&cli.StringFlag{Name: "format", Value: "md", Usage: "print as `FORM`: md, json (the document tree), pandoc (its JSON), docling (a DoclingDocument) or dump (for reading)"},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write to `FILE` instead of standard output"},
			strictFlag(),
		),
		Action: func(c *cli.Context) error { return env.normalise(c) },
	}
}

func (env *environment) normalise(c *cli.Context) error {
	form := pipeline.TreeForm(c.String("format"))
	if !pipeline.IsTreeForm(form) {
		return usagef("--format %q is not known; use md, json, pandoc, docling or dump", form)
	}
	job, err := env.oneJob(c)
	if err != nil {
		return err
	}
	data, findings, err := pipeline.Normalise(c.Context, job, form)
	if err != nil {
		return err
	}
	return env.finish(c, findings, data)
}

// oneJob reads a command's one input.
func (env *environment) oneJob(c *cli.Context) (pipeline.Job, error) {
	if c.NArg() > 1 {
		return pipeline.Job{}, usagef("%s takes one input, not %d", c.Command.Name, c.NArg())
	}
	opt := inputOptionsOf(c)
	if opt.name == "" {
		opt.name = "stdin"
	}
	inputs, err := env.inputsOf(c)
	if err != nil {
		return pipeline.Job{}, err
	}
	return env.job(inputs[0], opt)
}

// finish writes a command's result and answers --strict.
func (env *environment) finish(c *cli.Context, findings []pipeline.Finding, data []byte) error {
	if err := sparesWork(c.String("out"), c.Args().First()); err != nil {
		return err
	}
	if err := env.emit(c.String("out"), data); err != nil {
		return err
	}
	if c.Bool("strict") && slices.ContainsFunc(findings, isDoubtful) {
		return errDoubtful
	}
	return nil
}

func isDoubtful(f pipeline.Finding) bool { return f.Doubtful }

// emit writes data whole to the file name, or to standard output for "".
func (env *environment) emit(name string, data []byte) error {
	if name == "" || name == stdinArg {
		if _, err := env.out.w.Write(data); err != nil {
			return &outputError{pipeline.FileError("standard output", err)}
		}
		return nil
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return writeThrough(name, info, data)
	}
	sink := pipeline.NewDirSink(filepath.Dir(name))
	defer sink.Abort()
	w, err := sink.Create(filepath.Base(name))
	if err == nil {
		_, err = w.Write(data)
	}
	if err != nil {
		return pipeline.FileError(name, err)
	}
	return pipeline.FileError(name, sink.Commit())
}

// writeThrough writes to what is no ordinary file, a device or a pipe: to put
// a whole file in its place by renaming would destroy it.
func writeThrough(name string, info os.FileInfo, data []byte) error {
	if info.IsDir() {
		return fmt.Errorf("%s is a folder; give a file name", name)
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return pipeline.FileError(name, err)
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return pipeline.FileError(name, err)
	}
	return nil
}
