package understand

import "strings"

// dropCountingLines leaves out whole lines that come back at least three times
// and differ only in one number, which counts up: "Report 2022 | 3".
func (s *state) dropCountingLines() {
	at := map[string][]int{}
	numbers := map[string][]int{}
	var order []string
	for i, l := range s.lines {
		if len(l.text) < minFoot || len(l.text) > maxFoot || l.block != nil || isLabelled(l.text) || endsSentence(l.text) {
			continue
		}
		for _, c := range counters(l.text) {
			if at[c.before] == nil {
				order = append(order, c.before)
			}
			at[c.before] = append(at[c.before], i)
			numbers[c.before] = append(numbers[c.before], c.number)
		}
	}
	for _, key := range order {
		if len(at[key]) < 3 || !mostlyCounting(numbers[key]) && !(setOff(key) && rising(numbers[key])) {
			continue
		}
		if numbers[key][0] == 1 && s.headParts(at[key]) {
			continue
		}
		s.paged = true
		for _, i := range at[key] {
			s.drop(s.lines[i], decision{codePageFoot, "the same line with a number that counts up", "running head or foot", 0.95})
		}
	}
}

// headParts reports whether the lines at these places stand where headings of
// parts do: each alone, away from page breaks, below a paragraph that ended or
// below another one of them.
func (s *state) headParts(places []int) bool {
	last := -1
	for _, i := range places {
		l := s.lines[i]
		if i == 0 || l.blank == 0 || l.page || i-1 != last && !endsSentence(s.lines[i-1].text) {
			return false
		}
		if i+1 < len(s.lines) && (s.lines[i+1].blank == 0 || s.lines[i+1].page) {
			return false
		}
		last = i
	}
	return true
}

// setOff reports whether a bar or a wide gap stands between the number of a
// running head and its words. Pages with other heads may lie between such ones.
func setOff(key string) bool {
	for _, gap := range headGaps {
		if strings.HasSuffix(key, gap+"#") {
			return true
		}
	}
	return false
}

// headGaps set the number of a running head apart from its words.
var headGaps = []string{" | ", "   ", "\t"}
