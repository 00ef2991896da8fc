package layout

import (
	"sync"

	"octavo/pipeline/internal/bidi"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/linebreak"
	"octavo/pipeline/internal/style"
)

// setter turns text into lines: collect and shape (inline_items.go), break
// (package linebreak), justify and draw (inline_line.go). One setter serves a
// whole document and is safe for concurrent use; what it gives does not depend
// on the order of calls.
type setter struct {
	fonts *font.Set
	log   *diag.Log
	base  bidi.Level // the direction of the document

	mu    sync.RWMutex
	faces map[string]*typeface // by faceKey
}

func newSetter(fonts *font.Set, log *diag.Log) *setter {
	return &setter{fonts: fonts, log: log, faces: map[string]*typeface{}}
}

// variant asks for another setting of a paragraph than its best one.
type variant struct {
	// looseness is how many lines more (or fewer) than the best setting has
	// are wanted.
	looseness int
	// whole lists the lines (from 0) that must not end inside a word.
	whole []int
}

// text is a paragraph that is shaped and ready to be broken into lines. It may
// be used from one goroutine at a time.
type text struct {
	s      *setter
	pieces []piece
	style  paragraphStyle
	faces  []*typeface // by piece
	best   []linebreak.Line
	// base is the direction of the paragraph; levels are those of each byte of each
	// piece, nil where all runs from left to right.
	base   bidi.Level
	levels [][]bidi.Level
	*bench
}

// bench is the memory in which a paragraph is set.
type bench struct {
	atoms  []atom
	items  []linebreak.Item
	atomOf []int32 // item to atom, -1 for items that show nothing
}

// benches are empty ones. A paragraph's is larger than all that stays of it.
var benches = sync.Pool{New: func() any { return &bench{} }}

func (b *bench) leave() {
	b.atoms, b.items, b.atomOf = b.atoms[:0], b.items[:0], b.atomOf[:0]
	benches.Put(b)
}

// paragraph sets pieces as lines, the best way. It gives at least one line,
// and every piece's note and destination is in one of the lines.
func (s *setter) paragraph(pieces []piece, p paragraphStyle) []line {
	t := s.prepare(pieces, p)
	defer t.leave()
	lines, _ := t.lines(variant{})
	return lines
}

// prepare shapes a paragraph, for callers that want more than one setting.
func (s *setter) prepare(pieces []piece, p paragraphStyle) *text {
	return s.shape(pieces, p, s.log)
}

// again is prepare for a paragraph that has been set before: what is to be said of
// it is said.
func (s *setter) again(pieces []piece, p paragraphStyle) *text {
	return s.shape(pieces, p, &diag.Log{})
}

func (s *setter) shape(pieces []piece, p paragraphStyle, log *diag.Log) *text {
	t := &text{s: s, pieces: pieces, style: p, faces: make([]*typeface, len(pieces)), bench: benches.Get().(*bench)}
	for i := range pieces {
		t.faces[i] = s.typeface(styleOf(pieces[i], p))
	}
	c := collector{text: t, ties: tiesFor(p.style.Lang), log: log}
	c.collect()
	return t
}

// styleOf is a piece's style; a forced break or a bare destination needs none
// of its own.
func styleOf(pc piece, p paragraphStyle) *style.Computed {
	if pc.style == nil {
		return p.style
	}
	return pc.style
}

// lines breaks the paragraph. It reports false where the variant cannot be had
// within the limits of good spacing; the lines are then the best setting.
func (t *text) lines(v variant) ([]line, bool) {
	if v.looseness == 0 && len(v.whole) == 0 {
		if t.best == nil {
			t.best = linebreak.Break(t.items, t.params()).Lines
		}
		return t.draw(t.best), true
	}
	if r, ok := t.broken(v); ok {
		return t.draw(r.Lines), true
	}
	best, _ := t.lines(variant{})
	return best, false
}

