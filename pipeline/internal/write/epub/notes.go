package epub

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
)

// notes writes a file's notes behind its text. The mark-up is aimed at the
// reading systems that show notes in a pop-up: the target comes after its
// call and has the identifier itself; the way back comes first (Kindle); the
// number is plain text outside it (Thorium hides the way back).
func (r *renderer) notes(notes []*ast.Note) {
	if len(notes) == 0 {
		return
	}
	e := element.Notes
	r.openNotes(e)
	r.line()
	for _, n := range notes {
		r.note(n)
	}
	r.end(e.Tag)
	r.line()
}

func (r *renderer) note(n *ast.Note) {
	from := r.buf.Len()
	e := element.Of(n, element.Box)
	r.open(e.Tag, attrsOf(e, "id", xmlName(n.Dest()))...)
	blocks := n.Blocks
	p, ok := firstParagraph(blocks)
	if !ok {
		p = &ast.Paragraph{} // for the label
	} else {
		blocks = blocks[1:]
	}
	pe := element.Of(p, element.Box)
	r.open(pe.Tag, attrsOf(pe)...)
	ways := r.noteLabel(n)
	r.inlines(p.Inlines)
	r.end(pe.Tag)
	r.line()
	r.blocks(blocks)
	r.end(e.Tag)
	r.line()
	r.written = append(r.written, written{n, r.buf.Len() - from - ways})
}

// noteLabel writes a way back to each call in the file and the number, and returns the
// bytes of the ways: where a long text is divided, each goes with its call.
func (r *renderer) noteLabel(n *ast.Note) (ways int) {
	calls := r.unit.calls[n]
	r.bk.seen.notes++
	if len(calls) > 0 {
		r.bk.seen.called++
	}
	for i, ref := range calls {
		from := r.buf.Len()
		arrow, to := "↑", n.Label
		if len(calls) > 1 {
			letter := ast.FormatNumeral(ast.LowerAlpha, i+1)
			arrow, to = arrow+letter, to+" ("+letter+")"
		}
		e := element.Of(n, element.Backlink)
		r.element(e.Tag, arrow, append(attrsOf(e, "href", "#"+xmlName(r.bk.doc.CallID(ref))), "dir", r.bk.apart(),
			"lang", r.bk.wordsLang(), "xml:lang", r.bk.wordsLang(), "aria-label", fmt.Sprintf(r.bk.words.BackFor, to))...)
		r.text(" ")
		size := r.buf.Len() - from
		r.written = append(r.written, written{ref, size})
		ways += size
	}
	e := element.Of(n, element.Label)
	r.element(e.Tag, stopped(n.Label), attrsOf(e)...)
	r.text(" ")
	return ways
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
