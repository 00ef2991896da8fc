package train

import (
	"io"
	"strings"
	"testing"
)

func TestValuesAreCounted(t *testing.T) {
	var c tally
	for _, v := range []struct {
		want, got  string
		confidence float64
	}{
		{"De brug", "De  Brug.", 0.9}, // how it is broken or stopped is no fault
		{"De brug", "", 0},
		{"De brug", "Het water", 0.8},
		{"", "Bezoekadres", 0.7},
		{"", "", 0},
	} {
		c.count(io.Discard, "title", v.want, v.got, v.confidence)
	}
	if want := (tally{given: 3, right: 1, missed: 1, wrong: 2, wrongSure: 1}); c != want {
		t.Errorf("counted %+v, want %+v", c, want)
	}
}

func TestTitlesAreCountedByConfidence(t *testing.T) {
	var r reliable
	r.add(0.95, true)
	r.add(0.95, false)
	r.add(0.55, false)
	var out strings.Builder
	r.report(&out)
	for _, want := range []string{"0.00 to 0.60:   0 of   1", "0.90 to 1.00:   1 of   2"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
