package understand

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// A mark is a list sign or a number alone on its line: "–", "a.", "2.1". The
// title or item that it belongs to stands below, or further down where a page
// shows all its marks before their texts.

// isListSign reports whether text is nothing but a list sign.
func isListSign(text string) bool {
	return text != "" && len(text) <= 3 && runes(text) == 1 && (strings.Contains(bulletSigns, text) || strings.Contains("-‒–—", text))
}

// leastDotted is how many lines begin with a stop at least for it to be a list sign, the dot
// that a scanner read low.
const leastDotted = 3

// markDotted marks the lines whose list sign is a stop: each stands at the start of a stretch,
// below the end of a clause or tight below another. A stop that was torn from the sentence
// above proves that none of them is.
func (s *state) markDotted() {
	var dotted []*line
	for i, l := range s.lines {
		rest, ok := strings.CutPrefix(l.text, ". ")
		if l.block != nil || !ok || !beginsWord(strings.TrimLeft(rest, " ")) {
			continue
		}
		if i > 0 && l.blank == 0 && !endsClause(s.lines[i-1].bare()) && !strings.HasPrefix(s.lines[i-1].text, ". ") {
			return
		}
		dotted = append(dotted, l)
	}
	for _, l := range dotted {
		l.dotted = len(dotted) >= leastDotted
	}
}

// maxMark is the longest number alone on its line, "xxxviii." or "10.12.3.", in
// bytes.
const maxMark = 9

// markOrdinal reads a number alone on its line.
func markOrdinal(text string) (ordinal, bool) {
	if text == "" || len(text) > maxMark {
		return ordinal{}, false
	}
	o, ok := parseOrdinal(text + " X")
	return o, ok && o.label == nil && o.rest == "X" && o.value() > 0
}

// markNumber reads a number or a coded number alone on its line.
func markNumber(text string) (ordinal, bool) {
	if o, ok := markOrdinal(text); ok {
		return o, ok
	}
	o, ok := readCode(text)
	return o, ok && o.rest == ""
}

// bare reports whether a number is nothing but figures, as those of pages and
// cells are.
func (o ordinal) bare() bool { return o.delim == "" && o.depth() == 1 }

// markReach is how many lines apart the numbers of one part, and list signs,
// stand at most to belong together.
const markReach = 60

// tieMarks notes which lines are marks, and of each whether the one before or
// behind it in its series stands in the document, which a number with its text
// on the same line may be.
func tieMarks(lines []*line) {
	last := map[series]map[int]*line{}
	var sign *line
	chapters := bareChapters{over: map[*line]bool{}}
	for i, l := range lines {
		if l.block != nil || len(l.calls) > 0 {
			continue
		}
		if bulleted, _ := bullet(l.text); bulleted != "" || isListSign(l.text) {
			l.mark = isListSign(l.text) && !(isDash(l.text) && inCells(lines, i))
			tie(sign, l)
			sign = l
		} else if o, ok := markOrdinal(l.text); l.member && (ok && o.bare() || strings.HasPrefix(l.text, "[")) {
			l.mark, l.tied = true, true
		} else if ok && o.bare() {
			chapters.add(l, o.value(), headsPart(lines[i:]))
		} else if number, written := numberOf(l.text); ok || written {
			if !ok {
				o, ok = number, number.code != "" && number.rest == ""
			}
			l.mark = ok
			tieNumber(last, l, o)
			l.tied = chapters.section(o) || l.tied || ok && o.opensChapter(last) && headsPart(lines[i:])
		}
	}
}

// numberOf reads the number that a line begins with, that of a label excepted, or the
// coded number. In a series the text behind a number need not look like one's.
func numberOf(text string) (ordinal, bool) {
	if o, ok := readCode(text); ok {
		return o, ok
	}
	o, _ := parseOrdinal(text)
	return o, o.style != "" && o.label == nil
}

// inCells reports whether the dash on line i stands alone below a figure, other such dashes
// between perhaps, and so for the empty cell of a table. One set apart from the figure and
// tight over what follows is a list sign, as are the dashes of a column, which stand tight.
func inCells(lines []*line, i int) bool {
	if lines[i].blank > 0 && i+1 < len(lines) && lines[i+1].blank == 0 {
		return false
	}
	apart := lines[i].blank > 0
	for ; i > 0 && lines[i].block == nil && !lines[i].page && lines[i].blank > 0 == apart && isListSign(lines[i].text); i-- {
		if above := lines[i-1]; above.block == nil && numeric(above.text) {
			return true
		}
	}
	return false
}

// headsPart reports whether a title and a sentence stand below the number with which lines
// begin, parted from each other by a gap or, tight below the number, by their lengths.
func headsPart(lines []*line) bool {
	if len(lines) < 3 {
		return false
	}
	title, text := lines[1], lines[2]
	apart := text.blank > 0 || title.blank == 0 && 2*title.width() <= text.width()
	return title.block == nil && text.block == nil && apart && startsUpper(title.text) && titleish(title.text) && words(text.text) > headWords && !numeric(text.text)
}

