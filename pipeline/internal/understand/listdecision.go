package understand

import (
	"context"
	_ "embed"
	"math"
	"strings"
	"sync"
	"unicode"

	"octavo/pipeline/internal/ast"
)

// Whether blocks with numbers that follow one another, or with equal signs, are the items
// of a list is decided for the run as a whole: boosted trees give each member a chance
// over the look of the run, the block and its neighbours, and the mean of their odds
// decides: no list is one of the readings. They are fitted by qa/train on texts of families that the line model has not
// learned from; listtrees.tsv holds one a line.

//go:embed listtrees.tsv
var listTreesFile string

var listTrees = sync.OnceValue(func() []*Tree {
	trees, err := ParseTrees(listTreesFile, len(listSigns))
	if err != nil {
		panic(err) // the file is part of the program
	}
	return trees
})

// Member is a block that may be an item of a list, as the trees see it.
type Member struct {
	Line  int  // of its first line, from 1
	Run   int  // its run, counted from 0
	Items bool // the rules made a list of the run
	Sign  bool // a list sign stands before it, no number
	Signs []float32
}

// Members gives the blocks of a document of raw lines that may be items, run by run.
func Members(doc *ast.Document) []Member {
	copied := *doc // the rules put a title into the metadata
	s := judgedTwice(context.Background(), &copied)
	s.overrule()
	var out []Member
	for n, r := range s.runs() {
		for _, c := range s.listedIn(r) {
			out = append(out, Member{Line: c.e.line, Run: n, Items: r.items, Sign: c.b.ord.style == "", Signs: c.signs(nil)})
		}
	}
	return out
}

// Odds is the logarithm of the odds of an item by the given trees.
func Odds(trees []*Tree, signs []float32) float64 {
	sum := float32(0)
	for _, t := range trees {
		sum += t.value(0, signs)
	}
	return float64(sum)
}

// Below noList what the rules made a list is none, from likelyList on a run is one,
// whatever they made of it: on families held out. Between the two the rules stand.
const (
	noList     = 0.25
	likelyList = 0.65
)

// DecideRun tells whether a run is a list by what the rules made of it and by the mean of
// its odds.
func DecideRun(items bool, odds float64) bool {
	chance := 1 / (1 + math.Exp(-odds))
	return chance >= likelyList || items && chance >= noList
}

// chooseLists decides about each run as the trees see it before any is decided. What is
// no list stays text with its sign.
func (s *state) chooseLists() {
	trees, signs := listTrees(), make([]float32, 0, len(listSigns))
	runs := s.runs()
	lists := make([]bool, len(runs))
	for n, r := range runs {
		lists[n] = r.items
		members, odds := s.listedIn(r), 0.0
		for k := range members {
			odds += Odds(trees, members[k].signs(signs[:0]))
		}
		if len(members) == 0 {
			continue
		}
		lists[n] = DecideRun(r.items, odds/float64(len(members)))
	}
	for n, r := range runs {
		r.settle(s, lists[n])
	}
}

// settle makes a list of the run, or none.
func (r *run) settle(s *state, is bool) {
	if r.chain != nil {
		r.chain.list = is
		return
	}
	for _, i := range r.members {
		if b := s.blocks[i]; !is {
			b.role = roleText
			b.keepSign()
		}
	}
}

// keepSign makes the list sign before a text a part of it.
func (b *block) keepSign() {
	l := b.lines[0]
	sign := b.bullet
	b.bullet = ""
	if b.unsigned {
		b.unsigned = false
		return // it stands in no line
	}
	if len(sign) == len(l.text) || strings.TrimLeftFunc(l.text[len(sign):], unicode.IsSpace) != l.text[len(sign):] {
		sign += " "
	}
	b.putBefore(sign, l.pos)
}
