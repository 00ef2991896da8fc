package understand

import "octavo/pipeline/internal/ast"

// amending is an article of an amending law, whose parts count in letters: the
// letters stand below it, and the articles that a letter inserts below that.
type amending struct {
	style    ast.ListStyle // of the article's number, "" where none is open
	level    int           // of the article
	numbered int           // level of the numbered heading above the article
	letter   bool          // a letter was met
}

// isArticle reports whether a heading is an article, or a part as small.
func (b *block) isArticle() bool {
	return b.ord.label != nil && b.ord.label.rank >= rankArticle
}

// isComponent reports whether a heading is a lettered part of an article, as an
// explanation has it: "Onderdeel A" under "Artikel I".
func (b *block) isComponent() bool {
	return b.ord.label == labels["onderdeel"] || b.ord.label == labels["onderdelen"]
}

// isBareLetter reports whether a heading is a letter or Roman number alone.
func (b *block) isBareLetter() bool {
	return b.ord.label == nil && b.ord.rest == "" && (b.ord.style == ast.UpperAlpha || b.ord.style == ast.UpperRoman)
}

// articleLevel is the level of an article. Behind the letters of an article,
// one with another kind of number is inserted by the letter above; one with the
// same kind goes on with the law that amends.
func (l *leveller) articleLevel(b *block) int {
	if l.amending.letter && b.ord.style != l.amending.style {
		l.article = l.current + 1
		return l.article
	}
	if l.amending.letter {
		l.current, l.numbered = l.amending.level-1, l.amending.numbered
	}
	l.article = l.current + 1
	l.amending = amending{style: b.ord.style, level: l.article, numbered: l.numbered}
	return l.article
}

// letterLevel is the level of a letter or Roman number alone: that of the letter
// which it follows, else below the article above, else that of its kind.
func (l *leveller) letterLevel(o ordinal) int {
	switch {
	case len(l.letters.parts) > 0 && l.letters.style == o.style && l.letters.value()+1 == o.value():
		l.numbered, l.current = l.lettersAt, l.lettersAt
	case l.article > 0 && l.amending.style != "", l.amending.letter:
		l.amending.letter = true
		l.current = l.amending.level + 1
		l.numbered = l.current
	default:
		l.current = l.numberedLevel(o)
	}
	l.letters, l.lettersAt = o, l.current
	l.plain, l.article, l.answer, l.inside = 0, 0, 0, false
	return l.current
}
