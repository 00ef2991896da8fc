package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/attributes"
	chars "octavo/pipeline/internal/text"
)

// inlines converts the inlines of a block, without spaces at its ends.
// It is nil where there is nothing to see.
func (r *reader) inlines(n gast.Node) []ast.Inline {
	return r.anchored(ast.Trim(r.inlinesRaw(n)))
}

func solid(list []ast.Inline) []ast.Inline {
	if !ast.HasContent(list) {
		return nil
	}
	return list
}

func (r *reader) inlinesRaw(n gast.Node) []ast.Inline {
	return ast.TrimEnd(r.siblings(n.FirstChild(), nil))
}

// siblings converts n and its siblings up to end, with neighbouring text
// joined.
func (r *reader) siblings(n, end gast.Node) []ast.Inline {
	c := &collector{}
	r.unread(n, end)
	for n != nil && n != end {
		if next, ok := r.rawNote(c, n, end); ok {
			n = next
			continue
		}
		if raw, ok := n.(*gast.RawHTML); ok {
			n = r.rawHTML(c, raw)
			continue
		}
		r.inline(c, n)
		n = n.NextSibling()
	}
	return c.done()
}

func (r *reader) inline(c *collector, n gast.Node) {
	switch n := n.(type) {
	case *gast.Text:
		r.text(c, n)
	case *gast.String:
		c.text(ast.At{}, string(n.Value))
	case *gast.CodeSpan:
		r.codeSpan(c, n)
	case *gast.Emphasis:
		r.emphasis(c, n)
	case *pairNode:
		r.mark(c, n, n.kind)
	case *gast.Link:
		r.link(c, n)
	case *gast.AutoLink:
		r.autoLink(c, n)
	case *gast.Image:
		r.imageIn(c, n)
	case *mathNode:
		r.mathComments(r.at(n.offset), n.comments)
		c.add(&ast.Formula{At: r.at(n.offset), TeX: n.tex, Display: n.display})
	case *noteCall:
		note := r.notes[n.id]
		c.add(&ast.NoteRef{At: r.at(n.offset), Label: note.Label, Note: note})
	case *spanNode:
		r.span(c, n)
	case *spanOpener:
		c.text(r.at(n.offset), n.mark())
	case *exampleRef:
		r.exampleRef(c, n)
	case *crossRef:
		r.crossRef(c, n)
	case *emojiNode:
		r.emoji(c, n)
	case *wikiNode:
		r.wiki(c, n)
	case *templateNode:
		r.template(c, n)
	case *keysNode:
		r.keysCode(c, n)
	case *criticNode:
		r.critic(c, n)
	case *commentNode:
		r.drop(diag.Info, CodeComment, r.pos(n.offset), n.text, "a comment was left out")
	case *roleNode:
		if code, ok := n.NextSibling().(*gast.CodeSpan); !ok || code == nil {
			c.text(r.at(n.offset), "{"+n.name+"}")
		}
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
	value := n.Segment.Value(r.source)
	if c.behindBreak() {
		if value = bytes.TrimLeft(value, " \t"); len(value) == 0 && n.SoftLineBreak() {
			return
		}
	}
	c.text(at, unescape(value))
	switch {
	case n.HardLineBreak(), n.SoftLineBreak() && r.lined > 0:
		c.add(&ast.LineBreak{At: r.at(n.Segment.Stop)})
	case n.SoftLineBreak():
		c.text(r.at(n.Segment.Stop), " ")
	}
}

// codeSpan adds code. Raw text of another format is left out.
func (r *reader) codeSpan(c *collector, n *gast.CodeSpan) {
	s := r.code(n)
	if role, ok := n.PreviousSibling().(*roleNode); ok {
		r.role(c, role, s)
		return
	}
	if format, raw := r.takeAttrs(n).keys[rawFormat]; raw {
		r.rawText(r.inlineAt(n), format, s)
		return
	}
	if a := r.ownAttrs(c, n); s != "" {
		r.passBy(attributes.Code, a, r.inlineAt(n).Src, nil)
		r.sayRun(r.inlineAt(n), s)
		c.add(&ast.Code{At: r.inlineAt(n), Value: s})
	}
}

func (r *reader) code(n *gast.CodeSpan) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*gast.Text); ok {
			b.Write(t.Segment.Value(r.source))
		}
	}
	return blanks.Replace(b.String())
}

var blanks = strings.NewReplacer("\n", " ", "\t", " ")

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

func (r *reader) mark(c *collector, n gast.Node, kind ast.MarkKind) {
	if inner := r.siblings(n.FirstChild(), nil); len(inner) > 0 {
		c.add(&ast.Mark{At: r.inlineAt(n), Kind: kind, Inlines: inner})
	}
}

