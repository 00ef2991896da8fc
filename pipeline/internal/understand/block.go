package understand

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// role is what a block is found to be.
type role int

const (
	roleText role = iota
	roleItem
	roleHeading
	roleTitle
	roleTable
	roleCell  // of a table whose columns are not known
	roleReady // came structured from the reader
	roleTerm
	roleMeaning // of the term above
)

// block is one or more lines joined: a paragraph until a pass finds more.
type block struct {
	lines []*line
	buf   []byte // the text while lines are joined, where it is more than a line's; finish makes text of it
	text  string
	segs  []segment
	calls []call // in order; from and to are the same offset: the marker is out of the text

	bullet string // list sign before the text
	indent int
	blank  int // empty lines above
	seam   bool

	role     role
	ord      ordinal // number at the start; style is empty where there is none
	level    int     // of a heading
	depth    int     // of an item, from 1
	repeat   bool    // a line of the title that comes back in the text, or a title that an overview of the parts gives
	numbered bool    // an item of an ordered list
	unsigned bool    // an item whose sign the source does not repeat
	named    bool    // an item without a sign below a line that announces a list
	closes   bool    // the clause behind the points of a list, with which the sentence over them ends
	runIn    int     // length of the run-in heading at the start of the text
	node     ast.Block
	// first and start are the room of lines and segs, which most blocks have one of.
	first [1]*line
	start [1]segment
	// loose is the paragraph of mark-up that the block was made of.
	loose []*ast.Paragraph
}

// claim is what the front or the end of a letter claims the block for.
func (b *block) claim() *claim {
	if len(b.lines) == 0 {
		return nil
	}
	return b.lines[0].claim
}

// segment maps an offset of a block's text to the source.
type segment struct {
	offset int
	pos    diag.Pos
}

// newBlock starts a block with a line from offset at, where its text begins.
func newBlock(l *line, sign string, at int) *block {
	cell := l.isCell()
	if cell {
		sign, at = "", 0
	}
	b := &block{bullet: sign, indent: l.indent, blank: l.blank, seam: l.seam}
	if l.block != nil {
		b.node, b.role = l.block, roleReady
		return b
	}
	switch {
	case cell:
		b.role = roleCell
	case l.term == termLine:
		b.role = roleTerm
	case l.term == meaningLine:
		b.role = roleMeaning
	}
	b.first[0] = l
	b.lines = b.first[:]
	if text := strings.TrimLeftFunc(l.text[at:], unicode.IsSpace); len(l.calls) == 0 && text != "" && unevenSpace(text) < 0 {
		pos := l.pos
		pos.Col += at
		b.start[0] = segment{0, pos}
		b.text, b.segs = text, b.start[:]
		return b
	}
	b.append(l, at, "")
	return b
}

// open makes room for a further line. The text of most blocks is that of their line and
// is not copied.
func (b *block) open() {
	if b.text != "" {
		b.buf, b.text = append(make([]byte, 0, 2*len(b.text)+256), b.text...), ""
	}
}

// add joins a further line with the separator sep between.
func (b *block) add(l *line, sep string) {
	b.lines = append(b.lines, l)
	b.append(l, 0, sep)
}

// finish ends the joining. A list sign for which no text came is text itself.
func (b *block) finish() {
	if b.text == "" {
		b.trimEnd()
		b.text, b.buf = string(b.buf), nil
	}
	if b.text == "" && len(b.calls) == 0 {
		b.text, b.bullet = b.bullet, ""
	}
}

// append adds the line's text from offset at, before which no call may stand;
// calls leave the text.
func (b *block) append(l *line, at int, sep string) {
	if callAtStart(l) || len(b.buf) == 0 {
		sep = ""
	}
	b.buf = append(b.buf, sep...)
	for _, c := range l.calls {
		b.piece(l, at, max(at, c.from))
		at = afterCall(l.text, c)
		if rest := l.text[at:]; len(strings.TrimLeftFunc(rest, unicode.IsSpace)) < len(rest) {
			b.trimEnd() // a call between two spaces follows the word before
		}
		c.from, c.to = len(b.buf), len(b.buf)
		b.calls = append(b.calls, c)
	}
	b.piece(l, at, len(l.text))
}

// trimEnd takes the white space off the end of the text.
func (b *block) trimEnd() {
	b.buf = bytes.TrimRightFunc(b.buf, unicode.IsSpace)
	for i := len(b.calls) - 1; i >= 0 && b.calls[i].from > len(b.buf); i-- {
		b.calls[i].from = len(b.buf)
	}
	for i := len(b.segs) - 1; i >= 0 && b.segs[i].offset > len(b.buf); i-- {
		b.segs[i].offset = len(b.buf)
	}
}

