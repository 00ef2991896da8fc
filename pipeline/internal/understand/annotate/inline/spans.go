package inline

import (
	"sort"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/cores"
)

// barrier stands in a lineText for what no run of words may cross: a note
// call, an image, code, a link. It is one byte that no text contains.
const barrier = '\x00'

// lineText is a list of inlines as one string, so that words are found across
// emphasis and split texts. Offsets in text are bytes.
type lineText struct {
	text   string
	pieces []piece
}

// piece is one inline of the list and where its text stands. Only a *ast.Text
// can be cut; anything else is taken whole.
type piece struct {
	in         ast.Inline
	start, end int
}

// flatten makes a lineText of list. Inlines for which closed reports true, and
// those without words of their own, become barriers.
func flatten(list []ast.Inline, closed func(ast.Inline) bool) lineText {
	if len(list) == 1 {
		if t, ok := list[0].(*ast.Text); ok {
			return lineText{t.Value, []piece{{t, 0, len(t.Value)}}}
		}
	}
	var b strings.Builder
	pieces := make([]piece, 0, len(list))
	for _, in := range list {
		start := b.Len()
		b.WriteString(wordsOf(in, closed))
		pieces = append(pieces, piece{in, start, b.Len()})
	}
	return lineText{b.String(), pieces}
}

func wordsOf(in ast.Inline, closed func(ast.Inline) bool) string {
	if t, ok := in.(*ast.Text); ok {
		return t.Value
	}
	open := len(ast.Children(in)) > 0
	ast.Walk(in, func(n ast.Node) bool {
		if c, ok := n.(ast.Inline); ok && closed(c) {
			open = false
		}
		return open
	})
	if !open {
		return string(rune(barrier))
	}
	return ast.PlainText([]ast.Inline{in})
}

// span asks for text[start:end] of a lineText to become one inline around the
// inlines that hold it.
type span struct {
	start, end int
	around     func(at ast.At, inlines []ast.Inline) ast.Inline
}

// posAt returns the place in the source of an offset in the text.
func (l *lineText) posAt(offset int) diag.Pos {
	i := sort.Search(len(l.pieces), func(i int) bool { return l.pieces[i].end > offset })
	if i == len(l.pieces) {
		return diag.Pos{}
	}
	p := l.pieces[i]
	pos := p.in.Pos()
	if pos.Col > 0 {
		pos.Col += offset - p.start
	}
	return pos
}

// canWrap reports whether a span begins and ends at places that can be cut.
func (l *lineText) canWrap(start, end int) bool {
	return start < end && l.cuttable(start) && l.cuttable(end) && !strings.ContainsRune(l.text[start:end], barrier)
}

func (l *lineText) cuttable(offset int) bool {
	i := sort.Search(len(l.pieces), func(i int) bool { return l.pieces[i].end > offset })
	if i == len(l.pieces) || l.pieces[i].start == offset {
		return true
	}
	_, isText := l.pieces[i].in.(*ast.Text)
	return isText
}

// wrap returns the inlines with the spans, which are in order, do not overlap
// and satisfy canWrap, put around. The visible text stays as it is.
func (l *lineText) wrap(spans []span) []ast.Inline {
	var out []ast.Inline
	c := cutter{pieces: l.pieces}
	for _, s := range spans {
		out = append(out, c.until(s.start)...)
		inner := c.until(s.end)
		out = append(out, s.around(ast.At{Src: inner[0].Pos()}, inner))
	}
	return append(out, c.until(len(l.text)+1)...)
}

// cutter hands out the inlines of a line from left to right.
type cutter struct {
	pieces []piece
	at     int // what was handed out, in bytes of the line's text
}

// until returns the inlines between the last end and this one, cutting a text
// that crosses it. An inline without text goes with what stands before it.
func (c *cutter) until(end int) []ast.Inline {
	var out []ast.Inline
	for len(c.pieces) > 0 {
		p := c.pieces[0]
		t, isText := p.in.(*ast.Text)
		switch {
		case p.end <= end && p.start >= c.at:
			out = append(out, p.in)
		case p.start >= end:
			return out
		case isText:
			stop := min(p.end, end)
			if from := max(p.start, c.at); from < stop {
				out = append(out, cut(t, from-p.start, stop-p.start))
			}
			if p.end > end {
				c.at = end
				return out
			}
		}
		c.at = max(c.at, p.end)
		c.pieces = c.pieces[1:]
	}
	return out
}