// tieNumber ties a line to the one with the number before its own. A letter that
// is also a Roman numeral is tried both ways.
func tieNumber(last map[series]map[int]*line, l *line, o ordinal) {
	for _, style := range []ast.ListStyle{o.style, other(o.style)} {
		o, ok := o.as(style)
		if !ok {
			continue
		}
		k := o.series()
		if o.opensPart(last) {
			l.tied = true
		}
		if last[k] == nil {
			last[k] = map[int]*line{}
		}
		before := last[k][o.value()-1]
		if before != nil && (o.depth() > 1 || l.pos.Line-before.pos.Line <= markReach) {
			before.tied, l.tied = true, true
		}
		last[k][o.value()] = l
	}
}

// opensPart reports whether a number is the first of a part whose own number was seen:
// "1.1.1." behind "1.1.", though no "1.1.2." may follow.
func (o ordinal) opensPart(seen map[series]map[int]*line) bool {
	number := strings.TrimRight(o.raw, ".)")
	at := strings.LastIndexByte(number, '.')
	if o.depth() < 3 || o.value() != 1 || at < 0 {
		return false
	}
	part, ok := markOrdinal(number[:at] + o.delim)
	return ok && seen[part.series()][part.value()] != nil
}

// opensChapter reports whether a number is the first of a chapter, "2.1" behind "1.7" or that
// of the first chapter, though no "2.2" may follow.
func (o ordinal) opensChapter(seen map[series]map[int]*line) bool {
	if o.depth() != 2 || o.value() != 1 {
		return false
	}
	k := o.series()
	k.above = itoa(o.parts[0]-1) + "."
	return o.parts[0] == 1 || seen[k] != nil
}

func tie(a, b *line) {
	if a != nil && b.pos.Line-a.pos.Line <= markReach {
		a.tied, b.tied = true, true
	}
}

// isMark reports whether a block is nothing but a mark.
func (b *block) isMark() bool { return b.role == roleText && len(b.lines) == 1 && b.lines[0].mark }

// bindMarks gives each mark its text: the block below, or where marks stand in a
// column, each the text at its own place among those that follow.
func (s *state) bindMarks(blocks []*block) []*block {
	out := blocks[:0]
	for i := 0; i < len(blocks); {
		n := marksFrom(blocks[i:])
		if n == 0 {
			out = append(out, blocks[i])
			i++
			continue
		}
		if k := announcedItems(out, blocks[i:]); n == 1 && k > 1 {
			out = append(out, signed(blocks[i], blocks[i+1:i+1+k])...)
			i += 1 + k
			continue
		}
		texts := s.textsFor(blocks[i:i+n], blocks[i+n:])
		if n > 1 && texts > 0 {
			out = s.dropPageAbove(out, blocks[i])
			s.say(decision{codeMarkColumn, "as many texts stand below a column of marks", "each mark put before its text", 0.75}, blocks[i].pos(), blocks[i].text)
		}
		for k := range texts {
			blocks[i+n+k].prepend(blocks[i+k])
		}
		out = append(out, s.textless(blocks[i+texts:i+n])...)
		out = append(out, blocks[i+n:i+n+texts]...)
		i += n + texts
	}
	return out
}

// maxListed is how many words a line has that a lone list sign makes an item.
const maxListed = 12

// announcedItems counts the short lines without a gap below a lone list sign that
// begins blocks, where the line above the sign announces a list: a source that
// shows equal signs once has dropped theirs.
func announcedItems(above, blocks []*block) int {
	if len(above) == 0 || len(blocks) < 3 || !isListSign(blocks[0].lines[0].text) || !strings.HasSuffix(above[len(above)-1].text, ":") {
		return 0
	}
	n := 0
	for _, b := range blocks[1:] {
		if n > 0 && b.blank > 0 {
			break
		}
		if b.role != roleText || b.bullet != "" || b.isMark() || numeric(b.text) || words(b.text) > maxListed || endsSentence(b.text) {
			return 0
		}
		n++
	}
	return n
}

// signed makes items of the texts below a lone sign. Only the first has it.
func signed(mark *block, texts []*block) []*block {
	sign := mark.lines[0].text
	texts[0].prepend(mark)
	for _, b := range texts {
		b.bullet, b.unsigned = sign, b != texts[0]
	}
	return texts
}

// marksFrom counts the marks that blocks begin with and that are printed alike:
// list signs of one kind, or numbers that count up.
func marksFrom(blocks []*block) int {
	n := 0
	for n < len(blocks) && blocks[n].isMark() && (n == 0 || follows(blocks[n-1].lines[0].text, blocks[n].lines[0].text)) {
		n++
	}
	return n
}

