package markdown

import (
	"strconv"

	"octavo/pipeline/internal/ast"
)

// inlineNote makes a note of what stands in ^[…] and gives its call. Such notes
// are numbered; where the file has others besides, they get names, so that all
// are numbered through in the end.
func (r *reader) inlineNote(at ast.At, inner []ast.Inline) ast.Inline {
	r.counter.notes++
	id := strconv.Itoa(r.counter.notes)
	if r.counter.defined {
		id = inlineNoteName + id
	}
	for r.notes[id] != nil {
		id += "-"
	}
	note := &ast.Note{At: at, ID: id, Label: id, Blocks: []ast.Block{&ast.Paragraph{At: at, Inlines: ast.Trim(inner)}}}
	r.notes[id] = note
	r.allNotes = append(r.allNotes, note)
	return &ast.NoteRef{At: at, Label: note.Label, Note: note}
}

// inlineNoteName begins the names of notes in the text beside others.
const inlineNoteName = "inline-"

// counter counts what is numbered in the whole of a file, cells included.
type counter struct {
	// notes counts those in the text; defined tells that there are others.
	notes   int
	defined bool
	// runs tells that fences of the text hold code that knitr runs.
	runs bool
}
