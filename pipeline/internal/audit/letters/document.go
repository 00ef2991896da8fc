package letters

import (
	"octavo/pipeline/internal/ast"
)

// Document is the text of a document without the parts that are made for it, file
// being its canonical Markdown; and which of those parts its editions have beside it.
func Document(doc *ast.Document, file string) (*Text, Generated) {
	t, made := &Text{}, Generated{}
	var body []ast.Block
	for _, b := range doc.Blocks {
		m, ok := b.(*ast.Matter)
		switch {
		case !ok:
			body = append(body, b)
		case m.Role == ast.TitlePage:
			made.TitlePage = true
		case m.Role == ast.Colophon && m.Src.IsValid(): // the document's own
			body = append(body, b)
		case m.Role == ast.Colophon:
			made.Colophon = true
		}
	}
	t.Body = blocksText(body, file)
	for _, n := range doc.Notes {
		t.Notes = append(t.Notes, Note{label(n.Label), blocksText(n.Blocks, file)})
	}
	return t, made
}

func blocksText(blocks []ast.Block, file string) []Run {
	var out []Run
	line := 0
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		if at := n.Pos().Line; at > 0 {
			line = at
		}
		if img, ok := n.(*ast.Image); ok {
			out = append(out, Run{Text: signs(img.Words()), Place: file, Line: line, Maybe: true})
		}
		add(&out, ownText(n), file, line)
		return true
	})
	return out
}

// ownText is the text that a node holds itself, with its place for a call.
func ownText(n ast.Node) string {
	switch n := n.(type) {
	case *ast.NoteRef:
		return callBegin + label(n.Label) + callEnd
	case *ast.Section: // what parts number and title may be a sign
		return ast.OwnText(n) + n.Sep
	}
	return ast.OwnText(n)
}
