package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
)

// A coded number is one behind a word or a letter that say what is counted: "Step 3.",
// "F12.". Many things look so, names of rooms and sheets of paper too, so that only a
// series of them is one of numbers.

// maxCode is the longest word before a coded number, in bytes.
const maxCode = 12

// leastCoded is how many coded numbers in a row prove that they count.
const leastCoded = 3

// readCode reads a coded number with a stop or bracket behind it, with its text or
// alone; the word before it becomes a part of the series.
func readCode(text string) (ordinal, bool) { return readCoded(text, ".)") }

// readCoded reads a coded number with one of the given signs behind it, or with a dash
// between spaces where a dash is one of them. A word in capitals may stand apart from its
// number only where a colon or dash may follow.
func readCoded(text, delims string) (ordinal, bool) {
	at := strings.IndexFunc(text[:min(len(text), maxCode+1)], notLetter)
	if at <= 0 || !unicode.IsUpper(firstRune(text[:1])) {
		return ordinal{}, false
	}
	code := text[:at]
	body := strings.TrimLeft(text[at:], " ")
	titles := strings.Contains(delims, dashDelim)
	if spaced := len(body) < len(text)-at; spaced != (at > 1 && !allCaps(code)) && !(spaced && titles) || labels[strings.ToLower(code)] != nil {
		return ordinal{}, false
	}
	o, ok := parseDecimal(body)
	rest := body[len(o.raw):]
	end := 1
	if dash := dashEnd(rest); dash > 0 && titles {
		end = dash
	} else if titles && strings.HasPrefix(rest, " : ") {
		end = len(" :") // as French sets a colon
	} else if !ok || rest == "" || !strings.Contains(delims, rest[:1]) {
		return ordinal{}, false
	}
	if !ok || o.depth() > 1 {
		return ordinal{}, false
	}
	o.code, o.delim, o.style = code, strings.TrimSpace(rest[:end]), ast.Decimal
	o.raw = text[:len(text)-len(rest)+end]
	o.rest = strings.TrimLeftFunc(rest[end:], unicode.IsSpace)
	o.sep = rest[end : len(rest)-len(o.rest)]
	return o, o.rest == "" || o.sep != ""
}

// codedSeries gives the blocks of prose their coded numbers that count up in a row of
// three at least, and titles with text between, as those of an agenda: "TOP 1: Budget".
// Captions are found by other signs.
func (s *state) codedSeries() {
	s.codedRows(0, func(i int) (ordinal, bool) {
		o, ok := readCode(s.blocks[i].text)
		return o, ok && !titleish(o.rest)
	})
	s.codedRows(1, func(i int) (ordinal, bool) {
		o, ok := readCoded(s.blocks[i].text, ".):"+dashDelim)
		return o, ok && titleish(o.rest) && i >= s.front && i+1 < len(s.blocks)
	})
}

// codedRows gives the blocks the coded numbers that are read of them where they count up in
// a row, with so many blocks between at least.
func (s *state) codedRows(between int, read func(i int) (ordinal, bool)) {
	rows := map[series][]int{}
	for i, b := range s.blocks {
		o, ok := read(i)
		if !ok || o.rest == "" || b.role != roleText || b.ord.style != "" || isCaption(b.text) || !b.calledFrom(len(o.raw)) {
			continue
		}
		b.ord = o
		k := o.series()
		if n := len(rows[k]); n > 0 && (o.value() != s.blocks[rows[k][n-1]].ord.value()+1 || i <= rows[k][n-1]+between) {
			s.forget(rows[k])
			rows[k] = nil
		}
		rows[k] = append(rows[k], i)
	}
	for _, row := range rows {
		s.forget(row)
	}
}

// forget takes the numbers back of a row that is too short to count.
func (s *state) forget(row []int) {
	if len(row) < leastCoded {
		for _, i := range row {
			s.blocks[i].ord = ordinal{}
		}
	}
}
