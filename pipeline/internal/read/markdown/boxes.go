package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/ast"
)

// box makes what stands in a box of its own: a quotation, its title in bold on
// top. Kind is the word that the source has for it: note, tip, warning.
func (r *reader) box(at ast.At, kind string, title []ast.Inline, blocks []ast.Block) []ast.Block {
	if len(title) > 0 {
		blocks = append([]ast.Block{&ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Strong{At: at, Inlines: title}}}}, blocks...)
	}
	if len(blocks) == 0 {
		return nil
	}
	return []ast.Block{&ast.BlockQuote{At: at, Blocks: blocks}}
}

// boxKinds are the classes of divisions that are boxes: those of Quarto (Callout
// Blocks), MkDocs (Material, Admonitions), GitHub, Obsidian, MyST and VuePress,
// and what people call boxes.
var boxKinds = strings.Fields(`admonition abstract alert attention aside box bug callout caution danger details error example fact
	failure faq hint important info infobox kader key-point note notebox question quote seealso sidebar success summary textbox tip
	todo warning encadre remarque hinweis kasten achtung merksatz tekstvak let-op`)

// boxKind is the kind of a class; "" is none.
func boxKind(class string) string {
	class = strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(class), "callout-"), "admonition-")
	if slices.Contains(boxKinds, class) {
		return class
	}
	return ""
}

func isBox(a attrs) bool {
	return slices.ContainsFunc(a.classes, func(c string) bool { return boxKind(c) != "" })
}

// boxDiv makes a box of a division. Its title is the attribute, what stands
// behind the word, or a heading that it begins with.
func (r *reader) boxDiv(n *div) []ast.Block {
	kind := ""
	for _, c := range n.attrs.classes {
		if kind == "" {
			kind = boxKind(c)
		}
	}
	at := r.at(r.offset(n))
	var title []ast.Inline
	h, heads := n.FirstChild().(*gast.Heading)
	switch given := n.attrs.keys["title"]; {
	case given != "":
		title = r.textInlines(given, -1)
	case n.title != "":
		title = r.textInlines(n.title, n.titleAt)
	case heads:
		title = r.inlines(h)
		n.RemoveChild(n, h)
	}
	return r.box(at, kind, title, r.blocks(n, false))
}

// textInlines reads a line of Markdown that stands in an attribute or behind a
// mark, from offset in the source, where that is known.
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
	return []ast.Inline{&ast.Text{At: c.At, Value: strings.TrimSpace(s)}}
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
var admonitionLine = regexp.MustCompile(`^(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)((?:[ \t]+[A-Za-z][\w-]*)*)(?:[ \t]+"(.*)")?[ \t]*\n?$`)

type admonitionParser struct{}

func (admonitionParser) Trigger() []byte { return []byte{'!', '?'} }

func (admonitionParser) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
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
	line, _ := r.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, r.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	r.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

func (admonitionParser) Close(gast.Node, text.Reader, parser.Context) {}
func (admonitionParser) CanInterruptParagraph() bool                  { return true }
func (admonitionParser) CanAcceptIndentedLine() bool                  { return false }

func (r *reader) admonition(n *admonition) []ast.Block {
	at := r.at(n.offset)
	title := r.textInlines(n.title, n.offset)
	if !n.titled {
		title = kindTitle(at, n.kind)
	}
	return r.box(at, strings.ToLower(n.kind), title, r.blocks(n, false))
}

// kindTitle is the title of a box that has none: the word for its kind, which
// the tools print.
func kindTitle(at ast.At, kind string) []ast.Inline {
	return []ast.Inline{&ast.Text{At: at, Value: strings.ToUpper(kind[:1]) + strings.ToLower(kind[1:])}}
}

// alertLine opens an alert of GitHub or a callout of Obsidian; behind it stands
// the title.
var alertLine = regexp.MustCompile(`^\[!([A-Za-z][\w-]*)\][+-]?[ \t]*`)

// quotation adds a quotation, or the box that it is where it begins as one.
func (r *reader) quotation(out []ast.Block, n *gast.Blockquote) []ast.Block {
	at := r.at(r.offset(n))
	if p, ok := n.FirstChild().(*gast.Paragraph); ok {
		seg := p.Lines().At(0)
		if m := alertLine.FindSubmatchIndex(seg.Value(r.source)); m != nil {
			kind := string(r.source[seg.Start+m[2] : seg.Start+m[3]])
			title := r.alertTitle(p, seg.Start+m[1])
			if len(title) == 0 {
				title = kindTitle(at, kind)
			}
			return append(out, r.box(at, strings.ToLower(kind), title, r.blocks(n, false))...)
		}
	}
	if inner := r.blocks(n, false); len(inner) > 0 {
		out = append(out, &ast.BlockQuote{At: at, Blocks: inner})
	}
	return out
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
