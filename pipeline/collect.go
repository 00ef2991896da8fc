package pipeline

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/understand"
)

// Codes of the joining of several files.
const (
	codeNoteRenumbered diag.Code = "note-renumbered"
)

var _ = diag.Register(map[diag.Code]string{
	codeNoteRenumbered: "A note has another number than in its file, because notes are numbered through: in a book, and where one has a name.",
})

// isBook reports whether the job's parts become one publication; a single file
// without a part's heading is its own.
func (j Job) isBook() bool { return len(j.Parts) > 1 || len(j.Parts) == 1 && j.Parts[0].Heading != "" }

// collect joins the documents of a job's parts into one publication. Each
// file's title becomes a heading over the file's sections, part headings stand
// above those, and notes are numbered through.
func collect(job Job, docs []*ast.Document, log *diag.Log) *ast.Document {
	if !job.isBook() {
		numberNamed(docs[0], log)
		return docs[0]
	}
	book := &ast.Document{Meta: job.Meta.fields}
	book.Meta.Inference = meta.InferenceDone
	var part *ast.Section
	titles := titlePlaces(log)
	for i, doc := range docs {
		if book.Meta.Lang == "" {
			book.Meta.Lang = doc.Meta.Lang
		}
		if heading := job.Parts[i].Heading; heading != "" {
			part = newSection(1, heading)
			book.Blocks = append(book.Blocks, part)
		}
		level, into := 1, &book.Blocks
		if part != nil {
			level, into = 2, &part.Blocks
		}
		inOrderOfCalls(doc)
		*into = append(*into, chapterOf(doc, level, cmp.Or(titles[job.Parts[i].Name], diag.Pos{File: job.Parts[i].Name, Line: 1}), log)...)
		book.Notes = append(book.Notes, doc.Notes...)
	}
	numberThrough(book, log)
	return book
}

func newSection(level int, title string) *ast.Section {
	return &ast.Section{Level: level, Title: []ast.Inline{&ast.Text{Value: title}}}
}

// titlePlaces gives, by file, the place of the line that became its title;
// titles of metadata have none.
func titlePlaces(log *diag.Log) map[string]diag.Pos {
	places := map[string]diag.Pos{}
	for _, d := range log.All() {
		if d.Code == ast.CodeHeadTitle || d.Code == understand.CodeTitle {
			places[d.Pos.File] = cmp.Or(places[d.Pos.File], d.Pos)
		}
	}
	return places
}

// chapterOf returns a file's blocks with their outermost headings at level:
// under its title, which stands at the place pos, where it has one.
func chapterOf(doc *ast.Document, level int, pos diag.Pos, log *diag.Log) []ast.Block {
	if doc.Meta.Title == "" {
		return deepen(doc.Blocks, level-1, log)
	}
	s := newSection(level, doc.Meta.Title)
	s.Src = pos
	s.Blocks = deepen(doc.Blocks, level, log)
	return []ast.Block{s}
}

// numberNamed numbers the notes through where one goes by a name, [^new], as
// Markdown lets a person write it; a label as a source prints it stays.
func numberNamed(doc *ast.Document, log *diag.Log) {
	if slices.ContainsFunc(doc.Notes, func(n *ast.Note) bool { return isNoteName(n.Label) }) {
		inOrderOfCalls(doc)
		numberThrough(doc, log)
	}
}

// isNoteName tells a name from a printed label: it has three letters in a row or
// more, and is no Roman numeral.
func isNoteName(label string) bool {
	return threeLetters.MatchString(label) && !romanNumeral.MatchString(label)
}

var (
	threeLetters = regexp.MustCompile(`\pL{3}`)
	romanNumeral = regexp.MustCompile(`^(?i)[ivxlcdm]+$`)
)

// inOrderOfCalls sorts the notes by their first calls; those without one stay
// at the end.
func inOrderOfCalls(doc *ast.Document) {
	first := make(map[*ast.Note]int, len(doc.Notes))
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if ref, ok := n.(*ast.NoteRef); ok && ref.Note != nil && first[ref.Note] == 0 {
			first[ref.Note] = len(first) + 1
		}
		return true
	})
	place := func(n *ast.Note) int { return cmp.Or(first[n], len(first)+1) }
	slices.SortStableFunc(doc.Notes, func(a, b *ast.Note) int { return cmp.Compare(place(a), place(b)) })
}

// numberThrough gives the notes the labels 1, 2, … in the book's order and
// their calls with them; each changed label is on record.
func numberThrough(book *ast.Document, log *diag.Log) {
	for i, n := range book.Notes {
		label := strconv.Itoa(i + 1)
		if n.Label != label {
			log.Add(diag.Diagnostic{Code: codeNoteRenumbered, Pos: n.Pos(), Rule: "notes are numbered through",
				Message: fmt.Sprintf("note %s of its file is note %s here", n.Label, label)})
		}
		n.ID, n.Label = label, label
	}
	ast.WalkDocument(book, func(n ast.Node) bool {
		if ref, ok := n.(*ast.NoteRef); ok && ref.Note != nil {
			ref.Label = ref.Note.Label
		}
		return true
	})
}
