package understand

import (
	"context"
	_ "embed"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/understand/cores"
)

// Whether a short block is a heading, boosted trees say over the chance that the line
// model gives its first line: they see the block with its neighbours, what came of the
// blocks of its look, and the whole document. They are fitted by qa/train on texts of
// families that the line model has not learned from; headtrees.tsv holds one a line.

//go:embed headtrees.tsv
var headTreesFile string

var headTrees = embedded(headTreesFile, len(headSigns))

// Candidate is a block that may be a heading, as the trees see it.
type Candidate struct {
	Line     int  // of its first line, from 1
	Heading  bool // a rule made it one
	Numbered bool
	// Barred is set where the block ends with a word that leaves its phrase open, belongs
	// to the front or the end of a letter, or names the kind of paper on its cover.
	Barred bool
	// Linear is the logarithm of the odds that the line model gives, Signs what the
	// trees are asked.
	Linear float32
	Signs  []float32
}

// Candidates gives the blocks of a document of raw lines that may be headings.
func Candidates(doc *ast.Document) []Candidate {
	copied := *doc // the rules put a title into the metadata
	s := judgedTwice(context.Background(), &copied)
	var out []Candidate
	for _, c := range s.headCandidates() {
		out = append(out, c.seen(nil))
	}
	return out
}

// linear is the logarithm of the odds of a heading by the line model.
func (c *candidate) linear() float32 { return 2 * logit(c.p[classHeading]) }

// Chance is the probability of a heading by the given trees.
func (c *Candidate) Chance(trees []*Tree) float64 {
	return chanceBy(trees, c.Linear, c.Signs)
}

// seen is the candidate as the trees see it; its signs are put into buf.
func (c *candidate) seen(buf []float32) Candidate {
	return Candidate{
		Line: c.e.line, Heading: c.b.role == roleHeading, Numbered: c.b.ord.style != "", Barred: c.barred(),
		Linear: c.linear(), Signs: c.signs(buf),
	}
}

func (c *candidate) barred() bool {
	return isOpen(c.b.text) || isEnclosed(c.b.text) && c.b.ord.style == "" || c.b.claim() != nil || c.b.repeat || c.s.amongNames(c.i) || c.i > c.s.body && (isSignatory(c.b.text) || c.s.signed(c.i)) || c.i < c.s.body && isGenre(c.b.text) || c.s.closesPart(c.i) || c.b.ord.style == "" && c.s.underTitle(c.i)
}

// closesPart reports whether block i stands tight below the end of a sentence and apart above
// a heading with a number, "Unanimously" over "3. Footpaths", or tight below the meaning of a
// term.
func (s *state) closesPart(i int) bool {
	if i == 0 || i+1 >= len(s.blocks) || s.blocks[i].blank > 0 || s.blocks[i].seam {
		return false
	}
	above, below := s.blocks[i-1], s.blocks[i+1]
	return above.role == roleMeaning || above.role == roleText && endsSentence(above.text) && below.role == roleHeading && below.blank > 0 && below.ord.style != ""
}

// headingChoice is what the trees make of a block.
type headingChoice struct {
	b      *block
	chance float64
	is     bool
}

// chooseHeadings decides about each of the candidates.
func (s *state) chooseHeadings() []headingChoice {
	candidates, trees := s.headCandidates(), headTrees()
	out := make([]headingChoice, len(candidates))
	cores.Share(len(candidates), cores.Parts(len(candidates), leastChunk), func(_, from, to int) {
		signs := make([]float32, 0, len(headSigns))
		for i, c := range candidates[from:to] {
			seen := c.seen(signs[:0])
			chance := seen.Chance(trees)
			out[from+i] = headingChoice{c.b, chance, seen.Decide(chance)}
		}
	})
	return out
}

// Below noHeading what the rules made a heading is none, from likelyHeading on a block is
// one whatever they made of it: on families held out four in five of the former were none
// and three in four of the latter were headings. Between the two the rules stand. A number
// ties a heading to others of its series, which the trees do not see: it falls below
// noNumbered alone.
const (
	noHeading     = 0.30
	noNumbered    = 0.15
	likelyHeading = 0.60
)

// Decide tells whether the block is a heading by what the rules made of it and by the
// chance that the trees give it.
func (c *Candidate) Decide(chance float64) bool {
	if c.Heading && c.Numbered {
		return chance >= noNumbered
	}
	return chance >= likelyHeading && !c.Barred || c.Heading && chance >= noHeading
}
