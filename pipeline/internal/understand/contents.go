package understand

import (
	"strconv"
	"strings"
	"unicode"
)

// contentsTitles head a table of contents, in the languages that we know.
var contentsTitles = map[string]bool{
	"inhoud": true, "inhoudsopgave": true, "inhoudsopgaaf": true,
	"contents": true, "table of contents": true,
	"inhalt": true, "inhaltsverzeichnis": true, "inhaltsübersicht": true,
	"sommaire": true, "table des matières": true,
}

func isContentsTitle(text string) bool {
	return len(text) < 40 && contentsTitles[strings.ToLower(strings.TrimRight(text, ": "))]
}

// dropContents leaves out printed tables of contents: lines that end with page
// numbers which do not fall, at least three together, or two under a title that
// says so. A new table is made from the headings.
func dropContents(s *state) {
	for i := 0; i < len(s.lines); {
		end, found := s.contentsRun(i)
		if found {
			for _, l := range s.lines[i:end] {
				s.promise(l.text)
				s.drop(l, decision{codeContents, "lines that end with page numbers in order", "table of contents", 0.90})
			}
		}
		i = end
	}
	s.sweep(false)
}

// promise keeps the title of an entry, with its number or without.
func (s *state) promise(entry string) {
	if s.promised == nil {
		s.promised = map[string]bool{}
	}
	s.promised[announcedKey(strings.TrimRight(withoutPage(entry), " .…·\t_"))] = true
}

// inContents reports whether text is the title of an entry of the printed table
// of contents: a chapter or section.
func (s *state) inContents(text string) bool {
	return len(s.promised) > 0 && len(text) <= longestEntry && s.promised[announcedKey(text)]
}

// longestEntry bounds the entries of a table of contents, in bytes.
const longestEntry = 300

// withoutPage is an entry without the page number, or the numbers of its first
// and last paragraph, at its end.
func withoutPage(entry string) string {
	if last := lastWord(entry); isParagraphSpan(last) {
		return strings.TrimSuffix(entry, last)
	}
	return strings.TrimRightFunc(entry, unicode.IsDigit)
}

// isParagraphSpan reports whether word is the first and last number of a
// chapter's paragraphs: "05-11", "I-VI".
func isParagraphSpan(word string) bool {
	from, to, ok := strings.Cut(strings.ReplaceAll(word, "–", "-"), "-")
	return ok && (isDigits(from) && isDigits(to) || romanValue(from) > 0 && romanValue(to) > 0)
}

// contentsRun is the end of the table of contents that starts at line i, its
// title included; where there is none, it is the line to go on with. No table
// starts before that: numbers that fall at a line fall for all that start above.
func (s *state) contentsRun(i int) (end int, found bool) {
	start, fall := i, i
	titled := isContentsTitle(s.lines[i].text)
	if titled {
		i++
	}
	entries, last := 0, 0
	for i < len(s.lines) {
		page, ok := s.entryPage(i, titled, last)
		if !ok && i == start+1 && titled && isPageWord(strings.TrimSuffix(strings.ToLower(s.lines[i].text), "s")) {
			i++ // the head of the column with page numbers
			continue
		}
		if !ok {
			if rest := s.splitEntry(i); rest == 0 {
				break
			}
			i++
			continue
		}
		if page < last {
			fall = i
		}
		entries, last = entries+1, page
		i++
	}
	switch {
	case titled && entries >= 2, entries >= 3 && fall == start && s.leaders(start, i):
		return i, true
	case titled:
		return start + 1, false
	case fall > start:
		return fall, false
	}
	return max(start+1, i), false
}

// entryPage reads line i as an entry. Under a title that says so, entries may
// also end in a year with the page glued on, in the numbers of paragraphs, or in
// no number where the same words come back as a line further down; such ones
// have the page of the entry before.
func (s *state) entryPage(i int, titled bool, before int) (page int, ok bool) {
	text := s.lines[i].text
	if page, ok = contentsEntry(text); ok || !titled {
		return page, ok
	}
	if page, ok = yearEntry(text); ok {
		return page, true
	}
	return before, spanEntry(text) || titleish(text) && s.comesBack(i)
}

// comesBack reports whether the text of line i is that of a line further down.
func (s *state) comesBack(i int) bool {
	if s.lastPlace == nil {
		s.lastPlace = make(map[string]int, len(s.lines))
		for k, l := range s.lines {
			s.lastPlace[l.text] = k
		}
	}
	return s.lastPlace[s.lines[i].text] > i
}

// splitEntry reports, as 1, that line i is the first half of an entry whose
// page number stands at the end of the next line.
func (s *state) splitEntry(i int) int {
	if i+1 >= len(s.lines) || s.lines[i+1].blank > 0 || endsClause(s.lines[i].text) || len(s.lines[i].text) < 40 {
		return 0
	}
	if _, ok := contentsEntry(s.lines[i+1].text); ok && !strings.ContainsRune(".!?", lastRune(s.lines[i].text)) {
		return 1
	}
	return 0
}

// leaders reports whether most of the lines show more than a bare space before
// their number: dots, a wide gap, or the number glued on. Without a title over
// it a list of lines that end in numbers needs this proof.
func (s *state) leaders(from, to int) bool {
	n := 0
	for _, l := range s.lines[from:to] {
		body := strings.TrimRightFunc(l.text, unicode.IsDigit)
		trimmed := strings.TrimRight(body, " .…·\t")
		if len(body)-len(trimmed) >= 3 || len(body) == len(trimmed) {
			n++
		}
	}
	return n*3 >= 2*(to-from)
}

// maxPage is the greatest page number that is believed; years are not pages.
const maxPage = 1799

// contentsEntry reads a line as an entry of a table of contents: a short text
// and a page number at its end.
func contentsEntry(text string) (page int, ok bool) {
	if len(text) > longestEntry {
		return 0, false
	}
	body := strings.TrimRightFunc(text, unicode.IsDigit)
	digits := text[len(body):]
	body = strings.TrimRight(body, " .…·\t_")
	if digits == "" || len(digits) > 4 || !titleish(body) && !contentsNumbered(body) {
		return 0, false
	}
	page, err := strconv.Atoi(digits)
	return page, err == nil && page >= 1 && page <= maxPage
}

// spanEntry reports whether text is a title and the numbers of its paragraphs.
func spanEntry(text string) bool {
	span := lastWord(text)
	return len(text) <= longestEntry && isParagraphSpan(span) && titleish(strings.TrimSpace(strings.TrimSuffix(text, span)))
}

// yearEntry reads an entry whose title ends in a year with the page number
// glued on: "Toezicht in 20238".
func yearEntry(text string) (page int, ok bool) {
	body := strings.TrimRightFunc(text, unicode.IsDigit)
	digits := text[len(body):]
	if len(text) > longestEntry || len(digits) < 5 || len(digits) > 8 || !isYear(digits[:4]) || digits[4] == '0' {
		return 0, false
	}
	return contentsEntry(strings.TrimRight(body, " ") + " " + digits[4:])
}

// contentsNumbered accepts what titleish does not: entries in small letters
// behind a number.
func contentsNumbered(body string) bool {
	_, ok := parseOrdinal(body)
	return ok && len(body) < 200
}
