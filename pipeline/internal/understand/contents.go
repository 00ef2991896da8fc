package understand

import (
	"slices"
	"strings"
	"unicode"

	chars "octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/lexicon"
)

// isContentsTitle reports whether text heads a table of contents, the head of the
// column with page numbers behind it or not.
func isContentsTitle(text string) bool {
	if len(text) >= 40 {
		return false
	}
	text = strings.TrimRight(text, ": ")
	last := lastWord(text)
	return lexicon.Is(text, lexicon.Contents) || isPageWord(last) && lexicon.Is(strings.TrimRight(strings.TrimSuffix(text, last), ": "), lexicon.Contents)
}

// dropContents leaves out printed tables of contents, of which a new one is made
// from the headings. Each is a claim over a span of lines, proved by its title and
// by page numbers or titles that come back below, or by page numbers in order
// behind leaders.
func dropContents(s *state) {
	indexed := s.findIndexes()
	for i := 0; i < len(s.lines); {
		if indexed[i] {
			i++
			continue
		}
		c := s.readContents(i)
		if ok, d := c.proved(); ok {
			if !c.titled && c.end+1 < len(s.lines) && s.lines[c.end+1].page && isContentsTitle(s.lines[c.end].text) {
				c.end++ // its title, that came out below it
			}
			for i, l := range s.lines[c.from:c.end] {
				if !c.isStray(c.from + i) {
					s.drop(l, d)
				}
			}
			for _, entry := range c.promises {
				s.promise(entry)
			}
			i = c.end
		} else {
			i = c.next
		}
	}
	s.sweep(false)
}

// promise keeps the title of an entry, with its number or without.
func (s *state) promise(entry string) {
	if s.promised == nil {
		s.promised = map[string]bool{}
	}
	s.promised[announcedKey(strings.Join(strings.Fields(entry), " "))] = true
}

// inContents reports whether text is the title of an entry of the printed table
// of contents: a chapter or section.
func (s *state) inContents(text string) bool {
	if len(s.promised) == 0 || len(text) > longestEntry {
		return false
	}
	var room [longestEntry]byte // for the key, as announcedKey makes it
	return s.promised[string(chars.AppendLower(room[:0], strings.TrimRight(text, announcedEnds)))]
}

// leaderSigns lead from a title to its page number.
const leaderSigns = " .…·\t\b_"

// longestEntry bounds the entries of a table of contents, in bytes.
const longestEntry = 300

// A contentsSpan is what may be a printed table of contents.
type contentsSpan struct {
	from, end int // end is behind the last line that proves itself an entry
	next      int // where to go on where the claim fails
	titled    bool
	titles    int   // lines with words
	proving   int   // those of them up to end
	paged     int   // entries with a page number
	rising    int   // those of them whose number is not less than the one before
	back      int   // titles without one that come back below
	kept      int   // titles of any kind that do
	leaders   int   // entries with dots, a gap or nothing before their number
	glued     int   // those of them with nothing
	dots      int   // and with dots
	strays    []int // lines that stand apart from all entries
	promises  []string
}

// proved reports whether the claim holds, and what is said of its lines.
func (c *contentsSpan) proved() (bool, decision) {
	d := decision{codeContents, "lines that end with page numbers in order", "table of contents", 0.90}
	switch entries := c.paged + c.back; {
	case !c.titled:
		return c.paged >= 3 && c.leaders*3 >= 2*c.paged && (c.leaders-c.glued)*3 >= c.paged || c.paged >= 5 && c.rising == c.paged && c.kept >= 3 && c.kept*4 >= c.paged, d
	case c.paged >= 2 && c.rising*2 >= c.paged && (c.leaders*2 >= c.paged || c.kept > 0):
		return true, d
	case c.paged >= 5 && c.rising*10 >= c.paged*9: // lists of tables and figures begin anew
		d.confidence = 0.75 // nothing but their order and the title says that these are pages
		return true, d
	case c.back >= 2 && entries == c.proving || c.back >= 3 && entries*5 >= 2*c.proving:
		d.rule, d.confidence = "lines under the title of a table of contents that come back as titles", 0.75
		return true, d
	}
	return false, d
}

// maxLoose is how many lines in a row have a title and no page number in a table
// of contents, with a title over it or without.
func maxLoose(titled bool) int {
	if titled {
		return 16
	}
	return 2
}

// contentsReader goes over the lines of a span.
type contentsReader struct {
	*contentsSpan
	number, title string   // of the entry that is open
	last          int      // page number before
	loose         int      // lines in a row that nothing marks as entries
	first         []string // keys of the first entries
	opener        string   // title of the first of them, as a key
	marked        int      // behind the last line with a number or a sign
	ord           ordinal  // of that line
	again         bool     // the first entry comes again: the text begins
}

