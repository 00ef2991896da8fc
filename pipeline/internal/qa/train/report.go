package train

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"octavo/pipeline/internal/understand"
)

// prediction is what the model and the rules say of a unit that neither has
// learned from.
type prediction struct {
	text  *Text
	unit  int
	truth int
	p     [classCount]float64
	rules int
}

// fold is a group of families with the weights that the others and own give, and the
// trees of headings, doubts and calibration measured on the others.
type fold struct {
	held        []*Text
	rows        [][]float32
	heading     []*understand.Tree
	doubts      *understand.Doubts
	calibration string
}

// foldCount is in how many groups families are held out: more take longer and teach
// each little more.
const foldCount = 10

// foldsOf fits for each group of families the weights without it, several at a time.
func foldsOf(texts, own []*Text, lambda float64) []*fold {
	all := families(texts)
	out, slots := make([]*fold, min(foldCount, len(all))), make(chan bool, runtime.GOMAXPROCS(0))
	var done sync.WaitGroup
	for i := range out {
		done.Go(func() {
			slots <- true
			f, rest := &fold{}, slices.Clone(own)
			for _, t := range texts {
				if slices.Index(all, t.Family)%len(out) == i {
					f.held = append(f.held, t)
				} else {
					rest = append(rest, t)
				}
			}
			f.rows = fit(examples(rest), lambda)
			out[i] = f
			<-slots
		})
	}
	done.Wait()
	return out
}

// CrossValidate predicts each group of families from the others and from own, and writes
// what came of it: line by line, of the blocks that may be headings, and of the finished
// documents. It gives the trees of headings that all teach, and what the lines came out
// as.
func CrossValidate(w io.Writer, texts, own []*Text, lambda float64) ([]*understand.Tree, []outcome, error) {
	var preds []prediction
	folds := foldsOf(texts, own, lambda)
	for _, f := range folds {
		for _, t := range f.held {
			preds = append(preds, predict(t, f.rows)...)
		}
	}
	Report(w, preds)
	heads, err := measureHeads(w, folds, own)
	if err != nil {
		return nil, nil, err
	}
	outcomes, err := reportOutcomes(w, folds)
	return heads, outcomes, err
}

func families(texts []*Text) []string {
	var out []string
	for _, t := range texts {
		if !slices.Contains(out, t.Family) {
			out = append(out, t.Family)
		}
	}
	return out
}

func predict(t *Text, rows [][]float32) []prediction {
	var out []prediction
	for i, u := range t.units {
		if t.truth[i] > 0 {
			out = append(out, prediction{t, i, t.truth[i], u.Predict(rows), u.Rules()})
		}
	}
	return out
}

// best is the likeliest class and its probability.
func (p prediction) best() (int, float64) {
	at := 1
	for c := range p.p {
		if c > 0 && p.p[c] > p.p[at] {
			at = c
		}
	}
	return at, p.p[at]
}

// Report writes how often the rules, the model, and the rules overruled by a sure
// model are right, by class, and how well the probabilities hold.
func Report(w io.Writer, preds []prediction) {
	kinds := []struct {
		name string
		of   func(prediction) int
	}{
		{"rules", func(p prediction) int { return p.rules }},
		{"model", func(p prediction) int { c, _ := p.best(); return c }},
		{"rules, overruled at 0.5", overruled(0.5)},
		{"rules, overruled at 0.8", overruled(0.8)},
	}
	fmt.Fprintf(w, "%d lines\n%-26s %7s", len(preds), "", "right")
	for _, c := range understand.ClassNames[1:] {
		fmt.Fprintf(w, " %9s", c)
	}
	fmt.Fprintln(w)
	for _, k := range kinds {
		reportKind(w, k.name, preds, k.of)
	}
	confusions(w, preds)
	reliability(w, preds)
	fmt.Fprintln(w, "decisions of the rules by their probability: how many, and the share that is right")
	for c := 2; c < classCount; c++ {
		decisions(w, preds, c)
	}
}

// decisions prints how often the rules' decisions for a class are right, by the
// probability that the model has for them.
func decisions(w io.Writer, preds []prediction, class int) {
	bounds := []float64{0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01}
	fmt.Fprintf(w, "%-10s", understand.ClassNames[class])
	for k := 0; k+1 < len(bounds); k++ {
		n, right := 0, 0
		for _, p := range preds {
			if q := p.p[class]; p.rules == class && q >= bounds[k] && q < bounds[k+1] {
				n++
				if folded(p.truth) == folded(class) {
					right++
				}
			}
		}
		fmt.Fprintf(w, "  <%.2f %4d %.2f", min(1, bounds[k+1]), n, float64(right)/float64(max(1, n)))
	}
	fmt.Fprintln(w)
}

