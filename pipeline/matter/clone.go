package matter

import (
	"strconv"

	"octavo/pipeline/ast"
)

// cloner copies the blocks of a document. Inlines and notes are shared with
// the source unless a note has to change, which is rare: only then do the
// calls need to be new nodes.
type cloner struct {
	notes   map[*ast.Note]*ast.Note // nil when notes stay
	relabel bool
}

func newCloner(doc *ast.Document) *cloner {
	c := &cloner{relabel: !labelsUnique(doc.Notes)}
	if !c.relabel && !holdIDs(doc.Notes) {
		return c
	}
	c.notes = make(map[*ast.Note]*ast.Note, len(doc.Notes))
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if ref, ok := n.(*ast.NoteRef); ok && ref.Note != nil {
			c.addNote(ref.Note)
		}
		return true
	})
	for _, n := range doc.Notes {
		c.addNote(n)
	}
	return c
}

func labelsUnique(notes []*ast.Note) bool {
	seen := make(map[string]bool, len(notes))
	for _, n := range notes {
		if seen[n.Label] {
			return false
		}
		seen[n.Label] = true
	}
	return true
}

// holdIDs reports whether a note holds a node that carries an identifier.
func holdIDs(notes []*ast.Note) bool {
	found := false
	eachID(&ast.Document{Notes: notes}, func(*string, func() string) { found = true })
	return found
}

// addNote copies a note on first sight. Where labels are not unique it gets
// the next number: notes count through the book in the order of their calls.
func (c *cloner) addNote(n *ast.Note) {
	if c.notes[n] != nil {
		return
	}
	twin := *n
	if c.relabel {
		twin.Label = strconv.Itoa(len(c.notes) + 1)
	}
	c.notes[n] = &twin
}

func (c *cloner) cloneNotes(notes []*ast.Note) []*ast.Note {
	if c.notes == nil {
		return notes
	}
	out := make([]*ast.Note, len(notes))
	for i, n := range notes {
		out[i] = c.notes[n]
		out[i].Blocks = c.blocks(n.Blocks)
	}
	return out
}

func (c *cloner) blocks(blocks []ast.Block) []ast.Block {
	if blocks == nil {
		return nil
	}
	out := make([]ast.Block, len(blocks))
	for i, b := range blocks {
		out[i] = c.block(b)
	}
	return out
}

// block copies a block that holds others or an identifier. Any other is
// returned as it is, also one that is not known here: writers report those.
func (c *cloner) block(b ast.Block) ast.Block {
	switch n := b.(type) {
	case *ast.Section:
		twin := *n
		twin.Title, twin.Blocks = c.inlines(n.Title), c.blocks(n.Blocks)
		return &twin
	case *ast.Paragraph:
		return c.paragraph(n)
	case *ast.List:
		twin := *n
		twin.Items = each(n.Items, c.item)
		return &twin
	case *ast.ListItem:
		return c.item(n)
	case *ast.DefList:
		twin := *n
		twin.Items = each(n.Items, c.defItem)
		return &twin
	case *ast.Table:
		twin := *n
		twin.Caption = c.inlines(n.Caption)
		twin.Head, twin.Body = each(n.Head, c.row), each(n.Body, c.row)
		return &twin
	case *ast.Figure:
		twin := *n
		twin.Caption = c.inlines(n.Caption)
		return &twin
	case *ast.BlockQuote:
		twin := *n
		twin.Blocks = c.blocks(n.Blocks)
		return &twin
	}
	return b
}

func (c *cloner) paragraph(n *ast.Paragraph) *ast.Paragraph {
	if c.notes == nil {
		return n
	}
	twin := *n
	twin.Inlines = c.inlines(n.Inlines)
	return &twin
}

func (c *cloner) item(n *ast.ListItem) *ast.ListItem {
	twin := *n
	twin.Blocks = c.blocks(n.Blocks)
	return &twin
}

func (c *cloner) defItem(n *ast.DefItem) *ast.DefItem {
	twin := *n
	twin.Term = c.inlines(n.Term)
	twin.Defs = make([][]ast.Block, len(n.Defs))
	for i, def := range n.Defs {
		twin.Defs[i] = c.blocks(def)
	}
	return &twin
}

func (c *cloner) row(n *ast.Row) *ast.Row {
	twin := *n
	twin.Cells = each(n.Cells, func(cell *ast.Cell) *ast.Cell {
		copied := *cell
		copied.Blocks = c.blocks(cell.Blocks)
		return &copied
	})
	return &twin
}

// inlines copies inlines where calls have to change, and shares them else.
func (c *cloner) inlines(inlines []ast.Inline) []ast.Inline {
	if c.notes == nil || inlines == nil {
		return inlines
	}
	out := make([]ast.Inline, len(inlines))
	for i, in := range inlines {
		out[i] = copyInline(in, c.inlines)
		if ref, ok := out[i].(*ast.NoteRef); ok && ref.Note != nil {
			ref.Note = c.notes[ref.Note]
			if c.relabel {
				ref.Label = ref.Note.Label
			}
		}
	}
	return out
}

// each copies a list by f.
func each[T any](list []T, f func(T) T) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

// copyInline makes a new node like in, what it holds copied by kids. An
// inline that is not known here is returned as it is.
func copyInline(in ast.Inline, kids func([]ast.Inline) []ast.Inline) ast.Inline {
	twin := shallow(in)
	if ast.Children(in) != nil {
		ast.SetChildren(twin, kids(ast.Children(in)))
	}
	return twin
}

func shallow(in ast.Inline) ast.Inline {
	switch n := in.(type) {
	case *ast.Text:
		return dup(n)
	case *ast.Emph:
		return dup(n)
	case *ast.Strong:
		return dup(n)
	case *ast.Super:
		return dup(n)
	case *ast.Sub:
		return dup(n)
	case *ast.Code:
		return dup(n)
	case *ast.Link:
		return dup(n)
	case *ast.NoteRef:
		return dup(n)
	case *ast.Citation:
		return dup(n)
	case *ast.Abbr:
		return dup(n)
	case *ast.Lang:
		return dup(n)
	case *ast.Image:
		return dup(n)
	case *ast.LineBreak:
		return dup(n)
	}
	return in
}

func dup[T any](p *T) *T {
	twin := *p
	return &twin
}
