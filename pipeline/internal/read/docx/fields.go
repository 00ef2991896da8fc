package docx

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// field is a complex field that is being read (ISO/IEC 29500-1, 17.16.18): an
// instruction, and behind its separator what it shows.
type field struct {
	instruction strings.Builder
	// result is set behind the separator.
	result bool
	// whole tells that the field ends; one that does not is read as text.
	whole bool
	link  string
	// contents tells printed contents, whose text is gathered in dropped.
	contents bool
	dropped  strings.Builder
	// note is the note whose mark the field repeats, held what it shows of it.
	note  *calledNote
	held  []office.Piece
	place int
	begin *office.Node
}

// closedFields finds the beginnings of fields that end in the same story.
func closedFields(n *office.Node) map[*office.Node]bool {
	closed := map[*office.Node]bool{}
	var open []*office.Node
	var walk func(*office.Node)
	walk = func(n *office.Node) {
		switch n.Name {
		case "w:del", "w:moveFrom", "w:txbxContent":
			return
		case "mc:AlternateContent":
			n = branch(n)
		case "w:fldChar":
			switch n.Attr("w:fldCharType") {
			case "begin":
				open = append(open, n)
			case "end":
				if len(open) > 0 {
					closed[open[len(open)-1]] = true
					open = open[:len(open)-1]
				}
			}
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	for _, k := range n.Kids {
		walk(k)
	}
	return closed
}

// fieldChar begins a field, divides it or ends it.
func (p *para) fieldChar(n *office.Node, format office.Format) {
	s := p.f.story
	switch n.Attr("w:fldCharType") {
	case "begin":
		s.fields = append(s.fields, &field{whole: s.closed[n], place: n.Place, begin: n})
	case "separate":
		if len(s.fields) > 0 {
			top := s.fields[len(s.fields)-1]
			top.result = true
			p.interpret(top)
		}
	case "end":
		if len(s.fields) > 0 {
			top := s.fields[len(s.fields)-1]
			s.fields = s.fields[:len(s.fields)-1]
			p.endField(top, format)
		}
	}
}

// instruction adds to the instruction of the innermost field.
func (f *flow) instruction(s string) {
	if n := len(f.story.fields); n > 0 && !f.story.fields[n-1].result {
		f.story.fields[n-1].instruction.WriteString(s)
	}
}

// takes reports whether a field that is being read takes a piece: for its
// instruction, or because it is printed contents.
func (f *flow) takes(piece office.Piece) bool {
	for _, x := range f.story.fields {
		switch {
		case !x.whole:
		case x.note != nil:
			x.held = append(x.held, piece)
			return true
		case x.contents || !x.result:
			x.dropped.WriteString(pieceText(piece))
			return true
		}
	}
	return false
}

func pieceText(p office.Piece) string {
	switch n := p.Node.(type) {
	case nil:
		return p.Text
	case *ast.LineBreak:
		return "\n"
	case *ast.Image:
		return n.Alt
	}
	return ""
}

// inContents adds to printed contents that are being read.
func (f *flow) inContents(s string) {
	for _, x := range f.story.fields {
		if x.whole && x.contents {
			x.dropped.WriteString(s)
		}
	}
}

// fieldLink is where the innermost field with a link leads.
func (f *flow) fieldLink() string {
	for i := len(f.story.fields) - 1; i >= 0; i-- {
		if x := f.story.fields[i]; x.whole && x.link != "" {
			return x.link
		}
	}
	return ""
}

// interpret reads an instruction, before what it shows.
func (p *para) interpret(x *field) {
	name, args, switches := instruction(x.instruction.String())
	switch name {
	case "HYPERLINK":
		x.link = fieldTarget(args, switches)
	case "REF", "PAGEREF", "NOTEREF":
		if _, linked := switches["h"]; linked && len(args) > 0 {
			x.link = "#" + args[0]
		}
		if name == "NOTEREF" && len(args) > 0 && x.whole {
			x.note = p.f.r.notes.marked(p.f.r.main.root, args[0])
		}
		if name == "PAGEREF" && !p.f.readsContents() {
			p.f.r.pageNumber(x.place)
		}
	case "PAGE", "NUMPAGES", "SECTIONPAGES":
		p.f.r.pageNumber(x.place)
	case "TOC":
		x.contents = p.f.top
		p.f.contentsAt = append(p.f.contentsAt, len(p.f.entries))
	case "SEQ":
		if len(args) > 0 {
			p.sequence = args[0]
		}
	}
}

// readsContents reports whether printed contents are being read.
func (f *flow) readsContents() bool {
	for _, x := range f.story.fields {
		if x.contents {
			return true
		}
	}
	return false
}

// pageNumber says once that the text names pages of the Word document.
func (r *reader) pageNumber(place int) {
	if !r.seen["pageref"] {
		r.seen["pageref"] = true
		r.Warn(place, office.CodeField, "the text refers to a page by its number in Word, which the editions do not share, here and perhaps elsewhere",
			"refer to a heading, table or picture instead of a page")
	}
}

// fieldTarget gives the address of a HYPERLINK field.
func fieldTarget(args []string, switches map[string]string) string {
	anchor := switches["l"]
	switch {
	case len(args) > 0 && args[0] != "":
		return withAnchor(args[0], anchor)
	case anchor != "":
		return "#" + anchor
	}
	return ""
}

// endField says what was left out of a field, and shows what it has no text for.
func (p *para) endField(x *field, format office.Format) {
	if x.note != nil {
		p.callAgain(x)
	}
	dropped := strings.TrimSpace(x.dropped.String())
	if x.contents {
		p.f.r.contentsLeftOut(x.place, dropped)
		return
	}
	if dropped != "" && x.whole {
		p.f.r.Drop(x.place, office.CodeField, 0.9, dropped, "text in the instruction of a field, which Word does not show, was left out")
	}
	if !x.result {
		p.showField(x, format)
	}
}

// callAgain ends a field that repeats the mark of a note (17.16.5.41): raised as a mark
// is, it is a call of that note; anything else is text with a link.
func (p *para) callAgain(x *field) {
	raised, mark := len(x.held) > 0, ""
	for _, piece := range x.held {
		raised = raised && piece.Super
		mark += pieceText(piece)
	}
	if raised && strings.TrimSpace(mark) == first(x.note.note.Label, x.note.calls[0].Label) {
		p.emit(office.Piece{At: x.held[0].At, Node: x.note.call(p.f.r, x.place)})
		return
	}
	for _, piece := range x.held {
		piece.Link = first(piece.Link, x.link)
		p.emit(piece)
	}
}

// simpleField reads a field in one element.
func (p *para) simpleField(n *office.Node, c context) {
	x := &field{whole: true, result: true, place: n.Place, begin: n}
	x.instruction.WriteString(n.Attr("w:instr"))
	s := p.f.story
	s.fields = append(s.fields, x)
	p.interpret(x)
	p.content(n, c)
	s.fields = s.fields[:len(s.fields)-1]
	p.endField(x, office.Format{Link: c.link})
}

// instruction takes a field's instruction apart (17.16.1): its name, its arguments,
// and its switches with the word behind each.
func instruction(s string) (name string, args []string, switches map[string]string) {
	switches = map[string]string{}
	words := fieldWords(s)
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case i == 0:
			name = strings.ToUpper(w.text)
		case !w.quoted && strings.HasPrefix(w.text, "\\") && len(w.text) > 1:
			key := strings.ToLower(w.text[1:])
			switches[key] = ""
			if takesWord(name, key) && i+1 < len(words) && !isSwitch(words[i+1]) {
				switches[key] = words[i+1].text
				i++
			}
		default:
			args = append(args, w.text)
		}
	}
	return name, args, switches
}

