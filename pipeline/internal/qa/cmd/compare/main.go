//go:build unix

// Command compare measures Octavo's whole run, from the scraped text to the
// written PDF, EPUB, Markdown and log, side by side with Typst compiling the
// same clean text to PDF alone, tagged for the same standards. It runs the two
// in turn, prints one table, and exits with 1 when a bar is not met.
//
// Typst is timed without the start of the Python that hosts it, Octavo with
// all it does. The script bench installs Typst and calls this program.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/qa/bulk"
	"octavo/pipeline/internal/qa/sample"
)

// bar is what a text of so many copies of the sample must reach.
type bar struct {
	name   string
	copies int
	runs   int
	factor float64 // Typst's wall time over Octavo's, at least
	memory int64   // bytes, at most
}

const megabyte = 1 << 20

var bars = []bar{
	{name: "sample", copies: 1, runs: 9, factor: 3, memory: 100 * megabyte},
	{name: "1,000 pages", copies: 77, runs: 3, factor: 5, memory: 400 * megabyte},
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("compare", flag.ContinueOnError)
	flags.SetOutput(stderr)
	octavo := flags.String("octavo", "", "the `program` to measure, already built")
	python := flags.String("python", "python3", "a Python `program` that has Typst's package")
	faces := flags.String("faces", "fonts", "the `folder` of faces that both use")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *octavo == "" {
		fmt.Fprintln(stderr, "compare: name the program to measure with -octavo, or run ./bench")
		return 2
	}
	dir, err := os.MkdirTemp("", "compare")
	if err != nil {
		fmt.Fprintf(stderr, "compare: %v\n", err)
		return 1
	}
	defer os.RemoveAll(dir)
	b := bench{octavo: *octavo, python: *python, faces: *faces, dir: dir}
	if err := b.all(stdout); err != nil {
		fmt.Fprintf(stderr, "compare: %v\n", err)
		return 1
	}
	return 0
}

// bench knows where everything is.
type bench struct{ octavo, python, faces, dir string }

func (b bench) all(stdout io.Writer) error {
	doc, err := sample.Document()
	if err != nil {
		return err
	}
	missed := 0
	for _, bar := range bars {
		r, err := b.measure(bar, doc)
		if err != nil {
			return err
		}
		if !r.print(stdout) {
			missed++
		}
	}
	if missed > 0 {
		return fmt.Errorf("%d of %d bars missed", missed, len(bars))
	}
	return nil
}

// measure runs the two programs in turn over the sample repeated.
func (b bench) measure(bar bar, doc *ast.Document) (result, error) {
	r := result{bar: bar}
	long := bulk.Repeat(doc, bar.copies)
	text, typ := filepath.Join(b.dir, "report.txt"), filepath.Join(b.dir, "report.typ")
	if err := os.WriteFile(text, []byte(bulk.Text(long)), 0o644); err != nil {
		return r, err
	}
	if err := os.WriteFile(typ, []byte(bulk.Typst(long)), 0o644); err != nil {
		return r, err
	}
	for range bar.runs {
		u, err := b.runOctavo(text)
		if err != nil {
			return r, err
		}
		r.octavo = append(r.octavo, u)
		if u, err = b.runTypst(typ); err != nil {
			return r, err
		}
		r.typst = append(r.typst, u)
	}
	return r, nil
}
