package train

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// titleExample is a cover with its readings, of which the first is that it has no
// title, and the right one among them.
type titleExample struct {
	readings [][]int // their signs
	right    int
	maker    string
	weight   float64
}

// ownTitle is what a cover of our own counts beside one of a real paper: with less, what
// few papers teach overrules what the texts that the rules were written by need.
const ownTitle = 2.5

// signTable numbers signs.
type signTable struct {
	numbers map[string]int
	names   []string
}

func (s *signTable) number(name string) int {
	n, ok := s.numbers[name]
	if !ok {
		n = len(s.names)
		s.numbers[name] = n
		s.names = append(s.names, name)
	}
	return n
}

// titleExamples are the covers of the texts whose title no label gives, and their signs.
// Covers of which no reading is the true title are left out.
func titleExamples(texts []*Text) ([]titleExample, *signTable, error) {
	var out []titleExample
	table := &signTable{numbers: map[string]int{}}
	for name := range titlePriors {
		table.number(name)
	}
	for _, t := range texts {
		doc, err := plaintext.Read(t.Name, t.Raw, &diag.Log{})
		if err != nil {
			return nil, nil, err
		}
		readings := understand.TitleReadings(doc)
		e := titleExample{right: rightReading(readings, t.Values["title"]), maker: t.maker(), weight: 1}
		if t.Family == ownFamily {
			e.weight = ownTitle
		}
		if e.right < 0 {
			continue
		}
		for _, r := range readings {
			var signs []int
			for _, s := range r.Signs {
				signs = append(signs, table.number(s))
			}
			e.readings = append(e.readings, signs)
		}
		out = append(out, e)
	}
	return out, table, nil
}

// maker is who made a text: texts of one repository are never parted.
func (t *Text) maker() string {
	if t.Repo == "" {
		return t.Family
	}
	return makerOf(t.Repo)
}

// makerOf is the name that a repository has as a family of covers.
func makerOf(repo string) string {
	name := strings.Map(func(r rune) rune {
		if r == '.' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return '-'
	}, repo)
	return strings.TrimRight(name[:min(len(name), 30)], "-")
}

// orElse parts the titles of a text that are as good as each other.
const orElse = "||"

// rightReading is the place of the first of the true titles that is a reading, -1 for none.
func rightReading(readings []understand.TitleReading, titles string) int {
	for title := range strings.SplitSeq(titles, orElse) {
		at := slices.IndexFunc(readings, func(r understand.TitleReading) bool { return says("title", r.Title) == says("title", title) })
		if at >= 0 {
			return at
		}
	}
	return -1
}

// LoadCovers reads the texts of a folder of which the front alone is known: raw/NAME.txt,
// and covers.tsv with name, family and title in each line, "-" for none. Where values.tsv
// is there, it has name, date and publisher in each line, nothing for what is not known.
func LoadCovers(dir string) ([]*Text, error) {
	table, err := os.ReadFile(filepath.Join(dir, "covers.tsv"))
	if err != nil {
		return nil, err
	}
	var out []*Text
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("covers.tsv: no name, family and title in %q", line)
		}
		t := &Text{Name: f[0], Family: f[1], Values: map[string]string{"title": strings.TrimPrefix(f[2], "-")}}
		if t.Raw, err = os.ReadFile(filepath.Join(dir, "raw", t.Name+".txt")); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, loadValues(filepath.Join(dir, "values.tsv"), out)
}

// loadValues gives texts the dates and publishers of a table, where there is one.
func loadValues(file string, texts []*Text) error {
	table, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return nil
	}
	values := map[string][]string{}
	for line := range strings.Lines(string(table)) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) == 3 {
			values[f[0]] = f
		}
	}
	for _, t := range texts {
		if f := values[t.Name]; f != nil {
			t.Values["date"], t.Values["publisher"] = f[1], f[2]
		}
	}
	return err
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
	titleSteps = 150
	titleRate  = 0.2
	titleRidge = 1.5
	// that of signs of which nothing was thought
	openRidge = 4.0
	// what they promise is divided by, so that it is kept on families held out
	titleTemper = 1.3
)

