package factory

import (
	"strings"
	"unicode"
)

// piece is a part of a paper whose letters are looked for in the lines: a block, a
// cell of one, a note, or a line that comes back on the pages.
type piece struct {
	label   byte
	mark    string // of an item, where it is a sign and has no letters
	letters []rune
	calls   []span // of the letters that are calls: a program may set them elsewhere
	at      int    // letters found so far
}

// span is a stretch of letters and the note that it calls.
type span struct {
	from, to int
	note     string
}

// letters are the letters and figures of a text: how it was broken, hyphenated
// or marked says nothing.
func letters(text string) []rune {
	var out []rune
	for _, r := range ligatures.Replace(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	return out
}

var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl")

// pieceOf makes a piece of a mark and a text with calls.
func pieceOf(label byte, mark, text string) *piece {
	p := &piece{label: label, letters: letters(mark)}
	if len(p.letters) == 0 {
		p.mark = mark
	}
	from := 0
	for _, at := range call.FindAllStringSubmatchIndex(text, -1) {
		p.letters = append(p.letters, letters(text[from:at[0]])...)
		note := text[at[2]:at[3]]
		p.calls = append(p.calls, span{len(p.letters), len(p.letters) + len(note), note})
		p.letters = append(p.letters, []rune(note)...)
		from = at[1]
	}
	p.letters = append(p.letters, letters(text[from:])...)
	return p
}

// flowOf are the pieces of the running text in order; what has no letters cannot
// be found and is left away.
func flowOf(d *Document) []*piece {
	var out []*piece
	put := func(p *piece) {
		if len(p.letters) > 0 {
			out = append(out, p)
		}
	}
	for _, b := range d.Blocks {
		if b.Rows == nil {
			put(pieceOf(b.Label, b.Mark, b.Text))
		}
		for _, row := range b.Rows {
			for _, cell := range row {
				put(pieceOf(b.Label, "", cell))
			}
		}
	}
	return out
}

func notesOf(d *Document) []*piece {
	var out []*piece
	for _, n := range d.Notes {
		p := pieceOf('N', n.Mark, n.Text)
		p.mark = n.Mark
		out = append(out, p)
	}
	return out
}

// match goes on in the piece with some letters, over calls that the line may
// lack. It gives how many of the letters it has used, up to the end of the piece,
// where the piece then stands, and the notes called.
func (p *piece) match(want []rune) (used, at int, calls []string) {
	at = p.at
	for used < len(want) && at < len(p.letters) {
		if c, ok := p.callAt(at); ok {
			calls = append(calls, c.note)
			if !hasPrefix(want[used:], p.letters[c.from:c.to]) {
				at = c.to
				continue
			}
		}
		if p.letters[at] != want[used] {
			return 0, p.at, nil
		}
		used, at = used+1, at+1
	}
	for { // calls at the end that the line lacks or has no room for
		c, ok := p.callAt(at)
		if !ok || c.to < len(p.letters) || used < len(want) {
			return used, at, calls
		}
		calls, at = append(calls, c.note), c.to
	}
}

func (p *piece) callAt(at int) (span, bool) {
	for _, c := range p.calls {
		if c.from == at {
			return c, true
		}
	}
	return span{}, false
}

func hasPrefix(text, prefix []rune) bool {
	return len(text) >= len(prefix) && string(text[:len(prefix)]) == string(prefix)
}
