package markdown

import (
	"fmt"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markup"
	chars "octavo/pipeline/internal/text"
)

// separator is what canonical Markdown puts between blocks that would run
// together; it means nothing.
const separator = "<!-- -->"

// rawHTML converts an HTML tag in running text and returns the node to go on
// with. Tags that have a node of ours become one; all others are reported.
func (r *reader) rawHTML(c *collector, n *gast.RawHTML) gast.Node {
	raw := r.segments(n)
	if label, ok := labelComment(raw); ok {
		r.label = label
		return n.NextSibling()
	}
	name, kind := tagName(raw)
	switch {
	case raw == separator:
	case kind != html.EndTagToken && name == "br":
		if len(strings.Trim(raw, "</> \n")) > len(name) { // attributes are on record
			r.drop(diag.Info, CodeHTML, r.inlineAt(n).Src, raw, "HTML was read as what it marks up: "+chars.Excerpt(chars.OneLine(raw)))
		}
		c.add(&ast.LineBreak{At: r.inlineAt(n)})
	case kind == html.StartTagToken && name == "math":
		return r.mathTag(c, n, raw)
	case kind != html.EndTagToken && name == "img":
		r.imageTag(c, n, raw)
	case kind != html.EndTagToken && pictureTag(raw) != "":
		r.imageTag(c, n, pictureTag(raw))
	case kind == html.StartTagToken && name == "q":
		return r.quoteTag(c, n, raw)
	case kind == html.StartTagToken && codeNames[name]:
		if next, ok := r.codeTagged(c, n, raw); ok {
			return next
		}
		r.dropTag(n, raw)
	case kind == html.StartTagToken && tagID(raw) != "" && !shows(raw):
		return r.anchorTag(c, n, raw)
	case kind == html.StartTagToken && shows(raw):
		if end := r.closingTag(n); end != nil {
			r.tagged(c, n, end, raw)
			return end.NextSibling()
		}
		r.dropTag(n, raw)
	default:
		r.partLine(c, n)
		r.dropTag(n, raw)
	}
	return n.NextSibling()
}

// tagged adds what stands between a tag and its end, in the node that the tag stands
// for and between the signs of its direction.
func (r *reader) tagged(c *collector, n *gast.RawHTML, end gast.Node, raw string) {
	at, in := r.inlineAt(n), inlineTag(raw)
	if id := r.id(tagID(raw), at.Src); id != "" {
		c.add(&ast.Anchor{At: at, ID: id})
	}
	if inner := r.siblings(n.NextSibling(), end); len(inner) > 0 {
		if link, ok := in.(*ast.Link); ok {
			link.At = at
			if inner = r.unlinked(inner); !ast.HasContent(inner) { // nobody could see the link
				in = nil
			}
		}
		dir, override := direction(raw)
		inner, _ = ast.Directed(at, dir, override, inner)
		if declared := tagStyle(raw); declared != "" {
			inner = markup.Styled(declared, inner)
		}
		if in != nil {
			ast.SetChildren(in, inner)
			inner = []ast.Inline{in}
		}
		c.addAll(inner)
	}
	if strings.ContainsAny(raw, " \t\n") || in == nil { // attributes say more than the node's kind
		r.drop(diag.Info, CodeHTML, r.pos(n.Segments.At(0).Start), raw+r.segments(end.(*gast.RawHTML)), "HTML was read as what it marks up: "+chars.OneLine(raw))
	}
}

// shows reports whether what stands between a tag and its end has a mark, a
// direction or a style that means something.
func shows(raw string) bool {
	return inlineTag(raw) != nil || opensDirection(raw) || tagStyle(raw) != ""
}

// tagStyle are the declarations of a tag in running text; "" for none.
func tagStyle(raw string) string {
	if !strings.Contains(raw, "style") {
		return ""
	}
	if name, _ := tagName(raw); name != "span" && name != "font" {
		return ""
	}
	return tagAttr(raw, "style")
}

// direction is what a tag in running text says about the direction of its text: the
// value of dir, and whether the letters themselves run so (HTML, 4.5.24 and 4.5.25).
func direction(raw string) (dir string, override bool) {
	if !strings.Contains(raw, "dir") && !strings.Contains(raw, "bdi") {
		return "", false
	}
	name, _ := tagName(raw)
	dir = tagAttr(raw, "dir")
	if name == "bdi" && dir == "" {
		dir = "auto"
	}
	return dir, name == "bdo"
}

// opensDirection reports whether a tag in running text gives its text a direction.
func opensDirection(raw string) bool {
	open, _ := chars.Directed(direction(raw))
	return open != ""
}

