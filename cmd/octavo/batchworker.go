package main

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

// order is a line that a process of a batch reads: a document to make.
type order struct {
	document
	Seconds float64 `json:"seconds"` // of processor time that it may take
}

// work is a process of a batch: it makes the documents that it reads of, one after
// another, and answers each with its outcome. It ends with its input.
func (env *environment) work(c *cli.Context, b *builder) error {
	shard, err := shardOf(c, env.getenv)
	if err != nil {
		return usagef("%v", err)
	}
	modified, err := modifiedOf(c)
	if err != nil {
		return usageError{err}
	}
	w := &worker{builder: b, shard: shard, modified: modified, sync: c.String("sync"), store: batch.NewDirStore(filepath.Join(b.out, batch.StateDir))}
	if err := boundHeap(walled(env.getenv)); err != nil {
		return err
	}
	orders := json.NewDecoder(bufio.NewReader(env.stdin))
	answers := json.NewEncoder(env.out.w)
	for {
		var o order
		if err := orders.Decode(&o); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		holdProcessor(time.Duration(o.Seconds * float64(time.Second)))
		begin := time.Now()
		outcome, err := w.one(c.Context, o.document)
		if err != nil {
			return err
		}
		outcome.Took(time.Since(begin))
		if err := answers.Encode(outcome); err != nil {
			return err
		}
	}
}

// worker makes documents.
type worker struct {
	*builder
	shard    batch.Shard
	modified time.Time // zero where --modified is not given
	sync     string    // the folder into which archive packages are mirrored; empty for none
	store    batch.Store
}

// one makes one document; its faults are part of the outcome.
func (w *worker) one(ctx context.Context, d document) (batch.Outcome, error) {
	o, err := w.convert(ctx, d)
	var interrupted *pipeline.InterruptedError
	if errors.As(err, &interrupted) {
		return o, err
	}
	if err != nil {
		o = batch.Outcome{State: batch.Failed, Error: err.Error(), Machine: isMachine(err)}
	}
	o.Input = d.name()
	if o.State != batch.Other {
		o.Dir = d.Dir
	}
	return o, nil
}

// isMachine tells faults that may pass from those in what was given.
func isMachine(err error) bool {
	var at *fs.PathError
	return errors.As(err, &at) && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) && !errors.Is(err, fs.ErrInvalid)
}

func (w *worker) convert(ctx context.Context, d document) (batch.Outcome, error) {
	job, done, err := w.job(d)
	if err != nil {
		return batch.Outcome{}, err
	}
	defer done()
	key, err := job.Key()
	if err != nil {
		return batch.Outcome{}, err
	}
	if !w.shard.Has(key) {
		return batch.Outcome{State: batch.Other, Key: key}, nil
	}
	release, err := holdFile(filepath.Join(w.out, batch.StateDir, "locks", key[:3]))
	if err != nil {
		return batch.Outcome{}, err
	}
	defer release()
	ctx, stop := untilSignal(ctx)
	defer stop()
	shelf := &dirShelf{out: w.out, dir: filepath.Join(w.out, d.Dir), force: w.force}
	o, err := batch.Convert(ctx, job, key, w.store, shelf)
	return w.mirror(o, job.Name, d.Dir), err
}

// job is the job of a document with all flags of the command line; done ends the use of
// its files.
func (w *worker) job(d document) (job pipeline.Job, done func(), err error) {
	done = func() {}
	if d.Member == "" {
		job, err = w.env.job(d.Path, w.input)
	} else {
		job, done, err = w.env.memberJob(d, w.input)
	}
	if err != nil {
		return job, done, err
	}
	if job.TimeFrom == pipeline.TimeFromFiles || job.TimeFrom == pipeline.TimeFromReading {
		job.Time, job.TimeFrom = time.Time{}, pipeline.TimeFromCaller // a copy changes it
	}
	if !w.modified.IsZero() && job.Time.IsZero() {
		job.Time = w.modified
	}
	w.dress(&job)
	return job, done, nil
}

// maxMember is how many bytes a member of a zip may have, far above any real report.
const maxMember = 512 << 20

// memberJob reads a document from a zip.
func (env *environment) memberJob(d document, opt inputOptions) (pipeline.Job, func(), error) {
	archive, err := zip.OpenReader(d.Path)
	if err != nil {
		return pipeline.Job{}, nil, fmt.Errorf("%s cannot be read as a zip: %w", d.Path, err)
	}
	dir := path.Dir(d.Member)
	within, err := fs.Sub(boundedFS{&archive.Reader}, dir)
	if err != nil {
		return pipeline.Job{}, nil, errors.Join(err, archive.Close())
	}
	load := batch.Within(func(name string) ([]byte, error) { return readFile(within, name) })
	job, err := batch.Read(load, filepath.Join(d.Path, dir), path.Base(d.Member))
	if err == nil {
		job, err = env.finishJob(job, opt)
	}
	job.Load = load
	return job, func() { _ = archive.Close() }, err // it was only read
}

// boundedFS refuses members of a zip that are too large to be reports or their pictures.
type boundedFS struct{ archive *zip.Reader }

func (b boundedFS) Open(name string) (fs.File, error) {
	f, err := b.archive.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.Size() > maxMember {
		return nil, errors.Join(fmt.Errorf("%s has %d MB in the zip, more than %d", name, info.Size()>>20, maxMember>>20), f.Close())
	}
	return f, nil
}
