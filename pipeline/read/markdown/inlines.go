package markdown

import (
	"html"
	"strings"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/ast"
	"octavo/pipeline/diag"
)

// inlines converts the inlines of a block, without spaces at its ends.
// It is nil where there is nothing to see.
func (r *reader) inlines(n gast.Node) []ast.Inline { return solid(trimInlines(r.inlinesRaw(n))) }

func solid(list []ast.Inline) []ast.Inline {
	if !ast.HasContent(list) {
		return nil
	}
	return list
}

func (r *reader) inlinesRaw(n gast.Node) []ast.Inline {
	return trimEnd(r.siblings(n.FirstChild(), nil))
}

// siblings converts n and its siblings up to end, with neighbouring text
// joined.
func (r *reader) siblings(n, end gast.Node) []ast.Inline {
	c := &collector{}
	for n != nil && n != end {
		if raw, ok := n.(*gast.RawHTML); ok {
			n = r.rawHTML(c, raw)
			continue
		}
		r.inline(c, n)
		n = n.NextSibling()
	}
	return c.list
}

// collector gathers inlines; text that follows text is joined to it.
type collector struct{ list []ast.Inline }

func (c *collector) add(in ast.Inline) { c.list = append(c.list, in) }

func (c *collector) text(at ast.At, s string) {
	if s == "" {
		return
	}
	if len(c.list) > 0 {
		if t, ok := c.list[len(c.list)-1].(*ast.Text); ok {
			t.Value = squeeze(t.Value, s)
			return
		}
	}
	c.add(&ast.Text{At: at, Value: squeeze("", s)})
}

// addAll adds a run, its text joined to the text before it.
func (c *collector) addAll(list []ast.Inline) {
	for _, in := range list {
		if t, ok := in.(*ast.Text); ok {
			c.text(t.At, t.Value)
			continue
		}
		c.add(in)
	}
}

// squeeze appends s to a, each run of white space made one space.
func squeeze(a, s string) string {
	if !strings.ContainsAny(s, " \t\n") {
		return a + s
	}
	var b strings.Builder
	b.WriteString(a)
	space := strings.HasSuffix(a, " ")
	for _, r := range s {
		blank := r == ' ' || r == '\t' || r == '\n'
		if blank && !space {
			b.WriteByte(' ')
		}
		if !blank {
			b.WriteRune(r)
		}
		space = blank
	}
	return b.String()
}

func (r *reader) inline(c *collector, n gast.Node) {
	switch n := n.(type) {
	case *gast.Text:
		r.text(c, n)
	case *gast.String:
		c.text(ast.At{}, string(n.Value))
	case *gast.CodeSpan:
		if s := r.code(n); s != "" {
			c.add(&ast.Code{At: r.inlineAt(n), Value: s})
		}
	case *gast.Emphasis:
		r.emphasis(c, n)
	case *gast.Link:
		r.link(c, n)
	case *gast.AutoLink:
		r.autoLink(c, n)
	case *gast.Image:
		r.imageIn(c, n)
	case *noteCall:
		note := r.notes[n.id]
		c.add(&ast.NoteRef{At: r.at(n.offset), Label: note.Label, Note: note})
	case *spanNode:
		r.span(c, n)
	case *spanOpener:
		c.text(r.at(n.offset), "[")
	case *scriptNode:
		r.script(c, n)
	case *attrNode:
		r.looseAttrs(c, n)
	default:
		c.addAll(r.siblings(n.FirstChild(), nil))
	}
}

// inlineAt is the place of the first text in an inline.
func (r *reader) inlineAt(n gast.Node) ast.At {
	if t, ok := n.(*gast.Text); ok {
		return r.at(t.Segment.Start)
	}
	if p := n.Pos(); p >= 0 {
		return r.at(p)
	}
	if c := n.FirstChild(); c != nil {
		return r.inlineAt(c)
	}
	return ast.At{}
}

func (r *reader) text(c *collector, n *gast.Text) {
	at := r.at(n.Segment.Start)
	c.text(at, unescape(n.Segment.Value(r.source)))
	switch {
	case n.HardLineBreak():
		c.add(&ast.LineBreak{At: r.at(n.Segment.Stop)})
	case n.SoftLineBreak():
		c.text(r.at(n.Segment.Stop), " ")
	}
}

