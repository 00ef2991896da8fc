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
func readCode(text string) (ordinal, bool) {
	at := strings.IndexFunc(text[:min(len(text), maxCode+1)], notLetter)
	if at <= 0 || !unicode.IsUpper(firstRune(text[:1])) {
		return ordinal{}, false
	}
	code := text[:at]
	body := strings.TrimLeft(text[at:], " ")
	if spaced := len(body) < len(text)-at; spaced != (at > 1 && !allCaps(code)) || labels[strings.ToLower(code)] != nil {
		return ordinal{}, false
	}
	o, ok := parseDecimal(body)
	rest := body[len(o.raw):]
	if !ok || o.depth() > 1 || rest == "" || rest[0] != '.' && rest[0] != ')' {
		return ordinal{}, false
	}
	o.code, o.delim, o.style = code, rest[:1], ast.Decimal
	o.raw = text[:len(text)-len(rest)+1]
	o.rest = strings.TrimLeftFunc(rest[1:], unicode.IsSpace)
	o.sep = rest[1 : len(rest)-len(o.rest)]
	return o, o.rest == "" || o.sep != ""
}

// codedSeries gives the blocks of prose their coded numbers that count up in a row of
// three at least. Titles and captions are found by other signs.
func (s *state) codedSeries() {
	rows := map[series][]*block{}
	for _, b := range s.blocks {
		o, ok := readCode(b.text)
		if !ok || o.rest == "" || titleish(o.rest) || b.role != roleText || b.ord.style != "" || isCaption(b.text) || !b.calledFrom(len(o.raw)) {
			continue
		}
		b.ord = o
		k := o.series()
		if row := rows[k]; len(row) > 0 && o.value() != row[len(row)-1].ord.value()+1 {
			forget(row)
			rows[k] = nil
		}
		rows[k] = append(rows[k], b)
	}
	for _, row := range rows {
		forget(row)
	}
}

// forget takes the numbers back of a row that is too short to count.
func forget(row []*block) {
	if len(row) < leastCoded {
		for _, b := range row {
			b.ord = ordinal{}
		}
	}
}
