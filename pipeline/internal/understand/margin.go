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
)

// margin is the block of sender, date and reference that stands on the pages of a
// letter, around its labels with their values.
type margin struct {
	from, to int // lines from the first label to behind the last value
	anchors  int // labels with a value that come back
}

// dropMargins leaves out the margin block of a letter from every page but the
// first, where a page's edge and the words that come back to the letter prove it,
// or two labels whose values come back. Dates and references that stand nowhere
// else go into the metadata.
func (s *state) dropMargins() {
	found := s.margins()
	if len(found) < 2 {
		return
	}
	alike := s.alikeNear(found)
	first := s.firstProse()
	for k, m := range found {
		from, to := s.growMargin(m, alike)
		edge := s.besideEdge(from, to)
		if m.from < first && !(k == 0 && s.onLaterMargin(from, to)) || !edge && m.anchors < 2 {
			continue
		}
		confidence := 0.75
		if edge && (m.anchors > 1 || to-from > m.to-m.from) {
			confidence = 0.90
		}
		s.dropMargin(from, to, confidence)
	}
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

// dropMargin leaves the lines [from, to) out, and a page number beside them.
func (s *state) dropMargin(from, to int, confidence float64) {
	s.marginValues(from, to)
	s.senderName(from, to)
	for i := max(0, from-1); i < min(len(s.lines), to+1); i++ {
		l := s.lines[i]
		switch {
		case isNumberedPage(l.text):
			s.drop(l, decision{codePageNumber, "the number of the page beside its margin block", "page number", confidence})
		case i >= from && i < to:
			s.drop(l, decision{codePageFoot, "sender, date and reference with their labels, as on other pages", "margin block of a page", confidence})
		}
	}
}

// margins finds the labels with a date or reference whose value comes back, near
// ones together.
func (s *state) margins() []margin {
	type anchor struct {
		key  string
		i, n int
	}
	var all []anchor
	times := map[string]int{}
	for i := range s.lines {
		if key, n := s.labelledValue(i); n > 0 {
			all = append(all, anchor{key, i, n})
			times[key]++
		}
	}
	var out []margin
	var keys map[string]bool // of the last block: none says a thing twice
	for _, a := range all {
		if times[a.key] < 2 {
			continue
		}
		if n := len(out); n > 0 && a.i-out[n-1].to < marginReach/2 && !keys[a.key] {
			keys[a.key] = true
			out[n-1].to = a.i + a.n
			out[n-1].anchors++
			continue
		}
		keys = map[string]bool{a.key: true}
		out = append(out, margin{a.i, a.i + a.n, 1})
	}
	return out
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
		return "date " + dateOf(value), n
	case class&lexicon.Reference != 0 && isLetterReference(value):
		return "reference " + skeletonOf(value), n
	}
	return "", 0
}

// skeletonOf is text in small letters without white space.
func skeletonOf(text string) string { return strings.Join(strings.Fields(strings.ToLower(text)), "") }

// alikeNear counts how many of the lines near any block are the same.
func (s *state) alikeNear(found []margin) map[string]int {
	alike := map[string]int{}
	end := 0
	for _, m := range found {
		start := max(end, m.from-marginReach)
		end = min(len(s.lines), m.to+marginReach)
		for _, l := range s.lines[min(start, end):end] {
			if k := skeletonOf(l.text); l.block == nil && len(l.text) <= maxFoot {
				alike[k]++
			}
		}
	}
	return alike
}

// growMargin adds the lines around a block that stand around others too.
func (s *state) growMargin(m margin, alike map[string]int) (from, to int) {
	from, to = m.from, m.to
	for from > 0 && m.from-from < marginReach && !s.lines[from].page && s.inMargin(from-1, alike) {
		from--
	}
	for to < len(s.lines) && to-m.to < marginReach && !s.lines[to].page && s.inMargin(to, alike) {
		to++
	}
	return from, to
}

// inMargin reports whether line i comes back near other margin blocks and can be
// a line of one.
func (s *state) inMargin(i int, alike map[string]int) bool {
	l := s.lines[i]
	return l.block == nil && words(l.text) <= marginWords && !endsSentence(l.text) && !isLabelled(l.text) && !isCode(l.text) && (alike[skeletonOf(l.text)] > 1 || isNumberedPage(l.text))
}

// besideEdge reports whether a page begins or ends beside the lines [from, to):
// at a break, at the number of a page, or inside a sentence.
func (s *state) besideEdge(from, to int) bool {
	if s.lines[from].page || to < len(s.lines) && s.lines[to].page || to >= len(s.lines) {
		return true
	}
	for _, l := range s.lines[max(0, from-1) : to+1] {
		if isNumberedPage(l.text) {
			return true
		}
	}
	return from > 0 && !endsClause(s.lines[from-1].text) && startsLower(s.lines[to].text)
}

// isNumberedPage reports whether a line is the number of a page with its word:
// "Pagina 2 van 3".
func isNumberedPage(text string) bool {
	class, n := lexicon.Begins(text)
	return class&lexicon.Page != 0 && words(text) <= 4 && strings.ContainsAny(text[n:], "0123456789")
}

// firstProse is the first line of running text.
func (s *state) firstProse() int {
	h := letterhead{state: s}
	for i := range s.lines {
		if h.isProse(i) {
			return i
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
			continue
		}
		h.labels = append(h.labels, frontLabel{line: i, class: class, at: at})
	}
	h.giveAll()
	h.values()
}

// senderName takes the name of the body in a block into the metadata, where they
// name no publisher.
func (s *state) senderName(from, to int) {
	for i := from; i < to && s.doc.Meta.Publisher == ""; i++ {
		name := s.lines[i].text
		if lexicon.Of(lastWord(name))&lexicon.Open != 0 && i+1 < to {
			name += " " + s.lines[i+1].text
		}
		if class, n := lexicon.Begins(name); class&lexicon.Body != 0 && n < len(name) && isBodyLine(name) {
			s.doc.Meta.Publisher = name
			s.say(decision{codeValue, "the body that the margin block of each page names", "publisher " + name, 0.85}, s.lines[i].pos, name)
		}
	}
}
