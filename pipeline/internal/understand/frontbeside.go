package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/lexicon"
)

// What programs that keep the layout print beside the subject of a letter is no part of it: the
// lines of a margin block, or the labels and values of other columns. These are read one after
// the other.

// partAside parts what stands beside the subject or the date of a letter from the end of its
// line, and what stands under it from the lines below.
func (h *letterhead) partAside() {
	lone := false
	for i := 0; i < min(len(h.lines), frontReach); i++ {
		l := h.lines[i]
		class, from := labelOf(l.text)
		if at := asideOf(l.text, class, from, lone); l.block == nil && at > 0 {
			h.unfoldAside(i, from, at)
		} else if class&lexicon.Subject != 0 && from < len(l.text) {
			h.partBelow(i, l.indent+runes(l.text[:from]))
		}
		lone = class&lexicon.Subject != 0 && from == len(l.text)
	}
}

// partBelow parts what stands beside the lines that go on with the subject of line i at the
// column of its value, where nothing stands beside that line itself.
func (h *letterhead) partBelow(i, value int) {
	for k := i + 1; k < min(len(h.lines), i+maxSubjectLines); k++ {
		l := h.lines[k]
		if class, _ := labelOf(l.text); l.block != nil || l.blank > 0 || l.page || class != 0 || abs(l.indent-value) > marginShift {
			return
		}
		if at := asideOf(l.text, lexicon.Subject, 0, false); at > 0 {
			h.unfoldAside(k, 0, at)
			return
		}
	}
}

// unfoldAside puts what stands at an offset of line i, and under it where a gap sets it apart,
// behind the lines beside it, which go on with its value or begin with a label.
func (h *letterhead) unfoldAside(i, value, at int) {
	l, end := h.lines[i], i+1
	g, set := l.indent+runes(l.text[:at])-2, l.indent+runes(l.text[:value])
	isBeside := func(k *line) bool {
		class, _ := labelOf(k.text)
		return k.fits(g) && k.blank == 0 && !k.page && (class != 0 && k.indent == l.indent || abs(k.indent-set) <= marginShift || k.indent > g)
	}
	for hasGap(l.text[:at]) && l.fits(g) && end < len(h.lines) && isBeside(h.lines[end]) {
		end++
	}
	if end > i+1 {
		h.unfoldFront(i, end, g)
		return
	}
	rest := l.rest(at)
	rest.blank = 1 // it goes on with nothing above
	l.text, l.hyphen = strings.TrimRight(l.text[:at], " "), false
	h.lines = slices.Insert(h.lines, end, rest)
}

// unfoldFront reads lines [from, to) of the front one column after the other.
func (h *letterhead) unfoldFront(from, to int, gaps ...int) {
	p := &strip{Columns: text.Columns{From: h.lines[from].pos.Line, To: h.lines[to-1].pos.Line, At: gaps}, from: from, to: to}
	p.fill(h.lines[from:to])
	h.say(decision{codeColumns, "columns with the subject of a letter", p.String(), sureElse}, h.lines[from].pos, h.lines[from].text)
	h.lines = slices.Replace(h.lines, from, to, h.unfold(p)...)
}

// asideOf is where something else begins in the line of a label behind its value, which
// begins at an offset: behind a gap in a subject, or a label in a date; below a lone label of
// a subject a label too. 0 is none.
func asideOf(text string, class lexicon.Class, value int, lone bool) int {
	if gap := strings.Index(text[value:], "   "); gap > 0 && class&(lexicon.Subject|lexicon.Date) != 0 && text[value+gap-1] != ':' {
		at := value + gap + len(text[value+gap:]) - len(strings.TrimLeft(text[value+gap:], " "))
		other, _ := labelOf(text[at:])
		row, _ := labelOf(text[value:]) // of labels over a row of values
		if row == 0 && (other != 0 || class&lexicon.Subject != 0 && !startsLower(text[at:])) {
			return at
		}
	}
	if at := trailingLabel(text); at > value && (class&lexicon.Subject != 0 || lone) {
		return at
	}
	return 0
}

// partRow parts a row of labels over values of which one is the subject: "Date   Subject" over
// "21.11.2031   Repair of the quays".
func (h *letterhead) partRow() {
	for i := 0; i+1 < min(len(h.lines), frontReach); i++ {
		labels, _ := h.labelRow(i)
		if len(labels) < 2 || !slices.ContainsFunc(labels, func(c lexicon.Class) bool { return c&lexicon.Subject != 0 }) {
			continue
		}
		starts, _ := h.lines[i].segments()
		gaps := make([]int, len(starts)-1)
		for k, start := range starts[1:] {
			gaps[k] = start - 2
		}
		isRow := func(k int) bool {
			l := h.lines[k]
			return l.block == nil && !l.page && (l.blank == 0 || k == i+1) && !slices.ContainsFunc(gaps, func(g int) bool { return !l.fits(g) })
		}
		to := i + 1
		for to < min(len(h.lines), i+1+maxSubjectLines) && isRow(to) && !h.isSalutation(to) {
			to++
		}
		if to > i+1 {
			h.unfoldFront(i, to, gaps...)
			return
		}
	}
}
