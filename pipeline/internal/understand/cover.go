package understand

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	chars "octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/lexicon"
)

// coverTitle takes the likeliest reading of the cover.
func (s *state) coverTitle(limit int) (int, int, string, float64) {
	if limit == 0 {
		return 0, 0, "", 0
	}
	spans := s.spans(limit)
	slices.SortStableFunc(spans, func(a, b titleSpan) int { return cmp.Compare(b.chance, a.chance) })
	best := spans[0]
	if len(spans) > 1 && spans[1].chance >= worthNaming {
		s.titleRunnerUp = fmt.Sprintf("%s, %.2f", spans[1].name(), spans[1].chance)
	}
	if from, to := s.headedTitle(limit); best.chance < leastSure && to > from && (from != best.from || to != best.to) {
		s.titleRunnerUp = fmt.Sprintf("%s, %.2f", best.name(), best.chance)
		return from, to, "the words of the running heads", saidByHeads
	}
	if s.goesOnBehindWord(best.to) {
		return best.from, best.to, "its words may go on behind a stamp", min(best.chance, doubtful)
	}
	return best.from, best.to, s.titleReason(best), min(best.chance, surestTitle)
}

// goesOnBehindWord reports whether the first line of block i is one word in capitals, as a
// stamp is that a page bears, and the next goes on in small letters.
func (s *state) goesOnBehindWord(i int) bool {
	if i == 0 || i >= len(s.blocks) || len(s.blocks[i].lines) < 2 {
		return false
	}
	stamp, next := s.blocks[i].lines[0].text, s.blocks[i].lines[1].text
	return words(stamp) == 1 && allCaps(stamp) && startsLower(next)
}

// surestTitle is the most that the look of a cover says for a title: of 96 readings of covers by
// makers that the weights had not seen, and that were given 0.70 and more, 73 were right,
// however much they were given.
const surestTitle = 0.76

// name is what a reading says, in words.
func (t titleSpan) name() string {
	if t.to == 0 {
		return "no title"
	}
	return fmt.Sprintf("title %q", chars.Excerpt(t.text))
}

// titleReason is the sign that speaks most for a reading.
func (s *state) titleReason(t titleSpan) string {
	reason := ""
	for _, sign := range t.signs {
		if w := titleWeights[sign]; reason == "" || w > titleWeights[reason] || w == titleWeights[reason] && sign < reason {
			reason = sign
		}
	}
	return strings.TrimPrefix(reason, "rule: ")
}

// canGoOn reports whether block i can go on with a title above it.
func (s *state) canGoOn(i int) bool {
	b := s.blocks[i]
	return (b.role == roleText && b.bullet == "" || s.isDashed(i)) && b.blank <= 4 && !s.opensSeries(i) && !isNoticeOrError(b.text) && !isDedication(b.text) && !(len(b.lines) > 0 && b.lines[0].page) && !strings.ContainsAny(b.text, "|@")
}

// opensSeries reports whether block i is the first of a series of numbers of which the
// second stands right below.
func (s *state) opensSeries(i int) bool {
	o := s.blocks[i].ord
	if i+1 >= len(s.blocks) || o.delim == "" || !o.opens() {
		return false
	}
	next := s.blocks[i+1].ord
	return next.style == o.style && next.series() == o.series() && next.value() == 2
}

// isNoticeOrError reports whether text begins a notice about the paper or stands where a
// word processor did not find a value: neither names the paper.
func isNoticeOrError(text string) bool {
	return lexicon.BeginsAs(text, lexicon.Notice|lexicon.FieldError)
}

// opensPart reports whether text begins with the usual title of a part and a colon, behind
// which the part itself begins: "Colophon: published by".
func opensPart(text string) bool {
	class, n := lexicon.Begins(text)
	return class&lexicon.Part != 0 && strings.HasPrefix(text[n:], ":")
}

