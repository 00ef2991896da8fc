package understand

import (
	_ "embed"
	"fmt"
	"math"
	"strings"
	"sync"
)

// The line model says what a line is; whether what it came out as in the finished
// document is right, a second model says: a logistic regression over what the first
// makes of the line with the votes of the rules and without them, over its
// neighbours and over the block it stands in, and on top of it a few boosted trees
// over the signs of doubtsigns.go, which see what goes together. It is fitted by
// qa/train on documents of families that neither model has learned from; doubt.tsv
// holds a weight a row, doubttrees.tsv a tree a line.

// finished is a line of the finished document.
type finished struct {
	evidence  *evidence
	class     class
	judgement *judgement
	vote      float64 // the confidence of the rules
	block     int     // how many lines its block has
	length    int     // how many bytes its block has
	run       int     // how many lines in a row came out as this class
	sure      float64 // the probability that the class is right
	doubted   bool    // a person is to look at it
	told      bool    // one finding over the lines around says so
}

// Term is a question to a finished line with its answer, a number about from -5 to 5.
type Term struct {
	Row   uint16
	Value float32
}

// Rows of the questions that each class has for itself, before those for the class
// that is likeliest besides.
const (
	ofClass  = iota // the class itself
	ofRight         // the chance that it is right for the line model
	ofKept          // the chance that it is right or a cell, which may stay in any form
	ofBare          // that it is right where the rules have no votes
	ofMargin        // by how much it is likelier than any other
	ofRun
	ofBlock
	ofNext
	perClass = ofNext + int(classes)
)

// Rows of the questions that all classes share.
const (
	ofAbove2 = int(classes)*perClass + iota
	ofAbove
	ofBelow
	ofBelow2
	ofNear
	ofAround
	ofDisputed
	doubtRows
)

// DoubtNames names the rows of the second model, in order.
func DoubtNames() []string {
	var names []string
	for c := range classes {
		for _, q := range []string{"", " right", " right or a cell", " right without rules", " margin", " run", " block"} {
			names = append(names, ClassNames[c]+q)
		}
		for next := range classes {
			names = append(names, ClassNames[c]+" or "+ClassNames[next])
		}
	}
	return append(names, "two above right", "above right", "below right", "two below right", "near right", "around right", "around disputed")
}

// nearReach and wideReach are how many lines on either side are looked at for the share of
// lines that may be wrong: papers go wrong by stretches.
const (
	nearReach = 5
	wideReach = 15
)

// logit is the logarithm of the odds of a probability, halved, within bounds that
// a certain line does not burst.
func logit(p float64) float32 {
	const least = 0.003
	return float32(math.Log((p+least)/(1-p+least)) / 2)
}

// finish gathers what the lines came out as, with the doubt about each.
func (s *state) finish() []finished {
	is, blocks := s.classes(), s.blockOf()
	out := make([]finished, len(s.evidence))
	for i := range s.evidence {
		e := &s.evidence[i]
		out[i] = finished{evidence: e, class: is[e.key].class, vote: is[e.key].confidence, judgement: s.judged[e.key]}
		if b := blocks[e.key]; b != nil {
			out[i].block, out[i].length = len(b.lines), len(b.text)
		}
	}
	for from, to := range runs(0, len(out), func(from, k int) bool { return out[k].class == out[from].class }) {
		for i := from; i < to; i++ {
			out[i].run = to - from
		}
	}
	m := doubts()
	askDoubts(out, func(i int, a Answers) {
		out[i].sure = m.Sure(a)
		out[i].told = s.beside[out[i].evidence.key]
		out[i].doubted = out[i].sure < m.Below || out[i].told
	})
	return out
}

// blockOf gives the block of each line that stands in one.
func (s *state) blockOf() map[int]*block {
	of := make(map[int]*block, len(s.evidence))
	for _, b := range s.blocks {
		for _, l := range b.lines {
			of[s.keyAt(l.pos)] = b
		}
	}
	return of
}

// Answers are those of a finished line to the questions of the second model: the
// terms of its linear part and the signs that its trees ask for.
type Answers struct {
	Terms []Term
	Signs []float32
}

// sums are running sums over the lines, from which the means around one are taken.
type sums struct{ right, disputed []float64 }

func sumsOf(lines []finished) sums {
	s := sums{make([]float64, len(lines)+1), make([]float64, len(lines)+1)}
	for i, l := range lines {
		j := l.judgement
		s.right[i+1] = s.right[i] + j.p.right(l.class)
		s.disputed[i+1] = s.disputed[i]
		if folded(j.bare.likeliest(classNone)) != folded(l.class) {
			s.disputed[i+1]++
		}
	}
	return s
}

// nearby are means over the lines around one.
type nearby struct{ near, right, disputed, same float64 }

// around gives the means around line i; how many there are of its class is left out.
func (s sums) around(i int) nearby {
	mean := func(sum []float64, reach int) float64 {
		from, to := max(0, i-reach), min(len(sum)-1, i+reach+1)
		return (sum[to] - sum[from]) / float64(to-from)
	}
	return nearby{near: mean(s.right, nearReach), right: mean(s.right, wideReach), disputed: mean(s.disputed, wideReach)}
}

