// Package linebreak chooses the line ends of a paragraph by total fit: in come
// boxes, glue and penalties, out go the breaks with the fewest demerits over
// the whole paragraph. It follows D. E. Knuth and M. F. Plass, "Breaking
// Paragraphs into Lines", Software - Practice and Experience 11 (1981), with
// the demerits of TeX 82. It is a pure function over integers, so that it
// gives the same lines everywhere.
//
// It departs from the paper in five points: boxes may give a little
// (letter-spacing), but not more than they say; a break may change the widths
// on both its sides (a hyphen, a lost ligature, a sign that hangs in the
// margin); runs of hyphens have a hard limit; the short end of a divided word is
// no line by itself at a paragraph's end; and single lines can be kept free of
// hyphens.
package linebreak

import "octavo/pipeline/internal/geom"

// Kind is what an item is (paper, page 1123).
type Kind uint8

// The kinds of items.
const (
	Box Kind = iota
	Glue
	Penalty
)

// The ends of the scale of costs: a break is never taken at Forbidden and
// always at Forced.
const (
	Forbidden = 10000
	Forced    = -10000
)

// Item is a piece of a paragraph. A line may end at a Penalty, and at Glue that
// directly follows a Box; glue and penalties after a break are dropped up to
// the next box.
type Item struct {
	Kind Kind
	// Flagged marks a break that ends the line in a hyphen. Penalty only.
	Flagged bool
	// Fill marks glue that stretches without limit and without demerits.
	Fill bool
	// Cost is the penalty of a break here, from Forced to Forbidden.
	Cost int32
	// Width is the natural width of a box or glue.
	Width geom.Length
	// Stretch and Shrink are how much the width changes at ratio 1 and -1.
	// Glue may stretch further than that, a box not.
	Stretch, Shrink geom.Length
	// Pre is added to the width of a line that ends here, Post to that of the
	// line that follows.
	Pre, Post geom.Length
}

// One is the ratio 1 in the fixed point of Line.Ratio and Pass.Tolerance.
const One = 4096

// Unlimited is a tolerance that every ratio satisfies.
const Unlimited = 1 << 40

// Pass is one try at a paragraph: no line may stretch by more than Tolerance
// (in units of 1/One), every line may stretch by Extra beyond its glue, and no
// break may cost more than MaxCost; 0 is no limit.
type Pass struct {
	Tolerance int64
	Extra     geom.Length
	MaxCost   int32
	// ForcedOnly looks at no other breaks than forced ones: what fits endless
	// lines needs no choice, which there would take quadratic time.
	ForcedOnly bool
}

// Params says what a good paragraph is. Demerits are those of TeX 82.
type Params struct {
	// First is the measure of the first line, Rest that of the others.
	First, Rest geom.Length
	// Passes are tried in turn until one succeeds. Where none does, the last
	// one is repeated and takes lines that are too full.
	Passes []Pass
	// LinePenalty is added to every line's badness; a high one favours few
	// lines.
	LinePenalty int64
	// FitnessDemerits are for two lines of unlike tightness in a row.
	FitnessDemerits int64
	// HyphenDemerits are for two hyphens in a row, FinalHyphenDemerits for a
	// hyphen at the end of the last line but one.
	HyphenDemerits, FinalHyphenDemerits int64
	// MaxHyphens is the longest run of lines that end in a hyphen.
	MaxHyphens int
	// MinLast is the least width of a last line that is not the first, MinTail
	// of one that begins inside a word, and ShortDemerits what a shorter one
	// costs.
	MinLast, MinTail geom.Length
	ShortDemerits    int64

	// MinFragment is the least width of a last line that is nothing but the end
	// of a divided word.
	MinFragment geom.Length

	// Looseness asks for so many lines more (or fewer) than the best
	// paragraph has.
	Looseness int
	// Whole lists the lines, from 0, that must not end in a hyphen.
	Whole []int
}

// Line is one line of the result: items Start up to, but not including, End;
// the break is at item End.
type Line struct {
	Start, End int
	// Ratio is how far the line's glue is stretched or shrunk, in 1/One; below
	// -One the line is too full.
	Ratio int64
}

// Result is a broken paragraph.
type Result struct {
	Lines    []Line
	Demerits int64
	// Exact is false where Looseness or Whole could not be satisfied, or
	// where a line is too full.
	Exact bool
}

// Break breaks items, which end in a penalty with cost Forced. It gives at
// least one line; Break of no items gives none.
func Break(items []Item, p Params) Result {
	if len(items) == 0 {
		return Result{Exact: true}
	}
	b := newBreaker(items, p)
	defer b.done()
	for _, pass := range p.Passes {
		if !b.runNear(pass) && !b.run(pass, false) {
			continue
		}
		if best, exact := b.choose(p.Looseness); exact || !p.special() {
			return b.result(best, exact)
		}
	}
	b.run(p.Passes[len(p.Passes)-1], true)
	return b.result(b.choose(p.Looseness))
}

// Loosened breaks items, of which there is at least one, as the first of p's passes
// allows, in so many lines more (or fewer) than the best paragraph has as each of by
// says. One search serves for all of them. A result is not exact where that cannot
// be had.
func Loosened(items []Item, p Params, by ...int) []Result {
	results := make([]Result, len(by))
	p.Looseness = 1 // for the search, numbers of lines matter
	b := newBreaker(items, p)
	defer b.done()
	if !b.run(p.Passes[0], false) {
		return results
	}
	for i := range by {
		results[i] = b.result(b.choose(by[i]))
	}
	return results
}

// special reports whether another paragraph than the best is asked for.
func (p *Params) special() bool { return p.Looseness != 0 || len(p.Whole) > 0 }