// follows reports whether mark b can stand below mark a in one column.
func follows(a, b string) bool {
	if isListSign(a) || isListSign(b) {
		return a == b
	}
	o, _ := markNumber(a)
	p, ok := markNumber(b)
	return ok && o.series() == p.series() && p.value() == o.value()+1
}

// textsFor counts the blocks that the marks can be put before: all that many, in
// a column, or none.
func (s *state) textsFor(marks, below []*block) int {
	n := 0
	for n < len(marks) && n < len(below) && marks[n].marks(below[n]) {
		n++
	}
	if n == len(marks) || isListSign(marks[0].lines[0].text) && !isDash(marks[0].lines[0].text) {
		return n
	}
	return 0
}

// marks reports whether mark b can belong to the text of a block. A gap between
// them, small letters behind a number, and a dash, which may stand for an empty
// cell, ask for another of its series.
func (b *block) marks(text *block) bool {
	if text.role != roleText || text.bullet != "" || text.isMark() || numeric(text.text) {
		return false
	}
	l := b.lines[0]
	o, number := markNumber(l.text)
	switch {
	case !number && !isDash(l.text), l.member:
		return true
	case o.style == ast.UpperRoman && o.delim == "." && (endsClause(text.text) || isEnclosed(text.text)):
		return false // it heads what it stands over
	case !number:
		return l.tied && (text.blank == 0 || words(text.text) > 2 && (startsLower(text.text) || endsClause(text.text)))
	case o.delim == "":
		return l.tied && startsUpper(text.text) && (titleish(text.text) && !isDateline(text.text) || !o.bare() && running(text.text))
	}
	return l.tied || o.code == "" && text.blank == 0 && startsUpper(text.text)
}

// dropPageAbove leaves a page number out that stands alone above a column of
// list signs, which is what a page begins with.
func (s *state) dropPageAbove(out []*block, first *block) []*block {
	if len(out) == 0 || !isListSign(first.lines[0].text) {
		return out
	}
	b := out[len(out)-1]
	if b.role != roleText || len(b.lines) != 1 || !isDigits(b.text) || len(b.text) > 4 || b.blank == 0 && !b.lines[0].page || first.blank == 0 {
		return out
	}
	s.drop(b.lines[0], decision{codePageNumber, "a number alone above a column of list signs, with which a page begins", "page number", 0.70})
	if !b.lines[0].gone {
		return out // a cell, which no rule leaves out
	}
	return out[:len(out)-1]
}

// textless are the marks for which no text came: a number stays as text, a list
// sign is nothing without one.
func (s *state) textless(marks []*block) []*block {
	var kept []*block
	for _, b := range marks {
		if sign := b.lines[0].text; isListSign(sign) && !isDash(sign) {
			s.drop(b.lines[0], decision{codeMarker, "a list sign for which no text stands below", "list sign", 0.60})
			if b.lines[0].gone {
				continue
			}
		}
		kept = append(kept, b)
	}
	return kept
}

// prepend puts a mark before a block's text.
func (b *block) prepend(mark *block) {
	b.lines = append([]*line{mark.lines[0]}, b.lines...)
	b.indent, b.blank, b.seam = mark.indent, mark.blank, mark.seam
	sign, pos := mark.lines[0].text, mark.lines[0].pos
	if isListSign(sign) {
		b.bullet = sign
		pos.Col += len(sign)
		b.segs = append([]segment{{0, pos}}, b.segs...)
		return
	}
	b.putBefore(sign+" ", pos)
}

// putBefore puts what stands at pos before the text.
func (b *block) putBefore(sign string, pos diag.Pos) {
	b.text = sign + b.text
	for i := range b.segs {
		b.segs[i].offset += len(sign)
	}
	b.segs = append([]segment{{0, pos}}, b.segs...)
	for i := range b.calls {
		b.calls[i].from += len(sign)
		b.calls[i].to += len(sign)
	}
}

// merge joins the text of a block below to b's, with a space between, or with nothing where
// the end of its line divides a word.
func (s *state) merge(b, next *block) {
	out, between := "", " "
	if endsWithHyphen(b.text) {
		out, between = s.seam(b.text, next.text, next.pos())
		last := b.lines[len(b.lines)-1]
		last.text = strings.TrimSuffix(last.text, out) // on record once, also where the block is left out
	}
	b.text = strings.TrimSuffix(b.text, out) + between
	n := len(b.text)
	b.text += next.text
	b.lines, b.loose = append(b.lines, next.lines...), append(b.loose, next.loose...)
	for _, g := range next.segs {
		b.segs = append(b.segs, segment{g.offset + n, g.pos})
	}
	for _, c := range next.calls {
		c.from, c.to = c.from+n, c.to+n
		b.calls = append(b.calls, c)
	}
}
