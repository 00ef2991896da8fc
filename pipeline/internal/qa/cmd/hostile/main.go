// Command hostile runs the program over inputs that were written to break it, and prints
// what each took; it exits with 1 where one went beyond its bound.
//
//	go run ./pipeline/internal/qa/cmd/hostile -octavo bin/octavo
//	go run ./pipeline/internal/qa/cmd/hostile -octavo bin/octavo -only 'face, .*'
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"sort"
	"strconv"
	"sync"
	"time"

	"octavo/pipeline/internal/qa/hostile"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("hostile", flag.ContinueOnError)
	flags.SetOutput(stderr)
	program := flags.String("octavo", "octavo", "the `program` to try")
	only := flags.String("only", "", "the cases whose names this `pattern` matches")
	slow := flags.Int("slow", 20, "list so many of the slowest and of the largest")
	light := flags.Bool("light", false, "leave out the heavy cases")
	ordinary := flags.Int("ordinary", 0, "print ordinary text of so many `bytes`, and do nothing else")
	verbose := flags.Bool("v", false, "print a line for each")
	keep := flags.String("keep", "", "the `folder` in which inputs and results stay")
	write := flags.String("write", "", "write the inputs of the one case into this `folder`, and do nothing else")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *ordinary > 0 {
		return exitCode(stderr, ordinaryText(stdout, *ordinary, *write))
	}
	pattern, err := regexp.Compile(*only)
	if err != nil {
		fmt.Fprintf(stderr, "hostile: %v\n", err)
		return 2
	}
	cases := slices.DeleteFunc(hostile.Cases(), func(c hostile.Case) bool {
		return !pattern.MatchString(c.Name) || *light && c.Heavy
	})
	if *write != "" {
		return exitCode(stderr, writeOne(cases, *write))
	}
	t := trial{program: *program, keep: *keep, out: stdout, verbose: *verbose, ordinary: map[int64]time.Duration{}}
	outcomes, err := t.all(cases)
	if err != nil {
		fmt.Fprintf(stderr, "hostile: %v\n", err)
		return 1
	}
	summary(stdout, outcomes, *slow)
	if slices.ContainsFunc(outcomes, func(o hostile.Outcome) bool { return len(o.Faults) > 0 }) {
		return 1
	}
	return 0
}

func exitCode(stderr io.Writer, err error) int {
	if err == nil {
		return 0
	}
	fmt.Fprintf(stderr, "hostile: %v\n", err)
	return 1
}

// ordinaryText prints ordinary text, or writes it below a folder.
func ordinaryText(stdout io.Writer, size int, folder string) error {
	c := hostile.Ordinary(size)
	if folder != "" {
		return c.Write(folder)
	}
	_, err := stdout.Write(c.Files[0].Data())
	return err
}

func writeOne(cases []hostile.Case, folder string) error {
	if len(cases) != 1 {
		return fmt.Errorf("%d cases are named, one can be written", len(cases))
	}
	return cases[0].Write(folder)
}

// writeApart writes a case by a process of its own, so that its megabytes, and gigabytes
// that are packed, do not count as memory of the program that is run next.
func writeApart(root string, which ...string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	out, err := exec.Command(self, append(which, "-write", root)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("its input cannot be written: %w\n%s", err, out)
	}
	return nil
}

// summary prints the slowest and the largest runs, and how many there were.
func summary(w io.Writer, outcomes []hostile.Outcome, n int) {
	faulty := 0
	for _, o := range outcomes {
		if len(o.Faults) > 0 {
			faulty++
		}
	}
	for _, by := range []struct {
		name string
		of   func(o hostile.Outcome) float64
	}{
		{"slowest", func(o hostile.Outcome) float64 { return o.Time.Seconds() }},
		{"largest", func(o hostile.Outcome) float64 { return float64(o.Memory) }},
	} {
		sort.SliceStable(outcomes, func(i, j int) bool { return by.of(outcomes[i]) > by.of(outcomes[j]) })
		fmt.Fprintf(w, "the %s:\n", by.name)
		for _, o := range outcomes[:min(n, len(outcomes))] {
			fmt.Fprintf(w, "  %s\n", line(o))
		}
	}
	fmt.Fprintf(w, "%d inputs, %d beyond their bounds\n", len(outcomes), faulty)
}

func line(o hostile.Outcome) string {
	return fmt.Sprintf("%6.1f s %5d MB  exit %d  %s", o.Time.Seconds(), o.Memory>>20, o.Exit, o.Case.Name)
}

// trial runs cases, as many at a time as there are processors.
type trial struct {
	program, keep string
	out           io.Writer
	verbose       bool
	ordinary      map[int64]time.Duration // by size in bytes
	// beside is held for reading by what runs beside others, and for writing by what runs
	// alone: processors that are shared count more time.
	beside sync.RWMutex
	mu     sync.Mutex // guards ordinary
}

