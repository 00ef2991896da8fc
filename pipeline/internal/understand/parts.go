package understand

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/understand/lexicon"
)

func isPartTitle(text string) bool {
	return lexicon.IsWhole(text, lexicon.Explanation|lexicon.HalfOfExplanation)
}

// partDepth is the level of the part that block i heads, inside an explanation
// where one is open; 0 is no part. Its title is a usual one, and the first number
// of a series, a labelled part or the title of its first half stands right under
// it; a half of an open explanation needs no such proof.
func (s *state) partDepth(i int, explained bool) int {
	b := s.blocks[i]
	if b.ord.style != "" || i+1 >= len(s.blocks) || !isPartTitle(b.text) {
		return 0
	}
	next := s.blocks[i+1]
	half := next.role == roleHeading && lexicon.IsWhole(next.text, lexicon.HalfOfExplanation)
	counts := next.role == roleHeading && next.ord.style != "" && (next.ord.label != nil || next.ord.value() == 1)
	switch {
	case lexicon.IsWhole(b.text, lexicon.HalfOfExplanation) && explained:
		return 2
	case counts, half && lexicon.IsWhole(b.text, lexicon.Explanation):
		return 1
	}
	return 0
}

// bareLetters takes capital letters and Roman numbers alone on their lines, as
// the parts of an amendment have them, where at least two count up over text.
func (s *state) bareLetters() {
	var open []*block
	next := 1
	flush := func() {
		if len(open) >= 2 {
			for _, b := range open {
				s.heading(b, "letters alone on their lines that count up", 0.85)
			}
		}
		open, next = nil, 1
	}
	for i := s.front; i < len(s.blocks); i++ {
		b := s.blocks[i]
		if b.role != roleText || !s.overText(i) {
			continue
		}
		if o, ok := markOrdinal(b.text); ok && o.style == ast.UpperRoman && o.delim == "." {
			b.ord = ordinal{raw: b.text, style: o.style, parts: o.parts, delim: o.delim}
			s.heading(b, "a Roman number and its stop alone on a line over text", 0.80)
			continue
		}
		o, ok := bareLetter(b.text, next, open)
		if !ok && len(open) > 0 {
			if o, ok = bareLetter(b.text, 1, nil); ok {
				flush()
			}
		}
		if ok {
			b.ord = o
			open, next = append(open, b), o.value()+1
		}
	}
	flush()
}

// overText reports whether a sentence or clause stands under block i.
func (s *state) overText(i int) bool {
	if len(s.blocks[i].text) > maxLetters || i+1 >= len(s.blocks) {
		return false
	}
	next := s.blocks[i+1]
	return next.role == roleText && (endsClause(next.text) || isEnclosed(next.text) || running(next.text)) || next.role == roleHeading
}

// bareLetter reads a capital or Roman number alone that has the value asked for,
// in the style of those before.
func bareLetter(text string, value int, before []*block) (ordinal, bool) {
	numeral := strings.TrimSuffix(text, ".")
	o, ok := parseLetters(numeral)
	if !ok || o.raw != numeral || o.style != ast.UpperAlpha && o.style != ast.UpperRoman {
		return ordinal{}, false
	}
	if len(before) > 0 {
		if o, ok = o.as(before[0].ord.style); !ok {
			return ordinal{}, false
		}
	}
	o.raw = text
	return o, o.value() == value
}

// promisedTitles are the titles without a number that the printed table of
// contents names, those inside one of its chapters aside.
func (s *state) promisedTitles(c contentsLevels) map[string]bool {
	found := map[string]bool{}
	for i, b := range s.blocks {
		if b.role != roleHeading || b.ord.style != "" || c.inside[i] {
			continue
		}
		if key := announcedKey(b.text); s.promised[key] {
			found[key] = true
		}
	}
	return found
}

func announcedKey(text string) string {
	return strings.ToLower(strings.TrimRight(text, announcedEnds))
}

// announcedEnds are the signs that the title of an entry may end with.
const announcedEnds = ".;:, "
