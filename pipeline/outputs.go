package pipeline

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
)

// output is an edition on its way to its file.
type output struct {
	edition
	file string
	// wanted says that the job asks for it; else others take it.
	wanted bool
	// kept is what it became, for those that take it; nil where none does.
	kept *bytes.Buffer
	made made
}

// outputs are the editions that a job asks for, or those made by default, with
// the editions that these take, all in the order of the table.
func outputs(job Job) []*output {
	names := job.Editions
	if len(names) == 0 {
		names = DefaultEditions()
	}
	var out []*output
	taken := map[string]bool{}
	for _, e := range slices.Backward(editions) { // who takes stands below
		wanted := slices.Contains(names, e.name)
		if !wanted && !taken[e.name] {
			continue
		}
		o := &output{edition: e.fitted(job), file: e.file(job.Name), wanted: wanted}
		if taken[e.name] || wanted && job.Proof {
			o.kept = &bytes.Buffer{}
		}
		for _, name := range e.takes {
			taken[name] = true
		}
		out = append(out, o)
	}
	slices.Reverse(out)
	return out
}

// open starts the output's file, in the sink, in memory, or both.
func (o *output) open(sink Sink) (io.Writer, error) {
	if !o.wanted {
		return o.kept, nil
	}
	w, err := sink.Create(o.file)
	if err != nil || o.kept == nil {
		return w, err
	}
	return io.MultiWriter(w, o.kept), nil
}

// fault marks err as this edition's, unless its cause is the sink or the end of
// the context.
func (o *output) fault(ctx context.Context, err error) error {
	var storing *WriteError
	if err == nil || errors.As(err, &storing) || ctx.Err() != nil {
		return err
	}
	return &EditionError{o.name, err}
}

// makeEditions makes what is made from the document, all at once, each into its
// own file.
func (b *book) makeEditions(ctx context.Context, sink Sink, result *Result) error {
	var list []*output
	var writers []io.Writer
	for _, o := range b.outputs {
		if o.make == nil {
			continue
		}
		w, err := o.open(sink)
		if err != nil {
			return err
		}
		list, writers = append(list, o), append(writers, w)
	}
	errs := make([]error, len(list))
	var wg sync.WaitGroup
	for i, o := range list {
		wg.Go(func() {
			var err error
			o.made, err = o.make(ctx, b, o.edition, writers[i])
			errs[i] = o.fault(ctx, err)
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	result.addEditions(list)
	result.Pages = b.pageCount(ctx)
	return nil
}

// assembleEditions makes what is made from finished files, one after the other,
// since each may take those above it.
func (b *book) assembleEditions(ctx context.Context, review finished, sink Sink, result *Result) error {
	for _, o := range b.outputs {
		if o.assemble == nil {
			continue
		}
		w, err := o.open(sink)
		if err == nil {
			o.made, err = o.assemble(ctx, b, append(b.finished(o.takes), review), w)
		}
		if err := o.fault(ctx, err); err != nil {
			return err
		}
		result.addEditions([]*output{o})
		if err := o.putBeside(sink, result); err != nil {
			return err
		}
	}
	return nil
}

// putBeside writes what belongs to an edition that the job asks for.
func (o *output) putBeside(sink Sink, result *Result) error {
	if !o.wanted {
		return nil
	}
	for _, b := range o.made.beside {
		result.Files = append(result.Files, File{Name: b.name, Edition: o.name, What: b.what})
		for _, f := range b.files {
			if err := put(sink, f.name, f.data); err != nil {
				return err
			}
		}
	}
	return nil
}

// folders are those that the editions of this run own, with a slash at their ends.
func (b *book) folders() []string {
	var out []string
	for _, o := range b.outputs {
		for _, s := range o.made.beside {
			if o.wanted && strings.HasSuffix(s.name, "/") {
				out = append(out, s.name)
			}
		}
	}
	return out
}

// finished gives the finished files of the editions called names, which are
// kept.
func (b *book) finished(names []string) []finished {
	var out []finished
	for _, name := range names {
		i := slices.IndexFunc(b.outputs, func(o *output) bool { return o.name == name })
		o := b.outputs[i]
		out = append(out, finished{o.file, o.kept.Bytes(), o.made})
	}
	return out
}

// pageCount is the number of pages of the first edition that shows or lists
// pages, one that was asked for where there is one; they are set already.
func (b *book) pageCount(ctx context.Context) int {
	for _, wanted := range []bool{true, false} {
		for _, o := range b.outputs {
			if o.wanted == wanted && o.pages() != "" {
				if set, err := b.set(ctx, o.pages()); err == nil {
					return len(set.pages.Pages)
				}
			}
		}
	}
	return 0
}
