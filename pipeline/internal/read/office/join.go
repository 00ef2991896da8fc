package office

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// JoinBlocks joins neighbouring quotations, lines of code, and terms with what they
// mean; of these what has no partner is a paragraph. What has a number of its own is
// joined to nothing before it, for the number would be lost.
func JoinBlocks(entries []Entry) []Entry {
	var out []Entry
	for _, e := range entries {
		if len(out) > 0 && e.Number == nil && joined(out[len(out)-1].Block, e.Block) {
			continue
		}
		out = append(out, e)
	}
	var whole []Entry
	for _, e := range out {
		l, ok := e.Block.(*ast.DefList)
		if !ok {
			whole = append(whole, e)
			continue
		}
		for _, b := range pairedTerms(l) {
			whole = append(whole, Entry{Block: b, Indent: e.Indent})
		}
	}
	return whole
}

// joinedTerms adds a term or a definition to a list of terms.
func joinedTerms(a, b *ast.DefList) bool {
	item, last := b.Items[0], a.Items[len(a.Items)-1]
	switch {
	case item.Term != nil:
		a.Items = append(a.Items, item)
	case len(last.Defs) > 0:
		last.Defs[0] = append(last.Defs[0], item.Defs[0]...)
	default:
		last.Defs = item.Defs
	}
	return true
}

// pairedTerms gives the blocks of a list of which some terms mean nothing, or some
// meanings have no term.
func pairedTerms(l *ast.DefList) []ast.Block {
	var out []ast.Block
	open := &ast.DefList{At: l.At}
	for _, item := range l.Items {
		if len(item.Term) > 0 && len(item.Defs) > 0 {
			if len(open.Items) == 0 {
				out = append(out, open)
			}
			open.Items = append(open.Items, item)
			continue
		}
		open = &ast.DefList{At: item.At}
		if len(item.Term) > 0 {
			out = append(out, &ast.Paragraph{At: item.At, Inlines: []ast.Inline{&ast.Strong{At: item.At, Inlines: item.Term}}})
		}
		for _, def := range item.Defs {
			out = append(out, def...)
		}
	}
	return out
}

func joined(a, b ast.Block) bool {
	switch a := a.(type) {
	case *ast.DefList:
		if b, ok := b.(*ast.DefList); ok {
			return joinedTerms(a, b)
		}
	case *ast.BlockQuote:
		if b, ok := b.(*ast.BlockQuote); ok {
			a.Blocks = append(a.Blocks, b.Blocks...)
			return true
		}
	case *ast.CodeBlock:
		if b, ok := b.(*ast.CodeBlock); ok {
			a.Text += "\n" + b.Text
			return true
		}
	}
	return false
}

// PlainCode is a line of code with its spaces; it is none where it holds more than
// text.
func PlainCode(pieces []Piece) (string, bool) {
	var b strings.Builder
	for _, p := range pieces {
		_, isBreak := p.Node.(*ast.LineBreak)
		switch {
		case isBreak:
			b.WriteByte('\n')
		case p.Node != nil || p.Link != "":
			return "", false
		}
		b.WriteString(p.Text)
	}
	return b.String(), strings.TrimSpace(b.String()) != ""
}
