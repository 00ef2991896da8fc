package markdown

import (
	"bytes"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// attrsBefore is a line of attributes right before a block that begins with the next
// line, as kramdown has it ("Block Attributes"): {:start="2"} over a list. Right
// below a block that is no paragraph it belongs to that one.
type attrsBefore struct{ gast.BaseBlock }

var kindAttrsBefore = gast.NewNodeKind("OctavoAttrsBefore")

func (*attrsBefore) Kind() gast.NodeKind             { return kindAttrsBefore }
func (n *attrsBefore) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

type attrsBeforeParser struct{}

func (attrsBeforeParser) Trigger() []byte { return []byte{'{'} }

func (attrsBeforeParser) Open(parent gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	a, raw, words := lineOfAttrs(line)
	if raw == "" || words == "toc" || blankFrom(r.Source(), segment.Stop) {
		return nil, parser.NoChildren
	}
	of := segment.Stop
	if !blankFrom(r.Source(), lineBefore(r.Source(), segment.Start)) {
		of = beginning(parent.LastChild())
	}
	if of < 0 {
		return nil, parser.NoChildren
	}
	known, _ := pc.Get(attrLinesKey).([]attrLine)
	pc.Set(attrLinesKey, append(known, attrLine{attrs: a, raw: raw, of: of, at: segment.Start}))
	r.AdvanceToEOL()
	return &attrsBefore{}, parser.NoChildren
}

func (attrsBeforeParser) Continue(gast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close takes the line out: it is no block.
func (attrsBeforeParser) Close(n gast.Node, _ text.Reader, _ parser.Context) {
	n.Parent().RemoveChild(n.Parent(), n)
}

func (attrsBeforeParser) CanInterruptParagraph() bool { return false }
func (attrsBeforeParser) CanAcceptIndentedLine() bool { return false }

// blankFrom reports whether the line that begins at an offset is empty, marks of
// quotations aside.
func blankFrom(source []byte, at int) bool {
	if at < 0 || at >= len(source) {
		return true
	}
	line, _, _ := bytes.Cut(source[at:], []byte("\n"))
	return util.IsBlank(bytes.TrimLeft(line, " >"))
}

// lineBefore is where the line before the one that holds an offset begins; -1 for
// none.
func lineBefore(source []byte, at int) int {
	start := bytes.LastIndexByte(source[:at], '\n')
	if start < 0 {
		return -1
	}
	return bytes.LastIndexByte(source[:start], '\n') + 1
}
