package understand

import (
	"math"
	"slices"
	"unicode"
)

// A table is a claim over a span of lines. That a single short line looks like a
// cell proves nothing; a run of them does, together with those between that may be
// anything. The best parting of the document into tables and text is found from
// what the model makes of each line (Viterbi's algorithm with two states).

// The weights of a span: what it costs to begin or to end one, in the logarithm of
// odds, and how much one line can count. Of those tried, families held out, these
// find most lines at nine right in ten.
const (
	spanEdge = 8.0
	spanLine = 3.0
)

// tableSpans are the lines, by number, that are cells of tables: those in a span
// that the rules neither left out nor gave another place, and that are no headings.
func (s *state) tableSpans(judged map[int]*judgement, votes map[int]vote) map[int]bool {
	odds := make([]float64, len(s.evidence))
	for i, e := range s.evidence {
		switch p := judged[e.key].p[classTable]; votes[e.key].class {
		case classContents, classNote:
			odds[i] = -spanLine
		case classFurniture:
		default:
			odds[i] = min(max(math.Log(p/(1-p)), -spanLine), spanLine)
		}
	}
	inside, hung := map[int]float64{}, s.hungLines()
	for i, in := range likeliestSpans(odds) {
		if in && !hung[s.evidence[i].key] {
			inside[s.evidence[i].key] = odds[i]
		}
	}
	cells, run, amid := map[int]bool{}, []int(nil), s.amidHeads()
	for _, b := range append(slices.Concat(s.titles, s.blocks[s.front:]), &block{}) {
		n := len(run)
		if b.claim() == nil && !amid[b] && s.mayBeCells(b, judged, inside) {
			for _, l := range b.lines {
				if _, in := inside[s.keyAt(l.pos)]; in {
					run = append(run, s.keyAt(l.pos))
				}
			}
		}
		if len(run) > n {
			continue
		}
		if n >= leastRun {
			for _, key := range run {
				cells[key] = true
			}
		}
		run = run[:0]
	}
	return cells
}

// amidHeads are the titles over text whose number stands in a series right between those of
// two headings: no row of a table, however short they are.
func (s *state) amidHeads() map[*block]bool {
	amid := map[*block]bool{}
	for _, c := range s.chains {
		for k, i := range c.members {
			if b := s.blocks[i]; b.ord.depth() > 1 && s.betweenHeads(c, k) && numberedTitle(b, false) && s.overWords(i) {
				amid[b] = true
			}
		}
	}
	return amid
}

// leastRun is how many cells one below the other a span has at least: fewer may be
// the text between two tables.
const leastRun = 3

// mayBeCells reports whether the lines of a block can be cells though they lie in a
// span: the rules found no heading in them that is as likely one, and made no
// sentence of lines that together are likelier one.
func (s *state) mayBeCells(b *block, judged map[int]*judgement, odds map[int]float64) bool {
	sum := 0.0
	for _, l := range b.lines {
		key := s.keyAt(l.pos)
		sum += odds[key]
		if p := judged[key].p; b.role == roleHeading && p[classTable] < sureCell || p[classHeading] > p[classTable] {
			return false
		}
	}
	return !endsClause(b.text) || sum > -proseLine*float64(len(b.lines))
}

// sureCell is the probability from which a heading of the rules is a cell, and
// proseLine the odds against a line of joined ones from which they are prose.
const (
	sureCell  = 0.60
	proseLine = 0.5
)

// likeliestSpans tells of each line whether it lies in a span, where odds are those
// of the lines and the spans together have the greatest sum.
func likeliestSpans(odds []float64) []bool {
	from := make([][2]bool, len(odds)) // whether the line above lies in a span, where this one does not and does
	out, in := 0.0, -spanEdge
	for i, o := range odds {
		from[i] = [2]bool{in-spanEdge > out, in >= out-spanEdge}
		out, in = max(out, in-spanEdge), max(in, out-spanEdge)+o
	}
	spans := make([]bool, len(odds))
	at := in > out
	for i := len(odds) - 1; i >= 0; i-- {
		spans[i] = at
		if at {
			at = from[i][1]
		} else {
			at = from[i][0]
		}
	}
	return spans
}

// claimCells claims the lines that the model takes for cells of tables: each for one, but where
// a phrase goes on in the next.
func (s *state) claimCells() {
	var above *line
	for _, l := range s.lines {
		if !s.cells[s.keyAt(l.pos)] || l.block != nil || l.claim != nil {
			above = nil
			continue
		}
		if above != nil && cellGoesOn(above, l) {
			l.claim = above.claim
		} else {
			l.claim = &claim{table: true, rule: "a run of lines that look like cells", confidence: 0.50}
		}
		above = l
	}
}

// cellGoesOn reports whether the text of a cell goes on in the line right below it: the break
// parts a phrase or a word. Where columns are read across, the cell beside it stands below "and".
func cellGoesOn(above, l *line) bool {
	if l.blank > 0 || l.page || l.indent != above.indent || hasGap(above.text) || hasGap(l.text) || isMarked(l.text) || !unicode.IsLetter(firstRune(l.text)) {
		return false
	}
	return leavesOpen(above.text) && !isConjunction(lastWord(above.text)) && !allCaps(firstWord(l.text)) || startsLower(l.text) && (words(above.text) > 1 && isOpen(above.text) || above.hyphen || endsWithHyphen(above.text))
}

// reportCells reports the cells that stay as they are, a run of them once.
func (s *state) reportCells() {
	said := false
	for _, b := range s.blocks {
		if b.role == roleCell && !said {
			s.warn(decision{codeTableKept, b.claim().rule, "cells of a table of which the columns cannot be proven", 0.50},
				b.pos(), b.text, "set the table in the canonical Markdown")
		}
		said = b.role == roleCell
	}
}

// leastHung is how many lines hang below one at least that begin a text behind a label: fewer
// may be the second lines of cells.
const leastHung = 3

// hungLines are the lines, by number, of texts that hang beside a label, as those of forms and
// registers do: what stands behind the gap goes on below at the same place, and no line of it
// has a gap. Running text is no cell.
func (s *state) hungLines() map[int]bool {
	hung := map[int]bool{}
	for i, l := range s.lines {
		if l.block != nil || !hasGap(l.text) {
			continue
		}
		n := s.hangsBelow(i)
		for _, below := range s.lines[i+1 : i+1+n] {
			hung[s.keyAt(below.pos)] = true
		}
		hung[s.keyAt(l.pos)] = n > 0
	}
	return hung
}

// hangsBelow counts the lines of the text that hangs below line i, which begins it behind its
// label; 0 where these do not prove running text.
func (s *state) hangsBelow(i int) int {
	parts := s.lines[i].parts()
	starts, _ := s.lines[i].segments()
	if len(parts) != 2 || words(parts[0]) > labelWords || words(parts[1]) <= headWords || !s.lines[i].printed() {
		return 0
	}
	n, prose := 0, 0
	for k := i + 1; k < len(s.lines); k++ {
		l := s.lines[k]
		if abs(l.indent-starts[1]) > 1 || !l.printed() || hasGap(l.text) || isMarked(l.text) {
			break
		}
		n++
		if words(l.text) > headWords {
			prose++
		}
	}
	if prose < leastHung || 3*prose < 2*n {
		return 0
	}
	return n
}
