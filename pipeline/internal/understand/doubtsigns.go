package understand

import (
	"math/bits"
	"unicode"

	"octavo/pipeline/internal/ast"
)

// What the trees of the second model are asked: numbers about a finished line, the
// block it stands in, what came of lines of the same look, and the whole document,
// whose lines go wrong together. The first is the sum of the linear part.
const (
	aboutLinear = iota
	aboutKept
	aboutRight
	aboutBare
	aboutMargin
	aboutOf                                  // the probability of each class but none
	aboutBareOf = aboutOf + int(classes) - 1 // of those in bareAsked where the rules have no votes
)

// bareAsked are the classes that lines are most often mistaken for by the rules.
var bareAsked = [...]class{classGoesOn, classHeading, classItem}

// Signs behind those of probabilities.
const (
	aboutShapeChance = aboutBareOf + len(bareAsked) + iota // the mean probability of its class among lines of its shape
	aboutShapeShare                                        // how many lines of its shape came out as its class
	aboutShapes                                            // how many lines have its shape
	aboutOutlineShare
	aboutClassShare // how much of the document came out as its class
	aboutClassRight
	aboutClassLow
	aboutClassDisputed
	aboutRightAll
	aboutLowAll
	aboutDisputedAll
	aboutOtherwiseAll
	aboutCells
	aboutNear
	aboutAround
	aboutDisputedAround
	aboutSameAround
	aboutRun
	aboutRunPlace
	aboutAbove
	aboutAbove2
	aboutBelow
	aboutBelow2
	aboutClassAbove
	aboutClassBelow
	aboutBegunAbove
	aboutBegunBelow
	aboutBlockLines
	aboutBlockLength
	aboutWidth
	aboutWords
	aboutBlank
	aboutTop
	aboutFoot
	aboutVote
	aboutCount
)

// SignNames names what the trees are asked, in order.
func SignNames() []string {
	names := []string{"linear", "right or a cell", "right", "right without rules", "margin"}
	for _, c := range ClassNames[1:] {
		names = append(names, "chance "+c)
	}
	for _, c := range bareAsked {
		names = append(names, "chance without rules "+ClassNames[c])
	}
	return append(names, "shape chance", "shape share", "shape lines", "outline share", "class share", "class right", "class low", "class disputed",
		"document right", "document low", "document disputed", "document otherwise", "document cells", "near right", "around right", "around disputed", "around the same",
		"run", "place in run", "above right", "two above right", "below right", "two below right", "class above", "class below", "begun above", "begun below",
		"block lines", "block length", "width", "words", "blank", "page top", "page foot", "vote")
}

// shape is the look of a line without its words. Lines of one shape that came out
// differently are a sign of error.
type shape struct {
	style         ast.ListStyle
	mark          string
	indent, words int
	last, first   rune
	blank         bool
}

// shapeOf is the shape of a line, outline a coarser one.
func shapeOf(e *evidence) (of, outline shape) {
	of = shape{style: e.ord.style, mark: e.ord.delim, indent: min(e.indent, 16) / 4, words: min(4, bits.Len(uint(e.words+1))-1), last: 'a', blank: e.blank > 0}
	if e.bullet != "" {
		of.mark = e.bullet
	}
	if !unicode.IsLetter(e.last) && !unicode.IsDigit(e.last) {
		of.last = e.last
	}
	if unicode.IsUpper(e.first) {
		of.first = 'A'
	}
	outline = shape{style: of.style, mark: of.mark, indent: of.indent, words: min(3, (bits.Len(uint(e.words+1))-1)/2)}
	if of.style == "" && of.mark == "" {
		outline.first = kindOf(e.first)
	}
	return of, outline
}

// kindOf is 'a' for small letters, 'A' for capitals and '0' for all else.
func kindOf(r rune) rune {
	switch {
	case unicode.IsLower(r):
		return 'a'
	case unicode.IsUpper(r):
		return 'A'
	}
	return '0'
}

// tally counts lines: how many, how many of a class, and the sums of what is asked.
type tally struct {
	n, right, low, disputed, otherwise, cells float64
	is, p                                     [classes]float64
}

// lowChance is the chance of being right under which a line counts as low.
const lowChance = 0.7

func (t *tally) add(f *finished) {
	right := f.judgement.p.right(f.class)
	t.n++
	t.right += right
	t.is[f.class]++
	for c, p := range f.judgement.p {
		t.p[c] += p
	}
	add(&t.low, right < lowChance)
	add(&t.disputed, folded(f.judgement.bare.likeliest(classNone)) != folded(f.class))
	best := f.judgement.p.likeliest(classNone)
	add(&t.otherwise, folded(best) != folded(f.class))
	add(&t.cells, best == classTable)
}

// survey is what is known of the finished lines as a whole.
type survey struct {
	lines            []finished
	all              tally
	ofClass          [classes]tally
	shapes, outlines map[shape]*tally
	looks            [][2]*tally // of each line
	begun            [][2]int    // the classes of the lines that begin something above and below, -1 for none
	places           []int       // in its run of lines of one class
}