// readContents reads the span that begins in line i, with its title or with an
// entry.
func (s *state) readContents(i int) contentsSpan {
	titled := isContentsTitle(s.lines[i].text)
	if _, ok := contentsEntry(s.lines[i].text); !ok && !titled {
		return contentsSpan{from: i, end: i, next: i + 1}
	}
	c := contentsSpan{from: i, end: i, next: i + 1, titled: titled}
	r := contentsReader{contentsSpan: &c}
	j := i
	if c.titled {
		j++
	}
	for j < len(s.lines) && r.loose <= maxLoose(c.titled) && s.readEntry(&r, j) {
		j++
	}
	if r.again && c.end > i {
		c.end = max(c.end, r.marked)
	}
	if !c.titled {
		c.next = max(j, i+1)
	}
	return c
}

// readEntry takes line i into the span, or reports that none of it goes on there.
func (s *state) readEntry(r *contentsReader, i int) bool {
	l := s.lines[i]
	_, at := bullet(l.text)
	text := strings.TrimSpace(strings.TrimLeft(l.text[at:], bulletSigns))
	if r.titled && l.block == nil && isPageHead(l.text) {
		return true
	}
	if l.block != nil || isContentsTitle(l.text) || r.titled && s.begun(r, i, text) {
		return false
	}
	if page, ok := s.entryPage(r, text); ok && !(page < r.last && s.strayFigure(r, i, text)) {
		return s.whole(r, i, text, page)
	}
	_, number := markOrdinal(text)
	switch {
	case strings.Trim(text, "-_ ") == "" || isListSign(l.text):
		return true // a sign, or a rule that draws a table of the entries
	case isDigits(text) && len(text) <= 4 && text[0] != '0' && atoi(text) <= maxPage && atoi(text) >= r.last && r.titles > 0 && !s.numberBack(i+1, text):
		return s.paging(r, i, r.title, atoi(text))
	case number || isDigits(text) && len(text) <= 3:
		r.number = text
		return true
	case len(text) > longestEntry || isDateline(text):
		return false
	case (isSaid(text) || hasSentenceEnd(text) || r.endsSaid(l, text)) && !(r.titled && (s.tabsToPage(i) || s.saysEntry(r, i, text) || s.numberBack(i, r.number))):
		return false
	}
	r.titles++
	r.lengthen(l, i, text)
	if r.titled && s.comesBack(i, text) {
		r.back++
		r.kept++
		if !s.pagedBelow(i) && (r.paged < 2 || s.numberBack(i, r.number) || r.loose <= 1 && l.blank == 0) { // else only a further page number says that the entries go on
			r.take(i, text)
		}
	}
	return true
}

// isPageHead reports whether a line is the head of the column with page numbers, that of
// the column before it perhaps: "Page", "Paragraphs	Page".
func isPageHead(text string) bool {
	last := lastWord(text)
	before := strings.TrimSpace(strings.TrimSuffix(text, last))
	return isPageWord(strings.TrimSuffix(strings.ToLower(last), "s")) && (before == "" || words(before) == 1 && strings.ContainsRune(text, '\t') && startsUpper(before))
}

// lengthen takes line i, without a page number, into the open entry: under a title, one
// with a number or sign opens another.
func (r *contentsReader) lengthen(l *line, i int, text string) {
	if r.titled && opensEntry(l) {
		r.title, r.marked = text, i+1
		r.ord, _ = parseOrdinal(text)
		return
	}
	if r.marked == i && l.blank == 0 && startsLower(text) {
		r.marked = i + 1
		if r.end == i { // below an entry that is proven
			r.end = i + 1
		}
	}
	r.loose++
	r.title = strings.TrimSpace(r.title + " " + text)
}

// opensEntry reports whether a line begins with a number or a list sign.
func opensEntry(l *line) bool {
	sign, at := bullet(l.text)
	_, ok := parseOrdinal(l.text[at:])
	return ok || sign != ""
}

// entryLines is over how many lines an entry goes behind its first.
const entryLines = 3

// endsSaid reports whether a line ends the sentence that the lines right above it began.
func (r *contentsReader) endsSaid(l *line, text string) bool {
	return r.loose > 0 && l.blank == 0 && startsLower(text) && strings.HasSuffix(text, ".") && moreWords(r.title+" "+text, proseWords)
}

// isSaid reports whether text ends as a sentence that is no question, or is one of
// some length with a call behind its stop.
func isSaid(text string) bool {
	body := strings.TrimRightFunc(text, unicode.IsDigit)
	return endsSentence(text) && words(text) > 3 && lastRune(text) != '?' || body != text && endsSentence(body) && words(text) >= proseWords
}

// whole takes line i as the end of an entry, with its page number behind.
func (s *state) whole(r *contentsReader, i int, text string, page int) bool {
	body := strings.TrimRightFunc(text, unicode.IsDigit)
	switch trimmed := strings.TrimRight(body, leaderSigns); {
	case len(body) == len(trimmed):
		r.leaders++
		r.glued++
	case len(body)-len(trimmed) >= 3:
		r.leaders++
		if strings.Contains(body[len(trimmed):], "..") || strings.Contains(body[len(trimmed):], ". .") {
			r.dots++
			s.setApart(r, i)
		}
	}
	if r.title != "" {
		r.promises = append(r.promises, strings.TrimSpace(r.number+" "+r.title+" "+bareEntry(text)))
	}
	r.titles++
	return s.paging(r, i, bareEntry(text), page)
}

