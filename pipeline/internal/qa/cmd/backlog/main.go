//go:build linux

// Command backlog measures a batch over a generated backlog: it writes so many reports of
// mixed kinds, one in a hundred damaged, has octavo make them while it kills the run again
// and again (SIGKILL), and then holds the result to the truth that it knows: nothing lost,
// nothing made twice, every damaged report named, the same bytes as an undisturbed run,
// memory that does not grow. It prints the rate and the processor time of a report in the
// batch against that of a single build, and exits with 1 where a bar is missed.
//
//	go run ./pipeline/internal/qa/cmd/backlog -octavo PROGRAM -count 10000
//	go run ./pipeline/internal/qa/cmd/backlog -write DIR -count 2000
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"octavo/pipeline/internal/qa/backlog"
	"octavo/pipeline/internal/qa/sample"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("backlog", flag.ContinueOnError)
	flags.SetOutput(stderr)
	t := trial{say: stdout}
	flags.StringVar(&t.octavo, "octavo", "", "the `program` to measure, already built")
	flags.StringVar(&t.editions, "edition", "", "the `editions` to make; those of octavo build by default")
	flags.IntVar(&t.kills, "kills", 10, "kill the run `N` times")
	count := flags.Int("count", 10000, "write `N` reports")
	write := flags.String("write", "", "only write the reports, into `DIR`, with truth.jsonl")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	var err error
	switch {
	case *write != "":
		err = writeOnly(*write, *count)
	case t.octavo == "":
		fmt.Fprintln(stderr, "backlog: name the program to measure with -octavo")
		return 2
	default:
		err = t.measured(*count)
	}
	if err != nil {
		fmt.Fprintf(stderr, "backlog: %v\n", err)
		return 1
	}
	return 0
}

// writeOnly writes reports and, beside them, the names of those that are damaged.
func writeOnly(dir string, count int) error {
	doc, err := sample.Document()
	if err != nil {
		return err
	}
	reports, err := backlog.Write(filepath.Join(dir, "in"), doc, count)
	if err != nil {
		return err
	}
	damaged, err := os.Create(filepath.Join(dir, "damaged.txt"))
	if err != nil {
		return err
	}
	for _, r := range reports {
		if r.Damaged {
			fmt.Fprintln(damaged, "in/"+r.Name)
		}
	}
	return damaged.Close()
}

// measured runs the trial in a folder of its own, which it takes away again.
func (t trial) measured(count int) (err error) {
	if t.octavo, err = filepath.Abs(t.octavo); err != nil {
		return err
	}
	if t.dir, err = os.MkdirTemp("", "backlog"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(t.dir)) }()
	doc, err := sample.Document()
	if err != nil {
		return err
	}
	if t.reports, err = backlog.Write(filepath.Join(t.dir, "in"), doc, count); err != nil {
		return err
	}
	return t.all()
}
