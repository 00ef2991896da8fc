package understand

import (
	"slices"
	"strings"
	"unicode"
)

// An extractor prints numbers that hang in a column of their own in a stack, and
// the texts of the notes below it:
//
//	1
//	2
//
//	Kamerstuk 35 036, nr. 4.
//	Zie bijlage 1.
//
// or the texts at the foot of the page and the stack below them.

// stack reads the notes of a stack of at least two numbers at line i; nil where
// the texts below are not as many.
func (s *state) stack(i int) []noteDef {
	n := s.stackHeight(i)
	if n < 2 {
		return nil
	}
	texts := s.textsBelow(s.belowCodes(i+n), n)
	if texts == nil {
		return nil
	}
	defs := make([]noteDef, len(texts))
	for k, at := range texts {
		label, form := s.lines[i+k].text, &noteForms[0]
		if number, ok := strings.CutSuffix(label, ")"); ok {
			label, form = number, &halfForm
		} else if isLetterLabel(label) {
			form = &letterForm
		}
		defs[k] = noteDef{form: form, label: label, number: labelNumber(label), numberLine: i + k, line: at, textLine: at, residue: residueOf(s.lines[i+k].text, label)}
	}
	defs[0].line = i
	return defs
}

// belowCodes is line i, or the line below the figures and codes that an extractor prints
// between the numbers of notes and their texts, which stand beside them on the page.
func (s *state) belowCodes(i int) int {
	for k := i; k < len(s.lines) && k-i < stackLines && !s.lines[k].page && s.lines[k].block == nil; k++ {
		if text := s.lines[k].text; count(text, unicode.IsLetter) > 1 || !strings.ContainsFunc(text, unicode.IsDigit) {
			if k > i && s.lines[k].blank == 0 {
				break
			}
			return k
		}
	}
	return i
}

// halfForm is the form of numbers with a parenthesis behind them in a stack.
var halfForm = noteForm{name: "with the number and a parenthesis on a line of their own", series: seriesHalf}

// letterForm is the form of letters in a stack.
var letterForm = noteForm{name: "with the letter on a line of its own", series: seriesLetter}

// stacksBelow adds the notes whose numbers stand below their texts, at the very foot of
// a page.
func (s *state) stacksBelow(defs []noteDef) []noteDef {
	taken := map[int]bool{}
	for _, d := range defs {
		taken[d.numberLine] = d.textLine < len(s.lines) && !s.lines[d.textLine].page
	}
	for i, below := 1, 0; i < len(s.lines); i = max(i+1, below) {
		n := s.stackHeight(i)
		below = i + n
		end := below == len(s.lines)
		if ladder := s.ladder(i, below); ladder != nil {
			defs = append(awayFrom(defs, ladder[0].line, below), ladder...)
			continue
		}
		if n == 0 || isLetterLabel(s.lines[i].text) || taken[i] || !end && !s.footAt(below) {
			continue
		}
		if pile := s.pile(i); n == 1 && pile != nil {
			first := slices.MinFunc(pile, func(a, b noteDef) int { return a.numberLine - b.numberLine }).numberLine
			defs = append(slices.DeleteFunc(defs, func(d noteDef) bool {
				return d.line >= first && d.line < below && !beginsNumbered(s.lines[d.line].text)
			}), pile...)
			continue
		}
		if n == 1 && (s.lines[i].blank > 0 || !end && !s.lines[below].seam) {
			if d, ok := s.aboveLone(i); ok {
				defs = append(slices.DeleteFunc(defs, func(o noteDef) bool { return o.line >= d.line && o.line < below }), d)
			}
			continue
		}
		from, to := s.textsOver(i, n)
		starts := s.starts(from, to)
		if n == 1 && len(starts) > 0 {
			starts = starts[:1]
		}
		if len(starts) != n {
			continue
		}
		defs = slices.DeleteFunc(defs, func(d noteDef) bool { return d.line >= from && d.line < to || d.line >= i && d.line < below })
		for k, at := range starts {
			stop := to
			if k+1 < n {
				stop = starts[k+1]
			}
			label := s.lines[i+k].text
			defs = append(defs, noteDef{form: &noteForms[0], label: label, number: atoi(label), numberLine: i + k, line: at, textLine: at, stop: stop})
		}
	}
	slices.SortStableFunc(defs, func(a, b noteDef) int { return a.line - b.line })
	return defs
}

// awayFrom are the notes that neither begin nor have their number on the lines [from, to).
func awayFrom(defs []noteDef, from, to int) []noteDef {
	in := func(line int) bool { return line >= from && line < to }
	return slices.DeleteFunc(defs, func(d noteDef) bool { return in(d.line) || in(d.numberLine) })
}

