package understand

import (
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// liftClosing makes the report's last heading a chapter where its title closes
// the whole and it would be the only sub-heading of the last chapter: a lone
// sub-division is no division.
func liftClosing(s *state) {
	var headings []*block
	for _, b := range s.blocks {
		if b.role == roleHeading {
			headings = append(headings, b)
		}
	}
	n := len(headings)
	if n < 3 {
		return
	}
	last, before := headings[n-1], headings[n-2]
	title := strings.TrimRight(last.text, ".: ")
	if last.ord.style == "" && last.level == before.level+1 && lexicon.IsWhole(title, lexicon.ClosingTitle) {
		last.level = before.level
	}
}

// signatureReach is how many lines sign a letter at most.
const signatureReach = 14

// claimClosings gives the lines that close a letter and sign it, from the words
// of the closing to the next running text, blocks of their own. A line right
// above running text may be its heading.
func (s *state) claimClosings() {
	for i, l := range s.lines {
		if l.block == nil && isClosingLine(l.text) {
			for _, signs := range s.lines[i:s.signatureEnd(i)] {
				if signs.claim == nil {
					signs.claim = &claim{}
				}
			}
		}
	}
}

// isClosingLine reports whether a line is nothing but the words that close a
// letter.
func isClosingLine(text string) bool {
	return len(text) <= 80 && lexicon.Is(strings.TrimRight(text, " ,"), lexicon.Closing)
}

// signatureEnd is the end of the signature that closes the letter in line i:
// lines without a sentence, but for those that head what follows.
func (s *state) signatureEnd(i int) int {
	end := i + 1
	for ; end < len(s.lines) && end-i < signatureReach; end++ {
		l := s.lines[end]
		if l.block != nil || l.page || s.headsAnnex(end) || words(l.text) > 12 || len(l.text) > len("(w.g.)") && endsSentence(l.text) {
			break
		}
	}
	if end == len(s.lines) || end == i+1 {
		return end
	}
	for end > i+1 && s.lines[end].blank == 0 && !s.signs(end-1) {
		end-- // nothing parts it from the text that it heads
	}
	return end
}

// headsAnnex reports whether line i, between empty lines, names an annex that begins right
// below with a labelled title, an item or running text; enclosures are only named.
func (s *state) headsAnnex(i int) bool {
	if i+1 >= len(s.lines) || s.lines[i].blank == 0 || s.lines[i+1].blank == 0 || !beginsAnnex(s.lines[i].text) {
		return false
	}
	next := s.lines[i+1].text
	_, label := parseLabel(next)
	return label && !beginsAnnex(next) || isLabelled(next) || isMarked(next) || running(next)
}

// signs reports whether line i can only be one of a signature: an office, a name
// with initials, or what leads to them.
func (s *state) signs(i int) bool {
	text := s.lines[i].text
	return lexicon.BeginsAs(text, lexicon.Office|lexicon.Closing) || isSignature(text) || isSignatory(text) || strings.HasSuffix(text, ",") || startsLower(text)
}
