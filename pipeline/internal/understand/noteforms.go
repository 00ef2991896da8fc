package understand

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	chars "octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/lexicon"
)

// noteForm is a way in which notes are printed.
type noteForm struct {
	name   string
	series noteSeries
	// common forms are also those of lists and headings.
	common bool
	// read returns the number of a note that begins on a line and the offset
	// of its text; the offset is the line's length where the text follows on
	// the next line.
	read func(text string) (label string, at int)
}

// noteSeries is a kind of number: notes of one series count together. An
// extractor prints the raised numbers of one paper now on lines of their own,
// now before a space, now glued to the text.
type noteSeries int

const (
	seriesPlain noteSeries = iota
	seriesBracket
	seriesParen
	seriesHalf
	seriesStopped
	seriesSign
	seriesLetter
	noteSeriesCount
)

// noteForms are tried in order; a line is read in the first that fits.
var noteForms = []noteForm{
	{"with the number on a line of its own", seriesPlain, false, readBare},
	{"with the number glued to the text", seriesPlain, false, readGlued},
	bracketForm,
	{"with the number raised", seriesPlain, false, readRaised},
	{"with the number raised in parentheses", seriesPlain, false, readEnclosed},
	{"with the number between backslashes", seriesPlain, false, readBackslashed},
	{"with the number in parentheses", seriesParen, true, readBracketed("(", ")")},
	{"with a sign", seriesSign, false, readSigns},
	{"with a raised letter", seriesLetter, false, readRaisedLetter},
	{"with a letter", seriesLetter, true, readLetter},
	{"with the number before a space", seriesPlain, true, readSpaced},
	{"with a parenthesis behind the number", seriesHalf, true, readHalf},
	{"with a stop after the number", seriesStopped, true, readStopped(".:")},
	{"with the number and a stop on a line of their own", seriesStopped, true, readBareStopped},
}

// bracketForm is that of notes with "[3]" before their text.
var bracketForm = noteForm{"with the number in brackets", seriesBracket, false, readBracketed("[", "]")}

// notePlace is where a note stands on its page.
type notePlace int

const (
	placeText  notePlace = iota // amid the text
	placeRun                    // in a run of notes amid the text
	placePart                   // in a run above a title
	placeTable                  // in a run right below a table
	placeEnd                    // in the run at the end of the text
	placeFoot                   // in a run above a page break or furniture
	notePlaces
)

// noteDef is a place where a note may begin.
type noteDef struct {
	form   *noteForm
	label  string
	number int
	line   int // the first line
	// numberLine is the line with the number: the first one, but in a stack.
	numberLine int
	textLine   int // the line where the text begins, at offset textAt
	textAt     int
	end        int // the line after the last one
	stop       int // what end must be, where the texts of a stack stand above it; 0 is any
	residue    string
	heads      bool // the line looks like a heading
	small      bool // the text begins in small letters, and with no address
	run        int  // counts the runs of notes with nothing between
	place      notePlace
	table      bool // the run stands right below a table
	twin       bool // the next note or the one before has the same sign, as items of a list have
	still      bool // the run stands amid the text and parts no sentence of it
	title      bool // the text is the title that a series in the text lacks
	off        bool // the number belongs to what stands above it
	cites      bool // the text holds a call
	announced  bool // a colon above announces the first number of the list it is in
}

// below is the line behind the note and its number, which may stand under the text.
func (d noteDef) below() int { return max(d.end, d.numberLine+1) }

func (d noteDef) series() noteSeries { return d.form.series }

// candidates lists the places where a note may begin, in order, with the runs
// they make and the places of these.
func (s *state) candidates() []noteDef {
	var out []noteDef
	from := 0 // the line below the last stack
	buttons := hasButtons(s.lines)
	titles, figures := s.titlesInText(), s.figuresInText()
	for i, l := range s.lines {
		if l.block != nil || l.member || l.isCell() || i < from || buttons && !l.button || s.inContents(l.text) {
			continue
		}
		if stack := s.stack(i); stack != nil {
			out = append(out, stack...)
			from = stack[len(stack)-1].line + 1
			continue
		}
		if d, ok := s.candidate(i); ok {
			d.title = titles.lacks(s.lines[d.textLine].text[d.textAt:]) || figures.lacks(s, d.line)
			d.off = s.standsOff(d, out)
			out = append(out, d)
		}
	}
	out = s.stacksBelow(out)
	s.findRuns(out)
	s.findPlaces(out)
	return out
}

// hasButtons reports whether labels of buttons stand before the notes.
func hasButtons(lines []*line) bool {
	return slices.ContainsFunc(lines, func(l *line) bool { return l.button })
}