// broken is a variant before it is drawn. It reports whether that can be had.
func (t *text) broken(v variant) (linebreak.Result, bool) {
	p := t.params()
	p.Looseness, p.Whole = v.looseness, v.whole
	p.Passes = p.Passes[:goodPasses]
	r := linebreak.Break(t.items, p)
	return r, r.Exact
}

// goodPasses is how many of a paragraph's passes keep within good spacing.
const goodPasses = 1

// The limits of word spaces: at ratio 1 a space is 1+spaceStretch of its
// natural width, at ratio -1 it is 1-spaceShrink.
const (
	spaceStretch = 0.22
	spaceShrink  = 0.195
	// Letters give at ratio 1, and no more beyond it: by their distance, as a
	// part of their width, which is at most about 0.015 em, and by being drawn
	// wider or narrower, in thousandths (Hàn Thế Thành, "Micro-typographic
	// extensions to the TeX typesetting system", Brno 2000, chapter 3). The eye
	// takes no notice, word spaces stay nearer to each other, and half of the
	// hyphens are not needed.
	tracking  = 0.03
	expansion = 20
	// In a line whose spaces would be wider than wideSpace, letters give so much
	// more of what they give at ratio 1, by their distance alone: one such line in
	// some hundreds shows less by it than by the holes between its words.
	wideSpace, needed = 1.5, 0.4
	// widest is the widest word space; what is left after that stays open.
	widest = 2.0
)

// The ratios at which spaces are half as wide again as by themselves, and at
// their widest: (space-1)/spaceStretch, rounded down.
const (
	looseRatio  = linebreak.One * 227 / 100
	widestRatio = linebreak.One * 9 / 2
)

// The costs of breaks that are worse than a space. A line without a hyphen may
// be so loose for it that its spaces are half as wide again, no more: at
// looseRatio a line's badness is less than softCost.
const (
	softCost    = 2000
	signCost    = 40   // after a hyphen or slash that the source has
	addressCost = 1200 // inside a web address
	tieCost     = 8000 // at a space that should hold
	anyCost     = 9000 // inside a word that is longer than a line

	// goodCost is what a break costs at most where spacing is good.
	goodCost = tieCost - 1
)

// pairDemerits are for hyphens in a row, or at the end of the last line but
// one: such a hyphen costs as much as three others.
const pairDemerits = 2 * softCost * softCost

// params are the demerits of TeX 82 but for dearer hyphens: TeX's spaces give
// twice as much as ours before they count as bad.
func (t *text) params() linebreak.Params {
	em := t.style.style.FontSize
	p := linebreak.Params{
		First: t.style.measure - t.style.firstIndent, Rest: t.style.measure,
		LinePenalty: 10, FitnessDemerits: 10000, HyphenDemerits: pairDemerits, FinalHyphenDemerits: pairDemerits, MaxHyphens: 1,
		MinLast: max(3*em, t.style.firstIndent+em), MinTail: max(9*em, t.style.firstIndent+em), ShortDemerits: 2_000_000,
		MinFragment: 5 * em,
	}
	if t.justified() {
		p.First += t.hang(0)
		p.Passes = []linebreak.Pass{
			{Tolerance: looseRatio, MaxCost: goodCost},
			{Tolerance: widestRatio, MaxCost: goodCost},
			{Tolerance: linebreak.Unlimited, Extra: t.style.measure / 40},
		}
		return p
	}
	p.Passes = []linebreak.Pass{{Tolerance: linebreak.Unlimited, Extra: min(4*em, t.style.measure/4), ForcedOnly: t.style.measure >= wide}}
	return p
}

func (t *text) justified() bool { return t.style.style.TextAlign == style.Justify }

// hang is how far the first sign of the first atom at or after item i hangs
// out on the left.
func (t *text) hang(i int) geom.Length {
	for ; i < len(t.items); i++ {
		if t.items[i].Kind == linebreak.Box {
			if p := t.atoms[t.atomOf[i]].part; p != nil {
				return p.left
			}
			return 0
		}
	}
	return 0
}
