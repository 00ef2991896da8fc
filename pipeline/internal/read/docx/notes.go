package docx

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/markup"
	"octavo/pipeline/internal/read/office"
)

// noteKind are the footnotes or the endnotes of a document.
type noteKind struct {
	part    *part
	sources map[string]*office.Node
	format  office.Numerals
	start   int
	// bySection tells that the numbers begin anew in each section.
	bySection bool
	next      int
	notes     []*calledNote
	called    map[string]*calledNote
}

// calledNote is a note with the element that holds its text.
type calledNote struct {
	note  *ast.Note
	calls []*ast.NoteRef
	node  *office.Node
	kind  *noteKind
}

// notes are all notes of a document.
type notes struct{ foot, end *noteKind }

func (r *reader) readNotes() (*notes, error) {
	n := &notes{}
	var err error
	if n.foot, err = r.noteKind("footnotes", "w:footnote", "w:footnotePr", "decimal"); err != nil {
		return nil, err
	}
	n.end, err = r.noteKind("endnotes", "w:endnote", "w:endnotePr", "lower-roman")
	return n, err
}

// noteKind reads one of the parts with notes. How they are numbered is said for the
// document, or by its last section (17.11).
func (r *reader) noteKind(name, element, props string, format office.Numerals) (*noteKind, error) {
	k := &noteKind{sources: map[string]*office.Node{}, called: map[string]*calledNote{}, format: format, start: 1}
	p, err := r.relatedPart(r.main, name)
	if err != nil {
		return nil, err
	}
	if p != nil {
		k.part = p
		p.root.Each(element, func(n *office.Node) {
			if t := n.Attr("w:type"); t == "" || t == "normal" {
				k.sources[n.Attr("w:id")] = n
			}
		})
	}
	for _, pr := range []*office.Node{r.settings.Kid(props), r.main.root.Kid("w:body", "w:sectPr", props)} {
		if f := pr.Kid("w:numFmt").Attr("w:val"); f != "" {
			k.format, _ = numerals(f)
		}
		k.start = number(pr.Kid("w:numStart").Attr("w:val"), k.start)
		k.bySection = k.bySection || pr.Kid("w:numRestart").Attr("w:val") == "eachSect"
	}
	k.next = k.start
	return k, nil
}

// section begins the numbers anew where a section does.
func (n *notes) section() {
	for _, k := range []*noteKind{n.foot, n.end} {
		if k.bySection {
			k.next = k.start
		}
	}
}

// call makes the call of a note; nil where the note has no text.
func (n *notes) call(r *reader, ref *office.Node) *ast.NoteRef {
	k := n.foot
	if ref.Name == "w:endnoteReference" {
		k = n.end
	}
	id := ref.Attr("w:id")
	source := k.sources[id]
	if source == nil || !hasText(source) {
		if source != nil && k.called[id] == nil {
			k.next++ // Word shows its number all the same
		}
		r.Warn(ref.Place, office.CodeNote, "a note has no text; its call was left out", "write the note, or take its call out")
		return nil
	}
	c := k.called[id]
	if c == nil {
		c = &calledNote{note: &ast.Note{At: r.At(ref.Place)}, node: source, kind: k}
		k.called[id] = c
		k.notes = append(k.notes, c)
		if v, ok := ref.Lookup("w:customMarkFollows"); !ok || !isOn(v) {
			c.note.Label = k.format.Write(k.next)
			k.next++
		}
	}
	call := &ast.NoteRef{At: r.At(ref.Place), Label: c.note.Label, Note: c.note}
	c.calls = append(c.calls, call)
	return call
}

// hasText reports whether an element holds text or something to see.
func hasText(n *office.Node) bool {
	switch n.Name {
	case "w:t", "w:delText", "m:t":
		return strings.TrimSpace(n.AllText()) != ""
	case "w:sym", "w:drawing", "w:pict", "w:object":
		return true
	case "w:pPr", "w:rPr":
		return false
	}
	for _, k := range n.Kids {
		if hasText(k) {
			return true
		}
	}
	return false
}

// finish reads the notes that were called, footnotes first, and says which ones have
// no call.
func (n *notes) finish(r *reader) []*ast.Note {
	var out []*ast.Note
	taken := map[string]bool{}
	for _, k := range []*noteKind{n.foot, n.end} {
		for i := 0; i < len(k.notes); i++ { // a note may call others
			c := k.notes[i]
			c.label(taken)
			c.node.SetPlace(c.note.Src.Line)
			f := &flow{r: r, part: k.part}
			f.blocks(c.node)
			if c.note.Blocks = f.finish(); len(c.note.Blocks) == 0 {
				c.note.Blocks = []ast.Block{&ast.Paragraph{At: c.note.At, Inlines: []ast.Inline{&ast.Text{At: c.note.At, Value: "–"}}}}
				r.Warn(c.note.Src.Line, office.CodeNote, fmt.Sprintf("nothing of note %s can be shown; a dash stands in its place", c.note.Label), "write the note's text")
			}
			out = append(out, c.note)
		}
		k.reportUncalled(r)
	}
	return out
}

// label gives a note its identifier, and its calls the label where that is the
// author's own.
func (c *calledNote) label(taken map[string]bool) {
	if c.note.Label == "" {
		c.note.Label = first(c.calls[0].Label, "*")
		for _, call := range c.calls {
			call.Label = c.note.Label
		}
	}
	base := markup.NoteID(c.note.Label)
	id := base
	for k := 2; taken[id]; k++ {
		id = fmt.Sprintf("%s-%d", base, k)
	}
	taken[id] = true
	c.note.ID = id
}

// reportUncalled says which notes were left out because nothing calls them, so that
// Word does not show them.
func (k *noteKind) reportUncalled(r *reader) {
	var texts []string
	if k.part == nil {
		return
	}
	for _, n := range k.part.root.Kids {
		id, ok := n.Lookup("w:id")
		if ok && k.sources[id] == n && k.called[id] == nil && hasText(n) {
			texts = append(texts, office.Plain(n, textElements))
		}
	}
	if len(texts) > 0 {
		r.Drop(0, office.CodeNote, 0.9, strings.Join(texts, "\n"), office.Count(len(texts), "note without a call", "notes without a call")+" left out, as in Word")
	}
}