func (r *reader) code(n *gast.CodeSpan) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*gast.Text); ok {
			b.Write(t.Segment.Value(r.source))
		}
	}
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(b.String())
}

func (r *reader) emphasis(c *collector, n *gast.Emphasis) {
	inner := r.siblings(n.FirstChild(), nil)
	switch {
	case len(inner) == 0:
	case n.Level >= 2:
		c.add(&ast.Strong{At: r.inlineAt(n), Inlines: inner})
	default:
		c.add(&ast.Emph{At: r.inlineAt(n), Inlines: inner})
	}
}

// link converts a link; one with a class is a citation of that kind.
func (r *reader) link(c *collector, n *gast.Link) {
	inner := r.siblings(n.FirstChild(), nil)
	url := unescape(n.Destination)
	a := r.takeAttrs(n)
	switch scheme := a.class(); {
	case len(inner) == 0:
		r.drop(diag.Warning, CodeNested, r.inlineAt(n).Src, url, "a link without text was left out")
	case scheme != "":
		c.add(&ast.Citation{At: r.inlineAt(n), Scheme: schemeName(scheme), URL: url, Inlines: r.unlinked(inner)})
	default:
		c.add(&ast.Link{At: r.inlineAt(n), URL: url, Title: oneLine(unescape(n.Title)), Inlines: r.unlinked(inner)})
	}
}

// schemeName makes a class a citation's kind.
func schemeName(class string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(class))
	return "c"[:b2i(name[0] < 'a' || name[0] > 'z')] + name
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// unlinked replaces links inside a link, such as a span can smuggle in, by
// their text.
func (r *reader) unlinked(list []ast.Inline) []ast.Inline {
	c := &collector{}
	for _, in := range list {
		switch in.(type) {
		case *ast.Link, *ast.Citation:
			r.add(diag.Warning, CodeNested, in.Pos(), "a link stands inside another; it was kept as text", "")
			c.addAll(r.unlinked(ast.Children(in)))
			continue
		}
		ast.SetChildren(in, r.unlinked(ast.Children(in)))
		c.add(in)
	}
	return c.list
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (r *reader) autoLink(c *collector, n *gast.AutoLink) {
	label := string(n.Label(r.source))
	url := string(n.URL(r.source))
	if n.AutoLinkType == gast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	at := r.inlineAt(n)
	c.add(&ast.Link{At: at, URL: url, Inlines: []ast.Inline{&ast.Text{At: at, Value: label}}})
}

// takeAttrs gives the attributes behind a link or image.
func (r *reader) takeAttrs(n gast.Node) attrs {
	if a, ok := n.NextSibling().(*attrNode); ok {
		return a.attrs
	}
	return attrs{}
}

// looseAttrs keeps attributes that belong to nothing as text.
func (r *reader) looseAttrs(c *collector, n *attrNode) {
	if !takesAttrs(n.PreviousSibling()) {
		c.text(ast.At{}, unescape([]byte(n.raw)))
	}
}

// imageIn adds an image; one without a source is kept as its description.
func (r *reader) imageIn(c *collector, n *gast.Image) {
	if len(n.Destination) > 0 {
		c.add(r.image(n))
		return
	}
	r.add(diag.Warning, CodeAttrs, r.inlineAt(n).Src, "an image has no source; its description was kept as text", "")
	c.addAll(r.siblings(n.FirstChild(), nil))
}

// image converts an image in running text: its description is its text
// alternative, unless an attribute gives one.
func (r *reader) image(n *gast.Image) *ast.Image {
	a := r.takeAttrs(n)
	img := &ast.Image{At: r.inlineAt(n), Src: unescape(n.Destination), Title: oneLine(unescape(n.Title)), Decorative: a.has("decorative")}
	alt, given := a.keys["alt"]
	if !given {
		alt = description(trimInlines(r.siblings(n.FirstChild(), nil)))
	}
	if img.Alt = alt; alt != "" {
		img.Decorative = false
	}
	return img
}

// description is the text of an image's description, with that of images in it
// (CommonMark 0.31.2, section 6.4).
func description(list []ast.Inline) string {
	var b strings.Builder
	ast.WalkInlines(list, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(n.Value)
		case *ast.Code:
			b.WriteString(n.Value)
		case *ast.LineBreak:
			b.WriteByte(' ')
		case *ast.Image:
			b.WriteString(n.Alt)
		}
		return true
	})
	return b.String()
}