// ladder reads the notes of a page whose numbers stand each below its own text, the
// last of them on line i at the foot, with below behind it: the text under each number
// ends in the next one, and none stands over the first text or under the last number.
// nil where there are not two.
func (s *state) ladder(i, below int) []noteDef {
	if below != i+1 || below < len(s.lines) && !s.footAt(below) {
		return nil
	}
	var defs []noteDef
	for at := i; at > 0 && isDigits(s.lines[at].text); {
		top := at
		for top > 0 && at-top < stackLines && s.lines[top].blank == 0 && !s.lines[top].page && !isDigits(s.lines[top-1].text) {
			top--
		}
		number := atoi(s.lines[at].text)
		if top == at || s.lines[top].blank == 0 || len(s.lines[at].text) > maxNoteDigits || len(defs) > 0 && number != defs[0].number-1 {
			break
		}
		defs = slices.Insert(defs, 0, noteDef{form: &noteForms[0], label: s.lines[at].text, number: number, numberLine: at, line: top, textLine: top, stop: at})
		at = top - 1
	}
	if len(defs) < 2 || defs[0].line > 0 && isDigits(s.lines[defs[0].line-1].text) {
		return nil
	}
	return defs
}

// textsOver are the lines [from, to) above a stack of n numbers at line i that may
// hold their texts: they stand below an empty line, and other notes with their
// numbers may follow.
func (s *state) textsOver(i, n int) (from, to int) {
	from, to = i, i
	for from > 0 && i-from < (n+1)*stackLines && (from == i || s.lines[from].blank == 0 && !s.lines[from].page) {
		from--
		if isDigits(s.lines[from].text) || beginsNumbered(s.lines[from].text) {
			to = from
		}
	}
	if s.lines[from].blank == 0 || s.lines[from].page || s.lines[from].seam {
		return i, i
	}
	return from, to
}

// maxStack bounds the notes of one page, and stackLines the lines of each, which
// keeps the work linear.
const (
	maxStack   = 24
	stackLines = 8
)

// stackHeight counts the lines from i on that hold nothing but numbers which
// count up.
func (s *state) stackHeight(i int) int {
	n := 0
	for i+n < len(s.lines) && n < maxStack {
		l := s.lines[i+n]
		label, _ := readBare(l.text)
		if number, ok := strings.CutSuffix(l.text, ")"); ok && isDigits(number) {
			label = number
		} else if isLetterLabel(l.text) {
			label = l.text
		}
		if l.block != nil || label == "" || strings.HasSuffix(l.text, ")") != strings.HasSuffix(s.lines[i].text, ")") || len(label) > maxNoteDigits || n > 0 && (labelNumber(label) != labelNumber(strings.TrimSuffix(s.lines[i].text, ")"))+n || isDigits(label) == isLetterLabel(s.lines[i].text) || l.blank > 1) {
			break
		}
		n++
	}
	return n
}

// textsBelow finds the lines where n texts begin from line i on, each up to the
// end of a sentence, or else a line each; nil where there are more or fewer.
func (s *state) textsBelow(i, n int) []int {
	to := i
	for to < min(len(s.lines), i+n*stackLines) && (to == i || s.lines[to].blank == 0 && !s.lines[to].page && !s.lines[to].seam) && s.lines[to].block == nil && !isDigits(s.lines[to].text) {
		to++
	}
	if starts := s.starts(i, to); len(starts) == n {
		return starts
	}
	if to-i != n || slices.ContainsFunc(s.lines[i:to], func(l *line) bool { return startsLower(l.text) }) {
		return nil
	}
	each := make([]int, n)
	for k := range each {
		each[k] = i + k
	}
	return each
}

// starts are the lines of [from, to) where a text begins: the first, and those that begin
// one below another.
func (s *state) starts(from, to int) []int {
	var out []int
	widest := s.widest(from, to)
	for k := from; k < to; k++ {
		if k == from || beginsBelow(s.lines[k-1], s.lines[k], widest) {
			out = append(out, k)
		}
	}
	return out
}

// widest is the width of the longest of the lines [from, to) that do not begin with the
// number of a note.
func (s *state) widest(from, to int) (widest int) {
	for _, l := range s.lines[from:to] {
		if !beginsNumbered(l.text) {
			widest = max(widest, l.width())
		}
	}
	return widest
}

// beginsBelow reports whether the text of a note begins in line l: below the end of a
// sentence, or below a line with room for its first word that no comma ends.
func beginsBelow(above, l *line, widest int) bool {
	room := above.width()+1+runes(firstWord(l.text)) < widest && !strings.HasSuffix(above.text, ",")
	return !startsLower(l.text) && (endsSentence(above.text) || room)
}
