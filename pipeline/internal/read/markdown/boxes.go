package markdown

import (
	"bytes"
	"cmp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/attributes"
)

// boxClass finds the name of a kind in a class that says box, too: rmdnote of bookdown
// (bookdown, 9.6), box-warning, tip-block.
var boxClass = pattern.Of(`^(?:(?:rmd|box-|block-|alert-|notice-)([a-z]+)|([a-z]+)-(?:box|block|callout|alert))$`)

// divBox is the kind of box that a division's classes name; false where they name
// none.
func divBox(a attrs) (ast.BoxKind, bool) {
	general := false
	for _, c := range a.classes {
		name, callout := strings.CutPrefix(strings.ToLower(c), "callout-")
		name, admonition := strings.CutPrefix(name, "admonition-")
		general = general || callout || admonition || name == "callout" || name == "admonition"
		if kind, ok := ast.BoxOfName(name); ok {
			return kind, true
		}
		if m := boxClass.FindStringSubmatch(name); m != nil {
			if kind, ok := ast.BoxOfName(m[1] + m[2]); ok {
				return kind, true
			}
		}
	}
	return ast.Remark, general
}

// boxLabel is what the heading of a box that its author numbers begins with.
var boxLabel = pattern.Of(`^(?i:box|kader|kasten|encadré|recuadro|riquadro) \d`)

// headsBox reports whether the heading with which a division begins calls it a box, whatever
// class its style sheet knows it by.
func (r *reader) headsBox(n *div) bool {
	h, ok := n.FirstChild().(*gast.Heading)
	return ok && boxLabel.MatchString(string(h.Lines().Value(r.source)))
}

// boxDiv makes a box of a division. Its title is the attribute, what stands
// behind the word, or a heading or a division of the class title that it begins
// with.
func (r *reader) boxDiv(n *div, kind ast.BoxKind) *ast.Box {
	at := r.at(r.offset(n))
	b := &ast.Box{At: at, Kind: kind, ID: r.awaited(n.attrs.id, at.Src)}
	switch given := cmp.Or(n.attrs.keys["title"], n.attrs.keys["name"]); {
	case given != "":
		b.Title = r.textInlines(given, -1) // Quarto reads it as Markdown, too
	case n.title != "":
		b.Title = r.textInlines(n.title, n.titleAt)
	}
	r.fill(b, n)
	r.passBy(attributes.Division, n.attrs, at.Src, nil, append(boxNames(n.attrs), "title", "name")...)
	return b
}

// boxNames are the classes that say of a box that it is one, a dot before each.
func boxNames(a attrs) []string {
	var names []string
	for _, c := range a.classes {
		if _, box := divBox(attrs{classes: []string{c}}); box {
			names = append(names, "."+c)
		}
	}
	return names
}

// fill gives a box its content.
func (r *reader) fill(b *ast.Box, n gast.Node) {
	if first := n.FirstChild(); len(b.Title) == 0 && first != nil {
		if title := r.titleIn(first); title != nil {
			n.RemoveChild(n, first)
			b.Title = title
		}
	}
	r.boxed++
	b.Blocks = r.blocks(n, false)
	r.boxed--
}

// titleIn is the title that the first block of a box is; nil where it is none.
func (r *reader) titleIn(n gast.Node) []ast.Inline {
	switch n := n.(type) {
	case *gast.Heading:
		r.await(headingAttrs(n).id, r.pos(r.offset(n)))
		return r.inlines(n)
	case *div:
		if p := n.FirstChild(); n.attrs.has("title") && p != nil && p.NextSibling() == nil && p.Kind() == gast.KindParagraph {
			return r.inlines(p)
		}
	}
	return nil
}

// added adds a box, unless it holds nothing. What is called a quotation is one,
// its title in bold on top.
func added(out []ast.Block, b *ast.Box, name string) []ast.Block {
	switch {
	case len(b.Title)+len(b.Blocks) == 0:
		return out
	case name != "quote" && name != "cite":
		return append(out, b)
	case len(b.Title) > 0:
		b.Blocks = append([]ast.Block{&ast.Paragraph{At: b.At, Inlines: []ast.Inline{&ast.Strong{At: b.At, Inlines: b.Title}}}}, b.Blocks...)
	}
	return append(out, &ast.BlockQuote{At: b.At, Blocks: b.Blocks})
}

// textInlines reads a line of Markdown that stands in an attribute or behind a
// mark, from offset in the source, where that is known; nil where it shows nothing.
func (r *reader) textInlines(s string, offset int) []ast.Inline {
	c := &ast.Cell{}
	if offset >= 0 {
		c.At = r.at(offset)
	}
	blocks := r.cellText(c, []byte(s+"\n"), lineParser())
	if len(blocks) == 0 {
		return nil
	}
	if p, ok := blocks[0].(*ast.Paragraph); ok {
		return p.Inlines
	}
	return solid([]ast.Inline{&ast.Text{At: c.At, Value: strings.TrimSpace(s)}})
}

// admonition is a box as Python-Markdown and MkDocs write it: !!! kind "title",
// what belongs to it indented by four columns.
type admonition struct {
	gast.BaseBlock
	kind, title string
	titled      bool
	offset      int
}

var kindAdmonition = gast.NewNodeKind("OctavoAdmonition")

func (*admonition) Kind() gast.NodeKind             { return kindAdmonition }
func (n *admonition) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// admonitionLine has the kind, further words for the place, and the title.
var admonitionLine = pattern.Of(`^(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)((?:[ \t]+[A-Za-z][\w-]*)*)(?:[ \t]+"(.*)")?[ \t]*\n?$`)

