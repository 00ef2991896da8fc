package understand

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// longTitles reports whether a series counts titles that are long or end in a stop, as
// those of decisions are, "A. The economic interests of the board (article 10, second
// paragraph, under b)." and "B. …": two at least, four in five over running text that no
// number counts, and every other one without a stop, which a sentence has.
func (s *state) longTitles(c *chain) bool {
	titles, open := 0, 0
	for _, i := range c.members {
		if s.longTitle(i) {
			titles++
			open += int(one(!endsSentence(s.blocks[i].text)))
		}
	}
	return titles >= 2 && titles*5 >= len(c.members)*4 && open*2 >= titles
}

// maxLongTitle is how many words the longest title of a series has: that of the labelled
// decisions that names the grounds of an article in full has 32.
const maxLongTitle = 36

// longTitle reports whether block i may be a title of a series that has long ones: one
// phrase behind a figure, a capital or a Roman number with a stop, over running text.
func (s *state) longTitle(i int) bool {
	o := s.blocks[i].ord
	if o.delim != "." || o.depth() > 1 || o.style == ast.LowerAlpha || o.style == ast.LowerRoman {
		return false
	}
	title := strings.TrimSuffix(o.rest, ".")
	return startsUpper(title) && !moreWords(title, maxLongTitle) && !endsClause(title) && !hasSentenceEnd(title) && !breaksOff(title) &&
		s.overProse(i) && startsUpper(s.blocks[i+1].text)
}
