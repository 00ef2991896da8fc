package judge

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"sync"
	"text/tabwriter"
	"time"
)

// Row is what one judge did: over how many files, with what result.
type Row struct {
	Judge    string
	Skipped  bool
	Verdicts []Verdict
	Err      error
	Took     time.Duration
}

// Findings counts what the judge found in all files.
func (r Row) Findings() int {
	n := 0
	for _, v := range r.Verdicts {
		n += len(v.Findings)
	}
	return n
}

// Panel is a set of judges sitting together.
type Panel struct {
	Judges []Judge
	// Cache is the folder in which ./check installed the judges.
	Cache string
	// Skip holds the names of judges that are left out on request.
	Skip []string
	// Workers is how many judges run at the same time, at least 1.
	Workers int
	// Limit is how long one judge may take over all files.
	Limit time.Duration
}

// Sit puts the files before every judge that reads their kind and returns a
// row for each judge, in the order of p.Judges. A judge with no file to read
// still has to refuse its broken one.
func (p Panel) Sit(ctx context.Context, files []string) []Row {
	rows := make([]Row, len(p.Judges))
	free := make(chan struct{}, p.Workers)
	var wait sync.WaitGroup
	for i, j := range p.Judges {
		wait.Go(func() {
			free <- struct{}{}
			rows[i] = p.hear(ctx, j, files)
			<-free
		})
	}
	wait.Wait()
	return rows
}

func (p Panel) hear(ctx context.Context, j Judge, files []string) Row {
	row := Row{Judge: j.Name}
	if slices.Contains(p.Skip, j.Name) {
		row.Skipped = true
		return row
	}
	ctx, cancel := context.WithTimeout(ctx, p.Limit)
	defer cancel()
	start := time.Now()
	row.Verdicts, row.Err = j.Judge(ctx, p.Cache, j.read(files))
	row.Took = time.Since(start)
	return row
}

func (j Judge) read(files []string) []string {
	var out []string
	for _, f := range files {
		if j.Reads(f) {
			out = append(out, f)
		}
	}
	return out
}

// Collect lists the files at the paths, folders searched to their depth, in
// lexical order. Absolute paths come out, so that judges may run anywhere.
func Collect(paths []string) ([]string, error) {
	var files []string
	for _, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			return nil, err
		}
		err = filepath.WalkDir(abs, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// Report prints a table with one line a judge, then every finding, and
// reports whether nothing was found and no judge failed.
func Report(w io.Writer, rows []Row) (clean bool) {
	clean = true
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "judge\tfiles\tfindings\tbroken file\tseconds")
	for _, r := range rows {
		fmt.Fprintln(t, line(r))
		clean = clean && r.Err == nil && r.Findings() == 0
	}
	t.Flush()
	for _, r := range rows {
		details(w, r)
	}
	return clean
}

func line(r Row) string {
	switch {
	case r.Skipped:
		return r.Judge + "\t-\t-\tskipped by name\t-"
	case r.Err != nil:
		return r.Judge + "\t-\t-\tFAILED\t" + seconds(r.Took)
	}
	return fmt.Sprintf("%s\t%d\t%d\trefused\t%s", r.Judge, len(r.Verdicts), r.Findings(), seconds(r.Took))
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f", d.Seconds()) }

func details(w io.Writer, r Row) {
	if r.Err != nil {
		fmt.Fprintf(w, "%v\n", r.Err)
	}
	for _, v := range r.Verdicts {
		for _, f := range v.Findings {
			fmt.Fprintf(w, "%s: %s: %s\n", v.File, v.Judge, f)
		}
	}
}

// Known returns an error when Skip names a judge that does not exist.
func (p Panel) Known() error {
	for _, name := range p.Skip {
		known := func(j Judge) bool { return j.Name == name }
		if !slices.ContainsFunc(p.Judges, known) {
			return fmt.Errorf("there is no judge named %q to skip", name)
		}
	}
	return nil
}
