package markdown

import (
	"bytes"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/diag"
)

// goldmarkInlines are goldmark's own parsers of running text, held to linear time
// where what does not close would make each sign look through the rest of its
// block.
func goldmarkInlines() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(closingCode{parser.NewCodeSpanParser()}, 100),
		util.Prioritized(nearLinks{parser.NewLinkParser().(linkParser)}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(fewDelimiters{parser.NewEmphasisParser()}, 500),
	}
}

// closingCode looks for code only where a run of as many backticks follows.
type closingCode struct{ parser.InlineParser }

var lastRunsKey = parser.NewContextKey()

// lastRuns are the places of the last run of backticks of each length in a block.
type lastRuns struct {
	block gast.Node
	at    map[int]int
}

// Parse gives code, or the backticks as text.
func (p closingCode) Parse(parent gast.Node, r text.Reader, pc parser.Context) gast.Node {
	if parent.Lines() == nil {
		return p.InlineParser.Parse(parent, r, pc)
	}
	known, ok := pc.Get(lastRunsKey).(*lastRuns)
	if !ok || known.block != parent {
		known = &lastRuns{parent, map[int]int{}}
		for _, run := range backtickRuns(parent.Lines(), r.Source()) {
			known.at[run.stop-run.start] = run.start
		}
		pc.Set(lastRunsKey, known)
	}
	line, segment := r.PeekLine()
	n := len(line) - len(bytes.TrimLeft(line, "`"))
	if known.at[n] <= segment.Start {
		r.Advance(n)
		return gast.NewTextSegment(segment.WithStop(segment.Start + n))
	}
	return p.InlineParser.Parse(parent, r, pc)
}

// linkParser is goldmark's parser of links.
type linkParser interface {
	parser.InlineParser
	parser.CloseBlocker
}

// nearLinks parses links whose address ends.
type nearLinks struct{ linkParser }

// Parse gives a link, or nil.
func (p nearLinks) Parse(parent gast.Node, r text.Reader, pc parser.Context) gast.Node {
	line, _ := r.PeekLine()
	if line[0] != ']' {
		return p.linkParser.Parse(parent, r, pc)
	}
	link := p.close(parent, r, line, pc)
	if count, ok := pc.Get(linksKey).(*linkCount); link != nil && ok && count.block == parent {
		count.n++
	} else if link != nil {
		pc.Set(linksKey, &linkCount{parent, 1})
	}
	return link
}

func (p nearLinks) close(parent gast.Node, r text.Reader, line []byte, pc parser.Context) gast.Node {
	endless := bytes.HasPrefix(line, []byte("](")) && !addressEnds(bytes.TrimLeft(line[2:], " \t"))
	return p.linkParser.Parse(parent, nearReader{r, endless}, pc)
}

// linkCount counts the links of a block.
type linkCount struct {
	block gast.Node
	n     int
}

var linksKey = parser.NewContextKey()

// maxEmphatic is how many links of a block have signs of emphasis in their words:
// goldmark looks for the first of these through all before it.
const maxEmphatic = 1024

// crowdedLinks reports whether a block has more links than that already.
func crowdedLinks(parent gast.Node, pc parser.Context) bool {
	count, ok := pc.Get(linksKey).(*linkCount)
	return ok && count.block == parent && count.n > maxEmphatic && pc.IsInLinkLabel()
}

// maxParens is how deep brackets nest in an address; CommonMark 0.31.2, section
// 6.3, leaves the limit open, and cmark has this one.
const maxParens = 32

// addressEnds reports whether the address of a link, with which line begins, ends
// before its brackets nest too deep or another one opens.
func addressEnds(line []byte) bool {
	angled := bytes.HasPrefix(line, []byte("<"))
	open := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\':
			i++
		case angled && (c == '>' || c == '<' && i > 0):
			return c == '>'
		case angled:
		case c == '(':
			if open++; open > maxParens {
				return false
			}
		case c == ')':
			if open--; open < 0 {
				return true
			}
		case util.IsSpace(c):
			return true
		}
	}
	return !angled
}

// nearReader gives the words of a link without looking through the whole block for
// them; closed hides the bracket that opens an address.
type nearReader struct {
	text.Reader
	closed bool
}

// Peek is the next byte.
func (r nearReader) Peek() byte {
	if r.closed {
		return text.EOF
	}
	return r.Reader.Peek()
}

// maxLabel is the length in bytes from which a link's words name no address,
// the marks at the beginnings of its lines counted. A label has at most 999
// characters (CommonMark 0.31.2, section 4.7).
const maxLabel = 1 << 14

