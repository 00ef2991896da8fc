package understand

import (
	"strings"
	"unicode"
)

// dropTitleHeads leaves out running heads that repeat a line of the front, such
// as the title, under or over page numbers that count up. The first place is
// the line itself and stays.
func (s *state) dropTitleHeads() {
	places := map[string][]int{}
	var order []string
	for i, l := range s.lines {
		if l.block != nil || len(l.text) < minFoot || len(l.text) > maxFoot || words(l.text) < 3 || endsSentence(l.text) {
			continue
		}
		if places[l.text] == nil {
			order = append(order, l.text)
		}
		places[l.text] = append(places[l.text], i)
	}
	for _, text := range order {
		if at := places[text]; len(at) >= 3 && at[0] < frontLines && pagesApart(at[1:]) {
			s.dropTitleHead(at)
		}
	}
}

// frontLines is how many lines the front of a report has at most, and pageLines
// how many a page has at least: the texts of notes come back too, beside numbers
// that count up, but at the end of a report and close together.
const (
	frontLines = 40
	pageLines  = 6
)

// pagesApart reports whether all places are at least a short page from the next.
func pagesApart(at []int) bool {
	for i := 1; i < len(at); i++ {
		if at[i]-at[i-1] < pageLines {
			return false
		}
	}
	return true
}

// dropTitleHead leaves out the lines at the places in at, with their page
// numbers, where all but the first stand beside a page break or number and the
// numbers count up.
func (s *state) dropTitleHead(at []int) {
	var beside, numbers []int
	for _, i := range at[1:] {
		n := s.numberBeside(i)
		if n < 0 && !s.lines[i].page {
			return
		}
		if n >= 0 {
			beside, numbers = append(beside, n), append(numbers, atoi(s.lines[n].text))
		}
	}
	if len(numbers) < 2 || !rising(numbers) {
		return
	}
	if n := s.numberBeside(at[0]); n == at[0]+1 && atoi(s.lines[n].text) < numbers[0] && n+1 < len(s.lines) && titleish(s.lines[n+1].text) {
		at, beside = append([]int{0}, at...), append(beside, n) // the first page has its number and the title below
	} else if at[0] > 0 && s.lines[at[0]].page {
		s.drop(s.lines[at[0]], decision{codePageFoot, "the first of the lines that come back beside page numbers", "running head", 0.90})
	}
	for _, i := range at[1:] {
		s.drop(s.lines[i], decision{codePageFoot, "a line of the front that comes back beside page numbers", "running head", 0.90})
	}
	for _, n := range beside {
		s.drop(s.lines[n], decision{codePageNumber, "a number alone beside a running head", "page number", 0.90})
	}
}

// dropFirstHead leaves out the first line of the document where it is the running
// head: the same line, with the same gap below, begins a further page, and a line
// that can be the title stands under it. The other pages' heads go with it.
func (s *state) dropFirstHead() {
	if len(s.lines) < 2 || s.lines[0].block != nil || words(s.lines[0].text) < 2 || !s.titleBelow() {
		return
	}
	heads := []*line{s.lines[0]}
	for i, l := range s.lines[:len(s.lines)-1] {
		if i > 0 && l.page && l.text == heads[0].text && s.lines[i+1].blank == s.lines[1].blank {
			heads = append(heads, l)
		}
	}
	if len(heads) == 1 {
		return
	}
	for _, l := range heads {
		s.drop(l, decision{codePageFoot, "the first line begins a further page too, with the same gap below", "running head", 0.85})
	}
}

// titleBelow reports whether the line right under the first can be a title.
func (s *state) titleBelow() bool {
	l := s.lines[1]
	return l.block == nil && titleish(l.text) && isName(l.text) && words(l.text) >= 3 && !isDateline(l.text)
}

// numberBeside is the line right above or below line i that holds a page number
// alone, or -1.
func (s *state) numberBeside(i int) int {
	for _, n := range []int{i - 1, i + 1} {
		if n >= 0 && n < len(s.lines) && isDigits(s.lines[n].text) && len(s.lines[n].text) <= 4 {
			return n
		}
	}
	return -1
}

// repeatsHead reports whether line i, one of the first of a page but not of the
// whole, names the house, the session or the paper's number as the letterhead
// does.
func (s *state) repeatsHead(i int) bool {
	if !isLetterhead(s.lines[i].text) && !isSymbol(s.lines[i].text) || words(s.lines[i].text) > 8 || endsSentence(s.lines[i].text) {
		return false
	}
	for j := i; j > 0 && j > i-edgeLines; j-- {
		if s.lines[j].page {
			return true
		}
	}
	return false
}

// headsLater reports whether line i stands on the first page and the same words
// are the first line of every other page that has them beside its breaks: then
// it is the title, and they are its running heads.
func (s *state) headsLater(i int, edges []int) bool {
	if i >= frontLines || words(s.lines[i].text) < 3 || s.lines[i].page {
		return false
	}
	heads := 0
	for _, j := range edges {
		switch {
		case j <= i && s.lines[j].page && j > 0:
			return false
		case j != i && s.lines[j].text == s.lines[i].text && !s.lines[j].page:
			return false
		case j != i && s.lines[j].text == s.lines[i].text:
			heads++
		}
	}
	return heads > 0
}

// isSymbol reports whether text is the symbol of a paper in one word: "A/80/217".
func isSymbol(text string) bool {
	return strings.Count(text, "/") >= 2 && startsUpper(text) && count(text, unicode.IsDigit) >= 2 && count(text, unicode.IsLower) == 0 && words(text) == 1
}

// dropHeadsBesideNumbers leaves out the names of the house, the session and the
// paper that stand beside a page number between dashes, below the letterhead.
func (s *state) dropHeadsBesideNumbers() {
	for i := letterheadLines; i < len(s.lines); i++ {
		if !isPageNumber(s.lines[i].text) || !dashed(s.lines[i].text) {
			continue
		}
		for j := i - 2; j <= i+2 && j < len(s.lines); j++ {
			if l := s.lines[j]; j != i && isLetterhead(l.text) && words(l.text) <= 8 && !endsSentence(l.text) {
				s.drop(l, decision{codePageFoot, "the name of the paper or its house beside a page number", "running head", 0.85})
			}
		}
	}
}

// letterheadLines is how many lines a letterhead has at least with the text
// of the first page.
const letterheadLines = 10
