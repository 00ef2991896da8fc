package understand

import (
	"slices"
	"strings"
	"unicode"

	chars "octavo/pipeline/internal/text"
)

// A head or foot that is set upright beside the text comes out word by word, a line each, at
// the end or the beginning of its page.

// leastUpright is how many such words prove one.
const leastUpright = 4

// claimUpright claims lines of one word each at an edge of a page that together say what
// another line says at an edge of a page or among the first of the paper, with the lines
// below it perhaps.
func (s *state) claimUpright(claims []edgeClaim, leaves []leaf) {
	level := s.levelLines(leaves)
	for _, page := range leaves {
		for _, top := range []bool{true, false} {
			if run := s.uprightAt(claims, page, top); len(run) > 0 && s.saidLevel(level, s.saidBy(run)) {
				for _, i := range run {
					claims[i].proofs |= proofEdge | proofUpright
				}
			}
		}
	}
}

// levelLines are the lines of some words at the edges of pages and among the first of the
// paper, by their text.
func (s *state) levelLines(leaves []leaf) map[string][]int {
	level := map[string][]int{}
	add := func(i int) {
		if l := s.lines[i]; l.block == nil && words(l.text) > 1 {
			level[spaced(l.text)] = append(level[spaced(l.text)], i)
		}
	}
	for i := range min(letterheadLines, leaves[0].to) {
		add(i)
	}
	for _, page := range leaves {
		add(page.from)
		add(page.to - 1)
	}
	return level
}

// spaced is a text with one space between its words.
func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }

// uprightAt are the lines of one word each at an edge of a page, other furniture aside, from
// the edge inwards; nil where they are too few.
func (s *state) uprightAt(claims []edgeClaim, page leaf, top bool) (run []int) {
	worded := 0
	for _, i := range page.edge(top) {
		l := s.lines[i]
		if len(run) == 0 && claims[i].confidence(s.edgeText(i)) > 0 {
			continue
		}
		if l.block != nil || words(l.text) != 1 {
			break
		}
		run = append(run, i)
		if strings.ContainsFunc(l.text, unicode.IsLetter) {
			worded++
		}
	}
	if worded < leastUpright {
		return nil
	}
	return run
}

// saidBy are the words in a run of lines, from the first line to the last, signs alone left out.
func (s *state) saidBy(run []int) []string {
	run = slices.Sorted(slices.Values(run))
	var said []string
	for _, i := range run {
		if strings.ContainsFunc(s.lines[i].text, chars.IsWord) {
			said = append(said, s.lines[i].text)
		}
	}
	return said
}

// saidLevel reports whether one of the lines begins what is said, and it or the lines below
// go on to its end.
func (s *state) saidLevel(level map[string][]int, said []string) bool {
	for n := 2; n <= len(said); n++ {
		rest := strings.Join(said[n:], " ")
		if slices.ContainsFunc(level[strings.Join(said[:n], " ")], func(i int) bool { return s.goOnWith(i+1, rest) }) {
			return true
		}
	}
	return false
}

// goOnWith reports whether the lines from line k on begin with a text.
func (s *state) goOnWith(k int, rest string) bool {
	for ; rest != "" && k < len(s.lines) && s.lines[k].block == nil; k++ {
		text := spaced(s.lines[k].text)
		if strings.HasPrefix(text+" ", rest+" ") {
			return true
		}
		more, ok := strings.CutPrefix(rest, text+" ")
		if !ok || text == "" {
			return false
		}
		rest = more
	}
	return rest == ""
}
