package train

import (
	"bytes"
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"octavo/pipeline/internal/understand"
)

// flaggedShare is how many in a hundred decisions a person is asked to look at: more
// nobody checks.
const flaggedShare = 0.15

// doubtRidge is the ridge on the weights of the second model, which has few.
const doubtRidge = 0.0005

// measureDoubts, which begins without any doubt, gives each fold the doubts and the calibration that the others
// teach, and what the lines of all came out as, with probabilities by weights of
// other families. The bound below which lines are flagged is measured on all.
func measureDoubts(folds []*fold) ([]outcome, error) {
	for _, f := range folds {
		f.doubts = &understand.Doubts{Weights: make([]float32, len(understand.DoubtNames()))}
	}
	all, err := allOutcomes(folds)
	if err != nil {
		return nil, err
	}
	for _, f := range folds {
		*f.doubts = *fitDoubts(f.others(all))
	}
	for i, o := range all {
		all[i].sure = o.fold.doubts.Sure(o.answers)
	}
	below := boundOf(all)
	for _, f := range folds {
		f.doubts.Below = below
		var table bytes.Buffer
		WriteCalibration(&table, f.others(all))
		f.calibration = table.String()
	}
	return all, nil
}

// others are the outcomes of the other folds.
func (f *fold) others(all []outcome) []outcome {
	return slices.DeleteFunc(slices.Clone(all), func(o outcome) bool { return o.fold == f })
}

// boundOf is the probability under which so many decisions are that flaggedShare are
// flagged, together with those that other findings flag.
func boundOf(all []outcome) float64 {
	var sure []float64
	n := 0
	for _, o := range all {
		if !o.decides() {
			continue
		}
		n++
		if !o.flagged {
			sure = append(sure, o.sure)
		}
	}
	slices.SortFunc(sure, cmp.Compare)
	at := int(flaggedShare*float64(n)) - (n - len(sure))
	if at < 0 || at >= len(sure) {
		return 0
	}
	return sure[at]
}

// FitDoubts gives the doubts that all outcomes teach.
func FitDoubts(all []outcome) *understand.Doubts {
	d := fitDoubts(all)
	d.Below = boundOf(all)
	return d
}

// fitDoubts gives the weights and trees that explain best which lines came out right.
func fitDoubts(all []outcome) *understand.Doubts {
	d := &understand.Doubts{Weights: fitLinear(all)}
	samples := make([]sample, len(all))
	for i, o := range all {
		samples[i] = sample{d.Linear(o.answers.Terms), o.answers.Signs, o.right()}
	}
	d.Trees = fitTrees(samples, leafLines)
	return d
}

// fitLinear gives the weights alone, by the course of fit.
func fitLinear(all []outcome) []float32 {
	rows := make([]float32, len(understand.DoubtNames()))
	grads := make([]float32, len(rows))
	order := make([]*outcome, len(all))
	for i := range all {
		order[i] = &all[i]
	}
	d := understand.Doubts{Weights: rows}
	random := rand.New(rand.NewPCG(seed, 0))
	for range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, o := range order {
			off := d.Sure(o.answers)
			if o.right() {
				off--
			}
			for _, t := range o.answers.Terms {
				g := float32(off)*t.Value + doubtRidge*rows[t.Row]
				grads[t.Row] += g * g
				rows[t.Row] -= rate * g / (1e-4 + float32(math.Sqrt(float64(grads[t.Row]))))
			}
		}
	}
	return rows
}
