package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// keyedReach is how many blocks away another one of a row of terms stands.
const keyedReach = 3

// mendKeyed joins the halves of a paragraph in a row of those that open with a few
// words and a colon: one that ends without a stop goes on in the block right below,
// which opens in another way.
func (s *state) mendKeyed(blocks []*block) []*block {
	out := blocks[:0]
	for i, b := range blocks {
		if n := len(out); n > 0 && isBrokenTerm(out[n-1], b) && hasTerm(out[max(0, n-1-keyedReach):n-1], blocks[i:min(len(blocks), i+keyedReach)]) {
			s.merge(out[n-1], b)
			continue
		}
		out = append(out, b)
	}
	return out
}

// isBrokenTerm reports whether b opens with a few words and a colon and breaks off
// right above next.
func isBrokenTerm(b, next *block) bool {
	return keyEnd(b) > 0 && !endsClause(b.text) && words(b.text) > keyWords+2 && next.role == roleText && next.blank == 0 && next.bullet == "" &&
		!next.isMark() && keyEnd(next) == 0 && startsUpper(next.text) && running(next.text)
}

// hasTerm reports whether a whole paragraph that opens with a few words and a colon
// is among blocks above or below.
func hasTerm(above, below []*block) bool {
	for _, b := range slices.Concat(above, below) {
		if keyEnd(b) > 0 && running(b.text) {
			return true
		}
	}
	return false
}

// leastTerms is how many lines open with a few words and a colon below the end of a
// sentence at least for each to begin a paragraph, as in a row of projects.
const leastTerms = 3

// markTerms marks the lines that begin the paragraphs of a row of terms, which the width
// alone would join where the line above happens to be full: in a stretch without a gap all
// that open with a few words and a colon stand at its start or below the end of a sentence.
func markTerms(lines []*line) {
	for _, l := range lines {
		if l.indexed {
			l.begin = beginTerm
		}
	}
	for from, to := range runs(0, len(lines), func(from, k int) bool { return lines[k].block == nil && (k == from || lines[k].blank == 0) }) {
		if terms := termsOf(lines[from:to]); len(terms) >= leastTerms {
			for _, l := range terms {
				l.begin = beginTerm
			}
		}
	}
	markOutcomes(lines)
}

// markOutcomes marks the lines that begin with the same sentence of one word, "Adopted. …", as
// minutes say what came of each point: all of them stand at the start of a stretch or below
// the end of a sentence, and so begin a paragraph.
func markOutcomes(lines []*line) {
	found, torn := map[string][]*line{}, map[string]bool{}
	for i, l := range lines {
		if l.block != nil {
			continue
		}
		word, rest, _ := strings.Cut(l.text, " ")
		if !isOutcome(word) || rest != "" && !startsUpper(rest) {
			continue
		}
		found[word] = append(found[word], l)
		torn[word] = torn[word] || i > 0 && l.blank == 0 && !l.page && words(lines[i-1].text) > headWords && !endsSentence(lines[i-1].text)
	}
	for word, at := range found {
		for _, l := range at {
			if len(at) >= leastTerms && !torn[word] && l.begin == beginOpen {
				l.begin = beginTerm
			}
		}
	}
}

// shortestOutcome is how many letters such a word has at least.
const shortestOutcome = 6

// isOutcome reports whether a word is a sentence of its own.
func isOutcome(word string) bool {
	body, ok := strings.CutSuffix(word, ".")
	return ok && runes(body) >= shortestOutcome && startsUpper(body) && !strings.ContainsFunc(body[1:], func(r rune) bool { return !unicode.IsLower(r) }) && lexicon.Of(word) == 0
}

// termsOf finds the lines of a stretch that open with a few words and a colon; nil where one
// stands amid a sentence or in the texts of a column of marks.
func termsOf(stretch []*line) (terms []*line) {
	for i, l := range stretch {
		switch {
		case keyEnd(&block{role: roleText, text: l.text}) == 0:
		case l.begin != beginOpen || i > 0 && !endsSentence(stretch[i-1].text):
			return nil
		default:
			terms = append(terms, l)
		}
	}
	return terms
}

// markPieces tells the lines that stand behind a call in one printed line with the
// line above, which a source breaks there: they break off amid a sentence where the
// first word below had room, but had none behind both.
func (s *state) markPieces(lines []*line) {
	for i := 1; i+1 < len(lines); i++ {
		a, b, next := lines[i-1], lines[i], lines[i+1]
		if b.blank+next.blank > 0 || a.block != nil || b.block != nil || next.block != nil || len(a.bare()) == len(a.text) || endsClause(b.text) || beginsWithNumber(b.text) || beginsWithNumber(next.text) {
			continue
		}
		w := s.widthAt(a)
		if w.full(b, next) || startsUpper(b.text) && !endsSentence(a.bare()) {
			continue
		}
		b.before = a.width() + 1
		if !w.full(b, next) || b.width() > w.measure+limitSlack {
			b.before = 0
		}
	}
}

func beginsWithNumber(text string) bool {
	_, ok := parseOrdinal(text)
	return ok
}