// all runs the cases; the outcomes are in their order.
func (t *trial) all(cases []hostile.Case) ([]hostile.Outcome, error) {
	outcomes, errs := make([]hostile.Outcome, len(cases)), make([]error, len(cases))
	free := make(chan struct{}, runtime.NumCPU())
	said := make(chan int, len(cases)) // those that are done
	for i, c := range cases {
		go func() {
			free <- struct{}{}
			outcomes[i], errs[i] = t.one(i, c)
			said <- i
			<-free
		}()
	}
	for range cases {
		i := <-said
		if errs[i] != nil {
			return nil, fmt.Errorf("%s: %w", cases[i].Name, errs[i])
		}
		t.say(outcomes[i])
	}
	return outcomes, nil
}

// say prints what is wrong with a run, or, where all are to be named, what it took.
func (t *trial) say(o hostile.Outcome) {
	if len(o.Faults) > 0 {
		fmt.Fprintf(t.out, "%s\n", line(o))
		for _, f := range o.Faults {
			fmt.Fprintf(t.out, "          %s\n", f)
		}
		fmt.Fprintf(t.out, "          %.300q\n", o.Said)
	} else if t.verbose {
		fmt.Fprintln(t.out, line(o))
	}
}

// one runs a case beside others, and what takes longer there than it may once more, alone.
func (t *trial) one(i int, c hostile.Case) (hostile.Outcome, error) {
	o, late, err := t.run(i, c, t.beside.RLocker())
	if late && err == nil {
		o, _, err = t.run(i, c, &t.beside)
	}
	return o, err
}

// run runs a case while it holds the lock; late says that it took longer than it may.
func (t *trial) run(i int, c hostile.Case, lock sync.Locker) (o hostile.Outcome, late bool, err error) {
	root, done, err := t.folder(i)
	if err != nil {
		return o, false, err
	}
	defer done()
	if err := writeApart(root, "-only", "^"+regexp.QuoteMeta(c.Name)+"$"); err != nil {
		return o, false, err
	}
	limit, err := t.limit(root)
	if err != nil {
		return o, false, err
	}
	lock.Lock()
	defer lock.Unlock()
	o, err = hostile.Run(context.Background(), t.program, os.Environ(), c, root, hostile.Bound{Time: limit, Memory: 2 << 30})
	return o, o.Time > limit, err
}

func (t *trial) folder(i int) (string, func(), error) {
	if t.keep != "" {
		root := fmt.Sprintf("%s/%03d", t.keep, i)
		return root, func() {}, errors.Join(os.RemoveAll(root), os.MkdirAll(root, 0o755))
	}
	root, err := os.MkdirTemp("", "hostile")
	return root, func() { _ = os.RemoveAll(root) }, err
}

// small inputs may take this long; above that it is three times what ordinary text takes.
const (
	small      = 1 << 20
	smallLimit = 20 * time.Second
	times      = 3
)

// limit is the time for a case, by the size of its files below root.
func (t *trial) limit(root string) (time.Duration, error) {
	size := int64(0)
	err := filepath.WalkDir(root, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	if size <= small {
		return smallLimit, nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	ordinary, err := t.measure(size)
	return max(smallLimit, times*ordinary), err
}

// measure is how long the program takes over ordinary text of a size, rounded up to the
// next power of two: the first run of each is measured, alone.
func (t *trial) measure(size int64) (time.Duration, error) {
	rounded := int64(small)
	for rounded < size {
		rounded *= 2
	}
	if took, known := t.ordinary[rounded]; known {
		return time.Duration(float64(took) * float64(size) / float64(rounded)), nil
	}
	root, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.RemoveAll(root) }()
	if err := writeApart(root, "-ordinary", strconv.FormatInt(min(rounded, most), 10)); err != nil {
		return 0, err
	}
	ordinary := hostile.Ordinary(int(min(rounded, most)))
	t.beside.Lock()
	o, err := hostile.Run(context.Background(), t.program, os.Environ(), ordinary, root, hostile.Bound{Time: time.Hour})
	t.beside.Unlock()
	if err != nil || o.Exit != 0 {
		return 0, fmt.Errorf("ordinary text: exit %d, %w, %s", o.Exit, err, o.Said)
	}
	took := time.Duration(float64(o.Time) * float64(rounded) / float64(min(rounded, most)))
	fmt.Fprintf(t.out, "ordinary text of %d MB: %.1f s, %d MB\n", min(rounded, most)>>20, o.Time.Seconds(), o.Memory>>20)
	t.ordinary[rounded] = took
	return t.measure(size)
}

// most is the longest ordinary text that is measured; longer ones take their share more.
const most = 4 << 20