// canBeTitle reports whether a title can begin with block i: with words that no
// list, table or part of the paper has a better claim to.
func (s *state) canBeTitle(i int) bool {
	b := s.blocks[i]
	if s.namesPublisher(b) || isNoticeOrError(b.text) || opensPart(b.text) || words(b.text) > 1 && isFurnitureWord(b.text) {
		return false
	}
	if b.role != roleText || b.bullet != "" || !isName(s.opening(i)) || isDate(b.text) && !beginsKind(b.text) && !isOccasion(b.text) ||
		isCaption(b.text) || isEnclosed(b.text) || strings.ContainsAny(b.text, "|@") || isContentsTitle(b.text) {
		return false
	}
	if slices.ContainsFunc(b.lines, func(l *line) bool { return l.aside || hasGap(l.text) && dossierEnd(b.text) == 0 }) {
		return false // of a margin block, or a row of a table
	}
	class, at := labelOf(b.text)
	return (class == 0 || at < len(b.text)) && !s.endsInPage(i) && !s.isAgendaItem(i) && (i == 0 || b.blank > 0 || !s.isAgendaItem(i-1))
}

// isAgendaItem reports whether block i begins with the item of an agenda.
func (s *state) isAgendaItem(i int) bool {
	text := s.blocks[i].text
	return len(text) <= maxFoot && isAgendaItem(strings.ToLower(text))
}

// opening is what a title that begins with block i begins with: a lone word with the line
// below, since "De" may be the first of a title.
func (s *state) opening(i int) string {
	name := s.blocks[i].text[dossierEnd(s.blocks[i].text):]
	if words(name) == 1 && i+1 < len(s.blocks) && s.blocks[i+1].role == roleText && s.blocks[i+1].blank == 0 {
		return name + " " + s.blocks[i+1].text
	}
	return name
}

// titleLooks is titleLook for block i, also where its colon leads to the next line.
func (s *state) titleLooks(i int) bool {
	b := s.blocks[i]
	return b.titleLook() || strings.HasSuffix(b.text, ":") && i+1 < len(s.blocks) && s.blocks[i+1].blank == 0 && words(b.text) > 2 && titleish(strings.TrimSuffix(b.text, ":"))
}

// isKind reports whether text is the kind of a paper and nothing else, its year and
// the words between two kinds aside: "Entwurf mit Bericht", "Jaarverslag 2030".
func isKind(text string) bool {
	text = strings.TrimRight(text, " .:")
	f := strings.Fields(text)
	if len(f) == 0 || len(f) > 6 || !beginsKind(text) {
		return false
	}
	dated := slices.ContainsFunc(f, func(w string) bool { return lexicon.Is(w, lexicon.Month) })
	for len(f) > 0 {
		class, n := lexicon.Begins(strings.Join(f, " "))
		switch year := strings.Trim(f[0], "-–/"); {
		case class&lexicon.Kind != 0:
			f = strings.Fields(strings.Join(f, " ")[n:])
		case lexicon.Is(f[0], lexicon.Open), isYear(year), len(year) == 9 && isYear(year[:4]) && isYear(year[5:]),
			dated && (lexicon.Is(f[0], lexicon.Month) || f[0] == "/" || allCaps(f[0]) || isDigits(strings.TrimRight(f[0], "."))):
			f = f[1:]
		default:
			return false
		}
	}
	return true
}

