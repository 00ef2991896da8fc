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
	if l := doc.Meta.Logo; l != nil { // some editions show it at the head of the text
		t.picture(l.Alt, "", file, 1)
	}
	t.Body = blocksText(body, file, &t.Marks)
	for _, n := range doc.Notes {
		note := Note{Label: label(n.Label)}
		note.Runs = blocksText(n.Blocks, file, &note.Marks)
		t.Notes = append(t.Notes, note)
	}
	return t, made
}

func blocksText(blocks []ast.Block, file string, marks *Marks) []Run {
	var out []Run
	line := 0
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		if at := n.Pos().Line; at > 0 {
			line = at
		}
		switch n := n.(type) {
		case *ast.Image:
			marks.picture(n.Alt, n.Src, file, line)
			out = append(out, Run{Text: signs(n.Words()), Place: file, Line: line, Maybe: true})
		case *ast.Link:
			marks.link(n.URL, file, line)
		case *ast.Citation:
			marks.link(n.URL, file, line)
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