// piece writes a part of a line with single spaces and notes where it is from.
func (b *block) piece(l *line, from, to int) {
	pos := l.pos
	pos.Col += from
	b.segs = append(b.segs, segment{len(b.buf), pos})
	text := l.text[from:to]
	if len(b.buf) == 0 {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
	}
	b.buf = appendSpaced(b.buf, text)
}

// appendSpaced appends text with every run of white space as one space. A no-break
// space that stands alone is kept as it is.
func appendSpaced(buf []byte, text string) []byte {
	for text != "" {
		at := unevenSpace(text)
		if at < 0 {
			return append(buf, text...)
		}
		rest := strings.TrimLeftFunc(text[at:], unicode.IsSpace)
		space := text[at : len(text)-len(rest)]
		if space != "\u00A0" && space != "\u202F" {
			space = " "
		}
		buf, text = append(append(buf, text[:at]...), space...), rest
	}
	return buf
}

// unevenSpace is where white space begins in text that may be more than one plain
// space; -1 is nowhere.
func unevenSpace(text string) int {
	for i := 0; i < len(text); i++ {
		if isInk(text[i]) {
			continue
		}
		if text[i] == ' ' && i+1 < len(text) && isInk(text[i+1]) {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) && (r != ' ' || i+1 == len(text) || text[i+1] <= ' ' || text[i+1] >= utf8.RuneSelf) {
			return i
		}
		i += n - 1
	}
	return -1
}

// isInk reports whether a byte is a character of ASCII and neither a space nor a control.
func isInk(b byte) bool { return b > ' ' && b < utf8.RuneSelf }

// afterCall is where the text goes on behind a call: a space before a stop was
// there only to set the call apart.
func afterCall(text string, c call) int {
	rest := strings.TrimLeftFunc(text[c.to:], unicode.IsSpace)
	if rest != "" && strings.ContainsRune(".,;:)", rune(rest[0])) {
		return len(text) - len(rest)
	}
	return c.to
}

// cut removes the first n bytes of the text, which is marked as marker.
func (b *block) cut(n int) {
	b.text = b.text[n:]
	for i := range b.segs {
		b.segs[i].offset = max(0, b.segs[i].offset-n)
	}
	if len(b.segs) > 0 {
		b.segs[0].pos.Col += n
	}
	for i := range b.calls {
		b.calls[i].from = max(0, b.calls[i].from-n)
	}
}

// pos is where the block begins.
func (b *block) pos() diag.Pos {
	if len(b.segs) > 0 {
		return b.segs[0].pos
	}
	if b.node != nil {
		return b.node.Pos()
	}
	return diag.Pos{}
}

// dropBlocks leaves the blocks [from, to) out that can be furniture, and returns
// how many these were.
func (s *state) dropBlocks(from, to int, d decision) int {
	before := len(s.blocks)
	s.dropWhere(d, func(i int, _ *block) bool { return i >= from && i < to })
	return before - len(s.blocks)
}

// dropWhere leaves all lines out of the blocks that are picked, those excepted
// that came structured, call a note, which no furniture does, or hold a cell.
func (s *state) dropWhere(d decision, pick func(i int, b *block) bool) {
	isCell := func(l *line) bool { return s.cells[s.keyAt(l.pos)] }
	s.remove(func(i int, b *block) bool {
		if b.node != nil || len(b.calls) > 0 || !pick(i, b) || slices.ContainsFunc(b.lines, isCell) {
			return false
		}
		for _, l := range b.lines {
			s.drop(l, d)
		}
		return true
	})
}

// remove takes the blocks that are picked out of the blocks, of the front and
// of the chains.
func (s *state) remove(pick func(i int, b *block) bool) {
	at := make([]int, len(s.blocks))
	kept := s.blocks[:0]
	front := 0
	for i, b := range s.blocks {
		at[i] = len(kept)
		if pick(i, b) {
			at[i] = -1
			continue
		}
		kept = append(kept, b)
		if i < s.front {
			front++
		}
	}
	s.blocks, s.front = kept, front
	for _, c := range s.chains {
		c.move(at)
	}
	s.chains = slices.DeleteFunc(s.chains, func(c *chain) bool { return len(c.members) == 0 })
}

// posAt is where the text at an offset stands in the source.
func (b *block) posAt(offset int) diag.Pos {
	i := sort.Search(len(b.segs), func(i int) bool { return b.segs[i].offset > offset }) - 1
	if i < 0 {
		return b.pos()
	}
	pos := b.segs[i].pos
	pos.Col += offset - b.segs[i].offset
	return pos
}
