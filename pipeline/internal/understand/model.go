package understand

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"strings"
	"sync"

	"octavo/pipeline/internal/ast"
)

// The model is a multinomial logistic regression over the evidence of a line, of
// two lines on either side, of what the line makes with its neighbours, and over
// what the rules make of it and of its neighbours. It is fitted offline by
// qa/train on texts of many kinds; weights.tsv holds one row a feature, one
// column a class.

// window is how many lines on either side are looked at.
const window = 2

// crossed is how many of documentFeatures are looked at together with each
// feature of the line: whether a line is a paragraph or a part of one, and
// whether empty lines part paragraphs, changes what the others mean.
const crossed = 3

// confidenceSteps parts the confidence of a vote: under 0.8, under 0.9, above.
const confidenceSteps = 3

// Offsets of the groups of features in the model's rows.
var (
	atPairAbove = (2*window + 1) * len(lineFeatures)
	atPairBelow = atPairAbove + len(pairFeatures)
	atDocument  = atPairBelow + len(pairFeatures)
	atCrossed   = atDocument + len(documentFeatures)
	atVotes     = atCrossed + crossed*len(lineFeatures)
	atSeconded  = atVotes + 3*int(classes)*confidenceSteps
	atEdge      = atSeconded + int(classes)*len(lineFeatures)
	rowCount    = atEdge + 3 // first line, last line, bias
)

// FeatureNames names the rows of the model, in order.
func FeatureNames() []string {
	names := make([]string, 0, rowCount)
	for o := -window; o <= window; o++ {
		for _, f := range lineFeatures {
			names = append(names, fmt.Sprintf("%+d %s", o, f.name))
		}
	}
	for _, where := range []string{"above", "below"} {
		for _, f := range pairFeatures {
			names = append(names, where+" "+f.name)
		}
	}
	for _, f := range documentFeatures {
		names = append(names, "document "+f.name)
	}
	for _, d := range documentFeatures[:crossed] {
		for _, f := range lineFeatures {
			names = append(names, d.name+" & "+f.name)
		}
	}
	for o := -1; o <= 1; o++ {
		for c := range classes {
			for k := range confidenceSteps {
				names = append(names, fmt.Sprintf("%+d rules %s %d", o, ClassNames[c], k))
			}
		}
	}
	for c := range classes {
		for _, f := range lineFeatures {
			names = append(names, "rules "+ClassNames[c]+" & "+f.name)
		}
	}
	return append(names, "first line", "last line", "bias")
}

// ClassNames names the columns of the model: the classes of lines.
var ClassNames = [classes]string{"none", "goes on", "paragraph", "heading", "item", "furniture", "note", "front", "contents", "table"}

// Unit is a raw line as the model sees it.
type Unit struct {
	Line   int      // of the source, from 1
	Active []uint16 // the rows that are on, in no order
}

// Units gives the raw lines of a document as the model sees them.
func Units(doc *ast.Document) []Unit {
	copied := *doc // the rules put a title into the metadata
	s := proposed(context.Background(), &copied, nil)
	return unitsOf(s.evidence, s.votes())
}

// unitsOf makes the units of the lines with the given evidence.
func unitsOf(evs []evidence, votes map[int]vote) []Unit {
	own := ownFeatures(evs)
	var of []uint16
	d := ofDocument(evs)
	for k, f := range documentFeatures {
		if f.is(&d) {
			of = append(of, uint16(k))
		}
	}
	out := make([]Unit, len(evs))
	for i := range out {
		out[i] = Unit{evs[i].line, activeRows(evs, own, of, i)}
	}
	for i := range out {
		addVotes(out, votes, i)
		c := int(votes[out[i].Line].class)
		for _, f := range own[i] {
			out[i].Active = append(out[i].Active, uint16(atSeconded+c*len(lineFeatures))+f)
		}
	}
	return out
}

// ownFeatures answers lineFeatures for each line.
func ownFeatures(evs []evidence) [][]uint16 {
	own := make([][]uint16, len(evs))
	for i := range evs {
		for k := range lineFeatures {
			if lineFeatures[k].is(&evs[i]) {
				own[i] = append(own[i], uint16(k))
			}
		}
	}
	return own
}

