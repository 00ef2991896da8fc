package layout

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/bidi"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/linebreak"
	"octavo/pipeline/internal/style"
)

// atom is what an item shows: part of a word, or a space where part is nil.
type atom struct {
	part  *part
	piece int32
	at    int32 // where the atom's source text begins in the piece
	size  int32 // its length in bytes
	fixed bool  // a space that is no glue
	level bidi.Level
}

// collector flattens pieces to atoms and items.
type collector struct {
	*text
	ties     *ties
	log      *diag.Log
	reported map[rune]bool

	// plain is the paragraph's text without note calls, for the ties, and
	// plainAt is where each piece begins in it.
	plain   string
	plainAt []int
	level   bidi.Level // of what is being added
}

// Spaces that the source uses. All are stretched; only the first may end a
// line.
const (
	space   = ' '
	noSpace = '\u00a0'
)

func (c *collector) collect() {
	var b strings.Builder
	for _, pc := range c.pieces {
		c.plainAt = append(c.plainAt, b.Len())
		if pc.note == nil {
			b.WriteString(pc.text)
		}
	}
	c.plain = b.String()
	c.direct()
	for i := range c.pieces {
		if c.pieces[i].forced {
			c.item(linebreak.Item{Kind: linebreak.Glue, Fill: true}, -1)
			c.item(linebreak.Item{Kind: linebreak.Penalty, Cost: linebreak.Forced}, -1)
			continue
		}
		c.piece(i)
	}
	c.finish()
}

func (c *collector) item(it linebreak.Item, atom int32) {
	c.items = append(c.items, it)
	c.atomOf = append(c.atomOf, atom)
}

func (c *collector) atom(a atom) int32 {
	a.level = c.level
	c.atoms = append(c.atoms, a)
	return int32(len(c.atoms) - 1)
}

// piece adds the words and spaces of a piece.
func (c *collector) piece(i int) {
	text := c.pieces[i].text
	first := len(c.atoms)
	defer func() { c.unseen(i, first) }()
	text = text[:len(text)-c.pieces[i].back]
	if pic := c.pieces[i].picture; pic != nil {
		c.level = c.levelAt(i, 0)
		c.box(i, 0, &part{tf: c.faces[i], width: pic.W, picture: pic})
	}
	for at := c.pieces[i].front; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		if isSpace(r) {
			c.space(i, at, n, r == noSpace)
		} else {
			n = wordLen(text[at:])
			c.word(i, at, text[at:at+n])
		}
		at += n
	}
}

func isSpace(r rune) bool {
	return r == space || r == noSpace || r == '\t' || r == '\n' || r == '\r'
}

func wordLen(s string) int {
	if n := strings.IndexFunc(s, isSpace); n >= 0 {
		return n
	}
	return len(s)
}

// space adds a space: it may stretch in justified text, and end a line.
func (c *collector) space(i, at, size int, held bool) {
	w := c.faces[i].space
	c.level = c.levelAt(i, at)
	if c.atLineStart() {
		c.item(linebreak.Item{Kind: linebreak.Box, Width: w}, c.atom(atom{piece: int32(i), at: int32(at), size: int32(size), fixed: true}))
		return
	}
	it := linebreak.Item{Kind: linebreak.Glue, Width: w}
	if c.justified() {
		it.Stretch, it.Shrink = w.Scale(spaceStretch), w.Scale(spaceShrink)
		it.Pre = -c.lastRight()
		c.endWord()
	}
	switch {
	case held:
		c.item(linebreak.Item{Kind: linebreak.Penalty, Cost: linebreak.Forbidden}, -1)
	case c.holds(i, at, size):
		c.item(linebreak.Item{Kind: linebreak.Penalty, Cost: tieCost, Pre: it.Pre}, -1)
	}
	c.item(it, c.atom(atom{piece: int32(i), at: int32(at), size: int32(size)}))
}

// atLineStart reports whether what follows begins a line for certain: spaces
// there are the author's indentation, and stay.
func (c *collector) atLineStart() bool {
	n := len(c.items)
	return n == 0 || c.items[n-1].Cost == linebreak.Forced || c.items[n-1].Kind == linebreak.Box && c.atoms[c.atomOf[n-1]].fixed
}

