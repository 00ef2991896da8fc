package understand

import (
	"strconv"
	"strings"
	"unicode"
)

// withoutPage is an entry without the page number, or the numbers of its first
// and last paragraph, at its end.
func withoutPage(entry string) string {
	if last := lastWord(entry); isParagraphSpan(last) {
		return strings.TrimSuffix(entry, last)
	}
	return strings.TrimRightFunc(entry, unicode.IsDigit)
}

// bareEntry is an entry without its page number and what leads to it, the word for page
// before the number or none.
func bareEntry(entry string) string {
	title := strings.TrimRight(withoutPage(entry), leaderSigns)
	if last := lastWord(title); isPageWord(last) {
		title = strings.TrimRight(strings.TrimSuffix(title, last), leaderSigns)
	}
	return strings.TrimSpace(title)
}

// isParagraphSpan reports whether word is the first and last number of a
// chapter's paragraphs: "05-11", "I-VI".
func isParagraphSpan(word string) bool {
	from, to, ok := strings.Cut(strings.ReplaceAll(word, "–", "-"), "-")
	return ok && (isDigits(from) && isDigits(to) || romanValue(from) > 0 && romanValue(to) > 0)
}

// endsInLeader reports whether dots lead from a title to a page number that stands
// elsewhere.
func endsInLeader(text string) bool {
	body := strings.TrimRight(text, " .")
	leader := text[len(body):]
	return body != "" && len(text) <= longestEntry && (strings.HasPrefix(leader, " .") || strings.Count(leader, ".") > 3)
}

// titleKey is the key of an entry without its number.
func titleKey(text string) string {
	if o, ok := parseOrdinal(text); ok && o.rest != "" {
		text = o.rest
	}
	return entryKey(text)
}

// maxPage is the greatest page number that is believed; years are not pages.
const maxPage = 1799

// contentsEntry reads a line as an entry of a table of contents: a short text
// and a page number at its end.
func contentsEntry(text string) (page int, ok bool) {
	if len(text) > longestEntry || strings.Contains(text, "://") || strings.Contains(lastWord(text), "/") {
		return 0, false // an address or the number of a paper
	}
	body := strings.TrimRightFunc(text, unicode.IsDigit)
	digits := text[len(body):]
	if endsInFigure(body) {
		return 0, false
	}
	spaced := body
	body = strings.TrimRight(body, leaderSigns)
	if numeric(lastWord(body)) && strings.HasPrefix(spaced[len(body):], "  ") && hasGap(body) {
		return 0, false // a row of figures
	}
	if digits == "" || len(digits) > 4 || !titleish(body) && !contentsNumbered(body) {
		return 0, false
	}
	page, err := strconv.Atoi(digits)
	return page, err == nil && page >= 1 && page <= maxPage
}

// endsInFigure reports whether the figures behind text go on a date, a span or a
// number with a stop inside, "03/", "2014-", "4.", or are a call behind a sentence.
func endsInFigure(text string) bool {
	n := len(text)
	if n < 2 || strings.IndexByte("/-.,", text[n-1]) < 0 {
		return false
	}
	return isDigits(text[n-2:n-1]) || isLetter(text[n-2]) && words(text) > 4
}

// spanEntry reports whether text is a title and the numbers of its paragraphs, and no label
// with its own number.
func spanEntry(text string) bool {
	span := lastWord(text)
	if l, _ := labelAt(text); l != nil && words(text) == 2 {
		return false
	}
	return len(text) <= longestEntry && isParagraphSpan(span) && titleish(strings.TrimSpace(strings.TrimSuffix(text, span)))
}

// contentsNumbered accepts what titleish does not: entries in small letters
// behind a number.
func contentsNumbered(body string) bool {
	_, ok := parseOrdinal(body)
	return ok && len(body) < 200
}
