package understand

import (
	"testing"

	"pgregory.net/rapid"
)

// slowMatch tries every pairing: the greatest sum of weights over pairs in
// order, one reading of each number at most.
func slowMatch(sites []callSite, defs []noteDef) float64 {
	if len(sites) == 0 || len(defs) == 0 {
		return 0
	}
	best := max(slowMatch(sites[1:], defs), slowMatch(sites, defs[1:]))
	if sites[0].label == defs[0].label {
		rest := sites[1:]
		for len(rest) > 0 && rest[0].run == sites[0].run {
			rest = rest[1:]
		}
		best = max(best, sites[0].weight+slowMatch(rest, defs[1:]))
	}
	return best
}

// TestMatchIsBest compares match with the slow reference.
func TestMatchIsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.SampledFrom([]string{"1", "2", "3"})
		var sites []callSite
		run := 0
		for range rapid.IntRange(0, 7).Draw(t, "sites") {
			run += rapid.IntRange(0, 1).Draw(t, "new run")
			sites = append(sites, callSite{run: run, label: label.Draw(t, "call"), weight: float64(rapid.IntRange(1, 8).Draw(t, "weight")) / 8})
		}
		var defs []noteDef
		for range rapid.IntRange(0, 6).Draw(t, "notes") {
			defs = append(defs, noteDef{label: label.Draw(t, "note")})
		}
		got, last := 0.0, -1
		for i, c := range match(sites, defs) {
			if c == nil {
				continue
			}
			if c.label != defs[i].label || c.run <= last {
				t.Fatalf("note %d has call %+v after run %d", i, c, last)
			}
			got, last = got+c.weight, c.run
		}
		if want := slowMatch(sites, defs); got != want {
			t.Fatalf("sum %v, want %v", got, want)
		}
	})
}
