package markdown

import (
	"bytes"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// tableDiv is a fenced division of the class table: the caption, if there is
// one, and the table.
type tableDiv struct {
	gast.BaseBlock
	attrs attrs
}

var kindTableDiv = gast.NewNodeKind("OctavoTableDiv")

func (*tableDiv) Kind() gast.NodeKind             { return kindTableDiv }
func (n *tableDiv) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// divFence opens and closes a division (Pandoc User's Guide, Divs and Spans).
const divFence = ":::"

// tableDivParser finds divisions of the class table. Like pandoc it asks for an
// empty line before one.
type tableDivParser struct{}

func (tableDivParser) Trigger() []byte { return []byte{':'} }

func (tableDivParser) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, _ := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], []byte(divFence)) {
		return nil, parser.NoChildren
	}
	rest := bytes.TrimSpace(bytes.TrimLeft(line[pos:], ":"))
	a, n := parseAttrs(rest)
	if n == 0 || n != len(rest) || !a.has("table") {
		return nil, parser.NoChildren
	}
	r.AdvanceToEOL()
	return &tableDiv{attrs: a}, parser.HasChildren
}

func (tableDivParser) Continue(_ gast.Node, r text.Reader, _ parser.Context) parser.State {
	line, _ := r.PeekLine()
	if _, pos := util.IndentWidth(line, r.LineOffset()); pos < 4 {
		if rest := bytes.TrimSpace(line); bytes.HasPrefix(rest, []byte(divFence)) && len(bytes.Trim(rest, ":")) == 0 {
			r.AdvanceToEOL()
			return parser.Close
		}
	}
	return parser.Continue | parser.HasChildren
}

func (tableDivParser) Close(gast.Node, text.Reader, parser.Context) {}
func (tableDivParser) CanInterruptParagraph() bool                  { return false }
func (tableDivParser) CanAcceptIndentedLine() bool                  { return false }

// tableDiv adds the table of a division with its caption. What else stands there
// is kept as it is.
func (r *reader) tableDiv(out []ast.Block, n *tableDiv) []ast.Block {
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
	}
	return nil, nil
}
