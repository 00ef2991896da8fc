package understand

import (
	"math"
	"slices"
	"sort"

	"octavo/pipeline/internal/understand/cores"
)

// A matcher pairs calls with notes. The notes stand behind their calls and both
// in the same order, and the sum of the evidence is greatest: a heaviest
// increasing subsequence, found with Fenwick trees over the notes (P. M. Fenwick,
// A New Data Structure for Cumulative Frequency Tables, 1994, with maximum in
// place of sum). What a pair adds depends on the number of the pair before, so
// that each number has a tree of its own.
type matcher struct {
	lines   []*line
	defs    []noteDef
	buttons bool
	breaks  []int                  // page breaks and seams up to each line
	byLabel map[seriesNumber][]int // notes of a number, in order
	place   []reach                // of each note among those of its number
	before  [][]reach              // of each note, where the notes of the numbers before it end
	trees   []tree                 // of each number
	any     tree
	pairs   []pair
	// options are the notes that each call is tried with. The matcher is asked again
	// for each series, and evidence does not change.
	options [][]option
	// sites are the calls that have such notes.
	sites []*callSite
	// kind is the kind of labels that the series asked for has.
	kind labelKind
	// alone counts the places where a number stands alone on a line and may be a call.
	alone map[string]int
	// plain is the line of the first plain call of each label.
	plain map[string]int
	// members is set where numbers alone on their lines count paragraphs, and
	// paragraphs holds the series of numbers at the beginnings of lines that do.
	members    bool
	paragraphs map[noteSeries]bool
	// feet are the numbers of the notes at the foot of each page.
	feet map[footNumber]bool
	// called are the lines of the calls of the notes that are kept already, by the note's line.
	called map[int]int
}

// footNumber is the number of a note at the foot of a page.
type footNumber struct{ number, page int }

// reach is a tree and how many of its notes stand before a note.
type reach struct{ tree, n int }

// option is a note that a call is tried with, and the evidence for the pair.
type option struct {
	def int
	own float64
}

// seriesNumber is a number in a series of notes.
type seriesNumber struct {
	series noteSeries
	number int
}

// pair is a call taken for a note, with the best series before it.
type pair struct {
	option
	site  *callSite
	score float64 // log-odds of the series up to it
	prev  int
}

// tree is a Fenwick tree: the pair with the best score in each range.
type tree []int

func newTree(n int) tree {
	t := make(tree, n+1)
	for i := range t {
		t[i] = -1
	}
	return t
}

func newMatcher(lines []*line, scan *callScan, defs []noteDef) *matcher {
	m := &matcher{lines: lines, defs: defs, buttons: hasButtons(lines), members: countsMembers(lines), byLabel: map[seriesNumber][]int{}, feet: map[footNumber]bool{}, alone: map[string]int{}, plain: map[string]int{}}
	m.breaks = make([]int, len(lines))
	for i, l := range lines {
		if i > 0 {
			m.breaks[i] = m.breaks[i-1]
		}
		if l.page || l.seam && !l.ruled {
			m.breaks[i]++
		}
	}
	m.orderNotes()
	for i := range scan.sites {
		site := &scan.sites[i]
		if site.alone {
			m.alone[site.label]++
		}
		if _, known := m.plain[site.label]; !known && site.weight >= plainCall {
			m.plain[site.label] = site.index
		}
	}
	m.paragraphs = paragraphSeries(m.defs, scan)
	m.options = make([][]option, len(scan.sites))
	cores.Share(len(scan.sites), cores.Parts(len(scan.sites), leastChunk), func(_, from, to int) {
		for i := from; i < to; i++ {
			m.options[i] = m.optionsOf(&scan.sites[i])
		}
	})
	for i := range scan.sites {
		if len(m.options[i]) > 0 {
			m.sites = append(m.sites, &scan.sites[i])
		}
	}
	return m
}

