package understand_test

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/html"
	"octavo/pipeline/internal/understand"
	"octavo/pipeline/internal/write/markdown"
)

// TestRaisedLabels holds the calls and notes of a page with raised letters, several labels
// in one raised run, and a range: what is paired, what is said, and that ordinals are text.
func TestRaisedLabels(t *testing.T) {
	page := `<html lang="en"><body><h1>Ferries of the islands</h1>
<p>The board ran four ferries in the year. The table shows what they cost, and the 2<sup>nd</sup> report of the XX<sup>e</sup> si&egrave;cle what M<sup>e</sup> Duval wrote.</p>
<table><tr><th>Ferry</th><th>Spending 2030/31<sup>a,b</sup></th></tr><tr><td>Norhaven</td><td>39<sup>a</sup></td></tr><tr><td>Westerquay<sup>c</sup></td><td>12</td></tr></table>
<p><sup>a</sup> Estimates as at 28 February.</p><p><sup>b</sup> Without grants.</p><p><sup>c</sup> Closed from May on.</p>
<p>The board asks the council to approve the proposal<sup>*</sup> and the crew<sup>d</sup> agrees, as its letters say.<sup>1–3</sup></p>
<h2>Notes</h2><p><sup>*</sup> By a letter of 3 May.</p><p><sup>1</sup> Letter of May.</p><p><sup>2</sup> Letter of June.</p><p><sup>3</sup> Letter of July.</p></body></html>`
	log := &diag.Log{}
	doc, err := html.Read("page.html", []byte(page), log)
	if err != nil {
		t.Fatal(err)
	}
	got := markdown.Print(understand.Run(t.Context(), doc, log))
	for _, want := range []string{
		"2030/31[^a][,]{.sup}[^b]", "39[^a]", "Westerquay[^c]", "2^nd^", "XX^e^", "M^e^", "proposal[^*]", "say.[^1][–]{.sup}[^3]",
		"[^a]: Estimates as at 28 February.", "[^b]: Without grants.", "[^c]: Closed from May on.", "[^3]: Letter of July.", "Letter of June.",
	} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%q stands %d times in:\n%s", want, strings.Count(got, want), got)
		}
	}
	said := 0
	for _, d := range log.All() {
		if d.Code == understand.CodeCallOrphan {
			said++
		}
	}
	if said != 2 { // of d, and of 2, which the range spans
		t.Errorf("%d calls without a note are said, want 2", said)
	}
}
