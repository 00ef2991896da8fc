package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	chars "octavo/pipeline/internal/text"
)

// headKey is a title by which it is known where it comes back: its letters and
// figures in small.
func headKey(text string) string {
	var room [longestEntry]byte
	key := room[:0]
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			key = append(key, byte(r))
		case chars.IsWord(r):
			key = utf8.AppendRune(key, unicode.ToLower(r))
		}
	}
	return string(key)
}

// maxHeads bounds the different running heads that titles are looked for in, and
// leastKey is the shortest title that is known by a part of one.
const (
	maxHeads = 24
	leastKey = 12
)

// runningHeads are the keys of the running heads that were left out.
func (s *state) runningHeads() []string {
	var keys []string
	for _, d := range s.log.All() {
		if d.Code != codePageFoot || words(d.Dropped) < 2 || len(d.Dropped) > 2*maxFoot {
			continue
		}
		if k := headKey(d.Dropped); !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
		if len(keys) == maxHeads {
			break
		}
	}
	return keys
}

// comesBack reports whether a running head holds the words of a title.
func comesBack(heads []string, title string) bool {
	key := headKey(title)
	return len(key) >= leastKey && slices.ContainsFunc(heads, func(h string) bool { return strings.Contains(h, key) })
}

// underTitle reports whether block i stands between the title of the paper and its first
// number, with nothing but such lines between: the name of a body, a year, or any line of a
// cover, which the page with the number follows.
func (s *state) underTitle(i int) bool {
	if b := s.blocks[i]; i >= s.body || s.doc.Meta.Title == "" || b.ord.style != "" || allCaps(b.text) || isPartTitle(b.text) {
		return false
	}
	to := i + 1
	for to < s.body && s.blocks[to].ord.style == "" {
		to++
	}
	if to >= len(s.blocks) || s.blocks[to].role != roleHeading || !s.blocks[to].ord.opens() {
		return false
	}
	return s.blocks[to].lines[0].page || isYear(lastWord(s.blocks[i].text)) || s.namesBody(i)
}