// isKindOf reports whether a few words are the kind of a paper and the body that it is
// of, "Gesetzentwurf der Fraktion der Mitte", or whom and when it was given behind a comma,
// "Jahresbericht, vorgelegt im Mai 2031".
func isKindOf(text string) bool {
	if kind, rest, ok := strings.Cut(text, ", "); ok && words(kind) == 1 && startsLower(rest) && (isKind(kind) || isCompoundKind(kind)) {
		return !endsClause(text)
	}
	_, n := lexicon.Begins(text)
	rest := strings.TrimLeft(text[n:], " ")
	f := strings.Fields(rest)
	if n := len(f) - dayWords; n > 2 && endsInDate(rest) {
		f = f[:n]
		if lexicon.Is(f[len(f)-1], lexicon.Open) {
			f = f[:len(f)-1]
		}
	}
	if !beginsKind(text) || len(f) < 2 || len(f) > maxKindOf || endsClause(text) {
		return false
	}
	all := len(f)
	for len(f) > 0 && lexicon.Is(f[0], lexicon.Open) {
		f = f[1:]
	}
	return len(f) > 0 && len(f) < all && (isBodyWord(f[0]) || isBodyWord(withoutGenitive(f[0])) || lexicon.BeginsAs(strings.Join(f, " "), lexicon.Body))
}

// dayWords is how many words a day has.
const dayWords = 3

// withoutGenitive is a German word without the ending of its genitive, "Departementes".
func withoutGenitive(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(word, "s"), "e")
}

// maxKindOf is how many words stand behind the kind of a paper at most that name the
// body it is of.
const maxKindOf = 6

// beginsKind reports whether text begins with the kind of a paper.
func beginsKind(text string) bool { return lexicon.BeginsAs(text, lexicon.Kind) }

// endsInPage reports whether block i ends in a number behind a comma or a gap, as
// the entries of contents do, or in the number that the block below goes on from: one that
// says the same words is a title once more.
func (s *state) endsInPage(i int) bool {
	last := lastWord(s.blocks[i].text)
	return isDigits(last) && len(last) <= 3 && !isYear(last) && i+1 < len(s.blocks) && isDigits(lastWord(s.blocks[i+1].text)) && headKey(s.blocks[i].text) != headKey(s.blocks[i+1].text)
}

// listRun is how many short lines without a gap between them are a list, a table
// or an address.
const listRun = 4

// namesBody reports whether block i is the name of a body, or goes on with it:
// "Ministerie van Volksgezondheid," over "Welzijn en Sport".
func (s *state) namesBody(i int) bool {
	b := s.blocks[i]
	if namesBody(courtName(b.text)) || s.namesPublisher(b) {
		return true
	}
	return i > 0 && b.blank == 0 && strings.HasSuffix(s.blocks[i-1].text, ",") && namesBody(strings.TrimSuffix(s.blocks[i-1].text, ","))
}

// namesPublisher reports whether a block is the publisher that the metadata or the margin
// of a letter give.
func (s *state) namesPublisher(b *block) bool {
	publisher := s.doc.Meta.Publisher
	return publisher != "" && ast.SameWords(b.text, publisher)
}

// namesBody reports whether a few words are the name of a body: the first, second
// or last of them says so, articles aside, alone or as the end of a compound. English
// writes names in capitals: "The council and its budget" is none.
func namesBody(text string) bool {
	all := strings.Fields(text)
	f := all
	for len(f) > 0 && isArticle(f[0]) {
		if strings.EqualFold(f[0], "the") && len(f) > 1 && startsLower(f[1]) {
			return false
		}
		f = f[1:]
	}
	if len(f) == 0 || len(f) > 9 || endsClause(text) && !lexicon.Is(lastWord(text), lexicon.Body) || strings.ContainsAny(text, "?:") || slices.ContainsFunc(f, opensInFigure) || !startsUpper(text) {
		return false
	}
	if len(f) == 1 {
		return (len(all) > 1 || lexicon.Of(f[0]) == 0) && isBodyWord(f[0]) // a compound: the plain word says nothing without an article
	}
	last := f[len(f)-1]
	return lexicon.BeginsAs(strings.Join(f, " "), lexicon.Body) || isBodyWord(f[0]) || isBodyWord(last) && startsUpper(last) && !endsInBody(text) || len(f) > 2 && isBodyWord(f[1]) && startsUpper(f[1])
}

