package understand

import (
	"testing"

	"pgregory.net/rapid"
)

// slowScore tries every series that ends in a pair of site s and note d.
func slowScore(m *matcher, sites []callSite, s, d int) float64 {
	own := m.evidence(&sites[s], &m.defs[d])
	best := own + m.firstStep(d)
	for t := range s {
		for e := range d {
			if sites[t].run == sites[s].run || sites[t].label != m.defs[e].label || m.defs[e].holds(sites[t].index) {
				continue
			}
			best = max(best, slowScore(m, sites, t, e)+m.step(e, d)+own)
		}
	}
	return best
}

// TestMatchIsNearBest compares the best series with that of the slow reference. It may
// miss no more than what steps inside runs add, which the trees do not see.
func TestMatchIsNearBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := make([]*line, 12)
		for i := range lines {
			lines[i] = &line{page: rapid.IntRange(0, 5).Draw(t, "page") == 0}
		}
		label := rapid.SampledFrom([]string{"1", "2", "3"})
		scan := &callScan{lines: lines}
		for i := range rapid.IntRange(0, 4).Draw(t, "calls") {
			scan.sites = append(scan.sites, callSite{id: i, run: i, index: i, label: label.Draw(t, "call"), weight: float64(rapid.IntRange(1, 10).Draw(t, "weight")) / 10})
		}
		var defs []noteDef
		for i := range rapid.IntRange(0, 4).Draw(t, "notes") {
			n := label.Draw(t, "note")
			defs = append(defs, noteDef{form: &noteForms[0], label: n, number: atoi(n), line: 4 + i, numberLine: 4 + i, end: 5 + i, run: i / 2, place: notePlace(i % 3)})
		}
		m := newMatcher(lines, scan, defs)
		got := 0.0
		m.match(nil, nil)
		for _, p := range m.pairs {
			got = max(got, p.score)
		}
		want := 0.0
		for s := range scan.sites {
			for d := range defs {
				if scan.sites[s].label == defs[d].label {
					want = max(want, slowScore(m, scan.sites, s, d))
				}
			}
		}
		if got > want+1e-9 || got < want-float64(len(defs))*(stepSame-stepInto) {
			t.Fatalf("score %v, want %v", got, want)
		}
	})
}
