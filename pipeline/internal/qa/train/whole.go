package train

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// outcome is what a line came out as in the finished document.
type outcome struct {
	text       *Text
	line       int // of the raw text, from 1
	fold       *fold
	is, truth  string
	confidence float64 // of what it came out as
	flagged    bool    // a finding there, or one of a run of lines that it is in, asks for a person
	answers    understand.Answers
	sure       float64 // the probability of being right, by weights of other folds
}

// right reports whether a line came out as what it is. What stays as text is right
// where it is of the front or of contents too, and the line of a table in any form
// that keeps it.
func (o outcome) right() bool {
	stays := func(c string) bool {
		return c == "paragraph" || c == "front" || c == "contents" || c == "table" || c == "none"
	}
	return o.is == o.truth || stays(o.is) && stays(o.truth) || o.truth == "table" && o.is != "furniture" && o.is != "note"
}

// decides reports whether something was decided about the line, or missed: a line
// that merely goes on is no decision.
func (o outcome) decides() bool {
	switch {
	case o.is == "goes on":
		return slices.Contains([]string{"paragraph", "heading", "item", "note", "furniture"}, o.truth)
	case o.is == "contents":
		return o.truth != "goes on" // an entry of several lines
	}
	return true
}

// outcomes runs the program over the held texts of a fold.
func (f *fold) outcomes() ([]outcome, error) {
	restore, err := understand.UseModel(f.rows, f.heading, f.doubts, f.calibration)
	if err != nil {
		return nil, err
	}
	defer restore()
	var out []outcome
	for _, t := range f.held {
		of, err := t.outcomes()
		if err != nil {
			return nil, err
		}
		out = append(out, of...)
	}
	for i := range out {
		out[i].fold = f
	}
	return out, nil
}

// outcomes runs the program over a text and compares what its lines came out as with
// the labels.
func (t *Text) outcomes() ([]outcome, error) {
	log := &diag.Log{}
	doc, err := plaintext.Read(t.Name, t.Raw, log)
	if err != nil {
		return nil, err
	}
	readings := understand.Decide(context.Background(), doc, log)
	flagged := map[int]bool{}
	for _, d := range log.All() {
		flagged[d.Pos.Line] = flagged[d.Pos.Line] || d.Doubtful() && understand.AboutLines(d.Code)
	}
	var out []outcome
	for i, r := range readings {
		if t.truth[i] > 0 {
			out = append(out, outcome{text: t, line: r.Line, is: understand.ClassNames[r.Class], truth: understand.ClassNames[t.truth[i]],
				confidence: r.Confidence, flagged: flagged[r.Line] || r.Doubted, answers: r.Answers})
		}
	}
	return out, nil
}

// allOutcomes are those of all folds.
func allOutcomes(folds []*fold) ([]outcome, error) {
	var all []outcome
	for _, f := range folds {
		of, err := f.outcomes()
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	return all, nil
}

// reportOutcomes writes what the lines of families held out came out as in the
// finished documents, and how far the doubt that is told can be relied on. It gives
// what the doubt was measured on.
func reportOutcomes(w io.Writer, folds []*fold) ([]outcome, error) {
	measured, err := measureDoubts(folds)
	if err != nil {
		return nil, err
	}
	all, err := allOutcomes(folds)
	if err != nil {
		return nil, err
	}
	worstTenth(w, all)
	flagged := 0
	for _, o := range all {
		if o.flagged && !o.decides() {
			flagged++
		}
	}
	all = slices.DeleteFunc(all, func(o outcome) bool { return !o.decides() })
	fmt.Fprintln(w, "decisions in the finished documents  how many  wrong  flagged  of the wrong ones flagged  at 0.9 and more  of these right")
	doubt(w, "all", all)
	for _, c := range understand.ClassNames[1:] {
		var of []outcome
		for _, o := range all {
			if o.is == c || o.is == "goes on" && o.truth == c {
				of = append(of, o)
			}
		}
		doubt(w, c, of)
	}
	fmt.Fprintf(w, "lines flagged that rightly go on: %d, for 100 decisions %.1f\n", flagged, 100*float64(flagged)/float64(max(1, len(all))))
	return measured, nil
}

// doubt writes how many decisions are wrong, flagged and sure.
func doubt(w io.Writer, name string, of []outcome) {
	if len(of) == 0 {
		return
	}
	var wrong, flagged, caught, sure, sureRight float64
	count := func(n *float64, yes bool) {
		if yes {
			*n++
		}
	}
	for _, o := range of {
		isSure := o.confidence >= 0.9 && o.is != "goes on"
		count(&wrong, !o.right())
		count(&flagged, o.flagged)
		count(&caught, o.flagged && !o.right())
		count(&sure, isSure)
		count(&sureRight, isSure && o.right())
	}
	n := float64(len(of))
	fmt.Fprintf(w, "%-36s %8d  %.3f  %.3f    %.3f                      %.3f            %.3f\n", name, len(of), wrong/n, flagged/n, caught/max(1, wrong), sure/n, sureRight/max(1, sure))
}

// worstTenth writes the share of lines that are right in the finished documents, of
// all and of the tenth with the least.
func worstTenth(w io.Writer, all []outcome) {
	right, lines := map[*Text]float64{}, map[*Text]float64{}
	var texts []*Text
	for _, o := range all {
		if lines[o.text]++; lines[o.text] == 1 {
			texts = append(texts, o.text)
		}
		if o.right() {
			right[o.text]++
		}
	}
	share := func(t *Text) float64 { return right[t] / lines[t] }
	slices.SortFunc(texts, func(a, b *Text) int { return cmp.Compare(share(a), share(b)) })
	mean := func(of []*Text) (sum float64) {
		for _, t := range of {
			sum += share(t)
		}
		return sum / float64(max(1, len(of)))
	}
	fmt.Fprintf(w, "lines right in the finished documents: mean of the texts %.3f, of the worst tenth %.3f\n", mean(texts), mean(texts[:(len(texts)+9)/10]))
}
