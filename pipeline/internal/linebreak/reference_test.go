package linebreak

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/geom"
)

// reference breaks a paragraph by trying every set of breaks. It is Break's
// slow twin: it adds up each line afresh and knows no active nodes.
type reference struct {
	items []Item
	p     Params
	pass  Pass
	best  int64
	lines []Line
	least map[int]int64 // the least demerits by number of lines
}

// state is what the choice of the next break depends on.
type state struct {
	start, line, run int
	post             geom.Length
	fitness          int8
}

func (r *reference) search(s state, sofar []Line, demerits int64) {
	for i := s.start; i < len(r.items); i++ {
		if !r.legal(i) {
			continue
		}
		d, next, ok := r.line(s, i)
		if ok {
			lines := append(sofar[:len(sofar):len(sofar)], Line{Start: s.start, End: i})
			if i == len(r.items)-1 {
				if least, known := r.least[len(lines)]; r.least != nil && (!known || demerits+d < least) {
					r.least[len(lines)] = demerits + d
				}
				if demerits+d < r.best {
					r.best, r.lines = demerits+d, lines
				}
			} else {
				r.search(next, lines, demerits+d)
			}
		}
		if r.items[i].Kind == Penalty && r.items[i].Cost == Forced {
			return
		}
	}
}

func (r *reference) legal(i int) bool {
	it := r.items[i]
	return it.Kind == Penalty && it.Cost < Forbidden && (r.pass.MaxCost == 0 || it.Cost <= r.pass.MaxCost) || it.Kind == Glue && i > 0 && r.items[i-1].Kind == Box
}

// line measures the line from s to item i and gives its demerits.
func (r *reference) line(s state, i int) (int64, state, bool) {
	width, glue, flex, shrink, fill := s.post+r.items[i].Pre, r.pass.Extra, geom.Length(0), geom.Length(0), false
	for _, it := range r.items[s.start:i] {
		if it.Kind == Penalty {
			continue
		}
		width, shrink, fill = width+it.Width, shrink+it.Shrink, fill || it.Fill
		if it.Kind == Box {
			flex += it.Stretch
		} else {
			glue += it.Stretch
		}
	}
	ratio, ok := r.fit(s.line, width, glue, flex, shrink, fill)
	if !ok || ratio > r.pass.Tolerance {
		return 0, state{}, false
	}
	next := state{start: r.after(i + 1), line: s.line + 1, post: r.items[i].Post, fitness: fitness(ratio)}
	if r.items[i].Flagged {
		next.run = s.run + 1
	}
	return r.cost(s, next, i, ratio, width), next, next.run <= r.p.MaxHyphens && (width >= r.p.MinFragment || !r.fragment(s, i))
}

// fragment reports whether the last line is nothing but the end of a word.
func (r *reference) fragment(s state, i int) bool {
	spaces := slices.ContainsFunc(r.items[min(s.start, i):i], func(it Item) bool { return it.Kind == Glue && !it.Fill })
	return i == len(r.items)-1 && s.run > 0 && !spaces
}

func (r *reference) fit(line int, width, glue, flex, shrink geom.Length, fill bool) (int64, bool) {
	measure := r.p.Rest
	if line == 0 {
		measure = r.p.First
	}
	excess := measure - width
	switch {
	case excess < 0 && -excess > shrink:
		return 0, false
	case excess < 0:
		return int64(excess) * One / int64(shrink), true
	case excess == 0 || fill:
		return 0, true
	case excess <= glue+flex: // boxes stretch up to ratio 1
		return int64(excess) * One / int64(glue+flex), true
	case glue > 0:
		return int64(excess-flex) * One / int64(glue), true
	}
	return Unlimited, true
}

func (r *reference) after(i int) int {
	for i < len(r.items) && r.items[i].Kind != Box && (r.items[i].Kind != Penalty || r.items[i].Cost != Forced) {
		i++
	}
	return i
}

func (r *reference) cost(s, next state, i int, ratio int64, width geom.Length) int64 {
	it := r.items[i]
	d := (r.p.LinePenalty + badness(ratio)) * (r.p.LinePenalty + badness(ratio))
	if it.Kind == Penalty && it.Cost != Forced {
		d += int64(it.Cost) * int64(it.Cost)
	}
	if math.Abs(float64(s.fitness-next.fitness)) > 1 {
		d += r.p.FitnessDemerits
	}
	if next.run > 1 {
		d += r.p.HyphenDemerits
	}
	if i == len(r.items)-1 && s.line > 0 {
		least := r.p.MinLast
		if s.run > 0 {
			d += r.p.FinalHyphenDemerits
			least = r.p.MinTail
		}
		if width < least {
			d += r.p.ShortDemerits
		}
	}
	return d
}

