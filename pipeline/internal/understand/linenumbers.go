package understand

import (
	"slices"
	"strings"
	"unicode"
)

// How many numbered lines in a row prove that the lines of a page are numbered, and how
// many of these begin in small letters and leave a word or phrase open at least.
const (
	provenLines = 12
	smallStarts = 4  // one in four
	openEnds    = 10 // one in ten
)

// numberedLine is line at of the text, which begins with its number of so many figures.
type numberedLine struct{ at, value, figures int }

// dropLineNumbers leaves out the numbers that a bill or a judgment prints before each
// line of a page. They count up from 1, and lines of running text stand behind them.
func dropLineNumbers(s *state) {
	var runs [][]numberedLine
	for i, l := range s.lines {
		figures := digitsEnd(l.text, 0)
		if l.block != nil || figures == 0 || figures > 2 || l.text[0] == '0' || figures < len(l.text) && l.text[figures] != ' ' {
			continue
		}
		n := numberedLine{i, atoi(l.text[:figures]), figures}
		if last := len(runs) - 1; last >= 0 && n.value == runs[last][len(runs[last])-1].value+1 {
			runs[last] = append(runs[last], n)
		} else if n.value == 1 {
			runs = append(runs, []numberedLine{n})
		}
	}
	runs = slices.DeleteFunc(runs, func(run []numberedLine) bool { return len(run) < 2 })
	if slices.ContainsFunc(runs, s.numbersLines) {
		s.dropBetweenPages(runs)
		for _, run := range runs {
			s.cutLineNumbers(run)
		}
		s.sweep(true)
	}
	s.dropFifths() // last: the runs hold places among the lines
}

// dropBetweenPages leaves out what stands between the numbered lines of two pages and
// comes back between others, and the numbers of pages there.
func (s *state) dropBetweenPages(runs [][]numberedLine) {
	var between []*line
	seen := map[string]int{}
	for k, run := range runs {
		to := len(s.lines)
		if k+1 < len(runs) {
			to = runs[k+1][0].at
		}
		for _, l := range s.lines[run[len(run)-1].at+1 : to] {
			between = append(between, l)
			seen[l.text]++
		}
	}
	for _, l := range between {
		if isDigits(l.text) {
			s.drop(l, decision{codePageNumber, "a number alone between the numbered lines of two pages", "page number", 0.90})
		} else if seen[l.text] > 1 {
			s.drop(l, decision{codePageFoot, "comes back between the numbered lines of pages", "running head or foot", 0.90})
		}
	}
}

// numbersLines reports whether a run is one of lines and not of items: they stand close
// together, and the lines of sentences go on in the next one.
func (s *state) numbersLines(run []numberedLine) bool {
	small, open, apart := 0, 0, 0
	for k, n := range run {
		text := s.lines[n.at].text
		if startsLower(strings.TrimLeftFunc(text[n.figures:], unicode.IsSpace)) {
			small++
		}
		if endsWithHyphen(text) || isOpen(text) {
			open++
		}
		if k > 0 && n.at > run[k-1].at+2 {
			apart++
		}
	}
	return len(run) >= provenLines && small*smallStarts >= len(run) && open*openEnds >= len(run) && apart*smallStarts <= len(run)
}

// cutLineNumbers takes the numbers from the lines, which keep their place on the page.
func (s *state) cutLineNumbers(run []numberedLine) {
	for _, n := range run {
		l := s.lines[n.at]
		d := decision{codePageNumber, "a number before each line of a page", "line number", 0.90}
		if n.figures == len(l.text) {
			s.drop(l, d)
			continue
		}
		s.left(d, l.pos, l.text[:n.figures])
		rest := l.rest(n.figures)
		l.indent += len(l.text) - len(rest.text)
		l.text, l.pos = rest.text, rest.pos
	}
}

// On how many pages how many numbers of each fifth line stand at least for these to be
// proven, and the highest of them: no page has more lines.
const (
	fifthPages = 3
	leastFifth = 2
	mostFifth  = 60
)

// dropFifths leaves out the numbers that an act prints in the margin at each fifth line
// and that came to stand alone: on each of several pages they rise by fives. One that is
// glued to a line stays.
func (s *state) dropFifths() {
	var run, all []*line
	pages, last, others := 0, 0, 0
	count := func() {
		if len(run) >= leastFifth && atoi(run[0].text) <= 10 && others <= 1 {
			all = append(all, run...)
			pages++
		}
		run, last, others = nil, 0, 0
	}
	for _, l := range s.lines {
		if l.page {
			count()
		}
		if l.block != nil || len(l.text) > 2 || !isDigits(l.text) {
			continue
		}
		if n := atoi(l.text); n%5 == 0 && n > last && n <= mostFifth {
			run, last = append(run, l), n
		} else {
			others++
		}
	}
	if count(); pages < fifthPages {
		return
	}
	for _, l := range all {
		s.drop(l, decision{codePageNumber, "a number of each fifth line, on several pages", "line number", 0.90})
	}
	s.sweep(true)
}
