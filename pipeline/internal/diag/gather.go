package diag

import (
	"fmt"
	"slices"
	"strings"

	"octavo/pipeline/internal/pattern"
)

// So many findings of one kind are kept each by itself: those that also speak of the
// same text, and all. What is behind them is one finding. A report of 5,000 pages has
// under 10,000 of its most frequent kind; a text made of one mistake has a million.
const (
	mostAlike  = 100
	mostOfKind = 10_000
)

// mostPlaces is how many runs of lines a gathered finding names.
const mostPlaces = 20

// kind is what findings of one cause share.
type kind struct {
	code       Code
	severity   Severity
	file       string
	rule       string
	message    string
	hint       string
	runnerUp   string
	confidence float64
}

// kindOf is the kind of a finding. Alarms that differ in the words they quote are of
// one, as those of the links of a page that lead nowhere.
func kindOf(d Diagnostic) kind {
	if d.Doubtful() {
		d.Message = quoted.ReplaceAllString(d.Message, `"…"`)
	}
	return kind{d.Code, d.Severity, d.Pos.File, d.Rule, d.Message, d.Hint, d.RunnerUp, d.Confidence}
}

var quoted = pattern.Of(`"(?:[^"\\]|\\.)*"`)

// bundle is what is gathered of one kind.
type bundle struct {
	at      int // its place in the result
	lines   []int
	dropped []string
}

// Gather bounds list, which is ordered as All gives it: of a kind that comes more than
// 100 times with the same excerpt, or 10,000 times in all, the first stay as they are,
// and one finding stands for all that follow, at the first of them: More is how many
// further ones it stands for, its message names their lines, its Dropped holds all
// that they left out, a line each. What a person replaced is never gathered.
func Gather(list []Diagnostic) []Diagnostic {
	if len(list) <= mostAlike {
		return list
	}
	type alike struct {
		kind
		excerpt string
	}
	same, all, bundles := map[alike]int{}, map[kind]int{}, map[kind]*bundle{}
	var order []*bundle
	out := make([]Diagnostic, 0, len(list))
	for _, d := range list {
		k := kindOf(d)
		a := alike{k, d.Excerpt}
		same[a]++
		all[k]++
		switch b := bundles[k]; {
		case d.Replaced != "" || same[a] <= mostAlike && all[k] <= mostOfKind:
			out = append(out, d)
		case b == nil:
			bundles[k] = &bundle{at: len(out)}
			order = append(order, bundles[k])
			out = append(out, d)
			bundles[k].take(d)
		default:
			b.take(d)
		}
	}
	for _, b := range order {
		b.finish(&out[b.at])
	}
	return out
}

func (b *bundle) take(d Diagnostic) {
	b.lines = append(b.lines, d.Pos.Line)
	if d.Dropped != "" {
		b.dropped = append(b.dropped, d.Dropped)
	}
}

// finish makes d, the first of b, stand for all of b.
func (b *bundle) finish(d *Diagnostic) {
	d.More = len(b.lines) - 1
	if d.More == 0 {
		return
	}
	d.Dropped = strings.Join(b.dropped, "\n")
	d.Message += fmt.Sprintf("; so %d times, from here on", len(b.lines))
	if where := runsOf(b.lines); where != "" {
		d.Message += ": " + where
	}
}

// ForAll is a finding that stands for all that a reader found of one cause: its excerpt
// holds all of them, and its message says behind so, "nor do", how many follow the first.
func (d Diagnostic) ForAll(all []string, so string) Diagnostic {
	if d.More = len(all) - 1; d.More > 0 {
		d.Message += fmt.Sprintf("; %s %d more", so, d.More)
		d.Excerpt = strings.Join(all, " ")
	}
	return d
}

// runsOf names lines in runs, the first ones and the last: "lines 3–9, 12 … 5000".
func runsOf(lines []int) string {
	lines = slices.Compact(slices.DeleteFunc(slices.Clone(lines), func(n int) bool { return n == 0 }))
	var runs []string
	for i := 0; i < len(lines); {
		k := i
		for k+1 < len(lines) && lines[k+1] == lines[k]+1 {
			k++
		}
		if len(runs) == mostPlaces {
			return "lines " + strings.Join(runs, ", ") + fmt.Sprintf(" … %d", lines[len(lines)-1])
		}
		if runs = append(runs, fmt.Sprint(lines[i])); k > i {
			runs[len(runs)-1] = fmt.Sprintf("%d–%d", lines[i], lines[k])
		}
		i = k + 1
	}
	switch len(lines) {
	case 0:
		return ""
	case 1:
		return "line " + runs[0]
	}
	return "lines " + strings.Join(runs, ", ")
}
