package understand

import (
	"math"
	"strings"
	"unicode"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/annotate/lang"
)

// verdict is what the texts of a strip prove.
type verdict int

const (
	notColumns   verdict = iota // a table, or no running text
	mayBeColumns                // running text, but also rows
	areColumns
)

// What running text is: of its lines so many in a hundred go on in the next, and are
// letters; and its lines have so many words.
const (
	goingOn      = 40
	lettersShare = 0.70
	columnWords  = 3
	fullShare    = 80 // of the width, in hundredths, that a line without a stop has which goes on
)

// Confidences of strips that are read as columns: where a sentence goes over from one
// column to the next, where paragraphs begin beside each other nowhere, else, and where
// something speaks against it.
const (
	sureOver    = 0.95
	sureNever   = 0.90
	sureElse    = 0.80
	sureDoubted = 0.60
)

// proof weighs whether the columns hold running text of their own. The rows of a table
// begin beside each other in its columns, and paragraphs do so by accident alone.
func (p *strip) proof() (sure float64, are verdict) {
	if len(p.columns) < 2 || !p.runs() {
		return 0, notColumns
	}
	over, apart := true, true
	for k := 1; k < len(p.columns); k++ {
		a, b := &p.columns[k-1], &p.columns[k]
		beside, of := besides(a, b)
		goes := goesOver(a, b)
		switch {
		case beside == 0, of > 1 && 2*beside <= of, goes && 3*beside <= 2*of, speakApart(a, b):
		case 3*beside <= 2*of, of == 1:
			return 0, mayBeColumns
		default:
			return 0, notColumns
		}
		over, apart = over && goes, apart && beside == 0 && of > 1
	}
	switch {
	case over:
		return sureOver, areColumns
	case apart:
		return sureNever, areColumns
	}
	return sureElse, areColumns
}

// runs reports whether each column holds running text.
func (p *strip) runs() bool {
	for k := range p.columns {
		if !p.columns[k].isProse() {
			return false
		}
	}
	return true
}

// isProse reports whether the lines of a column go on below each other.
func (c *column) isProse() bool {
	goes, all, letters, signs := 0, 0, 0, 0
	for i, l := range c.lines {
		all += words(l.Text)
		for _, r := range l.Text {
			if !unicode.IsSpace(r) {
				signs++
			}
			if unicode.IsLetter(r) {
				letters++
			}
		}
		if i > 0 && c.goesOn(i) {
			goes++
		}
	}
	n := len(c.lines)
	return (n >= leastColumn || n >= leastCut && c.cuts() > 0) && 100*goes >= goingOn*(n-1) && all >= columnWords*n && float64(letters) >= lettersShare*float64(signs)
}

// cuts counts the lines that end amid a word or phrase which the next one ends.
func (c *column) cuts() (n int) {
	for i, l := range c.lines[1:] {
		above := c.lines[i].Text
		if l.gap == 0 && startsLower(l.Text) && (endsWithHyphen(above) || goesOnAfter(lastWord(above))) {
			n++
		}
	}
	return n
}

// cutsText reports whether lines of each column end amid words or phrases.
func (p *strip) cutsText() bool {
	for k := range p.columns {
		if c := &p.columns[k]; len(c.lines) == 0 || c.cuts() == 0 {
			return false
		}
	}
	return true
}

// goesOn reports whether line i of the column goes on with the one above.
func (c *column) goesOn(i int) bool {
	a, b := c.lines[i-1], c.lines[i]
	full := 100*(a.Col-c.left+runes(a.Text)) >= fullShare*c.width
	return goesOn(a.Part, b.Part) || full && b.gap == 0 && !endsClause(a.Text) && !isMarked(b.Text)
}

// begins tells at which rows blocks of a column begin, and how far below others. What begins
// below a heading at its head does so beside any other column with one.
func (c *column) begins() map[int]int {
	rows := map[int]int{}
	for i, l := range c.lines {
		if i == 1 && c.isShort(0) && !endsClause(c.lines[0].Text) {
			continue
		}
		if i == 0 && l.row > 0 || i > 0 && !c.goesOn(i) && (l.gap > 0 || isMarked(l.Text) || c.isShort(i-1)) {
			rows[l.row] = l.gap
		}
	}
	return rows
}

// isShort reports whether line i ends before the width of its column does.
func (c *column) isShort(i int) bool {
	l := c.lines[i]
	return 100*(l.Col-c.left+runes(l.Text)) < fullShare*c.width
}

// besides counts the rows at which blocks of both columns begin, twice where one ended
// well above, and how many there could be.
func besides(a, b *column) (n, of int) {
	left, right := a.begins(), b.begins()
	for row, gap := range left {
		if also, is := right[row]; is {
			n++
			if max(gap, also) >= leastHole {
				n++
			}
		}
	}
	return n, min(len(left), len(right))
}

// leastHole is how many lines without text behind one cell of a table show that the cell
// beside it is longer.
const leastHole = 3

// goesOver reports whether a sentence goes over from the foot of a column to the head of
// the next.
func goesOver(a, b *column) bool {
	last, first := a.lines[len(a.lines)-1].Text, b.lines[0].Text
	return !endsClause(last) && startsLower(first) && words(last) >= columnWords
}

// partKey parts the keys of the parts of a printed line: it is above the lines of any
// text, also where an int has 32 bits, and a line has fewer parts than it leaves room for.
const partKey = math.MaxInt / 64

// split keeps that the text at a column of a source line stands in a further column.
func (s *state) split(line, col int) {
	if s.parts == nil {
		s.parts = map[int][]int{}
	}
	s.parts[line] = append(s.parts[line], col)
}

// keyAt tells the lines apart: it is the number of the source line, and for what stands
// there in a further column a number of its own.
func (s *state) keyAt(pos diag.Pos) int {
	key := pos.Line
	if len(s.parts) == 0 {
		return key
	}
	for _, from := range s.parts[pos.Line] {
		if pos.Col >= from {
			key += partKey
		}
	}
	return key
}

// What tells the language of a column: so many words that are no names, the share of them
// that the language has, and how much likelier it makes each than the next one does.
const (
	guessWords = 15
	guessShare = 0.80
	guessLead  = 0.30
)

// speakApart reports whether the columns are in different languages, as those of a law are
// that has several: such texts go on below each other, wherever their paragraphs begin.
func speakApart(a, b *column) bool {
	left, right := a.language(), b.language()
	return left != "" && right != "" && left != right
}

// language is that of the column; "" is an open one.
func (c *column) language() lang.Tag {
	var all strings.Builder
	for _, l := range c.lines {
		all.WriteString(l.Text)
		all.WriteByte(' ')
	}
	tag, e := lang.Guess(all.String())
	if e.Words < guessWords || e.Share < guessShare || e.Lead < guessLead {
		return ""
	}
	return tag
}
