package train

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// titleExample is a cover with its readings, of which the first is that it has no
// title, and the right one among them.
type titleExample struct {
	readings []understand.TitleReading
	right    int
	weight   float64
	family   string
}

// ownTitle is what a cover of our own counts beside one of a real paper.
const ownTitle = 1.0

// titleExamples are the covers of the texts whose title no label gives. Covers
// of which no reading is the true title are left out.
func titleExamples(texts []*Text) ([]titleExample, error) {
	var out []titleExample
	for _, t := range texts {
		doc, err := plaintext.Read(t.Name, t.Raw, &diag.Log{})
		if err != nil {
			return nil, err
		}
		e := titleExample{readings: understand.TitleReadings(doc), weight: 1, family: t.Family}
		if e.readings == nil {
			continue
		}
		if t.Family == ownFamily {
			e.weight = ownTitle
		}
		e.right = slices.IndexFunc(e.readings, func(r understand.TitleReading) bool { return letters(r.Title) == letters(t.Values["title"]) })
		if e.right >= 0 {
			out = append(out, e)
		}
	}
	return out, nil
}

// LoadOwnTitles reads the project's own test texts with the titles that the goldens
// beside them have.
func LoadOwnTitles(dir string) ([]*Text, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	var out []*Text
	for _, file := range files {
		t := &Text{Name: filepath.Base(file), Family: ownFamily, Values: map[string]string{}}
		if t.Raw, err = os.ReadFile(file); err != nil {
			return nil, err
		}
		golden, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".md")
		if err != nil {
			continue
		}
		for line := range bytes.Lines(golden) {
			if value, ok := strings.CutPrefix(strings.TrimSpace(string(line)), "title: "); ok {
				if t.Values["title"], err = strconv.Unquote(value); err != nil {
					t.Values["title"] = value
				}
				break
			}
		}
		out = append(out, t)
	}
	return out, nil
}

// The course of fitting the signs of titles: full gradient steps with AdaGrad, and
// a ridge that holds signs near what they are thought to say before a paper is
// seen, since covers are few.
const (
	titleSteps = 300
	titleRate  = 0.2
	titleRidge = 1.5
	// what they promise is divided by, so that it is kept on families held out
	titleTemper = 1.4
)

// titlePriors are the log-odds of signs before a paper is seen; the others have none.
var titlePriors = map[string]float64{
	"none": 1, "above a body": 0.7, "above a kind": 0.5, "below a value": 0.5, "below a salutation": 2, "at the top": 0.5,
	"no gap above": -0.3, "no gap below": -0.5, "like the line below": -1, "later page": -1.5, "gaps around": 1, "no gap over a value": 0.5, "no gap over a body": 0.5, "no gap over prose": 0.3, "no gap over a name": -0.7, "no gap over small letters": -1, "crowded": -1, "below short lines": -0.7, "in a letter, below a salutation": 1.5, "right above the text": 0.3,
	"is a body": -2.5, "is a kind": -1, "is a kind over a name": -3.5, "is a body over a name": -2, "is a value": -3, "is a person": -2, "is a salutation": -5, "is a part": -3, "is prose": -2, "is small letters": -1.5,
	"holds a body": -1.5, "holds a value": -2, "holds a person": -1.5, "holds a kind": -0.5, "holds a part": -2, "holds a salutation": -5, "holds prose": -2,
	"a gap within": -0.8, "a wide gap within": -1.5, "letters unlike": -0.5, "goes on within": 1.5, "one word": -0.5, "3 to 20 words": 0.5,
	"numbered": -1, "begins with a kind": 0.8, "ends open": -3, "goes on below": -2, "ends in a stop": -1, "ends in a comma or colon": -2,
	"leaves a bracket open": -2.5, "is a name in the text": -1, "begins with a name in the text": -1.5, "is a file": 0.3, "holds a file": -2, "is a numbered paper": -1, "holds a numbered paper": -2, "touches what a rule found": -1, "apart from what a rule found": -0.7,
	"rule: lines that come back in the same order further down": 2, "rule: a line that comes back further down": 1, "rule: below the number of the paper that is answered": 2,
	"rule: the kind of an act with its number or year": 2, "rule: the lines above those that say who made the paper": 2, "rule: the long title below the kind of an act": 2, "rule: a line that goes on below in small letters": 1,
	"a last word below": -1, "holds a last word": 1, "brackets below": -1, "holds brackets": 0.7, "set unlike within": -0.5, "set alike below": -0.5, "set unlike below": 0.3, "begins with a compound of a kind": 0.8, "holds signs": -1.5, "begins with a field": -0.7,
	"its lines come back as one": 2, "comes back among the words of the text": 0.3, "comes back without its last line": -1, "comes back without its first line": -1, "comes back with the line below": -1.5, "comes back with the line above": -0.5,
	"comes back in the running heads": 2.5, "comes back in the text": 0.7, "its first line comes back in the running heads": -1,
}

// fitTitles gives the log-odds of the signs by which the right reading of each
// cover is likeliest.
func fitTitles(exs []titleExample) map[string]float64 {
	w, grads := maps.Clone(titlePriors), map[string]float64{}
	for range titleSteps {
		g := map[string]float64{}
		for _, e := range exs {
			for r, p := range chances(e.readings, w) {
				if r == e.right {
					p--
				}
				for _, s := range e.readings[r].Signs {
					g[s] += p * e.weight
				}
			}
		}
		for s := range g {
			x := g[s] + titleRidge*(w[s]-titlePriors[s])
			grads[s] += x * x
			w[s] -= titleRate * x / (1e-6 + math.Sqrt(grads[s]))
		}
	}
	for s := range w {
		w[s] /= titleTemper
	}
	return w
}

// chances are the probabilities of readings.
func chances(readings []understand.TitleReading, w map[string]float64) []float64 {
	out := make([]float64, len(readings))
	top := math.Inf(-1)
	for i, r := range readings {
		for _, s := range r.Signs {
			out[i] += w[s]
		}
		top = max(top, out[i])
	}
	total := 0.0
	for i := range out {
		out[i] = math.Exp(out[i] - top)
		total += out[i]
	}
	for i := range out {
		out[i] /= total
	}
	return out
}

// WriteTitleWeights fits the signs of titles on all texts and writes the table that
// the program embeds.
func WriteTitleWeights(w io.Writer, texts []*Text) error {
	exs, err := titleExamples(texts)
	if err != nil {
		return err
	}
	weights := fitTitles(exs)
	for _, name := range slices.Sorted(maps.Keys(weights)) {
		fmt.Fprintf(w, "%s\t%.2f\n", name, weights[name])
	}
	return nil
}

// ReportFrontHeld is ReportFront with the signs of titles fitted on the own texts and
// the other families for each family.
func ReportFrontHeld(w io.Writer, texts, own []*Text) error {
	exs, err := titleExamples(append(slices.Clone(own), texts...))
	if err != nil {
		return err
	}
	of := map[string]map[string]float64{}
	for _, family := range families(texts) {
		of[family] = fitTitles(slices.DeleteFunc(slices.Clone(exs), func(e titleExample) bool { return e.family == family }))
	}
	return reportFront(w, texts, func(t *Text) func() { return understand.UseTitleWeights(of[t.Family]) })
}
