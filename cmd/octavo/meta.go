package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

func metaCommand(env *environment) *cli.Command {
	input := []cli.Flag{logFlag(), &cli.BoolFlag{Name: "sample", Usage: "read the embedded sample report", DisableDefaultText: true}}
	return &cli.Command{
		Name:         "meta",
		Usage:        "begin the metadata of a text, and say what they lack",
		OnUsageError: onUsageError,
		Description: `Metadata stand in NAME.yaml beside NAME.txt; docs/metadata.md lists the fields.

Examples:
   octavo meta init report.txt                       writes report.yaml
   octavo meta check report.txt
   octavo meta check report.txt --edition archive --package mdto`,
		Subcommands: []*cli.Command{
			{
				Name: "init", Usage: "write NAME.yaml beside a text, with what was read from it, to be confirmed", ArgsUsage: "FILE",
				OnUsageError: onUsageError, Flags: []cli.Flag{logFlag()},
				Description: `All lines of the file are comments: nothing counts before you take the # away. A
file that is there already stays as it is.`,
				Action: func(c *cli.Context) error { return env.initMeta(c) },
			},
			{
				Name: "check", Usage: "say what is known about a publication, and what each edition needs", ArgsUsage: "INPUT",
				OnUsageError: onUsageError,
				Flags: append(input,
					&cli.StringSliceFlag{Name: "edition", Aliases: []string{"e"}, Usage: "only for `LIST`, with commas: " + strings.Join(pipeline.MetaEditions(), ", ") + " (default: all of these)"},
					&cli.StringFlag{Name: "package", Usage: "for archive: `FORM` bagit or mdto; mdto asks for more", Value: pipeline.PackageForms()[0]},
					&cli.StringFlag{Name: "meta", Usage: "take the metadata from `FILE`.yaml instead of NAME.yaml"}),
				Description: `Exit code 0 says that all of these editions can be made, 1 that one lacks
something, or that the metadata or the text cannot be read.`,
				Action: func(c *cli.Context) error { return env.checkMeta(c) },
			},
		},
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return usagef("meta has no command %q; it has init and check", c.Args().First())
			}
			return cli.ShowSubcommandHelp(c)
		},
	}
}

// valueLine is a value in --log json.
type valueLine struct {
	Type  string `json:"type"` // value
	Input string `json:"input"`
	pipeline.KnownValue
}

// initMeta writes a file of metadata to begin with.
func (env *environment) initMeta(c *cli.Context) error {
	if err := env.takeLog(c); err != nil {
		return err
	}
	input := c.Args().First()
	if c.Args().Len() != 1 || input == "" || input == stdinArg {
		return usagef("meta init takes one file, and writes NAME.yaml beside it: octavo meta init report.txt")
	}
	if info, err := os.Stat(input); err == nil && info.IsDir() || isBookFile(input) {
		return usagef("the metadata of a book stand in its book.yaml; octavo meta check %s says what they lack", input)
	}
	file := strings.TrimSuffix(input, filepath.Ext(input)) + ".yaml"
	taken := &pipeline.InputError{Pos: pipeline.Pos{File: file}, Message: "it is there already and stays as it is", Remedy: "octavo meta check " + input + " says what it lacks"}
	if _, err := os.Lstat(file); err == nil {
		return taken
	}
	job, err := env.job(input, inputOptions{})
	if err != nil {
		return err
	}
	text, known, err := pipeline.DraftMeta(c.Context, job)
	if err != nil {
		return err
	}
	if err := writeNew(file, text); errors.Is(err, fs.ErrExist) {
		return taken
	} else if err != nil {
		return pipeline.FileError(file, err)
	}
	return env.tellDraft(input, file, known)
}

