//go:build unix

// Command compare measures Octavo's whole run, from the scraped text to the
// written PDF, EPUB, Markdown and log, side by side with what other programs
// make of the same text: Typst a PDF, tagged for the same standards, from clean
// Typst; WeasyPrint a tagged PDF from Octavo's HTML; pandoc an EPUB from
// Octavo's Markdown. The programs run in turn. It prints a table for each
// length, with Octavo on one processor too, and exits with 1 when a bar is not met.
//
// Typst is timed without the start of the Python that hosts it, all others with
// all they do. The script bench installs them and calls this program.
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

// length is a text of so many copies of the sample, its paragraphs all different, and
// what Octavo must reach on it.
type length struct {
	name   string
	pages  int // about
	copies int
	runs   int
	factor float64 // Typst's wall time over Octavo's, at least; 0 for none
	memory int64   // bytes, at most
}

const megabyte = 1 << 20

var lengths = []length{
	{name: "the sample", pages: 13, copies: 1, runs: 9, factor: 3, memory: 100 * megabyte},
	{name: "100 pages", pages: 100, copies: 8, runs: 5, memory: 200 * megabyte},
	{name: "1,000 pages", pages: 1000, copies: 77, runs: 3, factor: 5, memory: 400 * megabyte},
	{name: "5,000 pages", pages: 5000, copies: 385, runs: 1, memory: 1200 * megabyte},
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("compare", flag.ContinueOnError)
	flags.SetOutput(stderr)
	b := bench{out: stdout}
	flags.StringVar(&b.octavo, "octavo", "", "the `program` to measure, already built")
	flags.StringVar(&b.python, "python", "python3", "a Python `program` that has the packages of Typst and WeasyPrint")
	flags.StringVar(&b.pandoc, "pandoc", "pandoc", "the `program` pandoc")
	flags.StringVar(&b.faces, "faces", "fonts", "the `folder` of faces that Octavo and Typst use")
	flags.IntVar(&b.most, "pages", 0, "no text of more than so many `pages`; 0 for all")
	flags.BoolVar(&b.all, "all", false, "the others at every length, which takes half an hour and 10 GB")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if b.octavo == "" {
		fmt.Fprintln(stderr, "compare: name the program to measure with -octavo, or run ./bench")
		return 2
	}
	if err := b.run(); err != nil {
		fmt.Fprintf(stderr, "compare: %v\n", err)
		return 1
	}
	return 0
}

// bench knows where everything is.
type bench struct {
	octavo, python, pandoc, faces, dir string

	most int // pages
	all  bool
	out  io.Writer
}

func (b *bench) run() error {
	dir, err := os.MkdirTemp("", "compare")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b.dir = dir
	doc, err := sample.Document()
	if err != nil {
		return err
	}
	missed, shorter := 0, (*result)(nil)
	for _, l := range lengths {
		if b.most > 0 && l.pages > b.most {
			continue
		}
		r, err := b.measure(l, doc)
		if err != nil {
			return err
		}
		if !r.print(b.out, shorter) {
			missed++
		}
		shorter = &r
	}
	if missed > 0 {
		return fmt.Errorf("%d bars missed", missed)
	}
	return nil
}

// measure runs the programs in turn over the sample repeated.
func (b *bench) measure(l length, doc *ast.Document) (result, error) {
	r := result{length: l}
	if err := b.write(bulk.Repeat(doc, l.copies)); err != nil {
		return r, err
	}
	var running []program
	for _, p := range b.programs() {
		if p.most > 0 && l.pages > p.most && !b.all {
			continue
		}
		if err := p.find(); err != nil {
			r.absent = append(r.absent, fmt.Sprintf("%s: %v", p.name, err))
			continue
		}
		running = append(running, p)
	}
	r.rows = make([]row, len(running))
	for range l.runs {
		for i, p := range running {
			u, err := p.run()
			if err != nil {
				return r, fmt.Errorf("%s: %w", p.name, err)
			}
			r.rows[i].name, r.rows[i].makes = p.name, p.makes
			r.rows[i].runs = append(r.rows[i].runs, u)
		}
	}
	return r, nil
}

// write writes the text in the form of each program.
func (b *bench) write(doc *ast.Document) error {
	text := b.file("report.txt")
	if err := os.WriteFile(text, []byte(bulk.Text(doc)), 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(b.file("report.typ"), []byte(bulk.Typst(doc)), 0o644); err != nil {
		return err
	}
	_, err := measured(nil, b.octavo, "build", text, "--quiet", "--force", "--edition", "html", "--out", b.file("clean"))
	return err
}

func (b *bench) file(name string) string { return filepath.Join(b.dir, name) }
