package train

import (
	"math"
	"math/rand/v2"

	"octavo/pipeline/internal/understand"
)

const classCount = len(understand.ClassNames)

// example is a unit with its true class.
type example struct {
	unit   understand.Unit
	class  int
	weight float64
}

// examples are the labelled units of the texts. Each family weighs the same for
// its first thousand lines and little more for the rest, so that the longest does
// not teach the others its ways.
func examples(texts []*Text) []example {
	size := map[string]int{}
	for _, t := range texts {
		size[t.Family] += len(t.units)
	}
	var out []example
	for _, t := range texts {
		w := math.Min(1, math.Sqrt(familyLines/float64(size[t.Family])))
		if t.weight > 0 {
			w *= t.weight
		}
		for i, u := range t.units {
			if t.truth[i] > 0 {
				out = append(out, example{u, t.truth[i], w})
			}
		}
	}
	return out
}

// familyLines is from how many lines on a family weighs less a line.
const familyLines = 1000.0

// Ridge is the weight of the ridge that keeps probabilities honest: of 0.003, 0.01,
// 0.03 and 0.06 it gave the best model on families held out.
const Ridge = 0.06

// The course of fitting: AdaGrad over shuffled examples (Duchi, Hazan and Singer
// 2011, section 1.1), with a ridge on the weights.
const (
	epochs = 25
	rate   = 0.15
	seed   = 20260101
)

// fit gives the weights that explain the examples best, with the ridge lambda.
// The same examples give the same weights.
func fit(exs []example, lambda float64) [][]float32 {
	rows := make([][]float32, len(understand.FeatureNames()))
	grads := make([][]float32, len(rows))
	for i := range rows {
		rows[i], grads[i] = make([]float32, classCount), make([]float32, classCount)
	}
	order := make([]int, len(exs))
	for i := range order {
		order[i] = i
	}
	random := rand.New(rand.NewPCG(seed, 0))
	for range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			step(rows, grads, exs[k], lambda)
		}
	}
	return rows
}

func step(rows, grads [][]float32, e example, lambda float64) {
	p := e.unit.Predict(rows)
	for c := 1; c < classCount; c++ {
		d := p[c]
		if c == e.class {
			d--
		}
		for _, r := range e.unit.Active {
			g := float32(e.weight*d + lambda*float64(rows[r][c]))
			grads[r][c] += g * g
			rows[r][c] -= rate * g / (1e-4 + float32(math.Sqrt(float64(grads[r][c]))))
		}
	}
}

// Fit gives the weights from all texts.
func Fit(texts []*Text, lambda float64) [][]float32 { return fit(examples(texts), lambda) }
