package odt

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/read/office"
)

// context is what stands around text.
type context struct {
	props   textProps
	link    string
	deleted bool
	code    bool
	// beside tells that a drawing stands beside the text.
	beside bool
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
	case "":
		p.text(collapsed(n.Text), c, true)
	case "text:span":
		p.span(n, c)
	case "text:a":
		p.anchor(n, c)
	case "text:s":
		p.text(strings.Repeat(" ", min(max(number(n.Attr("text:c"), 1), 1), 1000)), c, false)
	case "text:tab":
		p.text("\t", c, false)
		p.pieces[len(p.pieces)-1].Tab = true
	case "text:line-break":
		p.emit(&ast.LineBreak{At: p.at()}, c)
		p.blank = true
	case "text:note":
		p.note(n, c)
	case "text:bookmark", "text:bookmark-start", "text:reference-mark", "text:reference-mark-start":
		p.names = append(p.names, first(n.Attr("text:name"), n.Attr("xml:id")))
	case "text:ruby":
		p.ruby(n, c)
	case "text:change", "text:change-start", "text:change-end":
		p.change(n, c)
	case "office:annotation":
		r.comments = keep(r.comments, n)
	case "text:hidden-text", "text:hidden-paragraph":
		p.hiddenField(n, c)
	default:
		p.other(n, c)
	}
}

// other reads fields and drawings.
func (p *para) other(n *office.Node, c context) {
	switch {
	case passed[n.Name]:
	case n.Name == "text:sequence":
		p.sequence = first(n.Attr("text:name"), p.sequence)
		p.names = append(p.names, n.Attr("text:ref-name"))
		p.content(n, c)
	case references[n.Name]:
		p.reference(n, c)
	case n.Name == "text:page-number" || n.Name == "text:page-count":
		p.f.r.pageField(n)
		p.content(n, c)
	case n.Name == "field:fieldmark" || n.Name == "field:fieldmark-start":
		p.formField(n, c)
	case n.Name == "text:script":
		p.f.r.hide(n)
	case strings.HasPrefix(n.Name, "draw:") || strings.HasPrefix(n.Name, "dr3d:"):
		p.drawing(n, c)
	case strings.HasPrefix(n.Name, "text:") || strings.HasPrefix(n.Name, "loext:") || strings.HasPrefix(n.Name, "presentation:"):
		p.content(n, c) // a field is the text that it showed
	default:
		p.f.r.unknown(n)
	}
}

// references are the fields that name another place.
var references = map[string]bool{"text:bookmark-ref": true, "text:reference-ref": true, "text:sequence-ref": true, "text:note-ref": true}

// reference reads a field that shows a number or text of another place: a link there.
func (p *para) reference(n *office.Node, c context) {
	name := n.Attr("text:ref-name")
	if note := p.f.r.noteOf[name]; note != nil && n.Name == "text:note-ref" {
		p.callAgain(n, c, note)
		return
	}
	switch format := n.Attr("text:reference-format"); {
	case format == "page":
		p.f.r.pageField(n)
	case name != "" && n.Name != "text:note-ref" && c.link == "":
		c.link = "#" + name
	}
	p.content(n, c)
}

// pageField says once that the text names pages of the document.
func (r *reader) pageField(n *office.Node) {
	if !r.seen["page"] {
		r.seen["page"] = true
		r.Warn(n.Place, office.CodeField, "the text refers to a page by its number in LibreOffice, which the editions do not share, here and perhaps elsewhere",
			"refer to a heading, table or picture instead of a page")
	}
}

func (p *para) span(n *office.Node, c context) {
	name := n.Attr("text:style-name")
	s := p.f.r.styles
	c.props = s.text("text", name).over(c.props)
	c.code = c.code || s.isCode(name)
	if c.props.hidden == on {
		p.f.r.hide(n)
		return
	}
	p.content(n, c)
}

// anchor reads a link; one to a place in the document may name it by its text, as in
// "#Chapter|outline".
func (p *para) anchor(n *office.Node, c context) {
	p.names = append(p.names, n.Attr("office:name"))
	if href := strings.TrimSpace(n.Attr("xlink:href")); href != "" {
		if strings.HasPrefix(href, "#") {
			href, _, _ = strings.Cut(href, "|")
		} else if r := p.f.r; r.archive != nil {
			href = strings.TrimPrefix(href, "../") // from the package to its folder (part 2, 3.7)
		}
		c.link = strings.ReplaceAll(href, " ", "%20")
		if strings.HasPrefix(href, "#") {
			c.link = href
		}
	}
	p.content(n, c)
}

// ruby adds a text with the reading that stands small above it, in brackets.
func (p *para) ruby(n *office.Node, c context) {
	if base := n.Kid("text:ruby-base"); base != nil {
		p.content(base, c)
	}
	if text := n.Kid("text:ruby-text"); text != nil {
		p.text(" (", c, false)
		p.content(text, c)
		p.text(")", c, false)
	}
}

// hiddenField reads text that a condition hides.
func (p *para) hiddenField(n *office.Node, c context) {
	if n.Attr("text:is-hidden") != "false" {
		p.f.r.hide(n)
		if s := n.Attr("text:string-value"); s != "" && len(n.Kids) == 0 {
			p.f.r.hidden = append(p.f.r.hidden, s)
		}
		return
	}
	p.content(n, c)
}

// collapsed is text with each run of white space as one space (6.1.2).
func collapsed(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

// text adds characters; with collapse a space at its beginning goes with one before.
func (p *para) text(s string, c context, collapse bool) {
	if collapse && p.blank {
		s = strings.TrimPrefix(s, " ")
	}
	if s == "" {
		return
	}
	p.blank = collapse && strings.HasSuffix(s, " ")
	size, _ := twips(c.props.size)
	p.f.r.sizes[size] += len(s)
	format := p.format(c)
	if !c.code { // words of a program are of no language
		format.Lang = p.f.r.foreign(c.props.langs.Of(s))
	}
	p.pieces = append(p.pieces, office.Piece{Format: format, At: p.at(), Size: size, Text: p.f.r.Readable(s, c.props.face, p.node.Place)})
}

func (p *para) emit(n ast.Inline, c context) {
	p.pieces = append(p.pieces, office.Piece{Format: p.format(c), At: p.at(), Node: n})
	p.blank = false
}

// format gives the format of text: what differs from the style that a person gave its
// paragraph, which is the look of a whole paragraph and no emphasis.
func (p *para) format(c context) office.Format {
	x, base := c.props, p.base
	return office.Format{Link: c.link, Code: c.code, Deleted: c.deleted, Inserted: p.f.r.changes.shown(),
		Bold: x.bold == on && base.bold != on, Italic: x.italic == on && base.italic != on,
		Strike:    x.strike == on,
		Underline: x.underline == on && base.underline != on && c.link == "",
		Highlight: x.ground != "" && x.ground != off && x.ground != base.ground,
		Super:     x.position == "super" && base.position != "super", Sub: x.position == "sub" && base.position != "sub"}
}

// foreign gives a language where it is another than the document's. One that differs
// only by region is the same to a reader.
func (r *reader) foreign(tag string) string {
	if tag == "" || tag == off || r.lang == "" || office.Primary(tag) == office.Primary(r.lang) || !meta.IsLang(tag) {
		return ""
	}
	return tag
}