// activeRows are the rows that are on for line i, votes aside.
func activeRows(evs []evidence, own [][]uint16, of []uint16, i int) []uint16 {
	rows := []uint16{uint16(rowCount - 1)}
	for o := -window; o <= window; o++ {
		if k := i + o; k >= 0 && k < len(own) {
			for _, f := range own[k] {
				rows = append(rows, uint16((o+window)*len(lineFeatures))+f)
			}
		}
	}
	rows = append(rows, pairRows(evs, i, atPairAbove)...)
	rows = append(rows, pairRows(evs, i+1, atPairBelow)...)
	for _, d := range of {
		rows = append(rows, uint16(atDocument)+d)
		if d < crossed {
			for _, f := range own[i] {
				rows = append(rows, uint16(atCrossed+int(d)*len(lineFeatures))+f)
			}
		}
	}
	if i == 0 {
		rows = append(rows, uint16(atEdge))
	}
	if i == len(evs)-1 {
		rows = append(rows, uint16(atEdge+1))
	}
	return rows
}

// pairRows are the rows that are on for line i and the one above it.
func pairRows(evs []evidence, i, at int) []uint16 {
	if i == 0 || i == len(evs) {
		return nil
	}
	var rows []uint16
	for k := range pairFeatures {
		if pairFeatures[k].is(&evs[i-1], &evs[i]) {
			rows = append(rows, uint16(at+k))
		}
	}
	return rows
}

// addVotes adds the rows of what the rules say of unit i and its neighbours.
func addVotes(us []Unit, votes map[int]vote, i int) {
	for o := -1; o <= 1; o++ {
		if i+o < 0 || i+o >= len(us) {
			continue
		}
		v := votes[us[i+o].Line]
		step := 0
		switch {
		case v.confidence >= 0.9:
			step = 2
		case v.confidence >= 0.8:
			step = 1
		}
		us[i].Active = append(us[i].Active, uint16(atVotes+((o+1)*int(classes)+int(v.class))*confidenceSteps+step))
	}
}

//go:embed weights.tsv
var weightsFile string

// weights are the rows of the model; a row without weights is nil.
var weights = sync.OnceValue(func() [][]float32 {
	rows, err := ParseWeights(weightsFile)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return rows
})

// ParseWeights reads a table of weights, a row a line: its number, a weight a
// class in hundredths and the name of its feature, parted by tabs; lines that
// begin with # are remarks. The table is read at every run, so it is read by hand.
func ParseWeights(table string) ([][]float32, error) {
	rows := make([][]float32, rowCount)
	store := make([]float32, rowCount*int(classes))
	for line := range strings.Lines(table) {
		if line[0] == '#' {
			continue
		}
		i, rest, ok := number(line)
		if !ok || i < 0 || i >= rowCount {
			return nil, fmt.Errorf("weights: no row in %q", line)
		}
		row := store[i*int(classes) : (i+1)*int(classes)]
		for c := 1; c < int(classes); c++ {
			var w int
			if w, rest, ok = number(rest); !ok {
				return nil, fmt.Errorf("weights: no weight for %s in %q", ClassNames[c], line)
			}
			row[c] = float32(w) / 100
		}
		rows[i] = row
	}
	return rows, nil
}

// number reads a whole number that a tab ends, and what follows the tab.
func number(text string) (n int, rest string, ok bool) {
	at, minus := 0, false
	if strings.HasPrefix(text, "-") {
		at, minus = 1, true
	}
	first := at
	for at < len(text) && text[at] >= '0' && text[at] <= '9' {
		n = 10*n + int(text[at]-'0')
		at++
	}
	if minus {
		n = -n
	}
	if at == first || at >= len(text) || text[at] != '\t' {
		return 0, text, false
	}
	return n, text[at+1:], true
}

// Predict gives the probability of each class of a unit by the given weights.
func (u Unit) Predict(rows [][]float32) [classes]float64 {
	var sum [classes]float32
	for _, r := range u.Active {
		if row := rows[r]; row != nil {
			for c := range row {
				sum[c] += row[c]
			}
		}
	}
	return softmax(sum)
}

func softmax(sum [classes]float32) (p [classes]float64) {
	top := sum[1]
	for _, s := range sum[1:] {
		top = max(top, s)
	}
	total := 0.0
	for c := 1; c < int(classes); c++ {
		p[c] = math.Exp(float64(sum[c] - top))
		total += p[c]
	}
	for c := range p {
		p[c] /= total
	}
	return p
}

// Rules gives the class that the rules voted for; 0 where they say nothing.
func (u Unit) Rules() int {
	for _, r := range u.Active {
		if k := int(r) - atVotes - int(classes)*confidenceSteps; k >= 0 && k < int(classes)*confidenceSteps {
			return k / confidenceSteps
		}
	}
	return 0
}

// WithoutRules is the unit as it is where the rules say nothing.
func (u Unit) WithoutRules() Unit {
	out := Unit{Line: u.Line}
	for _, r := range u.Active {
		if int(r) < atVotes || int(r) >= atEdge {
			out.Active = append(out.Active, r)
		}
	}
	return out
}
