package understand

import (
	"slices"
	"strings"
	"unicode"
)

// nearPages is how many pages on a text of the margins comes back at most: left
// and right pages have their own, and a picture may fill one.
const nearPages = 3

// sighting is a line in a margin: its place, page and numbers.
type sighting struct {
	line, page, at int
	until          int // the end of the page
	top            bool
	turned         bool // its number stands at the front, as on left pages
	numbers        []int
	chain          *edgeChain
}

// claimChains ties the lines in one margin of all pages that are the same, or
// the same but for one number that grows as the pages do.
func (s *state) claimChains(claims []edgeClaim, leaves []leaf, top bool) []*edgeChain {
	var chains []*edgeChain
	seen, listed := map[string][]*sighting{}, map[int]bool{}
	for p, page := range leaves {
		var here []string
		found := map[string][]*sighting{}
		said := slices.ContainsFunc(page.edge(top), func(i int) bool { return saysNumber(s.edgeText(i)) })
		for at, i := range page.edge(top) {
			l, text := s.lines[i], s.edgeText(i)
			if l.block != nil || len(l.text) > maxFoot || said && isDigits(text) {
				continue
			}
			right := mirrored(text)
			key, numbers := masked(right)
			g := &sighting{line: i, page: p, at: at, until: page.to, top: top, turned: right != text, numbers: numbers}
			if c := g.tie(seen[key], text, len(numbers) > 1 || strings.ContainsFunc(key, unicode.IsLetter)); c != nil && len(c.lines) == 2 {
				chains = append(chains, c)
			}
			if found[key] == nil {
				here = append(here, key)
			}
			found[key] = append(found[key], g)
		}
		for _, key := range here {
			s.listSightings(found[key], listed)
			kept := slices.DeleteFunc(seen[key], func(g *sighting) bool { return g.page <= p-nearPages })
			seen[key] = append(kept, found[key]...)
		}
	}
	for _, c := range chains {
		for _, i := range c.lines {
			c.listed = c.listed || listed[i]
		}
		for _, i := range c.lines {
			claims[i].take(c)
		}
	}
	return chains
}

// listSightings notes the lines in a margin that differ in their numbers alone and stand
// right beside each other: the members of a list, of which a page's edge parts some. What
// says that it numbers the page is none.
func (s *state) listSightings(alike []*sighting, listed map[int]bool) {
	for k := 1; k < len(alike); k++ {
		a, b := alike[k-1].line, alike[k].line
		text, other := s.edgeText(a), s.edgeText(b)
		if abs(a-b) == 1 && text != other && s.lines[max(a, b)].blank == 0 && strings.ContainsFunc(text, unicode.IsLetter) && !isPageNumber(text) && !saysPage(text) {
			listed[a], listed[b] = true, true
		}
	}
}

// take gives the claim the chain that proves more.
func (m *edgeClaim) take(c *edgeChain) {
	if m.chain == nil || !m.chain.counts && c.counts || m.chain.counts == c.counts && c.pages > m.chain.pages {
		m.chain = c
	}
}

// tie joins the sighting to the chain of the nearest one before that it is alike
// to, and returns that chain; nil is none. A number alone must count.
func (g *sighting) tie(before []*sighting, line string, words bool) *edgeChain {
	var best *sighting
	counts := false
	for _, b := range slices.Backward(before) {
		same, grows := compareNumbers(b.numbers, g.numbers, g.page-b.page)
		grows = grows && !isSection(line) && !isDay(line) && !(words && countsYears(b.numbers, g.numbers) && !isPageNumber(line) && !saysPage(line))
		if g.page-b.page > nearPages || !grows && !(same && words) {
			continue
		}
		if best == nil || grows && !counts || grows == counts && b.page == best.page && b.at == g.at {
			best, counts = b, grows
		}
	}
	if best == nil {
		return nil
	}
	c := best.chain
	if c == nil {
		c = &edgeChain{lines: []int{best.line}, pages: 1, first: best.page, last: best.page, offset: best.at, level: true, foot: !best.top, until: best.until, edges: map[int]bool{}, inText: map[bool]bool{}}
		best.chain = c
	}
	g.chain = c
	c.lines = append(c.lines, g.line)
	c.counts = c.counts || counts
	c.turns = c.turns || best.turned != g.turned
	c.total = c.total || counts && len(g.numbers) == 2 && isPageNumber(line)
	c.level = c.level && c.offset == g.at
	if g.page != c.last {
		c.odd = c.odd || g.page-c.last != 2
		c.pages, c.last = c.pages+1, g.page
	}
	return c
}

