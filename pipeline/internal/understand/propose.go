package understand

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// class is what a raw line is found to be.
type class uint8

// The classes of lines. A line that goes on belongs to the block of the line
// above, whatever that is.
const (
	classNone class = iota // nothing is said of the line
	classGoesOn
	classParagraph
	classHeading
	classItem
	classFurniture
	classNote
	classFront // what stands around a title: letterhead, labels and values
	classContents
	classTable
	classes
)

// vote is what the rules say of a line, with the confidence they say it with.
type vote struct {
	class      class
	confidence float64
}

// votes reads what the rules make of the lines, by their numbers, before levels and
// lists are sought.
func (s *state) votes() map[int]vote {
	v := s.classes()
	s.voteChains(v)
	return v
}

// classes reads what the lines are, by their numbers, off the blocks, the notes and
// the log.
func (s *state) classes() map[int]vote {
	v, heading := make(map[int]vote, len(s.evidence)), map[int]float64{}
	for _, d := range s.log.All() {
		if c := droppedClass[d.Code]; c != classNone && d.Dropped != "" {
			v[s.keyAt(d.Pos)] = vote{c, d.Confidence}
		}
		if d.Code == codeHeading || d.Code == CodeTitle {
			heading[s.keyAt(d.Pos)] = d.Confidence
		}
	}
	for _, nt := range s.noteTexts {
		c := classNote
		if number := s.keyAt(nt.note.Pos()); len(nt.lines) > 0 && s.keyAt(nt.lines[0].pos) != number {
			v[number], c = vote{classNote, 0.9}, classGoesOn // the number stands alone
		}
		s.voteLines(v, nt.lines, c, 0.9)
	}
	for _, b := range append(s.titles, s.blocks...) {
		switch b.role {
		case roleHeading, roleTitle:
			s.voteLines(v, b.lines, classHeading, heading[s.keyAt(b.pos())])
		case roleItem:
			s.voteLines(v, b.lines, classItem, 0.9)
		case roleTable, roleReady:
			s.voteNode(v, b.node)
		case roleCell:
			for _, l := range b.lines {
				v[s.keyAt(l.pos)] = vote{classTable, 0.6}
			}
		default:
			s.voteLines(v, b.lines, classParagraph, 0.9)
		}
	}
	return v
}

// voteChains makes items of the members of the chains that count no headings.
func (s *state) voteChains(v map[int]vote) {
	for _, c := range s.chains {
		if heads, _ := s.headingChain(c); heads || len(c.members) < 2 {
			continue
		}
		for _, i := range c.members {
			if b := s.blocks[i]; b.role == roleText && len(b.lines) > 0 {
				v[s.keyAt(b.lines[0].pos)] = vote{classItem, 0.8}
			}
		}
	}
}

// droppedClass tells what a line was that was left out whole.
var droppedClass = map[diag.Code]class{
	codePageFoot: classFurniture, codePageNumber: classFurniture, codeResidue: classFurniture, codeFurniture: classFurniture,
	codeContents: classContents,
}

// voteLines gives the first line of a block its class; the others go on, those of which
// something was cut away too.
func (s *state) voteLines(v map[int]vote, lines []*line, c class, confidence float64) {
	for _, l := range lines {
		if before, said := v[s.keyAt(l.pos)]; said && c == classGoesOn && before.class != classFurniture {
			continue
		}
		v[s.keyAt(l.pos)] = vote{c, confidence}
		c = classGoesOn
	}
}

// voteNode marks the lines of a table from its first to its last cell.
func (s *state) voteNode(v map[int]vote, b ast.Block) {
	if b == nil {
		return
	}
	type reach struct{ first, last int }
	in := map[int]reach{} // by the column of text
	ast.WalkBlocks([]ast.Block{b}, func(n ast.Node) bool {
		if !n.Pos().IsValid() {
			return true
		}
		key := s.keyAt(n.Pos())
		last := key
		if drawn, ok := n.(*ast.CodeBlock); ok {
			last += strings.Count(drawn.Text, "\n") - 1
		}
		r, seen := in[key/partKey]
		if !seen {
			r.first = key
		}
		in[key/partKey] = reach{min(r.first, key), max(r.last, last)}
		return true
	})
	for _, r := range in {
		for key := r.first; key <= r.last; key++ {
			v[key] = vote{classTable, 0.85}
		}
	}
}
