package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	chars "octavo/pipeline/internal/text"
)

// openArticle is the article whose paragraphs are counted while the lines are read.
type openArticle struct {
	line  int      // of its label, -1 where none is open
	last  int      // the number of its last paragraph, 0 before the first
	apart bool     // the number of its first paragraph stands alone with a gap below
	note  int      // the number of the last note at the foot of its page, 0 where none is open
	named []string // the words and numbers of the label's line
}

// maxTitleLines is how many lines the title of an article has below its label.
const maxTitleLines = 3

// markMembers marks the lines that begin the numbered paragraphs of an article whose
// numbers have no stop, "1 Der Rat wählt …", or stand raised on a line of their own, as
// acts of Switzerland print them: the first stands under the label of the article, each
// further one behind the end of a sentence. What stands between the label and the first
// is the article's title.
func markMembers(s *state) {
	defer s.closeMemberGaps()
	open := openArticle{line: -1}
	for i, l := range s.lines {
		if o, ok := s.openingLabel(i); ok {
			open = openArticle{line: i, named: strings.FieldsFunc(strings.ToLower(l.text), notWord)}
			if value, _ := memberNumber(o.rest); value == 1 {
				open.last = 1
			}
			if o.label.rank != rankArticle && o.label != labels["§"] {
				open.line = -1
			}
			continue
		}
		if open.line < 0 {
			continue
		}
		value, end := memberNumber(l.text)
		switch {
		case value == 0:
			l.member = open.last > 0 && s.isPoint(i)
			l.series = l.series || l.member
			continue
		case open.note > 0 && value == open.note+1, !s.isMember(open, i, value, end):
			open.note = value
			continue
		}
		for _, t := range s.lines[open.line:i] {
			t.articleTitle = t.articleTitle || open.last == 0
		}
		open.apart = open.apart || open.last == 0 && end == 0 && s.lines[i+1].blank > 0
		if end > 0 && l.text[end] != ' ' {
			l.text = l.text[:end] + " " + l.text[end:] // it lost the space behind a raised number
		}
		l.member, l.series, open.last = true, end > 0, value
	}
}

// leastGaps is how many numbered paragraphs prove that their raised numbers leave a gap
// below their first lines.
const leastGaps = 3

// closeMemberGaps takes away the empty lines below the first lines of numbered paragraphs
// where raised numbers left them: some of these lines break a word there or go on in
// small letters, and hardly one does without a gap.
func (s *state) closeMemberGaps() {
	var gaps []*line
	proven, tight := 0, 0
	for i, l := range s.lines[:max(0, len(s.lines)-1)] {
		next := s.lines[i+1]
		if !l.member || l.block != nil || next.block != nil || endsClause(l.text) || next.page || next.seam || isBareNumber(l.text) || isMarked(next.text) {
			continue
		}
		if next.blank != 1 {
			tight++
			continue
		}
		if gaps = append(gaps, next); endsWithHyphen(l.text) || startsLower(next.text) {
			proven++
		}
	}
	if proven < leastGaps || tight*2 > len(gaps) {
		return
	}
	for _, l := range gaps {
		l.blank = 0
	}
}

func notWord(r rune) bool { return !chars.IsWord(r) }

// openingLabel is the label that opens a part at line i. An act that amends another may
// say behind a comma what of the article it changes: "Art. 50, title, para 1 and 2".
func (s *state) openingLabel(i int) (ordinal, bool) {
	text := s.lines[i].text
	if o, ok := parseLabel(text); ok {
		return o, s.labelsPart(i, o)
	}
	head, rest, ok := strings.Cut(text, ", ")
	if !ok || s.lines[i].blank == 0 || !startsUpper(rest) || words(rest) > maxTightWords || endsSentence(rest) {
		return ordinal{}, false
	}
	o, ok := parseLabel(head)
	return o, ok && o.rest == ""
}

