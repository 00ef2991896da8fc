package markdown

import (
	"strings"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markup"
	chars "octavo/pipeline/internal/text"
)

// pairParser finds text between two of a sign on each side: ~~struck~~ (GitHub
// Flavored Markdown 0.29, 6.5), ==marked== (pandoc's extension mark), ^^put in^^
// (PyMdown's extension Caret) and ++put in++ (markdown-it's plugin ins). One tilde
// is a subscript's and three are a fence's.
type pairParser struct{}

func (pairParser) Trigger() []byte { return []byte{'~', '=', '^', '+'} }

func (pairParser) Parse(_ gast.Node, r text.Reader, pc parser.Context) gast.Node {
	before := r.PrecendingCharacter()
	line, segment := r.PeekLine()
	sign := line[0]
	if before == rune(sign) { // inside a run, which is read once
		return nil
	}
	d := parser.ScanDelimiter(line, before, 2, pairs{sign})
	if d == nil || d.OriginalLength != 2 {
		return nil
	}
	if sign == '+' && !aroundWords(d, before, line[2:]) {
		return nil
	}
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	r.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

// aroundWords lets two plus signs open and close only around whole words: C++ is a
// language, and so is C++20. It reports whether they do either.
func aroundWords(d *parser.Delimiter, before rune, after []byte) bool {
	next, _ := utf8.DecodeRune(after)
	d.CanOpen = d.CanOpen && !chars.IsWord(before)
	d.CanClose = d.CanClose && !chars.IsWord(next)
	return d.CanOpen || d.CanClose
}

// pairs tells goldmark how the signs pair.
type pairs struct{ sign byte }

func (p pairs) IsDelimiter(b byte) bool { return b == p.sign }
func (pairs) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (p pairs) OnMatch(int) gast.Node { return &pairNode{kind: pairKinds[p.sign]} }

var pairKinds = map[byte]ast.MarkKind{'~': ast.Deleted, '=': ast.Highlighted, '^': ast.Inserted, '+': ast.Inserted}

// pairNode is what stands between two pairs of signs.
type pairNode struct {
	gast.BaseInline
	kind ast.MarkKind
}

var kindPair = gast.NewNodeKind("OctavoPair")

func (*pairNode) Kind() gast.NodeKind             { return kindPair }
func (n *pairNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// openMark is a tag that marks the blocks from start on, in what its parent
// holds.
type openMark struct {
	parent gast.Node
	kind   ast.MarkKind
	start  int
	raw    string
	at     ast.At
}

// markTag reads a block that is nothing but a tag of a mark, <del> or </ins>: it
// marks the blocks of out that stand between two such tags.
func (r *reader) markTag(n gast.Node, raw string, at ast.At, out []ast.Block) bool {
	raw = strings.TrimSpace(raw)
	name, kind := tagName(raw)
	mark := ast.MarkOfTag(name)
	if mark == "" || strings.Count(raw, "<") != 1 || !strings.HasSuffix(raw, ">") {
		return false
	}
	last := len(r.marks) - 1
	switch {
	case kind == html.StartTagToken:
		r.marks = append(r.marks, openMark{n.Parent(), mark, len(out), raw, at})
		return true
	case kind != html.EndTagToken || last < 0 || r.marks[last].kind != mark || r.marks[last].parent != n.Parent():
		return false
	}
	markup.MarkBlocks(out[r.marks[last].start:], mark, r.log)
	r.drop(diag.Info, CodeHTML, r.marks[last].at.Src, r.marks[last].raw+raw, "HTML was read as what it marks up")
	r.marks = r.marks[:last]
	return true
}

// unclosedMarks says which tags mark nothing, because no tag closes them.
func (r *reader) unclosedMarks() {
	for _, m := range r.marks {
		r.drop(diag.Warning, CodeHTML, m.at.Src, m.raw, "the tag "+m.raw+" was left out: nothing closes it")
	}
}
