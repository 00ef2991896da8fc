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
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

// commentNode is a comment in running text: %%…%% of Obsidian, {/*…*/} of MDX, {>>…<<}
// of CriticMarkup, {::comment}…{:/comment} of kramdown;
// {#…#} is none, for it may be an identifier.
type commentNode struct {
	gast.BaseInline
	text   string
	offset int
}

var kindComment = gast.NewNodeKind("OctavoComment")

func (*commentNode) Kind() gast.NodeKind             { return kindComment }
func (n *commentNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// commentMarks are what comments begin and end with.
var commentMarks = []struct{ open, end string }{{"%%", "%%"}, {"{/*", "*/}"}, {"{>>", "<<}"}, {"{::comment}", "{:/comment}"}}

// commentParser finds comments that end on their line.
type commentParser struct{}

func (commentParser) Trigger() []byte { return []byte{'%', '{'} }

func (commentParser) Parse(_ gast.Node, r text.Reader, pc parser.Context) gast.Node {
	line, segment := r.PeekLine()
	for i, m := range commentMarks {
		if !bytes.HasPrefix(line, []byte(m.open)) || i == 0 && !util.IsSpaceRune(r.PrecendingCharacter()) {
			continue
		}
		if stop, known := pc.Get(unclosedComments[i]).(int); known && stop == segment.Stop {
			return nil
		}
		n := bytes.Index(line[len(m.open):], []byte(m.end))
		if n < 0 {
			pc.Set(unclosedComments[i], segment.Stop)
			return nil
		}
		if n == 0 {
			return nil
		}
		n += len(m.open) + len(m.end)
		r.Advance(n)
		return &commentNode{text: string(line[:n]), offset: segment.Start}
	}
	return nil
}

// unclosedComments hold the end of a line in which no comment of a kind closes any
// more.
var unclosedComments = []parser.ContextKey{parser.NewContextKey(), parser.NewContextKey(), parser.NewContextKey(), parser.NewContextKey()}

// commentBlock is a comment on lines of its own.
type commentBlock struct {
	gast.BaseBlock
	end  string
	done bool
}

var kindCommentBlock = gast.NewNodeKind("OctavoCommentBlock")

func (*commentBlock) Kind() gast.NodeKind             { return kindCommentBlock }
func (n *commentBlock) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }
func (*commentBlock) IsRaw() bool                     { return true }

// commentBlockParser finds comments that end on a later line.
type commentBlockParser struct{}

func (commentBlockParser) Trigger() []byte { return []byte{'%', '{'} }

func (commentBlockParser) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	for i, m := range commentMarks {
		rest, ok := bytes.CutPrefix(line[pos:], []byte(m.open))
		if !ok || bytes.Contains(rest, []byte(m.end)) || lastMark(r.Source(), pc, i) < segment.Stop {
			continue
		}
		n := &commentBlock{end: m.end}
		n.Lines().Append(segment.WithStart(segment.Start + pos - segment.Padding))
		r.AdvanceToEOL()
		return n, parser.NoChildren
	}
	return nil, parser.NoChildren
}

// lastMark is where the last end of a comment of a kind stands: looking for it from
// every beginning would take quadratic time.
func lastMark(source []byte, pc parser.Context, i int) int {
	last, known := pc.Get(lastMarks[i]).(int)
	if !known {
		last = bytes.LastIndex(source, []byte(commentMarks[i].end))
		pc.Set(lastMarks[i], last)
	}
	return last
}

var lastMarks = []parser.ContextKey{parser.NewContextKey(), parser.NewContextKey(), parser.NewContextKey(), parser.NewContextKey()}

