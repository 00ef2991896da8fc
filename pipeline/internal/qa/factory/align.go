package factory

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// aligner finds the pieces of a paper in the lines that a program made of it:
// notes first, with their number, then what comes back on the pages, then the
// running text forward from where it stands.
type aligner struct {
	flow    []*piece
	notes   []*piece
	running []*piece // heads, feet and margin: once on each page
	margin  int      // from which of running on the margin stands
	folio   string
	cur     int    // the piece of the flow that was matched last
	note    *piece // the note that was matched last, where the line before is of it
	page    int
	numbers int // folios seen on the page
}

// leastAnchor is how many letters a line has at least that is looked for within
// a piece: shorter ones stand in many places.
const leastAnchor = 20

// most is the share of a page's lines of leastWord letters that may stay without a
// label; a page with more has not aligned.
const (
	most      = 0.1
	leastWord = 4
)

func newAligner(d *Document) *aligner {
	a := &aligner{flow: flowOf(d), notes: notesOf(d), folio: d.Running.Folio, cur: -1}
	ofPages := []string{d.Running.Head, d.Running.Foot}
	ofPages = append(ofPages, d.Running.Site...)
	for _, text := range append(ofPages, d.Running.Site...) { // the links twice
		if text != "" {
			a.running = append(a.running, pieceOf('F', "", text))
		}
	}
	a.margin = len(a.running)
	for _, text := range d.Running.Margin {
		a.running = append(a.running, pieceOf('F', "", text))
	}
	return a
}

// align labels the lines of a text, whose pages end in form feeds. Lines of a page
// that does not align have no label; dropped counts such pages.
func align(d *Document, text string) (lines []line, dropped, pages int) {
	a := newAligner(d)
	for _, page := range strings.SplitAfter(strings.TrimRight(text, "\f\n"), "\f") {
		set := a.alignPage(strings.Split(page, "\n"))
		pages++
		if !aligned(set) {
			dropped++
			for i := range set {
				set[i] = line{text: set[i].text}
			}
		}
		lines = append(lines, joinedPage(lines, set)...)
	}
	return lines, dropped, pages
}

// joinedPage takes the empty line after a form feed away that cutting made.
func joinedPage(before, set []line) []line {
	if n := len(set); n > 1 && set[n-1].text == "\f" {
		set[n-2].text += "\f"
		return set[:n-1]
	}
	return set
}

func aligned(set []line) bool {
	all, without := 0, 0
	for _, l := range set {
		if len(letters(l.text)) >= leastWord {
			all++
			if l.label == 0 {
				without++
			}
		}
	}
	return float64(without) <= most*float64(all)
}

func (a *aligner) alignPage(texts []string) []line {
	a.page++
	a.numbers, a.note = 0, nil
	for _, p := range a.running {
		p.at = 0
	}
	out := make([]line, len(texts))
	for i, text := range texts {
		out[i].text = text
		if want := letters(text); len(want) > 0 {
			a.place(&out[i], want, nextLetters(texts[i+1:]))
		}
	}
	a.signs(out)
	return out
}

func nextLetters(texts []string) []rune {
	for _, t := range texts {
		if l := letters(t); len(l) > 0 {
			return l
		}
	}
	return nil
}

// place labels a line, or what it begins with where its parts stand far apart.
func (a *aligner) place(l *line, want, next []rune) {
	if a.beginsNote(l, want, next) || a.goesOnNote(l, want) {
		return
	}
	a.note = nil
	if a.expected(want, next) && a.forward(l, want) || a.furniture(l, want) || a.forward(l, want) {
		return
	}
	parts := gaps.Split(strings.TrimSpace(l.text), -1)
	for i := 0; i < len(parts) && len(parts) > 1; i++ {
		part := line{text: parts[i]}
		want := letters(parts[i])
		if len(want) == 0 || !a.furniture(&part, want) && !a.forward(&part, want) {
			continue
		}
		l.calls = append(l.calls, part.calls...)
		if l.label == 0 || l.label == 'F' {
			l.label = part.label // furniture glued to text: the text
		}
	}
}