// link converts a link; one with the class of a kind of publication is a citation.
func (r *reader) link(c *collector, n *gast.Link) {
	inner := r.siblings(n.FirstChild(), nil)
	url := address(n.Destination)
	if strings.HasPrefix(url, "#") {
		url = withoutSoftHyphens(url)
	}
	a := r.ownAttrs(c, n)
	inner = a.inLang(inner)
	title := cmp.Or(chars.OneLine(unescape(n.Title)), chars.OneLine(a.keys["title"]))
	scheme := a.scheme()
	r.passBy(attributes.Link, a, r.inlineAt(n).Src, inner, "."+scheme)
	if !ast.HasContent(inner) { // blanks and places are no words
		c.addAll(slices.DeleteFunc(inner, func(in ast.Inline) bool { return !ast.IsAnchor(in) }))
		inner = nil
	}
	switch {
	case len(inner) == 0 && url != "" && title == "" && scheme == "" && a.id == "":
		r.wordless(c, r.inlineAt(n), url)
	case len(inner) == 0:
		r.drop(diag.Warning, CodeNested, r.inlineAt(n).Src, strings.TrimSpace(url+" "+title), "a link without text was left out")
	case scheme != "":
		if title != "" {
			r.lose(attributes.Link, "title", r.inlineAt(n).Src, title, attributes.Row{Use: "for it refers to an official publication"})
		}
		c.add(&ast.Citation{At: r.inlineAt(n), Scheme: scheme, URL: url, Inlines: r.unlinked(inner)})
	default:
		c.add(&ast.Link{At: r.inlineAt(n), URL: url, Title: title, Inlines: r.unlinked(inner)})
	}
}

// wordless adds a link without words: those of what it leads to, or its address,
// stand for them.
func (r *reader) wordless(c *collector, at ast.At, url string) {
	l := &ast.Link{At: at, URL: url, Inlines: []ast.Inline{&ast.Text{At: at, Value: chars.OneLine(url)}}}
	r.bare.links = append(r.bare.links, l)
	r.add(diag.Info, CodeNested, at.Src, "a link has no words; what it leads to is named in their place", "")
	c.add(l)
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
	return c.done()
}

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
	a := r.definedAttrs(n)
	if own, ok := n.NextSibling().(*attrNode); ok {
		return own.attrs.with(a)
	}
	return a
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
		a := r.ownAttrs(c, n)
		c.addAll(a.inLang([]ast.Inline{r.image(n)}))
		return
	}
	r.add(diag.Warning, CodeAttrs, r.inlineAt(n).Src, "an image has no source; its description was kept as text", "")
	c.addAll(r.siblings(n.FirstChild(), nil))
}

// image converts an image in running text: its description is its text
// alternative, unless an attribute gives one.
func (r *reader) image(n *gast.Image) *ast.Image {
	a := r.takeAttrs(n)
	img := &ast.Image{At: r.inlineAt(n), Src: address(n.Destination), Title: chars.OneLine(unescape(n.Title)), Decorative: a.has("decorative")}
	r.passBy(attributes.Picture, a, img.Pos(), nil)
	if img.Width = sizeInWords(n, r.source); a.keys["width"] != "" {
		img.Width, _ = ast.ParseWidth(a.keys["width"])
	}
	if img.Width == "" {
		img.Height, _ = ast.ParseWidth(a.keys["height"])
	}
	alt, given := a.alt()
	if !given {
		alt = description(ast.Trim(r.siblings(n.FirstChild(), nil)))
	}
	if img.Alt = alt; alt != "" {
		img.Decorative = false
	}
	return img
}

// alt is the text alternative that attributes give; Quarto's name for it is
// fig-alt.
func (a attrs) alt() (string, bool) {
	for _, key := range []string{"alt", "fig-alt"} {
		if alt, given := a.keys[key]; given {
			return alt, true
		}
	}
	return "", false
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
		case *ast.Formula:
			b.WriteString(n.Linear())
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
	if n.own == nil {
		id := r.id(a.id, at.Src)
		n.own = &id
	}
	if *n.own != "" {
		c.add(&ast.Anchor{At: at, ID: *n.own})
	}
	switch {
	case len(inner) == 0:
	case n.note && !ast.HasContent(inner):
		r.drop(diag.Warning, CodeNoNote, at.Src, "^[]", "a note without words was left out, with its call")
		c.addAll(inner) // the places in it, to which links may lead
	case n.note:
		c.add(r.inlineNote(at, inner))
	case formulaSpan(inner, a):
		c.addAll(inner)
	case a.has("comment-start") && ast.PlainOnly(inner): // pandoc's --track-changes=all
		r.drop(diag.Info, CodeComment, at.Src, ast.PlainText(inner), "a comment was left out")
	default:
		c.addAll(r.attributed(attributes.Span, at, inner, a))
	}
}
