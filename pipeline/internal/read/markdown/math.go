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
	"octavo/pipeline/internal/formula"
	chars "octavo/pipeline/internal/text"
)

// mathNode is a formula in running text; its TeX is in canonical form, and
// comments are those that it had.
type mathNode struct {
	gast.BaseInline
	tex      string
	comments string
	display  bool
	offset   int
}

var kindMath = gast.NewNodeKind("OctavoMath")

func (*mathNode) Kind() gast.NodeKind             { return kindMath }
func (n *mathNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

var formulasKey = parser.NewContextKey()

// mathParser finds formulas in running text: $…$ and $$…$$ by pandoc's rule,
// and \(…\) where what stands between shows that it is mathematics, for a
// backslash before a bracket is Markdown's way to write the bracket; \[…\] is one
// on lines of its own alone. The
// passthrough extension of Hugo knows neither rule and would take money and
// brackets for formulas.
type mathParser struct{}

func (mathParser) Trigger() []byte { return []byte{'$', '\\'} }

func (mathParser) Parse(parent gast.Node, r text.Reader, pc parser.Context) gast.Node {
	_, segment := r.PeekLine()
	m, ok := formulasOf(parent, r.Source(), pc).at[segment.Start]
	if !ok {
		return nil
	}
	for {
		_, segment := r.PeekLine()
		if segment.Start >= m.stop || segment.Len() == 0 {
			break
		}
		if segment.Stop < m.stop {
			r.AdvanceLine()
			continue
		}
		r.Advance(m.stop - segment.Start)
		break
	}
	return &mathNode{tex: m.tex, comments: m.comments, display: m.display, offset: m.start}
}

// found is a formula in a block's source.
type found struct {
	start, stop   int
	tex, comments string
	display       bool
}

// formulas are those of one block, by where they begin.
type formulas struct {
	block gast.Node
	at    map[int]found
	list  ranges
}

// formulasOf finds a block's formulas, once for each block: looking ahead from
// every dollar anew would take quadratic time on hostile lines.
func formulasOf(block gast.Node, source []byte, pc parser.Context) *formulas {
	if f, ok := pc.Get(formulasKey).(*formulas); ok && f.block == block {
		return f
	}
	f := &formulas{block: block, at: map[int]found{}}
	pc.Set(formulasKey, f)
	if block.Type() == gast.TypeInline || block.Lines() == nil {
		return f
	}
	s := newMathScan(block.Lines(), source)
	for i := 0; i < len(s.text); {
		m, n := s.formula(i)
		if m.tex != "" {
			f.at[m.start] = m
			f.list.list = append(f.list.list, [2]int{m.start, m.stop})
		}
		i += n
	}
	return f
}

// mathScan is the text of a block with the source offset of each byte.
type mathScan struct {
	text   []byte
	offset []int
	code   *ranges
	// open tells up to where there is none of a closing delimiter.
	open map[string]int
}

func newMathScan(lines *text.Segments, source []byte) *mathScan {
	s := &mathScan{open: map[string]int{}}
	if hasMath := false; !hasMath {
		for k := range lines.Len() {
			seg := lines.At(k)
			hasMath = hasMath || bytes.ContainsAny(source[seg.Start:seg.Stop], `$\`)
		}
		if !hasMath {
			return s
		}
	}
	s.code = codeSpans(lines, source)
	eachByte(lines, source, func(i int, c byte, _ bool) {
		s.text, s.offset = append(s.text, c), append(s.offset, i)
	})
	return s
}

// delimiters are what may stand around a formula, the longest first.
var delimiters = []struct {
	open, close string
	display     bool
}{
	{"$$", "$$", true}, {"$`", "`$", false}, {"$", "$", false},
	{`\\(`, `\\)`, false}, {`\(`, `\)`, false},
}

// formula looks for one at i and gives how far to go on.
func (s *mathScan) formula(i int) (found, int) {
	if s.code.covers(s.offset[i]) {
		return found{}, 1
	}
	for _, d := range delimiters {
		if !bytes.HasPrefix(s.text[i:], []byte(d.open)) {
			continue
		}
		from := i + len(d.open)
		end := s.closer(from, d.close)
		if end < 0 {
			continue
		}
		body := string(s.text[from:end])
		stop := end + len(d.close)
		if d.open == "$" && !formula.Dollars(body, string(s.text[stop:min(stop+1, len(s.text))])) || d.open[0] == '\\' && !formula.Evident(body) {
			continue
		}
		tex, ok := formula.Clean(strings.ReplaceAll(body, "&#124;", "|"))
		if !ok {
			continue
		}
		return found{start: s.offset[i], stop: s.offset[stop-1] + 1, tex: tex, comments: formula.Comments(body), display: d.display}, stop - i
	}
	if s.text[i] == '\\' && i+1 < len(s.text) {
		return found{}, 2
	}
	return found{}, 1
}

// closer is where the closing delimiter stands, or -1: the first dollar that no
// backslash hides decides.
func (s *mathScan) closer(from int, mark string) int {
	i := max(from, s.open[mark])
	for ; i < len(s.text) && i-from < maxFormula; i++ {
		rest := s.text[i:]
		switch {
		case bytes.HasPrefix(rest, []byte(mark)):
			return i
		case rest[0] == '\\':
			i++
		case rest[0] == '$' && mark[0] == '$', rest[0] == '`' && mark[0] == '$':
			return -1
		}
	}
	s.open[mark] = i
	return -1
}

// maxFormula bounds a formula's source in bytes.
const maxFormula = 20000

// mathBlock is a display formula on lines of its own.
type mathBlock struct {
	gast.BaseBlock
	open, close string
	done        bool
}

var kindMathBlock = gast.NewNodeKind("OctavoMathBlock")

func (*mathBlock) Kind() gast.NodeKind             { return kindMathBlock }
func (n *mathBlock) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }
func (*mathBlock) IsRaw() bool                     { return true }

// mathBlockParser finds display formulas on lines of their own: between double
// dollars, in \[…\], or in an environment of LaTeX.
type mathBlockParser struct{}

func (mathBlockParser) Trigger() []byte { return []byte{'$', '\\'} }

func (mathBlockParser) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	n := &mathBlock{}
	n.open, n.close = blockDelimiters(line[pos:])
	if n.open == "" || !closes(r.Source()[segment.Start+pos-segment.Padding:], n.open, n.close) {
		return nil, parser.NoChildren
	}
	n.take(line[pos+len(n.open):], segment.WithStart(segment.Start+pos-segment.Padding+len(n.open)))
	r.AdvanceToEOL()
	return n, parser.NoChildren
}

