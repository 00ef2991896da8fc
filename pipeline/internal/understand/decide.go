package understand

import (
	"context"
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/lexicon"
)

// judgement is what the model makes of a raw line.
type judgement struct {
	p [classes]float64 // probabilities of the classes
}

// likeliest is the class with the highest probability, except besides.
func (j *judgement) likeliest(besides class) class {
	best := classNone
	for c := classGoesOn; c < classes; c++ {
		if c != besides && (best == classNone || j.p[c] > j.p[best]) {
			best = c
		}
	}
	return best
}

// right is the probability that a line is rightly taken for c. What stays as text
// is right where the line is of the front, of contents or of a table too.
func (j *judgement) right(c class) float64 {
	if c == classParagraph || c == classTable || c == classNone {
		return j.p[classParagraph] + j.p[classFront] + j.p[classTable] + j.p[classContents]
	}
	return j.p[c]
}

// Reading is what a raw line came out as.
type Reading struct {
	Line, Class int // of the source, from 1; of ClassNames
	// Confidence is the measured share of like decisions that are right.
	Confidence float64
}

// Decide makes the tree of a document of raw lines as Run does and tells what each
// line came out as. Decisions and findings on structure go to log.
func Decide(ctx context.Context, doc *ast.Document, log *diag.Log) []Reading {
	s := structured(ctx, doc)
	s.confide(log)
	is := s.classes()
	out := make([]Reading, len(s.evidence))
	for i, e := range s.evidence {
		c := is[e.line].class
		out[i] = Reading{e.line, int(c), measured(c, s.judged[e.line].p[c])}
	}
	return out
}

// gatherEvidence keeps what the raw lines show, before a pass changes them.
func gatherEvidence(s *state) {
	s.evidence = gather(s.lines)
}

// judge asks the model about every raw line, with what the rules made of it and
// of its neighbours.
func (s *state) judge() map[int]*judgement {
	rows, a := weights(), newAnswers(s.evidence, s.votes())
	made := make([]judgement, len(a.evs))
	inChunks(len(made), func(from, to int) {
		var u Unit
		for i := from; i < to; i++ {
			u = a.unit(i, u.Active[:0])
			made[i].p = u.Predict(rows)
		}
	})
	judged := make(map[int]*judgement, len(made))
	for i := range made {
		judged[a.evs[i].line] = &made[i]
	}
	return judged
}

// The probabilities at which the model overrules the rules, from what it was right
// about on families of papers held out (qa/train): lines left out with less than
// leftOut for it were text; one in three of those that the rules kept with more than
// outside for it was furniture, and more at the edge of a page; of the headings with less
// than noHeading, nineteen in twenty were none, and nine in ten of those with less than
// twice that and likelyCell or more for a cell; of the titles with likelyHeading and more,
// three times as likely headings as cells, nine in ten were headings.
const (
	leftOut       = 0.05
	outside       = 0.35
	noHeading     = 0.15
	likelyHeading = 0.45
	likelyCell    = 0.45
)

// droppedLine is what the rules left out of a line, and as what.
type droppedLine struct {
	class class
	text  string
}

// droppedLines are the lines of which the rules left something out that was one
// class of lines, by number.
func (s *state) droppedLines() map[int]droppedLine {
	dropped := map[int]droppedLine{}
	for _, d := range s.log.All() {
		if c := droppedClass[d.Code]; c != classNone {
			dropped[d.Pos.Line] = droppedLine{c, d.Dropped}
		}
	}
	return dropped
}

// wronglyLeftOut are the lines that the rules left out whole, as furniture, and
// that are text.
func (s *state) wronglyLeftOut(judged map[int]*judgement) map[int]bool {
	dropped, kept := s.droppedLines(), map[int]bool{}
	for _, e := range s.evidence {
		p := judged[e.line].p
		if dropped[e.line] == (droppedLine{classFurniture, e.text}) && p[classFurniture]+p[classContents] < leftOut {
			kept[e.line] = true
		}
	}
	return kept
}

// wronglyLeft are the lines that may be furniture though the rules kept them. The
// number of a list or of a part stays: its look proves too little.
func (s *state) wronglyLeft(judged map[int]*judgement) map[int]bool {
	dropped, outer := s.droppedLines(), map[int]bool{}
	for _, e := range s.evidence {
		if judged[e.line].p[classFurniture] >= outside && dropped[e.line].class == classNone && !isListed(e.text) && !isDigits(e.text) {
			outer[e.line] = true
		}
	}
	return outer
}

// overrule changes what the rules made of a block where the model is sure of the
// contrary. It makes nothing but text of headings and headings of text: what is a
// note and what is a table needs other proofs.
func (s *state) overrule() {
	for i, b := range s.blocks {
		if len(b.lines) == 0 || i < s.front {
			continue
		}
		j := s.judged[b.lines[0].pos.Line]
		switch {
		case j == nil:
		case b.role == roleHeading && (j.p[classHeading] < noHeading || b.ord.style == "" && j.p[classHeading] < 2*noHeading && j.p[classTable] >= likelyCell):
			s.noHeading(b, j, "its look and its place among its neighbours", 1-j.p[classHeading])
		case b.role == roleHeading && b.ord.label == nil && b.ord.delim == "" && isNoTitle(b.text):
			s.noHeading(b, j, "a line that breaks off, ends in an address, or is a form of address, mark-up or a copyright", 0.90)
		case b.role == roleText && j.p[classHeading] >= likelyHeading && j.p[classHeading] >= 3*j.p[classTable] && (s.plainTitle(i) || s.colonTitle(i)):
			s.heading(b, "its look and its place among its neighbours", j.p[classHeading])
		}
	}
}