// sliding counts the lines of each class around the line that it is moved to, one
// after the other.
type sliding struct {
	lines []finished
	of    [classes]int
	to    int
}

// share moves on to line i and tells how much of it has its class.
func (w *sliding) share(i int) float64 {
	for ; w.to < min(len(w.lines), i+wideReach+1); w.to++ {
		w.of[w.lines[w.to].class]++
	}
	from := max(0, i-wideReach)
	if from > 0 {
		w.of[w.lines[from-1].class]--
	}
	return float64(w.of[w.lines[i].class]) / float64(w.to-from)
}

// askDoubts puts the questions of the second model to each line and hands the
// answers to use, which may not keep them.
func askDoubts(lines []finished, use func(i int, a Answers)) {
	n, sums, all, near := len(lines), sumsOf(lines), surveyOf(lines), sliding{lines: lines}
	a := Answers{Signs: make([]float32, aboutCount)}
	for i := range lines {
		w := sums.around(i)
		w.same = near.share(i)
		terms := lines[i].terms(a.Terms[:0])
		for k, o := range []int{-2, -1, 1, 2} {
			if i+o >= 0 && i+o < n {
				terms = append(terms, Term{uint16(ofAbove2 + k), logit(lines[i+o].judgement.p.right(lines[i+o].class))})
			}
		}
		a.Terms = append(terms, Term{uint16(ofNear), logit(w.near)}, Term{uint16(ofAround), logit(w.right)}, Term{uint16(ofDisputed), float32(2 * w.disputed)})
		all.signs(i, &w, a.Signs)
		use(i, a)
	}
}

// folded makes one class of those that stay as paragraphs.
func folded(c class) class {
	if c == classFront {
		return classParagraph
	}
	return c
}

// terms adds the answers of the line itself to buf.
func (f *finished) terms(buf []Term) []Term {
	c, j, at := f.class, f.judgement, int(f.class)*perClass
	next := j.p.likeliest(c)
	row := func(k int, v float32) { buf = append(buf, Term{uint16(at + k), v}) }
	row(ofClass, 1)
	row(ofRight, logit(j.p.right(c)))
	row(ofKept, logit(min(1, j.p.right(c)+j.p.cell(c))))
	row(ofBare, logit(j.bare.right(c)))
	row(ofMargin, float32(j.p[c]-j.p[next]))
	row(ofRun, float32(math.Log(float64(f.run))/2))
	row(ofBlock, float32(math.Log1p(float64(f.block))))
	row(ofNext+int(j.p.likeliest(classNone)), 1)
	return buf
}

// Doubts is the second model: weights, trees, and the probability of being right
// below which a person is asked to look.
type Doubts struct {
	Weights []float32
	Trees   []*Tree
	Below   float64
}

// Linear is the linear part, a logarithm of odds.
func (d *Doubts) Linear(terms []Term) float32 {
	sum := float32(0)
	for _, t := range terms {
		sum += d.Weights[t.Row] * t.Value
	}
	return sum
}

// Sure is the probability that a line with these answers came out right.
func (d *Doubts) Sure(a Answers) float64 {
	return chanceBy(d.Trees, d.Linear(a.Terms), a.Signs)
}

//go:embed doubt.tsv
var doubtFile string

var doubts = sync.OnceValue(func() *Doubts {
	d := sound(ParseDoubts(doubtFile))
	d.Trees = sound(ParseTrees(doubtTreesFile, aboutCount))
	return d
})

// ParseDoubts reads the table that String writes: a row, its weight in thousandths
// and its name a line, parted by tabs; the row behind the last is the bound, in
// thousandths too.
func ParseDoubts(table string) (*Doubts, error) {
	d := &Doubts{Weights: make([]float32, doubtRows)}
	for line := range strings.Lines(table) {
		if line[0] == '#' {
			continue
		}
		i, rest, ok := number(line)
		w, _, fine := number(rest)
		switch {
		case !ok || !fine || i < 0 || i > doubtRows:
			return nil, fmt.Errorf("doubt: no row and weight in %q", line)
		case i == doubtRows:
			d.Below = float64(w) / 1000
		default:
			d.Weights[i] = float32(w) / 1000
		}
	}
	return d, nil
}

// String is the table that ParseDoubts reads; rows without weight are left out.
func (d *Doubts) String() string {
	var b strings.Builder
	fmt.Fprintln(&b, "# Fitted by qa/train on families of papers held out: row, thousandths, question.")
	for i, name := range DoubtNames() {
		if w := math.Round(1000 * float64(d.Weights[i])); w != 0 {
			fmt.Fprintf(&b, "%d\t%.0f\t%s\n", i, w, name)
		}
	}
	fmt.Fprintf(&b, "%d\t%.0f\ta person looks below\n", doubtRows, 1000*d.Below)
	return b.String()
}
