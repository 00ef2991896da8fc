package resolve

import "octavo/pipeline/internal/ast"

// Calls is the order in which notes are called: as the calls stand in the text,
// then as they stand in the notes.
type Calls struct {
	// Refs are all calls in order; those without a note are left out.
	Refs []*ast.NoteRef
	// Called are the notes in the order of their first calls, which numbers
	// them; behind them stand those that nothing calls.
	Called []*ast.Note
	of     map[*ast.Note][]*ast.NoteRef
	nth    map[*ast.NoteRef]int
}

func newCalls() *Calls {
	return &Calls{of: map[*ast.Note][]*ast.NoteRef{}, nth: map[*ast.NoteRef]int{}}
}

// CallsIn finds the calls of a document that is not finished yet.
func CallsIn(doc *ast.Document) *Calls {
	c := newCalls()
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if ref, ok := n.(*ast.NoteRef); ok {
			c.add(ref)
		}
		return true
	})
	c.finish(doc.Notes)
	return c
}

// add files the next call; it reports whether it has a note.
func (c *Calls) add(ref *ast.NoteRef) bool {
	if ref.Note == nil {
		return false
	}
	if c.of[ref.Note] == nil {
		c.Called = append(c.Called, ref.Note)
	}
	c.Refs = append(c.Refs, ref)
	c.of[ref.Note] = append(c.of[ref.Note], ref)
	c.nth[ref] = len(c.of[ref.Note])
	return true
}

// finish adds the notes that nothing calls.
func (c *Calls) finish(notes []*ast.Note) {
	for _, n := range notes {
		if c.of[n] == nil {
			c.Called = append(c.Called, n)
		}
	}
}

// CallsOf returns the calls of a note in order; none where nothing calls it.
func (c *Calls) CallsOf(n *ast.Note) []*ast.NoteRef { return c.of[n] }

// CallID is the name of a call as a destination, to which its note leads back.
func (c *Calls) CallID(ref *ast.NoteRef) string { return ref.Note.CallDest(c.nth[ref]) }
