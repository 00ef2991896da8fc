package train

import (
	"math"
	"slices"

	"octavo/pipeline/internal/understand"
)

// The course of boosting (Friedman 2001, algorithm 5, with the Newton step of his
// LogitBoost): trees of some leaves, each shrunk; on families held out it mattered
// little whether they were half as many or twice.
const (
	treeCount  = 60
	treeLeaves = 14
	shrinkage  = 0.08
	leafRidge  = 10.0 // added to the weight of each leaf
	leafLines  = 40   // of training at least in a leaf
	leafMarks  = 15   // of texts below columns of marks, which are fewer
	signBins   = 48   // into which the values of a sign are parted at most
)

// sample is what is learned from: the sum that the trees stand on top of, the answers to
// what they are asked, of which the first is that sum, and the truth.
type sample struct {
	linear float32
	signs  []float32
	truth  bool
}

// booster fits trees over the signs of samples.
type booster struct {
	bounds     [][]float32 // of each sign: the least value of each bin but the first
	bins       [][]uint8   // of each sign, of each sample
	grad, hess []float64
	least      int // samples in a leaf
}

// fitTrees gives the trees that explain the truth best on top of the sums. The bounds
// and values are those that the table holds.
func fitTrees(all []sample, least int) []*understand.Tree {
	if len(all) == 0 {
		return nil
	}
	b := newBooster(all)
	b.least = least
	score := make([]float64, len(all))
	for i := range all {
		score[i] = float64(all[i].linear)
	}
	var trees []*understand.Tree
	for range treeCount {
		for i, o := range all {
			p := 1 / (1 + math.Exp(-score[i]))
			b.grad[i], b.hess[i] = -p, p*(1-p)
			if o.truth {
				b.grad[i]++
			}
		}
		trees = append(trees, b.grow(score))
	}
	return trees
}

func newBooster(all []sample) *booster {
	n, signs := len(all), len(all[0].signs)
	b := &booster{bounds: make([][]float32, signs), bins: make([][]uint8, signs), grad: make([]float64, n), hess: make([]float64, n)}
	values := make([]float32, n)
	for k := range signs {
		for i, o := range all {
			values[i] = o.signs[k]
			if k == 0 {
				values[i] = o.linear
			}
		}
		b.bounds[k] = boundsOf(values)
		b.bins[k] = make([]uint8, n)
		for i, v := range values {
			at, found := slices.BinarySearch(b.bounds[k], v)
			if found {
				at++
			}
			b.bins[k][i] = uint8(at)
		}
	}
	return b
}

// boundsOf parts values into bins of about as many each, at thousandths.
func boundsOf(values []float32) []float32 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	var out []float32
	for k := 1; k < signBins; k++ {
		v := float32(math.Round(1000*float64(sorted[k*len(sorted)/signBins]))) / 1000
		if v > sorted[0] && (len(out) == 0 || v > out[len(out)-1]) {
			out = append(out, v)
		}
	}
	return out
}

// leaf is one of a tree that grows: its lines, its node and its best split.
type leaf struct {
	lines     []int32
	node      *understand.Tree
	gain      float64
	sign, bin int
}

// grow makes a tree, always splitting the leaf that gains most, and adds its values
// to score.
func (b *booster) grow(score []float64) *understand.Tree {
	lines := make([]int32, len(score))
	for i := range lines {
		lines[i] = int32(i)
	}
	root := &understand.Tree{Sign: -1}
	leaves := []*leaf{b.leaf(lines, root)}
	for len(leaves) < treeLeaves {
		best := slices.MaxFunc(leaves, func(x, y *leaf) int { return compareGain(x, y) })
		if best.gain <= 0 {
			break
		}
		less, least := b.split(best)
		*best = *less
		leaves = append(leaves, least)
	}
	for _, l := range leaves {
		g, h := b.sums(l.lines)
		l.node.Value = float32(math.Round(1000*shrinkage*g/(h+leafRidge))) / 1000
		for _, i := range l.lines {
			score[i] += float64(l.node.Value)
		}
	}
	return root
}

func compareGain(x, y *leaf) int {
	switch {
	case x.gain < y.gain:
		return -1
	case x.gain > y.gain:
		return 1
	}
	return 0
}

// split parts a leaf at its best place.
func (b *booster) split(l *leaf) (less, least *leaf) {
	var below, above []int32
	for _, i := range l.lines {
		if int(b.bins[l.sign][i]) < l.bin {
			below = append(below, i)
		} else {
			above = append(above, i)
		}
	}
	n := l.node
	n.Sign, n.From = l.sign, b.bounds[l.sign][l.bin-1]
	n.Less, n.Least = &understand.Tree{Sign: -1}, &understand.Tree{Sign: -1}
	return b.leaf(below, n.Less), b.leaf(above, n.Least)
}

func (b *booster) sums(lines []int32) (g, h float64) {
	for _, i := range lines {
		g += b.grad[i]
		h += b.hess[i]
	}
	return g, h
}

// leaf finds the best split of lines.
func (b *booster) leaf(lines []int32, node *understand.Tree) *leaf {
	l := &leaf{lines: lines, node: node}
	g, h := b.sums(lines)
	worth := func(g, h float64) float64 { return g * g / (h + leafRidge) }
	for sign := range b.bins {
		var n [signBins]int
		var gs, hs [signBins]float64
		for _, i := range lines {
			k := b.bins[sign][i]
			n[k]++
			gs[k] += b.grad[i]
			hs[k] += b.hess[i]
		}
		below, gb, hb := 0, 0.0, 0.0
		for bin := 1; bin <= len(b.bounds[sign]); bin++ {
			below, gb, hb = below+n[bin-1], gb+gs[bin-1], hb+hs[bin-1]
			if below < b.least || len(lines)-below < b.least {
				continue
			}
			if gain := worth(gb, hb) + worth(g-gb, h-hb) - worth(g, h); gain > l.gain {
				l.gain, l.sign, l.bin = gain, sign, bin
			}
		}
	}
	return l
}
