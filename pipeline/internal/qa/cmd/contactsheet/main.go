// Command contactsheet draws pages of the editions of the sample and of golden cases into
// the pictures of the documentation: docs/contact-sheet.png of the README, and those of
// docs/gallery.md. It converts the texts and draws by the pdf.js that ./check installs.
// Run it in the repository's root:
//
//	go run ./pipeline/internal/qa/cmd/contactsheet
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"octavo/pipeline"
	"octavo/pipeline/internal/qa/draw"
)

// plate is one picture: pages of one text's editions in rows.
type plate struct {
	file string // below the folder
	text string // a golden case, or "" for the sample
	dpi  int
	rows [][]page
}

// page is a page by the ending of its file.
type page struct {
	suffix string
	number int
}

// At sheetDPI an A4 page is 248 pixels wide: four stand side by side in a README. At
// galleryDPI it is 480, so that two fill the width of a web page and can be read.
const (
	sheetDPI   = 30
	galleryDPI = 58
)

var plates = []plate{
	{"contact-sheet.png", "", sheetDPI, [][]page{
		{{".pdf", 1}, {".pdf", 2}, {".pdf", 3}, {".pdf", 15}},
		{{"-print.pdf", 2}, {"-print.pdf", 3}, {"-print.pdf", 16}, {"-print.pdf", 17}},
		{{"-large.pdf", 4}, {"-large.pdf", 12}, {"-cover.pdf", 1}},
	}},
	{"gallery/chapter.png", "", galleryDPI, [][]page{{{".pdf", 3}, {".pdf", 6}}}},
	{"gallery/print.png", "", galleryDPI, [][]page{{{"-print.pdf", 16}, {"-print.pdf", 17}}}},
	{"gallery/large.png", "", galleryDPI, [][]page{{{"-large.pdf", 2}, {"-large.pdf", 5}}}},
	{"gallery/cover.png", "", galleryDPI, [][]page{{{"-cover.pdf", 1}}}},
	{"gallery/nodes.png", "every-node", galleryDPI, [][]page{{{".pdf", 3}, {".pdf", 4}}}},
	{"gallery/formulas.png", "formulas", galleryDPI, [][]page{{{".pdf", 3}}}},
	{"gallery/tables.png", "tables-wide", galleryDPI, [][]page{{{".pdf", 4}}}},
}

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("contactsheet", flag.ContinueOnError)
	flags.SetOutput(stderr)
	cache := flags.String("cache", ".cache", "the `folder` in which ./check installed the judges")
	out := flags.String("o", "docs", "the `folder` of the pictures")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if err := compose(context.Background(), *cache, *out); err != nil {
		fmt.Fprintf(stderr, "contactsheet: %v\n", err)
		return 1
	}
	return 0
}

// compose draws every plate; a text that several show is converted once.
func compose(ctx context.Context, cache, out string) error {
	if err := draw.Installed(cache); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "contactsheet")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	made := map[string]string{} // by text, the files' path without their endings
	for _, p := range plates {
		if made[p.text] == "" {
			if made[p.text], err = convert(ctx, dir, p.text); err != nil {
				return err
			}
		}
		if err := p.draw(ctx, cache, made[p.text], filepath.Join(out, filepath.FromSlash(p.file))); err != nil {
			return fmt.Errorf("%s: %w", p.file, err)
		}
	}
	return nil
}

func convert(ctx context.Context, dir, text string) (string, error) {
	job, err := jobOf(text)
	if err != nil {
		return "", err
	}
	_, err = pipeline.Convert(ctx, job, pipeline.NewDirSink(dir))
	return filepath.Join(dir, job.Name), err
}

func (p plate) draw(ctx context.Context, cache, base, out string) error {
	var pages []draw.Page
	for _, row := range p.rows {
		for _, at := range row {
			pages = append(pages, draw.Page{File: base + at.suffix, Number: at.number})
		}
	}
	pictures, err := draw.Pages(ctx, cache, p.dpi, pages)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	return draw.Write(out, sheet(inRows(p.rows, pictures)))
}
