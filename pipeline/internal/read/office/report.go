package office

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// The codes of the readers of office documents.
const (
	CodePlaces    diag.Code = "office-places"
	CodeChanges   diag.Code = "office-changes"
	CodeComments  diag.Code = "office-comments"
	CodeContents  diag.Code = "office-contents"
	CodeFurniture diag.Code = "office-running-heads"
	CodeTextBox   diag.Code = "office-text-box"
	CodeDrawing   diag.Code = "office-drawing"
	CodeFormula   diag.Code = "office-formula"
	CodeField     diag.Code = "office-field"
	CodeNote      diag.Code = "office-note"
	CodeList      diag.Code = "office-list"
	CodeTyped     diag.Code = "office-typed-list"
	CodeHeading   diag.Code = "office-heading"
	CodeTable     diag.Code = "office-table"
	CodeCaption   diag.Code = "office-caption"
	CodeLink      diag.Code = "office-link"
	CodeHidden    diag.Code = "office-hidden"
	CodeSymbol    diag.Code = "office-symbol"
	CodeSigns     diag.Code = "office-signs"
	CodeTitle     diag.Code = "office-title"
	CodeMeta      diag.Code = "office-metadata"
	CodeAuthor    diag.Code = "office-author"
	CodePicture   diag.Code = "office-picture"
	CodeRule      diag.Code = "office-rule"
	CodeUnknown   diag.Code = "office-unknown"
)

var _ = diag.Register(map[diag.Code]string{
	CodePlaces:    "The numbers behind the name of an office document count its paragraphs.",
	CodeChanges:   "Tracked changes of an office document were accepted: what was inserted is text, what was deleted was left out.",
	CodeComments:  "Comments in an office document were left out.",
	CodeContents:  "The printed table of contents of an office document was left out; the editions have their own.",
	CodeFurniture: "Running heads and feet of an office document were left out.",
	CodeTextBox:   "The text of a text box stands behind the paragraph to which the box is anchored.",
	CodeField:     "A field of an office document was kept as the text that it showed, or its instruction was left out.",
	CodeNote:      "A note of an office document has no text or no call.",
	CodeTyped:     "A list was recognised by the signs that were typed before its items.",
	CodeList:      "Numbers of a list cannot be shown as the office document shows them.",
	CodeHeading:   "A heading of an office document stands in a table, note or text box and was taken for a strong paragraph; or it was recognised by its look.",
	CodeTable:     "A table of an office document was mended to fill its grid, its head was recognised by its look, or it was only there for layout.",
	CodeCaption:   "A paragraph was taken for the caption of a table or picture.",
	CodeLink:      "A link of an office document leads to a place that cannot be led to; its text was kept.",
	CodeTitle:     "The publication's title was taken from an office document's title paragraph or properties.",
	CodeAuthor:    "The author in an office document's properties was left out; its text does not name it.",
	CodeMeta:      "A property of an office document is none of its kind and was left out.",
	CodeSigns:     "Letters in a face of symbols were read as the signs that it shows.",
	CodeRule:      "A line drawn with signs in an office document is a rule.",
	CodePicture:   "A picture of an office document is shown otherwise than there.",
})

var _ = diag.RegisterLoss(map[diag.Code]string{
	CodeDrawing: "A chart, diagram or picture of an office document cannot be shown.",
	CodeFormula: "A formula of an office document was not understood.",
	CodeHidden:  "Hidden text of an office document was left out.",
	CodeSymbol:  "A sign of a face of symbols has no like in Unicode.",
	CodeUnknown: "A part of an office document was not understood.",
})

// Options are what a person chooses about the reading of office documents.
type Options struct {
	// Changes says what becomes of tracked changes.
	Changes Changes
	// Wanted are the names of places in the file to which other files of its book lead.
	// The reader gives those places identifiers and puts these behind their names.
	Wanted map[string]string
}

// Changes is a way to treat tracked changes.
type Changes string

// The ways to treat tracked changes. AcceptUnasked accepts them and has a person look.
const (
	AcceptUnasked Changes = ""
	Accept        Changes = "accept"
	Show          Changes = "show"
)

// Report tells findings about one document.
type Report struct {
	Name   string
	Log    *diag.Log
	told   bool
	signs  map[string]bool // of faces of symbols, that were told
	turned turned
}

// NewReport makes the report of the document called name.
func NewReport(name string, log *diag.Log) *Report { return &Report{Name: name, Log: log} }

