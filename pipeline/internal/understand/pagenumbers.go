package understand

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// pageWords are what stands before or inside a page number, in the languages
// that we know.
var pageWords = []string{"pagina", "page", "seite", "blz.", "blz", "pag.", "p.", "van", "of", "von", "sur", "de", "paragraph"}

// isPageNumber reports whether text is a page number alone: "7", "– 7 –",
// "7/12", "Pagina 7 van 12".
func isPageNumber(text string) bool {
	if len(text) > 24 {
		return false
	}
	digits := 0
	for _, f := range strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("-–—‒|/[]()", r)
	}) {
		switch {
		case isDigits(f) && len(f) <= 4:
			digits++
		case !isPageWord(f):
			return false
		}
	}
	return digits == 1 || digits == 2
}

func isPageWord(word string) bool {
	for _, w := range pageWords {
		if strings.EqualFold(word, w) {
			return true
		}
	}
	return false
}

// dropEdgeNumbers leaves out numbers that are the first or the last line of a
// page and count up; others may be those of notes whose text the page break
// tore off, and so may all where running feet hold the page numbers.
func (s *state) dropEdgeNumbers() {
	if s.paged {
		return
	}
	var edges []*line
	for i, l := range s.lines {
		first := l.page && i > 0
		last := i+1 == len(s.lines) || s.lines[i+1].page
		if (first || last) && isDigits(l.text) && len(l.text) <= 4 {
			edges = append(edges, l)
		}
	}
	for _, l := range countingLines(edges) {
		s.drop(l, decision{codePageNumber, "a number alone beside a page break", "page number", 0.95})
	}
}

// countingLines picks the longest series of numbers in which each is one or two
// more than the one before.
func countingLines(lines []*line) []*line {
	length := map[int]int{} // of the best series that ends in a number
	end, best := 0, 0
	for _, l := range lines {
		n := atoi(l.text)
		length[n] = max(length[n], 1+max(length[n-1], length[n-2]))
		if length[n] > best {
			end, best = n, length[n]
		}
	}
	var out []*line
	for i := len(lines) - 1; i >= 0; i-- {
		if n := atoi(lines[i].text); n == end && best > 0 {
			out = append(out, lines[i])
			best--
			if end--; length[end] != best {
				end--
			}
		}
	}
	slices.Reverse(out)
	return out
}

// dropCountingNumbers leaves out numbers that stand alone inside sentences and
// count up, and numbers that say that they are page numbers.
func (s *state) dropCountingNumbers() {
	var alone []int
	for i, l := range s.lines {
		switch {
		case isDigits(l.text) && len(l.text) <= 4 && s.interrupts(i):
			alone = append(alone, i)
		case isPageNumber(l.text) && strings.ContainsFunc(l.text, unicode.IsLetter):
			s.drop(l, decision{codePageNumber, "a line that says it is a page number", "page number", 0.90})
		case isPageMark(l.text):
			s.drop(l, decision{codePageNumber, "a mark of the printed page or column", "page number", 0.90})
		case isPageNumber(l.text) && dashed(l.text):
			s.drop(l, decision{codePageNumber, "a number alone between dashes", "page number", 0.85})
		}
	}
	numbers := make([]int, len(alone))
	for k, i := range alone {
		numbers[k], _ = strconv.Atoi(s.lines[i].text)
	}
	if len(alone) < 3 || !mostlyCounting(numbers) {
		return
	}
	for _, i := range alone {
		s.drop(s.lines[i], decision{codePageNumber, "numbers alone inside sentences that count up", "page number", 0.75})
	}
}

// isPageMark reports whether text marks where a page or column of the printed
// edition begins, as official gazettes and debates have it on the web:
// "[[Page 59831]]", "14 Jan 2025 : Column 7W".
func isPageMark(text string) bool {
	if inner, ok := strings.CutPrefix(text, "[["); ok {
		word, number, _ := strings.Cut(strings.TrimSuffix(inner, "]]"), " ")
		return isPageWord(word) && strings.HasSuffix(text, "]]") && isDigits(number)
	}
	date, column, ok := strings.Cut(text, " : Column ")
	return ok && isDateline(date) && digitsEnd(column, 0) > 0 && words(column) == 1
}

// dashed reports whether text is a number between dashes.
func dashed(text string) bool {
	inner := strings.Trim(text, "-–—‒ ")
	return isDigits(inner) && !isDigits(text[:1]) && !isDigits(text[len(text)-1:]) && len(text) > len(inner)+1
}

// interrupts reports whether line i stands apart between lines which together
// are one sentence.
func (s *state) interrupts(i int) bool {
	if i == 0 || i+1 >= len(s.lines) || s.lines[i].blank == 0 || s.lines[i+1].blank == 0 {
		return false
	}
	return !endsClause(s.lines[i-1].text) && startsLower(s.lines[i+1].text)
}