// labelsPart reports whether the label at the start of line i heads a part and is no
// reference inside a sentence that was broken before it.
func (s *state) labelsPart(i int, o ordinal) bool {
	l := s.lines[i]
	if isOpen(l.text) || i > 0 && l.blank == 0 && isOpen(s.lines[i-1].text) {
		return false
	}
	value, _ := memberNumber(o.rest)
	return value == 1 || words(o.rest) <= maxTightWords && !endsSentence(o.rest)
}

// isPoint reports whether line i begins a lettered or numbered point inside a paragraph
// of an article: one alone is a point too where an act repeats only what it changes.
func (s *state) isPoint(i int) bool {
	o, ok := parseOrdinal(s.lines[i].text)
	return ok && o.label == nil && o.depth() == 1 && (o.delim == ")" || o.delim == ".") && (o.style == ast.Decimal || o.style == ast.LowerAlpha || o.style == ast.LowerRoman) &&
		o.sep != "" && endsClause(strings.TrimRight(s.lines[i-1].text, "0123456789"))
}

// memberNumber reads the number of a paragraph without a stop: alone on its line, where
// end is 0, or before its text; the value is 0 where there is none.
func memberNumber(text string) (value, end int) {
	n := digitsEnd(text, 0)
	if n == 0 || n > 2 || text[0] == '0' {
		return 0, 0
	}
	if n == len(text) {
		return atoi(text), 0
	}
	rest := strings.TrimLeft(text[n:], " \u00a0")
	if !beginsText(rest) || len(rest) == len(text)-n && !gluedSentence(rest) {
		return 0, 0
	}
	return atoi(text[:n]), n
}

// gluedSentence reports whether text, right behind a number, begins with a word of a
// sentence, and no unit: "1La presente legge".
func gluedSentence(text string) bool {
	word := firstWord(text)
	_, size := utf8.DecodeRuneInString(word)
	return strings.IndexFunc(word[size:], unicode.IsUpper) < 0 && words(text) > 2 && strings.IndexFunc(word[size:], unicode.IsLetter) >= 0
}

// beginsText reports whether text begins as a sentence does, or with a sign that words
// before it were left out or that it is another's.
func beginsText(text string) bool {
	return startsUpper(text) || strings.HasPrefix(text, "…") || startsUpper(strings.TrimPrefix(text, "—"))
}

// isMember reports whether the number at line i, whose text begins at end or on the next
// line, counts the next paragraph of the open article. An act that amends another names
// the paragraphs in the label and leaves those between out.
func (s *state) isMember(open openArticle, i, value, end int) bool {
	if end == 0 && (i+1 >= len(s.lines) || s.lines[i+1].blank > 0 && !s.isApart(open, i) || !beginsText(s.lines[i+1].text)) {
		return false
	}
	named := slices.Contains(open.named, itoa(value))
	if open.last == 0 {
		return (value == 1 || named) && s.titleLines(open.line, i)
	}
	above := strings.TrimRight(s.lines[i-1].text, "0123456789")
	return (value == open.last+1 || named && value > open.last) && (endsClause(above) || s.lines[i].blank > 0)
}

// isApart reports whether the number alone on line i, over a gap, stands where the first
// paragraph of the open article is due, where the first one had such a number, or at the
// head of a page, which has its own elsewhere: else it is that of a page.
func (s *state) isApart(open openArticle, i int) bool {
	l, next := s.lines[i], s.lines[i+1]
	return (l.page || l.seam || (open.last == 0 || open.apart) && l.blank > 0) && next.blank == 1 && !next.page && !next.seam
}

// titleLines reports whether nothing but a title can stand between the label in line
// from and line to.
func (s *state) titleLines(from, to int) bool {
	if to-from > 1+maxTitleLines {
		return false
	}
	return !slices.ContainsFunc(s.lines[from+1:to], func(l *line) bool {
		r, _ := utf8.DecodeLastRuneInString(l.text)
		return l.block != nil || strings.ContainsRune(".:;,", r) || words(l.text) > headingWords
	})
}