// Value gives the text of a segment, looking backwards from the reader's line.
func (r nearReader) Value(seg text.Segment) []byte {
	switch whole := r.Source()[seg.Start:max(seg.Start, seg.Stop)]; {
	case len(whole) > maxLabel:
		return whole
	case bytes.IndexByte(whole, '\n') < 0:
		return bytes.Clone(whole)
	}
	line, pos := r.Position()
	defer r.SetPosition(line, pos)
	from := line
	for ; from > 0 && r.lineAt(from).Start > seg.Start; from-- {
	}
	var out []byte
	for ; from <= line; from++ {
		s := r.lineAt(from)
		start, stop := max(s.Start, seg.Start), min(s.Stop, seg.Stop)
		out = append(out, r.Source()[start:max(start, stop)]...)
	}
	return out
}

// lineAt is the segment of a line of the block.
func (r nearReader) lineAt(line int) text.Segment {
	r.SetPosition(line, text.NewSegment(-1, -1))
	_, s := r.Position()
	return s
}

// maxDelimiters bounds the signs of emphasis that wait for their partner in one
// block: goldmark compares each with all.
const maxDelimiters = 4096

var (
	delimitersKey = parser.NewContextKey()
	crowdedKey    = parser.NewContextKey()
)

// fewDelimiters takes the signs beyond maxDelimiters for text.
type fewDelimiters struct{ parser.InlineParser }

// Parse gives a delimiter, or nil.
func (p fewDelimiters) Parse(parent gast.Node, r text.Reader, pc parser.Context) gast.Node {
	count, _ := pc.Get(delimitersKey).(int)
	if pc.LastDelimiter() == nil {
		count = 0
	}
	if count >= maxDelimiters || crowdedLinks(parent, pc) {
		if pc.Get(crowdedKey) == nil {
			_, segment := r.PeekLine()
			pc.Set(crowdedKey, segment.Start)
		}
		return nil
	}
	n := p.InlineParser.Parse(parent, r, pc)
	if n != nil {
		pc.Set(delimitersKey, count+1)
	}
	return n
}

// sayCrowded says where signs of emphasis were too many.
func (r *reader) sayCrowded(pc parser.Context) {
	if offset, ok := pc.Get(crowdedKey).(int); ok {
		r.losses.Add("emphasis", diag.Diagnostic{Code: CodeLost, Pos: r.pos(offset), Rule: "markdown",
			Hint:    "divide the paragraph by an empty line",
			Message: "a paragraph has thousands of signs of emphasis; from here on they are not read and stay text"})
	}
}

// shortReferences reads the addresses that a paragraph defines for links. goldmark
// moves all lines behind each definition, so that long lists are read in pieces.
type shortReferences struct{ parser.ParagraphTransformer }

// maxReferences is how many lines a piece has.
const maxReferences = 512

// Transform takes the definitions out of a paragraph.
func (t shortReferences) Transform(p *gast.Paragraph, r text.Reader, pc parser.Context) {
	lines := p.Lines().Sliced(0, p.Lines().Len())
	for len(lines) > maxReferences {
		n := pieceEnd(lines, r.Source())
		piece := gast.NewParagraph()
		piece.SetBlankPreviousLines(p.HasBlankPreviousLines())
		piece.Lines().AppendAll(lines[:n])
		p.Parent().InsertBefore(p.Parent(), p, piece)
		t.ParagraphTransformer.Transform(piece, r, pc)
		if piece.Parent() == nil {
			lines = lines[n:]
			continue
		}
		p.Parent().RemoveChild(p.Parent(), piece)
		lines = append(piece.Lines().Sliced(0, piece.Lines().Len()), lines[n:]...)
		break
	}
	rest := text.NewSegments()
	rest.AppendAll(lines)
	p.SetLines(rest)
	t.ParagraphTransformer.Transform(p, r, pc)
}

// pieceEnd is behind which line a piece may end: the next one begins a definition,
// and nothing is left open before it.
func pieceEnd(lines []text.Segment, source []byte) int {
	for n := maxReferences; n < len(lines); n++ {
		next, last := lines[n], lines[n-1]
		if bytes.HasPrefix(bytes.TrimLeft(next.Value(source), " "), []byte("[")) && !bytes.HasSuffix(bytes.TrimRight(last.Value(source), " \n"), []byte("]:")) {
			return n
		}
	}
	return len(lines)
}
