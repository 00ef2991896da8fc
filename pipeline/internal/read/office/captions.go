package office

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
)

// Captions gives captions to the tables and pictures beside them: to the kind that
// a caption names, and else first to what stands above it, unless that is a table
// with another caption. What finds none stays a paragraph.
func Captions(entries []Entry, r *Report, anchors *Anchors) []Entry {
	var out []Entry
	for i := 0; i < len(entries); i++ {
		e := entries[i]
		if !e.Caption {
			out = append(out, e)
			continue
		}
		var above, below ast.Block
		if len(out) > 0 {
			above = out[len(out)-1].Block
		}
		if i+1 < len(entries) {
			below = entries[i+1].Block
		}
		owner := ownerOf(e.Of, above, below)
		if several := picturesAlone(above); owner == nil && several != nil && e.Of != "table" {
			owner = &ast.Figure{At: several.At, Blocks: []ast.Block{several}}
			out[len(out)-1].Block = owner
		}
		p, ok := e.Block.(*ast.Paragraph)
		if owner == nil || !ok {
			e.Caption = false
			out = append(out, e)
			continue
		}
		ast.SetCaption(owner, p.Inlines)
		anchors.Move(p, owner)
		r.Info(p.Src.Line, CodeCaption, 0.9, fmt.Sprintf("%q is a caption", ast.PlainText(p.Inlines)))
	}
	return out
}

// picturesAlone is a paragraph that holds several pictures and nothing else; nil for any
// other block.
func picturesAlone(b ast.Block) *ast.Paragraph {
	p, ok := b.(*ast.Paragraph)
	if !ok {
		return nil
	}
	pictures := 0
	for _, in := range p.Inlines {
		switch in := in.(type) {
		case *ast.Image:
			pictures++
		case *ast.Text:
			if strings.TrimSpace(in.Value) != "" {
				return nil
			}
		case *ast.LineBreak, *ast.Anchor:
		default:
			return nil
		}
	}
	if pictures < 2 {
		return nil
	}
	return p
}

// ownerOf finds the block that a caption belongs to.
func ownerOf(of string, above, below ast.Block) ast.Block {
	order := []ast.Block{above, below}
	if of == "table" { // which has its caption above it, as a rule
		order = []ast.Block{below, above}
	}
	for _, b := range order {
		if takesCaption(b) && (of == "" || of == kindOf(b)) {
			return b
		}
	}
	for _, b := range order {
		if takesCaption(b) && of != "" {
			return b
		}
	}
	return nil
}

func kindOf(b ast.Block) string {
	if _, ok := b.(*ast.Table); ok {
		return "table"
	}
	return "figure"
}

func takesCaption(b ast.Block) bool {
	switch b := b.(type) {
	case *ast.Table:
		return len(b.Caption) == 0
	case *ast.Figure:
		return len(b.Caption) == 0
	}
	return false
}