// takesWord reports whether a switch has an argument, of those that are looked at.
func takesWord(name, key string) bool {
	switch name {
	case "HYPERLINK":
		return key == "l" || key == "o" || key == "t"
	case "SYMBOL":
		return key == "f" || key == "s"
	}
	return key == "*" || key == "@" || key == "#"
}

type fieldWord struct {
	text   string
	quoted bool
}

func isSwitch(w fieldWord) bool { return !w.quoted && strings.HasPrefix(w.text, "\\") }

// fieldWords divides an instruction at spaces outside quotation marks; in these a
// backslash stands before the character that is meant.
func fieldWords(s string) []fieldWord {
	var out []fieldWord
	var b strings.Builder
	quoted, any := false, false
	flush := func(q bool) {
		if any {
			out = append(out, fieldWord{b.String(), q})
		}
		b.Reset()
		any = false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' && !quoted:
			flush(false)
			quoted, any = true, true
		case c == '"':
			flush(true)
			quoted = false
		case quoted && c == '\\' && i+1 < len(s) && (s[i+1] == '\\' || s[i+1] == '"'):
			i++
			b.WriteByte(s[i])
		case !quoted && (c == ' ' || c == '\t' || c == '\n'):
			flush(false)
		default:
			b.WriteByte(c)
			any = true
		}
	}
	flush(quoted)
	return out
}
