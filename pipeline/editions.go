package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

// edition is one kind of file that a job can ask for.
type edition struct {
	name   string // as --edition takes it
	suffix string // of the file, after the job's name
	// byDefault says that it is made when nothing is asked for.
	byDefault bool
	make      func(*book, io.Writer) error
	// describe says for the terminal what was made.
	describe func(*book) string
}

// editions is the table of what Octavo can make.
var editions = []edition{
	{"pdf", ".pdf", true, (*book).writePDF, (*book).describePDF},
	{"epub", ".epub", true, (*book).writeEPUB, (*book).describeEPUB},
}

// EditionNames lists all editions.
func EditionNames() []string {
	return namesWhere(func(edition) bool { return true })
}

// DefaultEditions lists those that are made when nothing is asked for.
func DefaultEditions() []string {
	return namesWhere(func(e edition) bool { return e.byDefault })
}

func namesWhere(keep func(edition) bool) []string {
	var names []string
	for _, e := range editions {
		if keep(e) {
			names = append(names, e.name)
		}
	}
	return names
}

// CheckEditions returns an error that names the first unknown edition.
func CheckEditions(names []string) error {
	_, err := chosen(names)
	return err
}

func chosen(names []string) ([]edition, error) {
	var out []edition
	for _, e := range editions {
		if slices.Contains(names, e.name) {
			out = append(out, e)
		}
	}
	for _, n := range names {
		if !slices.Contains(EditionNames(), n) {
			return nil, fmt.Errorf("%q is not an edition; the editions are %s", n, strings.Join(EditionNames(), ", "))
		}
	}
	return out, nil
}

// write makes one edition.
func (e edition) write(ctx context.Context, b *book, w io.Writer) error {
	err := e.make(b, w)
	var storing *WriteError
	if err == nil || errors.As(err, &storing) || ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return err
	}
	return &EditionError{e.name, err}
}

// writeAll makes the book's editions, all at once, each into its own file.
func (b *book) writeAll(ctx context.Context, sink Sink, result *Result) error {
	wanted, err := chosen(b.job.Editions)
	if err != nil {
		return err
	}
	writers := make([]io.Writer, len(wanted))
	for i, e := range wanted {
		name := b.job.Name + e.suffix
		if writers[i], err = create(sink, name); err != nil {
			return err
		}
	}
	errs := make([]error, len(wanted))
	var wg sync.WaitGroup
	for i, e := range wanted {
		wg.Go(func() { errs[i] = e.write(ctx, b, writers[i]) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for _, e := range wanted {
		result.addFile(b.job.Name+e.suffix, e.describe(b))
	}
	result.Pages = b.pageCount()
	return nil
}
