package ast

// Uncalled gives the notes at which a reader of the text never arrives by calls, each of
// those that stand first in such a company: one that nothing calls, with those that it
// calls in turn, or of notes that call each other alone the first. A document that shows
// them, and after each the notes that it calls, shows all its notes.
func Uncalled(doc *Document) []*Note {
	if len(doc.Notes) == 0 {
		return nil
	}
	r := newReach(doc)
	var out []*Note
	for _, lonely := range []bool{true, false} {
		for _, n := range doc.Notes {
			if !r.met[n] && (!lonely || !r.called[n]) {
				out = append(out, n)
				r.from([]*Note{n})
			}
		}
	}
	return out
}

// reach follows calls from note to note.
type reach struct {
	calls       map[*Note][]*Note
	called, met map[*Note]bool
}

// newReach has met the notes at which the text arrives.
func newReach(doc *Document) *reach {
	r := &reach{calls: make(map[*Note][]*Note, len(doc.Notes)), called: map[*Note]bool{}, met: map[*Note]bool{}}
	text := r.in(doc.Blocks)
	for _, n := range doc.Notes {
		r.calls[n] = r.in(n.Blocks)
	}
	r.from(text)
	return r
}

// in are the notes that blocks call.
func (r *reach) in(blocks []Block) []*Note {
	var out []*Note
	WalkBlocks(blocks, func(n Node) bool {
		if ref, ok := n.(*NoteRef); ok && ref.Note != nil {
			r.called[ref.Note] = true
			out = append(out, ref.Note)
		}
		return true
	})
	return out
}

// from meets the notes and those that they call, whatever their number.
func (r *reach) from(notes []*Note) {
	for len(notes) > 0 {
		n := notes[len(notes)-1]
		notes = notes[:len(notes)-1]
		if !r.met[n] {
			r.met[n] = true
			notes = append(notes, r.calls[n]...)
		}
	}
}
