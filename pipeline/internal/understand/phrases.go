package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// clauseGoesOn reports whether line b, in capitals or figures, ends the clause of a
// paragraph that line a breaks off in small letters and without a stop: "in the end" before
// "40,000 tons of clay", or behind a comma before the rest of the sentence.
func clauseGoesOn(a, b string) bool {
	if endsClause(a) || !startsLower(lastWord(a)) {
		return false
	}
	if opensFigure(b) {
		return startsLower(a)
	}
	_, clause, comma := strings.Cut(a, ", ")
	return comma && startsLower(clause) && words(b) > 1 && endsSentence(b) && !isMarked(b)
}

// opensFigure reports whether a line begins with a figure that counts what follows: "24 boats".
// One with a stop or bracket behind it is the number of an item: "2. the boats".
func opensFigure(text string) bool {
	figure, rest, _ := strings.Cut(text, " ")
	return digitsEnd(figure, 0) > 0 && numeric(figure) && !strings.ContainsRune(".:)]", lastRune(figure)) && startsLower(rest)
}

// splitsDate reports whether a date goes over the break between a and b: "9 maart"
// before "2031", "am 9." before "März 2031", "March" before "9, 2031".
func splitsDate(a, b string) bool {
	last, first := lastWord(a), strings.TrimRight(firstWord(b), ",.;:)")
	day := strings.TrimSuffix(last, ".")
	switch {
	case lexicon.IsWhole(last, lexicon.Year):
		return isYear(first) && words(a) > 2
	case isMonth(last):
		return isYear(first) || isDigits(first) && len(first) <= 2 && strings.HasPrefix(b, first+",")
	case isDigits(day) && len(day) <= 2:
		return isMonth(first) && words(a) > 1
	case isYear(first): // "March 9," before "2031, in"
		day, comma := strings.CutSuffix(last, ",")
		return comma && isDigits(day) && len(day) <= 2 && isMonth(lastWord(strings.TrimSpace(strings.TrimSuffix(a, last))))
	}
	return false
}

func isMonth(word string) bool { return lexicon.Is(word, lexicon.Month) }

// abbreviated reports whether line a ends with an abbreviation and line b begins
// with the number that belongs to it: "p." before "129".
func abbreviated(a, b string) bool {
	return digitsEnd(b, 0) > 0 && words(a) > 2 && lexicon.IsWhole(strings.TrimLeft(lastWord(a), openers), lexicon.Numbered)
}

// refersOver reports whether line a ends with a word that stands before a number and
// line b begins with numbers that a sentence goes on behind: "de hoofdstukken" before
// "4, 5 en 6 van", where a title has a capital, or a count: "darunter" before "87.000 Euro".
func refersOver(a, b string) bool {
	class := lexicon.Of(lastWord(a))
	if class&lexicon.Refers != 0 && words(a) > 2 && startsCode(b) {
		return true
	}
	rest := strings.TrimLeft(b, "0123456789.:")
	if words(a) <= 2 || len(rest) == len(b) {
		return false
	}
	return class&lexicon.Counts != 0 && rest != "" || class&lexicon.Refers != 0 && (strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, " ") && startsLower(rest[1:]))
}

// startsCode reports whether a sentence goes on behind the number of an article of a French
// code, whose letter says of which part it is: "L. 311-1, L. 311-2 et".
func startsCode(text string) bool {
	letter, rest, ok := strings.Cut(text, ". ")
	if end := digitsEnd(rest, 0); !ok || len(letter) != 1 || !strings.Contains("ADLR", letter) || end == 0 {
		return false
	}
	after := strings.TrimLeft(rest, "0123456789-.")
	return strings.HasPrefix(after, ",") || strings.HasPrefix(after, " ") && startsLower(after[1:])
}

// behindFirst is text behind its first word, as that may be a title before a name: "mr. L. Hamer".
func behindFirst(text string) string {
	_, rest, _ := strings.Cut(text, " ")
	return rest
}

// breaksAmid reports whether line a of a paragraph ends with a word in small letters that
// leaves its phrase open, with which no clause of a list ends either, and b is no lone word.
func breaksAmid(a, b string) bool {
	last := lastWord(a)
	return words(a) > 1 && words(b) > 1 && startsLower(last) && lexicon.Of(last)&(lexicon.Open|lexicon.Closes) == lexicon.Open && !isClause(a) && !hasGap(a) && !hasGap(b)
}

// capitalsBegin reports whether line b is a title in capitals under the text of a.
func capitalsBegin(a, b string) bool {
	return words(b) > 2 && allCaps(b) && !strings.ContainsFunc(b, unicode.IsDigit) && words(a) > 3 && !allCaps(a) && !isOpen(a) && !strings.HasSuffix(a, ",") && !endsWithHyphen(a)
}

// leavesOpen reports whether a line ends with a word that no phrase ends with,
// and is no label whose value stands below.
func leavesOpen(text string) bool {
	return words(text) > 1 && goesOnAfter(lastWord(text)) && (words(text) > 4 || !lexicon.BeginsAs(text, lexicon.Label))
}
