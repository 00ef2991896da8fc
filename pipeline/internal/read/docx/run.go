package docx

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/read/office"
	"octavo/pipeline/internal/text"
)

// context is what stands around a run.
type context struct {
	link              string
	inserted, deleted bool
}

// content reads the inline elements in n.
func (p *para) content(n *office.Node, c context) {
	for _, k := range n.Kids {
		p.inline(k, c)
	}
}

func (p *para) inline(n *office.Node, c context) {
	r := p.f.r
	switch n.Name {
	case "w:r":
		p.run(n, c)
	case "w:hyperlink":
		c.link = p.target(n)
		p.content(n, c)
	case "w:ins", "w:moveTo":
		c.inserted = r.changes.insert(r)
		p.content(n, c)
	case "w:del", "w:moveFrom":
		if r.opts.Changes != office.Show {
			r.changes.drop(n)
			return
		}
		r.changes.deleted++
		c.deleted = true
		p.content(n, c)
	case "w:smartTag", "w:customXml":
		p.content(n, c)
	case "w:bdo", "w:dir": // ISO/IEC 29500-4, 2.3.3 and 2.3.8
		open, end := text.Directed(n.Attr("w:val"), n.Name == "w:bdo")
		p.sign(open)
		p.content(n, c)
		p.sign(end)
	case "w:sdt":
		if k := n.Kid("w:sdtContent"); k != nil {
			p.content(k, c)
		}
	case "w:subDoc":
		r.subDocument(n)
	case "w:fldSimple":
		p.simpleField(n, c)
	case "w:bookmarkStart":
		p.names = append(p.names, n.Attr("w:name"))
	case "m:oMath", "m:oMathPara":
		p.formula(n, c)
	case "mc:AlternateContent":
		p.content(branch(n), c)
	default:
		r.unknown(n)
	}
}

// target gives where a hyperlink leads.
func (p *para) target(n *office.Node) string {
	anchor := n.Attr("w:anchor")
	if x, ok := p.f.part.rels[n.Attr("r:id")]; ok && x.target != "" {
		if !x.external {
			return ""
		}
		return withAnchor(x.target, anchor)
	}
	if anchor != "" {
		return "#" + anchor
	}
	return ""
}

func withAnchor(address, anchor string) string {
	address = strings.ReplaceAll(strings.TrimSpace(address), " ", "%20")
	if anchor != "" && !strings.Contains(address, "#") {
		return address + "#" + anchor
	}
	return address
}

// run reads a run.
func (p *para) run(n *office.Node, c context) {
	own := readRunProps(n.Kid("w:rPr"))
	char := p.f.r.styles.get(own.style).run
	props := own.over(char)
	w := &runReader{p: p, format: p.format(props, c), size: p.f.r.size(props, p.base), face: first(props.font, p.base.font), c: c}
	if props.proof != on && !w.format.Code { // words of a program are of no language
		w.langs = props.langs.Over(p.base.langs)
	}
	if props.hidden.over(p.base.hidden) == on {
		if text := office.Plain(n, textElements); text != "" {
			p.f.r.hidden = append(p.f.r.hidden, text)
		}
		w.hidden = true // fields go on counting
	}
	for _, k := range n.Kids {
		w.element(k)
	}
}

// format gives the format of a run: what differs from the paragraph's style, which
// is the look of a whole paragraph and no emphasis.
func (p *para) format(props runProps, c context) office.Format {
	return office.Format{Link: c.link, Inserted: c.inserted, Deleted: c.deleted,
		Bold: props.bold == on && p.base.bold != on, Italic: props.italic == on && p.base.italic != on,
		Strike: props.strike == on, Underline: props.underline == on && p.base.underline != on && c.link == "",
		Code:      p.f.r.styles.isCode(props.style),
		Highlight: props.highlight == on && p.base.highlight != on,
		Super:     props.vert == "superscript" || props.vert == "" && p.f.r.raised(props, p.base) > 0,
		Sub:       props.vert == "subscript" || props.vert == "" && p.f.r.raised(props, p.base) < 0}
}

// raised is how far a run stands above its line, in half-points (17.3.2.24), or below,
// where it is negative; 0 for less than a fifth of its size, which sets right how
// letters sit. Word raises by a quarter where a person asks for no number.
func (r *reader) raised(props, base runProps) int {
	if by := props.raised; by*5 >= r.size(props, base) || by*5 <= -r.size(props, base) {
		return by
	}
	return 0
}

// size is that of a run's characters, in half-points: its own, its style's, or that of
// the document.
func (r *reader) size(props, base runProps) int {
	for _, k := range []int{props.size, base.size, r.styles.defaults.run.size} {
		if k > 0 {
			return k
		}
	}
	return 20 // ISO/IEC 29500-1, 17.3.2.38: Word's own
}

// foreign gives the language of a run where it is another than the document's. One
// that differs only by region is the same to a reader.
func (r *reader) foreign(tag string) string {
	if tag == "" || r.lang == "" || office.Primary(tag) == office.Primary(r.lang) || !meta.IsLang(tag) || isNoLanguage(tag) {
		return ""
	}
	return tag
}