// candidate reads line i as the beginning of a note.
func (s *state) candidate(i int) (d noteDef, ok bool) {
	text := s.lines[i].text
	f, label, at := readNote(text, noteForms)
	if f == nil {
		f, label, at = readNote(text, letterBrackets)
	}
	if f == nil || isDigits(label) && len(label) > maxNoteDigits || at == len(text) && s.inColumn(i) {
		return d, false
	}
	d = noteDef{form: f, label: label, number: labelNumber(label), line: i, numberLine: i, textLine: i, textAt: at, residue: residueOf(text[:at], label)}
	if at == len(text) {
		d.textLine, d.textAt = i+1, 0
		if i+1 >= len(s.lines) || s.lines[i+1].page || !noteBegins(s.lines[i+1]) || isLetterLabel(s.lines[i+1].text) {
			return d, false // a letter below is the next of a stack
		}
	}
	d.heads = f.common && s.headsText(d)
	first := s.lines[d.textLine].text[d.textAt:]
	if !strings.ContainsFunc(first, chars.IsWord) {
		return d, false // a sign says nothing
	}
	if s.isBodyNumber(i, first) {
		return d, false
	}
	d.small = startsLower(first) && !strings.ContainsFunc(firstWord(first), unicode.IsUpper) && !isWebAddress(firstWord(first))
	return d, true
}

// isBodyNumber reports whether the number that line i begins with is one of the text: the
// sentence of the line above is open and goes on behind it in small letters, or the mark of
// an item stands alone above, whose text is due.
func (s *state) isBodyNumber(i int, text string) bool {
	if i == 0 || s.lines[i-1].block != nil {
		return false
	}
	above, l := s.lines[i-1], s.lines[i]
	o, marked := markOrdinal(above.text)
	return l.blank == 0 && startsLower(text) && isOpen(above.text) || marked && o.delim != "" && isBareNumber(l.text)
}

// readNote reads the beginning of a note in the first of forms that fits.
func readNote(text string, forms []noteForm) (f *noteForm, label string, at int) {
	for i := range forms {
		if label, at := forms[i].read(text); label != "" {
			return &forms[i], label, at
		}
	}
	return nil, "", 0
}

// inColumn reports whether the figure on line i is one of a column: another one
// stands right above or below it. The last word of a sentence is none.
func (s *state) inColumn(i int) bool {
	above := i > 0 && numeric(s.lines[i-1].text) && (s.lines[i-1].blank > 0 || i > 1 && numeric(s.lines[i-2].text))
	return above || i+1 < len(s.lines) && numeric(s.lines[i+1].text)
}

// findRuns numbers the runs: in one, each note follows the one before at once,
// in the same series and with a number that is little higher.
func (s *state) findRuns(defs []noteDef) {
	for i := range defs {
		limit := len(s.lines)
		if i+1 < len(defs) {
			limit = defs[i+1].line
		}
		defs[i].end = s.paragraphEnd(defs[i], max(limit, defs[i].textLine+1))
		if i == 0 {
			continue
		}
		above, d := defs[i-1], &defs[i]
		d.run = above.run
		step := d.number - above.number
		tied := d.line <= above.below() || s.tailEnd(above.end, d.line, step == 1 && !(d.form.common && above.form.common), nil) == d.line
		if d.series() != above.series() || step < 1 || step > maxStep || !tied || s.lines[d.line].page {
			d.run++
		}
	}
}

// maxStep is how far the numbers of neighbours in a run may lie apart.
const maxStep = 3

// findPlaces tells where each run stands, from the last to the first: a list at
// the end of the text goes on over further paragraphs of its notes.
func (s *state) findPlaces(defs []noteDef) {
	buttons := hasButtons(s.lines)
	for i := len(defs) - 1; i >= 0; i-- {
		d := &defs[i]
		below := noteDef{}
		if i+1 < len(defs) {
			below = defs[i+1]
		}
		switch {
		case s.leadsTo(d, below) && (below.place == placeEnd || below.place == placeFoot && !s.lines[below.line].page):
			d.place = below.place
		case buttons, s.footAt(d.below()), s.lines[min(d.line, d.numberLine)].ruled:
			d.place = placeFoot
		case i+1 < len(defs) && below.run == d.run:
			d.place = max(placeRun, below.place)
		case s.nothingBelow(d.end):
			d.place = placeEnd
		case s.lines[d.end].blank > 0 && !d.heads && s.titleAt(d.end):
			d.place = placePart
		case i > 0 && defs[i-1].run == d.run:
			d.place = placeRun
		}
	}
	s.findTitled(defs)
	s.findUnderTables(defs)
	s.findStill(defs)
}

// findTitled gives the runs that a title of notes heads the place of those at the end, which
// they are of their part.
func (s *state) findTitled(defs []noteDef) {
	for run := range runsOf(defs) {
		above := min(run[0].line, run[0].numberLine) - 1
		if above < 0 || !titleish(s.lines[above].text) || !lexicon.BeginsAs(s.lines[above].text, lexicon.NoteTitle) {
			continue
		}
		for i := range run {
			run[i].place = max(run[i].place, placeEnd)
		}
	}
}

