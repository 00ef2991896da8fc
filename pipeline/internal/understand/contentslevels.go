package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// contentsLevels are what the printed table of contents says of the levels of the headings
// that it names, read in the order in which they stand in the text.
type contentsLevels struct {
	// chapters are its headings that count one by one, with a number of as few parts as
	// any that the contents name.
	chapters []int
	// inside are its titles without a number that stand inside one of the chapters.
	inside map[int]bool
	// labels are those of the headings that it names, nil among them for none.
	labels map[*label]bool
}

// leastChapters is how many chapters of a series the contents name at least, before they say
// which of the document's numbers are those of its chapters.
const leastChapters = 2

// contentsLevels reads the contents' titles without a number: one between the chapters n
// and n+1 is inside chapter n, unless such titles stand right above a chapter, as those of
// parts do over chapters that are counted throughout. Behind the last chapter they are
// inside it where others have some, and where it is no part of the back matter. Without a
// run of chapters nothing is said.
func (s *state) contentsLevels() contentsLevels {
	c := contentsLevels{inside: map[int]bool{}, labels: map[*label]bool{}}
	depth := s.promisedDepth()
	var between, last []int // titles between neighbours, and behind the last chapter
	parts := 0
	for i, b := range s.blocks {
		switch {
		case b.role != roleHeading || !s.named(b):
			continue
		case b.ord.style == "":
			last = append(last, i)
			if i+1 < len(s.blocks) && s.nextChapter(c.chapters, i+1) {
				parts++
			}
		case !b.countsParts() || b.ord.depth() > depth:
		case len(c.chapters) == 0:
			c.chapters, last = append(c.chapters, i), nil
		case b.ord.style != s.blocks[c.chapters[0]].ord.style: // inside a chapter
		case depth == 1 && b.ord.value() == 1:
			return contentsLevels{} // the numbers begin anew, as in parts
		case s.nextChapter(c.chapters, i):
			c.chapters, between, last = append(c.chapters, i), append(between, last...), nil
		}
		c.labels[b.ord.label] = true
	}
	if len(c.chapters) < leastChapters || 2*parts > len(between) {
		return contentsLevels{}
	}
	for _, i := range between {
		c.inside[i] = true
	}
	for _, i := range last {
		c.inside[i] = len(between) > 0 && !s.isBackMatter(i)
	}
	return c
}

// named reports whether the contents name a heading, which may have the sign for a section
// before the number that stands there alone.
func (s *state) named(b *block) bool {
	return s.inContents(b.text) || b.ord.label == labels["§"] && s.inContents(strings.TrimSpace(strings.TrimPrefix(b.text, "§")))
}

// promisedDepth is the least number of parts of the numbers of headings that the contents
// name; 0 where they name none.
func (s *state) promisedDepth() int {
	depth := 0
	for _, b := range s.blocks {
		if b.role == roleHeading && b.countsParts() && s.named(b) && (depth == 0 || b.ord.depth() < depth) {
			depth = b.ord.depth()
		}
	}
	return depth
}

// countsParts reports whether a block has a number that shows its depth by its parts: one
// without a label, or behind the sign for a section.
func (b *block) countsParts() bool {
	return b.ord.style != "" && (b.ord.label == nil || b.ord.label == labels["§"])
}

// nextChapter reports whether block i is a chapter behind the last of those given, of which
// the contents as they were read may lack some.
func (s *state) nextChapter(chapters []int, i int) bool {
	b := s.blocks[i]
	if len(chapters) == 0 || b.role != roleHeading || !b.countsParts() {
		return false
	}
	above := s.blocks[chapters[len(chapters)-1]].ord
	return b.ord.style == above.style && b.ord.label == above.label && b.ord.depth() == above.depth() && slices.Compare(b.ord.parts, above.parts) > 0
}

// isBackMatter reports whether a title without a number is that of an annex, a
// bibliography or another part behind the chapters.
func (s *state) isBackMatter(i int) bool {
	text := s.blocks[i].text
	return beginsAnnex(text) || isBackTitle(text)
}

// isBackTitle reports whether text is the title of the matter behind a report's text.
func isBackTitle(text string) bool {
	return lexicon.IsWhole(announcedKey(text), lexicon.BackTitle)
}
