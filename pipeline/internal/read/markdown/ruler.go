package markdown

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// ruler finds the columns of a line as a screen with letters of one width shows
// it: wide letters take two columns (Unicode Standard Annex 11), marks none.
type ruler struct {
	line []byte
	// starts are the offsets of the columns' letters; nil where every letter is
	// one byte and one column. A letter of two columns stands there twice.
	starts []int
}

func newRuler(line []byte) ruler {
	for _, c := range line {
		if c >= utf8.RuneSelf {
			return ruler{line, columnStarts(line)}
		}
	}
	return ruler{line: line}
}

func columnStarts(line []byte) []int {
	starts := make([]int, 0, len(line))
	for i := 0; i < len(line); {
		c, size := utf8.DecodeRune(line[i:])
		for range columnsOf(c) {
			starts = append(starts, i)
		}
		i += size
	}
	return starts
}

func columnsOf(c rune) int {
	switch {
	case c < 0x300:
		return 1
	case unicode.In(c, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(c).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// offset is where a column begins in the line; the line's length behind its end.
func (u ruler) offset(col int) int {
	switch {
	case col <= 0:
		return 0
	case u.starts == nil:
		return min(col, len(u.line))
	case col < len(u.starts):
		return u.starts[col]
	}
	return len(u.line)
}

// sign is the byte at which a column begins; a space behind the line's end.
func (u ruler) sign(col int) byte {
	if i := u.offset(col); i < len(u.line) && u.line[i] != '\n' {
		return u.line[i]
	}
	return ' '
}

// size counts the columns.
func (u ruler) size() int {
	if u.starts == nil {
		return len(u.line)
	}
	return len(u.starts)
}

// cut gives the text between two columns; to < 0 stands for the line's end.
func (u ruler) cut(from, to int) []byte {
	if to < 0 {
		return u.line[u.offset(from):]
	}
	return u.line[u.offset(from):max(u.offset(to), u.offset(from))]
}
