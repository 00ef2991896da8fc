package train

import (
	"bytes"
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
	is, truth  string
	confidence float64 // of what it came out as
	flagged    bool    // a finding there asks for a person
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
	restore, err := understand.UseModel(f.rows, f.calibration)
	if err != nil {
		return nil, err
	}
	defer restore()
	var out []outcome
	for _, t := range f.held {
		log := &diag.Log{}
		doc, err := plaintext.Read(t.Name, t.Raw, log)
		if err != nil {
			return nil, err
		}
		out = append(out, t.outcomes(understand.Decide(context.Background(), doc, log), log)...)
	}
	return out, nil
}

// outcomes compares what the lines came out as with the labels.
func (t *Text) outcomes(readings []understand.Reading, log *diag.Log) []outcome {
	flagged := map[int]bool{}
	for _, d := range log.All() {
		flagged[d.Pos.Line] = flagged[d.Pos.Line] || d.Doubtful() && understand.AboutLines(d.Code)
	}
	var out []outcome
	for i, r := range readings {
		if t.truth[i] > 0 {
			out = append(out, outcome{t, understand.ClassNames[r.Class], understand.ClassNames[t.truth[i]], r.Confidence, flagged[r.Line]})
		}
	}
	return out
}

// reportOutcomes writes what the lines of families held out came out as in the
// finished documents, and how far the doubt that is told can be relied on.
func reportOutcomes(w io.Writer, folds []*fold, preds []prediction) error {
	var all []outcome
	for _, f := range folds {
		f.calibration = calibrationOf(preds, f.held[0].Family)
		of, err := f.outcomes()
		if err != nil {
			return err
		}
		all = append(all, of...)
	}
	worstTenth(w, all)
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
	return nil
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

// calibrationOf is the table that WriteCalibration makes of the predictions for
// families other than one.
func calibrationOf(preds []prediction, besides string) string {
	var others []prediction
	for _, p := range preds {
		if p.text.Family != besides {
			others = append(others, p)
		}
	}
	var table bytes.Buffer
	WriteCalibration(&table, others)
	return table.String()
}
