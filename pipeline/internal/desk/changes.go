package desk

import (
	"slices"
	"strings"
)

// Change is a stretch of lines that differs between two texts. Old is empty
// where something was added, New where something was taken out.
type Change struct {
	// Line is where it is in the new text, from 1; of what was taken out, the
	// line before which it stood.
	Line     int
	Old, New string
}

// Changes finds what was changed from one Markdown text to another. A block of
// canonical Markdown is a line, so lines are compared; empty ones do not count,
// and lines that changed side by side are paired. The time is in proportion to
// the length, but for sorting.
func Changes(old, now string) []Change {
	c := comparison{old: numbered(old), now: numbered(now)}
	c.last = strings.Count(now, "\n") + 1
	c.compare(0, len(c.old), 0, len(c.now), 0)
	return c.out
}

type numberedLine struct {
	text string
	n    int
}

// numbered gives the lines that are not empty, each with its number.
func numbered(text string) []numberedLine {
	var out []numberedLine
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line = strings.TrimRight(line, " \t\r\n"); line != "" {
			out = append(out, numberedLine{line, n})
		}
	}
	return out
}

type comparison struct {
	old, now []numberedLine
	last     int // the line after the new text
	out      []Change
}

// maxCuts bounds how often stretches are cut within stretches; texts of people
// need three or four, and each costs the length of the text.
const maxCuts = 32

// compare finds the changes between old[a:b] and now[c:d]: it takes off what
// begins and ends alike and cuts the rest at the lines that each side has once.
func (c *comparison) compare(a, b, p, q, depth int) {
	for a < b && p < q && c.old[a].text == c.now[p].text {
		a, p = a+1, p+1
	}
	for a < b && p < q && c.old[b-1].text == c.now[q-1].text {
		b, q = b-1, q-1
	}
	if a == b && p == q {
		return
	}
	var pairs [][2]int
	if depth < maxCuts {
		pairs = rising(c.common(a, b, p, q))
	}
	if len(pairs) == 0 {
		c.changed(c.old[a:b], c.now[p:q], q)
		return
	}
	for _, pair := range pairs {
		c.compare(a, pair[0], p, pair[1], depth+1)
		a, p = pair[0]+1, pair[1]+1
	}
	c.compare(a, b, p, q, depth+1)
}

// common pairs the lines that both sides have, and each only once, in the order
// of the old text.
func (c *comparison) common(a, b, p, q int) [][2]int {
	type place struct{ times, at int }
	count := func(lines []numberedLine, from int) map[string]place {
		m := make(map[string]place, len(lines))
		for i, l := range lines {
			m[l.text] = place{m[l.text].times + 1, from + i}
		}
		return m
	}
	olds, nows := count(c.old[a:b], a), count(c.now[p:q], p)
	var out [][2]int
	for i := a; i < b; i++ {
		o, n := olds[c.old[i].text], nows[c.old[i].text]
		if o.times == 1 && n.times == 1 {
			out = append(out, [2]int{i, n.at})
		}
	}
	return out
}

// rising gives the longest run of pairs whose second numbers rise, as patience
// sorting finds it (Fredman 1975).
func rising(pairs [][2]int) [][2]int {
	var tails []int // the pair that ends the best run of each length
	before := make([]int, len(pairs))
	for i, pair := range pairs {
		at, _ := slices.BinarySearchFunc(tails, pair[1], func(t, n int) int { return pairs[t][1] - n })
		before[i] = -1
		if at > 0 {
			before[i] = tails[at-1]
		}
		if at == len(tails) {
			tails = append(tails, i)
		}
		tails[at] = i
	}
	if len(tails) == 0 {
		return nil
	}
	out := make([][2]int, 0, len(tails))
	for i := tails[len(tails)-1]; i >= 0; i = before[i] {
		out = append(out, pairs[i])
	}
	slices.Reverse(out)
	return out
}

// changed notes that old became now; end is the index of the line after now.
func (c *comparison) changed(old, now []numberedLine, end int) {
	next := c.last
	if end < len(c.now) {
		next = c.now[end].n
	}
	switch {
	case len(old) == len(now):
		for i := range old {
			c.pair(old[i], now[i])
		}
		return
	case len(old) > 0 && len(now) > 0:
		c.out = append(c.out, Change{now[0].n, joined(old), joined(now)})
		return
	}
	for _, l := range old {
		c.out = append(c.out, Change{Line: next, Old: l.text})
	}
	for _, l := range now {
		c.out = append(c.out, Change{Line: l.n, New: l.text})
	}
}

// pair notes that one line became another, or where they have nothing in common
// that one was taken out and another one added; the same line is no change.
func (c *comparison) pair(old, now numberedLine) {
	if old.text == now.text {
		return
	}
	if haveWordsInCommon(old.text, now.text) {
		c.out = append(c.out, Change{now.n, old.text, now.text})
		return
	}
	c.out = append(c.out, Change{Line: now.n, Old: old.text}, Change{Line: now.n, New: now.text})
}

// haveWordsInCommon reports whether two lines share a fourth of the words of the
// shorter one, or are so short that a single word may be all that changed.
func haveWordsInCommon(a, b string) bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(a) {
		words[w] = true
	}
	shared, n := 0, 0
	for _, w := range strings.Fields(b) {
		n++
		if words[w] {
			shared++
			delete(words, w)
		}
	}
	return min(len(words)+shared, n) < 4 || 4*shared >= min(len(words)+shared, n)
}

func joined(lines []numberedLine) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.text
	}
	return strings.Join(texts, "\n")
}

// ReviewChanges finds what was changed in a review copy since it was made from
// the text before; the line with the digest does not count.
func ReviewChanges(before, copied string) []Change {
	if at := digestLine([]byte(copied)); at != nil {
		copied = copied[:at[0]] + copied[at[1]-1:] // its end of line stays, and the numbers of the lines
	}
	return Changes(before, copied)
}