// tabLine opens a tab of MkDocs' Material theme: === "title", its content indented.
var tabLine = pattern.Of(`^===[!+]*[ \t]+"([^"\n]*)"[ \t]*\n?$`)

// tabKind is the kind of an admonition that is a tab: no box, but its title over
// its content.
const tabKind = "tab"

type admonitionParser struct{}

func (admonitionParser) Trigger() []byte { return []byte{'!', '?', '='} }

func (admonitionParser) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos >= 0 && line[pos] == '=' {
		m := tabLine.FindSubmatchIndex(line[pos:])
		if m == nil {
			return nil, parser.NoChildren
		}
		r.AdvanceToEOL()
		return &admonition{kind: tabKind, titled: true, title: string(line[pos+m[2] : pos+m[3]]), offset: segment.Start + pos + m[2]}, parser.HasChildren
	}
	if pos < 0 || !bytes.HasPrefix(line[pos:], []byte("!!!")) && !bytes.HasPrefix(line[pos:], []byte("???")) {
		return nil, parser.NoChildren
	}
	m := admonitionLine.FindSubmatchIndex(line[pos:])
	if m == nil {
		return nil, parser.NoChildren
	}
	n := &admonition{kind: string(line[pos+m[2] : pos+m[3]]), offset: segment.Start + pos}
	if n.titled = m[6] >= 0; n.titled {
		n.title = string(line[pos+m[6] : pos+m[7]])
		n.offset += m[6]
	}
	r.AdvanceToEOL()
	return n, parser.HasChildren
}

func (admonitionParser) Continue(_ gast.Node, r text.Reader, _ parser.Context) parser.State {
	return continueIndented(r)
}

func (admonitionParser) Close(gast.Node, text.Reader, parser.Context) {}
func (admonitionParser) CanInterruptParagraph() bool                  { return true }
func (admonitionParser) CanAcceptIndentedLine() bool                  { return false }

func (r *reader) admonition(out []ast.Block, n *admonition) []ast.Block {
	if n.kind == tabKind {
		if title := r.textInlines(n.title, n.offset); len(title) > 0 {
			at := r.at(n.offset)
			out = append(out, &ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Strong{At: at, Inlines: title}}})
		}
		return append(out, r.blocks(n, false)...)
	}
	b := r.newBox(r.at(n.offset), n.kind, n.titled)
	b.Title = append(b.Title, r.textInlines(n.title, n.offset)...)
	r.fill(b, n)
	return added(out, b, strings.ToLower(n.kind))
}

// newBox is a box without content of the kind that a name says. One of another
// name than the kinds, and without a title, has its name for one, as the tools
// print it.
func (r *reader) newBox(at ast.At, name string, titled bool) *ast.Box {
	b := &ast.Box{At: at, Kind: ast.Aside, ID: r.awaited("", at.Src)}
	lower := strings.ToLower(name)
	if kind, ok := ast.BoxOfName(name); ok {
		b.Kind = kind
	} else if !titled && lower != "quote" && lower != "cite" {
		b.Title = []ast.Inline{&ast.Text{At: at, Value: strings.ToUpper(name[:1]) + lower[1:]}}
	}
	return b
}

// alertLine opens an alert of GitHub or a callout of Obsidian; behind it stands
// the title.
var alertLine = pattern.Of(`^\[!([A-Za-z][\w-]*)(?:\|[^\]\n]*)?\][+-]?[ \t]*`)

// quotation adds a quotation, or the box that it is where it begins as one.
func (r *reader) quotation(out []ast.Block, n *gast.Blockquote) []ast.Block {
	at := r.at(r.offset(n))
	if p, ok := n.FirstChild().(*gast.Paragraph); ok {
		seg := p.Lines().At(0)
		line := seg.Value(r.source)
		m := alertLine.FindSubmatchIndex(line)
		empty := m != nil && p.Lines().Len() == 1 && p.NextSibling() == nil && len(bytes.TrimSpace(line[m[1]:])) == 0
		if m != nil && !empty { // the mark alone is text, as GitHub has it
			kind := string(r.source[seg.Start+m[2] : seg.Start+m[3]])
			return r.alert(out, n, kind, r.alertTitle(p, seg.Start+m[1]))
		}
	}
	kind, boxed := divBox(r.lineAttrs(n))
	r.boxed += b2i(boxed)
	inner := r.blocks(n, false)
	r.boxed -= b2i(boxed)
	switch {
	case len(inner) == 0:
	case boxed:
		out = append(out, &ast.Box{At: at, Kind: kind, Blocks: inner})
	default:
		out = append(out, &ast.BlockQuote{At: at, Blocks: inner})
	}
	return out
}

// alert adds the box that a quotation is.
func (r *reader) alert(out []ast.Block, n *gast.Blockquote, kind string, title []ast.Inline) []ast.Block {
	b := r.newBox(r.at(r.offset(n)), kind, len(title) > 0)
	b.Title = append(b.Title, title...)
	if p := n.FirstChild(); p.FirstChild() == nil {
		n.RemoveChild(n, p)
	}
	r.fill(b, n)
	return added(out, b, strings.ToLower(kind))
}

// alertTitle takes the first line from a paragraph and gives what stands there
// behind the mark.
func (r *reader) alertTitle(p *gast.Paragraph, from int) []ast.Inline {
	title := gast.NewParagraph()
	for c := p.FirstChild(); c != nil; c = p.FirstChild() {
		p.RemoveChild(p, c)
		t, ok := c.(*gast.Text)
		ends := ok && (t.SoftLineBreak() || t.HardLineBreak())
		if ok && t.Segment.Start < from {
			t.Segment.Start = min(from, t.Segment.Stop)
		}
		title.AppendChild(title, c)
		if ends {
			break
		}
	}
	return r.inlines(title)
}
