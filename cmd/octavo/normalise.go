package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

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
   octavo normalise report.txt --format json -o report.json`,
		Flags: append(inputFlags(),
			&cli.StringFlag{Name: "format", Value: "md", Usage: "print as `FORM`: md, json (the document tree) or dump (for reading)"},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write to `FILE` instead of standard output"},
			strictFlag(),
		),
		Action: func(c *cli.Context) error { return env.normalise(c) },
	}
}

// treeForms is the table of forms in which a document tree is printed.
var treeForms = map[string]func(*pipeline.Document) ([]byte, error){
	"md":   func(d *pipeline.Document) ([]byte, error) { return []byte(pipeline.Markdown(d)), nil },
	"dump": func(d *pipeline.Document) ([]byte, error) { return []byte(pipeline.Dump(d)), nil },
	"json": pipeline.JSON,
}

func (env *environment) normalise(c *cli.Context) error {
	form, ok := treeForms[c.String("format")]
	if !ok {
		return usagef("--format %q is not known; use md, json or dump", c.String("format"))
	}
	u, err := env.understand(c)
	if err != nil {
		return err
	}
	data, err := form(u.doc)
	if err != nil {
		return err
	}
	return env.finish(c, u, data)
}

// understood is one input with its structure recovered.
type understood struct {
	job pipeline.Job
	doc *pipeline.Document
	log *pipeline.Log
}

// understand reads a command's one input and recovers its structure.
func (env *environment) understand(c *cli.Context) (*understood, error) {
	if c.NArg() > 1 {
		return nil, usagef("%s takes one input, not %d", c.Command.Name, c.NArg())
	}
	opt := inputOptionsOf(c)
	if opt.name == "" {
		opt.name = "stdin"
	}
	inputs, err := inputsOf(c)
	if err != nil {
		return nil, err
	}
	job, err := env.job(inputs[0], opt)
	if err != nil {
		return nil, err
	}
	u := &understood{job: job, log: &pipeline.Log{}}
	u.doc, err = pipeline.Understand(job, u.log)
	return u, err
}

// finish writes a command's result and answers --strict.
func (env *environment) finish(c *cli.Context, u *understood, data []byte) error {
	if err := env.emit(c.String("out"), data); err != nil {
		return err
	}
	if c.Bool("strict") && u.log.Count(pipeline.Diagnostic.Doubtful) > 0 {
		return errDoubtful
	}
	return nil
}

// emit writes data whole to the file name, or to standard output for "".
func (env *environment) emit(name string, data []byte) error {
	if name == "" || name == stdinArg {
		_, err := env.out.w.Write(data)
		return err
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
		return describe(name, err)
	}
	return sink.Commit()
}

// writeThrough writes to what is no ordinary file, a device or a pipe: to put
// a whole file in its place by renaming would destroy it.
func writeThrough(name string, info os.FileInfo, data []byte) error {
	if info.IsDir() {
		return fmt.Errorf("%s is a folder; give a file name", name)
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return describe(name, err)
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return describe(name, err)
	}
	return nil
}
