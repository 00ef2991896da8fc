package understand

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/cores"
	"octavo/pipeline/internal/understand/lexicon"
)

// chances are the probabilities of the classes of a line.
type chances [classes]float64

// judgement is what the model makes of a raw line, with the votes of the rules and
// without.
type judgement struct{ p, bare chances }

// likeliest is the class with the highest probability, except besides.
func (p *chances) likeliest(besides class) class {
	best := classNone
	for c := classGoesOn; c < classes; c++ {
		if c != besides && (best == classNone || p[c] > p[best]) {
			best = c
		}
	}
	return best
}

// right is the probability that a line is rightly taken for c. What stays as text
// is right where the line is of the front, of contents or of a table too.
func (p *chances) right(c class) float64 {
	if c == classParagraph || c == classFront || c == classContents || c == classTable || c == classNone {
		return p[classParagraph] + p[classFront] + p[classTable] + p[classContents]
	}
	return p[c]
}

// cell is the probability of a cell that is kept in any form as it comes out as c.
func (p *chances) cell(c class) float64 {
	if c == classGoesOn || c == classHeading || c == classItem {
		return p[classTable]
	}
	return 0
}

// Reading is what a raw line came out as.
type Reading struct {
	Line, Class int // of the source, from 1; of ClassNames
	// Confidence is the measured share of like decisions that are right.
	Confidence float64
	Doubted    bool // a person is asked to look at the line
	// Answers are those from which the doubt about the line is measured.
	Answers Answers
}

// Decide makes the tree of a document of raw lines as Run does and tells what each
// line came out as. Decisions and findings on structure go to log.
func Decide(ctx context.Context, doc *ast.Document, log *diag.Log) []Reading {
	lines := structured(ctx, doc).confide(log)
	out := make([]Reading, len(lines))
	askDoubts(lines, func(i int, a Answers) {
		f := &lines[i]
		out[i] = Reading{f.evidence.line, int(f.class), f.confidence(), f.doubted, Answers{slices.Clone(a.Terms), slices.Clone(a.Signs)}}
	})
	return out
}

// gatherEvidence keeps what the raw lines show, before a pass changes them. What is
// known of the very same lines holds.
func gatherEvidence(s *state) {
	shown := slices.DeleteFunc(slices.Clone(s.lines), func(l *line) bool { return l.block != nil || l.text == "" })
	if !slices.EqualFunc(s.evidence, shown, evidence.shows) {
		s.evidence = gather(shown, s.keyAt)
	}
}

// judge asks the model about every raw line, with what the rules made of it and
// of its neighbours, their votes.
func (s *state) judge(votes map[int]vote) map[int]*judgement {
	rows, a := weights(), newAnswers(s.evidence, votes)
	made := make([]judgement, len(a.evs))
	cores.Share(len(made), cores.Parts(len(made), leastChunk), func(_, from, to int) {
		var u Unit
		for i := from; i < to; i++ {
			u = a.unit(i, u.Active[:0])
			all, seen := u.sums(rows)
			made[i] = judgement{softmax(all), softmax(seen)}
		}
	})
	judged := make(map[int]*judgement, len(made))
	for i := range made {
		judged[a.evs[i].key] = &made[i]
	}
	return judged
}

// outside is the probability from which a line that the rules kept may be furniture: one
// in three was on families of papers held out (qa/train), and more at the edge of a page.
const outside = 0.35

// wronglyLeft are the lines that may be furniture though the rules kept them. The
// number of a list or of a part stays: its look proves too little.
func (s *state) wronglyLeft(judged map[int]*judgement) map[int]bool {
	dropped, outer := map[int]bool{}, map[int]bool{}
	for _, d := range s.log.All() {
		if droppedClass[d.Code] != classNone {
			dropped[s.keyAt(d.Pos)] = true
		}
	}
	for _, e := range s.evidence {
		if judged[e.key].p[classFurniture] >= outside && !dropped[e.key] && !isListed(e.text) && !isDigits(e.text) {
			outer[e.key] = true
		}
	}
	return outer
}

