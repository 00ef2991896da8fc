package understand

import (
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// marginReach is how many lines of a margin block stand at most between its label
// and its edge, and marginWords how many words one of them has at most.
const (
	marginReach = 12
	marginWords = 12
	marginName  = 4 // lines of a body's name
)

// margin is the block of sender, date and reference that stands on the pages of a
// letter, around its labels with their values.
type margin struct {
	from, to int // lines from the first label to behind the last value
	anchors  int // labels with a value that come back
	page     int // counted by form feeds
}

// dropMargins leaves out the margin block of a letter from every page but the
// first, where labels whose values come back prove it, with one another or with
// lines that do. Dates
// and references that stand nowhere else go into the metadata.
func (s *state) dropMargins() {
	first := s.firstProse()
	found := s.margins()
	alike := s.alikeNear(found)
	for _, m := range found {
		from, to := s.growMargin(m, alike)
		above, below := s.marginAside(m, first)
		if above < below {
			from, to = min(from, above), max(to, below)
		}
		if grown := to-from > m.to-m.from || above < below; m.from < first && !(len(found) > 1 && s.onLaterMargin(from, to)) || m.anchors < 2 && !grown {
			continue
		}
		from, to = s.labelsBeside(from, to)
		s.dropMargin(from, to, 0.75, alike)
	}
	s.dropFirstLines()
}

// leastFirst is on how many other pages a margin block begins with the first line of a page
// at least for that to be a block's too, of which nothing else was known.
const leastFirst = 2

// dropFirstLines leaves out the first lines of pages with which the margin blocks of others
// begin.
func (s *state) dropFirstLines() {
	times := map[string]int{}
	for _, l := range s.lines {
		if l.page && l.gone {
			times[l.text]++
		}
	}
	for i, l := range s.lines {
		if l.page && !l.gone && times[l.text] >= leastFirst && s.marginLike(i) {
			s.drop(l, decision{codePageFoot, "the first line of a page with which the margin blocks of other pages begin", "margin block of a page", 0.75})
		}
	}
}

// dropNames leaves out the name of a body that stands above the text of a letter where
// it comes back set apart by gaps on two further pages or more.
func (s *state) dropNames() {
	front, first := "", s.firstProse()
	for _, l := range s.lines[:first] {
		front += skeletonOf(l.text) + "\n"
	}
	found, pages, page := map[string][]margin{}, map[string]int{}, 0
	tight := func(from, k int) bool { return k == from || s.lines[k].blank == 0 && !s.lines[k].page }
	for from, to := range runs(0, len(s.lines), tight) {
		if s.lines[from].page {
			page++
		}
		key, name := s.nameIn(from, to)
		if from >= first && s.insideText(from, to) && isBodyLine(name) && strings.Contains(front, key) {
			if last := len(found[key]) - 1; last < 0 || found[key][last].page != page {
				pages[key]++
			}
			found[key] = append(found[key], margin{from: from, to: to, page: page})
		}
	}
	for key, names := range found {
		for _, m := range names {
			if pages[key] > 1 {
				s.dropMargin(m.from, m.to, 0.75, nil)
			}
		}
	}
}

// insideText reports whether lines [from, to) stand between lines of running text, and
// over no address as the names in a further letterhead do.
func (s *state) insideText(from, to int) bool {
	return from > 0 && to < len(s.lines) && (endsSentence(s.lines[from-1].text) || words(s.lines[from-1].text) > 4) && words(s.lines[to].text) > 4
}

// nameIn joins lines [from, to) where they are no more than the name of a body has: as
// they are compared, and as they are read.
func (s *state) nameIn(from, to int) (key, name string) {
	for i := from; i < to && to-from <= marginName; i++ {
		key += skeletonOf(s.lines[i].text) + "\n"
		name += " " + s.lines[i].text
	}
	return key, strings.TrimSpace(name)
}

// onLaterMargin reports whether the number of a page that is not the first stands
// beside the lines [from, to): the source begins inside the letter.
func (s *state) onLaterMargin(from, to int) bool {
	for _, l := range s.lines[max(0, from-1):min(len(s.lines), to+1)] {
		at := strings.IndexAny(l.text, "0123456789")
		if isNumberedPage(l.text) && at >= 0 && atoi(l.text[at:digitsEnd(l.text, at)]) > 1 {
			return true
		}
	}
	return false
}

// dropMargin leaves the lines [from, to) out, and a page number beside them. One of them
// that comes back in no other block is doubtful.
func (s *state) dropMargin(from, to int, confidence float64, alike map[string]int) {
	s.marginValues(from, to)
	s.senderName(from, to)
	for i := max(0, from-1); i < min(len(s.lines), to+1); i++ {
		l := s.lines[i]
		switch {
		case s.isPageOf(i):
			s.drop(l, decision{codePageNumber, "the number of the page beside its margin block", "page number", confidence})
		case i >= from && i < to && alike != nil && alike[skeletonOf(l.text)] < 2:
			s.drop(l, decision{codePageFoot, "among the lines of a block that stands on other pages too, but not itself on one", "margin block of a page", doubtful})
		case i >= from && i < to:
			s.drop(l, decision{codePageFoot, "sender, date and reference with their labels, as on other pages", "margin block of a page", confidence})
		}
	}
}

// margins finds the labels with a date or reference whose value comes back on another
// page, near ones together: what comes back on one page, as the date of decisions does in
// minutes, is text, and so is what stands on more places than pages, as the date in each
// of the tables of a catalogue does. On the first page a value may stand twice.
func (s *state) margins() []margin {
	keys, ends, places := map[int]string{}, map[int]int{}, map[string]int{}
	back := false // a value comes back
	for i := range s.lines {
		if key, n := s.labelledValue(i); n > 0 {
			keys[i], ends[i] = key, i+n
			places[key]++
			back = back || places[key] > 1
		}
	}
	if !back {
		return nil
	}
	times := s.pagesOf(keys)
	var out []margin
	var said map[string]bool // by the last block: none says a thing twice
	for i := range s.lines {
		if key := keys[i]; times[key] < 2 || places[key] > times[key]+1 {
			continue
		}
		last := len(out) - 1
		if last >= 0 && !said[keys[i]] && s.marginLines(out[last].to, i) {
			out[last].to = max(out[last].to, ends[i])
			out[last].anchors++
		} else {
			said = map[string]bool{}
			out = append(out, margin{from: i, to: ends[i], anchors: 1})
		}
		said[keys[i]] = true
	}
	return out
}

// marginLines reports whether the lines [from, to) can all stand in one block.
func (s *state) marginLines(from, to int) bool {
	near := to-from < marginReach/2
	for near && from < to && s.marginLike(from) {
		from++
	}
	return near && from >= to
}

// labelledValue is what the date or reference says that line i holds behind its
// label or has below it, and on how many lines.
func (s *state) labelledValue(i int) (key string, n int) {
	l := s.lines[i]
	if l.block != nil || len(l.text) > maxFoot {
		return "", 0
	}
	class, at := labelOf(l.text)
	if class&(lexicon.Date|lexicon.Reference) == 0 {
		return "", 0
	}
	value := l.text[at:]
	n = 1
	if value == "" && i+1 < len(s.lines) {
		value, n = s.lines[i+1].text, 2
	}
	switch {
	case class&lexicon.Date != 0 && dateOf(value) != "":
		// The whole of it: a mail's has the time of day, and two mails of one day are no margin.
		return "date " + skeletonOf(value), n
	case class&lexicon.Reference != 0 && isLetterReference(value):
		return "reference " + skeletonOf(value), n
	}
	return "", 0
}

// skeletonOf is text in small letters without white space.
func skeletonOf(text string) string { return strings.Join(strings.Fields(strings.ToLower(text)), "") }

// alikeNear counts near how many blocks a line stands, nearer than to the next: the cells of
// a table beside one of them are the same too.
func (s *state) alikeNear(found []margin) map[string]int {
	alike, last := map[string]int{}, map[string]int{}
	end := 0
	for n, m := range found {
		start := max(end, m.from-marginReach)
		end = min(len(s.lines), m.to+marginReach)
		if n+1 < len(found) {
			end = min(end, (m.to+found[n+1].from+1)/2)
		}
		for _, l := range s.lines[min(start, end):end] {
			if key := skeletonOf(l.text); l.block == nil && len(l.text) <= maxFoot && last[key] <= n {
				alike[key]++
				last[key] = n + 1
			}
		}
	}
	return alike
}

// growMargin adds the lines around a block that stand around others too, and what a label
// of the letterhead gives between two of them on this page alone.
func (s *state) growMargin(m margin, alike map[string]int) (from, to int) {
	from, to = m.from, m.to
	for n := 1; n > 0 && from > 0 && m.from-from < marginReach && !s.lines[from].page; from -= n {
		n = s.marginAbove(from, alike)
	}
	for to < len(s.lines) && to-m.to < marginReach && !s.lines[to].page && s.inMargin(to, alike) {
		to++
	}
	return from, to
}

// marginAbove counts the lines right above line from that belong to its block.
func (s *state) marginAbove(from int, alike map[string]int) int {
	if s.inMargin(from-1, alike) {
		return 1
	}
	labelled := false
	for k := from - 1; k >= max(0, from-marginName) && s.marginLike(k); k-- {
		class, _ := labelOf(s.lines[k].text)
		if labelled && alike[skeletonOf(s.lines[k].text)] > 1 {
			return from - k
		}
		if labelled = labelled || class != 0; s.lines[k].page {
			return 0
		}
	}
	return 0
}

// labelsBeside adds to a block the labels with a date or reference tight above and below
// it: what they say may stand on one page only, and goes into the metadata.
func (s *state) labelsBeside(from, to int) (int, int) {
	for to < len(s.lines) && s.lines[to].blank == 0 && !s.lines[to].page {
		_, n := s.labelledValue(to)
		if n == 0 {
			break
		}
		to += n
	}
	for from > 0 && s.lines[from].blank == 0 && !s.lines[from].page {
		n := s.labelEndingAt(from)
		if n == 0 {
			break
		}
		from -= n
	}
	return from, to
}

// labelEndingAt is on how many lines a label and its value stand that end above line i; 0
// is none.
func (s *state) labelEndingAt(i int) int {
	for n := 1; n <= min(2, i); n++ {
		if _, lines := s.labelledValue(i - n); lines == n {
			return n
		}
	}
	return 0
}

// inMargin reports whether line i comes back near other margin blocks and can be
// a line of one.
func (s *state) inMargin(i int, alike map[string]int) bool {
	return s.marginLike(i) && (alike[skeletonOf(s.lines[i].text)] > 1 || s.isPageOf(i))
}

// marginLike reports whether line i has the look of a line of a margin block.
func (s *state) marginLike(i int) bool {
	l := s.lines[i]
	return l.block == nil && words(l.text) <= marginWords && !endsSentence(l.text) && !isLabelled(l.text) && !isCode(l.text) && !isListSign(l.text)
}

// isPageOf reports whether line i is the number of a page with its word, which may stand
// alone above it too, or with that of all pages: "Blad" over "2 van 3", "2/3".
func (s *state) isPageOf(i int) bool {
	text := s.lines[i].text
	if isNumberedPage(text) || isPageNumber(text) && strings.Contains(text, "/") {
		return true
	}
	return i > 0 && lexicon.Is(s.lines[i-1].text, lexicon.Page) && isPageNumber(s.lines[i-1].text+" "+text)
}

// firstProse is the first line of running text: a sentence, or lines of many words
// one below another.
func (s *state) firstProse() int {
	h := letterhead{state: s}
	long := 0
	for i, l := range s.lines {
		if l.blank > 0 || words(l.text) <= 8 {
			long = 0
		}
		if class, _ := labelOf(l.text); class == 0 && words(l.text) > 8 {
			long++
		}
		if h.isProse(i) || long > 1 {
			return i - max(0, long-1)
		}
	}
	return len(s.lines)
}

// marginValues takes date and reference of a block into the metadata where they
// have none yet.
func (s *state) marginValues(from, to int) {
	h := letterhead{state: s, subject: -1, salutation: -1, from: from, to: to}
	for i := from; i < to; i++ {
		class, at := labelOf(s.lines[i].text)
		if class == 0 {
			_, class, at = innerLabel(s.lines[i].text)
		}
		if class == 0 {
			continue
		}
		h.labels = append(h.labels, frontLabel{line: i, class: class, at: at})
	}
	h.giveAll()
	h.values()
}

// innerLabel finds the label of a date or reference inside a line, where an extractor set
// the name of the sender before it, "City of Samplehaven Date 3 May 2031": where it begins,
// its class, and where its value does; the class is 0 where there is none.
func innerLabel(text string) (at int, class lexicon.Class, value int) {
	for at := strings.IndexByte(text, ' ') + 1; at > 0; {
		class, n := lexicon.Begins(text[at:])
		rest := strings.TrimLeft(text[at+n:], ": ")
		if class&(lexicon.Date|lexicon.Reference) != 0 && startsUpper(text[at:]) && strings.ContainsAny(rest, "0123456789") {
			return at, class, len(text) - len(rest)
		}
		next := strings.IndexByte(text[at:], ' ')
		if next < 0 {
			break
		}
		at += next + 1
	}
	return 0, 0, 0
}

// senderName takes the name of the body in a block into the metadata, where they
// name no publisher.
func (s *state) senderName(from, to int) {
	for i := from; i < to && s.doc.Meta.Publisher == ""; i++ {
		name := s.lines[i].text
		if at, class, _ := innerLabel(name); class != 0 {
			name = strings.TrimRight(name[:at], " ")
		}
		for k := i + 1; k < to && lexicon.Is(lastWord(name), lexicon.Open); k++ {
			name += " " + s.lines[k].text
		}
		if class, n := lexicon.Begins(name); class&lexicon.Body != 0 && n < len(name) && isBodyLine(name) {
			s.doc.Meta.Publisher = name
			s.say(decision{CodeValue, "the body that the margin block of each page names", "publisher " + name, 0.85}, s.lines[i].pos, name)
		}
	}
}
