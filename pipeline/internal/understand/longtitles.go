package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
)

// longTitles reports whether a series counts titles that are long or end in a stop, as
// those of decisions are, "A. The economic interests of the board (article 10, second
// paragraph, under b)." and "B. …": two at least and two in three, over text that no number
// counts, and every other one without a stop, which a sentence has, or of a few words. A line
// that ends with a colon announces a list.
func (s *state) longTitles(c *chain) bool {
	titles, open := 0, 0
	for _, i := range c.members {
		if s.longTitle(i) {
			titles++
			open += int(one(!endsSentence(s.blocks[i].text) || words(s.blocks[i].ord.rest) <= headWords))
		}
	}
	return titles >= 2 && !s.underColon(c.members[0]) && titles*3 >= len(c.members)*2 && open*2 >= titles
}

// maxLongTitle is how many words the longest title of a series has: that of the labelled
// decisions that names the grounds of an article in full has 32.
const maxLongTitle = 36

// longTitle reports whether block i may be a title of a series that has long ones: one
// phrase behind a figure, a capital or a Roman number with a stop, over text.
func (s *state) longTitle(i int) bool {
	o := s.blocks[i].ord
	if o.delim != "." || o.depth() > 1 || o.style == ast.LowerAlpha || o.style == ast.LowerRoman {
		return false
	}
	return startsUpper(o.rest) && s.isPhrase(i)
}

// isPhrase reports whether one phrase stands behind the number of block i, with a stop or
// without, over text.
func (s *state) isPhrase(i int) bool {
	title := strings.TrimSuffix(s.blocks[i].ord.rest, ".")
	return !moreWords(title, maxLongTitle) && !endsClause(title) && !hasSentenceEnd(title) && !breaksOff(title) && s.overWords(i)
}

// overWords reports whether text without a number stands under block i, a sentence or a line
// that announces more.
func (s *state) overWords(i int) bool {
	if i+1 >= len(s.blocks) {
		return false
	}
	b := s.blocks[i+1]
	return b.role == roleText && b.ord.style == "" && startsUpper(b.text) && (running(b.text) || strings.HasSuffix(b.text, ":"))
}

// breaksSentence reports whether the sentence that block i begins goes on in small letters
// in the text below it, which another line or an empty one parts from it.
func (s *state) breaksSentence(i int) bool {
	b := s.blocks[i]
	if i+1 >= len(s.blocks) || words(b.ord.rest) < leastBroken || endsClause(b.text) {
		return false
	}
	below := s.blocks[i+1]
	return below.role == roleText && below.bullet == "" && below.ord.style == "" && !(len(below.lines) > 0 && below.lines[0].page) && plainBreak(b.text, below.text)
}

// leastBroken is how many words of a sentence stand in a line at least before a break.
const leastBroken = 5

// countsVersions reports whether a chain of numbers of several parts that does not begin with
// the first has one title throughout, as the publisher stands behind those of the versions of
// a paper; no two sections of a part have one title.
func (s *state) countsVersions(c *chain) bool {
	if len(c.members) < 2 || c.values[0] == 1 {
		return false
	}
	first := headKey(s.blocks[c.members[0]].ord.rest)
	return !slices.ContainsFunc(c.members, func(i int) bool { return headKey(s.blocks[i].ord.rest) != first })
}
