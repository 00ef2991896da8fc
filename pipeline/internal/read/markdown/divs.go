package markdown

import (
	"bytes"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/read/attributes"
)

// div is a fenced division (Pandoc User's Guide, Divs and Spans). That of the
// class table holds the caption, if there is one, and the table.
type div struct {
	gast.BaseBlock
	attrs attrs
	title string
	// titleAt is where the title begins in the source.
	titleAt int
	// around is the division that is open around it; nil for none.
	around *div
	// myst tells that it was written {name}, so that options may stand on its first
	// lines; head that nothing of it but these was read.
	myst, head bool
	// tag is the line of another program that opened it, closer what closes it, and
	// indent the column at which its content stands, -1 before that is known.
	tag, closer string
	indent      int
	// href is where a component of MDX leads to; labels are the names of the tabs in it.
	href   string
	labels []string
}

// closes reports whether a line closes the division.
func (n *div) closes(line []byte) bool {
	if n.closer == "" {
		return isClosingFence(line)
	}
	return closingTagOf(bytes.TrimSpace(line)) == n.closer
}

var kindDiv = gast.NewNodeKind("OctavoDiv")

func (*div) Kind() gast.NodeKind             { return kindDiv }
func (n *div) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// divFence opens and closes a division.
const divFence = ":::"

var (
	openDivKey = parser.NewContextKey()
	fencesKey  = parser.NewContextKey()
)

// divParser finds divisions that are closed. What pandoc, Quarto, MyST, VuePress
// and Docusaurus write behind the colons is read: {attributes}, a word, {word},
// and a title behind the word.
type divParser struct{}

func (divParser) Trigger() []byte { return []byte{':', '{', '<', '/'} }

func (divParser) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	start := segment.Start + pos - segment.Padding
	var n *div
	if bytes.HasPrefix(line[pos:], []byte(divFence)) {
		n = divOf(line[pos:])
	} else {
		n = tagDiv(bytes.TrimSpace(line[pos:]))
	}
	if n == nil || !n.attrs.has("table") && !n.attrs.has("figure") && !fencesOf(r.Source(), pc)[start] {
		return nil, parser.NoChildren
	}
	n.titleAt, n.head = n.titleAt+start, true
	n.around, _ = pc.Get(openDivKey).(*div)
	pc.Set(openDivKey, n)
	r.AdvanceToEOL()
	return n, parser.HasChildren
}

