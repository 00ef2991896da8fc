package pipeline

import (
	"context"
	"io/fs"
	"strings"

	"octavo/fonts"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/style"
	"octavo/styles"
)

// HouseSheet is a style sheet that comes with the program.
type HouseSheet struct {
	Name string // as @import takes it, for instance "screen.css"
	// About says in its own words what it is for.
	About string
	// Editions are those that it styles when no other sheet is given.
	Editions []string
	CSS      []byte
}

// HouseSheets lists the sheets that come with the program, by their names.
func HouseSheets() []HouseSheet {
	names, _ := fs.Glob(styles.Files, "*.css") // embedded: neither can fail
	var out []HouseSheet
	for _, name := range names {
		css, _ := styles.Files.ReadFile(name)
		s := HouseSheet{Name: name, About: about(string(css)), CSS: css}
		for _, e := range editions {
			if e.sheet == name {
				s.Editions = append(s.Editions, e.name)
			}
		}
		out = append(out, s)
	}
	return out
}

// about is the first sentence of the comment with which a sheet begins.
func about(css string) string {
	_, rest, _ := strings.Cut(css, "/*")
	text, _, _ := strings.Cut(rest, "*/")
	text = strings.Join(strings.Fields(text), " ")
	if first, _, more := strings.Cut(text, ". "); more {
		return first + "."
	}
	return text
}

// CheckStyle looks at a style sheet, what it imports and its faces, as Convert
// does with that of a job, and at the contrast of all that it colours in the pages
// of every edition. load reads files by their paths from the sheet's folder. An
// error is one that would keep editions from being made; the findings come with
// it.
func CheckStyle(ctx context.Context, name string, load func(name string) ([]byte, error)) ([]Finding, error) {
	log := newLog(nil)
	set, err := font.Open(fonts.Files)
	if err != nil {
		return nil, err
	}
	doc := everyNode()
	office, _, err := openStyle(Job{Name: "style", Style: name, LoadStyle: load}, doc, set, log)
	if err != nil {
		return findingsIn(log), err
	}
	b := &book{log: log, office: office, said: map[diag.Diagnostic]bool{}}
	for _, sheet := range pageSheets() {
		parsed, err := b.sheet(sheet)
		if err != nil {
			return findingsIn(log), err
		}
		if err := ctx.Err(); err != nil {
			return findingsIn(log), interrupted(ctx, err)
		}
		b.checkContrast(style.Resolve(resolve.Of(doc), parsed))
	}
	return findingsIn(log), nil
}

// everyNode is a document with each node in each of its forms, and the matter
// around them.
func everyNode() *ast.Document {
	doc := &ast.Document{}
	for _, e := range append(ast.All(), ast.Generated()...) {
		doc.Blocks, doc.Notes = append(doc.Blocks, e.Doc.Blocks...), append(doc.Notes, e.Doc.Notes...)
	}
	return doc
}

// pageSheets are the house sheets that set pages, each once.
func pageSheets() []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, e := range editions {
		if name := e.pages(); !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	return out
}

// NewStyle is a style sheet to begin with: what offices change most, each with a
// word on it, and nothing else.
func NewStyle() []byte { return []byte(newStyle) }

const newStyle = `/* Our house style: octavo build report.txt --style huisstijl.css, or in the metadata: style: huisstijl.css */
@import "screen.css"; /* the house sheet that it starts from; each other edition takes its own in its place */

/* Our faces: TrueType files beside this sheet. Take the comment signs away.
@font-face { font-family: "Huis Sans"; font-weight: 400; src: url("HuisSans-Regular.ttf"); }
@font-face { font-family: "Huis Sans"; font-weight: 600; src: url("HuisSans-SemiBold.ttf"); } */
:root {
  --serif: "Source Serif 4", serif; /* running text */
  --sans: "Source Sans 3", sans-serif; /* headings, tables, captions; ours: "Huis Sans", sans-serif */
  --accent: #154273; /* headings and marks; text needs a contrast of 4.5:1: octavo styles check says it */
  --link: #01689b; /* links in the text */
  --quiet: #555555; /* running heads */
}
@media screen, print { /* sizes for these editions alone; large and epub have their own */
  @page { size: A4; } /* or 170mm 240mm, B5, A5 landscape */
  h1 { font-size: 19pt; line-height: 22.5pt; } /* chapters; lines of a multiple of 7.5pt keep the grid */
}
`