// At is the place of paragraph number place; 0 is the document as a whole.
func (r *Report) At(place int) ast.At { return ast.At{Src: diag.Pos{File: r.Name, Line: place}} }

// add tells a finding; one about a paragraph says so, because a word processor
// shows no such numbers.
func (r *Report) add(place int, d diag.Diagnostic) {
	d.Pos, d.Rule = diag.Pos{File: r.Name, Line: place}, "office"
	if place > 0 {
		d.Message = fmt.Sprintf("paragraph %d: %s", place, d.Message)
		r.tellPlaces()
	}
	r.Log.Add(d)
}

// tellPlaces says once what the numbers count.
func (r *Report) tellPlaces() {
	if r.told {
		return
	}
	r.told = true
	r.Log.Add(diag.Diagnostic{Code: CodePlaces, Pos: diag.Pos{File: r.Name}, Rule: "office",
		Message: "the numbers behind the name of the file count its paragraphs, those in tables, notes and text boxes too"})
}

// Warn tells what a person should look at.
func (r *Report) Warn(place int, code diag.Code, message, hint string) {
	r.add(place, diag.Diagnostic{Code: code, Severity: diag.Warning, Message: message, Hint: hint})
}

// WarnDropped tells what was left out and a person should look at.
func (r *Report) WarnDropped(place int, code diag.Code, dropped, message, hint string) {
	r.add(place, diag.Diagnostic{Code: code, Severity: diag.Warning, Message: message, Hint: hint, Dropped: dropped})
}

// Info tells a decision.
func (r *Report) Info(place int, code diag.Code, confidence float64, message string) {
	r.add(place, diag.Diagnostic{Code: code, Message: message, Confidence: confidence})
}

// Drop tells what was left out.
func (r *Report) Drop(place int, code diag.Code, confidence float64, dropped, message string) {
	r.add(place, diag.Diagnostic{Code: code, Message: message, Dropped: dropped, Confidence: confidence})
}

// Count writes a number of things: "1 comment was", "3 comments were".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one + " was"
	}
	return fmt.Sprintf("%d %s were", n, many)
}

// Paragraphs gives the text of each paragraph in n, in order of their numbers; texts
// names the elements that hold text, or is nil where any text counts.
func Paragraphs(n *Node, texts map[string]bool) []string {
	var lines []string
	var walk func(n *Node, in bool)
	walk = func(n *Node, in bool) {
		if n == nil || n.Name == "mc:Fallback" {
			return
		}
		if in && n.Name == "" && n.Place > 0 {
			for len(lines) < n.Place {
				lines = append(lines, "")
			}
			lines[n.Place-1] += strings.ReplaceAll(n.Text, "\n", " ")
		}
		for _, k := range n.Kids {
			walk(k, in || texts == nil || texts[n.Name])
		}
	}
	walk(n, false)
	return lines
}

// breaks are the elements that part words without a text of their own; Word has stops of
// its tabs, by the name of a tab, in the properties of paragraphs.
var breaks = map[string]string{"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "text:tab": "\t", "text:line-break": "\n", "text:s": " "}

// Plain is the text in n, a line for each paragraph with some, or part of one; texts names
// the elements that hold text, or is nil where any text counts.
func Plain(n *Node, texts map[string]bool) string {
	var b strings.Builder
	var walk func(n *Node, in bool)
	walk = func(n *Node, in bool) {
		switch {
		case n == nil || n.Name == "mc:Fallback" || n.Name == "w:pPr":
			return
		case paragraphs[n.Name] && b.Len() > 0:
			b.WriteByte('\n')
		case breaks[n.Name] != "":
			b.WriteString(breaks[n.Name])
		case in && n.Name == "":
			b.WriteString(n.Text)
		}
		for _, k := range n.Kids {
			walk(k, in || texts == nil || texts[n.Name])
		}
	}
	walk(n, false)
	lines := strings.FieldsFunc(b.String(), func(r rune) bool { return r == '\n' })
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// few is how many words of hidden text need no person's look: marks of indexes and
// the like.
const few = 5

// Hidden says that the text that a document hides was left out, with the remedy.
func (r *Report) Hidden(text, remedy string) {
	switch words := len(strings.Fields(text)); {
	case words == 0:
	case words <= few:
		r.Drop(0, CodeHidden, 0.9, text, "hidden text was left out")
	default:
		r.WarnDropped(0, CodeHidden, text, Count(words, "word", "words")+" left out, because the document hides them", remedy)
	}
}