// mathTag reads a math element in running text.
func (r *reader) mathTag(c *collector, n *gast.RawHTML, raw string) gast.Node {
	end, ok := r.closingTag(n).(*gast.RawHTML)
	if !ok {
		r.dropTag(n, raw)
		return n.NextSibling()
	}
	at := r.at(n.Segments.At(0).Start)
	source := r.source[n.Segments.At(0).Start:end.Segments.At(end.Segments.Len()-1).Stop]
	if f := markup.Formula(r.name, at.Src.Line, source, r.log); f != nil {
		f.At = at
		c.add(f)
	}
	return end.NextSibling()
}

// tagID is the identifier by which links lead to a tag: its own, or its name.
func tagID(raw string) string {
	if !strings.Contains(raw, "id") && !strings.Contains(raw, "name") {
		return ""
	}
	if id := tagAttr(raw, "id"); id != "" {
		return id
	}
	if name, _ := tagName(raw); name == "a" {
		return tagAttr(raw, "name")
	}
	return ""
}

// anchorTag makes an anchor of a tag that has only an identifier, and returns the
// node to go on with.
func (r *reader) anchorTag(c *collector, n *gast.RawHTML, raw string) gast.Node {
	at := r.inlineAt(n)
	id := r.id(tagID(raw), at.Src)
	end := r.closingTag(n)
	if id == "" || end == nil || tagAttr(raw, "href") != "" {
		r.dropTag(n, raw)
	}
	if id != "" {
		c.add(&ast.Anchor{At: at, ID: id})
	}
	if end == nil || tagAttr(raw, "href") != "" {
		return n.NextSibling()
	}
	c.addAll(r.siblings(n.NextSibling(), end))
	if closing := r.segments(end.(*gast.RawHTML)); id == "" {
		r.dropTag(end.(*gast.RawHTML), closing)
	} else {
		r.drop(diag.Info, CodeHTML, at.Src, raw+closing, "HTML was read as what it marks up: "+chars.OneLine(raw))
	}
	return end.NextSibling()
}

func (r *reader) segments(n *gast.RawHTML) string {
	var b strings.Builder
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		b.Write(seg.Value(r.source))
	}
	return b.String()
}

func (r *reader) dropTag(n *gast.RawHTML, raw string) {
	if r.loseTag(raw, r.pos(n.Segments.At(0).Start)) {
		return
	}
	code, message := CodeHTML, "the HTML tag "+raw+" was left out"
	if strings.HasPrefix(raw, "<!--") {
		code, message = CodeComment, "a comment was left out"
	}
	r.drop(diag.Info, code, r.pos(n.Segments.At(0).Start), raw, message)
}

// closingTag finds the sibling that closes a tag. All siblings are paired at
// once, because looking ahead from each tag would take quadratic time.
func (r *reader) closingTag(n gast.Node) gast.Node {
	if !r.paired[n.Parent()] {
		r.paired[n.Parent()] = true
		r.pairTags(n.Parent())
	}
	return r.closers[n]
}

// pairTags pairs tags among the children of a node. A tag that is not closed
// inside the one around it is paired with nothing.
func (r *reader) pairTags(parent gast.Node) {
	var open []gast.Node
	var names []string
	count := map[string]int{} // of names
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		tag, ok := c.(*gast.RawHTML)
		if !ok {
			continue
		}
		raw := r.segments(tag)
		name, kind := tagName(raw)
		if kind == html.StartTagToken && (shows(raw) || name == "math" || name == "q" || codeNames[name] || tagID(raw) != "") {
			open, names = append(open, c), append(names, name)
			count[name]++
		}
		for kind == html.EndTagToken && count[name] > 0 {
			last := len(open) - 1
			top, node := names[last], open[last]
			open, names = open[:last], names[:last]
			count[top]--
			if top == name {
				r.closers[node] = c
				break
			}
		}
	}
}

// htmlBlock reads a block of HTML: as what it marks up where it is whole, else
// as its text, a paragraph for each run between block tags. Its tags are
// reported.
func (r *reader) htmlBlock(out []ast.Block, n *gast.HTMLBlock, top bool) []ast.Block {
	raw := r.codeText(n)
	if n.HasClosure() {
		raw += string(n.ClosureLine.Value(r.source))
	}
	at := r.at(r.offset(n))
	if label, ok := labelComment(raw); ok {
		r.label = label
		return out
	}
	if strings.TrimSpace(raw) == separator {
		return out
	}
	if r.markTag(n, raw, at, out) {
		return out
	}
	if made, ok := r.marked(out, at, raw); ok {
		return made
	}
	if made, ok := r.componentBlock(out, at, raw); ok {
		return made
	}
	return r.htmlSource(out, at, raw, top, r.raw.inHTML[n])
}

