package pandoc

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
)

// call writes the note at its first call; later ones name it, because each Note
// of pandoc is a note of its own.
func (w *writer) call(n *ast.NoteRef) node {
	if n.Note == nil {
		w.refuse(n, "a call that has no note")
		return node{}
	}
	if w.known[n.Note] {
		label := node{"Superscript", words(ast.NoteLabel(n.Note))}
		return span(class("noteref").with("data-note", n.Note.ID), []node{label})
	}
	implied := w.register(n.Note)
	note := node{"Note", w.blocks(n.Note.Blocks)}
	if implied {
		return note
	}
	return span(noteAttr(n.Note), []node{note})
}

// register counts a note and reports whether its number says its identifier and
// its label.
func (w *writer) register(n *ast.Note) bool {
	w.known[n] = true
	w.order = append(w.order, n)
	number := itoa(len(w.order))
	return n.ID == number && ast.NoteLabel(n) == number
}

func noteAttr(n *ast.Note) attr {
	return class("note").with("data-id", n.ID).with("data-label", ast.NoteLabel(n))
}

// otherNotes gives the notes that nothing calls, and the order of all notes where
// it is not that of their calls.
func (w *writer) otherNotes(notes []*ast.Note) []node {
	blocks := []node{}
	for _, n := range notes {
		if !w.known[n] {
			w.register(n)
			blocks = append(blocks, node{"Div", []any{noteAttr(n), w.blocks(n.Blocks)}})
		}
	}
	a := class("octavo-notes")
	if !slices.Equal(w.order, notes) {
		a = a.with("data-order", strings.Join(noteIDs(notes), " "))
	}
	if len(blocks) == 0 && len(a.pairs) == 0 {
		return nil
	}
	return one("Div", []any{a, blocks})
}

func noteIDs(notes []*ast.Note) []string {
	ids := make([]string, len(notes))
	for i, n := range notes {
		ids[i] = n.ID
	}
	return ids
}