var gaps = regexp.MustCompile(`\s{2,}`)

// beginsNote tells whether a line begins a note, or is its number alone.
func (a *aligner) beginsNote(l *line, want, next []rune) bool {
	for _, n := range a.notes {
		mark := len(n.mark)
		if n.at > 0 || !hasPrefix(want, n.letters[:mark]) {
			continue
		}
		rest := n.letters[mark:]
		head := want[mark:]
		if len(head) == 0 { // alone: its text must be below
			head = next[:min(len(next), len(rest))]
		}
		if k := min(len(head), len(rest)); k == 0 || k < min(4, len(rest)) || !hasPrefix(rest, head[:k]) || len(want) > len(n.letters) {
			continue
		}
		n.at = len(want)
		a.note, l.label, l.note = n, 'N', n.mark
		return true
	}
	return false
}

// expected tells whether a line is the rest of a block, the next block or its
// number, whose text is below, or begins the title: what comes back on the pages
// may look the same.
func (a *aligner) expected(want, next []rune) bool {
	title := slices.IndexFunc(a.flow, func(p *piece) bool { return p.label == 'T' && p.at == 0 })
	if title >= 0 && hasPrefix(a.flow[title].letters, want) {
		return true
	}
	if a.cur >= 0 && a.open(a.cur) && string(a.flow[a.cur].letters[a.flow[a.cur].at:]) == string(want) {
		return true
	}
	i := slices.IndexFunc(a.flow[a.cur+1:], func(p *piece) bool { return p.at == 0 })
	if i < 0 || !hasPrefix(a.flow[a.cur+1+i].letters, want) {
		return false
	}
	rest := a.flow[a.cur+1+i].letters[len(want):]
	k := min(leastAnchor/2, len(next))
	return len(rest) == 0 || len(want) < 6 && k > 0 && hasPrefix(rest, next[:k])
}

func (a *aligner) goesOnNote(l *line, want []rune) bool {
	if a.note == nil {
		for _, n := range a.notes { // a note that goes on overleaf
			if n.at > 0 && n.at < len(n.letters) && len(want) >= leastAnchor && hasPrefix(n.letters[n.at:], want) {
				a.note = n
			}
		}
	}
	if a.note == nil || !hasPrefix(a.note.letters[a.note.at:], want) {
		return false
	}
	a.note.at += len(want)
	l.label = 'G'
	return true
}

// furniture tells whether a line is made of what comes back on the pages.
func (a *aligner) furniture(l *line, want []rune) bool {
	before := make([]int, len(a.running))
	for i, p := range a.running {
		before[i] = p.at
	}
	numbers, label := a.numbers, byte('F')
	for len(want) > 0 {
		n, margin := a.runningPrefix(want)
		if n == 0 {
			for i, p := range a.running {
				p.at = before[i]
			}
			a.numbers = numbers
			return false
		}
		if margin && a.page == 1 {
			label = 'M'
		}
		want = want[n:]
	}
	l.label = label
	return true
}

// runningPrefix takes a piece that comes back, or the folio, from the beginning
// of the letters; it gives how many it took.
func (a *aligner) runningPrefix(want []rune) (n int, margin bool) {
	for i, p := range a.running {
		used, at, _ := p.match(want)
		if used > 0 && (at == len(p.letters) || used == len(want) && used >= leastWord) {
			p.at = at
			return used, i >= a.margin
		}
	}
	if folio := a.folioOf(want); folio > 0 && a.numbers == 0 {
		a.numbers++
		return folio, false
	}
	return 0, false
}

