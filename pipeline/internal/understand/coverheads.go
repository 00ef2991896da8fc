package understand

import (
	"slices"
	"strings"
	"unicode"
)

// headKey is a title by which it is known where it comes back: its letters and
// figures in small.
func headKey(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
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

// publisherAbove takes the name of the body above the title, whatever body it is,
// into the metadata: a line that names one, or the only name above that the text
// speaks of.
func (s *state) publisherAbove(title int) {
	if s.doc.Meta.Publisher != "" {
		return
	}
	for i, b := range s.blocks[:title] {
		name, confidence := b.text, 0.85
		switch {
		case b.role != roleText || endsSentence(name) || words(name) > 12 || isGenre(name) || beginsKind(name):
			continue
		case s.namesBody(i) || strings.HasSuffix(name, ",") && namesBody(strings.TrimSuffix(name, ",")):
			if next := i + 1; strings.HasSuffix(name, ",") && next < len(s.blocks) && (next < title || s.blocks[next].claim() != nil && !s.blocks[next].claim().title) {
				name += " " + s.blocks[next].text
			}
		case s.isNameInText(i) && titleish(name) && i+1 < len(s.blocks) && (s.blocks[i+1].blank > 0 || i+1 == title) && (i == 0 || b.blank > 0):
			confidence = 0.70
		default:
			continue
		}
		s.doc.Meta.Publisher = name
		s.say(decision{codeValue, "the name of a body above the title", "publisher " + name, confidence}, b.pos(), name)
		return
	}
}