// titlePriors are the log-odds of signs before a paper is seen; the others have none.
var titlePriors = map[string]float64{
	"none": 1, "above a body": 0.7, "above a kind": 0.5, "below a value": 0.5, "below a salutation": 2, "at the top": 0.5,
	"no gap above": -0.3, "no gap below": -0.5, "like the line below": -1, "later page": -1.5, "gaps around": 1, "no gap over a value": 0.5, "no gap over a body": 0.5, "no gap over prose": 0.3, "no gap over a name": -0.7, "no gap over small letters": -1, "crowded": -1, "below short lines": -0.7, "in a letter, below a salutation": 1.5, "right above the text": 0.3,
	"is a body": -2.5, "is a kind": -1, "is a kind over a name": -3.5, "is a body over a name": -2, "is a value": -3, "is a person": -2, "is a salutation": -5, "is a part": -3, "is prose": -2, "is small letters": -1.5,
	"holds a body": -1.5, "holds a value": -2, "holds a person": -1.5, "holds a kind": -0.5, "holds a part": -2, "holds a salutation": -5, "holds prose": -2,
	"a gap within": -0.8, "a wide gap within": -1.5, "letters unlike": -0.5, "goes on within": 1.5, "one word": -0.5, "3 to 20 words": 0.5,
	"numbered": -1, "begins with a kind": 0.8, "ends open": -3, "goes on below": -2, "ends in a stop": -2, "ends in a comma or colon": -2,
	"leaves a bracket open": -2.5, "is a name in the text": -1, "begins with a name in the text": -1.5, "is a dedication": -3, "is a gazette": -3, "holds a gazette": -3, "above a gazette": 0.5, "is a file": 0.3, "holds a file": -2, "is a numbered paper": -1, "holds a numbered paper": -2, "touches what a rule found": -1, "apart from what a rule found": -0.7,
	"rule: lines that come back in the same order further down": 2, "rule: a line that comes back further down": 1, "rule: below the number of the paper that is answered": 2,
	"rule: the kind of an act with its number or year": 2, "rule: the lines above those that say who made the paper": 2, "rule: the long title below the kind of an act": 2, "rule: a line that goes on below in small letters": 1,
	"a last word below": -1, "holds a last word": 1, "brackets below": -1, "holds brackets": 0.7, "set unlike within": -0.5, "set alike below": -0.5, "set unlike below": 0.3, "begins with a compound of a kind": 0.8, "holds signs": -1.5, "begins with a field": -0.7,
	"its lines come back as one": 2, "comes back among the words of the text": 0.3, "comes back without its last line": -1, "comes back without its first line": -1, "comes back with the line below": -1.5, "comes back with the line above": -0.5,
	"comes back in the running heads": 2.5, "comes back in the text": 0.7, "its first line comes back in the running heads": -1,
}

// fitTitles gives the log-odds of the signs by which the right reading of each
// cover is likeliest.
func fitTitles(exs []titleExample, table *signTable) map[string]float64 {
	w, priors, grads := make([]float64, len(table.names)), make([]float64, len(table.names)), make([]float64, len(table.names))
	for s, name := range table.names {
		priors[s] = titlePriors[name]
	}
	copy(w, priors)
	for range titleSteps {
		g := make([]float64, len(w))
		for _, e := range exs {
			for r, p := range chances(e.readings, w) {
				if r == e.right {
					p--
				}
				for _, s := range e.readings[r] {
					g[s] += p * e.weight
				}
			}
		}
		for s := range w {
			ridge := openRidge
			if priors[s] != 0 {
				ridge = titleRidge
			}
			x := g[s] + ridge*(w[s]-priors[s])
			grads[s] += x * x
			w[s] -= titleRate * x / (1e-6 + math.Sqrt(grads[s]))
		}
	}
	out := map[string]float64{}
	for s, name := range table.names {
		out[name] = w[s] / titleTemper
	}
	return out
}

// chances are the probabilities of readings.
func chances(readings [][]int, w []float64) []float64 {
	out := make([]float64, len(readings))
	top := math.Inf(-1)
	for i, signs := range readings {
		for _, s := range signs {
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
	exs, table, err := titleExamples(texts)
	if err != nil {
		return err
	}
	weights := fitTitles(exs, table)
	for _, name := range slices.Sorted(maps.Keys(weights)) {
		fmt.Fprintf(w, "%s\t%.2f\n", name, weights[name])
	}
	return nil
}

// titleFolds is how many parts the makers are held out in.
const titleFolds = 6

// ReportFrontHeld is ReportFront with the signs of titles fitted on the own texts and
// those of other makers for each text.
func ReportFrontHeld(w io.Writer, texts, covers, own []*Text) error {
	exs, table, err := titleExamples(slices.Concat(own, texts, covers))
	if err != nil {
		return err
	}
	fold := makerFolds(slices.Concat(texts, covers))
	var fits [titleFolds]map[string]float64
	for k := range fits {
		fits[k] = fitTitles(slices.DeleteFunc(slices.Clone(exs), func(e titleExample) bool { return e.maker != ownFamily && fold[e.maker] == k }), table)
	}
	use := func(t *Text) func() { return understand.UseTitleWeights(fits[fold[t.maker()]]) }
	if err := reportFront(w, texts, frontValues, use); err != nil || len(covers) == 0 {
		return err
	}
	fmt.Fprintf(w, "\ncovers\n")
	return reportFront(w, covers, coverValues, use)
}

// coverValues are the values that covers give.
var coverValues = []string{"title", "date", "publisher"}

// ReportCovers is ReportFront for covers.
func ReportCovers(w io.Writer, covers []*Text) error {
	return reportFront(w, covers, coverValues, func(*Text) func() { return func() {} })
}

// makerFolds gives each maker a part, the largest first to the smallest part.
func makerFolds(texts []*Text) map[string]int {
	size := map[string]int{}
	for _, t := range texts {
		size[t.maker()]++
	}
	makers := slices.SortedFunc(maps.Keys(size), func(a, b string) int { return cmp.Or(size[b]-size[a], strings.Compare(a, b)) })
	out, full := map[string]int{}, [titleFolds]int{}
	for _, m := range makers {
		least := slices.Index(full[:], slices.Min(full[:]))
		out[m] = least
		full[least] += size[m]
	}
	return out
}
