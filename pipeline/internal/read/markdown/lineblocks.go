package markdown

import (
	"bytes"
	"slices"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
)

// lineBlock is text whose lines are kept, each behind a bar (Pandoc User's Guide,
// Line Blocks). Its Lines begin behind the bars.
type lineBlock struct{ gast.BaseBlock }

var kindLineBlock = gast.NewNodeKind("OctavoLineBlock")

func (*lineBlock) Kind() gast.NodeKind             { return kindLineBlock }
func (n *lineBlock) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// lineBlockParser finds line blocks of two lines or more. Where a line of dashes
// follows the first, it is a table.
type lineBlockParser struct{}

func (lineBlockParser) Trigger() []byte { return []byte{'|'} }

func (lineBlockParser) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !barred(line[pos:]) {
		return nil, parser.NoChildren
	}
	below := linesBelow(r.Source(), segment)
	next, _ := below.next()
	if next = bytes.TrimSpace(next); !barred(next) || len(bytes.Trim(next, "|-: ")) == 0 && bytes.IndexByte(next, '-') >= 0 {
		return nil, parser.NoChildren
	}
	n := &lineBlock{}
	n.Lines().Append(behindBar(segment, pos))
	r.AdvanceToEOL()
	return n, parser.NoChildren
}

// barred reports whether a line begins with a bar that parts nothing.
func barred(line []byte) bool {
	return len(line) > 0 && line[0] == '|' && (len(line) == 1 || line[1] == ' ' || line[1] == '\n')
}

func behindBar(segment text.Segment, pos int) text.Segment {
	return text.NewSegment(segment.Start+pos+1-segment.Padding, segment.Stop)
}

// Continue takes the lines with a bar, and those that go on with one, which are
// indented.
func (lineBlockParser) Continue(node gast.Node, r text.Reader, _ parser.Context) parser.State {
	line, segment := r.PeekLine()
	pos := indent(line)
	switch {
	case len(bytes.TrimSpace(line)) == 0:
		return parser.Close
	case pos < len(line) && barred(line[pos:]):
		segment = behindBar(segment, pos)
	case pos == 0:
		return parser.Close
	}
	node.Lines().Append(segment)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (lineBlockParser) Close(gast.Node, text.Reader, parser.Context) {}
func (lineBlockParser) CanInterruptParagraph() bool                  { return false }
func (lineBlockParser) CanAcceptIndentedLine() bool                  { return false }

// lineBlock makes a paragraph of a line block: a line break between its lines, and
// no-break spaces for their indentation, as pandoc has it; none of one whose lines
// are all empty.
func (r *reader) lineBlock(n *lineBlock) []ast.Block {
	p := &ast.Paragraph{At: r.at(r.offset(n))}
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line := bytes.TrimRight(seg.Value(r.source), " \n")
		inlines := r.textInlines(string(bytes.TrimSpace(line)), seg.Start)
		goesOn := r.source[seg.Start-1] != '|'
		switch {
		case i == 0:
		case goesOn:
			inlines = append([]ast.Inline{&ast.Text{Value: " "}}, inlines...)
		default:
			p.Inlines = append(p.Inlines, &ast.LineBreak{At: r.at(seg.Start)})
			if deep := indent(line) - 1; deep > 0 && len(inlines) > 0 {
				inlines = append([]ast.Inline{&ast.Text{At: r.at(seg.Start), Value: string(bytes.Repeat([]byte("\u00a0"), deep))}}, inlines...)
			}
		}
		p.Inlines = append(p.Inlines, inlines...)
	}
	p.Inlines = ast.Trim(ast.JoinText(p.Inlines))
	if !slices.ContainsFunc(p.Inlines, func(in ast.Inline) bool { _, ok := in.(*ast.LineBreak); return !ok }) {
		return nil
	}
	return []ast.Block{p}
}