// opensInFigure reports whether the first figure of a word has no letter before it: names
// such as "DP3" are no numbers.
func opensInFigure(word string) bool {
	at := strings.IndexAny(word, "0123456789")
	return at == 0 || at > 0 && !strings.ContainsFunc(word[:at], unicode.IsLetter)
}

// isArticle reports whether a word may stand before the name of a body.
func isArticle(word string) bool { return lexicon.Of(word)&lexicon.Article != 0 }

// isBodyWord reports whether a word names the kind of a body, or ends so:
// "Planbureau", "Umweltbundesamt". The kind of a paper may end so too: "Werkprogramma".
func isBodyWord(word string) bool {
	class := lexicon.Of(strings.ToLower(strings.Trim(word, ",.()")))
	return class&lexicon.Body != 0 || class&lexicon.Kind == 0 && endsCompound(word, lexicon.Body)
}

// endsCompound reports whether a word of a class is the end of a longer one.
func endsCompound(word string, class lexicon.Class) bool {
	word = strings.ToLower(strings.Trim(word, ",.()"))
	for at := range word {
		if at >= 3 && len(word)-at >= 3 && lexicon.Is(word[at:], class) {
			return true
		}
	}
	return false
}

// titleWeight is what a circumstance adds to the confidence of a title.
type titleWeight struct {
	holds bool
	by    float64
}

// crowded reports whether a run of short lines begins with block i.
func (s *state) crowded(i int) bool {
	to := i + 1
	for to < len(s.blocks) && to-i < listRun && s.blocks[to].blank == 0 && words(s.blocks[to].text) <= 6 && !endsSentence(s.blocks[to].text) {
		to++
	}
	return to-i >= listRun
}

// How many blocks of the text are searched for a name, and how many bytes of each.
const (
	textReach = 300
	nameReach = 4000
)

// isNameInText reports whether the words of block i stand inside sentences of the
// text, as the name of the body does that speaks there and a title does not.
func (s *state) isNameInText(i int) bool {
	name := s.blocks[i].text
	if words(name) > 8 || words(name) < 2 || !isProperName(name) {
		return false
	}
	plain := plainName(name)
	for _, b := range s.blocks[i+1 : min(len(s.blocks), i+textReach)] {
		text := b.text[:min(len(b.text), nameReach)]
		if len(text) > len(name)+20 && running(text) && (strings.Contains(text, name) || plain != name && strings.Contains(text, plain)) {
			return true
		}
	}
	return false
}

// plainName is a name in capitals as running text writes it.
func plainName(name string) string {
	if !allCaps(name) {
		return name
	}
	f := strings.Fields(strings.ToLower(name))
	for i, w := range f {
		if !lexicon.Is(w, lexicon.Open) {
			first := []rune(w)
			first[0] = unicode.ToUpper(first[0])
			f[i] = string(first)
		}
	}
	return strings.Join(f, " ")
}

// isProperName reports whether every longer word begins with a capital.
func isProperName(text string) bool {
	for _, w := range strings.Fields(text) {
		if runes(w) > 3 && !startsUpper(w) {
			return false
		}
	}
	return !strings.ContainsAny(text, "0123456789")
}

// onLaterPage reports whether a page begins between the start and block i.
func (s *state) onLaterPage(i int) bool {
	return slices.ContainsFunc(s.blocks[1:i+1], func(b *block) bool { return len(b.lines) > 0 && b.lines[0].page })
}

// beginsLabel reports whether text begins with the word for a value: "Version 2".
func beginsLabel(text string) bool {
	class, n := lexicon.Begins(text)
	return class&(lexicon.Label&^lexicon.Enclosure) != 0 && n > 3 && givesValue(class&lexicon.Label, text[n:])
}

// joined is the text of blocks [from, to).
func (s *state) joined(from, to int) string {
	var parts []string
	for _, b := range s.blocks[from:to] {
		parts = append(parts, b.text)
	}
	return strings.Join(parts, " ")
}
