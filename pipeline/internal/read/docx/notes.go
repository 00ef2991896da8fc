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
	part     *part
	sources  map[string]*office.Node
	sections []noteNumbers // one for each section of the text
	at       int           // the section that is read
	next     int
	notes    []*calledNote
	called   map[string]*calledNote
}

// noteNumbers is how the notes of a section are numbered (17.11.17, 17.11.19 and 17.11.20).
type noteNumbers struct {
	format  office.Numerals
	start   int
	restart string
}

// calledNote is a note with the element that holds its text.
type calledNote struct {
	note  *ast.Note
	calls []*ast.NoteRef
	node  *office.Node
	kind  *noteKind
}

// notes are all notes of a document. The properties of a section stand at its end.
type notes struct {
	foot, end *noteKind
	ends      map[*office.Node]int
	// bookmarks are the calls that bookmarks stand around; nil until they are asked for.
	bookmarks map[string]*office.Node
}

func (r *reader) readNotes() (*notes, error) {
	n := &notes{ends: map[*office.Node]int{}}
	var ends []*office.Node
	r.main.root.Descend("w:sectPr", func(s *office.Node) {
		n.ends[s] = len(ends)
		ends = append(ends, s)
	})
	var err error
	if n.foot, err = r.noteKind("footnotes", "w:footnote", "w:footnotePr", "decimal", ends); err != nil {
		return nil, err
	}
	n.end, err = r.noteKind("endnotes", "w:endnote", "w:endnotePr", "lower-roman", ends)
	return n, err
}

// noteKind reads one of the parts with notes. How they are numbered is said for the
// document, and by its sections, of which the last one has no successor.
func (r *reader) noteKind(name, element, props string, format office.Numerals, ends []*office.Node) (*noteKind, error) {
	k := &noteKind{sources: map[string]*office.Node{}, called: map[string]*calledNote{}}
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
	whole := noteNumbers{format: format, start: 1}.with(r.settings.Kid(props))
	for _, s := range ends {
		k.sections = append(k.sections, whole.with(s.Kid(props)))
	}
	k.sections = append(k.sections, whole)
	k.next = k.numbers().start
	return k, nil
}

// with gives the numbers with what properties say of them.
func (x noteNumbers) with(pr *office.Node) noteNumbers {
	if f := pr.Kid("w:numFmt").Attr("w:val"); f != "" {
		x.format, _ = numerals(f)
	}
	x.start = number(pr.Kid("w:numStart").Attr("w:val"), x.start)
	x.restart = first(pr.Kid("w:numRestart").Attr("w:val"), x.restart)
	return x
}

// numbers is how the notes are numbered at the place that is read.
func (k *noteKind) numbers() noteNumbers { return k.sections[min(k.at, len(k.sections)-1)] }

// label counts a note and gives its number. One that counts anew on each page in Word
// counts on, which is said.
func (k *noteKind) label(r *reader, place int) string {
	x := k.numbers()
	if x.restart == "eachPage" && !r.seen["notes by page"] {
		r.seen["notes by page"] = true
		r.Warn(place, office.CodeNote, "in Word the numbers of the notes begin anew on each page; here they count on", "number the notes through (References, Footnotes), so that what is said of them holds in every edition")
	}
	k.next++
	return x.format.Write(k.next - 1)
}

// section goes on to the section behind the one whose properties end it, in which the
// numbers may begin anew.
func (n *notes) section(end *office.Node) {
	for _, k := range []*noteKind{n.foot, n.end} {
		k.at = n.ends[end] + 1
		if k.numbers().restart == "eachSect" {
			k.next = k.numbers().start
		}
	}
}

func (n *notes) kindOf(ref *office.Node) *noteKind {
	if ref.Name == "w:endnoteReference" {
		return n.end
	}
	return n.foot
}

// call makes the call of a note; nil where the note has no text.
func (n *notes) call(r *reader, ref *office.Node) *ast.NoteRef {
	k, id := n.kindOf(ref), ref.Attr("w:id")
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
			c.note.Label = k.label(r, ref.Place)
		}
	}
	return c.call(r, ref.Place)
}

func (c *calledNote) call(r *reader, place int) *ast.NoteRef {
	call := &ast.NoteRef{At: r.At(place), Label: c.note.Label, Note: c.note}
	c.calls = append(c.calls, call)
	return call
}

// marked is the note around whose call a bookmark stands; nil where there is none, or
// where its call comes later.
func (n *notes) marked(root *office.Node, bookmark string) *calledNote {
	if n.bookmarks == nil {
		n.bookmarks = bookmarkedCalls(root)
	}
	ref := n.bookmarks[bookmark]
	if ref == nil {
		return nil
	}
	return n.kindOf(ref).called[ref.Attr("w:id")]
}

// bookmarkedCalls are the calls of notes by the bookmarks that begin before them and end
// behind them (17.13.6), the first in each.
func bookmarkedCalls(root *office.Node) map[string]*office.Node {
	calls, open := map[string]*office.Node{}, map[string]string{}
	var walk func(*office.Node)
	walk = func(n *office.Node) {
		switch n.Name {
		case "w:bookmarkStart":
			open[n.Attr("w:id")] = n.Attr("w:name")
		case "w:bookmarkEnd":
			delete(open, n.Attr("w:id"))
		case "w:footnoteReference", "w:endnoteReference":
			for _, name := range open {
				calls[name] = n
			}
			clear(open)
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(root)
	return calls
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
	var ids office.Unique
	for _, k := range []*noteKind{n.foot, n.end} {
		for i := 0; i < len(k.notes); i++ { // a note may call others
			c := k.notes[i]
			own := c.note.Label == ""
			c.label(&ids)
			c.node.SetPlace(c.note.Src.Line)
			f := &flow{r: r, part: k.part}
			f.blocks(c.node)
			if own {
				f.dropMark(c.note.Label)
			}
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

// dropMark takes an author's own mark off the beginning of a note, where Word writes it
// as text: the editions show the mark themselves.
func (f *flow) dropMark(mark string) {
	if len(f.entries) == 0 {
		return
	}
	p, ok := f.entries[0].Block.(*ast.Paragraph)
	if !ok || len(p.Inlines) == 0 {
		return
	}
	text, ok := p.Inlines[0].(*ast.Text)
	raised, isRaised := p.Inlines[0].(*ast.Super)
	switch {
	case isRaised && strings.TrimSpace(ast.PlainText(raised.Inlines)) == mark && len(p.Inlines) > 1:
		p.Inlines = trimmed(p.Inlines[1:])
	case ok && strings.HasPrefix(text.Value, mark+" "):
		p.Inlines = trimmed(append([]ast.Inline{&ast.Text{At: text.At, Value: text.Value[len(mark):]}}, p.Inlines[1:]...))
	}
}

// trimmed gives inline content without the space that begins it.
func trimmed(list []ast.Inline) []ast.Inline {
	text, ok := list[0].(*ast.Text)
	if !ok {
		return list
	}
	rest := strings.TrimLeft(text.Value, " \u00a0")
	if rest == "" && len(list) > 1 {
		return list[1:]
	}
	return append([]ast.Inline{&ast.Text{At: text.At, Value: rest}}, list[1:]...)
}

// label gives a note its identifier, and its calls the label where that is the
// author's own.
func (c *calledNote) label(ids *office.Unique) {
	if c.note.Label == "" {
		c.note.Label = first(c.calls[0].Label, "*")
		for _, call := range c.calls {
			call.Label = c.note.Label
		}
	}
	c.note.ID = ids.ID(markup.NoteID(c.note.Label))
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
