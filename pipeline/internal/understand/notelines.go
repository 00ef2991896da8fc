package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// Short notes stand behind each other on one line: "1 Vaarcijfers, blz. 3. 2 Idem, blz. 4."
// Such lines are parted before notes are sought. The number of each must be the next one
// behind the end of a sentence, in the form of the first, and a call of each must stand
// above, so that figures of a sentence part none. Parts that became no notes are put
// together again.

// partNoteLines parts the lines that hold the beginnings of several notes, and returns
// those it parted, as they were.
func (s *state) partNoteLines() map[*line][]*line {
	cuts := s.noteCuts()
	if len(cuts) == 0 {
		return nil
	}
	called := s.calledAbove()
	parted := map[*line][]*line{}
	var lines []*line
	for i, l := range s.lines {
		lines = append(lines, l)
		at := slices.DeleteFunc(cuts[i], func(c noteCut) bool { return called[c.label] == 0 || called[c.label] > i })
		if len(at) == 0 {
			continue
		}
		whole := *l
		parts := []*line{l}
		for k, c := range at {
			end := len(whole.text)
			if k+1 < len(at) {
				end = at[k+1].at
			}
			parts = append(parts, whole.part(c.at, end))
		}
		l.text = strings.TrimRight(whole.text[:at[0].at], " ")
		parted[&whole] = parts
		lines = append(lines, parts[1:]...)
	}
	s.lines = lines
	return parted
}

// part returns a line for the text between two offsets.
func (l *line) part(from, to int) *line {
	p := *l.rest(from)
	p.text = strings.TrimRight(l.text[from:to], " ")
	p.indent, p.seam = l.indent, l.seam
	return &p
}

// noteCut is a place inside a line where a further note may begin.
type noteCut struct {
	label string
	at    int
}

// noteCuts finds the places where a note may begin inside a line that begins a note, or
// goes on with one, by the number of the line among s.lines.
func (s *state) noteCuts() map[int][]noteCut {
	cuts := map[int][]noteCut{}
	var form *noteForm
	last := 0
	for i, l := range s.lines {
		if l.block != nil || l.member || l.isCell() {
			form = nil
			continue
		}
		if f, label, at := readNote(l.text, noteForms); f != nil && partable(f, label) && at < len(l.text) {
			form, last = f, atoi(label)
		} else if l.blank > 0 || l.page {
			form = nil
		}
		for from := 0; form != nil; {
			at := nextNote(l.text, from, form, last+1)
			if at < 0 {
				break
			}
			last++
			cuts[i] = append(cuts[i], noteCut{itoa(last), at})
			from = at
		}
	}
	return cuts
}

// partable reports whether notes of a form may stand behind each other: those with a
// number that is not that of a list, "1. …".
func partable(f *noteForm, label string) bool {
	return isDigits(label) && len(label) <= maxNoteDigits && f.series != seriesStopped && f.series != seriesParen
}

// nextNote is where the note with a number begins in text behind an offset: behind the end
// of a sentence, with a capital, "§" or an address of the web; -1 is nowhere.
func nextNote(text string, from int, f *noteForm, number int) int {
	label := itoa(number)
	for at := from + 1; at < len(text); at++ {
		if text[at-1] != ' ' || !strings.HasPrefix(strings.TrimLeft(text[at:], "[^"), label) {
			continue
		}
		before := strings.TrimRight(text[:at], " ")
		got, behind := f.read(text[at:])
		if got != label || behind >= len(text[at:]) || !endsSentence(before) || endsInNumberSign(before) {
			continue
		}
		if rest := text[at+behind:]; startsUpper(rest) || strings.HasPrefix(rest, "§") || isWebAddress(firstWord(rest)) {
			return at
		}
	}
	return -1
}

// endsInNumberSign reports whether what text ends with abbreviates a word that a number
// follows: "nr.", "blz.".
func endsInNumberSign(text string) bool {
	return lexicon.IsWhole(strings.TrimLeft(lastWord(text), openers), lexicon.Numbered)
}

// calledAbove tells of each label the first line, counted from 1, with a place that is
// likely its call.
func (s *state) calledAbove() map[string]int {
	called := map[string]int{}
	scan := newCallScan(s.lines)
	for i := range scan.sites {
		if c := &scan.sites[i]; c.weight >= likelyCall && called[c.label] == 0 {
			called[c.label] = c.index + 1
		}
	}
	return called
}

// joinNoteLines puts the parts of a line together again of which none became a note.
func (s *state) joinNoteLines(parted map[*line][]*line) {
	apart := map[*line]bool{}
	for whole, parts := range parted {
		if slices.ContainsFunc(parts, func(l *line) bool { return l.gone || len(l.calls) > 0 }) {
			continue
		}
		parts[0].text = whole.text
		for _, l := range parts[1:] {
			apart[l] = true
		}
	}
	if len(apart) > 0 {
		s.lines = slices.DeleteFunc(s.lines, func(l *line) bool { return apart[l] })
	}
}
