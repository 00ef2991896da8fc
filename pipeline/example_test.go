package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"octavo/pipeline"
)

// report is a short report as it was scraped: a heading and a note's call have
// lost their form.
const report = `Verslag over de bibliotheek

1. Inleiding

De bibliotheek leende vorig jaar meer boeken uit dan ooit.1

2. Vooruitblik

Het komende jaar opent een tweede vestiging.

1 Cijfers van de gemeente.
`

func job() pipeline.Job {
	return pipeline.Job{Name: "verslag", Source: "verslag.txt", Time: time.Date(2025, 5, 21, 0, 0, 0, 0, time.UTC),
		Parts: []pipeline.Part{{Name: "verslag.txt", Data: []byte(report)}}}
}

// A text becomes its editions, in memory.
func ExampleConvert() {
	var sink pipeline.MemSink
	result, err := pipeline.Convert(context.Background(), job(), &sink)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Chapters, "chapters,", result.Notes, "note")
	for _, name := range slices.Sorted(maps.Keys(sink.Files())) {
		fmt.Println(name)
	}
	// Output:
	// 2 chapters, 1 note
	// verslag.epub
	// verslag.log.json
	// verslag.md
	// verslag.pdf
}

// What a run gives back: each file with what it claims, and each decision.
func ExampleResult() {
	job := job()
	job.Editions = []string{"pdf"}
	result, err := pipeline.Convert(context.Background(), job, &pipeline.MemSink{})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range result.Files {
		fmt.Println(f.Name, f.Claims)
	}
	for _, f := range result.Findings {
		if f.Code == "note-paired" {
			fmt.Printf("%s: %s (doubtful: %v)\n", f.Pos, f.Message, f.Doubtful)
		}
	}
	// Output:
	// verslag.pdf [PDF/UA-1 PDF/A-2a]
	// verslag.md []
	// verslag.log.json []
	// verslag.txt:5:59: call of note 1, which stands in line 11 (doubtful: false)
}

// A run ends when its context does, and nothing appears.
func ExampleInterruptedError() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var sink pipeline.MemSink
	_, err := pipeline.Convert(ctx, job(), &sink)
	var broken *pipeline.InterruptedError
	fmt.Println(errors.As(err, &broken), errors.Is(err, context.Canceled), len(sink.Files()))
	// Output: true true 0
}

// A fault in what was given has its place, its cause and what to do.
func ExampleInputError() {
	_, err := pipeline.ParseMeta("verslag.yaml", []byte("title: Verslag\nlang: Dutch!\n"))
	var fault *pipeline.InputError
	if errors.As(err, &fault) {
		fmt.Println(fault.Pos.File, fault.Pos.Line)
	}
	// Output: verslag.yaml 2
}

// Files appear in a folder, together or not at all.
func ExampleDirSink() {
	dir, err := os.MkdirTemp("", "octavo")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	job := job()
	job.Editions = []string{"epub"}
	if _, err := pipeline.Convert(context.Background(), job, pipeline.NewDirSink(dir)); err != nil {
		log.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.epub"))
	fmt.Println(len(files), err)
	// Output: 1 <nil>
}

// Metadata stand in YAML, or in JSON as a program makes it.
func ExampleParseMeta() {
	meta, err := pipeline.ParseMeta("verslag.json", []byte(`{"title": "Verslag", "creators": ["Gemeente Ons Dorp"]}`))
	if err != nil {
		log.Fatal(err)
	}
	if meta, err = meta.WithLang("nl"); err != nil {
		log.Fatal(err)
	}
	fmt.Print(meta.YAML())
	// Output:
	// title: Verslag
	// lang: nl
	// creators:
	//   - "Gemeente Ons Dorp"
}

// A book.yaml names the files of one publication.
func ExampleParseBook() {
	book, err := pipeline.ParseBook("book.yaml", []byte(`title: Jaarverslag
files: [voorwoord.md]
parts:
  - title: Deel I
    files: [beleid.txt, beheer.html]
`))
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range book.Files {
		fmt.Printf("%s: %s %q\n", f.Pos, f.Name, f.Heading)
	}
	// Output:
	// book.yaml:2:9: voorwoord.md ""
	// book.yaml:5:13: beleid.txt "Deel I"
	// book.yaml:5:25: beheer.html ""
}

// The structure that was recovered, as Markdown to review.
func ExampleNormalise() {
	markdown, _, err := pipeline.Normalise(context.Background(), job(), pipeline.FormMarkdown)
	if err != nil {
		log.Fatal(err)
	}
	_, text, _ := strings.Cut(string(markdown), "\n---\n") // behind the metadata
	fmt.Print(text)
	// Output:
	// # 1. Inleiding
	//
	// De bibliotheek leende vorig jaar meer boeken uit dan ooit.[^1]
	//
	// # 2. Vooruitblik
	//
	// Het komende jaar opent een tweede vestiging.
	//
	// [^1]: Cijfers van de gemeente.
}

// What was decided about a text, line by line.
func ExampleInspect() {
	findings, err := pipeline.Inspect(context.Background(), job())
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range findings {
		fmt.Println(f.Pos, f.Code)
	}
	// Output:
	// verslag.txt:1:1 title-found
	// verslag.txt:3:1 heading-inferred
	// verslag.txt:3:1 lang-document
	// verslag.txt:5:59 note-paired
	// verslag.txt:7:1 heading-inferred
}

// The page on which a person checks the decisions.
func ExampleReview() {
	var page strings.Builder
	findings, err := pipeline.Review(context.Background(), &page, job(), false)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.HasPrefix(page.String(), "<!DOCTYPE html>"), len(findings) > 0)
	// Output: true true
}
