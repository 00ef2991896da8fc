// Command random sends random documents through all editions and holds what comes out to
// the laws: nothing breaks down, what is refused is refused with a place in the text, and
// a second run gives the same bytes. With -text also the canonical Markdown reads back as
// the same tree, accessible PDFs and EPUB say letter for letter what it says, the archive
// package is sound, and the page list leads to the letter with which each page begins. It
// exits with 1 where a document broke a law, and names its number.
//
//	go run ./pipeline/internal/qa/cmd/random -n 2000
//	go run ./pipeline/internal/qa/cmd/random -first 17 -n 1 -keep out
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("random", flag.ContinueOnError)
	flags.SetOutput(stderr)
	first := flags.Int("first", 0, "the `number` of the first document")
	n := flags.Int("n", 100, "so many documents")
	keep := flags.String("keep", "", "the `folder` in which the editions of the first ones stay, for the judges")
	kept := flags.Int("kept", 100, "so many stay there")
	text := flags.Bool("text", false, "also hold what the editions say to each other")
	workers := flags.Int("workers", 2, "documents at a time")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	t := trial{first: *first, n: *n, keep: *keep, kept: *kept, text: *text, out: stdout}
	if err := t.all(*workers); err != nil {
		fmt.Fprintf(stderr, "random: %v\n", err)
		return 1
	}
	fmt.Fprintf(stdout, "%d random documents, %d refused with a place, %d broke a law\n", t.n, t.refused.Load(), t.broken.Load())
	if t.broken.Load() > 0 {
		return 1
	}
	return 0
}

// trial makes documents first to first+n-1.
type trial struct {
	first, n, kept int
	keep           string
	text           bool
	broken         atomic.Int64
	refused        atomic.Int64
	mu             sync.Mutex
	out            io.Writer
}

func (t *trial) all(workers int) error {
	next, failed := make(chan int), make(chan error, workers)
	for range workers {
		go func() {
			var err error
			for i := range next {
				if e := t.one(i); e != nil && err == nil {
					err = e
				}
			}
			failed <- err
		}()
	}
	for i := range t.n {
		next <- t.first + i
	}
	close(next)
	var err error
	for range workers {
		if e := <-failed; e != nil {
			err = e
		}
	}
	return err
}

// one makes a document and prints what is wrong with it; the error is of the machine.
func (t *trial) one(i int) error {
	name := fmt.Sprintf("random-%04d", i)
	scratch, err := os.MkdirTemp("", name)
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	dir := scratch
	if t.keep != "" && i-t.first < t.kept {
		dir = filepath.Join(t.keep, name)
	}
	s := newSpecimen(i, name, dir)
	problems := s.problems(context.Background(), t.text)
	if s.refused {
		t.refused.Add(1)
	}
	if len(problems) == 0 {
		return nil
	}
	t.broken.Add(1)
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, p := range problems {
		fmt.Fprintf(t.out, "%s: %s\n", name, p)
	}
	return nil
}