// overruled is the rules' class, or the model's where that is surer than least.
func overruled(least float64) func(prediction) int {
	return func(p prediction) int {
		if c, q := p.best(); q >= least {
			return c
		}
		return p.rules
	}
}

// confusions prints how often the model takes lines of one class for another
// than the rules do, and who is right.
func confusions(w io.Writer, preds []prediction) {
	type change struct{ from, to int }
	type tally struct{ n, model, rules int }
	of := map[change]*tally{}
	for _, p := range preds {
		c, _ := p.best()
		if folded(c) == folded(p.rules) {
			continue
		}
		k := change{folded(p.rules), folded(c)}
		if of[k] == nil {
			of[k] = &tally{}
		}
		of[k].n++
		if folded(c) == folded(p.truth) {
			of[k].model++
		}
		if folded(p.rules) == folded(p.truth) {
			of[k].rules++
		}
	}
	fmt.Fprintln(w, "rules      model      lines  model right  rules right")
	for from := range classCount {
		for to := range classCount {
			if t := of[change{from, to}]; t != nil && t.n > 9 {
				fmt.Fprintf(w, "%-10s %-10s %5d %8.2f %12.2f\n", understand.ClassNames[from], understand.ClassNames[to], t.n,
					float64(t.model)/float64(t.n), float64(t.rules)/float64(t.n))
			}
		}
	}
}

// reportKind prints the share of right lines and the F1 of each class. What
// stands around a title counts as paragraph: it stays as text in either case.
func reportKind(w io.Writer, name string, preds []prediction, of func(prediction) int) {
	right := 0
	var hit, said, is [classCount]int
	for _, p := range preds {
		got, want := folded(of(p)), folded(p.truth)
		said[got]++
		is[want]++
		if got == want {
			hit[got]++
			right++
		}
	}
	fmt.Fprintf(w, "%-26s %7.3f", name, float64(right)/float64(len(preds)))
	for c := 1; c < classCount; c++ {
		fmt.Fprintf(w, " %9.3f", 2*float64(hit[c])/float64(max(1, said[c]+is[c])))
	}
	fmt.Fprintln(w)
}

func folded(class int) int {
	if understand.ClassNames[class] == "front" {
		return slices.Index(understand.ClassNames[:], "paragraph")
	}
	return class
}

// reliability prints how often decisions of a probability are right.
func reliability(w io.Writer, preds []prediction) {
	bounds := []float64{0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01}
	fmt.Fprintln(w, "probability    lines  right")
	for k := 0; k+1 < len(bounds); k++ {
		n, right := 0, 0
		for _, p := range preds {
			if c, q := p.best(); q >= bounds[k] && q < bounds[k+1] {
				n++
				if c == p.truth {
					right++
				}
			}
		}
		fmt.Fprintf(w, "%.2f to %.2f %8d  %.3f\n", bounds[k], min(1, bounds[k+1]), n, float64(right)/float64(max(1, n)))
	}
}

// WriteWeights writes the table that the program embeds: rows whose weights all
// round to nothing are left away.
func WriteWeights(w io.Writer, rows [][]float32) {
	fmt.Fprintln(w, "# Fitted by qa/train, whose manifest names the texts: row, hundredths for each class, feature.")
	for i, name := range understand.FeatureNames() {
		cells := []string{strconv.Itoa(i)}
		zero := true
		for _, x := range rows[i][1:] {
			n := int(math.Round(100 * float64(x)))
			zero = zero && n == 0
			cells = append(cells, strconv.Itoa(n))
		}
		if !zero {
			fmt.Fprintf(w, "%s\t%s\n", strings.Join(cells, "\t"), name)
		}
	}
}

// ReportRules writes how often the rules alone are right, by family of texts.
func ReportRules(w io.Writer, texts []*Text) {
	of := func(p prediction) int { return p.rules }
	var all []prediction
	for _, family := range families(texts) {
		var preds []prediction
		for _, t := range texts {
			if t.Family == family {
				preds = append(preds, t.rulesOnly()...)
			}
		}
		reportKind(w, family, preds, of)
		all = append(all, preds...)
	}
	reportKind(w, "all", all, of)
}

func (t *Text) rulesOnly() []prediction {
	var out []prediction
	for i, u := range t.units {
		if t.truth[i] > 0 {
			out = append(out, prediction{text: t, unit: i, truth: t.truth[i], rules: u.Rules()})
		}
	}
	return out
}

// ShowRules lists the lines of a text that the rules take for something else.
func ShowRules(w io.Writer, t *Text) {
	lines := strings.Split(string(t.Raw), "\n")
	for _, p := range t.rulesOnly() {
		if folded(p.rules) != folded(p.truth) {
			u := t.units[p.unit]
			fmt.Fprintf(w, "%5d  %-9s not %-9s  %s\n", u.Line, understand.ClassNames[p.truth], understand.ClassNames[p.rules], lines[u.Line-1])
		}
	}
}
