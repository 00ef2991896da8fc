package backlog

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"time"

	"octavo/engine/bucket"
	"octavo/pipeline/batch"
)

// convertFn makes documents.
type convertFn struct {
	Options Options
	buckets
}

// Setup opens the buckets, once for many documents.
func (f *convertFn) Setup(ctx context.Context) error { return f.open(ctx, f.Options) }

// Teardown closes them.
func (f *convertFn) Teardown() error { return f.close() }

// ProcessElement makes one document and emits its outcome, to the dead letters too where
// it failed. Its error would end the run, so only lines that are none of ours give one.
func (f *convertFn) ProcessElement(ctx context.Context, line string, emit, dead func(int, string)) error {
	var d bucket.Document
	if err := json.Unmarshal([]byte(line), &d); err != nil {
		return err
	}
	o := f.make(ctx, d)
	out, err := json.Marshal(o)
	if err != nil {
		return err
	}
	part := partOf(o.Input, f.Options.Parts)
	emit(part, string(out))
	if o.State == batch.Failed {
		dead(part, string(out))
	}
	return nil
}

// partOf is the part of the ledger that an input's line stands in.
func partOf(input string, parts int) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(input)) // a hash takes everything
	return int(h.Sum32() % uint32(parts))
}

// maxTries is how often a document is tried where the machine may have spoilt it.
const maxTries = 3

// pause is how long the first trouble of a machine, such as a bucket that asks for less
// haste, is given to pass; each further one four times as long.
const pause = time.Second

// make makes a document, and tries again what the machine may have spoilt.
func (f *convertFn) make(ctx context.Context, d bucket.Document) (o batch.Outcome) {
	wait := pause
	for try := 1; ; try++ {
		begin := time.Now()
		o = f.bounded(ctx, d)
		o.Input, o.Dir, o.Tries = d.Key, d.Dir, try
		o.Took(time.Since(begin))
		if !o.Machine || try == maxTries || ctx.Err() != nil {
			return o
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
		}
		wait *= 4
	}
}

// grace is how long a document that was broken off may take to end.
const grace = 10 * time.Second

// bounded makes a document within its time. One that does not end even when it is broken
// off is left behind: Go has no means to end it, and the worker goes on with the others.
func (f *convertFn) bounded(ctx context.Context, d bucket.Document) batch.Outcome {
	within, cancel := context.WithTimeout(ctx, f.Options.TimeLimit)
	defer cancel()
	ended := make(chan batch.Outcome, 1)
	go func() { ended <- f.guarded(within, d) }()
	select {
	case o := <-ended:
		return o
	case <-time.After(f.Options.TimeLimit + grace):
		return failure(f.late())
	}
}

func (f *convertFn) late() error {
	return fmt.Errorf("it took longer than %s and was given up; -time-limit gives more", f.Options.TimeLimit)
}

// guarded makes a document; whatever goes wrong is its outcome.
func (f *convertFn) guarded(ctx context.Context, d bucket.Document) (o batch.Outcome) {
	defer func() {
		if r := recover(); r != nil {
			o = failure(fmt.Errorf("the program has a fault that this text brings out: %v", r))
		}
	}()
	o, err := f.convert(ctx, d)
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded) && (err != nil || o.State == batch.Failed):
		return failure(f.late()) // whatever the time's end made fail
	case err != nil:
		o = failure(err)
		o.Machine = isMachine(err)
	}
	return o
}

func failure(err error) batch.Outcome { return batch.Outcome{State: batch.Failed, Error: err.Error()} }

// isMachine tells what may pass, such as a bucket that does not answer, from what is in
// the document.
func isMachine(err error) bool {
	var at *fs.PathError
	return errors.As(err, &at) && !errors.Is(err, fs.ErrNotExist)
}

// convert makes a document by the function and the records of octavo batch.
func (f *convertFn) convert(ctx context.Context, d bucket.Document) (batch.Outcome, error) {
	job, err := d.Read(ctx, f.in)
	if err != nil {
		return batch.Outcome{}, err
	}
	if err := f.Options.dress(&job); err != nil {
		return batch.Outcome{}, err
	}
	key, err := job.Key()
	if err != nil {
		return batch.Outcome{}, err
	}
	store := bucket.NewStore(ctx, f.out)
	if _, done := store.Loads(key); !done { // what was done once does not kill its worker
		ended, given := f.begin(ctx, key)
		if given != nil {
			return batch.Outcome{}, given
		}
		defer ended()
	}
	return batch.Convert(ctx, job, key, store, bucket.NewShelf(ctx, f.out, d.Dir, f.Options.Force))
}

// begin marks a document as begun.
func (f *convertFn) begin(ctx context.Context, key string) (ended func(), err error) {
	killed, err := bucket.Begin(ctx, f.out, key)
	switch {
	case err != nil:
		return nil, &fs.PathError{Op: "mark", Path: key, Err: err}
	case killed:
		_ = bucket.Ended(ctx, f.out, key) // another run may try it again
		return nil, errors.New("its worker ended several times while it was made, perhaps for want of memory; make it alone with octavo batch, which says more")
	}
	return func() { _ = bucket.Ended(context.WithoutCancel(ctx), f.out, key) }, nil // a mark that stays only counts as a try
}
