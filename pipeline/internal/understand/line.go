package understand

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// line is one line of the source while the lines are worked on.
type line struct {
	text   string // without white space at either end
	indent int    // columns before the text
	blank  int    // empty lines above
	page   bool   // the line starts a page
	pos    diag.Pos
	// hyphen is set where a soft hyphen ended the line.
	hyphen bool
	// seam is set where page furniture or notes stood above: the gap proves
	// nothing about paragraphs.
	seam bool
	gone bool
	// ends is set where an empty line or a page break follows.
	ends bool
	// signed is set where no more than an office may follow.
	signed bool
	// ruled is set where a rule was drawn right above, as over the notes of a page.
	ruled bool
	// button is set where the label of a note's button stood right above, or
	// before the text, as the web editions of the Dutch official publications have
	// them: then nothing else there begins a note.
	button bool
	// mark is set where the line is nothing but a list sign or a number, tied where
	// another of its series stands in the document.
	mark, tied bool
	// box is set where the line is an answer behind a box that is ticked or not.
	box bool
	// dotted is set where the stop that the line begins with is a list sign.
	dotted bool
	// indexed is set where the line is an entry of an index, a paragraph of its own.
	indexed bool
	// term is what the line is in a list of terms.
	term termPart
	// begin is what the column of marks above makes of the line.
	begin begin
	// alone is set where the line was broken on purpose though no sentence ends with
	// it: it cannot be the end of a paragraph.
	alone bool
	// column is the width of the column around the line, nil where only that of the
	// document is known.
	column *wrapWidth
	// ownColumn is the column of text that the line stands in where others stood beside
	// it, counted from 1 over the document.
	ownColumn int
	// aside is set where the line stands in the margin block of a letter, beside its text.
	aside bool
	// before is how many columns stand before the line where it is the rest of a printed
	// line, broken behind a call.
	before int
	// series is set where the line begins a member of a numbered series.
	series bool
	// member is set where the line begins a numbered paragraph of an article, and
	// articleTitle in the label and the title above the first of them.
	member, articleTitle bool
	// titled is set where the line goes on with the title of a section above it, as the
	// running head of the section says.
	titled bool
	// claim is what the line is in the front or at the end of a letter; lines that
	// share one are one block.
	claim *claim
	calls []call
	// cells are the texts of the table that block is, while calls are sought in them.
	cells []cellText
	// block is set instead of text where the reader knew the structure.
	block ast.Block
}

// call is a footnote call found in a text: text[from:to] is the marker with
// what belongs to it, label the marker itself.
type call struct {
	from, to int
	label    string
	note     *ast.Note
	pos      diag.Pos
}

// load turns the raw lines of the document into working lines.
func (s *state) load() {
	s.reached = map[int]bool{}
	s.lines = make([]*line, 0, len(s.doc.Blocks))
	store := make([]line, len(s.doc.Blocks))
	for i, b := range s.doc.Blocks {
		l := &store[i]
		if rl, ok := b.(*ast.Line); ok {
			*l = line{
				text: strings.TrimRightFunc(rl.Text, unicode.IsSpace), indent: columns(rl.Indent),
				blank: rl.Blank, page: rl.PageStart, pos: rl.Src,
			}
		} else {
			*l = line{block: b, pos: b.Pos(), blank: 1}
		}
		s.lines = append(s.lines, l)
	}
}

// columns measures white space with tabs at every eighth column.
func columns(indent string) int {
	n := 0
	for _, r := range indent {
		if r == '\t' {
			n += 8 - n%8
		} else {
			n++
		}
	}
	return n
}

// called reports whether a call marked so far shares text with from:to.
func (l *line) called(from, to int) bool {
	return slices.ContainsFunc(l.calls, func(c call) bool { return c.from < to && from < c.to })
}

// isCell reports whether the line is claimed for a table.
func (l *line) isCell() bool { return l.claim != nil && l.claim.table }

// sweep removes the lines that are gone. What stood above them is added to the
// line below, which becomes a seam where the page was interrupted.
func (s *state) sweep(seam bool) {
	kept := s.lines[:0]
	blank, page, torn := 0, false, false
	for _, l := range s.lines {
		if l.gone {
			blank, page, torn = blank+l.blank, page || l.page, true
			continue
		}
		if torn {
			l.blank += blank
			l.page = l.page || page
			l.seam = l.seam || seam
		}
		blank, page, torn = 0, false, false
		kept = append(kept, l)
	}
	s.lines = kept
}

// bare is the text without the calls at its end.
func (l *line) bare() string {
	text := l.text
	for i := len(l.calls) - 1; i >= 0 && l.calls[i].to == len(text); i-- {
		text = strings.TrimRightFunc(text[:l.calls[i].from], unicode.IsSpace)
	}
	return text
}

// rest returns a line for what follows offset in l's text.
func (l *line) rest(offset int) *line {
	text := strings.TrimLeftFunc(l.text[offset:], unicode.IsSpace)
	r := &line{text: text, pos: l.pos, hyphen: l.hyphen}
	r.pos.Col += len(l.text) - len(text)
	return r
}

// runes counts the characters of a line, which is its width in a fixed pitch. Those of
// ASCII at its beginning are taken by eights.
func runes(text string) int {
	at := 0
	for at+8 <= len(text) && binary.LittleEndian.Uint64([]byte(text[at:at+8]))&0x8080808080808080 == 0 {
		at += 8
	}
	return at + utf8.RuneCountInString(text[at:])
}

// moreRunes reports whether text has more than n characters.
func moreRunes(text string, n int) bool {
	return len(text) > n && (len(text) > utf8.UTFMax*n || runes(text) > n)
}
