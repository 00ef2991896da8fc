package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/understand/lexicon"
)

// setLevels nests the headings. Numbers of several parts give their own depth;
// the other kinds are ordered by what the document shows: series that restart
// stand below what they restart under, and titles without a number stand below
// the numbered title above them.
func setLevels(s *state) {
	c := s.contentsLevels()
	l := leveller{over: len(c.chapters) == 0 && s.restartsUnderPlain(), caps: s.mixedCaps(),
		lone: s.loneQuestion(), promised: s.promisedTitles(c), named: c.labels, zeros: s.chaptersInZero(), signs: s.chaptersBehindSign(), shifted: s.browserIndents(), nested: s.nestedSeries(c), ranked: s.sectionsJump()}
	for i, b := range s.blocks {
		if b.role == roleText && isRecitalOpener(b.text) {
			l.act()
		}
		if b.role == roleHeading {
			l.stand(s.blocks, i)
			if depth := s.partDepth(i, l.explained); depth > 0 {
				l.part(b, depth)
			}
			b.level = l.next(b)
		}
	}
	liftClosing(s)
}

// leveller walks over the headings in order.
type leveller struct {
	over bool // unnumbered titles stand over the numbered ones
	caps bool // titles in capitals stand over the others
	base int  // depth of the part above that numbers its sections anew
	// explained is set below the title of a law's explanation.
	explained bool
	// promised are the titles that the printed table of contents names, where it
	// leaves others out; they are chapters.
	promised map[string]bool
	chapter  bool // a promised title stands above
	// named are the labels of the headings that the contents name, nil among them for none,
	// where these name chapters by number. Others, "Example 3", head nothing above these.
	named   map[*label]bool
	counted bool // the chapter above has a number
	zeros   bool // chapters are numbered in two parts, 1.0 and 2.0
	signs   bool // chapters have the sign for a section before their numbers: § 1, § 1.1
	// lone is the heading that is the word for questions where no other is or answers one.
	lone *block
	// shifted is set where the indent of a heading shows its level.
	shifted bool
	// ranked is set where labels stand in the order of their ranks, whichever came first.
	ranked bool
	// nested are the headings of a series inside another of its kind.
	nested map[*block]*nested

	kinds    []kind // numbered kinds by first appearance, the highest first
	numbered int    // level of the numbered heading above, 0 where none
	plain    int    // level of the unnumbered heading above, 0 where none
	current  int    // level of the heading above that is no article or question
	answer   int    // level of the question or answer above, 0 where none
	inside   bool   // titles without a number stand inside this answer
	asked    bool   // a question was put above
	annexed  bool   // the heading above that is no article is that of an annex
	under    bool   // the heading stands right under another
	opens    bool   // the heading opens a part
	article  int    // level of the article above, 0 where none
	amending amending
	// letters is the letter alone above, and lettersAt its level.
	letters   ordinal
	lettersAt int
}

// stand notes what stands right above heading i.
func (l *leveller) stand(blocks []*block, i int) {
	l.under = i > 0 && blocks[i-1].role == roleHeading
}

// kind is a way of numbering headings.
type kind struct {
	style ast.ListStyle
	rank  int
}

// next gives the level of the next heading.
func (l *leveller) next(b *block) int {
	switch {
	case b.isQuestion() && b != l.lone && (l.asked || !b.isAnswer()):
		l.answer, l.inside, l.asked = l.current+1, false, true
		return l.answer
	case b.ord.style == "" && l.answer > 0 && (l.under || l.inside):
		l.inside = true
		return l.answer + 1
	case b.ord.style == "" && l.article > 0 && l.under:
		return l.article + 1 // the title of the article
	case b.isArticle():
		return l.articleLevel(b)
	case l.article > 0 && b.isComponent():
		return l.article + 1
	case b.isBareLetter():
		return l.letterLevel(b.ord)
	case l.annexed && b.ord.label != nil && (b.ord.label == labels["§"] || b.ord.label.rank == rankDivision):
		return l.current + 1
	case l.article > 0 && (b.ord.label == labels["§"] || l.insideArticle(b.ord)):
		return l.article + 1
	case b.ord.label != nil && b.ord.label.rank == rankAnnex:
		l.numbered, l.plain, l.current = 1, 0, 1
	case b.ord.style == "", l.leftOut(b.ord.label):
		l.current = l.plainLevel(b)
	case l.nested[b] != nil:
		l.current = l.nestedLevel(l.nested[b], b)
	default:
		l.current = l.numberedLevel(b.ord)
	}
	if l.current == 1 {
		l.counted = b.ord.style != ""
	}
	l.answer, l.inside, l.article = 0, false, 0
	l.asked, l.annexed = l.asked || strings.HasSuffix(b.text, "?"), b.namesAnnex()
	return l.current
}