// isNoLanguage reports whether a tag says that text is of no language, or of one that
// is not known: "x-none" of Word, "zxx" and "und" (ISO 639-2) of LibreOffice.
func isNoLanguage(tag string) bool {
	p := office.Primary(tag)
	return p == "x" || p == "zxx" || p == "und"
}

// runReader reads the elements of one run.
type runReader struct {
	p      *para
	format office.Format
	face   string
	langs  office.Langs // none where the text is of no language
	size   int
	c      context
	hidden bool
	// label takes the text that is a note's own mark.
	label *ast.NoteRef
}

func (w *runReader) element(n *office.Node) {
	p, r := w.p, w.p.f.r
	switch n.Name {
	case "w:t", "w:delText":
		w.text(n.AllText())
	case "w:tab", "w:ptab":
		before := len(p.pieces)
		w.text(" ")
		if len(p.pieces) > before {
			p.pieces[before].Tab = n.Name == "w:tab"
		}
	case "w:br":
		w.lineBreak(n)
	case "w:cr":
		w.node(&ast.LineBreak{At: p.at()})
	case "w:noBreakHyphen":
		w.text("\u2011")
	case "w:sym":
		w.sign(n)
	case "w:fldChar":
		p.fieldChar(n, w.format)
	case "w:instrText", "w:delInstrText":
		p.f.instruction(n.AllText())
	case "w:footnoteReference", "w:endnoteReference":
		w.call(n)
	case "w:drawing", "w:pict", "w:object":
		if !w.hidden {
			p.drawing(n, w.c)
		}
	case "mc:AlternateContent":
		for _, k := range branch(n).Kids {
			w.element(k)
		}
	case "w:ruby":
		w.ruby(n)
	case "m:oMath":
		p.formula(n, w.c)
	case "w:pgNum":
		r.Warn(n.Place, office.CodeField, "a page number in the text was left out", "refer to a heading instead")
	default:
		r.unknown(n)
	}
}

// text adds characters. Signs of faces of symbols, which stand in the private use
// area, become the characters that are shown; U+2028 ends a line.
func (w *runReader) text(s string) {
	for line, rest, ends := strings.Cut(s, "\u2028"); ends; line, rest, ends = strings.Cut(s, "\u2028") {
		w.text(line)
		w.node(&ast.LineBreak{At: w.p.at()})
		s = rest
	}
	switch {
	case w.hidden:
	case w.label != nil:
		w.label.Label += strings.TrimSpace(s)
	default:
		format := w.format
		format.Lang = w.p.f.r.foreign(w.langs.Of(s))
		w.p.emit(office.Piece{Format: format, At: w.p.at(), Text: w.p.f.r.Readable(s, w.face, w.p.place), Size: w.size})
	}
}

// sign adds a character by its code in a face (17.3.3.30).
func (w *runReader) sign(n *office.Node) {
	var code rune
	if _, err := fmt.Sscanf(n.Attr("w:char"), "%x", &code); err != nil {
		return
	}
	face := n.Attr("w:font")
	sign := code
	if office.IsPrivate(code) || office.IsSymbolFace(face) {
		sign = office.SignOf(face, code)
	}
	if sign == 0 {
		sign = w.p.f.r.UnknownSign(n.Place, face, code)
	}
	face, w.face = w.face, "" // the sign is a character of its own
	w.text(string(sign))
	w.face = face
}

// lineBreak adds a line's end; those of pages and columns are for the editions to
// find anew.
func (w *runReader) lineBreak(n *office.Node) {
	switch n.Attr("w:type") {
	case "page", "column":
		w.text(" ")
	default:
		w.node(&ast.LineBreak{At: w.p.at()})
	}
}

func (w *runReader) node(n ast.Inline) {
	if !w.hidden {
		w.p.emit(office.Piece{Format: w.format, At: w.p.at(), Node: n})
	}
}

// ruby adds a text with the reading that stands small above it, in brackets.
func (w *runReader) ruby(n *office.Node) {
	if base := n.Kid("w:rubyBase"); base != nil {
		w.p.content(base, w.c)
	}
	if text := n.Kid("w:rt"); text != nil {
		w.text(" (")
		w.p.content(text, w.c)
		w.text(")")
	}
}

// call adds a note call.
func (w *runReader) call(n *office.Node) {
	if w.hidden {
		return
	}
	ref := w.p.f.r.notes.call(w.p.f.r, n)
	if ref == nil {
		return
	}
	if isOn(n.Attr("w:customMarkFollows")) && n.Attr("w:customMarkFollows") != "" {
		w.label = ref
	}
	w.node(ref)
}

// sign adds what only says how the text around it runs.
func (p *para) sign(s string) {
	if s != "" {
		p.emit(office.Piece{At: p.at(), Text: s})
	}
}

// emit adds a piece, unless a field that is being read takes it.
func (p *para) emit(piece office.Piece) {
	if p.f.takes(piece) {
		return
	}
	if link := p.f.fieldLink(); link != "" && piece.Link == "" {
		piece.Link, piece.Underline = link, false
	}
	p.pieces = append(p.pieces, piece)
}

// reportHidden says what hidden text was left out.
func (r *reader) reportHidden() {
	r.Hidden(strings.Join(r.hidden, "\n"), "show what readers should see: select all, and in Font take the mark off Hidden")
}
