package verify

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
)

// Reading is a publication as another program reads it back: its chapters alone,
// without what is generated around them.
type Reading struct {
	// Headings holds the level and the words of each heading.
	Headings []string
	// Notes holds the words of each call's note, in the order of the calls.
	Notes []string
	// Words holds all else, in reading order. A formula is one word; what a box is
	// called, by its kind or its title, is left out.
	Words []string
}

// Compare says where a reading departs from what is wanted, nothing where it does not.
func (r Reading) Compare(what string, want Reading) []string {
	problems := differ(what+", headings", r.Headings, want.Headings)
	problems = append(problems, differ(what+", notes", r.Notes, want.Notes)...)
	return append(problems, differ(what+", words", r.Words, want.Words)...)
}

func differ(what string, got, want []string) []string {
	if slices.Equal(got, want) {
		return nil
	}
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	piece := func(list []string) []string { return list[i:min(i+8, len(list))] }
	return []string{fmt.Sprintf("%s: after %q stands %q and should stand %q (%d of %d)",
		what, want[max(i-4, 0):i], piece(got), piece(want), i, len(want))}
}

// formulaWord stands for a formula, which every program writes otherwise.
const formulaWord = "∎"

// ExpectReading is what a document without generated matter should be read back as, where
// load reads its pictures: one that cannot be read has its alternative in its place.
func ExpectReading(doc *ast.Document, load func(name string) ([]byte, error)) Reading {
	r := reader{load: load}
	ast.WalkBlocks(doc.Blocks, r.visit)
	return r.reading()
}

// reader collects a reading.
type reader struct {
	out  Reading
	text strings.Builder
	load func(name string) ([]byte, error)
}

// shows reports whether a picture can be read.
func (r *reader) shows(src string) bool {
	if strings.HasPrefix(src, "data:") {
		return true
	}
	if r.load == nil {
		return false
	}
	_, err := r.load(src)
	return err == nil
}

func (r *reader) reading() Reading {
	r.out.Words = wordsOf(r.text.String())
	return r.out
}

func wordsOf(s string) []string { return strings.Fields(strings.ReplaceAll(s, "\u00ad", "")) }

// sentence is the words on one line.
func sentence(s string) string { return strings.Join(wordsOf(s), " ") }

func (r *reader) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Section:
		part := reader{load: r.load}
		part.text.WriteString(n.Number + n.Sep)
		ast.WalkInlines(n.Title, part.visit)
		r.heading(n.Level, &part)
		ast.WalkBlocks(n.Blocks, r.visit)
		return false
	case *ast.Figure:
		if n.Image != nil {
			r.text.WriteString("\n")
			ast.Walk(n.Image, r.visit)
		}
		ast.WalkBlocks(n.Blocks, r.visit)
		r.text.WriteString("\n")
		ast.WalkInlines(n.Caption, r.visit)
		r.text.WriteString("\n")
		return false
	case *ast.Box:
		r.text.WriteString("\n")
		ast.WalkBlocks(n.Blocks, r.visit)
		return false
	case *ast.NoteRef:
		note := reader{load: r.load}
		ast.WalkBlocks(n.Note.Blocks, note.visit)
		r.out.Notes = append(r.out.Notes, sentence(note.text.String()))
	case *ast.Image:
		if !r.shows(n.Src) {
			r.text.WriteString(n.Alt)
		}
	case *ast.LineBreak:
		r.text.WriteString(" ")
	case *ast.Formula:
		r.text.WriteString(formulaWord)
	case ast.Block:
		r.text.WriteString("\n" + ast.OwnText(n))
	case *ast.DefItem, *ast.Cell:
		r.text.WriteString("\n")
	default:
		r.text.WriteString(ast.OwnText(n))
	}
	return true
}

// heading takes a heading and the notes called in it.
func (r *reader) heading(level int, part *reader) {
	r.out.Headings = append(r.out.Headings, fmt.Sprintf("%d %s", level, sentence(part.text.String())))
	r.out.Notes = append(r.out.Notes, part.out.Notes...)
}

// ReadPandoc takes what pandoc -f epub -t json prints.
func ReadPandoc(data []byte) (Reading, error) {
	var doc struct {
		Blocks []any `json:"blocks"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return Reading{}, err
	}
	r := pandocReader{}
	r.walk(doc.Blocks)
	return r.reading(), nil
}

type pandocReader struct {
	reader
	// nav is how many unread <nav> elements are open, whose tags pandoc passes on.
	nav int
	// label is what the box that was just opened is called, where that is still to come.
	label string
}

func (r *pandocReader) walk(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			r.walk(e)
		}
	case map[string]any:
		kind, _ := v["t"].(string)
		r.element(kind, v["c"])
	}
}

func (r *pandocReader) element(kind string, c any) {
	if r.nav > 0 && kind != "RawBlock" {
		return
	}
	list, _ := c.([]any)
	switch kind {
	case "RawBlock":
		r.raw(fmt.Sprint(list[1]))
	case "Header":
		part := read(list[2])
		r.heading(int(list[0].(float64)), &part)
	case "Note":
		note := read(c)
		r.out.Notes = append(r.out.Notes, sentence(note.text.String()))
	case "DefinitionList":
		for _, item := range list {
			r.walk(item.([]any)[0])
			r.text.WriteString("\n")
			r.walk(item.([]any)[1])
		}
	case "Div", "Span", "Link":
		if !generated(list[0]) {
			r.leaf(kind, c)
		}
	case "Para":
		if !r.names(c) {
			r.leaf(kind, c)
		}
	default:
		r.leaf(kind, c)
	}
}

// read reads a part by itself.
func read(part any) reader {
	r := pandocReader{}
	r.walk(part)
	return r.reader
}

// names tells whether a paragraph says what the box around it is called.
func (r *pandocReader) names(c any) bool {
	label := r.label
	r.label = ""
	if label == "" {
		return false
	}
	first := read(c)
	return sentence(first.text.String()) == label
}

// leaf writes the text of an element, or that of what it holds.
func (r *pandocReader) leaf(kind string, c any) {
	switch kind {
	case "Str":
		r.text.WriteString(fmt.Sprint(c))
	case "Space", "SoftBreak", "LineBreak":
		r.text.WriteString(" ")
	case "Code", "CodeBlock":
		r.text.WriteString(fmt.Sprint(c.([]any)[1]))
	case "Math":
		r.text.WriteString(formulaWord)
	case "RawInline", "Image":
	default:
		r.walk(c)
	}
	if slices.Contains([]string{"Para", "Plain", "CodeBlock", "Div"}, kind) {
		r.text.WriteString("\n")
	}
}

var labelPattern = regexp.MustCompile(`^<aside .*aria-label="([^"]*)"`)

// raw takes the tag of an element that pandoc does not read.
func (r *pandocReader) raw(tag string) {
	switch {
	case strings.HasPrefix(tag, "<nav"):
		r.nav++
	case strings.HasPrefix(tag, "</nav"):
		r.nav--
	case labelPattern.MatchString(tag):
		r.label = labelPattern.FindStringSubmatch(tag)[1]
	}
}

// generated tells from an element's attributes whether it is none of the chapters' own
// text: matter around them, numbers of notes and of list items.
func generated(attr any) bool {
	list, _ := attr.([]any)
	if len(list) < 2 {
		return false
	}
	classes, _ := list[1].([]any)
	return slices.ContainsFunc(classes, func(c any) bool {
		return slices.Contains([]any{"cover", "colophon", "titlepage", "marker", "label", "backlink", "pagebreak"}, c)
	})
}
