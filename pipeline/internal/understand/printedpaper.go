package understand

import (
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// printedPaper is the front of a paper that a parliament prints in a series: the body and
// the number over it, "Landtag Merrow Drucksache 7/114", the kind of paper, who moves it,
// and its title, which often stands right above the text.
type printedPaper struct {
	*letterhead
	head, kind int // the lines with the number and with the kind of paper
	names      int // the line below the names of those who move it
	// from, to are the lines of the title
	from, to int
	widest   int // of the lines below, in characters
}

// mastheadLines is among how many lines at the top a masthead stands.
const mastheadLines = 12

// findPrinted finds such a front. It takes the body and the number from the masthead, and
// gives the lines of the front and the title their claims; it reports whether it found a
// title.
func (h *letterhead) findPrinted() bool {
	p := &printedPaper{letterhead: h}
	if !p.masthead() || !p.kindBelow() {
		return false
	}
	p.measure()
	p.from = p.behindMovers()
	p.to = p.titleEnd()
	if p.from == p.to {
		return false
	}
	p.claimPrinted()
	return true
}

// masthead finds the line with the number of the series and takes what it says.
func (p *printedPaper) masthead() bool {
	for i, l := range p.lines[:min(len(p.lines), mastheadLines)] {
		at := printedNumber(l.text)
		if l.block != nil || at < 0 || isBetweenDashes(l.text) {
			continue
		}
		p.head = i
		body, number := bodyBefore(l.text[:at]), strings.ReplaceAll(l.text[at+len(firstWord(l.text[at:])):], " ", "")
		const rule = "the masthead of a printed paper"
		if id := p.doc.Meta.Identifiers; id == nil || id.Number == "" {
			p.takeNumber(i, number, rule, 0.95)
		}
		if p.doc.Meta.Publisher == "" && body != "" {
			p.doc.Meta.Publisher = body
			p.say(decision{CodeValue, rule, "publisher " + body, 0.95}, l.pos, body)
		}
		return true
	}
	return false
}

// printedNumber is where a line's last words begin that are the name of a series of printed
// papers and the number of one in it, "Drucksache 7/114", "Drucksache 7 / 114"; -1 where it
// ends otherwise.
func printedNumber(text string) int {
	text = strings.TrimRight(text, " ")
	for at := len(text); at > 0; {
		at = strings.LastIndexByte(text[:at], ' ')
		word, number, _ := strings.Cut(text[at+1:], " ")
		if startsUpper(word) && lexicon.Is(word, lexicon.Series) && isTermNumber(strings.ReplaceAll(number, " ", "")) {
			return at + 1
		}
	}
	return -1
}

// isTermNumber reports whether text is a number behind that of a parliament's term or
// year: "7/114", "114/1/31", "7/114(neu)".
func isTermNumber(text string) bool {
	term, number, ok := strings.Cut(text, "/")
	number, _, _ = strings.Cut(number, "(")
	return ok && isDigits(term) && isDigits(strings.ReplaceAll(number, "/", ""))
}

// maxBodyWords is how many words the name of a body in a masthead has at most.
const maxBodyWords = 8

// bodyBefore is the name of the body before the number in a masthead, without small words
// that belong to the number: "Bundesrat zu Drucksache 7/114"; "" where none stands there.
func bodyBefore(text string) string {
	text = strings.Trim(text, " –-")
	for text != "" && startsLower(lastWord(text)) {
		text = strings.TrimRight(strings.TrimSuffix(text, lastWord(text)), " ")
	}
	if words(text) > maxBodyWords || !startsUpper(text) || !isName(text) {
		return ""
	}
	return text
}

// kindBelow finds the line below the masthead that is the kind of paper.
func (p *printedPaper) kindBelow() bool {
	for i := p.head + 1; i < min(len(p.lines), p.head+2*mastheadLines); i++ {
		if l := p.lines[i]; l.block == nil && lexicon.Is(l.text, lexicon.Kind) {
			p.kind = i
			return true
		}
	}
	return false
}

// measuredLines is how many lines below the kind of paper show how wide the text is.
const measuredLines = 60

func (p *printedPaper) measure() {
	for _, l := range p.lines[p.kind:min(len(p.lines), p.kind+measuredLines)] {
		p.widest = max(p.widest, runes(l.text))
	}
}

// moversLines is how many lines those who move a paper take at most: dozens of names.
const moversLines = 25

// behindMovers is the first line below the kind of paper that does not say who moves it,
// or what it is about in words that go on with the kind.
func (p *printedPaper) behindMovers() int {
	p.names = p.behindNames()
	i := max(p.kind+1, p.names)
	for ; i < min(len(p.lines), p.kind+moversLines); i++ {
		l, above := p.lines[i], p.lines[i-1]
		switch inside := i > p.kind+1; {
		case l.block != nil || l.page && !inside:
			return i
		case startsLower(l.text), runes(l.text) < 3, isBetweenDashes(l.text), areCommittees(l.text):
		case inside && p.isLeftOpen(above):
		default:
			return i
		}
	}
	return i
}

// behindNames is the line below the names of those who move a paper, which end in the name
// of their group; 0 where there are none. A line of names has a comma.
func (p *printedPaper) behindNames() int {
	for i := p.kind + 1; i < min(len(p.lines), p.kind+moversLines); i++ {
		text := p.lines[i].text
		if hasWordOf(text, lexicon.Group) {
			return i + 1
		}
		if !strings.Contains(text, ",") && !startsLower(text) {
			break
		}
	}
	return 0
}

// areCommittees reports whether a line is the abbreviations of committees: "Fz - In - Wi".
func areCommittees(text string) bool {
	for w := range strings.FieldsSeq(text) {
		if !isDash(w) && runes(w) > 3 {
			return false
		}
	}
	return words(text) > 1
}

// isLeftOpen reports whether a line of those who move a paper wants another name.
func (p *printedPaper) isLeftOpen(l *line) bool {
	return strings.HasSuffix(l.text, ",") || l.hyphen || lexicon.Is(lastWord(l.text), lexicon.Group)
}

// isBetweenDashes reports whether a line stands between dashes: "– Drucksache 7/98 –".
func isBetweenDashes(text string) bool {
	first, last := firstWord(text), lastWord(text)
	return words(text) > 2 && isDash(first) && first == last
}

// maxPrintedTitle is how many lines such a title has at most.
const maxPrintedTitle = 6

// titleEnd is the end of the title that begins in line from; from itself for none.
func (p *printedPaper) titleEnd() int {
	i := p.from
	if i >= len(p.lines) || p.lines[i].block != nil || !startsUpper(p.lines[i].text) || endsSentence(p.lines[i].text) {
		return i
	}
	for i++; i < min(len(p.lines), p.from+maxPrintedTitle) && p.goesOnTitle(i); i++ {
	}
	if endsSentence(p.lines[i-1].text) {
		return p.from
	}
	return i
}

// goesOnTitle reports whether line i goes on with a title above it: its words do, it
// stands in brackets, or it is the short end of a full line.
func (p *printedPaper) goesOnTitle(i int) bool {
	l, above := p.lines[i], p.lines[i-1]
	if l.block != nil || l.page || runes(l.text) < 3 {
		return false
	}
	if (isOpen(above.text) || goesOnAfter(lastWord(above.text))) || startsLower(l.text) || above.hyphen || strings.HasSuffix(above.text, "-") ||
		strings.HasPrefix(l.text, "(") || p.inBracket(i) {
		return true
	}
	_, listed := parseOrdinal(l.text)
	return l.blank == 0 && p.isFullAt(i-1) && !p.isFull(l) && !listed && !endsClause(l.text) && startsUpper(l.text)
}

// inBracket reports whether a bracket is open before line i of the title.
func (p *printedPaper) inBracket(i int) bool {
	open := 0
	for _, l := range p.lines[p.from:i] {
		open += strings.Count(l.text, "(") - strings.Count(l.text, ")")
	}
	return open > 0
}

// isFullAt reports whether line i of the title is full: as the text is, or as the lines
// of the title are, which is set larger.
func (p *printedPaper) isFullAt(i int) bool {
	widest := 0
	for _, l := range p.lines[p.from : i+1] {
		widest = max(widest, runes(l.text))
	}
	return p.isFull(p.lines[i]) || i > p.from && 5*runes(p.lines[i].text) >= 4*widest
}

// isFull reports whether a line reaches four fifths of the widest.
func (p *printedPaper) isFull(l *line) bool { return 5*runes(l.text) >= 4*p.widest }

// printedTitle is the rule that finds such a title.
const printedTitle = "the lines between who moves a printed paper and its text"

// isOneWithAbove reports whether line i below the kind of paper goes on with the line above
// it: right behind the kind, or among the names.
func (p *printedPaper) isOneWithAbove(i int) bool {
	l, above := p.lines[i], p.lines[i-1]
	if l.blank > 0 || runes(l.text) < 3 || isBetweenDashes(l.text) || isBetweenDashes(above.text) {
		return false
	}
	return i == p.kind+1 && startsLower(l.text) || i > p.kind+1 && (p.isLeftOpen(above) || i < p.names && (!startsLower(l.text) || p.isFull(above)))
}

// claimPrinted claims the lines of the front. Of a full line above a full one without a
// gap nobody knows whether the title goes on, but for a word that begins a sentence.
func (p *printedPaper) claimPrinted() {
	for i, l := range p.lines[:p.from] {
		switch {
		case l.block != nil:
		case i > p.kind && p.isOneWithAbove(i):
			l.claim = p.lines[i-1].claim
		default:
			l.claim = &claim{}
		}
	}
	confidence := 0.95
	if p.to < len(p.lines) {
		l := p.lines[p.to]
		begins := lexicon.Is(firstWord(l.text), lexicon.Open)
		if l.blank == 0 && p.isFull(p.lines[p.to-1]) && p.isFull(l) && !begins {
			confidence = 0.65
		}
	}
	c := &claim{title: true, rule: printedTitle, confidence: confidence}
	for _, l := range p.lines[p.from:p.to] {
		l.claim = c
	}
}