func surveyOf(lines []finished) *survey {
	s := &survey{lines: lines, shapes: map[shape]*tally{}, outlines: map[shape]*tally{}, looks: make([][2]*tally, len(lines)), begun: make([][2]int, len(lines)), places: make([]int, len(lines))}
	above := -1
	for i := range lines {
		f := &lines[i]
		of, outline := shapeOf(f.evidence)
		s.looks[i] = [2]*tally{tallyAt(s.shapes, of), tallyAt(s.outlines, outline)}
		for _, t := range []*tally{&s.all, &s.ofClass[f.class], s.looks[i][0], s.looks[i][1]} {
			t.add(f)
		}
		if i > 0 && lines[i-1].class == f.class {
			s.places[i] = s.places[i-1] + 1
		}
		s.begun[i][0] = above
		if f.class != classGoesOn {
			above = int(f.class)
		}
	}
	below := -1
	for i := len(lines) - 1; i >= 0; i-- {
		s.begun[i][1] = below
		if lines[i].class != classGoesOn {
			below = int(lines[i].class)
		}
	}
	return s
}

func tallyAt(of map[shape]*tally, key shape) *tally {
	t := of[key]
	if t == nil {
		t = &tally{}
		of[key] = t
	}
	return t
}

// signs puts what the trees are asked about line i into out, where w are the means
// around it.
func (s *survey) signs(i int, w *nearby, out []float32) {
	f := &s.lines[i]
	c, p := f.class, &f.judgement.p
	set := func(sign int, v float64) { out[sign] = float32(v) }
	right := p.right(c)
	set(aboutKept, min(1, right+p.cell(c)))
	set(aboutRight, right)
	set(aboutBare, f.judgement.bare.right(c))
	set(aboutMargin, p[c]-p[p.likeliest(c)])
	for k, q := range p[1:] {
		set(aboutOf+k, q)
	}
	for k, b := range bareAsked {
		set(aboutBareOf+k, f.judgement.bare[b])
	}
	s.looksOf(i, set)
	s.documentOf(c, set)
	s.neighboursOf(i, set)
	set(aboutNear, w.near)
	set(aboutAround, w.right)
	set(aboutDisputedAround, w.disputed)
	set(aboutSameAround, w.same)
}

// looksOf sets the signs of lines of the same look. What is missing of a line that is
// alone with its look counts as undecided.
func (s *survey) looksOf(i int, set func(int, float64)) {
	const alone, aloneChance = 0.5, 0.3
	c, of, outline := s.lines[i].class, s.looks[i][0], s.looks[i][1]
	set(aboutShapeChance, (of.p[c]-s.lines[i].judgement.p[c]+aloneChance)/of.n)
	set(aboutShapeShare, (of.is[c]-1+alone)/of.n)
	set(aboutShapes, of.n)
	set(aboutOutlineShare, (outline.is[c]-1+alone)/outline.n)
}

// documentOf sets the signs of the document and of its lines of class c.
func (s *survey) documentOf(c class, set func(int, float64)) {
	of, all := &s.ofClass[c], &s.all
	set(aboutClassShare, of.n/all.n)
	set(aboutClassRight, of.right/of.n)
	set(aboutClassLow, of.low/of.n)
	set(aboutClassDisputed, of.disputed/of.n)
	set(aboutRightAll, all.right/all.n)
	set(aboutLowAll, all.low/all.n)
	set(aboutDisputedAll, all.disputed/all.n)
	set(aboutOtherwiseAll, all.otherwise/all.n)
	set(aboutCells, all.cells/all.n)
}

// neighboursOf sets the signs of the line itself, its block and the lines around it.
func (s *survey) neighboursOf(i int, set func(int, float64)) {
	f, e := &s.lines[i], s.lines[i].evidence
	for k, o := range []int{-1, -2, 1, 2} {
		right, is := -1.0, -1.0
		if i+o >= 0 && i+o < len(s.lines) {
			n := &s.lines[i+o]
			right, is = n.judgement.p.right(n.class), float64(n.class)
		}
		set(aboutAbove+k, right)
		switch o {
		case -1:
			set(aboutClassAbove, is)
		case 1:
			set(aboutClassBelow, is)
		}
	}
	set(aboutBegunAbove, float64(s.begun[i][0]))
	set(aboutBegunBelow, float64(s.begun[i][1]))
	set(aboutRun, float64(f.run))
	set(aboutRunPlace, float64(s.places[i]))
	set(aboutBlockLines, float64(f.block))
	set(aboutBlockLength, float64(f.length))
	set(aboutWidth, float64(e.width)/float64(max(1, e.measure)))
	set(aboutWords, float64(e.words))
	set(aboutBlank, float64(e.blank))
	set(aboutTop, float64(e.fromTop))
	set(aboutFoot, float64(e.fromFoot))
	set(aboutVote, f.vote)
}