// orderNotes finds the place of each note in the trees of its number and of those
// before it.
func (m *matcher) orderNotes() {
	numbers := map[seriesNumber]int{} // the place of a number among the trees
	m.place, m.before = make([]reach, len(m.defs)), make([][]reach, len(m.defs))
	for i, d := range m.defs {
		key := d.key()
		if _, known := numbers[key]; !known {
			numbers[key] = len(numbers)
		}
		m.place[i] = reach{numbers[key], len(m.byLabel[key])}
		m.byLabel[key] = append(m.byLabel[key], i)
		if d.place == placeFoot {
			m.feet[footNumber{d.number, m.breaks[d.line]}] = true
		}
	}
	for i, d := range m.defs {
		for gap := range maxStep {
			key := seriesNumber{d.series(), d.number - 1 - gap}
			if t, known := numbers[key]; known {
				m.before[i] = append(m.before[i], reach{t, sort.SearchInts(m.byLabel[key], i)})
			}
		}
	}
	m.trees = make([]tree, len(numbers))
}

// holds reports whether the note's own lines hold line i.
func (d noteDef) holds(i int) bool { return i == d.numberLine || i >= d.line && i < d.end }

func (d noteDef) key() seriesNumber { return seriesNumber{d.series(), d.number} }

// match finds the best series of pairs of calls outside the notes in all, apart from
// the notes kept already; nil where the evidence is against each.
func (m *matcher) match(all, kept []notePair) []notePair {
	inside := insideNotes(m.lines, all)
	sites := slices.DeleteFunc(slices.Clone(m.sites), func(c *callSite) bool { return inside[c.index] })
	m.pairs, m.any = m.pairs[:0], newTree(len(m.defs))
	for _, defs := range m.byLabel {
		m.trees[m.place[defs[0]].tree] = newTree(len(defs))
	}
	gone, used := m.covered(kept)
	for from, to := range runs(0, len(sites), func(from, k int) bool { return sites[k].run == sites[from].run }) {
		if !used[sites[from].run] {
			m.addRun(sites[from:to], gone)
		}
	}
	return m.result()
}

// covered tells which candidates lie inside the notes that are kept, and which
// calls these have.
func (m *matcher) covered(kept []notePair) (gone []bool, used map[int]bool) {
	inside, used := insideNotes(m.lines, kept), map[int]bool{}
	for _, p := range kept {
		for _, c := range p.calls {
			used[c.run] = true
		}
	}
	gone, m.called = make([]bool, len(m.defs)), map[int]int{}
	for _, p := range kept {
		m.called[p.def.line] = p.calls[len(p.calls)-1].index
	}
	for i, d := range m.defs {
		gone[i] = inside[d.line] || inside[d.numberLine]
	}
	return gone, used
}

// addRun adds the readings of one number. None of them may follow another, so
// all are made before any is entered.
func (m *matcher) addRun(run []*callSite, gone []bool) {
	first := len(m.pairs)
	for _, site := range run {
		for _, o := range m.options[site.id] {
			if o.own > never && !gone[o.def] && labelKindOf(site.label) == m.kind {
				m.pairs = append(m.pairs, m.pair(site, o))
			}
		}
	}
	for i := first; i < len(m.pairs); i++ {
		m.enter(i)
	}
}

// optionsOf picks the notes of the call's number about it, in every series.
func (m *matcher) optionsOf(site *callSite) []option {
	var out []option
	if site.drawn {
		return nil
	}
	for series := range noteSeriesCount {
		for _, i := range m.near(m.byLabel[seriesNumber{series, labelNumber(site.label)}], site) {
			if d := &m.defs[i]; d.label == site.label && !d.holds(site.index) {
				out = append(out, option{i, m.evidence(site, d)})
			}
		}
	}
	return out
}

// Bounds on the notes of one number that a call is tried with, which keep the
// work linear: the last one above it, the next ones below it, and the last ones of
// the text.
const (
	aboveSame = 1
	nextSame  = 3
	lastSame  = 2
)

// leastCall is the weight under which a place is tried with the next note of its
// number alone: nearly all figures of a text are such places.
const leastCall = 0.2

// near picks the notes that stand about the call.
func (m *matcher) near(same []int, site *callSite) []int {
	lo := sort.Search(len(same), func(i int) bool { return m.defs[same[i]].line > site.index })
	if site.weight < leastCall {
		return same[lo:min(lo+1, len(same))]
	}
	same = same[max(0, lo-aboveSame):]
	if len(same) <= aboveSame+nextSame+lastSame {
		return same
	}
	return append(slices.Clone(same[:aboveSame+nextSame]), same[len(same)-lastSame:]...)
}

