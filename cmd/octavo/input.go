package main

import (
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"octavo/pipeline"
	"octavo/pipeline/batch"
	"octavo/source"
)

// stdinArg names standard input on the command line.
const stdinArg = "-"

// inputOptions are the flags that say what is read.
type inputOptions struct {
	name     string // --name: base name for standard input
	metaFile string // --meta
	lang     string // --lang
	changes  string // --changes
}

// job reads one input into a job without editions. arg is a path, stdinArg or
// sampleArg.
func (env *environment) job(arg string, opt inputOptions) (pipeline.Job, error) {
	job, err := env.source(arg, opt)
	if err != nil {
		return job, err
	}
	return env.finishJob(job, opt)
}

// finishJob gives a job that was read what the flags say of it.
func (env *environment) finishJob(job pipeline.Job, opt inputOptions) (pipeline.Job, error) {
	if walled(env.getenv) == 0 {
		makeRoom(job)
	}
	if err := pipeline.CheckChanges(opt.changes); err != nil {
		return job, usagef("--changes: %v", err)
	}
	job.Changes = opt.changes
	if opt.metaFile != "" {
		data, err := readPath(opt.metaFile)
		if err != nil {
			return job, pipeline.FileError(opt.metaFile, err)
		}
		changedAt(&job, os.DirFS(filepath.Dir(opt.metaFile)), filepath.Base(opt.metaFile))
		if job.Meta, err = pipeline.ParseMeta(opt.metaFile, data); err != nil {
			return job, err
		}
	}
	var err error
	if opt.lang != "" {
		if job.Meta, err = job.Meta.WithLang(opt.lang); err != nil {
			return job, usagef("--lang %v", err)
		}
	}
	err = env.timeFromEnvironment(&job)
	return job, err
}

// source reads the text itself and the metadata beside it.
func (env *environment) source(arg string, opt inputOptions) (pipeline.Job, error) {
	switch arg {
	case sampleArg:
		return readFrom(source.Files, ".", source.Sample+".txt")
	case stdinArg:
		return readStdin(env.stdin, opt)
	}
	info, err := os.Stat(arg)
	switch {
	case err != nil:
		return pipeline.Job{}, pipeline.FileError(arg, err)
	case info.IsDir():
		return readBook(arg)
	case isBookFile(arg):
		return readBook(filepath.Dir(arg))
	}
	dir, file := filepath.Split(arg)
	dir = filepath.Clean(dir)
	job, err := readFrom(os.DirFS(dir), dir, file)
	job.Load = loader(dir)
	return job, err
}

// readFrom reads the file from fsys, whose root is shown as dir, and NAME.yaml
// beside it where there is one; the job has the time of their last change.
func readFrom(fsys fs.FS, dir, file string) (pipeline.Job, error) {
	job, err := batch.Read(func(name string) ([]byte, error) { return readFile(fsys, name) }, dir, file)
	changedAt(&job, fsys, file)
	changedAt(&job, fsys, batch.SideFile(file))
	return job, err
}

// loader reads files from the input's folder dir. os.Root refuses everything
// that leads out of it, symbolic links included.
func loader(dir string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if !filepath.IsLocal(name) {
			return nil, batch.ErrOutside
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			return nil, err
		}
		defer root.Close()
		f, err := root.Open(filepath.Clean(name))
		if err != nil && strings.Contains(err.Error(), "escapes") { // os exports no such error
			return nil, batch.ErrOutside
		}
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return readOpen(f)
	}
}

func readStdin(r io.Reader, opt inputOptions) (pipeline.Job, error) {
	if opt.name == "" {
		return pipeline.Job{}, usagef("standard input has no name; give one with --name NAME")
	}
	if filepath.Base(opt.name) != opt.name {
		return pipeline.Job{}, usagef("--name %q is not a plain name; leave out the folder", opt.name)
	}
	name, file := stdinNames(opt.name)
	data, err := readAll(r, 0)
	if err != nil {
		return pipeline.Job{}, pipeline.FileError("standard input", err)
	}
	job := pipeline.Job{Name: name, Source: file, Parts: []pipeline.Part{{Name: file, Data: data}}}
	readNow(&job)
	return job, nil
}

// stdinNames are the base name of what is made of standard input, and the name
// of the file that it counts as, whose extension tells its format.
func stdinNames(given string) (name, file string) {
	if pipeline.IsInput(given) {
		return strings.TrimSuffix(given, path.Ext(given)), given
	}
	return given, given + ".txt"
}