// folioOf gives how many of the letters are the number of this page, and of how
// many it is one.
func (a *aligner) folioOf(want []rune) int {
	before, after, _ := strings.Cut(a.folio, "##")
	number := letters(Running{Folio: before}.folio(a.page, 0))
	if a.folio == "" || !hasPrefix(want, number) {
		return 0
	}
	n := len(number)
	if before != a.folio {
		for n < len(want) && unicode.IsDigit(want[n]) {
			n++
		}
		if rest := letters(after); hasPrefix(want[n:], rest) {
			n += len(rest)
		}
	}
	return n
}

// forward looks for the line in the running text: where it stands, at the
// beginnings after it, at other pieces that are open, and, where the line is
// long, within a piece.
func (a *aligner) forward(l *line, want []rune) bool {
	order := []int{}
	if a.cur >= 0 && a.open(a.cur) {
		order = append(order, a.cur)
	}
	for i := a.cur + 1; i < len(a.flow); i++ {
		order = append(order, i)
	}
	for i := 0; i < a.cur; i++ {
		order = append(order, i)
	}
	for _, i := range order { // few letters are rather all of a piece than its beginning
		if rest := a.flow[i].letters[a.flow[i].at:]; len(want) < leastWord && string(rest) == string(want) && a.take(l, want, i, a.flow[i].at) {
			return true
		}
	}
	for _, i := range order {
		if a.open(i) && a.take(l, want, i, a.flow[i].at) {
			return true
		}
	}
	return len(want) >= leastAnchor && a.anchor(l, want, order)
}

func (a *aligner) open(i int) bool { return a.flow[i].at < len(a.flow[i].letters) }

// anchor looks for a line within the pieces, further on than they stand: the lines
// between were lost.
func (a *aligner) anchor(l *line, want []rune, order []int) bool {
	for _, i := range order {
		rest := a.flow[i].letters[a.flow[i].at:]
		if k := strings.Index(string(rest), string(want)); k > 0 {
			from := a.flow[i].at + len([]rune(string(rest)[:k]))
			return a.take(l, want, i, from)
		}
	}
	return false
}

// take matches the line from a place in a piece over to the pieces after it. Few
// letters count only to the end of a piece.
func (a *aligner) take(l *line, want []rune, i, from int) bool {
	type step struct{ piece, at int }
	var steps []step
	var calls []string
	label := byte('G')
	for k := i; len(want) > 0; k++ {
		if k == len(a.flow) || k > i && a.flow[k].at > 0 {
			return false
		}
		p := *a.flow[k]
		if k == i {
			p.at = from
		}
		begin := p.at
		used, at, called := p.match(want)
		ends := at == len(p.letters)
		if used == 0 || used < len(want) && !ends || k == i && used == len(want) && used < leastWord && !ends && (i != a.cur || begin == 0) && p.label != 'I' && p.label != 'H' {
			return false
		}
		if begin == 0 && (k == i || p.label == 'T') || whole(p.label) && k == i {
			label = p.label
		}
		want = want[used:]
		steps, calls = append(steps, step{k, at}), append(calls, called...)
	}
	for _, s := range steps {
		a.flow[s.piece].at = s.at
	}
	a.cur = steps[len(steps)-1].piece
	l.label, l.calls = label, append(l.calls, calls...)
	return true
}

// signs labels the lines that have neither letters nor figures: the mark of the
// item below, or a dash in a table.
func (a *aligner) signs(set []line) {
	for i := range set {
		text := strings.TrimSpace(set[i].text)
		if text == "" || len(letters(text)) > 0 {
			continue
		}
		filled := func(l line) bool { return strings.TrimSpace(l.text) != "" }
		below := slices.IndexFunc(set[i+1:], filled)
		if below < 0 {
			continue
		}
		next := &set[i+1+below]
		switch {
		case next.label == 'I' && !strings.HasPrefix(strings.TrimSpace(next.text), text) && a.isMark(text):
			set[i].label, next.label = 'I', 'G'
		case next.label == 'B':
			set[i].label = 'B'
		}
	}
}

func (a *aligner) isMark(text string) bool {
	return slices.ContainsFunc(a.flow, func(p *piece) bool { return p.label == 'I' && p.mark == text })
}
