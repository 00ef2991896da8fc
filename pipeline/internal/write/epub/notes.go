package epub

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
)

// notes writes a file's notes behind its text. The mark-up is aimed at the
// reading systems that show notes in a pop-up: the target comes after its
// call and has the identifier itself; the way back comes first (Kindle); the
// number is plain text outside it (Thorium hides the way back).
func (r *renderer) notes(notes []*ast.Note) {
	if len(notes) == 0 {
		return
	}
	r.bk.seen.notes = true
	r.open("section", "class", "notes", "epub:type", "footnotes", "aria-label", r.bk.words.Notes)
	r.line()
	for _, n := range notes {
		r.note(n)
	}
	r.end("section")
	r.line()
}

func (r *renderer) note(n *ast.Note) {
	r.open("aside", "id", xmlName(n.Dest()), "class", "footnote", "epub:type", "footnote", "role", "doc-footnote")
	blocks := n.Blocks
	r.open("p")
	r.noteLabel(n)
	if p, ok := firstParagraph(blocks); ok {
		r.inlines(p.Inlines)
		blocks = blocks[1:]
	}
	r.end("p")
	r.line()
	r.blocks(blocks)
	r.end("aside")
	r.line()
}

// noteLabel writes the way back and the number.
func (r *renderer) noteLabel(n *ast.Note) {
	if len(r.bk.doc.CallsOf(n)) > 0 {
		back := "#" + xmlName(n.CallDest(1))
		r.element("a", "↑", "href", back, "class", "back", "epub:type", "backlink", "role", "doc-backlink",
			"aria-label", fmt.Sprintf(r.bk.words.BackFor, n.Label))
		r.text(" ")
	}
	r.element("span", stopped(n.Label), "class", "label")
	r.text(" ")
}

// stopped puts a full stop behind a number or letter; signs stand alone.
func stopped(label string) string {
	last, _ := utf8.DecodeLastRuneInString(label)
	if unicode.IsDigit(last) || unicode.IsLetter(last) {
		return label + "."
	}
	return label
}

func firstParagraph(blocks []ast.Block) (*ast.Paragraph, bool) {
	if len(blocks) == 0 {
		return nil, false
	}
	p, ok := blocks[0].(*ast.Paragraph)
	return p, ok
}