// divOf reads a line that opens a division; nil where it is none.
func divOf(line []byte) *div {
	rest := bytes.TrimRight(bytes.TrimSpace(bytes.TrimLeft(line, ":")), ": ")
	if a, n := parseAttrs(rest); n > 0 && n == len(rest) {
		return &div{attrs: a}
	}
	word := rest
	if bytes.HasPrefix(rest, []byte("{")) { // {note} of MyST
		word = rest[1:]
	}
	n := wordLen(word, "=")
	if n == 0 || !isLetter(word[0]) {
		return nil
	}
	d := &div{attrs: attrs{classes: []string{string(word[:n])}}, myst: rest[0] == '{'}
	title := word[n:]
	if a, k := parseAttrs(bytes.TrimSpace(title)); k > 0 && k == len(bytes.TrimSpace(title)) { // note {attributes}
		d.attrs.id, d.attrs.keys, d.attrs.classes = a.id, a.keys, append(d.attrs.classes, a.classes...)
		return d
	}
	d.title = string(bytes.Trim(title, "}[] "))
	d.titleAt = bytes.Index(line, []byte(d.title))
	return d
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// Continue closes the innermost division at a line of colons.
func (divParser) Continue(node gast.Node, r text.Reader, pc parser.Context) parser.State {
	line, _ := r.PeekLine()
	n := node.(*div)
	if _, pos := util.IndentWidth(line, r.LineOffset()); (pos < 4 || n.closer != "") && pc.Get(openDivKey) == node {
		if n.closes(line) {
			r.AdvanceToEOL()
			return parser.Close
		}
	}
	if m := optionLine.FindSubmatch(line); n.myst && n.head && m != nil {
		n.option(string(m[1]), string(m[2]))
		r.AdvanceToEOL()
		return parser.Continue | parser.HasChildren
	}
	if m := slashOption.FindSubmatch(line); n.closer == slashCloser && n.head && m != nil {
		n.slashOption(string(m[1]), string(m[2]))
		r.AdvanceToEOL()
		return parser.Continue | parser.HasChildren
	}
	n.head = n.head && util.IsBlank(line)
	n.skipIndent(r, line)
	return parser.Continue | parser.HasChildren
}

func isClosingFence(line []byte) bool {
	rest := bytes.TrimSpace(line)
	return bytes.HasPrefix(rest, []byte(divFence)) && len(bytes.Trim(rest, ":")) == 0
}

func (divParser) Close(node gast.Node, _ text.Reader, pc parser.Context) {
	if n := node.(*div); pc.Get(openDivKey) == node {
		pc.Set(openDivKey, n.around)
	}
}

func (divParser) CanInterruptParagraph() bool { return true }
func (divParser) CanAcceptIndentedLine() bool { return false }

// fencesOf gives the places of the fences that open a division which is closed.
// It is found out for all at once: looking ahead from each would take quadratic
// time.
func fencesOf(source []byte, pc parser.Context) map[int]bool {
	if known, ok := pc.Get(fencesKey).(map[int]bool); ok {
		return known
	}
	closed := map[int]bool{}
	pc.Set(fencesKey, closed)
	open := openFences{count: map[string]int{}}
	var code codeFence
	for at := 0; at < len(source); {
		line := source[at:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i+1]
		}
		body := unmarked(line)
		switch {
		case code.holds(body) || len(body) == 0 || strings.IndexByte(":{</", body[0]) < 0:
		case bytes.HasPrefix(body, []byte(divFence)) && !isClosingFence(body):
			open.push(at+len(line)-len(body), "")
		case bytes.HasPrefix(body, []byte(divFence)):
			open.pop("", closed)
		default:
			if d := tagDiv(bytes.TrimSpace(body)); d != nil {
				open.push(at+len(line)-len(body), d.closer)
			} else if tag := closingTagOf(bytes.TrimSpace(body)); tag != "" {
				open.pop(tag, closed)
			}
		}
		at += len(line)
	}
	return closed
}

// unmarked is a line without the marks of the quotations, items and definitions
// that it opens or stands in.
func unmarked(line []byte) []byte {
	for {
		line = bytes.TrimLeft(line, " >\t")
		n := len(line) - len(bytes.TrimLeft(line, "0123456789"))
		signs := ".)"
		if n == 0 {
			signs = "-*+:"
		}
		if len(line) < n+2 || strings.IndexByte(signs, line[n]) < 0 || line[n+1] != ' ' {
			return line
		}
		line = line[n+1:]
	}
}

// codeFence is the fence of the code that lines are in; empty outside.
type codeFence []byte

// holds reports whether a line is code or a fence of it.
func (f *codeFence) holds(line []byte) bool {
	fence := fenceOf(line)
	switch {
	case len(*f) == 0:
		*f = fence
		return len(fence) > 0
	case len(fence) >= len(*f) && fence[0] == (*f)[0] && len(bytes.TrimSpace(line[len(fence):])) == 0:
		*f = nil
	}
	return true
}

// fenceOf gives the backticks or tildes with which a line begins, three or more.
func fenceOf(line []byte) []byte {
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return nil
	}
	n := len(line) - len(bytes.TrimLeft(line, string(line[:1])))
	if n < 3 || line[0] == '`' && bytes.IndexByte(line[n:], '`') >= 0 {
		return nil
	}
	return line[:n]
}

