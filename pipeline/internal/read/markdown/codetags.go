package markdown

import (
	"bytes"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// codeTag is code between the tags of another program: {% highlight go %} …
// {% endhighlight %} of Jekyll, {{< highlight go >}} … {{< /highlight >}} of Hugo.
type codeTag struct {
	gast.BaseBlock
	language, open string
	offset         int
}

var kindCodeTag = gast.NewNodeKind("OctavoCodeTag")

func (*codeTag) Kind() gast.NodeKind             { return kindCodeTag }
func (n *codeTag) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }
func (*codeTag) IsRaw() bool                     { return true }

var (
	codeTagLine = pattern.Of(`^ {0,3}(?:\{%-?\s*highlight\s+"?([\w+#-]{0,40})[^%\n]{0,200}%\}|\{\{[<%]\s*highlight\s+"?([\w+#-]{0,40})[^>%\n]{0,200}[>%]\}\})[ \t]*\n?$`)
	codeTagEnd  = pattern.Of(`^ {0,3}(?:\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]\s*/\s*highlight\s*[>%]\}\})[ \t]*\n?$`)
)

// codeTagParser finds such code where it ends.
type codeTagParser struct{}

func (codeTagParser) Trigger() []byte { return []byte{'{'} }

func (codeTagParser) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	m := codeTagLine.FindSubmatch(line)
	if m == nil || segment.Stop > lastCodeTagEnd(r.Source(), pc) {
		return nil, parser.NoChildren
	}
	r.AdvanceToEOL()
	language := string(m[1]) + string(m[2])
	return &codeTag{language: language, open: string(bytes.TrimSpace(line)), offset: segment.Start}, parser.NoChildren
}

func (codeTagParser) Continue(node gast.Node, r text.Reader, _ parser.Context) parser.State {
	line, segment := r.PeekLine()
	if codeTagEnd.Match(line) {
		r.AdvanceToEOL()
		return parser.Close
	}
	node.Lines().Append(segment)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (codeTagParser) Close(gast.Node, text.Reader, parser.Context) {}
func (codeTagParser) CanInterruptParagraph() bool                  { return true }
func (codeTagParser) CanAcceptIndentedLine() bool                  { return false }

var codeTagEndKey = parser.NewContextKey()

// lastCodeTagEnd is where the last end of such code begins, -1 where there is none:
// what opens behind it is not closed.
func lastCodeTagEnd(source []byte, pc parser.Context) int {
	if known, ok := pc.Get(codeTagEndKey).(int); ok {
		return known
	}
	last := -1
	for at := 0; at < len(source); {
		end := bytes.IndexByte(source[at:], '\n') + 1
		if end == 0 {
			end = len(source) - at
		}
		if codeTagEnd.Match(source[at : at+end]) {
			last = at
		}
		at += end
	}
	pc.Set(codeTagEndKey, last)
	return last
}

// codeOfTag adds code that stood between tags.
func (r *reader) codeOfTag(n *codeTag) ast.Block {
	at := r.at(n.offset)
	r.drop(diag.Info, CodeTag, at.Src, n.open, "code between the tags of another program was read as code")
	return &ast.CodeBlock{At: at, Info: n.language, Text: r.codeText(n)}
}
