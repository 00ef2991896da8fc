package understand

import (
	"slices"
	"strings"
	"unicode"
)

// claimResidue claims lines that can be nothing but furniture of a page: those
// that say that they are its number.
func (s *state) claimResidue(claims []edgeClaim) {
	for i, l := range s.lines {
		if l.block == nil && !s.refersAmid(i) && (isPageMark(l.text) || isTornPage(l.text) || isPageNumber(l.text) && (saysNumber(l.text) || dashed(l.text))) {
			claims[i].proofs |= proofResidue
		}
	}
}

// refersAmid reports whether line i, in parentheses, stands tight between two lines of one
// page, as the place in another paper does that a cell names: "(Page 90)".
func (s *state) refersAmid(i int) bool {
	l := s.lines[i]
	return strings.HasPrefix(l.text, "(") && !l.page && l.blank == 0 && i > 0 && i+1 < len(s.lines) && s.lines[i+1].blank == 0 && !s.lines[i+1].page
}

// anchorText is a line, with the number alone above or below it, that may mark
// the edge of a page where no form feed does.
type anchorText struct {
	from, to int // its lines, both included
	numbers  []int
	setOff   bool // a bar or a wide gap sets its number apart
	said     bool // it begins or ends with the words for a page and its number
	of       int  // the number of all pages, where that of the page and this are all it holds
}

// claimAnchors claims lines that come back with a number that counts up.
func (s *state) claimAnchors(claims []edgeClaim) {
	texts := map[string][]anchorText{}
	var order []string
	for i := range s.lines {
		key, a, ok := s.anchorAt(i)
		if !ok {
			continue
		}
		if texts[key] == nil {
			order = append(order, key)
		}
		texts[key] = append(texts[key], a)
	}
	breaks := s.breaks()
	for _, key := range order {
		s.claimSeries(claims, texts[key], breaks)
	}
}

// anchorAt reads line i as a running head or foot with its number. A number that
// begins the line with a stop is that of a list, a line that ends a sentence text.
func (s *state) anchorAt(i int) (string, anchorText, bool) {
	text, beside := s.lines[i].text, s.numberBeside(i)
	if s.lines[i].block != nil || len(text) > maxFoot || endsClause(text) || beside < 0 && !strings.ContainsAny(text, "0123456789") {
		return "", anchorText{}, false
	}
	key, numbers := masked(text)
	if key == "#/#" && len(numbers) == 2 && numbers[0] <= numbers[1] { // the text may hold a "#"
		return text[strings.Index(text, "/"):], anchorText{from: i, to: i, numbers: numbers, of: numbers[1]}, true
	}
	if len(text) < minFoot || words(text) < 3 || isLabelled(text) {
		return "", anchorText{}, false
	}
	a := anchorText{from: i, to: i, numbers: numbers, setOff: isSetOff(text), said: saysPage(text)}
	if beside >= 0 {
		a.from, a.to, a.numbers = min(i, beside), max(i, beside), append(numbers, atoi(s.lines[beside].text))
		key += "\n#"
	}
	return key, a, true
}

// isSetOff reports whether a bar, a wide gap or dashes set a number of the line
// apart from its words, and nothing else stands apart: rows of tables have more.
func isSetOff(text string) bool {
	for _, gap := range headGaps {
		before, after, ok := strings.Cut(text, gap)
		after = strings.TrimSpace(after)
		if ok && !strings.Contains(after, gap) && (isDigits(before) || isDigits(after)) {
			return true
		}
	}
	_, after, _ := strings.Cut(text, " – ")
	number, _, ok := strings.Cut(after[strings.Index(after, " – ")+1:], " – ")
	return ok && isDigits(strings.Trim(number, "– "))
}

// numberBeside is the line right above or below line i that holds a page number
// alone, or -1.
func (s *state) numberBeside(i int) int {
	for _, n := range [...]int{i - 1, i + 1} {
		if n >= 0 && n < len(s.lines) && len(s.lines[n].text) <= 3 && isDigits(s.lines[n].text) {
			return n
		}
	}
	return -1
}

// claimSeries claims the runs among lines with the same words in which a number
// counts up.
func (s *state) claimSeries(claims []edgeClaim, all []anchorText, breaks int) {
	for from, to := range runs(0, len(all), func(from, k int) bool { return k == from || counts(all[k-1], all[k]) }) {
		if run := all[from:to]; s.isAnchor(run, breaks) {
			for k, a := range run {
				s.claimAnchor(claims, a, k == 0)
			}
		}
	}
}

// counts reports whether b can be on a page after that of a: one number is
// greater, by one or two where nothing sets it off.
func counts(a, b anchorText) bool {
	changed, ok := 0, len(a.numbers) == len(b.numbers)
	for i := range min(len(a.numbers), len(b.numbers)) {
		step := b.numbers[i] - a.numbers[i]
		if step == 0 {
			continue
		}
		changed++
		ok = ok && step > 0 && (step <= 2 || a.setOff && b.setOff) && !isYear(itoa(b.numbers[i]))
	}
	return ok && changed == 1
}

// pageLines is how many lines a page has at least.
const pageLines = 6

