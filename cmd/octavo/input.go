package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"octavo/pipeline"
	"octavo/pipeline/ast"
	"octavo/source"
)

// stdinArg names standard input on the command line.
const stdinArg = "-"

// inputOptions are the flags that say what is read.
type inputOptions struct {
	name     string // --name: base name for standard input
	metaFile string // --meta
	lang     string // --lang
}

// job reads one input into a job without editions. arg is a path, "-", or ""
// for the embedded sample.
func (env *environment) job(arg string, opt inputOptions) (pipeline.Job, error) {
	job, err := env.source(arg, opt)
	if err != nil {
		return job, err
	}
	if opt.metaFile != "" {
		data, err := os.ReadFile(opt.metaFile)
		if err != nil {
			return job, describe(opt.metaFile, err)
		}
		if job.Meta, err = ast.ParseMeta(opt.metaFile, data); err != nil {
			return job, err
		}
	}
	if opt.lang != "" {
		job.Meta.Lang = opt.lang
	}
	job.Epoch = env.getenv("SOURCE_DATE_EPOCH")
	return job, nil
}

// source reads the text itself and the metadata beside it.
func (env *environment) source(arg string, opt inputOptions) (pipeline.Job, error) {
	switch arg {
	case "":
		return readFrom(source.Files, ".", source.Sample+".txt")
	case stdinArg:
		return readStdin(env.stdin, opt)
	}
	info, err := os.Stat(arg)
	switch {
	case err != nil:
		return pipeline.Job{}, describe(arg, err)
	case info.IsDir():
		return readBook(arg)
	}
	dir, file := filepath.Split(arg)
	return readFrom(os.DirFS(filepath.Clean(dir)), filepath.Clean(dir), file)
}

// readFrom reads the file from fsys, whose root is shown as dir, and NAME.yaml
// beside it where there is one.
func readFrom(fsys fs.FS, dir, file string) (pipeline.Job, error) {
	shown := filepath.Join(dir, file)
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return pipeline.Job{}, describe(shown, err)
	}
	name := strings.TrimSuffix(file, path.Ext(file))
	job := pipeline.Job{Name: name, Source: shown, Parts: []pipeline.Part{{Name: shown, Data: data}}, Load: loader(fsys)}
	side := name + ".yaml"
	yaml, err := fs.ReadFile(fsys, side)
	if errors.Is(err, fs.ErrNotExist) {
		return job, nil
	}
	if err != nil {
		return job, describe(filepath.Join(dir, side), err)
	}
	job.Meta, err = ast.ParseMeta(filepath.Join(dir, side), yaml)
	return job, err
}

// loader reads pictures from the input's folder; fs.ValidPath refuses
// everything that leads out of it.
func loader(fsys fs.FS) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		clean := path.Clean(filepath.ToSlash(name))
		if !fs.ValidPath(clean) {
			return nil, fmt.Errorf("%s lies outside the input's folder; put the file beside the text", name)
		}
		return fs.ReadFile(fsys, clean)
	}
}

func readStdin(r io.Reader, opt inputOptions) (pipeline.Job, error) {
	if opt.name == "" {
		return pipeline.Job{}, usagef("standard input has no name; give one with --name NAME")
	}
	if filepath.Base(opt.name) != opt.name {
		return pipeline.Job{}, usagef("--name %q is not a plain name; leave out the folder", opt.name)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return pipeline.Job{}, describe("standard input", err)
	}
	file, name := opt.name, opt.name
	if pipeline.IsInput(file) {
		name = strings.TrimSuffix(file, path.Ext(file))
	} else {
		file = name + ".txt"
	}
	return pipeline.Job{Name: name, Source: file, Parts: []pipeline.Part{{Name: file, Data: data}}}, nil
}

// describe puts the cause and the remedy of a file error in plain English.
func describe(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such file; check the path", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: may not be opened; check its permissions", name)
	}
	var perr *fs.PathError
	if errors.As(err, &perr) {
		err = perr.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}
