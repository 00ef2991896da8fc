package odt

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/markup"
	"octavo/pipeline/internal/read/office"
)

// note reads a note (6.3.2), which stands where it is called, with the number that was
// shown.
func (p *para) note(n *office.Node, c context) {
	r := p.f.r
	citation, body := n.Kid("text:note-citation"), n.Kid("text:note-body")
	if body == nil || !hasContent(body) {
		r.Warn(n.Place, office.CodeNote, "a note has no text; its call was left out", "write the note, or take its call out")
		return
	}
	shown := strings.Join(strings.Fields(citation.AllText()), " ")
	label := first(strings.TrimSpace(shown), strings.TrimSpace(citation.Attr("text:label")), fmt.Sprint(len(r.notes)+1))
	note := &ast.Note{At: p.at(), Label: label, ID: r.noteIDs.ID(markup.NoteID(label))}
	p.emit(&ast.NoteRef{At: p.at(), Label: label, Note: note}, c)
	r.notes = append(r.notes, note)
	if id := first(n.Attr("text:id"), n.Attr("xml:id")); id != "" {
		r.noteOf[id] = note
	}
	f := &flow{r: r, deleted: c.deleted}
	f.blocks(body)
	if note.Blocks = f.finish(); len(note.Blocks) == 0 {
		note.Blocks = []ast.Block{&ast.Paragraph{At: note.At, Inlines: []ast.Inline{&ast.Text{At: note.At, Value: "–"}}}}
		r.Warn(n.Place, office.CodeNote, fmt.Sprintf("nothing of note %s can be shown; a dash stands in its place", label), "write the note's text")
	}
}

// callAgain reads a reference to a note that was called before (7.7.4): raised as a mark
// is, it is a call of that note; anything else stays text.
func (p *para) callAgain(n *office.Node, c context, note *ast.Note) {
	before := len(p.pieces)
	p.content(n, c)
	raised, mark := len(p.pieces) > before, ""
	for _, piece := range p.pieces[before:] {
		raised = raised && piece.Super
		mark += piece.Text
	}
	if raised && strings.TrimSpace(mark) == note.Label {
		p.pieces = p.pieces[:before]
		p.emit(&ast.NoteRef{At: p.at(), Label: note.Label, Note: note}, c)
	}
}

// hasContent reports whether an element holds text or something to see.
func hasContent(n *office.Node) bool {
	if n.Name == "" && strings.TrimSpace(n.Text) != "" || strings.HasPrefix(n.Name, "draw:") {
		return true
	}
	for _, k := range n.Kids {
		if hasContent(k) {
			return true
		}
	}
	return false
}
