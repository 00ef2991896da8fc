package bidi

import "golang.org/x/text/unicode/bidi"

// status is an entry of the stack of embeddings (UAX 9, 3.3.2).
type status struct {
	level    Level
	override bidi.Class // ON where there is none
	isolate  bool
}

// embeddings are those that are open at a character, with the counts of those that
// lie too deep.
type embeddings struct {
	stack                       []status
	isolates, embedded, matched int
}

func (e *embeddings) top() status { return e.stack[len(e.stack)-1] }

// open opens an embedding or isolate (UAX 9, X2 to X5c).
func (e *embeddings) open(odd, isolate bool, override bidi.Class) {
	next := e.top().level.above(odd)
	switch {
	case next <= maxDepth && e.isolates == 0 && e.embedded == 0:
		e.stack = append(e.stack, status{next, override, isolate})
		if isolate {
			e.matched++
		}
	case isolate:
		e.isolates++
	case e.isolates == 0:
		e.embedded++
	}
}

// closeIsolate closes the innermost isolate (UAX 9, X6a).
func (e *embeddings) closeIsolate() {
	switch {
	case e.isolates > 0:
		e.isolates--
	case e.matched > 0:
		e.embedded = 0
		for !e.top().isolate {
			e.stack = e.stack[:len(e.stack)-1]
		}
		e.stack = e.stack[:len(e.stack)-1]
		e.matched--
	}
}

// closeEmbedding closes the innermost embedding (UAX 9, X7).
func (e *embeddings) closeEmbedding() {
	switch {
	case e.isolates > 0:
	case e.embedded > 0:
		e.embedded--
	case !e.top().isolate && len(e.stack) > 1:
		e.stack = e.stack[:len(e.stack)-1]
	}
}

// explicit gives each character the level that embeddings, overrides and isolates
// ask for (UAX 9, X1 to X8).
func (p *paragraph) explicit() {
	e := &embeddings{stack: []status{{p.base, bidi.ON, false}}}
	for i, c := range p.own {
		if c == bidi.PDI {
			e.closeIsolate()
		}
		now := e.top()
		p.level[i] = now.level
		if now.override != bidi.ON && !removed(c) && c != bidi.B {
			p.class[i] = now.override
		}
		switch c {
		case bidi.LRE, bidi.RLE:
			e.open(c == bidi.RLE, false, bidi.ON)
		case bidi.LRO:
			e.open(false, false, bidi.L)
		case bidi.RLO:
			e.open(true, false, bidi.R)
		case bidi.LRI, bidi.RLI:
			e.open(c == bidi.RLI, true, bidi.ON)
		case bidi.FSI:
			e.open(p.firstStrong(i+1, p.partner[i]), true, bidi.ON)
		case bidi.PDF:
			e.closeEmbedding()
		case bidi.B:
			p.level[i] = p.base
		}
	}
}

// firstStrong reports whether the first letter of a stretch, isolates in it left
// out, runs from right to left (UAX 9, P2 and P3).
func (p *paragraph) firstStrong(from, to int) bool {
	for i := from; i < to; i++ {
		switch c := p.own[i]; {
		case c == bidi.L:
			return false
		case c == bidi.R || c == bidi.AL:
			return true
		case initiates(c):
			i = p.partner[i]
		}
	}
	return false
}

// sequence is an isolating run sequence (UAX 9, BD13): the places of its characters,
// what is passed over left out.
type sequence struct {
	*paragraph
	at         []int
	level      Level
	start, end bidi.Class // the directions before and behind it (sos, eos)
}

// sequences parts the paragraph (UAX 9, X10).
func (p *paragraph) sequences() []*sequence {
	runs, runOf := p.runs()
	var out []*sequence
	for _, run := range runs {
		if first := run[0]; p.own[first] == bidi.PDI && p.partner[first] < len(p.own) {
			continue // it goes on a sequence that began before
		}
		s := &sequence{paragraph: p, level: p.level[run[0]]}
		for {
			s.at = append(s.at, run...)
			last := run[len(run)-1]
			if !initiates(p.own[last]) || p.partner[last] == len(p.own) {
				break
			}
			run = runs[runOf[p.partner[last]]]
		}
		s.bounds()
		out = append(out, s)
	}
	return out
}

// runs are the level runs (UAX 9, BD7), and to which of them a character belongs.
func (p *paragraph) runs() (runs [][]int, runOf []int) {
	runOf = make([]int, len(p.own))
	for i, c := range p.own {
		if removed(c) {
			continue
		}
		if n := len(runs); n == 0 || p.level[runs[n-1][0]] != p.level[i] {
			runs = append(runs, nil)
		}
		n := len(runs) - 1
		runs[n] = append(runs[n], i)
		runOf[i] = n
	}
	return runs, runOf
}

// bounds sets the directions before and behind the sequence.
func (s *sequence) bounds() {
	before, behind := s.base, s.base
	for i := s.at[0] - 1; i >= 0; i-- {
		if !removed(s.own[i]) {
			before = s.paragraph.level[i]
			break
		}
	}
	last := s.at[len(s.at)-1]
	for i := last + 1; i < len(s.own) && !initiates(s.own[last]); i++ {
		if !removed(s.own[i]) {
			behind = s.paragraph.level[i]
			break
		}
	}
	s.start, s.end = max(before, s.level).class(), max(behind, s.level).class()
}