// endWord takes back what the last letter before a space would give.
func (c *collector) endWord() {
	n := len(c.items)
	if a := c.atomOf[n-1]; c.items[n-1].Kind == linebreak.Box && a >= 0 && c.atoms[a].part != nil {
		c.items[n-1].Stretch = c.atoms[a].part.give(true)
		c.items[n-1].Shrink = c.items[n-1].Stretch
	}
}

// lastRight is how far the last part hangs out when a line ends after it.
func (c *collector) lastRight() geom.Length {
	if n := len(c.atoms); n > 0 && c.atoms[n-1].part != nil {
		return c.atoms[n-1].part.right
	}
	return 0
}

// holds asks the ties about the space at an offset of piece i.
func (c *collector) holds(i, at, size int) bool {
	if c.pieces[i].note != nil {
		return false
	}
	from := c.plainAt[i] + at
	before := c.plain[:from]
	after := c.plain[min(from+size, len(c.plain)):]
	if n := strings.LastIndexFunc(before, isSpace); n >= 0 {
		_, w := utf8.DecodeRuneInString(before[n:])
		before = before[n+w:]
	}
	return c.ties.hold(before, after[:wordLen(after)])
}

// word adds a stretch of text without spaces, in the directions that it has.
func (c *collector) word(i, at int, word string) {
	if c.levels == nil {
		c.stretch(i, at, word)
		return
	}
	levels := c.levels[i][at:]
	for from := 0; from < len(word); {
		to := from + 1
		for to < len(word) && levels[to] == levels[from] {
			to++
		}
		c.level = levels[from]
		c.stretch(i, at+from, word[from:to])
		from = to
	}
}

// stretch adds a stretch of a word in one direction.
func (c *collector) stretch(i, at int, word string) {
	f := c.faces[i].form(word, c.level.RightToLeft())
	c.report(f, &c.pieces[i])
	c.junction(word)
	joined := c.levels != nil || c.joined(i, at, word)
	for k := range f.parts {
		p := c.along(&f.parts[k])
		if p.width > c.style.measure {
			c.long(i, at, p, word, joined)
		} else {
			c.box(i, at, p)
		}
		if k+1 < len(f.parts) && !(joined && p.after == hyphenated) {
			c.opportunity(p)
		}
	}
}

