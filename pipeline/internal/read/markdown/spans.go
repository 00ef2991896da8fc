package markdown

import (
	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
)

// spanNode is a bracketed span: [inlines]{attributes}; or a note in the text,
// ^[inlines].
type spanNode struct {
	gast.BaseInline
	attrs  attrs
	offset int
	note   bool
	// own is the identifier, once it is known to be the only one of its name: a
	// picture's description is read twice.
	own *string
}

var kindSpan = gast.NewNodeKind("OctavoSpan")

func (*spanNode) Kind() gast.NodeKind             { return kindSpan }
func (n *spanNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// spanOpener marks where a span begins until its bracket closes.
type spanOpener struct {
	gast.BaseInline
	offset, close int
	attrs         attrs
	length        int // of the attributes
	note          bool
	// inNote tells that it is a note or stands in one.
	inNote bool
	// bottom is the last emphasis mark before the bracket, nil for none.
	bottom gast.Node
	prev   *spanOpener
	depth  int // how many are open with it
}

var kindSpanOpener = gast.NewNodeKind("OctavoSpanOpener")

func (*spanOpener) Kind() gast.NodeKind             { return kindSpanOpener }
func (n *spanOpener) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

var (
	openSpanKey = parser.NewContextKey()
	bracketsKey = parser.NewContextKey()
)

// spanParser finds bracketed spans. At an opening bracket it looks up where
// the bracket closes, and whether attributes follow there; only then it is a
// span, so links and plain brackets are left to goldmark.
type spanParser struct{}

func (spanParser) Trigger() []byte { return []byte{'[', ']', '^'} }

func (p spanParser) Parse(parent gast.Node, r text.Reader, pc parser.Context) gast.Node {
	line, segment := r.PeekLine()
	switch {
	case line[0] == '[':
		return p.open(parent, r, pc, segment.Start)
	case line[0] == '^' && len(line) > 1 && line[1] == '[':
		return p.openNote(parent, r, pc, segment.Start)
	case line[0] == '^':
		return nil
	}
	top := openSpan(pc, segment.Start)
	if top == nil || top.close != segment.Start {
		return nil
	}
	pc.Set(openSpanKey, top.prev)
	return p.close(parent, r, pc, top)
}

func (spanParser) open(parent gast.Node, r text.Reader, pc parser.Context, start int) gast.Node {
	end, ok := bracketsOf(parent, r.Source(), pc).pairs[start]
	if !ok {
		return nil
	}
	a, n := parseAttrs(r.Source()[end+1:])
	if n == 0 {
		return nil
	}
	return push(&spanOpener{offset: start, close: end, attrs: a, length: n}, r, pc)
}

// openNote opens a note in the text. Notes hold no others.
func (spanParser) openNote(parent gast.Node, r text.Reader, pc parser.Context, start int) gast.Node {
	end, ok := bracketsOf(parent, r.Source(), pc).pairs[start+1]
	if around := openSpan(pc, start); !ok || end == start+2 || around != nil && around.inNote {
		return nil
	}
	return push(&spanOpener{offset: start, close: end, note: true}, r, pc)
}

// openSpan gives the innermost span that is open at a place; the bracket of one
// that is open still before it was in code or a tag.
func openSpan(pc parser.Context, at int) *spanOpener {
	top, _ := pc.Get(openSpanKey).(*spanOpener)
	for top != nil && top.close < at {
		top = top.prev
	}
	return top
}

// mark is what opens the span.
func (n *spanOpener) mark() string {
	if n.note {
		return "^["
	}
	return "["
}

// mostOpen is how many spans may be open at once. Those that mean something are held to
// ast.MaxNesting later; what is made of all of them takes time by the square of their depth.
const mostOpen = 10 * ast.MaxNesting

// push opens a span; it panics with tooNested.
func push(opener *spanOpener, r text.Reader, pc parser.Context) gast.Node {
	opener.prev = openSpan(pc, opener.offset)
	if opener.prev != nil {
		opener.depth = opener.prev.depth + 1
	}
	if opener.depth >= mostOpen {
		panic(tooNested{opener.offset})
	}
	opener.inNote = opener.note || opener.prev != nil && opener.prev.inNote
	if d := pc.LastDelimiter(); d != nil {
		opener.bottom = d
	}
	pc.Set(openSpanKey, opener)
	r.Advance(len(opener.mark()))
	return opener
}

// close gathers what stands since the opener into a span.
func (spanParser) close(parent gast.Node, r text.Reader, pc parser.Context, opener *spanOpener) gast.Node {
	parser.ProcessDelimiters(opener.bottom, pc)
	s := &spanNode{attrs: opener.attrs, offset: opener.offset, note: opener.note}
	for c := opener.NextSibling(); c != nil; {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		s.AppendChild(s, c)
		c = next
	}
	parent.RemoveChild(parent, opener)
	r.Advance(1 + opener.length)
	return s
}

// brackets holds the pairs of square brackets of one block, by offset.
type brackets struct {
	block gast.Node
	pairs map[int]int
}

// bracketsOf pairs a block's brackets, once for each block: looking ahead
// from every bracket anew would take quadratic time on hostile lines.
func bracketsOf(block gast.Node, source []byte, pc parser.Context) *brackets {
	if b, ok := pc.Get(bracketsKey).(*brackets); ok && b.block == block {
		return b
	}
	b := &brackets{block: block, pairs: map[int]int{}}
	pc.Set(bracketsKey, b)
	pc.Set(openSpanKey, (*spanOpener)(nil))
	code := codeSpans(block.Lines(), source)
	math := formulasOf(block, source, pc).list
	var open []int
	eachByte(block.Lines(), source, func(i int, c byte, escaped bool) {
		switch {
		case escaped || code.covers(i) || math.covers(i):
		case c == '[':
			open = append(open, i)
		case c == ']' && len(open) > 0:
			b.pairs[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	})
	return b
}

func eachByte(lines *text.Segments, source []byte, f func(i int, c byte, escaped bool)) {
	escaped := false
	for k := range lines.Len() {
		seg := lines.At(k)
		for i := seg.Start; i < seg.Stop; i++ {
			f(i, source[i], escaped)
			escaped = !escaped && source[i] == '\\'
		}
	}
}

// ranges are spans of source offsets, in order.
type ranges struct {
	list [][2]int
	next int
}

// covers reports whether i is in a range; i must not fall between calls.
func (r *ranges) covers(i int) bool {
	for r.next < len(r.list) && r.list[r.next][1] <= i {
		r.next++
	}
	return r.next < len(r.list) && r.list[r.next][0] <= i
}

// codeSpans finds the code spans of a block: a run of backticks up to the next
// run of the same length (CommonMark 0.31.2, section 6.1). A backslash hides
// the first backtick of a run that would open one, not of one that closes.
func codeSpans(lines *text.Segments, source []byte) *ranges {
	runs := backtickRuns(lines, source)
	byLength := map[int][]int{}
	for i, r := range runs {
		byLength[r.stop-r.start] = append(byLength[r.stop-r.start], i)
	}
	out := &ranges{}
	for i := 0; i < len(runs); i++ {
		r := runs[i]
		if r.escaped {
			r.start++
		}
		same := byLength[r.stop-r.start]
		for len(same) > 0 && same[0] <= i {
			same = same[1:]
		}
		byLength[r.stop-r.start] = same
		if r.start < r.stop && len(same) > 0 {
			i = same[0]
			out.list = append(out.list, [2]int{r.start, runs[i].stop})
		}
	}
	return out
}

// run is a run of backticks; escaped tells that an odd number of backslashes
// stands before it.
type run struct {
	start, stop int
	escaped     bool
}

func backtickRuns(lines *text.Segments, source []byte) []run {
	var runs []run
	escaped := false
	eachByte(lines, source, func(i int, c byte, _ bool) {
		if c != '`' {
			escaped = c == '\\' && !escaped
			return
		}
		if n := len(runs); n > 0 && runs[n-1].stop == i {
			runs[n-1].stop++
			return
		}
		runs = append(runs, run{i, i + 1, escaped})
		escaped = false
	})
	return runs
}

// scriptNode is ^superscript^ or ~subscript~.
type scriptNode struct {
	gast.BaseInline
	mark   byte
	text   string
	offset int
}

var kindScript = gast.NewNodeKind("OctavoScript")

func (*scriptNode) Kind() gast.NodeKind             { return kindScript }
func (n *scriptNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// maxScript is the length in bytes up to which a mark looks for its partner.
const maxScript = 100

// scriptParser finds superscripts and subscripts without spaces inside.
type scriptParser struct{}

func (scriptParser) Trigger() []byte { return []byte{'^', '~'} }

func (scriptParser) Parse(_ gast.Node, r text.Reader, _ parser.Context) gast.Node {
	line, segment := r.PeekLine()
	mark := line[0]
	for i := 1; i < len(line) && i < maxScript; i++ {
		switch c := line[i]; {
		case c == mark:
			if i == 1 || mark == '~' && i+1 < len(line) && line[i+1] == '~' {
				return nil
			}
			r.Advance(i + 1)
			return &scriptNode{mark: mark, text: string(line[1:i]), offset: segment.Start}
		case c <= ' ' || c == '\\' || c == '[' || c == ']' || c == '`' || c == '<' || c == '*' || c == '_' || c == '&':
			return nil
		}
	}
	return nil
}
