package understand

import (
	"slices"
	"strings"
)

// saidByHeads is the confidence of a title that the running heads say word by word, and
// leastSure the chance from which the look of a cover needs no such proof.
const (
	saidByHeads = 0.65
	leastSure   = 0.60
)

// headedTitle finds the lines of a cover that the running heads say again, all their words
// and no others; a head may stand on two lines. The name of a body is its publisher's.
func (s *state) headedTitle(limit int) (from, to int) {
	heads := s.wholeHeads()
	if len(heads) == 0 {
		return 0, 0
	}
	for i := range s.blocks[:limit] {
		if !s.canBeTitle(i) {
			continue
		}
		for end := i + 1; end <= min(limit, i+maxTitleBlocks) && (end == i+1 || s.canGoOn(end-1) && s.blocks[end-1].blank == 0); end++ {
			text := s.joined(i, end)
			if key := headKey(text); end-i > to-from && len(key) >= leastKey && words(text) > 2 && slices.Contains(heads, key) && (end > i+1 || !s.namesBody(i)) {
				from, to = i, end
			}
		}
	}
	return from, to
}

// wholeHeads are the keys of the running heads that were left out at least twice, each
// line and each two lines that stand together.
func (s *state) wholeHeads() []string {
	times := map[string]int{}
	above, aboveLine := "", 0
	for _, d := range s.log.All() {
		if d.Code != codePageFoot || len(d.Dropped) > maxFoot || len(times) > 4*maxHeads {
			continue
		}
		key := headKey(d.Dropped)
		times[key]++
		if d.Pos.Line == aboveLine+1 {
			times[above+key]++
		}
		above, aboveLine = key, d.Pos.Line
	}
	var out []string
	for key, n := range times {
		if n > 1 {
			out = append(out, key)
		}
	}
	return out
}

// nameGoesOn is the rest of a name on the line right below block i: the text says the last
// word of the one line and the words of the other together. Doubt is set where the line
// below may go on with the name and nothing tells.
func (s *state) nameGoesOn(i, title int) (rest string, doubt bool) {
	var name []string
	for k := i + 1; k < title; k++ {
		b := s.blocks[k]
		if b.role != roleText || b.blank > 0 || allCaps(b.text) != allCaps(s.blocks[i].text) || b.claim() != nil || len(name) > 1 {
			break
		}
		over := strings.ToLower(lastWord(s.blocks[k-1].text) + " " + b.text)
		if !slices.ContainsFunc(s.blocks[k+1:min(len(s.blocks), k+textReach)], func(t *block) bool {
			return strings.Contains(strings.ToLower(t.text[:min(len(t.text), nameReach)]), over)
		}) {
			break
		}
		name = append(name, b.text)
	}
	below := i + 1 + len(name)
	doubt = len(name) == 0 && below < title && s.blocks[below].blank == 0 && allCaps(s.blocks[i].text) && allCaps(s.blocks[below].text) && !s.namesBody(below)
	return strings.Join(name, " "), doubt
}