// Log-odds of a step from one pair of a series to the next.
const (
	stepNext    = 2.5  // the next number
	stepGap     = -1.0 // for each number left out
	stepSame    = 1.5  // right below the note of the pair before
	stepInto    = -3.0 // into the midst of a run whose notes above have no call
	stepRestart = -0.5 // 1 again
	stepOther   = -2.5 // any other number
)

// pair makes the pair of a call and a note, behind the best series before it.
func (m *matcher) pair(site *callSite, o option) pair {
	first := m.firstStep(o.def)
	if m.fills(o.def, site) {
		first = stepNext
	}
	p := pair{option: o, site: site, score: o.own + first, prev: -1}
	consider := func(prev int) {
		if prev < 0 {
			return
		}
		if score := m.pairs[prev].score + m.step(m.pairs[prev].def, o.def) + o.own; score > p.score {
			p.prev, p.score = prev, score
		}
	}
	consider(m.query(m.any, o.def))
	for _, r := range m.before[o.def] {
		consider(m.query(m.trees[r.tree], r.n))
	}
	return p
}

// fills reports whether a note goes on counting in its run behind one that is kept, and its
// call stands between those of the notes around it: another kind of notes, whose calls stand
// between these, had the better series.
func (m *matcher) fills(def int, site *callSite) bool {
	if !m.amidRun(def) || m.defs[def-1].number+1 != m.defs[def].number {
		return false
	}
	above, kept := m.called[m.defs[def-1].line]
	if !kept || above > site.index {
		return false
	}
	if def+1 == len(m.defs) || m.defs[def+1].run != m.defs[def].run {
		return true
	}
	below, kept := m.called[m.defs[def+1].line]
	return !kept || below >= site.index
}

// firstStep is what a note adds that begins a series.
func (m *matcher) firstStep(def int) float64 {
	step, d := stepOther, &m.defs[def]
	switch line, called := m.plain[itoa(d.number-1)]; {
	case d.number == 1 || d.series() == seriesSign:
		step = 0
	case called && line < d.line && d.place >= placeEnd && labelKindOf(d.label) == kindNumber:
		step = stepGap // the call before has lost its note
	}
	if m.amidRun(def) {
		step += stepInto
	}
	return step
}

// step is what a note adds behind another one of the series.
func (m *matcher) step(prev, def int) float64 {
	gap := m.defs[def].number - m.defs[prev].number - 1
	if m.defs[prev].series() != m.defs[def].series() || gap < 0 || gap >= maxStep {
		return min(m.firstStep(def), stepRestart)
	}
	step := stepNext + float64(gap)*(stepGap-stepNext)
	switch {
	case m.defs[prev].run == m.defs[def].run:
		step += stepSame
	case m.amidRun(def):
		step += stepInto
	}
	return step
}

// amidRun reports whether another note of its run stands above a note.
func (m *matcher) amidRun(def int) bool { return def > 0 && m.defs[def-1].run == m.defs[def].run }

// query returns the best pair for a note before the nth, or -1.
func (m *matcher) query(t tree, n int) int {
	best := -1
	for i := n; i > 0; i -= i & -i {
		if p := t[i]; p >= 0 && (best < 0 || m.pairs[p].score > m.pairs[best].score) {
			best = p
		}
	}
	return best
}

func (m *matcher) enter(p int) {
	def := m.pairs[p].def
	m.raise(m.any, def, p)
	m.raise(m.trees[m.place[def].tree], m.place[def].n, p)
}

func (m *matcher) raise(t tree, n, p int) {
	for i := n + 1; i < len(t); i += i & -i {
		if q := t[i]; q < 0 || m.pairs[p].score > m.pairs[q].score {
			t[i] = p
		}
	}
}

// result walks back from the best pair of all.
func (m *matcher) result() []notePair {
	best := m.query(m.any, len(m.defs))
	if best < 0 || m.pairs[best].score <= 0 {
		return nil
	}
	var out []notePair
	behind := 0.0 // what the step to the pair behind adds
	for p := best; p >= 0; p = m.pairs[p].prev {
		is := m.pairs[p]
		step := is.score - is.own
		if is.prev >= 0 {
			step -= m.pairs[is.prev].score
		}
		out = append(out, notePair{
			def: m.defs[is.def], calls: []*callSite{is.site}, confidence: min(0.99, sigmoid(is.own+step+behind)),
		})
		behind = max(0, step)
	}
	slices.Reverse(out)
	return out
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