// div adds what a division holds: a table with its caption, a box, or else its
// blocks as they are.
func (r *reader) div(out []ast.Block, n *div, top bool) []ast.Block {
	r.sayTag(n)
	r.nameTabs(n)
	switch {
	case n.myst && directives[n.attrs.classes[0]] != "":
		return r.directDiv(out, n)
	case kindOfID(n.attrs.id) == "tbl" && len(n.attrs.classes) == 0 || n.attrs.has("table"):
		return r.tableDiv(out, n)
	case kindOfID(n.attrs.id) == "fig" && len(n.attrs.classes) == 0 || n.attrs.has("figure"):
		r.passBy(attributes.Division, n.attrs, r.pos(r.offset(n)), nil)
		return r.figureDiv(out, n)
	case n.attrs.has("listing"):
		return r.listingDiv(out, n)
	case n.attrs.has(captionClass) && n.closer == slashCloser:
		return r.captionDiv(out, n)
	case n.attrs.has("panel-tabset"):
		return append(out, r.tabset(n)...)
	case n.attrs.has("quote"):
		return added(out, r.boxDiv(n, ast.Aside), "quote")
	}
	if kind, ok := divBox(n.attrs); ok {
		return added(out, r.boxDiv(n, kind), "")
	}
	if r.headsBox(n) {
		return added(out, r.boxDiv(n, ast.Aside), "")
	}
	r.await(n.attrs.id, r.pos(r.offset(n)))
	out = r.divTitle(out, n)
	lines := b2i(n.attrs.has("line-block"))
	r.lined += lines
	inner := r.blocks(n, top)
	r.lined -= lines
	r.plainDiv(n, inner)
	r.leadAll(n, inner)
	return append(out, inner...)
}

// divTitle adds the words behind the name of a division that is no box, as a
// paragraph.
func (r *reader) divTitle(out []ast.Block, n *div) []ast.Block {
	if n.title == "" {
		return out
	}
	title := r.textInlines(n.title, n.titleAt)
	if len(title) == 0 { // nothing but characters without a meaning
		return out
	}
	if n.tag != "" || n.myst {
		title = []ast.Inline{&ast.Strong{At: r.at(n.titleAt), Inlines: r.led(r.at(n.titleAt), n.href, title)}}
	}
	return append(out, &ast.Paragraph{At: r.at(n.titleAt), Inlines: r.anchored(title)})
}

// tabset gives the tabs of Quarto, whose headings name them and head nothing else.
func (r *reader) tabset(n *div) []ast.Block {
	r.await(n.attrs.id, r.pos(r.offset(n)))
	r.passBy(attributes.Division, n.attrs, r.pos(r.offset(n)), nil)
	r.boxed++
	inner := r.blocks(n, false)
	r.boxed--
	return inner
}

// plainDiv gives the content of a division its language, and weighs its other
// attributes.
func (r *reader) plainDiv(n *div, inner []ast.Block) {
	r.passBy(attributes.Division, n.attrs, r.pos(r.offset(n)), ast.TextsIn(inner), ".quote")
	if tag := n.attrs.keys["lang"]; meta.IsLang(tag) {
		ast.MapRuns(inner, func(list []ast.Inline) []ast.Inline {
			if !ast.HasContent(list) {
				return list
			}
			return []ast.Inline{&ast.Lang{At: ast.At{Src: list[0].Pos()}, Tag: tag, Inlines: list}}
		})
	}
}

// tableDiv adds the table of a division with its caption. What else stands there
// is kept as it is.
func (r *reader) tableDiv(out []ast.Block, n *div) []ast.Block {
	inner := r.blocks(n, false)
	t, caption := captionedTable(inner)
	if t == nil {
		r.add(diag.Warning, CodeAttrs, r.pos(r.offset(n)), "a division of the class table holds something else than a caption and a table; it was left out and its content kept",
			"put one paragraph and one table into it")
		return append(out, inner...)
	}
	t.Caption = caption
	r.tableAttrs(t, n.attrs)
	return append(out, t)
}

// tableFirst is a table with the paragraph below it.
func tableFirst(inner []ast.Block) (*ast.Table, *ast.Paragraph, bool) {
	t, table := inner[0].(*ast.Table)
	p, ok := inner[1].(*ast.Paragraph)
	return t, p, table && ok
}

// captionedTable is the table of a division with its caption; nil where other
// blocks stand there.
func captionedTable(inner []ast.Block) (*ast.Table, []ast.Inline) {
	switch len(inner) {
	case 1:
		t, _ := inner[0].(*ast.Table)
		return t, nil
	case 2:
		p, ok := inner[0].(*ast.Paragraph)
		t, table := inner[1].(*ast.Table)
		if ok && table {
			return t, p.Inlines
		}
		if t, p, ok := tableFirst(inner); ok { // as Quarto has it
			return t, p.Inlines
		}
	}
	return nil, nil
}
