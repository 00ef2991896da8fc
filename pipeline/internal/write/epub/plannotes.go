package epub

import (
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/resolve"
)

// planNotes gives u the notes that it calls, those called from its notes too. A
// note that is called in several files stands in each, so that it can be shown
// beside every call.
func (bk *book) planNotes(u *unit) {
	u.calls = map[*ast.Note][]*ast.NoteRef{}
	for _, h := range bk.heldBy(u) {
		bk.take(u, h)
	}
	bk.planNested(u, 0)
}

// planNested follows the calls in u's notes from the given one on; the list
// grows while notes call notes.
func (bk *book) planNested(u *unit, from int) {
	for i := from; i < len(u.notes); i++ {
		bk.take(u, bk.doc.In(u.notes[i]))
	}
}

// take gives u the notes that are called in a part of it.
func (bk *book) take(u *unit, held *resolve.Held) {
	for _, ref := range held.Calls {
		if _, has := u.calls[ref.Note]; !has {
			bk.give(u, ref.Note)
		}
		u.calls[ref.Note] = append(u.calls[ref.Note], ref)
	}
}

func (bk *book) give(u *unit, n *ast.Note) {
	bk.placed[n] = true
	u.calls[n] = nil
	u.notes = append(u.notes, n)
}

// planUncalled puts the notes at which the text never arrives at the end of it, so
// that nothing is lost.
func (bk *book) planUncalled() {
	var last *unit
	for _, u := range bk.units {
		if u.region == "bodymatter" {
			last = u
		}
	}
	for _, n := range ast.Uncalled(bk.doc.Document) {
		if last == nil {
			last = bk.addText(bk.doc.Meta.Title)
			last.calls = map[*ast.Note][]*ast.NoteRef{}
		}
		bk.log.Add(diag.Diagnostic{
			Code: CodeNoteUncalled, Severity: diag.Warning, Pos: n.Pos(), Rule: "epub",
			Message: fmt.Sprintf("note %s is not called, so it stands behind the last chapter of the %s", n.Label, bk.kind()),
			Hint:    "put its call where it belongs",
		})
		bk.give(last, n)
		bk.planNested(last, len(last.notes)-1)
	}
}
