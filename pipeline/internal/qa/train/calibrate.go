package train

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"

	"octavo/pipeline/internal/understand"
)

// stretch is a stretch of probabilities with the share of decisions in it that are
// right.
type stretch struct {
	from  float64 // the least probability in it
	right float64 // decisions that are right
	n     float64
}

// leastStep is how many decisions a stretch is measured on at least: with fewer the
// share says little.
const leastStep = 30

// calibrate measures, for each class, how often lines that came out as it with a
// certain probability are right on families held out, by isotonic regression:
// neighbouring stretches in the wrong order are pooled (Ayer and others 1955).
func calibrate(all []outcome, class string) []stretch {
	var of []outcome
	for _, o := range all {
		if o.is == class {
			of = append(of, o)
		}
	}
	slices.SortStableFunc(of, func(a, b outcome) int { return cmp.Compare(a.sure, b.sure) })
	var steps []stretch
	for _, o := range of {
		s := stretch{from: o.sure, n: 1}
		if o.right() {
			s.right = 1
		}
		steps = append(steps, s)
		for k := len(steps) - 1; k > 0 && (steps[k-1].mean() >= steps[k].mean() || steps[k-1].n < leastStep); k-- {
			steps[k-1].right += steps[k].right
			steps[k-1].n += steps[k].n
			steps = steps[:k]
		}
	}
	return steps
}

// mean is how much of the stretch is right.
func (s stretch) mean() float64 { return s.right / s.n }

// share is how much of it is right, as if one decision more had been right
// and one wrong: none is certain (Laplace). Lines of one paper err together, so that
// alike of them prove as much as one that stands alone.
func (s stretch) share() float64 { return (s.right + alike) / (s.n + 2*alike) }

// alike is the design effect of lines that come by papers (Kish 1965, 5.4): with 1
// the decisions at 0.9 and more were right in 96.9 of 100 on families held out.
const alike = 6

// WriteCalibration writes the table that the program embeds: a class, the least
// probability of a stretch and the share of its decisions that are right.
func WriteCalibration(w io.Writer, all []outcome) {
	fmt.Fprintln(w, "# Measured by qa/train on families of papers held out: class, probability from, share that is right.")
	for _, c := range understand.ClassNames[1:] {
		from, right, last := 0.0, 0.0, -1.0 // the first stretch begins at 0
		for i, s := range calibrate(all, c) {
			if i > 0 {
				from = s.from
			}
			if at := math.Round(1000 * from); s.share() > right && at > last {
				right, last = s.share(), at
				fmt.Fprintf(w, "%s\t%.3f\t%.3f\n", c, from, right)
			}
		}
	}
}