// joined reports whether letters of another piece touch the word, so that it
// is only part of a word and its own hyphenation would be wrong.
func (c *collector) joined(i, at int, word string) bool {
	from := c.plainAt[i] + at
	to := min(from+len(word), len(c.plain))
	if c.pieces[i].note != nil {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(c.plain[:from])
	after, _ := utf8.DecodeRuneInString(c.plain[to:])
	return unicode.IsLetter(before) || unicode.IsLetter(after)
}

// junction lets a line end between two pieces where the first ends in a hyphen
// or slash inside a word.
func (c *collector) junction(word string) {
	n := len(c.atoms)
	if n == 0 || c.atoms[n-1].part == nil || c.items[len(c.items)-1].Kind != linebreak.Box {
		return
	}
	a := c.atoms[n-1]
	text := c.pieces[a.piece].text[:a.at+a.size]
	if r, _ := utf8.DecodeLastRuneInString(text); strings.ContainsRune("-/–", r) &&
		letterCount(text) > 1 && unicode.IsLetter(firstRune(word)) {
		p := *a.part
		p.after = signKind(text)
		c.opportunity(&p)
	}
}

// box adds a part of a word.
func (c *collector) box(i, at int, p *part) {
	it := linebreak.Item{Kind: linebreak.Box, Width: p.width}
	if c.justified() {
		it.Stretch = p.give(false)
		it.Shrink = it.Stretch
		c.post(p.left)
	}
	c.item(it, c.atom(atom{piece: int32(i), at: int32(at + p.from), size: int32(p.to - p.from), part: p}))
}

// post tells the break before the next box how far that box hangs out.
func (c *collector) post(left geom.Length) {
	if left == 0 {
		return
	}
	for k := len(c.items) - 1; k >= 0 && c.items[k].Kind != linebreak.Box; k-- {
		c.items[k].Post -= left
	}
}

// opportunity adds the break behind a part of a word.
func (c *collector) opportunity(p *part) {
	it := linebreak.Item{Kind: linebreak.Penalty, Cost: signCost, Pre: -p.kern}
	hang := p.right
	switch p.after {
	case noBreak:
		return
	case hyphenated:
		it.Cost, it.Flagged = softCost, true
		it.Pre += p.hyphenKern + p.hyphen.width
		hang = p.hyphen.right
	case afterHyphen:
		it.Flagged = true
	case inAddress:
		it.Cost = addressCost
	}
	if p.split != nil {
		it.Pre += p.split[0].width - p.split[0].kern - p.width + p.kern
		it.Post = p.split[1].width
	}
	if c.justified() {
		it.Pre -= hang
	} else if it.Flagged {
		it.Cost *= raggedHyphen
	}
	c.item(it, -1)
}

// raggedHyphen makes hyphens dearer where lines need not be full.
const raggedHyphen = 2

// longNumber is the length, in bytes, up to which what is wider than the measure
// and has no letter is a number, which nothing breaks.
const longNumber = 32

// long adds a part that is wider than the measure in small pieces, so that it
// can be broken anywhere if need be: between letters with a hyphen, but for code
// and addresses, of which it would seem a part. Rather than anywhere it is broken
// between syllables, also where other words are not, as in titles.
func (c *collector) long(i, at int, p *part, word string, joined bool) {
	if p.to-p.from <= longNumber && strings.IndexFunc(word[p.from:p.to], unicode.IsLetter) < 0 {
		c.box(i, at, p)
		return
	}
	plain := !c.pieces[i].code && !address(word) && c.levels == nil
	least := c.leastPiece(p)
	var syllables []int
	if plain && !joined && least == 0 {
		syllables = p.syllables(word)
	}
	text := p.from
	for from := 0; from < len(p.glyphs); {
		to, width := from, geom.Length(0)
		for to == from || to < len(p.glyphs) && (p.glyphs[to].text == 0 || width < least) {
			width += p.glyphs[to].advance
			to++
		}
		q := p.slice(from, to, text)
		text = q.to
		if from > 0 {
			c.anywhere(word, q.from, plain, slices.Contains(syllables, q.from))
		}
		c.box(i, at, q)
		from = to
	}
}

// anywhere lets a line end at an offset of a word that is longer than a line.
func (c *collector) anywhere(word string, at int, plain, syllable bool) {
	it := linebreak.Item{Kind: linebreak.Penalty, Cost: anyCost}
	if syllable {
		it.Cost = softCost
	}
	before, _ := utf8.DecodeLastRuneInString(word[:at])
	after, _ := utf8.DecodeRuneInString(word[at:])
	if plain && unicode.IsLetter(before) && unicode.IsLetter(after) {
		last := c.atoms[len(c.atoms)-1].part
		last.after, last.hyphen = anywhere, last.tf.hyphen
		it.Pre = last.hyphen.width
	}
	c.item(it, -1)
}

// A part of many lines is broken at steps of a measure's stepsALine: to weigh
// every letter of every line against every other takes minutes where a word has
// a million.
const (
	manyLines  = 16
	stepsALine = 16
)

// leastPiece is how wide the pieces of a part are at least: of one cluster each
// but in a part of many lines.
func (c *collector) leastPiece(p *part) geom.Length {
	if p.width < manyLines*c.style.measure {
		return 0
	}
	return c.style.measure / stepsALine
}

// slice is a part of the part's glyphs, whole clusters, whose text begins at
// the byte text.
func (p *part) slice(from, to, text int) *part {
	q := &part{tf: p.tf, back: p.back, glyphs: p.glyphs[from:to], from: text, to: text}
	for _, g := range q.glyphs {
		q.to += int(g.text)
		q.width += g.advance
	}
	return q
}

// finish ends the paragraph. Spaces at its very end take no room.
func (c *collector) finish() {
	for k := len(c.items) - 1; k >= 0 && c.items[k].Kind == linebreak.Glue; k-- {
		c.items[k].Width, c.items[k].Stretch, c.items[k].Shrink = 0, 0, 0
	}
	c.item(linebreak.Item{Kind: linebreak.Penalty, Cost: linebreak.Forbidden}, -1)
	c.item(linebreak.Item{Kind: linebreak.Glue, Fill: c.style.style.TextAlignLast != style.Justify}, -1)
	c.item(linebreak.Item{Kind: linebreak.Penalty, Cost: linebreak.Forced}, -1)
}

// endsWord reports whether a line that ends at item i ends between words.
func (t *text) endsWord(i int) bool {
	if t.items[i].Kind == linebreak.Glue || t.forced(i) {
		return true
	}
	return i+1 < len(t.items) && t.items[i+1].Kind == linebreak.Glue
}
