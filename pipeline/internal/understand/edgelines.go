package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// What lines at the edges of pages look like.

// isListed reports whether text begins with the number of a list or heading, which
// no bar sets off.
func isListed(text string) bool {
	o, ok := parseOrdinal(text)
	return ok && (o.delim != "" || o.label != nil) && o.rest != "" && !strings.HasPrefix(o.rest, "|")
}

// isSection reports whether text is the number of a section alone, "2.3.": its parts may
// grow from page to page as the numbers of pages do.
func isSection(text string) bool {
	o, ok := markOrdinal(text)
	return ok && o.depth() > 1
}

// firstHead reports whether the run at the top of the first page is its running
// head: it is one line, the further pages have it at their very top with the same
// gap below, and a line that can be the title stands under it.
func (s *state) firstHead(claims []edgeClaim, run []int) bool {
	if len(run) != 1 || len(s.lines) < 2 || words(s.lines[0].text) < 2 || !s.titleBelow() {
		return false
	}
	c := claims[run[0]].chain
	return c != nil && c.level && c.offset == 0 && s.lines[c.lines[1]].text == s.lines[0].text &&
		c.lines[1]+1 < len(s.lines) && s.lines[c.lines[1]+1].blank == s.lines[1].blank
}

// titleBelow reports whether the line right under the first can be a title.
func (s *state) titleBelow() bool {
	l := s.lines[1]
	return l.block == nil && titleish(l.text) && isName(l.text) && words(l.text) >= 3 && !isDateline(l.text)
}

// inTable reports whether line i may be a row of a table that fills the page, or
// its head: it has columns, and so has a line next to it on the page.
func (s *state) inTable(i int, top bool) bool {
	if !hasGap(s.lines[i].text) {
		return false
	}
	step := 1
	if !top {
		step = -1
	}
	for k := i + step; k != i+3*step && k >= 0 && k < len(s.lines); k += step {
		if hasGap(s.lines[k].text) || s.lines[k].indent > maxWrap/3 {
			return true
		}
	}
	return false
}

// besideCell reports whether the next line from line i inwards is a date or a figure alone,
// as in a table of which each cell has a line: what stands beside it may be the last cell.
func (s *state) besideCell(i int, top bool) bool {
	k := i - 1
	if top {
		k = i + 1
	}
	return k >= 0 && k < len(s.lines) && (isDay(s.lines[k].text) || numeric(s.lines[k].text))
}

// labelReach is how many words may stand before the label of such a line.
const labelReach = 3

// isLabelLine reports whether line i gives a label of a letterhead with its value, which
// has a figure, the name of the house before it or not.
func (s *state) isLabelLine(i int) bool {
	text := s.lines[i].text
	if words(text) > 8 || endsSentence(text) {
		return false
	}
	for range labelReach {
		if class, at := lexicon.Begins(text); class&(lexicon.Date|lexicon.Reference) != 0 && strings.ContainsFunc(text[at:], unicode.IsDigit) {
			return true
		}
		_, text, _ = strings.Cut(text, " ")
	}
	return false
}

// labelsRows reports whether the label in line i begins two lines of one page, as it does
// in minutes and forms that give each item its date; a margin says it once a page.
func (s *state) labelsRows(i int, leaves []leaf) bool {
	_, at := lexicon.Begins(s.lines[i].text)
	if at == 0 {
		return false
	}
	for _, page := range leaves {
		n := 0
		for _, l := range s.lines[page.from:page.to] {
			if strings.HasPrefix(l.text, s.lines[i].text[:at]) && strings.ContainsFunc(l.text[at:], unicode.IsDigit) {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}
