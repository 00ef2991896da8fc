package understand

import (
	"slices"
	"strings"
	"unicode"

	chars "octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/lexicon"
)

// isPageNumber reports whether text is a page number alone: "7", "– 7 –",
// "7/12", "Pagina 7 van 12", "Page: 7", "Page7 of 12".
func isPageNumber(text string) bool {
	if len(text) > 32 || !strings.ContainsAny(text, "0123456789") || strings.Count(text, "(") != strings.Count(text, ")") {
		return false
	}
	numbers, letters, said := 0, false, false
	for _, f := range strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("-–—‒|/[]()", r)
	}) {
		class := lexicon.Of(strings.TrimSuffix(f, ":"))
		switch {
		case isDigits(f) && len(f) <= 4:
			numbers++
		case isGluedPage(f):
			numbers, letters, said = numbers+1, true, true
		case class&(lexicon.Page|lexicon.Open) == 0:
			return false
		default:
			letters, said = true, said || class&lexicon.Page != 0
		}
	}
	return (numbers == 1 || numbers == 2) && said == letters
}

// isGluedPage reports whether a word is that for page with its number, "Page7".
func isGluedPage(word string) bool {
	label := strings.TrimRightFunc(word, unicode.IsDigit)
	return len(label) >= 4 && len(word)-len(label) <= 4 && label != word && isPageWord(label)
}

// saysPage reports whether text begins or ends with the number of a page and that
// of all pages, which a dash or bar sets apart, "Page 1 of 3 – Letter to Mr Alder", or
// has the number of a page between gaps: "File 7   Page: 1   3 May 2031".
func saysPage(text string) bool {
	if strings.Count(text, "   ") > 1 && slices.ContainsFunc(strings.Split(text, "   "), func(part string) bool { return saysNumber(strings.TrimSpace(part)) }) {
		return true
	}
	for _, sign := range []string{" – ", " - ", " — ", " | ", ", ", "  "} {
		first, _, ok := strings.Cut(text, sign)
		if !ok {
			continue
		}
		last := text[strings.LastIndex(text, sign)+1:]
		if saysNumber(first) && words(first) > 2 || saysNumber(last) && words(last) > 2 {
			return true
		}
	}
	return false
}

func saysNumber(text string) bool {
	return isPageNumber(text) && strings.ContainsFunc(text, unicode.IsLetter)
}

// isTornPage reports whether text says that it is one page of several, with spaces
// inside its words: "Pag ina 2 va n 2".
func isTornPage(text string) bool {
	if len(text) > 32 || words(text) < 5 {
		return false
	}
	text = strings.ToLower(chars.WithoutSpace(text))
	word := strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	at := strings.IndexFunc(word, unicode.IsDigit)
	if at < 0 || !isPageWord(word[:at]) {
		return false
	}
	end := digitsEnd(word, at)
	of := strings.TrimRightFunc(word[end:], unicode.IsDigit)
	return of != "" && lexicon.Is(of, lexicon.Open) && len(of) < len(word)-end
}

// isPageWord reports whether a word is "page" in one of the languages we know.
func isPageWord(word string) bool { return lexicon.Is(word, lexicon.Page) }

// isPageMark reports whether text marks where a page of the printed edition begins, as
// official gazettes have it on the web: "[[Page 59831]]".
func isPageMark(text string) bool {
	inner, ok := strings.CutPrefix(text, "[[")
	word, number, _ := strings.Cut(strings.TrimSuffix(inner, "]]"), " ")
	return ok && isPageWord(word) && strings.HasSuffix(text, "]]") && isDigits(number)
}

// dashed reports whether text is a number between dashes.
func dashed(text string) bool {
	inner := strings.Trim(text, "-–—‒ ")
	return isDigits(inner) && !isDigits(text[:1]) && !isDigits(text[len(text)-1:]) && len(text) > len(inner)+1
}

// edgeText is the text of line i as the edge of a page is read, with a Roman number of the
// page, as prefaces have them, in figures.
func (s *state) edgeText(i int) string { return inFigures(s.lines[i].text) }

// lastRoman is the greatest number of a page that is believed in Roman numerals.
const lastRoman = 99

// inFigures is a text with the Roman number of a page in figures, where it stands alone,
// behind the word for a page, or set apart at an end: "Page iv", "iv    Annual report".
func inFigures(text string) string {
	if len(text) > maxFoot || !strings.ContainsAny(text, "ivxlIVXL") {
		return text
	}
	first, last := firstWord(text), lastWord(text)
	inner := strings.Trim(text, "-–—‒ ")
	switch {
	case pageRoman(inner) != "":
		return strings.Replace(text, inner, pageRoman(inner), 1)
	case isPageWord(first):
		rest := strings.TrimLeft(text[len(first):], " ")
		if number := pageRoman(firstWord(rest)); number != "" {
			return text[:len(text)-len(rest)] + number + rest[len(firstWord(rest)):]
		}
	case pageRoman(first) != "" && startsWithAny(text[len(first):], headGaps):
		return pageRoman(first) + text[len(first):]
	case pageRoman(last) != "":
		before := strings.TrimSuffix(text, last)
		if isPageWord(lastWord(before)) || slices.ContainsFunc(headGaps, func(gap string) bool { return strings.HasSuffix(before, gap) }) {
			return before + pageRoman(last)
		}
	}
	return text
}

// pageRoman is a Roman number of a page in figures; "" is none.
func pageRoman(word string) string {
	if n := romanValue(word); n > 0 && n <= lastRoman {
		return itoa(n)
	}
	return ""
}

// numbersAPage reports whether line i says that it numbers a page, be it among other words.
func (s *state) numbersAPage(i int) bool {
	text := s.lines[i].text
	return len(text) <= maxFoot && strings.ContainsAny(text, "0123456789") && (s.isPageOf(i) || saysPage(text))
}

// isNumberedPage reports whether a line is the number of a page with its word:
// "Pagina 2 van 3".
func isNumberedPage(text string) bool {
	class, n := lexicon.Begins(text)
	return class&lexicon.Page != 0 && words(text) <= 4 && strings.ContainsAny(text[n:], "0123456789")
}

// pagesOf counts on how many pages each of the keys stands that lines have.
func (s *state) pagesOf(keys map[int]string) map[string]int {
	times, seen, page := map[string]int{}, map[string]int{}, 1 // seen is the page a key was last seen on
	for i, l := range s.lines {
		if l.page || i > 0 && s.numbersAPage(i-1) {
			page++
		}
		if key := keys[i]; key != "" && seen[key] != page {
			seen[key] = page
			times[key]++
		}
	}
	return times
}
