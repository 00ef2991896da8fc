package markdown

import (
	"bytes"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

// programLines are lines of their own that say something to another program: an
// extension of kramdown, {::options toc_levels="2" /}, {::nomarkdown}, {:/}
// (kramdown's syntax, "Extensions"), or a template on several lines,
// {% include video.html
//
//	id="a" %}.
type programLines struct {
	gast.BaseBlock
	// stop is where the last line ends; end is what that line holds, nil where it is the
	// first.
	stop int
	end  *pattern.Pattern
	// kramdown tells an extension from a template.
	kramdown bool
}

var kindProgramLines = gast.NewNodeKind("OctavoProgramLines")

func (*programLines) Kind() gast.NodeKind             { return kindProgramLines }
func (n *programLines) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }
func (*programLines) IsRaw() bool                     { return true }

var (
	kramdownLine    = pattern.Of(`^\{:(?::[A-Za-z]\w*(?:[ \t][^{}\n]*)?/?|/[A-Za-z]*)\}[ \t]*\n?$`)
	kramdownComment = pattern.Of(`^\{::comment(?:[ \t][^{}\n]*)?\}`)
	kramdownEnd     = pattern.Of(`\{:/(?:comment)?\}[ \t]*\n?$`)
	// kramdownTakes takes in what another file holds.
	kramdownTakes = pattern.Of(`^\s*\{::(?:include|boilerplate)\b`)
	templateEnd   = pattern.Of(`(?:%\}|\}\})[ \t]*\n?$`)
)

// programLineParser finds such lines.
type programLineParser struct{}

func (programLineParser) Trigger() []byte { return []byte{'{'} }

func (programLineParser) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	n := &programLines{stop: segment.Stop, kramdown: true}
	switch line := line[pos:]; {
	case kramdownComment.Match(line):
		n.end = kramdownEnd
	case kramdownLine.Match(line):
	case bytes.HasPrefix(line, []byte("{%")) && !bytes.Contains(line, []byte("%}")),
		(bytes.HasPrefix(line, []byte("{{<")) || bytes.HasPrefix(line, []byte("{{%"))) && !bytes.Contains(line, []byte("}}")):
		n.kramdown, n.end = false, templateEnd
	default:
		return nil, parser.NoChildren
	}
	if n.end != nil {
		length := endsWithin(r.Source()[segment.Start:], n.end)
		if length < 0 {
			return nil, parser.NoChildren
		}
		n.stop = segment.Start + length
	}
	n.Lines().Append(segment.WithStart(segment.Start + pos - segment.Padding))
	r.AdvanceToEOL()
	return n, parser.NoChildren
}

// endsWithin is where the first line ends that closes so, within the length of a tag; -1
// for none. A template holds no empty line.
func endsWithin(source []byte, end *pattern.Pattern) int {
	for at := 0; at < min(len(source), maxTag); {
		n := bytes.IndexByte(source[at:], '\n') + 1
		if n == 0 {
			n = len(source) - at
		}
		line := source[at : at+n]
		if end.Match(line) {
			return at + n
		}
		if end == templateEnd && len(bytes.TrimSpace(line)) == 0 {
			return -1
		}
		at += n
	}
	return -1
}

func (programLineParser) Continue(node gast.Node, r text.Reader, _ parser.Context) parser.State {
	n := node.(*programLines)
	line, segment := r.PeekLine()
	if segment.Start >= n.stop || line == nil {
		return parser.Close
	}
	n.Lines().Append(segment)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (programLineParser) Close(gast.Node, text.Reader, parser.Context) {}
func (programLineParser) CanInterruptParagraph() bool                  { return true }
func (programLineParser) CanAcceptIndentedLine() bool                  { return false }

// leaveLines leaves such lines out, but for a picture that they show.
func (r *reader) leaveLines(out []ast.Block, n *programLines) []ast.Block {
	raw, at := r.codeText(n), r.offset(n)
	switch {
	case !n.kramdown:
		raw = chars.OneLine(raw)
		if f := r.figureOf(raw, at); f != nil {
			return append(out, f)
		}
		r.loseTemplate(raw, at)
	case n.end != nil:
		r.drop(diag.Info, CodeComment, r.pos(at), raw, "a comment was left out")
	case kramdownTakes.MatchString(raw):
		r.loseTemplate(chars.OneLine(raw), at)
	default:
		r.drop(diag.Info, CodeCommand, r.pos(at), raw, "a line for another program was left out: "+chars.OneLine(raw))
	}
	return out
}

// soleTemplate is a template that has its line for itself and parts what stands around
// it, as what Jekyll or Hugo puts in its place does.
type soleTemplate struct{ programLineParser }

// soleTemplates are one of Liquid, one of Hugo whose words are Markdown ({{% %}}), and one
// that shows a picture; {{< >}} stands in running text as well.
var soleTemplates = pattern.Of(`^(?:\{%[^%{}\n]*%\}|\{\{%[^%{}\n]*%\}\}|\{\{<\s*(?:figure|img|image)\s[^{}\n]*>\}\})[ \t]*\n?$`)

func (soleTemplate) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || len(line) > maxTag || !soleTemplates.Match(line[pos:]) {
		return nil, parser.NoChildren
	}
	n := &programLines{stop: segment.Stop}
	n.Lines().Append(segment.WithStart(segment.Start + pos - segment.Padding))
	r.AdvanceToEOL()
	return n, parser.NoChildren
}

// templateName is the name of a template, with that of the file where it takes one in.
var templateName = pattern.Of(`^\{[{%]-?[<%]?\s*(/?\s*(?:include\w*|render|partial\w*)\s+["']?[\w./-]+|/?\s*[\w./-]+)`)

// loseTemplate leaves a template out: one finding tells of all of a name, and the end of
// a block is told of with its beginning.
func (r *reader) loseTemplate(raw string, offset int) {
	name := raw
	if m := templateName.FindStringSubmatch(raw); m != nil {
		name = chars.OneLine(m[1])
	}
	if strings.HasPrefix(name, "/") || strings.HasPrefix(raw, "{%") && strings.HasPrefix(name, "end") {
		r.drop(diag.Info, CodeTemplate, r.pos(offset), raw, "the end of another program's block was left out: "+chars.Excerpt(raw))
		return
	}
	r.losses.Add("template "+name, diag.Diagnostic{Code: CodeTemplate, Pos: r.pos(offset), Rule: "markdown", Dropped: raw,
		Message: strconv.Quote(chars.Excerpt(raw)) + " is filled in by another program and was left out"})
}