func (commentBlockParser) Continue(node gast.Node, r text.Reader, _ parser.Context) parser.State {
	n := node.(*commentBlock)
	if n.done {
		return parser.Close
	}
	line, segment := r.PeekLine()
	n.Lines().Append(segment)
	n.done = bytes.Contains(line, []byte(n.end))
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (commentBlockParser) Close(gast.Node, text.Reader, parser.Context) {}
func (commentBlockParser) CanInterruptParagraph() bool                  { return true }
func (commentBlockParser) CanAcceptIndentedLine() bool                  { return false }

// commentLines leaves out a comment; what stands behind its end is kept as text.
func (r *reader) commentLines(out []ast.Block, n *commentBlock) []ast.Block {
	body := r.codeText(n)
	at := strings.LastIndex(body, n.end)
	if at <= 0 {
		at = len(body)
	} else {
		at += len(n.end)
	}
	r.drop(diag.Info, CodeComment, r.pos(r.offset(n)), strings.TrimSuffix(body[:at], "\n"), "a comment was left out")
	last := n.Lines().At(n.Lines().Len() - 1)
	return append(out, paragraphOf(r.at(last.Start), r.textInlines(strings.TrimSpace(body[at:]), -1))...)
}

var (
	labelLine = pattern.Of(`^\(([^()\s]+)\)=\s*$`)
	mystSign  = pattern.Of("(?m)^[ \\t]*(?:`{3,}|~{3,}|:{3,})\\{[A-Za-z]|^\\([^()\\s]+\\)=[ \\t]*$|\\{[a-z:-]+\\}`")
	idAtEnd   = pattern.Of(`(?:^|[ \t])\^([A-Za-z0-9-]+)[ \t]*$`)
)

// isModule leaves out the lines by which MDX takes in components and values.
func (r *reader) isModule(n gast.Node) bool {
	if n.Parent() == nil || n.Parent().Kind() != gast.KindDocument {
		return false
	}
	if !r.beginsWith(n, "import ") && !r.beginsWith(n, "export ") {
		return false
	}
	text := r.codeText(n)
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if joined := chars.OneLine(text); len(joined) < maxTag && ast.IsModule(joined) { // names in braces, one a line
		lines = []string{joined}
	}
	for i, line := range lines {
		if !ast.IsModule(line) && !(i > 0 && strings.HasPrefix(text, "export const ")) {
			return false
		}
	}
	r.drop(diag.Info, CodeCommand, r.pos(r.offset(n)), text, "lines for a program were left out: import and export of MDX")
	return true
}

// mdxSign finds the lines and remarks that only MDX has.
var mdxSign = pattern.Of(`(?m)^(?:import\s+[\w$*{][^'"\n]*\sfrom\s+["']|import\s+["'][^"'\n]+["'];?\s*$|export\s+(?:const|let|default|function|async)\s)|\{/\*`)

// isMDX reports whether the text is MDX, by its name or its signs.
func (r *reader) isMDX() bool {
	if r.mdx == 0 {
		r.mdx = 1 + b2i(strings.HasSuffix(r.name, ".mdx") || mdxSign.Match(r.source))
	}
	return r.mdx == 2
}

// isRemark leaves out a paragraph of comments of MyST, % before each line, in files
// that have other signs of it.
func (r *reader) isRemark(n gast.Node) bool {
	if !r.beginsWith(n, "%") || !r.isMyST() {
		return false
	}
	text := r.codeText(n)
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "%") {
			return false
		}
	}
	r.drop(diag.Info, CodeComment, r.pos(r.offset(n)), text, "a comment was left out")
	return true
}

// beginsWith reports whether the first line of a block has a prefix.
func (r *reader) beginsWith(n gast.Node, prefix string) bool {
	if n.Lines() == nil || n.Lines().Len() == 0 {
		return false
	}
	seg := n.Lines().At(0)
	return bytes.HasPrefix(seg.Value(r.source), []byte(prefix))
}

// isMyST reports whether the text has directives, roles or labels.
func (r *reader) isMyST() bool {
	if r.myst == 0 {
		r.myst = 1 + b2i(mystSign.Match(r.source))
	}
	return r.myst == 2
}

// isLabel keeps a label of MyST, (name)=, for what comes next.
func (r *reader) isLabel(n gast.Node) bool {
	if !r.beginsWith(n, "(") {
		return false
	}
	seg := n.Lines().At(0)
	m := labelLine.FindSubmatch(seg.Value(r.source))
	if m == nil {
		return false
	}
	r.await(refID(string(m[1])), r.pos(seg.Start))
	r.drop(diag.Info, CodeAttrs, r.pos(seg.Start), string(bytes.TrimSpace(m[0])), "a label is no text; links lead to what stands behind it")
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		n.RemoveChild(n, c)
		if t, ok := c.(*gast.Text); ok && t.SoftLineBreak() {
			break
		}
	}
	return n.FirstChild() == nil
}

// blockID takes the name of a block of Obsidian, ^name, from the end of a paragraph.
func (r *reader) blockID(n gast.Node) {
	t, ok := n.LastChild().(*gast.Text)
	if !ok {
		return
	}
	value := t.Segment.Value(r.source)
	m := idAtEnd.FindSubmatchIndex(value)
	if m == nil || m[3]-m[2] < minBlockID && !r.namedBlocks()[string(value[m[2]:m[3]])] {
		return
	}
	name := string(value[m[2]:m[3]])
	pos := r.pos(t.Segment.Start + m[2] - 1)
	t.Segment.Stop = t.Segment.Start + m[0]
	r.await(refID(name), pos)
	r.drop(diag.Info, CodeAttrs, pos, "^"+name, "the name of a block is no text; links lead to it")
}

// blockLink is a link to a block of Obsidian.
var blockLink = pattern.Of(`#\^([A-Za-z0-9-]+)`)

// namedBlocks are the names of blocks that links of the text have.
func (r *reader) namedBlocks() map[string]bool {
	if r.blockNames == nil {
		r.blockNames = map[string]bool{}
		for _, m := range blockLink.FindAllSubmatch(r.source, -1) {
			r.blockNames[string(m[1])] = true
		}
	}
	return r.blockNames
}

// minBlockID is from how many characters on ^name at the end of a paragraph is a
// block's name though no link leads there; Obsidian gives six.
const minBlockID = 5