// overrule changes what the rules made of a block where the model is sure of the
// contrary. It makes nothing but text of headings and headings of text: what is a
// note and what is a table needs other proofs.
func (s *state) overrule() {
	for _, h := range s.chooseHeadings() {
		b := h.b
		j := s.judged[s.keyAt(b.lines[0].pos)]
		switch no := isNoTitle(b.text); {
		case b.role == roleHeading && !h.is:
			s.noHeading(b, j, "its look and its place among its neighbours", 1-h.chance)
		case b.role == roleHeading && b.ord.label == nil && b.ord.delim == "" && no:
			s.noHeading(b, j, "a line that breaks off, ends in an address, or is a form of address, mark-up or a copyright", 0.90)
		case b.role == roleText && h.is && !no:
			s.heading(b, "its look and its place among its neighbours", h.chance)
		}
	}
	s.settleSeries()
	s.numbersAbove()
	s.settleEntries()
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
	return breaksOff(line) || isTally(line) || strings.ContainsRune(last, '@') || strings.HasPrefix(last, "www.") || path && strings.Contains(strings.Trim(host, "."), ".") || strings.Contains(line, "://") || strings.Contains(line, " www.") ||
		addressesReader(line) || namesJudge(line) || strings.HasPrefix(line, "<") && strings.HasSuffix(line, ">") || strings.Contains(" "+line, " © ")
}

// maxTally is how many words a line or its label has that tells a number or names.
const maxTally = 6

// isTally reports whether a line tells a number or names, as minutes do, or exclaims: "13
// votes", "Abstentions : 2", "Present: Adams, Bell, Carter", "Well done!".
//
// Of such lines on real papers none is a heading.
func isTally(line string) bool {
	label, rest, labelled := strings.Cut(line, ":")
	parts := strings.Split(rest, ",")
	switch rest = strings.TrimSpace(rest); {
	case strings.HasSuffix(line, "!"):
		return true
	case !labelled:
		number, what, _ := strings.Cut(line, " ")
		return isDigits(number) && words(what) < maxTally && startsLower(what) && strings.IndexFunc(what, unicode.IsUpper) < 0
	case words(label) > maxTally || strings.ContainsAny(label, "0123456789") || rest == "" || isYear(rest):
		return false
	}
	return isDigits(rest[:1]) && words(parts[0]) <= 2 || len(parts) > 2 && !slices.ContainsFunc(parts, func(p string) bool { return words(p) > 4 || p == "" })
}

// namesJudge reports whether a line is the name of a judge behind the word for one, as
// stands over judgments and opinions: "MR JUSTICE ALDER", "Lord Justice Alder:".
func namesJudge(line string) bool {
	class, end := lexicon.Begins(line)
	return class&lexicon.Judge != 0 && !moreWords(line, maxAddress) && startsUpper(strings.TrimLeft(line[end:], " "))
}

// maxAddress is how many words a line has that addresses the reader and nothing else.
const maxAddress = 7

// addressesReader reports whether a line is a form of address without the comma that most
// have: "Geachte", "Dear Ms Holloway", "Beste collega's". A word that is a usual adjective
// too must stand before a name: "Beste praktijken" is a title.
func addressesReader(line string) bool {
	class, end := lexicon.Begins(line)
	if class&lexicon.Salutation == 0 || moreWords(line, maxAddress) || allCaps(line) || strings.ContainsRune(".?;", lastRune(line)) {
		return false
	}
	rest := strings.TrimLeft(line[end:], " ")
	return rest == "" || startsUpper(rest) || class&lexicon.Fond == 0 || words(line[:end]) > 1
}

// decidedClass is the class of a line that a decision of this code is about, where
// the line stays; droppedClass has those of lines that are left out.
var decidedClass = map[diag.Code]class{
	codeHeading: classHeading, codeList: classItem, codeTable: classTable, codeTableKept: classTable, codeJoin: classGoesOn,
}

// confide gives the decisions the share of like ones that are right and the
// runner-up, takes those back that were overruled, and says where a line may be
// something else though no decision speaks of it.
func (s *state) confide(log *diag.Log) []finished {
	lines, spoken := s.finish(), map[int]bool{}
	at := make(map[int]*finished, len(lines))
	for i := range lines {
		at[lines[i].evidence.key] = &lines[i]
	}
	heading := s.headingLines()
	for _, d := range s.log.All() {
		key := s.keyAt(d.Pos)
		c, f := max(decidedClass[d.Code], droppedClass[d.Code]), at[key] // a code is in one of them
		doubted, is := heading[key]
		if d.Code == codeHeading && f != nil && !is {
			continue
		}
		if c != classNone {
			spoken[key] = true
		}
		if c != classNone && f != nil {
			d.Confidence, d.RunnerUp = f.weigh(d, c)
		}
		if d.Code == codeHeading && doubted {
			d.Confidence = min(d.Confidence, diag.DoubtBelow-leastConfidence)
		}
		log.Add(d)
	}
	s.sayDoubt(log, lines, spoken)
	return lines
}

