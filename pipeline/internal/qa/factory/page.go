package factory

import (
	"slices"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/hyphen"
)

// line is a raw line with its label, 0 for none, and the calls of notes in it.
type line struct {
	text  string
	label byte
	calls []string // labels of the notes called
	note  string   // label of the note that begins
}

// pager sets a paper as plain text, as a text browser or copying out of a page
// does, and knows what each line is: no program is needed and nothing is aligned.
type pager struct {
	width, height int              // in letters and lines; a width of 0 is one line a paragraph, a height of 0 one page
	blank         int              // a blank line stands between blocks once in so many; 0 is never
	lone          bool             // marks and numbers of notes stand on their own lines
	bracket       bool             // calls stand in brackets
	hyphens       *hyphen.Language // where words are broken; nil nowhere
	out           []line
	used          int // lines of the page that is being filled
	page          int
	due           []Block // notes called on this page
	folios        []int   // the lines with the numbers of the pages, filled in when all are known
}

// pages sets a paper.
func (p *pager) pages(d *Document) []line {
	p.open(d)
	for i, b := range d.Blocks {
		set := p.block(b, d)
		if len(set) > 0 && i > 0 && p.blank > 0 && i%p.blank == 0 {
			p.out = append(p.out, line{})
		}
		for _, l := range set {
			p.put(l, d)
		}
		if b.Break && p.height > 0 {
			p.turn(d)
		}
	}
	p.close(d)
	for i, at := range p.folios {
		p.out[at].text = d.Running.folio(i+1, p.page)
	}
	return p.out
}

// put sets a line on the page, or on the next one where it is full.
func (p *pager) put(l line, d *Document) {
	if p.height > 0 && p.used+len(p.due) >= p.height {
		p.turn(d)
	}
	p.out = append(p.out, l)
	p.used++
	for _, c := range l.calls {
		at := slices.IndexFunc(d.Notes, func(n Block) bool { return n.Mark == c })
		p.due = append(p.due, d.Notes[at])
	}
}

func (p *pager) turn(d *Document) {
	p.close(d)
	p.out[len(p.out)-1].text += "\f"
	p.open(d)
}

// open begins a page with its head and margin.
func (p *pager) open(d *Document) {
	p.page++
	p.used = 0
	margin := byte('F')
	if p.page == 1 {
		margin = 'M'
	}
	for _, m := range d.Running.Margin {
		p.out = append(p.out, line{text: m, label: margin})
	}
	if p.height > 0 && p.page > 1 && d.Running.Head != "" {
		p.out = append(p.out, line{text: d.Running.Head, label: 'F'})
	}
}

// close ends a page with its notes, foot and folio.
func (p *pager) close(d *Document) {
	for _, n := range p.due {
		p.out = append(p.out, p.note(n)...)
	}
	p.due = nil
	if p.height == 0 {
		return
	}
	if d.Running.Foot != "" {
		p.out = append(p.out, line{text: d.Running.Foot, label: 'F'})
	}
	if d.Running.Folio != "" {
		p.folios = append(p.folios, len(p.out))
		p.out = append(p.out, line{label: 'F'})
	}
	p.out = append(p.out, line{})
}

func (p *pager) note(n Block) []line {
	var out []line
	if p.lone {
		out = append([]line{{text: n.Mark, label: 'N'}}, p.wrap(n.Text, 'G', 'G')...)
	} else {
		out = p.wrap(n.Mark+" "+n.Text, 'N', 'G')
	}
	out[0].note = n.Mark
	return out
}

// block sets a block as lines.
func (p *pager) block(b Block, d *Document) []line {
	switch {
	case b.Rows != nil:
		return rowLines(b)
	case b.Mark != "" && b.Text == "":
		return p.wrap(b.Mark, b.Label, 'G')
	case b.Mark != "" && (p.lone && b.Label == 'I' || b.Label == 'H' && d.Genre == "gazette"):
		return append([]line{{text: b.Mark, label: b.Label}}, p.wrap(b.Text, 'G', 'G')...)
	case b.Mark != "":
		return p.wrap(b.Mark+" "+b.Text, b.Label, 'G')
	case whole(b.Label):
		return p.wrap(b.Text, b.Label, b.Label)
	}
	return p.wrap(b.Text, b.Label, 'G')
}

// rowLines sets the rows of a block in its shape; a grid is set with spaces.
func rowLines(b Block) []line {
	var out []line
	for k, row := range b.Rows {
		switch b.Shape {
		case Lines:
			out = append(out, line{text: strings.TrimSpace(strings.Join(row, " ")), label: b.Label})
		case Grid:
			out = append(out, gridRow(row, columnWidths(b.Rows), b.Label)...)
		case Cells:
			for _, cell := range row {
				out = append(out, line{text: cell, label: b.Label})
			}
		case Stack:
			if k == 0 {
				out = stacked(b)
			}
		}
	}
	return slices.DeleteFunc(out, func(l line) bool { return l.text == "" })
}

// stacked sets a column below the other.
func stacked(b Block) []line {
	var out []line
	for k := range b.Rows[0] {
		for _, row := range b.Rows {
			out = append(out, line{text: row[k], label: b.Label})
		}
	}
	return out
}

// wrap breaks a text into lines of the width: the first has one label, the others
// the other.
func (p *pager) wrap(text string, first, rest byte) []line {
	out := []line{{label: first}}
	for _, word := range strings.Fields(text) {
		word, calls := p.called(word)
		last := &out[len(out)-1]
		room := p.width - utf8.RuneCountInString(last.text) - 1
		if last.text == "" {
			last.text = word
		} else if p.width == 0 || utf8.RuneCountInString(word) <= room {
			last.text += " " + word
		} else {
			if at := p.broken(word, room); at > 0 {
				last.text += " " + word[:at] + "-"
				word = word[at:]
			}
			out = append(out, line{text: word, label: rest})
		}
		last = &out[len(out)-1]
		last.calls = append(last.calls, calls...)
	}
	return out
}

// broken is where a word is broken so that its beginning and a hyphen have room,
// or 0.
func (p *pager) broken(word string, room int) int {
	best := 0
	for _, at := range p.hyphens.Points(word) {
		if utf8.RuneCountInString(word[:at])+1 <= room {
			best = at
		}
	}
	return best
}

// called sets the calls of a word and lists them.
func (p *pager) called(word string) (string, []string) {
	var calls []string
	for _, c := range call.FindAllStringSubmatch(word, -1) {
		calls = append(calls, c[1])
	}
	if p.bracket {
		return call.ReplaceAllString(word, "[$1]"), calls
	}
	return call.ReplaceAllString(word, "$1"), calls
}