// isAnchor reports whether lines that count up are heads or feet of pages: pages
// apart or with the number set off, and not the headings of parts.
func (s *state) isAnchor(run []anchorText, breaks int) bool {
	first, compound := run[0], run[0].to > run[0].from
	if breaks >= len(run) && !s.breakNear(first.from) {
		return false
	}
	if first.said && len(run) > 1 && run[1].from-first.from > 2 {
		return true
	}
	last := run[len(run)-1]
	if first.of > 0 && len(run) > 1 {
		return len(run) >= min(3, first.of) && s.lines[last.to].pos.Line-s.lines[first.from].pos.Line >= pageLines*(len(run)-1)
	}
	if len(run) < 3 && !(compound && len(run) == 2 && breaks < 2 && s.inFront(first)) {
		return false
	}
	apart := true
	for k := 1; k < len(run); k++ {
		apart = apart && run[k].from-run[k-1].to >= pageLines
	}
	if compound && len(run) > 3 && (hasGap(s.lines[first.from].text) || hasGap(s.lines[first.to].text)) {
		return apart // what stands at the left and right of a head
	}
	return first.setOff || apart && (s.inFront(first) || slices.ContainsFunc(run, s.breaksText))
}

// breaksText reports whether the text goes on over the lines of an anchor, as it does
// over no heading of a part.
func (s *state) breaksText(a anchorText) bool {
	return a.from > 0 && a.to+1 < len(s.lines) && s.textGoesOn(s.lines[a.from-1], s.lines[a.to+1])
}

// breaks counts the form feeds.
func (s *state) breaks() int {
	n := 0
	for _, l := range s.lines {
		if l.page {
			n++
		}
	}
	return n
}

// inFront reports whether the words of an anchor stand at the head of the document
// too, as the title does.
func (s *state) inFront(a anchorText) bool {
	for i, l := range s.lines[:min(letterheadLines, a.from)] {
		if i < a.from && (l.text == s.lines[a.from].text || l.text == s.lines[a.to].text) {
			return true
		}
	}
	return false
}

// claimAnchor claims the lines of an anchor. The first of the document is its
// title where nothing below it can be.
func (s *state) claimAnchor(claims []edgeClaim, a anchorText, first bool) {
	if first && a.from == 0 && a.to > 0 && !(a.to+1 < len(s.lines) && titleish(s.lines[a.to+1].text)) {
		return
	}
	for i := a.from; i <= a.to; i++ {
		claims[i].proofs |= proofAnchor
	}
}

// claimNumbers claims numbers alone at the very edge of pages that fit the count
// of the others, and the number of a page on it, counted from the first.
func (s *state) claimNumbers(claims []edgeClaim, leaves []leaf) {
	ends, t := make([][2]int, len(leaves)), pageCount{offsets: map[int]int{}, sides: [2]map[int]int{{}, {}}}
	for p, page := range leaves {
		ends[p] = s.outermost(claims, page, len(leaves))
		for side, i := range ends[p] {
			if i >= 0 {
				t.add(side, atoi(s.lines[i].text)-p)
			}
		}
	}
	for p := range leaves {
		for side, i := range ends[p] {
			if i >= 0 && s.numbersLeaf(t, p, side, ends[p], len(leaves)) {
				claims[i].proofs |= proofCounts
			}
		}
	}
}

// pageCount counts the numbers at the edges of pages by how far they are from the
// count of the pages: on either edge and on each.
type pageCount struct {
	offsets map[int]int
	sides   [2]map[int]int
	most    int
}

func (t *pageCount) add(side, offset int) {
	t.offsets[offset]++
	t.sides[side][offset]++
	t.most = max(t.most, t.offsets[offset])
}

// numbersLeaf reports whether the number alone at one side of page p is the page's.
// The number of a member or a cell may be the same where the page has its own at the
// other edge, as other pages do, and one of a column that the page cuts may count with
// another of it.
func (s *state) numbersLeaf(t pageCount, p, side int, ends [2]int, pages int) bool {
	i, other := ends[side], ends[1-side]
	text, column := s.lines[i].text, s.numbersAround(i)
	offset := atoi(text) - p
	if other >= 0 && other != i && s.lines[other].text == text && t.sides[side][offset] < t.sides[1-side][offset] {
		return false
	}
	if column {
		return t.offsets[offset] >= 2 && t.offsets[offset] == t.most
	}
	return t.offsets[offset] >= 2 || offset == 1 && pages > 1
}

// outermost are the lines nearest the top and the foot of a page that hold a
// number alone with nothing but furniture outside of it; -1 is none.
func (s *state) outermost(claims []edgeClaim, page leaf, pages int) [2]int {
	out := [2]int{-1, -1}
	for side, top := range []bool{true, false} {
		for _, i := range page.edge(top) {
			if isDigits(s.lines[i].text) && len(s.lines[i].text) <= 4 {
				out[side] = i
				break
			}
			if !claims[i].chain.holds(pages) && claims[i].proofs&(proofAnchor|proofResidue) == 0 || saysNumber(s.lines[i].text) {
				break // the page has its number
			}
		}
	}
	return out
}

// numbersAround reports whether a number alone may be one of a column.
func (s *state) numbersAround(i int) bool {
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(s.lines) && numeric(s.lines[k].text) {
			return true
		}
	}
	return false
}

// isHouse reports whether line i names the house, the session or the paper where
// no letterhead stands, and is not the end of a line above.
func (s *state) isHouse(i int) bool {
	l := s.lines[i]
	text := l.text
	return i >= letterheadLines && (l.blank > 0 || !startsLower(text) && !endsClause(text)) && !isDigits(s.lines[i-1].text) && words(text) <= 8 && !endsSentence(text) && !isDomain(text) && (isLetterhead(text) || isSymbol(text))
}

// letterheadLines is how many lines a letterhead has at least with the text
// of the first page.
const letterheadLines = 10

// isSymbol reports whether text is the symbol of a paper in one word: "A/80/217".
func isSymbol(text string) bool {
	return strings.Count(text, "/") >= 2 && startsUpper(text) && count(text, unicode.IsDigit) >= 2 && count(text, unicode.IsLower) == 0 && words(text) == 1
}