// strayFigure reports whether the figure at the end of line i is that of no page: lines
// without one stand above, it is set apart by a mere space, and its title does not come
// back.
func (s *state) strayFigure(r *contentsReader, i int, text string) bool {
	body := strings.TrimRightFunc(text, unicode.IsDigit)
	gap := len(body) - len(strings.TrimRight(body, leaderSigns))
	return r.loose > entryLines && gap == 1 && !s.comesBack(i, bareEntry(text))
}

// setApart takes the lines since the last entry for strays where empty lines part them
// from that and from line i, a whole entry: words of a cover beside the contents.
func (s *state) setApart(r *contentsReader, i int) {
	if r.number != "" || r.loose == 0 || s.lines[i].blank == 0 || s.lines[r.end].blank == 0 || r.end <= r.from+1 {
		return
	}
	for k := r.end; k < i; k++ {
		if text := s.lines[k].text; opensEntry(s.lines[k]) || isLabelled(text) || s.comesBack(k, text) {
			return
		}
	}
	for k := r.end; k < i; k++ {
		r.strays = append(r.strays, k)
	}
	r.title = ""
}

// isStray reports whether line i is no entry of contents whose entries have dots.
func (c *contentsSpan) isStray(i int) bool {
	return c.dots*10 >= c.paged*9 && slices.Contains(c.strays, i)
}

// paging takes line i as the one with the page number of an entry, whose title
// may stand above; without a title it is one of a column of such numbers.
func (s *state) paging(r *contentsReader, i int, title string, page int) bool {
	if !r.titled && page < r.last {
		return false
	}
	r.paged++
	if page >= r.last {
		r.rising++
	}
	r.last = page
	if s.comesBack(i, title) {
		r.kept++
	}
	r.take(i, title)
	return true
}

// take ends the entry that is open with line i, which proves itself one.
func (r *contentsReader) take(i int, title string) {
	if title != "" {
		full := strings.TrimSpace(r.number + " " + title)
		r.promises = append(r.promises, full, title)
		if len(r.first) == 0 {
			r.opener = titleKey(full)
		}
		if len(r.first) < firstEntries {
			r.first = append(r.first, entryKey(full))
		}
	}
	r.number, r.title, r.loose, r.end, r.proving = "", "", 0, i+1, r.titles
}

// firstEntries is how many entries are looked for where the body begins.
const firstEntries = 3

// proseWords is from how many words on a line is rather text than an entry.
const proseWords = 8

// begun reports whether the body begins in line i: the first entry comes again, or
// over a sentence its title or one of the next.
func (s *state) begun(r *contentsReader, i int, text string) bool {
	if len(r.first) == 0 {
		return false
	}
	key := entryKey(text)
	at := slices.Index(r.first, key)
	if at < 0 && key != r.opener {
		r.again = false
		return false
	}
	over := i+1 == len(s.lines) || isProse(s.lines[i+1].text) && !s.saysEntry(r, i+1, s.lines[i+1].text)
	r.again = at == 0 || over && key != "" && key == r.opener
	return r.again || over && at > 0
}

// isProse reports whether a line is long for an entry or ends a sentence.
func isProse(text string) bool { return words(text) >= proseWords || endsSentence(text) }

// entryKey is the letters and figures of an entry, in small letters: the number is
// set apart from its title in one place, and glued to it in another.
func entryKey(text string) string {
	return headKey(text[:min(len(text), longestEntry)])
}

// tabsToPage reports whether line i, or one that goes on with it, ends in a tab or gap and
// a page number.
func (s *state) tabsToPage(i int) bool {
	for k := i; k < min(len(s.lines), i+entryLines) && (k == i || s.lines[k].blank == 0 && !opensEntry(s.lines[k])); k++ {
		text := s.lines[k].text
		page := lastWord(text)
		gap := text[len(strings.TrimRight(strings.TrimSuffix(text, page), " \t")):]
		if isDigits(page) && len(page) <= 4 && atoi(page) <= maxPage && (strings.HasPrefix(gap, "\t") || strings.HasPrefix(gap, "   ")) {
			return true
		}
	}
	return false
}

// entryPage reads a line as an entry. Under a title that says so, entries may also
// end in a year with the page glued on, or in the numbers of paragraphs, which
// have the page of the entry before.
func (s *state) entryPage(r *contentsReader, text string) (page int, ok bool) {
	if page, ok = contentsEntry(text); ok || !r.titled {
		return page, ok
	}
	if page, ok = contentsEntry(r.title + " " + text); ok && r.title != "" {
		return page, true
	}
	return r.last, spanEntry(text) || endsInLeader(text)
}
