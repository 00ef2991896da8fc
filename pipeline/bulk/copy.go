package bulk

import (
	"fmt"
	"strconv"

	"octavo/pipeline/ast"
)

func (c *copier) blocks(in []ast.Block) []ast.Block {
	out := make([]ast.Block, len(in))
	for i, b := range in {
		out[i] = c.block(b)
	}
	return out
}

// block copies the blocks that running text is made of; others are shared,
// which leaves tables and figures as they are in every copy.
func (c *copier) block(b ast.Block) ast.Block {
	switch b := b.(type) {
	case *ast.Section:
		s := *b
		if n := chapterNumber(b.Number); n > 0 && b.Level == 1 {
			s.Number = strconv.Itoa(n+c.chapters) + "."
		}
		s.ID, s.Title, s.Blocks = "", c.inlines(b.Title), c.blocks(b.Blocks)
		return &s
	case *ast.Paragraph:
		p := *b
		p.Inlines = c.inlines(b.Inlines)
		return &p
	case *ast.List:
		l := *b
		l.Items = nil
		for _, it := range b.Items {
			item := *it
			item.Blocks = c.blocks(it.Blocks)
			l.Items = append(l.Items, &item)
		}
		return &l
	case *ast.BlockQuote:
		q := *b
		q.Blocks = c.blocks(b.Blocks)
		return &q
	}
	return b
}

func (c *copier) inlines(in []ast.Inline) []ast.Inline {
	out := make([]ast.Inline, len(in))
	for i, n := range in {
		out[i] = c.inline(n)
	}
	return out
}

func (c *copier) inline(in ast.Inline) ast.Inline {
	switch in := in.(type) {
	case *ast.Text:
		return &ast.Text{At: in.At, Value: c.vary(in.Value)}
	case *ast.NoteRef:
		return &ast.NoteRef{At: in.At, Label: c.label(in), Note: c.target(in.Note)}
	}
	kids := ast.Children(in)
	if kids == nil {
		return in
	}
	out := shallow(in)
	ast.SetChildren(out, c.inlines(kids))
	return out
}

// label shifts a call's number with its note's.
func (c *copier) label(ref *ast.NoteRef) string {
	if n, err := strconv.Atoi(ref.Label); err == nil {
		return strconv.Itoa(n + c.noteShift)
	}
	return ref.Label
}

// shallow copies an inline that holds others.
func shallow(in ast.Inline) ast.Inline {
	switch in := in.(type) {
	case *ast.Emph:
		return copyOf(in)
	case *ast.Strong:
		return copyOf(in)
	case *ast.Super:
		return copyOf(in)
	case *ast.Sub:
		return copyOf(in)
	case *ast.Link:
		return copyOf(in)
	case *ast.Citation:
		return copyOf(in)
	case *ast.Abbr:
		return copyOf(in)
	case *ast.Lang:
		return copyOf(in)
	}
	panic(fmt.Sprintf("bulk: %T holds inlines and cannot be copied", in))
}

func copyOf[T any](p *T) *T {
	v := *p
	return &v
}