// confidence is the measured share of like decisions that are right, on the side of
// what counts as doubtful on which the line is. Where a finding tells the doubt about all
// lines around, none of them is sure, and none is asked about again.
func (f *finished) confidence() float64 {
	right := measured(f.class, f.sure)
	switch {
	case f.told:
		return diag.DoubtBelow
	case f.doubted:
		return min(max(right, leastConfidence), diag.DoubtBelow-leastConfidence)
	}
	return max(right, diag.DoubtBelow)
}

// weigh gives a decision the measured confidence of its line and the runner-up. The
// measure knows nothing of what a rule doubts that leaves a line out, nor of what is cut
// from a line that stays.
func (f *finished) weigh(d diag.Diagnostic, c class) (confidence float64, runnerUp string) {
	left := droppedClass[d.Code] != classNone
	switch {
	case left && f.class != c:
		return d.Confidence, d.RunnerUp
	case left && d.Confidence < diag.DoubtBelow:
		return min(f.confidence(), d.Confidence), f.judgement.runnerUp(c)
	}
	return f.confidence(), f.judgement.runnerUp(c)
}

// leastConfidence stands for no confidence at all, which a decision cannot have.
const leastConfidence = 0.01

func (j *judgement) runnerUp(c class) string {
	if j == nil {
		return "" // a line that a pass made of parts of others
	}
	next := j.p.likeliest(c)
	if next == classNone || j.p[next] < worthNaming {
		return ""
	}
	return fmt.Sprintf("%s, %.2f", ClassNames[next], j.p[next])
}

// worthNaming is the probability from which a runner-up is named.
const worthNaming = 0.05

// headingLines are the lines where headings begin, and whether what stands above makes each
// doubtful.
func (s *state) headingLines() map[int]bool {
	at := map[int]bool{}
	for i, b := range s.blocks {
		if b.role == roleHeading {
			at[s.keyAt(b.pos())] = s.closesCells(i)
		}
	}
	return at
}

// sayDoubt reports the lines that no decision speaks of and that may well be
// something else, a run of lines of one class once; of a run of what may be cells,
// which stay whatever they are, the first.
func (s *state) sayDoubt(log *diag.Log, lines []finished, spoken map[int]bool) {
	unsaid := func(f *finished) bool { return f.doubted && !f.told && kept[f.class] != "" && !spoken[f.evidence.key] }
	wasCell := false
	for from := 0; from < len(lines); {
		f, to := &lines[from], from+1
		switch cell := f.mayBeCell() && !f.told && !spoken[f.evidence.key]; {
		case unsaid(f):
			for to < len(lines) && lines[to].class == f.class && unsaid(&lines[to]) {
				to++
			}
			s.sayRun(log, lines[from:to])
			wasCell = lines[to-1].mayBeCell()
		case cell && !wasCell:
			s.sayRun(log, lines[from:to])
			wasCell = true
		default:
			wasCell = cell
		}
		from = to
	}
}

// mayBeCell reports whether a line that stays as a paragraph is a cell for the model.
func (f *finished) mayBeCell() bool {
	return f.class == classParagraph && f.judgement.p[classTable] >= sureOtherwise
}

// sayRun reports one doubt about a run of lines of one class.
func (s *state) sayRun(log *diag.Log, run []finished) {
	first, sure := &run[0], diag.DoubtBelow-leastConfidence
	var others []string
	for i := range run {
		sure = min(sure, run[i].confidence())
		if next := ClassNames[run[i].judgement.p.likeliest(first.class)]; !slices.Contains(others, next) {
			others = append(others, next)
		}
	}
	message := fmt.Sprintf("kept as %s; it may be: %s", kept[first.class], strings.Join(others, ", "))
	if len(run) > 1 {
		message = fmt.Sprintf("lines %d to %d: each %s", first.evidence.line, run[len(run)-1].evidence.line, message)
	}
	log.Add(diag.Diagnostic{Code: codeUndecided, Pos: s.at(first.evidence), Rule: "the look of the line and its neighbours",
		Message: message, RunnerUp: first.judgement.runnerUp(first.class), Excerpt: text.Excerpt(first.evidence.text), Confidence: sure})
}

// at is the place of a line in the source.
func (s *state) at(e *evidence) diag.Pos {
	return diag.Pos{File: s.lines[0].pos.File, Line: e.line, Col: e.col}
}

// sureOtherwise is the probability of a cell from which a run of them is reported.
const sureOtherwise = 0.60

// kept are the words for what a line stays.
var kept = [classes]string{classGoesOn: "a part of the text above", classParagraph: "a paragraph", classHeading: "a heading", classItem: "a list item",
	classNote: "a note", classTable: "a part of a table"}

// AboutLines reports whether decisions of a code say what a line is.
func AboutLines(c diag.Code) bool { _, ok := structureCodes[c]; return ok }
