package layout

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/structure"
)

// noteRows are the rows of one note.
type noteRows struct {
	note *ast.Note
	rows []row
}

// planNotes plans every note of the document, each by itself.
func (p *paginator) planNotes() []*composer {
	out := make([]*composer, len(p.doc.Notes))
	for i, n := range p.doc.Notes {
		c := &composer{p: p}
		c.note(n, frame{width: p.measure("")})
		out[i] = c
	}
	return out
}

func (c *composer) note(n *ast.Note, f frame) {
	c.box(n, c.of(n, element.Box), f, func(in frame) {
		c.op(func(e *emitter) { e.lead(n.Dest(), f) })
		st := c.of(n, element.Marker)
		label := piece{text: n.Label + " ", style: st, content: c.p.tree.Content(n, structure.Label)}
		c.mark([]piece{label}, st, in.x)
		c.blocks(n.Blocks, in)
	})
}

// newNoteRows makes the rows of a planned note. Its lines may be divided over
// pages, but not so that one line stands alone.
func newNoteRows(n *ast.Note, c *composer) *noteRows {
	e := &emitter{}
	e.run(c.ops)
	return &noteRows{note: n, rows: e.rows}
}

// addUncalled has the last row of the text, which a colophon may follow, call the
// notes at which nobody arrives else.
func (p *paginator) addUncalled(e *emitter) {
	last := e.text - 1
	if last < 0 {
		last = len(e.rows) - 1
	}
	if notes := ast.Uncalled(p.doc.Document); len(notes) > 0 && last >= 0 {
		r := e.rows[last].more()
		r.notes = append(r.notes, notes...)
	}
}

// noteList is the notes of the whole document in the order of their first
// calls, as one run of rows.
type noteList struct {
	rows []row
	// first[i] tells that row i begins a note.
	first []bool
	seen  map[*ast.Note]bool
}

// call appends the rows of the notes that are called for the first time, and
// of those that they call themselves.
func (l *noteList) call(notes []*ast.Note, all map[*ast.Note]*noteRows) {
	for _, n := range notes {
		if l.seen[n] || all[n] == nil {
			continue
		}
		l.seen[n] = true
		for i, r := range all[n].rows {
			l.rows = append(l.rows, r)
			l.first = append(l.first, i == 0)
		}
		for _, r := range all[n].rows {
			if r.rare != nil {
				l.call(r.rare.notes, all)
			}
		}
	}
}

// heightOf is the height of note row i with the white space above it.
func (l *noteList) heightOf(i int) geom.Length { return l.rows[i].space + l.rows[i].height }