// leftOut reports whether a label is of a part below chapters and none that the contents name,
// where these name chapters by number.
func (l *leveller) leftOut(of *label) bool {
	return of != nil && of.rank > rankChapter && of != labels["§"] && len(l.named) > 0 && !l.named[of]
}

// namesAnnex reports whether a heading begins with the word for an annex, with a number or
// not, as "Anlage: Auszug aus der Satzung" does.
func (b *block) namesAnnex() bool {
	return b.ord.style == "" && beginsAnnex(b.text) || b.ord.label != nil && b.ord.label.rank == rankAnnex
}

// beginsAnnex reports whether a text begins with the word for an annex.
func beginsAnnex(text string) bool {
	word := labels[strings.ToLower(strings.TrimRight(firstWord(text), ":.,"))]
	return word != nil && word.rank == rankAnnex
}

// isAnswer reports whether a heading is the bare word for an answer. Where no question was
// put above, as in a reply to a letter, it heads a chapter like any other.
func (b *block) isAnswer() bool {
	return b.ord.label == nil && lexicon.IsWhole(strings.TrimSuffix(b.text, ":"), lexicon.Answer)
}

// insideArticle reports whether a number with a dash, "I. - Present law", counts
// inside the articles of a report: no chapter above has one.
func (l *leveller) insideArticle(o ordinal) bool {
	return o.delim == dashDelim && !slices.Contains(l.kinds, kind{style: o.style})
}

func isRecitalOpener(text string) bool {
	return len(text) < 50 && lexicon.IsWhole(text, lexicon.Recitals)
}

// act begins an act below the memorandum that explains it: its chapters are not
// inside those above.
func (l *leveller) act() {
	l.kinds, l.numbered, l.plain, l.current, l.answer, l.article = nil, 0, 0, 0, 0, 0
}

// part opens the part with title b, which numbers its sections anew, at a depth
// from 1.
func (l *leveller) part(b *block, depth int) {
	explained := l.explained || lexicon.IsWhole(b.text, lexicon.Explanation)
	*l = leveller{
		over: l.over, caps: l.caps, promised: l.promised, named: l.named, signs: l.signs, shifted: l.shifted, ranked: l.ranked, nested: l.nested,
		base: depth, explained: explained, opens: true,
	}
}

// isQuestion reports whether a heading is a question or an answer, numbered or
// bare.
func (b *block) isQuestion() bool {
	if b.ord.label != nil {
		return b.ord.label.rank == rankQuestion
	}
	l := labels[strings.ToLower(strings.TrimSuffix(b.text, ":"))]
	return l != nil && l.rank == rankQuestion
}

// loneQuestion is the one heading of a paper that is the word for questions or answers without
// a number, a chapter like any other: "Questions" at the end of a guide. Nil where there is
// none or more than one.
func (s *state) loneQuestion() *block {
	var lone *block
	for _, b := range s.blocks {
		if b.role != roleHeading || !b.isQuestion() {
			continue
		}
		if lone != nil || b.ord.label != nil {
			return nil
		}
		lone = b
	}
	return lone
}

// plainLevel is the level of a title without a number.
func (l *leveller) plainLevel(b *block) int {
	switch {
	case l.opens:
		l.plain, l.opens = l.base, false
	case l.base > 1 && l.numbered == 0:
		l.plain = l.base + 1
	case l.shifted && b.indent <= maxShift && b.indent%2 == 0:
		l.plain = b.indent/2 + 1
	case l.promised[announcedKey(b.text)]:
		l.plain, l.chapter = 1, true
	case isBackTitle(b.text):
		l.plain = 1
	case l.over || l.numbered == 0:
		l.plain = 1
		if l.caps && !allCaps(b.text) || l.chapter {
			l.plain = 2
		}
	case l.caps && allCaps(b.text) && !(l.counted && len(l.named) > 0):
		l.plain = 1
	default:
		l.plain = l.numbered + 1
	}
	return l.plain
}

