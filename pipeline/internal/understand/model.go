package understand

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"strings"
	"sync"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/understand/cores"
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
	Active []uint16 // the rows that are on, those of votes last
}

// Units gives the raw lines of a document as the model sees them.
func Units(doc *ast.Document) []Unit {
	copied := *doc // the rules put a title into the metadata
	s := readLines(context.Background(), &state{doc: &copied}).proposed(context.Background())
	a := newAnswers(s.evidence, s.votes())
	out := make([]Unit, len(a.evs))
	for i := range out {
		out[i] = a.unit(i, nil)
	}
	return out
}

// answers are those of the lines of a document to the questions of the model.
type answers struct {
	evs        []evidence
	votes      []vote
	own, pairs [][]uint16 // of lineFeatures, and of pairFeatures with the line above
	document   []uint16
}

func newAnswers(evs []evidence, votes map[int]vote) *answers {
	n := len(evs)
	a := &answers{evs: evs, votes: make([]vote, n), own: make([][]uint16, n), pairs: make([][]uint16, n)}
	d := ofDocument(evs)
	for k := range documentFeatures {
		if documentFeatures[k].is(&d) {
			a.document = append(a.document, uint16(k))
		}
	}
	for i := range evs {
		a.votes[i] = votes[evs[i].key]
	}
	cores.Share(n, cores.Parts(n, leastChunk), func(_, from, to int) {
		var rows []uint16 // of all lines, one behind another
		for i := from; i < to; i++ {
			at := len(rows)
			rows = evs[i].answers(rows)
			a.own[i] = rows[at:len(rows):len(rows)]
			if i > 0 {
				at = len(rows)
				rows = evs[i].pairAnswers(rows, &evs[i-1])
				a.pairs[i] = rows[at:len(rows):len(rows)]
			}
		}
	})
	return a
}

// answers adds the numbers of the questions to the line that are answered with yes.
func (e *evidence) answers(rows []uint16) []uint16 {
	for k := range lineFeatures {
		if lineFeatures[k].is(e) {
			rows = append(rows, uint16(k))
		}
	}
	return rows
}

// pairAnswers adds those of the questions to the line and the one above it.
func (e *evidence) pairAnswers(rows []uint16, above *evidence) []uint16 {
	for k := range pairFeatures {
		if pairFeatures[k].is(above, e) {
			rows = append(rows, uint16(k))
		}
	}
	return rows
}

// shifted adds the answers as rows of the group that begins at row at.
func shifted(rows, answers []uint16, at int) []uint16 {
	for _, k := range answers {
		rows = append(rows, uint16(at)+k)
	}
	return rows
}

// unit is line i as the model sees it; its rows are put into buf.
func (a *answers) unit(i int, buf []uint16) Unit {
	rows := append(buf, uint16(rowCount-1))
	for k := max(0, i-window); k <= min(len(a.evs)-1, i+window); k++ {
		rows = shifted(rows, a.own[k], (k-i+window)*len(lineFeatures))
	}
	rows = shifted(rows, a.pairs[i], atPairAbove)
	if i+1 < len(a.evs) {
		rows = shifted(rows, a.pairs[i+1], atPairBelow)
	}
	rows = shifted(rows, a.document, atDocument)
	for _, d := range a.document {
		if d < crossed {
			rows = shifted(rows, a.own[i], atCrossed+int(d)*len(lineFeatures))
		}
	}
	if i == 0 {
		rows = append(rows, uint16(atEdge))
	}
	if i == len(a.evs)-1 {
		rows = append(rows, uint16(atEdge+1))
	}
	for k := max(0, i-1); k <= min(len(a.evs)-1, i+1); k++ {
		rows = append(rows, uint16(atVotes+(k-i+1)*int(classes)*confidenceSteps)+a.votes[k].row())
	}
	rows = shifted(rows, a.own[i], atSeconded+int(a.votes[i].class)*len(lineFeatures))
	return Unit{a.evs[i].line, rows}
}

// row is the place of a vote among those of a line.
func (v vote) row() uint16 {
	step := 0
	switch {
	case v.confidence >= 0.9:
		step = 2
	case v.confidence >= 0.8:
		step = 1
	}
	return uint16(int(v.class)*confidenceSteps + step)
}

//go:embed weights.tsv
var weightsFile string

// weights are the rows of the model; a row without weights is nil.
var weights = sync.OnceValue(func() [][]float32 { return sound(ParseWeights(weightsFile)) })

// UseModel makes other weights, trees of headings, doubts and another calibration, a table
// as in calibration.tsv, count for measuring them, and returns how to take them back.
func UseModel(rows [][]float32, heads []*Tree, d *Doubts, table string) (restore func(), err error) {
	shares, err := parseCalibration(table)
	if err != nil {
		return nil, err
	}
	w, h, q, c := weights, headTrees, doubts, calibration
	weights = func() [][]float32 { return rows }
	headTrees = func() []*Tree { return heads }
	doubts = func() *Doubts { return d }
	calibration = func() map[class][]shareFrom { return shares }
	return func() { weights, headTrees, doubts, calibration = w, h, q, c }, nil
}

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
	all, _ := u.sums(rows)
	return softmax(all)
}

// sums adds the weights up for each class, with the votes of the rules and without.
func (u Unit) sums(rows [][]float32) (all, seen [classes]float32) {
	votes := len(u.Active)
	for votes > 0 && isVote(u.Active[votes-1]) {
		votes--
	}
	addRows(&seen, rows, u.Active[:votes])
	all = seen
	addRows(&all, rows, u.Active[votes:])
	return all, seen
}

// addRows adds weights to the sums of the classes; a row without weights is empty. Class by
// class the sums stay in registers: there are some two hundred rows a line.
func addRows(sums *[classes]float32, rows [][]float32, active []uint16) {
	a, b, c, d, e, f, g, h, i := sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7], sums[8], sums[9]
	for _, r := range active {
		if row := rows[r]; len(row) == len(sums) {
			w := (*[classes]float32)(row)
			a, b, c, d, e, f, g, h, i = a+w[1], b+w[2], c+w[3], d+w[4], e+w[5], f+w[6], g+w[7], h+w[8], i+w[9]
		}
	}
	*sums = [classes]float32{0, a, b, c, d, e, f, g, h, i}
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
		if !isVote(r) {
			out.Active = append(out.Active, r)
		}
	}
	return out
}

// isVote reports whether a row holds what the rules made of a line.
func isVote(row uint16) bool { return int(row) >= atVotes && int(row) < atEdge }
