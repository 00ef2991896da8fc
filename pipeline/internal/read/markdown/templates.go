package markdown

import (
	"bytes"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/attributes"
)

// The codes of what another program would fill in.
const (
	CodeTemplate diag.Code = "markdown-template"
	CodeCommand  diag.Code = "markdown-command"
	CodeTag      diag.Code = "markdown-tag"
	CodeProgram  diag.Code = "markdown-program"
)

var _ = diag.Register(map[diag.Code]string{
	CodeTemplate: "A template or shortcode of another program was left out: what it makes is not known.",
	CodeTag:      "A block of another program, such as {% hint %} or <Tabs>, was read as what it marks up.",
	CodeProgram:  "Code that another program runs or draws was kept as its text, or left out where that program does not show it.",
	CodeCommand:  "A command of another program, such as [TOC] or \\newpage, was left out.",
})

// templateNode is {{…}} or {%…%}, as Hugo, Jekyll, Quarto and Jinja have it.
type templateNode struct {
	gast.BaseInline
	text   string
	offset int
	// attrs are attributes of what stands before them, which are no text; nil for none.
	attrs *attrs
}

var kindTemplate = gast.NewNodeKind("OctavoTemplate")

func (*templateNode) Kind() gast.NodeKind             { return kindTemplate }
func (n *templateNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// templateParser finds templates that close on their line.
type templateParser struct{}

func (templateParser) Trigger() []byte { return []byte{'{'} }

func (templateParser) Parse(_ gast.Node, r text.Reader, pc parser.Context) gast.Node {
	line, segment := r.PeekLine()
	end, unclosed := []byte("}}"), unclosedDouble
	switch {
	case bytes.HasPrefix(line, []byte("{{")):
	case bytes.HasPrefix(line, []byte("{%")):
		end, unclosed = []byte("%}"), unclosedPercent
	default:
		return nil
	}
	if stop, known := pc.Get(unclosed).(int); known && stop == segment.Stop {
		return nil
	}
	i := bytes.Index(line[2:], end)
	if i < 0 {
		pc.Set(unclosed, segment.Stop)
		return nil
	}
	n := i + 4
	r.Advance(n)
	return &templateNode{text: string(line[:n]), offset: segment.Start}
}

// These hold the end of a line in which no template of a kind closes any more, so
// that it is searched once.
var (
	unclosedDouble  = parser.NewContextKey()
	unclosedPercent = parser.NewContextKey()
)

// template leaves a template out. Attributes belong to the mark before them.
func (r *reader) template(c *collector, n *templateNode) {
	if n.attrs != nil {
		var marked []ast.Inline
		if p := n.PreviousSibling(); p != nil && p.Kind() != gast.KindText {
			marked = c.takeLast()
		}
		r.drop(diag.Info, CodeAttrs, r.pos(n.offset), n.text, "attributes are no text; what they mean is weighed")
		c.addAll(r.attributed(attributes.Emphasis, r.at(n.offset), marked, *n.attrs))
		return
	}
	if r.addressed(c, n) || r.draftRef(c, n) {
		return
	}
	if n.attrs == nil && strings.HasPrefix(n.text, "{:") {
		r.drop(diag.Info, CodeCommand, r.pos(n.offset), n.text, "a sign for another program was left out: "+n.text)
		return
	}
	r.loseTemplate(n.text, n.offset)
}

// command are paragraphs by which other programs are told to put something in: the
// contents, which are made anew, or a break or space, which the style sheet gives.
var command = pattern.Of(`^(?i:\[\[?_?toc_?\]\]?|@\[toc\])$|^\\(?:newpage|pagebreak|clearpage|cleardoublepage|tableofcontents|listoffigures|listoftables|maketitle|noindent|bigskip|medskip|smallskip|vfill|appendix|frontmatter|mainmatter|backmatter)(?:\{\}|\[\d\])?$`)

// maxCommand is the length in bytes of the longest command.
const maxCommand = 40

// isCommand leaves out a paragraph that is a command of another program, and
// reports whether it is one.
func (r *reader) isCommand(n gast.Node) bool {
	if n.Lines() == nil || n.Lines().Len() != 1 {
		return false
	}
	seg := n.Lines().At(0)
	if seg.Len() > maxCommand {
		return false
	}
	line := strings.TrimSpace(string(seg.Value(r.source)))
	if !command.MatchString(line) && (line != "+++" || !r.isMyST()) { // a break between the cells of a notebook
		return false
	}
	r.drop(diag.Info, CodeCommand, r.pos(seg.Start), line, line+" was left out: contents are made anew, breaks are a matter of the style sheet")
	return true
}