// numberedLevel is the level of a numbered title: by the place of its kind
// among the kinds seen, and by the depth of its number.
func (l *leveller) numberedLevel(o ordinal) int {
	k := kind{style: o.style}
	if o.label != nil {
		k = kind{rank: o.label.rank}
	} else if o.depth() > 1 && o.parts[0] < 0 {
		k = l.lettered(k)
	}
	at := -1
	for i, seen := range l.kinds {
		if seen == k {
			at = i
		}
	}
	if at < 0 {
		at = l.placeOf(k)
		l.kinds = slices.Insert(l.kinds, at, k)
	}
	level := at + 1
	if o.label == nil && !(l.zeros && o.isChapter()) || o.label == labels["§"] && l.signs {
		level += o.depth() - 1
	}
	if l.base > 0 {
		level += l.base
	} else if l.over {
		level++
	}
	l.numbered = level
	return level
}

// nestedLevel is the level of the headings of a series inside another of its kind: below
// the heading under which it begins. Where that has no number, one behind the series is
// its sibling.
func (l *leveller) nestedLevel(n *nested, b *block) int {
	if n.level == 0 {
		n.level = l.current + 1
		if l.plain == l.current {
			n.outer = l.numbered
		}
	}
	l.numbered = n.level
	if b == n.last && n.outer > 0 {
		l.numbered = n.outer
	}
	return n.level
}

// lettered is the kind of the letters or Roman numerals before the first stop of numbers
// such as B.2, where titles have them alone, and else k.
func (l *leveller) lettered(k kind) kind {
	for _, seen := range l.kinds {
		if seen.style == ast.UpperAlpha || seen.style == ast.UpperRoman {
			return seen
		}
	}
	return k
}

// restartsUnderPlain reports whether numbers restart under titles without a
// number: at least two series begin at 1 below such a title, or go on right
// below it, as below a title that would else head nothing.
func (s *state) restartsUnderPlain() bool {
	restarts, crossings := 0, 0
	var above, numbered *block
	for i, b := range s.blocks {
		if b.role != roleHeading {
			continue
		}
		counts := b.ord.style == ast.Decimal && b.ord.label == nil && b.ord.depth() == 1
		tight := above != nil && above == s.blocks[max(0, i-1)]
		plain := above != nil && above.ord.style == ""
		switch {
		case (b.ord.opens() || counts && tight) && plain:
			restarts++
		case plain && numbered != nil && b.ord.style == numbered.ord.style && b.ord.label == nil && b.ord.isNext(numbered.ord.parts):
			crossings++
		}
		if above = b; b.ord.style != "" {
			numbered = b
		}
	}
	return restarts >= 2 && restarts > crossings || s.partsUnderPlain() || s.seriesUnderPlain()
}

// partsUnderPlain reports whether the numbers of headings are those of parts
// throughout, small letters or numbers of several parts, and the first stands under
// a title without a number: then that title takes the place of a chapter. Above 1.1
// it stands right there; small letters never count chapters.
func (s *state) partsUnderPlain() bool {
	var above, first *block
	tight := false
	for i, b := range s.blocks {
		switch {
		case b.role != roleHeading:
		case b.ord.style == "":
			above = b
		case b.ord.label != nil || b.ord.depth() < 2 && b.ord.style != ast.LowerAlpha:
			return false
		case first == nil:
			if above == nil {
				return false
			}
			first, tight = b, s.blocks[i-1] == above
		}
	}
	return first != nil && (first.ord.style == ast.LowerAlpha || tight && first.ord.parts[0] == 1)
}

// chaptersBehindSign reports whether headings have the sign for a section before numbers of
// one part and of several, as W3C and Geonovum print chapters: § 1, § 1.1.
func (s *state) chaptersBehindSign() bool {
	var one, several bool
	for _, b := range s.blocks {
		if b.role == roleHeading && b.ord.label == labels["§"] {
			one, several = one || b.ord.depth() == 1, several || b.ord.depth() > 1
		}
	}
	return one && several
}

// mixedCaps reports whether some headings stand in capitals and others do not.
func (s *state) mixedCaps() bool {
	caps, others := false, false
	for _, b := range s.blocks {
		if b.role != roleHeading || b.ord.label != nil {
			continue
		}
		if allCaps(b.text) {
			caps = caps || b.ord.style == ""
		} else {
			others = true
		}
	}
	return caps && others
}
