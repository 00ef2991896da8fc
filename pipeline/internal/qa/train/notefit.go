package train

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// pairExample is a possible pair with whether it is one.
type pairExample struct {
	signs []string
	is    bool
}

// pairExamples are the possible pairs of the texts.
func pairExamples(texts []*Text) ([]pairExample, error) {
	var out []pairExample
	for _, t := range texts {
		doc, err := plaintext.Read(t.Name, t.Raw, &diag.Log{})
		if err != nil {
			return nil, err
		}
		for _, p := range understand.NotePairs(doc) {
			is := t.hasPair(&Call{p.CallLine, p.Label, p.NoteLine}, p.InLine)
			out = append(out, pairExample{p.Signs, is})
		}
	}
	return out, nil
}

// The course of fitting the signs of pairs: full gradient steps with AdaGrad, and
// a ridge that holds signs near what they are thought to say before a paper is
// seen, as kinds of papers are missing among the labelled ones.
const (
	pairSteps = 400
	pairRate  = 0.3
	pairRidge = 2.0
)

// pairPriors are the log-odds of signs before a paper is seen; the others have none.
var pairPriors = map[string]float64{
	"call plain": 1.5, "call likely": 1, "call possible": 0.3, "call doubtful": -0.7, "call unlikely": -1.5, "call least likely": -4,
	"note with the number raised": 1.5, "note with the number raised in parentheses": 1.5, "note with the number between backslashes": 1.5,
	"note with the number in brackets": 1.5, "note with the number glued to the text": 0.5, "note with the number on a line of its own": 0.3,
	"note with a sign": 0.5, "note with a stop after the number": -1, "note with the number and a stop on a line of their own": -0.5,
	"note like a heading": -1.5, "note like an item amid the text": -0.7, "note with the number in parentheses": -0.5, "note begins in small letters": -1.5,
	"note amid the text": -1, "note above a title": 0.5, "note at the end": 1, "note at a foot": 1, "note above its call": -0.7,
	"note under a table": 1, "note under a table called in running text": -1, "note with a letter": -0.3, "note with a raised letter": 1.5,
	"note with the letter on a line of its own": 0.3, "note with the number below its text": 0.5,
	"same page": 0.7, "further page": -1.5, "lines to 30": 0.5, "lines over 80": -0.5,
	"brackets on one": -2.5, "brackets on both": 1, "parentheses on both": 0.3, "parentheses on one": 0.3, "weak call of a note amid the text": -2.5, "parenthesis behind both": 1.5, "parenthesis behind one": 0.3,
}

// fitPairs gives the log-odds of the signs.
func fitPairs(exs []pairExample) map[string]float64 {
	w, grads := maps.Clone(pairPriors), map[string]float64{}
	for range pairSteps {
		g := map[string]float64{}
		for _, e := range exs {
			z := 0.0
			for _, s := range e.signs {
				z += w[s]
			}
			d := 1 / (1 + math.Exp(-z))
			if e.is {
				d--
			}
			for _, s := range e.signs {
				g[s] += d
			}
		}
		for s := range g {
			x := g[s] + pairRidge*(w[s]-pairPriors[s])
			grads[s] += x * x
			w[s] -= pairRate * x / (1e-6 + math.Sqrt(grads[s]))
		}
	}
	return w
}

// WritePairWeights fits the signs of pairs on all texts and writes the table that
// the program embeds.
func WritePairWeights(w io.Writer, texts []*Text) error {
	exs, err := pairExamples(texts)
	if err != nil {
		return err
	}
	weights := fitPairs(exs)
	for _, name := range slices.Sorted(maps.Keys(weights)) {
		fmt.Fprintf(w, "%s\t%.2f\n", name, weights[name])
	}
	return nil
}

// heldOut calls f for each family of texts with the weights of the others in use.
func heldOut(texts []*Text, f func(held []*Text) error) error {
	for _, family := range families(texts) {
		var rest, held []*Text
		for _, t := range texts {
			if t.Family == family {
				held = append(held, t)
			} else {
				rest = append(rest, t)
			}
		}
		exs, err := pairExamples(rest)
		if err != nil {
			return err
		}
		restore := understand.UseNoteWeights(fitPairs(exs))
		err = f(held)
		restore()
		if err != nil {
			return err
		}
	}
	return nil
}
