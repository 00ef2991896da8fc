package understand

import (
	"slices"
	"strings"
)

// An extractor prints a raised number that begins a note above the first line of its
// text or, by where its top lies on the page, below the last: a page may end in the
// text of a note and the number alone, or in texts and numbers in any order.

// belowForm is the form of notes whose number stands below the text.
var belowForm = noteForm{name: "with the number below its text", series: seriesPlain}

// below makes the note whose text stands from line on and whose number is on line at.
func (s *state) numberedBelow(line, at, stop int) noteDef {
	label := s.lines[at].text
	return noteDef{form: &belowForm, label: label, number: atoi(label), numberLine: at, line: line, textLine: line, stop: stop}
}

// isNoteNumber reports whether a line is nothing but a number that a note can have.
func (l *line) isNoteNumber() bool {
	label, _ := readBare(l.text)
	return l.block == nil && label != "" && len(label) <= maxNoteDigits
}

// aboveLone is the note whose number stands alone on line i, which ends a page, with
// its text above; ok is false where no text is proven to be that of a note: by an empty
// line above it, or by the sentence that breaks off before it and goes on overleaf.
func (s *state) aboveLone(i int) (d noteDef, ok bool) {
	torn := i+1 < len(s.lines) && startsLower(s.lines[i+1].text)
	found := 0
	for k := i - 1; k > 0 && i-k <= stackLines; k-- {
		l := s.lines[k]
		if l.block != nil || l.isCell() || l.isNoteNumber() || l.page {
			break
		}
		begins := startsUpper(l.text) || isWebAddress(firstWord(l.text))
		if l.blank > 0 {
			last := s.lines[i-1].text
			if found == 0 && begins && !isMarked(l.text) && (endsClause(last) || strings.ContainsAny(last[len(last)-1:], ")]") || isWebAddress(firstWord(last))) {
				return s.numberedBelow(k, i, i), true
			}
			break
		}
		if above := s.lines[k-1]; begins && torn && !endsClause(above.text) && above.block == nil {
			d, found = s.numberedBelow(k, i, i), found+1
		}
	}
	return d, found == 1
}

// pile reads the notes of a page whose numbers and texts stand in any order, the number
// on line i at the foot: as many texts as numbers, which count up without a gap, so that
// each is the number at its own place. nil where they are not as many.
func (s *state) pile(i int) []noteDef {
	top := s.pileTop(i)
	if top == i {
		return nil
	}
	var numbers []int // the lines of the numbers, and below those where the texts begin
	for k := top; k <= i; k++ {
		if s.lines[k].isNoteNumber() {
			numbers = append(numbers, k)
		}
	}
	starts := s.pileStarts(top, i)
	if len(starts) != len(numbers) {
		return nil
	}
	slices.SortFunc(numbers, func(a, b int) int { return atoi(s.lines[a].text) - atoi(s.lines[b].text) })
	defs := make([]noteDef, len(numbers))
	for k, at := range numbers {
		if k > 0 && atoi(s.lines[at].text) != defs[k-1].number+1 {
			return nil
		}
		stop := starts[k] + 1
		for stop < i && !slices.Contains(starts, stop) && !s.lines[stop].isNoteNumber() && !beginsNumbered(s.lines[stop].text) {
			stop++
		}
		defs[k] = s.numberedBelow(starts[k], at, stop)
	}
	return defs
}

// pileTop is the topmost number over line i that an empty line parts from the text and
// no page or long text from the number below it; i where there is none.
func (s *state) pileTop(i int) int {
	top, last := i, i
	for k := i - 1; k >= 0 && last-k <= 2*stackLines && i-k <= maxStack*stackLines; k-- {
		l := s.lines[k]
		if l.block != nil || l.isCell() {
			break
		}
		if l.isNoteNumber() {
			last = k
			if l.blank > 0 || l.seam || l.page {
				top = k
			}
		}
		if l.page {
			break
		}
	}
	return top
}

// pileStarts are the lines of [from, to] where a text begins: below a number, or as one
// below another, and not with a number of its own.
func (s *state) pileStarts(from, to int) []int {
	var out []int
	widest := s.widest(from, to+1)
	for k := from + 1; k < to; k++ {
		above, l := s.lines[k-1], s.lines[k]
		if !l.isNoteNumber() && !beginsNumbered(l.text) && (above.isNoteNumber() || beginsBelow(above, l, widest)) {
			out = append(out, k)
		}
	}
	return out
}

// beginsNumbered reports whether a text begins with the number of a note and, behind a
// space, what a note begins with; a day is none.
func beginsNumbered(text string) bool {
	number, rest, _ := strings.Cut(text, " ")
	return isDigits(number) && len(number) <= maxNoteDigits && (startsUpper(rest) || isWebAddress(firstWord(rest))) && !isMonth(firstWord(rest))
}
