// Command contactsheet draws pages of the sample's editions small in one picture, the
// README's docs/contact-sheet.png. It converts the sample and draws by the pdf.js that
// ./check installs. Run it in the repository's root:
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
	"time"

	"octavo/pipeline"
	"octavo/pipeline/internal/qa/draw"
	"octavo/source"
)

// dpi makes an A4 page 248 pixels wide: four stand side by side in a README.
const dpi = 30

// rows are the pages of the sheet by the ending of their file.
var rows = [][]struct {
	suffix string
	number int
}{
	{{".pdf", 1}, {".pdf", 2}, {".pdf", 3}, {".pdf", 15}},
	{{"-print.pdf", 2}, {"-print.pdf", 3}, {"-print.pdf", 16}, {"-print.pdf", 17}},
	{{"-large.pdf", 4}, {"-large.pdf", 12}, {"-cover.pdf", 1}},
}

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("contactsheet", flag.ContinueOnError)
	flags.SetOutput(stderr)
	cache := flags.String("cache", ".cache", "the `folder` in which ./check installed the judges")
	out := flags.String("o", filepath.Join("docs", "contact-sheet.png"), "the picture's `file`")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if err := compose(context.Background(), *cache, *out); err != nil {
		fmt.Fprintf(stderr, "contactsheet: %v\n", err)
		return 1
	}
	return 0
}

func compose(ctx context.Context, cache, out string) error {
	if err := draw.Installed(cache); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "contactsheet")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	job, err := sample()
	if err != nil {
		return err
	}
	if _, err := pipeline.Convert(ctx, job, pipeline.NewDirSink(dir)); err != nil {
		return err
	}
	var pages []draw.Page
	for _, row := range rows {
		for _, p := range row {
			pages = append(pages, draw.Page{File: filepath.Join(dir, job.Name+p.suffix), Number: p.number})
		}
	}
	pictures, err := draw.Pages(ctx, cache, dpi, pages)
	if err != nil {
		return err
	}
	return draw.Write(out, sheet(inRows(pictures)))
}

// sample is the job of the embedded report, all editions, at a time that stands for
// every run.
func sample() (pipeline.Job, error) {
	job := pipeline.Job{
		Name: source.Sample, Source: source.Sample + ".txt", Time: time.Unix(0, 0).UTC(), Editions: pipeline.EditionNames(),
		Press: pipeline.Press{Condition: "FOGRA51", Paper: "0.1 mm"},
	}
	data, err := source.Files.ReadFile(job.Source)
	if err != nil {
		return job, err
	}
	job.Parts = []pipeline.Part{{Name: job.Source, Data: data}}
	yaml, err := source.Files.ReadFile(source.Sample + ".yaml")
	if err != nil {
		return job, err
	}
	job.Meta, err = pipeline.ParseMeta(source.Sample+".yaml", yaml)
	return job, err
}
