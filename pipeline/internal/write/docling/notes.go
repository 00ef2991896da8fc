package docling

import (
	"slices"

	"octavo/pipeline/internal/ast"
)

// call keeps a call of a note, whose place is not known yet.
func (l *line) call(n *ast.NoteRef) {
	if n.Note == nil {
		l.w.refuse(n, "a call that has no note")
		return
	}
	a := l.it.about()
	marker := ast.NoteLabel(n.Note)
	l.w.calls[n.Note] = append(l.w.calls[n.Note], call{l.it, len(l.it.Comments)})
	l.it.Comments = append(l.it.Comments, fineRef{Range: [2]int{l.length, l.length}})
	a.Markers = append(a.Markers, marker)
	l.print.WriteString(marker)
	if !slices.Contains(l.w.waiting, n.Note) {
		l.w.waiting = append(l.w.waiting, n.Note)
	}
}

// called writes the notes that were called and have no place yet, and those that
// they call.
func (w *writer) called() {
	for len(w.waiting) > 0 {
		n := w.waiting[0]
		w.waiting = w.waiting[1:]
		w.note(n)
	}
}

// notes writes those that nothing calls, behind all else.
func (w *writer) notes(list []*ast.Note) {
	for _, n := range list {
		w.note(n)
		w.called()
	}
}

// note writes a note once: its first paragraph is its text, the rest its children.
func (w *writer) note(n *ast.Note) {
	if w.noted[n] != nil {
		return
	}
	var first []ast.Inline
	rest := n.Blocks
	if p, ok := firstParagraph(rest); ok {
		first, rest = p.Inlines, rest[1:]
	}
	it := w.inlines("footnote", "", first).identify(n.ID)
	it.about().Label = ast.NoteLabel(n)
	w.noted[n] = it
	w.in(it, func() { w.blocks(rest) })
}

// link makes calls and notes lead to each other, once every item has its place.
func (w *writer) link() {
	for note, calls := range w.calls {
		it := w.noted[note]
		for _, c := range calls {
			c.from.Comments[c.index].Ref = it.Self
			it.about().Calls = appendOnce(it.about().Calls, ref{c.from.Self})
		}
	}
	for _, it := range w.doc.Texts {
		it.lift()
	}
}

// lift gives tables and pictures the notes that are called inside them.
func (it *item) lift() {
	if len(it.Comments) == 0 {
		return
	}
	for up := it; up != nil; up = up.up {
		if up.floatFields == nil {
			continue
		}
		for _, r := range it.Comments {
			up.Footnotes = appendOnce(up.Footnotes, ref{r.Ref})
		}
	}
}

func appendOnce(list []ref, r ref) []ref {
	if slices.Contains(list, r) {
		return list
	}
	return append(list, r)
}