// noHeading makes text of what a rule made a heading.
func (s *state) noHeading(b *block, j *judgement, rule string, confidence float64) {
	b.role = roleText
	s.log.Add(diag.Diagnostic{Code: codeOverruled, Pos: b.pos(), Rule: rule, Message: "no heading, though one rule makes it one",
		Excerpt: text.Excerpt(b.text), RunnerUp: j.runnerUp(classParagraph), Confidence: confidence})
}

// isNoTitle reports whether a line without a number is of a kind that heads nothing.
func isNoTitle(line string) bool {
	last := lastWord(line)
	host, _, path := strings.Cut(last, "/")
	return breaksOff(line) || strings.ContainsRune(last, '@') || strings.HasPrefix(last, "www.") || path && strings.Contains(strings.Trim(host, "."), ".") || strings.Contains(last, "://") ||
		lexicon.Of(line)&lexicon.Salutation != 0 || strings.HasPrefix(line, "<") && strings.HasSuffix(line, ">") || strings.Contains(" "+line, " © ")
}

// decidedClass is the class of a line that a decision of this code is about, where
// the line stays; droppedClass has those of lines that are left out.
var decidedClass = map[diag.Code]class{
	codeHeading: classHeading, codeList: classItem, codeTable: classTable, codeTableKept: classTable, codeJoin: classGoesOn,
}

// confide gives the decisions the probability that the model has for them and the
// runner-up, takes those back that were overruled, and says where a line may be
// something else though no decision speaks of it.
func (s *state) confide(log *diag.Log) {
	spoken := map[int]bool{}
	heading := s.headingLines()
	for _, d := range s.log.All() {
		c, j := max(decidedClass[d.Code], droppedClass[d.Code]), s.judged[d.Pos.Line] // a code is in one of them
		if d.Code == codeHeading && j != nil && !heading[d.Pos.Line] {
			continue
		}
		if c != classNone {
			spoken[d.Pos.Line] = true
		}
		if c != classNone && j != nil {
			sure := max(measured(c, j.p[c]), leastConfidence)
			if d.Code == codePageFoot && d.Confidence < diag.DoubtBelow {
				sure = min(sure, d.Confidence) // the measure knows nothing of what the edge of a page does not prove
			}
			d.Confidence = sure
			d.RunnerUp = j.runnerUp(c)
		}
		log.Add(d)
	}
	s.sayDoubt(log, spoken)
}

// leastConfidence stands for no confidence at all, which a decision cannot have.
const leastConfidence = 0.01

func (j *judgement) runnerUp(c class) string {
	next := j.likeliest(c)
	if next == classNone || j.p[next] < worthNaming {
		return ""
	}
	return fmt.Sprintf("%s, %.2f", ClassNames[next], j.p[next])
}

// worthNaming is the probability from which a runner-up is named.
const worthNaming = 0.05

// headingLines are the lines where headings begin.
func (s *state) headingLines() map[int]bool {
	at := map[int]bool{}
	for _, b := range s.blocks {
		if b.role == roleHeading {
			at[b.pos().Line] = true
		}
	}
	return at
}

// sayDoubt reports the lines that no decision speaks of and that may well be
// something else, a run of what may be cells once.
func (s *state) sayDoubt(log *diag.Log, spoken map[int]bool) {
	cells := false
	for _, b := range s.blocks {
		for k, l := range b.lines {
			is := classOfBlock(b)
			if k > 0 {
				is = classGoesOn
			}
			j := s.judged[l.pos.Line]
			if j == nil || spoken[l.pos.Line] || kept[is] == "" {
				cells = false
				continue
			}
			next := j.likeliest(is)
			wasCells := cells
			cells = next == classTable && j.p[next] >= sureOtherwise
			if j.right(is) >= likelyRight && (wasCells || !cells) {
				continue
			}
			log.Add(diag.Diagnostic{Code: codeUndecided, Pos: l.pos, Rule: "the look of the line and its neighbours",
				Message: fmt.Sprintf("kept as %s; it may be: %s", kept[is], ClassNames[next]), RunnerUp: j.runnerUp(is),
				Excerpt: text.Excerpt(l.text), Confidence: min(max(j.p[is], leastConfidence), diag.DoubtBelow-leastConfidence)})
		}
	}
}

// likelyRight is the probability of being right under which a line is reported, and
// sureOtherwise that of a cell from which a run of them is.
const (
	likelyRight   = 0.50
	sureOtherwise = 0.60
)

// kept are the words for what a line stays.
var kept = [classes]string{classGoesOn: "a part of the text above", classParagraph: "a paragraph", classHeading: "a heading", classItem: "a list item"}

func classOfBlock(b *block) class {
	switch b.role {
	case roleHeading:
		return classHeading
	case roleItem:
		return classItem
	case roleCell:
		return classTable
	case roleReady:
		return classNone
	}
	return classParagraph
}

// AboutLines reports whether decisions of a code say what a line is.
func AboutLines(c diag.Code) bool { _, ok := structureCodes[c]; return ok }