// blockDelimiters are those that a line begins with.
func blockDelimiters(line []byte) (open, end string) {
	switch {
	case bytes.HasPrefix(line, []byte("$$")):
		return "$$", "$$"
	case bytes.HasPrefix(line, []byte(`\\[`)):
		return `\\[`, `\\]`
	case bytes.HasPrefix(line, []byte(`\[`)):
		return `\[`, `\]`
	}
	rest, ok := bytes.CutPrefix(line, []byte(`\begin{`))
	name, _, closed := bytes.Cut(rest, []byte("}"))
	if ok && closed && formula.DisplayEnvironment(string(name)) {
		return `\begin{` + string(name) + "}", `\end{` + string(name) + "}"
	}
	return "", ""
}

// closes reports whether source, which begins with an opening delimiter, has the
// closing one before an empty line and at the end of a line, and mathematics
// between them.
func closes(source []byte, open, end string) bool {
	body := source[len(open):min(len(source), maxFormula)]
	if n := bytes.Index(body, []byte("\n\n")); n >= 0 {
		body = body[:n]
	}
	n := bytes.Index(body, []byte(end))
	if n < 0 {
		return false
	}
	rest, _, _ := bytes.Cut(body[n+len(end):], []byte("\n"))
	if rest = bytes.TrimSpace(rest); len(rest) > 0 {
		if _, size := parseAttrs(rest); size != len(rest) || open != "$$" {
			return false
		}
	}
	return open[0] == '$' || strings.HasPrefix(open, `\b`) || formula.Evident(string(body[:n]))
}