// leadsTo reports whether nothing but further lines of a note stands between it and the next
// one, which begins a run of its own: so a list of notes runs over pages.
func (s *state) leadsTo(d *noteDef, below noteDef) bool {
	if below.form == nil || d.run == below.run || d.series() != below.series() || below.number != d.number+1 || d.series() > seriesBracket || d.textAt == 0 || below.textAt == 0 || below.line-d.end > noteTail {
		return false
	}
	if text := s.lines[d.line].text[d.textAt:]; d.heads && titleish(text) && !strings.ContainsRune("-–_/", lastRune(text)) {
		return false
	}
	for i := d.end; i < below.line; i++ {
		if l := s.lines[i]; l.page || l.seam || l.block != nil || isLabelled(l.text) || s.titleAt(i) && l.blank > 0 {
			return false
		}
	}
	return true
}

// titleAt reports whether line i can be a title, and none whose words the width broke.
func (s *state) titleAt(i int) bool {
	l := s.lines[i]
	return titleish(l.text) && (i+1 == len(s.lines) || s.lines[i+1].blank > 0 || s.lines[i+1].block != nil || !s.full(l, s.lines[i+1]))
}

// findStill marks the runs amid the text that part no sentence of it: so stand the
// items of a list, while the notes of a page stand where its text breaks off. A colon
// announces a list, and with its first number those that count on from it.
func (s *state) findStill(defs []noteDef) {
	listed := map[seriesNumber]bool{}
	for run := range runsOf(defs) {
		first := run[0]
		above, below := first.numberLine-1, run[len(run)-1].end
		still := first.place < placePart && (above < 0 || below >= len(s.lines) || endsClause(s.lines[above].text) || s.lines[below].block != nil || !startsLower(s.lines[below].text))
		said := listed[seriesNumber{first.series(), first.number - 1}] || above >= 0 && strings.HasSuffix(s.lines[above].text, ":")
		for i := range run {
			run[i].still, run[i].announced = still, said && run[i].place <= placePart
			listed[run[i].key()] = run[i].announced
		}
	}
}

// runsOf parts notes into their runs, which share the room of defs.
func runsOf(defs []noteDef) iter.Seq[[]noteDef] {
	return func(yield func([]noteDef) bool) {
		for from, to := range runs(0, len(defs), func(from, k int) bool { return defs[k].run == defs[from].run }) {
			if !yield(defs[from:to]) {
				return
			}
		}
	}
}

// footAt reports whether the page ends at line i, numbers alone aside.
func (s *state) footAt(i int) bool {
	for i < len(s.lines) && isDigits(s.lines[i].text) && !s.lines[i].page && !s.lines[i].seam {
		i++
	}
	return i < len(s.lines) && (s.lines[i].page || s.lines[i].seam && !s.lines[i].ruled)
}

// shortTail is how many short lines may stand below the last notes of a text, as
// navigation of the web does.
const shortTail = 12

// nothingBelow reports whether the text has ended at line i: little follows, and
// no sentence.
func (s *state) nothingBelow(i int) bool {
	if i < len(s.lines)-shortTail {
		return false
	}
	return i >= len(s.lines)-listTail || !slices.ContainsFunc(s.lines[i:], func(l *line) bool {
		return l.block != nil || words(l.text) > 4 || endsSentence(l.text)
	})
}

// residueOf is what is printed with a note's number and not kept: brackets, a
// caret.
func residueOf(printed, label string) string {
	plain := strings.Map(func(r rune) rune {
		if d := raisedDigit(r); d >= 0 {
			return rune('0' + d)
		}
		if l := raisedLetter(r); l != 0 {
			return l
		}
		return r
	}, chars.WithoutSpace(printed))
	return strings.Replace(plain, label, "", 1)
}

// labelNumber is the place of a note in its series. Signs are no numbers: each
// asks for its own note.
func labelNumber(label string) int {
	switch {
	case isDigits(label):
		return atoi(label)
	case isLetterLabel(label):
		return int(label[0]-'a') + 1
	}
	return signNumber(label)
}

// headsText reports whether the line of a note looks like a heading: without a
// stop, and with something else below it.
func (s *state) headsText(d noteDef) bool {
	if endsSentence(s.lines[d.textLine].text) || d.textLine+1 >= len(s.lines) {
		return false
	}
	next := s.lines[d.textLine+1]
	return next.blank > 0 && !next.page && !next.seam
}

// maxNoteDigits bounds note numbers to 999.
const maxNoteDigits = 3

// noteBegins reports whether a line can be the text under a number that stands
// on a line of its own: what looks like a letter of a list may be the initial of a name.
func noteBegins(l *line) bool {
	return l.block == nil && !isDigits(l.text) && !isLoneMark(l.text) && !isLabelled(l.text) && (!isMarked(l.text) || startsUpper(l.text)) && l.text != ""
}

// isWebAddress reports whether a word is an address of the web.
func isWebAddress(word string) bool {
	return strings.Contains(word, "://") || strings.HasPrefix(word, "www.")
}