// cut returns t.Value[from:to] as a text of its own with its own place.
func cut(t *ast.Text, from, to int) *ast.Text {
	at := t.At
	if at.Src.Col > 0 {
		at.Src.Col += from
	}
	return &ast.Text{At: at, Value: t.Value[from:to]}
}

// eachLine calls f with every list of inlines that belongs to a block of the
// document, notes included, in order; heading tells titles of sections.
func eachLine(doc *ast.Document, f lineReader) {
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			f(&n.Title, true)
		case *ast.Paragraph:
			f(&n.Inlines, false)
		case *ast.DefItem:
			f(&n.Term, false)
		case *ast.Table:
			f(&n.Caption, false)
		case *ast.Figure:
			f(&n.Caption, false)
		}
		_, inline := n.(ast.Inline)
		return !inline
	})
}

// lineReader works on a list of inlines of a block; heading tells titles of sections.
type lineReader func(list *[]ast.Inline, heading bool)

// leastLists is how many lists of inlines are worth a further core.
const leastLists = 1024

// shareLines reads every list as eachLine does, parts of the document at the same time,
// each by a reader of its own. What the readers log comes in the order of the document.
func shareLines(doc *ast.Document, log *diag.Log, reader func(*diag.Log) lineReader) {
	type line struct {
		list    *[]ast.Inline
		heading bool
	}
	var lines []line
	eachLine(doc, func(list *[]ast.Inline, heading bool) { lines = append(lines, line{list, heading}) })
	logs := make([]diag.Log, cores.Parts(len(lines), leastLists))
	cores.Share(len(lines), len(logs), func(part, from, to int) {
		read := reader(&logs[part])
		for _, l := range lines[from:to] {
			read(l.list, l.heading)
		}
	})
	for i := range logs {
		for _, d := range logs[i].All() {
			log.Add(d)
		}
	}
}

// overlaps reports whether any inline of a kind holds text of the range.
func (l *lineText) overlaps(start, end int, kind func(ast.Inline) bool) bool {
	for _, p := range l.within(start, end) {
		found := false
		ast.Walk(p.in, func(n ast.Node) bool {
			in, ok := n.(ast.Inline)
			found = found || ok && kind(in)
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// within returns the pieces that hold text of the range.
func (l *lineText) within(start, end int) []piece {
	from := sort.Search(len(l.pieces), func(i int) bool { return l.pieces[i].end > start })
	to := from
	for to < len(l.pieces) && l.pieces[to].start < end {
		to++
	}
	return l.pieces[from:to]
}

// glued reports whether a word at either end of a range goes on in an inline
// beside it that is a barrier, such as a link: then the range ends inside a word.
func (l *lineText) glued(start, end int) bool {
	inside := l.text[start:end]
	i := sort.Search(len(l.pieces), func(i int) bool { return l.pieces[i].start >= end })
	if i < len(l.pieces) && l.pieces[i].start == end && wordGoesOn(inside, ast.PlainText([]ast.Inline{l.pieces[i].in})) {
		return true
	}
	i = sort.Search(len(l.pieces), func(i int) bool { return l.pieces[i].end >= start })
	return i < len(l.pieces) && l.pieces[i].end == start && wordGoesOn(ast.PlainText([]ast.Inline{l.pieces[i].in}), inside)
}

// wordGoesOn reports whether a ends and b begins in the same word.
func wordGoesOn(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	return chars.IsWord(last) && chars.IsWord(first)
}

// parts cuts a range at its barriers and gives the parts that can be wrapped,
// without blanks and commas at their ends.
func (l *lineText) parts(start, end int) [][2]int {
	var out [][2]int
	for start < end {
		stop := start
		for stop < end && l.text[stop] != barrier {
			stop++
		}
		a, b := start, stop
		for a < b && (l.text[a] == ' ' || l.text[a] == ',') {
			a++
		}
		for b > a && (l.text[b-1] == ' ' || l.text[b-1] == ',') {
			b--
		}
		if l.canWrap(a, b) {
			out = append(out, [2]int{a, b})
		}
		start = stop + 1
	}
	return out
}

// plain is text for a message: barriers are left out.
func plain(text string) string { return strings.ReplaceAll(text, string(rune(barrier)), "") }