// take keeps a line, up to the closing delimiter.
func (n *mathBlock) take(line []byte, segment text.Segment) {
	if at := bytes.Index(line, []byte(n.close)); at >= 0 {
		n.done = true
	}
	n.Lines().Append(segment)
}

func (mathBlockParser) Continue(node gast.Node, r text.Reader, _ parser.Context) parser.State {
	n := node.(*mathBlock)
	line, segment := r.PeekLine()
	if n.done || util.IsBlank(line) {
		return parser.Close
	}
	n.take(line, segment)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (mathBlockParser) Close(gast.Node, text.Reader, parser.Context) {}
func (mathBlockParser) CanInterruptParagraph() bool                  { return true }
func (mathBlockParser) CanAcceptIndentedLine() bool                  { return false }

// mathBlock adds a display formula as a paragraph; what is none is kept as text.
func (r *reader) mathBlock(out []ast.Block, n *mathBlock) []ast.Block {
	var b strings.Builder
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		b.Write(seg.Value(r.source))
	}
	at := r.at(r.offset(n))
	body, after, closed := strings.Cut(b.String(), n.close)
	if strings.HasPrefix(n.open, `\b`) {
		body = n.open + body + n.close
	}
	tex, ok := formula.Clean(body)
	if !ok || !closed {
		s := chars.OneLine(n.open + b.String())
		return append(out, &ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Text{At: at, Value: s}}})
	}
	p := displayed(at, tex)
	r.mathAttrs(p, strings.TrimSpace(after))
	r.mathComments(at, formula.Comments(body))
	return append(out, p)
}

// mathAttrs reads the attributes behind a display formula: an identifier is a place
// that links lead to.
func (r *reader) mathAttrs(p *ast.Paragraph, after string) {
	a, size := parseAttrs([]byte(after))
	if size == 0 {
		return
	}
	r.await(a.id, p.Src)
	if len(r.waiting) > 0 && a.id != "" {
		r.numbered(a.id, p.Inlines[0])
	}
	p.Inlines = r.anchored(p.Inlines)
	if a.id = ""; len(a.names()) > 0 {
		r.add(diag.Warning, CodeAttrs, p.Src, "the attributes "+after+" of a formula have no meaning here; they were left out", "")
	}
}

// numbered notes a formula that a cross-reference can name.
func (r *reader) numbered(id string, in ast.Inline) {
	f, ok := in.(*ast.Formula)
	if !ok || kindOfID(id) != "eq" {
		return
	}
	if r.bare.formulas == nil {
		r.bare.formulas = map[string]*ast.Formula{}
	}
	r.bare.formulas[id] = f
}

// mathComments tells of the comments in a formula, which are not shown.
func (r *reader) mathComments(at ast.At, comments string) {
	if comments != "" {
		r.drop(diag.Info, CodeComment, at.Src, comments, "a comment was left out")
	}
}

// displayed is a display formula that stands alone.
func displayed(at ast.At, tex string) *ast.Paragraph {
	return &ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Formula{At: at, TeX: tex, Display: true}}}
}

// mathFence reads a fenced block of GitHub and GitLab that holds a formula; nil
// where it holds something else.
func (r *reader) mathFence(n *gast.FencedCodeBlock) *ast.Paragraph {
	if r.info(n) != "math" {
		return nil
	}
	tex, ok := formula.Clean(r.codeText(n))
	if !ok {
		return nil
	}
	at := r.at(r.offset(n))
	r.mathComments(at, formula.Comments(r.codeText(n)))
	return displayed(at, tex)
}

// formulaSpan reads the attributes of a span around formulas: the author's words
// for one. It reports whether they are a formula's.
func formulaSpan(inner []ast.Inline, a attrs) bool {
	n, lone := ast.Inline(nil), len(inner) == 1
	if lone {
		n = inner[0]
	}
	f, ok := n.(*ast.Formula)
	alt, given := a.keys["alt"]
	if ok && given {
		f.Alt = chars.OneLine(alt)
	}
	return ok && (given || a.has("math"))
}