// drawText makes a short paragraph in the notation of parse.
func drawText(t *rapid.T) string {
	word := rapid.StringMatching(`[a-z]{1,4}(-[a-z]{2,3}){0,2}`)
	text := word.Draw(t, "word")
	for range rapid.IntRange(0, 5).Draw(t, "words") {
		text += rapid.SampledFrom([]string{" ", " ", " ", "~", "|"}).Draw(t, "gap") + word.Draw(t, "word")
	}
	return text
}

// drawItems adds what parse does not know: boxes that give, and breaks that
// change the widths beside them.
func drawItems(t *rapid.T) []Item {
	items := parse(drawText(t))
	give := geom.Length(rapid.IntRange(0, 1).Draw(t, "give"))
	for i := range items {
		switch {
		case items[i].Kind == Box:
			items[i].Stretch, items[i].Shrink = give, give
		case items[i].Flagged || items[i].Kind == Glue && !items[i].Fill:
			items[i].Pre += geom.Length(rapid.IntRange(-3, 3).Draw(t, "pre"))
			items[i].Post = geom.Length(rapid.IntRange(-3, 3).Draw(t, "post"))
		}
	}
	return items
}

func TestBreakIsAsGoodAsTryingEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := drawItems(t)
		p := params(geom.Length(rapid.IntRange(4, 16).Draw(t, "width")) * 10)
		p.First += geom.Length(rapid.IntRange(-10, 10).Draw(t, "indent"))
		pass := Pass{
			Tolerance: rapid.SampledFrom([]int64{One / 2, One, 3 * One, Unlimited}).Draw(t, "tolerance"),
			Extra:     geom.Length(rapid.IntRange(0, 10).Draw(t, "extra")),
			MaxCost:   rapid.SampledFrom([]int32{0, 49, 50}).Draw(t, "most"),
		}
		slow := reference{items: items, p: p, pass: pass, best: math.MaxInt64}
		slow.search(state{start: slow.after(0), fitness: normal}, nil, 0)
		b := newBreaker(items, p)
		found := b.run(pass, false)
		if found != (slow.lines != nil) {
			t.Fatalf("Break finds a way: %v; there is one: %v", found, slow.lines != nil)
		}
		if !found {
			return
		}
		if best, _ := b.choose(0); best.demerits != slow.best {
			t.Fatalf("demerits %d, the least are %d with %v", best.demerits, slow.best, slow.lines)
		}
	})
}

func TestLoosenedIsAsGoodAsTryingEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := drawItems(t)
		p := params(geom.Length(rapid.IntRange(4, 16).Draw(t, "width")) * 10)
		p.Passes = p.Passes[rapid.IntRange(0, 2).Draw(t, "pass"):][:1]
		slow := reference{items: items, p: p, pass: p.Passes[0], best: math.MaxInt64, least: map[int]int64{}}
		slow.search(state{start: slow.after(0), fitness: normal}, nil, 0)
		wishes := []int{-1, 1}
		for i, r := range Loosened(items, p, wishes...) {
			for n, least := range slow.least {
				if n != len(slow.lines) && least == slow.best {
					return // which is the best is a matter of taste
				}
			}
			least, found := slow.least[len(slow.lines)+wishes[i]]
			if r.Exact != found || found && r.Demerits != least {
				t.Fatalf("%+d lines: %v; by trying everything %v with %d", wishes[i], r, found, least)
			}
		}
	})
}

// TestBreakNeverFails holds what every caller relies on, for any paragraph and
// any wish: lines follow one another, none is lost, and an exact result obeys
// the rules.
func TestBreakNeverFails(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := drawItems(t)
		p := params(geom.Length(rapid.IntRange(1, 16).Draw(t, "width")) * 10)
		p.Looseness = rapid.IntRange(-1, 1).Draw(t, "looseness")
		p.Whole = rapid.SliceOfN(rapid.IntRange(0, 3), 0, 2).Draw(t, "whole")
		r := Break(items, p)
		if len(r.Lines) == 0 || r.Lines[len(r.Lines)-1].End != len(items)-1 {
			t.Fatalf("lines %v do not reach item %d", r.Lines, len(items)-1)
		}
		checkLines(t, items, p, r)
	})
}

func checkLines(t *rapid.T, items []Item, p Params, r Result) {
	end, run := -1, 0
	for n, l := range r.Lines {
		for _, it := range items[end+1 : l.Start] {
			if it.Kind == Box {
				t.Fatalf("a box is lost before line %d of %v", n, r.Lines)
			}
		}
		end = l.End
		if !items[end].Flagged {
			run = 0
			continue
		}
		run++
		if r.Exact && (run > p.MaxHyphens || (&breaker{p: p}).mustBeWhole(n)) {
			t.Fatalf("line %d ends in a hyphen: %v", n, r.Lines)
		}
	}
}
