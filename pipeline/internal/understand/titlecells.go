package understand

import (
	"slices"
	"strings"
	"unicode"
)

// cellReach is how many cells of words stand at most between two figures of a table of
// which each cell has a block of its own.
const cellReach = 6

// cellWords is how many words a cell has at most that says what another says: titles of more
// come back on the next page or slide.
const cellWords = 2

// cellsAbove reports whether the short lines [from, to) are cells or items, though text
// stands below: the last says what another says, they are rows of equally many, figures alone stand above and below, or one of
// them says what a cell right above says.
func (s *state) cellsAbove(from, to int) bool {
	last := s.blocks[to-1].text
	return words(last) <= cellWords && slices.ContainsFunc(s.blocks[from:to-1], func(b *block) bool { return b.text == last }) || isRows(texts(s.blocks[from:to])) || s.amidFigures(from, to) || s.repeatsCell(from, to)
}

// repeatsCell reports whether the lines [from, to) go on a run of cells, of which some are
// figures or dates, and one of them says what a cell says or, where they are two at least as a
// row has cells, ends with its word: "Partly public" below "Not public".
func (s *state) repeatsCell(from, to int) bool {
	last, whole, figures, n := map[string]bool{}, map[string]bool{}, false, 0
	for k := from - 1; k >= s.front && n < 2*cellReach && s.mayGoOnRow(k); k-- {
		text := s.blocks[k].text
		figures = figures || numeric(text) || isDateline(text)
		last[strings.ToLower(lastWord(text))], whole[text] = true, true
		n++
	}
	return figures && n >= leastCells && slices.ContainsFunc(s.blocks[from:to], func(b *block) bool {
		return whole[b.text] && words(b.text) <= cellWords || to-from > 1 && last[strings.ToLower(lastWord(b.text))]
	})
}

// mayGoOnRow reports whether block i may be one of the cells of a row that goes on below.
func (s *state) mayGoOnRow(i int) bool {
	return s.blocks[i].role == roleCell || s.isCellLike(i)
}

// isRows reports whether lines are rows, two at least, with a figure in one of their
// columns and none in another: "Gull", "14 tons", "East", "Tern", "9 tons", "West".
func isRows(cells []string) bool {
	figure := func(k int) bool { return strings.ContainsFunc(cells[k], unicode.IsDigit) }
	for cols := 2; 2*cols <= len(cells) && cols <= cellReach; cols++ {
		if len(cells)%cols != 0 {
			continue
		}
		even, figures := true, 0
		for k := range cells {
			even = even && figure(k) == figure(k%cols)
			if figure(k) {
				figures++
			}
		}
		if even && figures > 0 && figures < len(cells) {
			return true
		}
	}
	return false
}

// amidFigures reports whether a figure alone stands right above the lines and another one
// a few cells below, without running text between.
func (s *state) amidFigures(from, to int) bool {
	if from == 0 || !numeric(s.blocks[from-1].text) {
		return false
	}
	for k := to; k < min(len(s.blocks), to+cellReach); k++ {
		b := s.blocks[k]
		if numeric(b.text) {
			return true
		}
		if b.role != roleText && b.role != roleCell || b.ord.style != "" || endsSentence(b.text) || running(b.text) {
			return false
		}
	}
	return false
}