// compareNumbers reports whether the numbers are the same, and whether one of
// them, and no other, has grown by step, or both of two pages that were printed
// side by side by twice that.
func compareNumbers(a, b []int, step int) (same, grows bool) {
	if len(a) != len(b) {
		return false, false
	}
	if isSpread(a) && isSpread(b) && b[0]-a[0] == 2*step && b[1] <= lastPage {
		return false, true
	}
	changed := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if changed++; b[i]-a[i] != step || b[i] > lastPage {
			return false, false
		}
	}
	return changed == 0, changed == 1
}

// countsYears reports whether the number that has grown is a year, which counts no pages: so
// do row labels of tables, "Outturn 2031".
func countsYears(a, b []int) bool {
	for i := range b {
		if a[i] != b[i] {
			return isYear(itoa(a[i])) && isYear(itoa(b[i]))
		}
	}
	return false
}

// isSpread reports whether the numbers are those of two pages side by side: the
// left one has an even number.
func isSpread(n []int) bool { return len(n) == 2 && n[0]%2 == 0 && n[1] == n[0]+1 }

// lastPage is the highest number of a page.
const lastPage = 3000

// masked is the text in small letters with its numbers and spaces taken out, and
// these numbers; letters that look alike are the same. What the two sides of a bar or gap hold may change places, as on
// left and right pages.
func masked(text string) (key string, numbers []int) {
	text = unscanned(text)
	var b strings.Builder
	for i := 0; i < len(text); {
		if end := digitsEnd(text, i); end > i {
			b.WriteByte('#')
			numbers = append(numbers, atoi(text[i:min(end, i+9)]))
			i = end
			continue
		}
		b.WriteByte(text[i])
		i++
	}
	key = b.String()
	for _, gap := range headGaps {
		if words, ok := strings.CutPrefix(key, "#"+gap); ok && len(numbers) > 1 {
			key, numbers = words+gap+"#", append(numbers[1:len(numbers):len(numbers)], numbers[0])
		} else if ok {
			key = words + gap + "#"
		}
	}
	return oneLookAlike.Replace(strings.Join(strings.Fields(key), "")), numbers
}

// headGaps set the number of a running head apart from its words.
var headGaps = []string{" | ", "   ", "\t"}

// mirrored is the text of a head or foot as right pages have it: the number of the
// page and that of all pages go from the front of a left page's to the end, and so does a
// number of the law or file that left pages begin with, "521.1   Quay law".
func mirrored(text string) string {
	number, words, ok := strings.Cut(text, " ")
	of, all, _ := strings.Cut(number, "/")
	if words = strings.TrimLeft(words, " "); !ok || !isDigits(of) && !isHeadCode(number, words) || isYear(of) && isDigits(lastWord(words)) || all != "" && !isDigits(all) || words == "" || isDigits(words) || unicode.IsLower(firstRune(words)) {
		return text
	}
	return words + "   " + number
}

// isHeadCode reports whether a number of several parts stands before words without figures.
func isHeadCode(number, words string) bool {
	digits := func(text string) int { return count(text, unicode.IsDigit) }
	return digits(number) > 1 && unicode.IsDigit(rune(number[len(number)-1])) && strings.ContainsRune(number, '.') && digits(words) == 0
}
