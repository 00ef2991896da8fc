package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/write/archive"
	"octavo/pipeline/internal/write/pdf"
)

// edition is one kind of file that a job can ask for: a row of the table. It is
// made from the document or, where takes is set, from finished files.
type edition struct {
	name   string // as --edition takes it
	suffix string // of the file, after the job's name
	// byDefault says that it is made when nothing is asked for.
	byDefault bool

	// sheet is the house sheet that styles it.
	sheet string
	// pageList is the house sheet that sets the pages whose beginnings it lists,
	// where it has no pages of its own.
	pageList string
	// claims are the standards that it may claim to meet; it claims those that
	// its content bears out.
	claims []claim
	// isbn is the kind of edition whose ISBN it bears.
	isbn string
	// flows says that the sheet is for text without pages.
	flows bool
	// press says that it is for a press, which the job or the metadata name.
	press bool
	// begin, where it is set, begins what takes long, before pages are set.
	begin func(*book) error
	make  func(context.Context, *book, edition, io.Writer) (made, error)

	// check, where it is set, finds what the metadata lack for it, before anything is
	// made.
	check func(Job, *ast.Document) []diag.Diagnostic
	// asks, where it is set, finds what the metadata lack for it and what making it
	// would only then find out.
	asks func(*Job, *meta.Meta) []diag.Diagnostic
	// safe makes the job's name one that the edition's files may have; nil keeps it.
	safe func(name string) string

	// takes names the editions whose finished files assemble is given, in that
	// order, with the canonical Markdown behind them. They stand above it in the
	// table, and are made for it where the job does not ask for them.
	takes    []string
	assemble func(context.Context, *book, []finished, io.Writer) (made, error)
}

// claim is a standard that a file may claim to meet, by its name.
type claim string

const (
	claimUA1 claim = "PDF/UA-1" // ISO 14289-1
	claimA2a claim = "PDF/A-2a" // ISO 19005-2, level A
)

// made says of an edition in words what it became, and which standards it
// claims to meet; beside it are the further files that belong to it.
type made struct {
	what   string
	claims []string
	// measured is what its metadata say of accessibility, and what each rests on.
	measured []string
	beside   []beside
}

// beside is what stands beside an edition's file: one more, or a folder, whose name
// has a slash at its end and which holds nothing but these files.
type beside struct {
	name  string
	what  string
	files []finished
}

// finished is a whole file of this run, and what it became where it is an edition.
type finished struct {
	name string
	data []byte
	made made
}

// editions is the table of what Octavo can make, in the order in which it is
// told.
var editions = []edition{
	{name: "pdf", isbn: meta.ForPDF, suffix: ".pdf", byDefault: true, sheet: "screen.css",
		claims: []claim{claimUA1, claimA2a}, make: makePDF},
	{name: "epub", isbn: meta.ForEPUB, suffix: ".epub", byDefault: true, sheet: "epub.css", pageList: "screen.css",
		check: checkLanguage, asks: epubAsks, begin: beginEPUB, make: makeEPUB},
	{name: "html", suffix: ".html", sheet: "html.css", flows: true, make: makeHTML},
	{name: "large", suffix: "-large.pdf", sheet: "large.css",
		claims: []claim{claimUA1, claimA2a}, make: makePDF},
	{name: "large-20", suffix: "-large-20.pdf", sheet: "large-20.css",
		claims: []claim{claimUA1, claimA2a}, make: makePDF},
	{name: "print", isbn: meta.ForPrint, suffix: "-print.pdf", sheet: "print-a4.css", press: true,
		asks: pressAsks, begin: beginPress, make: makePrint},
	{name: "cover", isbn: meta.ForPrint, suffix: "-cover.pdf", sheet: "print-a4.css", press: true,
		asks: coverAsks, begin: beginCover, make: makeCover},
	{name: "booklet", isbn: meta.ForPrint, suffix: "-booklet.pdf", sheet: "print-a4.css", press: true,
		asks: pressAsks, begin: beginPress, make: makeBooklet},
	{name: "archive", suffix: archive.ZipSuffix, takes: []string{"pdf", "epub"},
		check: checkArchive, safe: archive.SafeName, assemble: makeArchive},
}

// file is the name of the edition's file for a job of a name.
func (e edition) file(name string) string {
	if e.safe != nil {
		name = e.safe(name)
	}
	return name + e.suffix
}

// pages is the sheet that sets the pages that the edition shows or lists; ""
// where it has none.
func (e edition) pages() string {
	if e.flows {
		return e.pageList
	}
	return cmp.Or(e.pageList, e.sheet)
}

// conformance is what a PDF may claim: not to be accessible, where something of
// the source's meaning was lost on the way and can be reached by nobody.
func (e edition) conformance(lossy bool) pdf.Conformance {
	c := pdf.Conformance{UA: slices.Contains(e.claims, claimUA1) && !lossy}
	switch {
	case slices.Contains(e.claims, claimA2a) && lossy:
		c.A = pdf.LevelU
	case slices.Contains(e.claims, claimA2a):
		c.A = pdf.LevelA
	}
	return c
}

// EditionNames lists all editions.
func EditionNames() []string {
	return namesWhere(func(edition) bool { return true })
}

// DefaultEditions lists those that are made when nothing is asked for.
func DefaultEditions() []string {
	return namesWhere(func(e edition) bool { return e.byDefault })
}

// ForPress reports whether one of the editions is for a press, so that Job.Press
// matters; none stand for DefaultEditions.
func ForPress(names []string) bool {
	if len(names) == 0 {
		names = DefaultEditions()
	}
	return slices.ContainsFunc(editions, func(e edition) bool { return e.press && slices.Contains(names, e.name) })
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
	for _, n := range names {
		if !slices.Contains(EditionNames(), n) {
			return fmt.Errorf("%q is not an edition; the editions are %s", n, strings.Join(EditionNames(), ", "))
		}
	}
	return nil
}
