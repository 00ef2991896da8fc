package train

import (
	"context"
	"fmt"
	"io"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// sure is the confidence from which a wrong value is one that nobody looks at.
const sure = 0.80

// tally counts what came of the values of one name.
type tally struct{ given, right, missed, wrong, wrongSure int }

// frontValues are the values of the front that labels give.
var frontValues = []string{"title", "date", "reference", "publisher"}

// ReportFront writes, for the title and the other values of the front, how many
// of those that the labels give come out right, and how many wrong ones are sure;
// before it a line for each value that is not right.
func ReportFront(w io.Writer, texts []*Text) error {
	return reportFront(w, texts, frontValues, func(*Text) func() { return func() {} })
}

// reportFront reports on the named values with what use makes count for each text.
func reportFront(w io.Writer, texts []*Text, names []string, use func(*Text) (restore func())) error {
	tallies := map[string]*tally{}
	for _, n := range names {
		tallies[n] = &tally{}
	}
	var titles reliable
	for _, t := range texts {
		restore := use(t)
		got, confidence, err := t.front()
		restore()
		if err != nil {
			return err
		}
		if got["title"] != "" {
			titles.add(confidence["title"], says("title", got["title"]) == says("title", anyOf("title", t.Values["title"], got["title"])))
		}
		for _, n := range names {
			if n != "title" && t.Values[n] == "" {
				continue // the labels of most texts give the title alone
			}
			tallies[n].count(w, t.Name, n, anyOf(n, t.Values[n], got[n]), got[n], confidence[n])
		}
	}
	fmt.Fprintf(w, "%-10s %6s %6s %6s %6s %10s\n", "", "given", "right", "missed", "wrong", "and sure")
	for _, n := range names {
		c := tallies[n]
		fmt.Fprintf(w, "%-10s %6d %6d %6d %6d %10d\n", n, c.given, c.right, c.missed, c.wrong, c.wrongSure)
	}
	titles.report(w)
	return nil
}

// anyOf is the one of several true values of a name that was found, else the first.
func anyOf(name, want, got string) string {
	first, _, _ := strings.Cut(want, orElse)
	for value := range strings.SplitSeq(want, orElse) {
		if says(name, value) == says(name, got) {
			return value
		}
	}
	return first
}

// bands are the confidences that titles are counted by, each up to the next.
var bands = []float64{0, 0.6, 0.7, 0.8, 0.9, 1.01}

// reliable counts, for each band, how many titles there are and how many right.
type reliable [5]struct{ n, right int }

func (r *reliable) add(confidence float64, right bool) {
	for k := range r {
		if confidence >= bands[k] && confidence < bands[k+1] {
			r[k].n++
			if right {
				r[k].right++
			}
		}
	}
}

func (r *reliable) report(w io.Writer) {
	for k, band := range r {
		fmt.Fprintf(w, "titles at %.2f to %.2f: %3d of %3d right\n", bands[k], min(1, bands[k+1]), band.right, band.n)
	}
}

// count compares a text's value of a name with the true one; both may be empty.
func (c *tally) count(w io.Writer, text, name, want, got string, confidence float64) {
	if want != "" {
		c.given++
	}
	switch {
	case says(name, want) == says(name, got):
		if want != "" {
			c.right++
		}
		return
	case got == "":
		c.missed++
	default:
		c.wrong++
		if confidence >= sure {
			c.wrongSure++
		}
	}
	fmt.Fprintf(w, "%s %s %.2f: %q not %q\n", text, name, confidence, got, want)
}

// letters are the letters and figures of a value in small letters: how it was
// broken or stopped says nothing of it.
func letters(value string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, value)
}

// front normalises the text and gives the values of its front, with the
// confidence that the log has for each.
func (t *Text) front() (map[string]string, map[string]float64, error) {
	log := &diag.Log{}
	doc, err := plaintext.Read(t.Name, t.Raw, log)
	if err != nil {
		return nil, nil, err
	}
	doc = understand.Run(context.Background(), doc, log)
	got := values(doc)
	confidence := map[string]float64{}
	for _, d := range log.All() {
		switch name, _, _ := strings.Cut(d.Message, " "); d.Code {
		case understand.CodeTitle:
			confidence["title"] = d.Confidence
		case understand.CodeValue:
			confidence[name] = d.Confidence
		}
	}
	return got, confidence, nil
}

func values(doc *ast.Document) map[string]string {
	m := doc.Meta
	got := map[string]string{"title": m.Title, "date": m.Date, "publisher": m.Publisher}
	if id := m.Identifiers; id != nil {
		got["reference"] = id.Number
	}
	return got
}
