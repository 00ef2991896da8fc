package understand

import (
	"sort"

	"octavo/pipeline/internal/ast"
)

// seriesTitles are the labelled titles that stand in the text, as "Artikel 7 Register"
// does: the numbers of each label. A line under a number alone may be a note's text and
// is none of them.
type seriesTitles map[*label]map[int]bool

// titlesInText collects the labelled titles of the document.
func (s *state) titlesInText() seriesTitles {
	out := seriesTitles{}
	for i, l := range s.lines {
		if l.block != nil || i > 0 && isBareNumber(s.lines[i-1].text) {
			continue
		}
		if o, ok := parseLabel(l.text); ok && s.labelsPart(i, o) {
			if out[o.label] == nil {
				out[o.label] = map[int]bool{}
			}
			out[o.label][o.value()] = true
		}
	}
	return out
}

// lacks reports whether a text is the title that a series misses: its neighbours stand
// in the text, and it stands nowhere else.
func (t seriesTitles) lacks(text string) bool {
	o, ok := parseLabel(text)
	if !ok || words(o.rest) > maxTightWords || endsSentence(o.rest) {
		return false
	}
	of, n := t[o.label], o.value()
	return !of[n] && (of[n-1] || of[n+1])
}

// isBareNumber reports whether text is a number and nothing else.
func isBareNumber(text string) bool {
	label, _ := readBare(text)
	return label != ""
}

// standsOff reports whether the number of a note alone on its line belongs to what stands
// above: no gap parts it from there, and one parts it from the line below. So stand numbers
// of pages and margins; a note's number stands at its text, but where it counts on from the
// note above.
func (s *state) standsOff(d noteDef, above []noteDef) bool {
	i := d.numberLine
	l := s.lines[i]
	if d.textLine != i+1 || i == 0 || l.page || l.seam || l.ruled || l.blank > 0 || s.lines[i+1].blank == 0 {
		return false
	}
	if n := len(above); n > 0 && above[n-1].key() == (seriesNumber{d.series(), d.number - 1}) && above[n-1].textLine >= i-noteTail {
		return false
	}
	return s.lines[i-1].block == nil && !isBareNumber(s.lines[i-1].text)
}

// leastMembers is how many paragraphs of articles have their numbers alone on a line in a
// paper where such a number amid the text is that of a paragraph, whatever calls it.
const leastMembers = 3

// countsMembers reports whether numbers alone on their lines count the paragraphs of
// articles.
func countsMembers(lines []*line) bool {
	n := 0
	for _, l := range lines {
		if l.member && isBareNumber(l.text) {
			n++
		}
	}
	return n >= leastMembers
}

// paragraphSeries tells which series of numbers, printed as those of lists are, count the
// paragraphs of the text: several of them, and no few of all, hold calls themselves. Those
// that do are marked.
func paragraphSeries(defs []noteDef, scan *callScan) map[noteSeries]bool {
	calls := scan.plainCalls()
	all, citing := map[noteSeries]int{}, map[noteSeries]int{}
	for i := range defs {
		d := &defs[i]
		if !d.form.common || !isDigits(d.label) {
			continue
		}
		all[d.series()]++
		at := sort.Search(len(calls), func(k int) bool { return calls[k].index >= d.line })
		if d.cites = at < len(calls) && calls[at].index < d.end; d.cites {
			citing[d.series()]++
		}
	}
	out := map[noteSeries]bool{}
	for series, n := range citing {
		out[series] = n >= leastMembers && citingShare*n >= all[series]
	}
	return out
}

// citingShare is the share, as one of so many, of paragraphs that hold calls at least where
// their numbers count the paragraphs of the text.
const citingShare = 5

// plainCalls are the places that look like nothing but calls of numbered notes, by line.
func (c *callScan) plainCalls() []*callSite {
	var out []*callSite
	for i := range c.sites {
		if site := &c.sites[i]; site.weight >= plainCall && isDigits(site.label) && site.rule != prefixRule && site.rule != initialsRule {
			out = append(out, site)
		}
	}
	return out
}

// isLoneMark reports whether text is the mark of a list's item and nothing else: "(a)".
func isLoneMark(text string) bool {
	o, ok := markOrdinal(text)
	return ok && o.style != ast.Decimal
}