// htmlSource reads HTML that stands as a block, without the notes that the
// identifiers in gone lead to.
func (r *reader) htmlSource(out []ast.Block, at ast.At, raw string, top bool, gone []string) []ast.Block {
	if r.parts.tooMany(strings.Count(raw, "<"), at.Src) {
		return out
	}
	if blocks, ok := markup.Fragment(r.name, at.Src.Line, []byte(raw), top, gone, r.log); ok {
		return append(out, r.structured(blocks, raw, at)...)
	}
	r.loseElements(raw, at.Src)
	for _, s := range r.htmlText(raw, at) {
		out = append(out, &ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Text{At: at, Value: s}}})
	}
	return out
}

// rawBlock reads raw text in a format that is named (Pandoc User's Guide, Generic
// raw attribute): HTML as what it marks up. Other formats make another output
// than ours and are left out.
func (r *reader) rawBlock(out []ast.Block, at ast.At, format, raw string, top bool) []ast.Block {
	switch {
	case strings.TrimSpace(raw) == separator:
		return out
	case strings.HasPrefix(format, "html"):
		return r.htmlSource(out, at, raw, top, nil)
	}
	r.rawText(at, format, raw)
	return out
}

// rawText leaves out raw text in another format.
func (r *reader) rawText(at ast.At, format, raw string) {
	if strings.HasPrefix(strings.TrimSpace(raw), "<!--") {
		r.drop(diag.Info, CodeComment, at.Src, raw, "a comment was left out")
		return
	}
	r.drop(diag.Warning, CodeRaw, at.Src, raw, fmt.Sprintf("raw text for %s was left out: %q", format, chars.Excerpt(raw)))
}

// structured takes over what a block of HTML holds, under identifiers that
// nothing else has.
func (r *reader) structured(blocks []ast.Block, raw string, at ast.At) []ast.Block {
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		ast.SetNodeID(n, r.id(ast.NodeID(n), n.Pos()))
		return true
	})
	ast.MapInlines(blocks, func(list []ast.Inline) []ast.Inline {
		return slices.DeleteFunc(list, func(in ast.Inline) bool { return ast.IsAnchor(in) && ast.NodeID(in) == "" })
	})
	var tags strings.Builder
	z := html.NewTokenizer(strings.NewReader(raw))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.TextToken {
			tags.Write(z.Raw())
		}
	}
	r.drop(diag.Info, CodeHTML, at.Src, tags.String(), "HTML was read as what it marks up")
	return blocks
}

// htmlText gives the paragraphs of text in HTML and logs the rest as dropped.
func (r *reader) htmlText(raw string, at ast.At) []string {
	var out []string
	var text strings.Builder
	flush := func() {
		if s := chars.OneLine(text.String()); s != "" {
			out = append(out, s)
		}
		text.Reset()
	}
	z := html.NewTokenizer(strings.NewReader(raw))
	skip := ""
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		source := string(z.Raw())
		switch kind {
		case html.TextToken:
			if skip != "" {
				r.drop(diag.Info, CodeComment, at.Src, source, "the content of "+skip+" was left out")
				continue
			}
			text.WriteString(unescapeHTML(source))
			continue
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			skip = skipped(string(name), kind)
			if !phrasing[string(name)] {
				flush()
			}
			if r.loseTag(source, at.Src) {
				continue
			}
		}
		r.drop(diag.Info, CodeHTML, at.Src, source, "HTML was left out: "+chars.OneLine(source))
	}
	text.WriteString(unescapeHTML(string(z.Raw())))
	flush()
	return out
}

// skipped names the element whose content is no text of the document.
func skipped(name string, kind html.TokenType) string {
	if kind == html.StartTagToken && (name == "script" || name == "style") {
		return name
	}
	return ""
}

func unescapeHTML(s string) string {
	return strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, html.UnescapeString(s))
}

// phrasing are the elements that do not end a paragraph.
var phrasing = map[string]bool{
	"a": true, "abbr": true, "b": true, "cite": true, "code": true, "em": true, "font": true, "i": true, "kbd": true,
	"mark": true, "q": true, "s": true, "samp": true, "small": true, "span": true, "strong": true, "sub": true,
	"sup": true, "time": true, "u": true, "var": true,
}