// writeNew writes a file that is not there.
func writeNew(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// draftLine is the last of the lines of meta init --log json.
type draftLine struct {
	Type  string `json:"type"` // written
	Input string `json:"input"`
	Path  string `json:"path"`
}

func (env *environment) tellDraft(input, file string, known []pipeline.KnownValue) error {
	if env.json {
		return errors.Join(env.writeValues(input, known), env.writeLine(draftLine{"written", input, file}))
	}
	env.out.printf("%s is written, all of it comments: take the # away from what is to count\n", file)
	env.tellKnown("what was read from the text, to be confirmed there", known)
	env.out.printf("then: octavo meta check %s\n", input)
	return nil
}

func (env *environment) writeValues(input string, known []pipeline.KnownValue) error {
	var failed []error
	for _, v := range known {
		failed = append(failed, env.writeLine(valueLine{"value", input, v}))
	}
	return errors.Join(failed...)
}

// tellKnown prints values with where they come from.
func (env *environment) tellKnown(head string, known []pipeline.KnownValue) {
	if len(known) == 0 {
		return
	}
	env.out.printf("%s:\n", head)
	for _, v := range known {
		env.out.printf("  %s: %s (%s)\n", v.Key, v.Value, v.From())
	}
}

// checkMeta tells what is known and what editions need.
func (env *environment) checkMeta(c *cli.Context) error {
	if err := env.takeLog(c); err != nil {
		return err
	}
	editions, err := metaEditions(c)
	if err != nil {
		return err
	}
	job, err := env.oneJob(c)
	if err != nil {
		return err
	}
	job.Editions, job.Package = editions, c.String("package")
	report, err := pipeline.CheckMeta(c.Context, job)
	if err != nil {
		return err
	}
	name := job.Source
	if env.json {
		err = env.writeNeeds(name, report)
	} else {
		env.tellNeeds(name, report)
	}
	if err == nil && slices.ContainsFunc(report.Editions, lacks) {
		err = errSaid
	}
	return err
}

func metaEditions(c *cli.Context) ([]string, error) {
	if err := pipeline.CheckPackage(c.String("package")); err != nil {
		return nil, usagef("--package: %v", err)
	}
	if !c.IsSet("edition") {
		return pipeline.MetaEditions(), nil
	}
	names := editionsOf(c)
	if err := pipeline.CheckEditions(names); err != nil {
		return nil, usageError{err}
	}
	return names, nil
}

// lacks reports whether an edition cannot be made.
func lacks(e pipeline.EditionNeeds) bool { return errorsIn(e.Findings) > 0 }

func (env *environment) tellNeeds(name string, report pipeline.MetaReport) {
	t := env.out
	env.tellKnown("known about "+name, report.Known)
	for _, e := range report.Editions {
		t.printf("%s: %s\n", t.paint(bold, e.Edition), needed(e))
		for _, f := range e.Findings {
			t.printf("  %s %s: %s\n", t.severity(f.Severity), f.Pos, f.Message)
			if f.Hint != "" {
				t.printf("          %s\n", f.Hint)
			}
		}
	}
}

// needed is the verdict about an edition.
func needed(e pipeline.EditionNeeds) string {
	switch n := errorsIn(e.Findings); {
	case n > 0:
		return fmt.Sprintf("cannot be made, %s lacking", count(n, "thing"))
	case len(e.Findings) > 0:
		return "can be made"
	}
	return "has all it asks for"
}

type (
	needLine struct {
		Type    string `json:"type"` // finding
		Edition string `json:"edition"`
		Input   string `json:"input"`
		pipeline.Finding
	}
	// metaLine is the last of the lines of meta check --log json.
	metaLine struct {
		Type  string   `json:"type"` // summary
		Input string   `json:"input"`
		Ready []string `json:"ready"` // editions that can be made
		Lacks []string `json:"lacks"` // and that cannot
	}
)

func (env *environment) writeNeeds(name string, report pipeline.MetaReport) error {
	failed := []error{env.writeValues(name, report.Known)}
	line := metaLine{Type: "summary", Input: name, Ready: []string{}, Lacks: []string{}}
	for _, e := range report.Editions {
		for _, f := range e.Findings {
			failed = append(failed, env.writeLine(needLine{"finding", e.Edition, name, f}))
		}
		if lacks(e) {
			line.Lacks = append(line.Lacks, e.Edition)
		} else {
			line.Ready = append(line.Ready, e.Edition)
		}
	}
	return errors.Join(append(failed, env.writeLine(line))...)
}
