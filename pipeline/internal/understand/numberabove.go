package understand

import (
	"slices"

	"octavo/pipeline/internal/ast"
)

// numbersAbove puts the number that stands alone above a heading without one before it: "1."
// over "Situation", "2.1." over "Daily care". Figures may be those of a page or a row: they
// must count on from the heading above or begin anew, without a stop only where a second one
// follows; of several parts they count on from the heading above. What looks like the titles
// that had theirs alone above them is one too where its number is the next.
func (s *state) numbersAbove() {
	gone, last, letter := map[*block]bool{}, []int{0}, []int{0}
	joined := "" // the last title whose number stood above it
	second := s.hasSecond()
	for i := s.front; i < len(s.blocks); i++ {
		b := s.blocks[i]
		o, ok := s.numberAbove(i)
		if !ok && joined != "" && s.likeJoined(i, joined) {
			o, ok = s.numberAlone(i)
			ok = ok && o.isNext(last)
		}
		if ok && (o.goesOn(last, second) || o.depth() > 1 && o.countsOn(letter)) {
			head := s.blocks[i+1]
			joined = head.text
			s.merge(b, head)
			o.raw, o.rest, o.sep = o.raw[:len(b.lines[0].text)], head.text, " "
			b.ord, b.role, gone[head] = o, roleHeading, true
			s.say(decision{codeHeading, "a number alone above a title", "heading", 0.75}, b.pos(), b.text)
		}
		if b.role == roleHeading && b.ord.label == nil && b.ord.style == ast.Decimal {
			last = b.ord.parts
		} else if b.role == roleHeading && b.ord.label == nil && b.ord.style == ast.UpperAlpha {
			letter = []int{-b.ord.value()} // as in "B.1"
		}
	}
	s.remove(func(_ int, b *block) bool { return gone[b] })
}

// goesOn reports whether a number alone goes on from the last of the headings above, or
// begins anew; second is set where a second one follows. last are the parts of that heading's
// number, 0 where there is none.
func (o ordinal) goesOn(last []int, second bool) bool {
	switch {
	case o.depth() == 2 && o.value() == 0:
		return o.parts[0] == last[0]+1 && (last[0] > 0 || second) // 2.0 is the number of chapter 2
	case o.depth() > 1:
		return o.countsOn(last)
	case o.style != ast.Decimal, o.delim != "" && o.value() == 1:
		return true
	case o.value() != last[0]+1:
		return false
	}
	return o.delim != "" || last[0] > 0 || second
}

// countsOn reports whether a number of several parts is the first below the one of parts
// last, or the next on its own level: 2.1 behind 2, 2.2 behind 2.1 and behind 2.1.3. With a
// stop it may leave some out, whose titles stand elsewhere.
func (o ordinal) countsOn(last []int) bool {
	above := o.depth() - 1
	if len(last) < above || !slices.Equal(o.parts[:above], last[:above]) {
		return false
	}
	if len(last) == above {
		return o.value() == 1
	}
	return o.value() == last[above]+1 || o.delim != "" && o.value() > last[above]
}

// numberAbove is the number that block i is, where a heading without one stands below it.
func (s *state) numberAbove(i int) (ordinal, bool) {
	if i+1 >= len(s.blocks) || s.blocks[i+1].role != roleHeading || !s.mayJoin(i+1) {
		return ordinal{}, false
	}
	return s.numberAlone(i)
}

// mayJoin reports whether a number alone above block i may be its own.
func (s *state) mayJoin(i int) bool {
	head := s.blocks[i]
	_, mark := markOrdinal(head.text)
	return head.ord.style == "" && len(head.lines) > 0 && head.bullet == "" && !mark
}

// likeJoined reports whether the block below block i is text that looks like a title whose
// number stood alone above it, and stands over text as one does.
func (s *state) likeJoined(i int, title string) bool {
	if i+1 >= len(s.blocks) || !s.mayJoin(i+1) {
		return false
	}
	b := s.blocks[i+1]
	return b.role == roleText && b.claim() == nil && len(b.lines) == 1 && allCaps(b.text) == allCaps(title) && titleish(b.text) && !isNoTitle(b.text) && s.overWords(i+1)
}

// isNext reports whether a number is the next behind the one of parts last, on its level or
// below it.
func (o ordinal) isNext(last []int) bool {
	above := o.depth() - 1
	return len(last) > above && slices.Equal(o.parts[:above], last[:above]) && o.value() == last[above]+1 ||
		len(last) == above && slices.Equal(o.parts[:above], last) && o.value() == 1
}

// numberAlone is the number that block i is and nothing else: with a stop, or a figure alone.
func (s *state) numberAlone(i int) (ordinal, bool) {
	b := s.blocks[i]
	if b.role != roleText || len(b.lines) != 1 || len(b.calls) > 0 || b.claim() != nil {
		return ordinal{}, false
	}
	if o, ok := parseOrdinal(b.text + " X"); ok && o.isChapter() && o.rest == "X" {
		return o, true
	}
	o, ok := markOrdinal(b.text)
	return o, ok && !o.paren && (o.delim == "." || o.bare() && o.style == ast.Decimal)
}

// isChapter reports whether a number is that of a chapter in two parts, as 2.0.
func (o ordinal) isChapter() bool {
	return o.style == ast.Decimal && o.label == nil && !o.paren && o.depth() == 2 && o.value() == 0
}

// chaptersInZero reports whether the headings count their chapters in two parts, 1.0 and 2.0,
// and none has a number of one part.
func (s *state) chaptersInZero() bool {
	chapters := 0
	for _, b := range s.blocks {
		o := b.ord
		switch {
		case b.role != roleHeading || o.style != ast.Decimal || o.label != nil:
		case o.depth() == 1:
			return false
		case o.isChapter():
			chapters++
		}
	}
	return chapters > 1
}

// hasSecond reports whether a heading has the number 2, before it or alone above it.
func (s *state) hasSecond() bool {
	for i := s.front; i < len(s.blocks); i++ {
		o, ok := s.numberAbove(i)
		if b := s.blocks[i]; b.role == roleHeading {
			o, ok = b.ord, b.ord.label == nil
		}
		if ok && o.style == ast.Decimal && o.parts[0] == 2 && (o.depth() == 1 || o.isChapter()) {
			return true
		}
	}
	return false
}