func (r *reader) script(c *collector, n *scriptNode) {
	at := r.at(n.offset)
	inner := []ast.Inline{&ast.Text{At: r.at(n.offset + 1), Value: n.text}}
	if n.mark == '^' {
		c.add(&ast.Super{At: at, Inlines: inner})
		return
	}
	c.add(&ast.Sub{At: at, Inlines: inner})
}

// span converts a bracketed span by its attributes.
func (r *reader) span(c *collector, n *spanNode) {
	at := r.at(n.offset)
	inner := r.siblings(n.FirstChild(), nil)
	a := n.attrs
	switch {
	case len(inner) == 0:
		return
	case a.has("emph"):
		c.add(&ast.Emph{At: at, Inlines: inner})
	case a.has("strong"):
		c.add(&ast.Strong{At: at, Inlines: inner})
	case a.has("sup"):
		c.add(&ast.Super{At: at, Inlines: inner})
	case a.has("sub"):
		c.add(&ast.Sub{At: at, Inlines: inner})
	case a.has("abbr") && strings.TrimSpace(a.keys["title"]) != "":
		c.add(&ast.Abbr{At: at, Expansion: oneLine(a.keys["title"]), Inlines: inner})
	case ast.IsLang(a.keys["lang"]):
		c.add(&ast.Lang{At: at, Tag: a.keys["lang"], Inlines: inner})
	default:
		r.add(diag.Warning, CodeAttrs, at.Src, "the attributes of a span have no meaning here; its text was kept", "")
		c.addAll(inner)
	}
}

// trimInlines takes the white space from both ends of a run, also where it
// stands inside a mark.
func trimInlines(list []ast.Inline) []ast.Inline {
	for len(list) > 0 {
		if keep(list[0], strings.TrimLeft, trimInlines) {
			break
		}
		list = list[1:]
	}
	return trimEnd(list)
}

func trimEnd(list []ast.Inline) []ast.Inline {
	for len(list) > 0 {
		if keep(list[len(list)-1], strings.TrimRight, trimEnd) {
			break
		}
		list = list[:len(list)-1]
	}
	return list
}

// keep trims an inline at the edge of a run and reports whether it still holds
// anything.
func keep(in ast.Inline, trimText func(s, cut string) string, trimList func([]ast.Inline) []ast.Inline) bool {
	if t, ok := in.(*ast.Text); ok {
		t.Value = trimText(t.Value, " ")
		return t.Value != ""
	}
	inner := ast.Children(in)
	if inner == nil {
		return true
	}
	inner = trimList(inner)
	ast.SetChildren(in, inner)
	return len(inner) > 0
}

// unescape takes out backslashes and resolves character references
// (CommonMark 0.31.2, sections 2.4 and 2.5), in one pass, so that what a
// backslash hides is no reference.
func unescape(b []byte) string {
	var out strings.Builder
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '\\' && i+1 < len(b) && util.IsPunct(b[i+1]):
			i++
			out.WriteByte(b[i])
		case c == '&':
			s, n := reference(b[i:])
			out.WriteString(s)
			i += n - 1
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// maxReference is the length of the longest name of a character, with its
// ampersand and semicolon.
const maxReference = 34

// maxDigits is the length of the longest number of a character (CommonMark
// 0.31.2, section 2.5).
const maxDigits = 7

// reference resolves a character reference at the front of b; what is none
// stands for itself.
func reference(b []byte) (string, int) {
	end := 1
	for end < len(b) && end < maxReference && (util.IsAlphaNumeric(b[end]) || b[end] == '#' && end == 1) {
		end++
	}
	if end < 2 || end == len(b) || b[end] != ';' {
		return "&", 1
	}
	raw := string(b[:end+1])
	if digits := len(strings.TrimLeft(raw[2:], "xX")) - 1; raw[1] == '#' && (digits < 1 || digits > maxDigits) {
		return "&", 1
	}
	s := html.UnescapeString(raw)
	if s == raw || strings.HasSuffix(s, ";") && s != ";" || !utf8.ValidString(s) || strings.IndexFunc(s, isControl) >= 0 {
		return "&", 1 // an unknown name, a name that needs no semicolon, or no text
	}
	return s, end + 1
}
