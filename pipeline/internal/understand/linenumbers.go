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
	leastAlone  = 5  // times as many, where most stand alone
)

// numberedLine is line at of the text, which begins with its number of so many figures.
type numberedLine struct{ at, value, figures int }

// dropLineNumbers leaves out the numbers that a bill, a judgment or a draft prints before
// each line. They count up from 1, on each page or over all of them, and lines of running
// text stand behind them.
func dropLineNumbers(s *state) {
	if runs, proven := s.lineNumbers(); proven {
		s.dropBetweenPages(runs)
		for _, run := range runs {
			s.cutLineNumbers(run)
		}
		s.sweep(true)
	}
	s.dropFifths() // behind the runs, which hold places among the lines
	s.dropStackedNumbers()
}

// lineNumbers gives the runs of numbers of two and more, one behind the other, and whether
// one of them is proven to number lines. What begins inside such a one is none, nor is
// another beside one that numbers the lines of all pages.
func (s *state) lineNumbers() (apart [][]numberedLine, proven bool) {
	end, sure := -1, false
	for _, run := range s.countedLines() {
		numbers := len(run) > 1 && s.numbersLines(run)
		switch {
		case len(run) < 2 || run[0].at <= end && (sure || !numbers):
			continue
		case run[0].at <= end:
			apart = apart[:len(apart)-1]
		}
		apart = append(apart, run)
		end, sure, proven = run[len(run)-1].at, numbers, proven || numbers
	}
	if slices.ContainsFunc(apart, func(run []numberedLine) bool { return len(run) > mostOnPage && s.numbersLines(run) }) {
		apart = slices.DeleteFunc(apart, func(run []numberedLine) bool { return !s.numbersLines(run) })
	}
	return apart, proven
}

// countedLines gives the lines that begin with numbers which count up from 1, run by run.
// A number goes on the run that waits for it, the last one or one that is long for the way
// from its end, so that the number of a page between ends none.
func (s *state) countedLines() [][]numberedLine {
	var runs [][]numberedLine
	waits := map[int]int{} // the run that goes on with a number
	for i, l := range s.lines {
		n, ok := l.counted(i)
		if !ok {
			continue
		}
		k, waited := waits[n.value]
		switch {
		case waited && (k == len(runs)-1 || i-runs[k][len(runs[k])-1].at <= 2*len(runs[k])):
			runs[k] = append(runs[k], n)
			delete(waits, n.value)
		case n.value == 1:
			k = len(runs)
			runs = append(runs, []numberedLine{n})
		default:
			continue
		}
		waits[n.value+1] = k
	}
	return runs
}

// mostOnPage is how many numbered lines a page has at most, and mostBetween how many
// lines stand at its head and foot without a number.
const (
	mostOnPage  = 99
	mostBetween = 12
)

// mostFigures is how many figures the number of a line has at most.
const mostFigures = 4

// counted gives line i as one that begins with a number and a space, or is one.
func (l *line) counted(i int) (numberedLine, bool) {
	figures := digitsEnd(l.text, 0)
	if l.block != nil || figures == 0 || figures > mostFigures || l.text[0] == '0' || figures < len(l.text) && strings.IndexFunc(l.text[figures:], unicode.IsSpace) != 0 {
		return numberedLine{}, false
	}
	return numberedLine{i, atoi(l.text[:figures]), figures}, true
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
		if to -= run[len(run)-1].at + 1; to > mostBetween {
			continue // more than the head and foot of a page
		}
		for _, l := range s.lines[run[len(run)-1].at+1:][:to] {
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

// numbersLines reports whether a run is one of lines and not of items: there are about as
// many lines as numbers, and the lines of sentences go on in the next one. Numbers that
// stand alone, before or behind their lines, must be more.
func (s *state) numbersLines(run []numberedLine) bool {
	prose, alone, k := runningLines{}, 0, 0
	for at := run[0].at; at <= run[len(run)-1].at; at++ {
		text := s.lines[at].text
		if k < len(run) && at == run[k].at {
			text = strings.TrimLeftFunc(text[run[k].figures:], unicode.IsSpace)
			k++
		}
		if text == "" {
			alone++
			continue
		}
		prose.add(text)
	}
	least := provenLines
	if 2*alone > len(run) {
		least *= leastAlone
	}
	return len(run) >= least && 2*prose.n >= len(run) && 4*prose.n <= 5*len(run) && prose.goOn()
}

// runningLines counts lines, those that begin in small letters and those that leave a word
// or phrase open.
type runningLines struct{ n, small, open int }

func (r *runningLines) add(text string) {
	r.n++
	if startsLower(text) {
		r.small++
	}
	if endsWithHyphen(text) || isOpen(text) {
		r.open++
	}
}

// goOn reports whether as many go on as lines of running text do.
func (r runningLines) goOn() bool {
	return r.small*smallStarts >= r.n && r.open*openEnds >= r.n
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
