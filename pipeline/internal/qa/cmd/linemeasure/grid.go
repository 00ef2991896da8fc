package main

import "math"

// onGrid is the share of the lines of running text that stand on the file's grid:
// at a whole number of the commonest distance between two lines of a paragraph from
// the commonest place. It is 1 where there is no paragraph of two lines.
func onGrid(b *book) float64 {
	var body []*line
	size := bodySize(b)
	for _, l := range b.lines {
		if l.runs() && l.size == size {
			body = append(body, l)
		}
	}
	var gaps []float64
	for i, l := range body {
		if i > 0 && body[i-1].block == l.block && body[i-1].page == l.page {
			gaps = append(gaps, body[i-1].y-l.y)
		}
	}
	pitch := commonest(gaps, func(g float64) (float64, bool) { return hundredth(g), g > 0 })
	if pitch == 0 {
		return 1
	}
	place := func(l *line) (float64, bool) { return hundredth(math.Mod(l.y, pitch)), true }
	phase := commonest(body, place)
	n := 0
	for _, l := range body {
		if off := math.Abs(math.Remainder(l.y-phase, pitch)); off < gridSlack {
			n++
		}
	}
	return float64(n) / float64(len(body))
}

// bodySize is that of most lines of running text.
func bodySize(b *book) float64 {
	return commonest(b.lines, func(l *line) (float64, bool) { return l.size, l.runs() })
}

// gridSlack is how far from the grid a line may stand, in points.
const gridSlack = 0.05

func hundredth(x float64) float64 { return math.Round(x*100) / 100 }

// runs reports whether the line is one of running text.
func (l *line) runs() bool { return running(l.block) && !l.block.inNote && !l.block.inTable }

// commonest is the value that most of a list have, the first of those that are as
// common; 0 where none has one.
func commonest[T any](list []T, value func(T) (float64, bool)) float64 {
	count := map[float64]int{}
	best := 0.0
	for _, x := range list {
		v, ok := value(x)
		if !ok {
			continue
		}
		if count[v]++; count[v] > count[best] {
			best = v
		}
	}
	return best
}
