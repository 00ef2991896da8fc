package understand

import "testing"

func TestEveryHeadSignHasANameOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range HeadSignNames() {
		if seen[name] {
			t.Errorf("two signs are named %q", name)
		}
		seen[name] = true
	}
	if headSigns[aboutLinear].name != "chance" {
		t.Error("the first sign is not that of the line model, for which trees take the sum")
	}
}

func TestHeadTreesReadBack(t *testing.T) {
	if table := TreesTable(headTrees(), HeadSignNames()); table != headTreesFile {
		t.Error("the table is not that of its signs: fit the weights anew")
	}
}

// Between the bounds the rules stand; a number ties a heading to its series.
func TestTreesOverruleTheRulesAtTheirBounds(t *testing.T) {
	for _, k := range []struct {
		block  Candidate
		chance float64
		want   bool
	}{
		{Candidate{Heading: true}, 0.29, false},
		{Candidate{Heading: true}, 0.31, true},
		{Candidate{Heading: true, Numbered: true}, 0.16, true},
		{Candidate{Heading: true, Numbered: true}, 0.14, false},
		{Candidate{}, 0.59, false},
		{Candidate{}, 0.61, true},
		{Candidate{Barred: true}, 0.95, false},
		{Candidate{Numbered: true}, 0.61, true},
	} {
		if got := k.block.Decide(k.chance); got != k.want {
			t.Errorf("%+v at %.2f is a heading: %v", k.block, k.chance, got)
		}
	}
}

// A block of nothing but a call has no text and no last character.
func TestABlockWithoutTextIsNoCandidate(t *testing.T) {
	s := &state{blocks: []*block{{lines: []*line{{}}}}}
	if all := s.headCandidates(); len(all) != 0 {
		t.Errorf("%d candidates", len(all))
	}
}
