package understand

import (
	"math"
	"slices"
	"testing"
)

func TestEveryBreakSignHasANameOfItsOwn(t *testing.T) {
	names := BreakSignNames()
	if sorted := slices.Sorted(slices.Values(names)); len(slices.Compact(sorted)) != len(names) {
		t.Errorf("two signs have one name: %q", names)
	}
}

func TestMarkTreesReadBack(t *testing.T) {
	if table := TreesTable(markTrees(), BreakSignNames()); table != markTreesFile || len(markTrees()) == 0 {
		t.Error("the table is not that of its signs: fit the weights anew")
	}
}

func TestTheLikeliestLinesBeginTheTexts(t *testing.T) {
	if got := LikeliestBegins([]float64{1, 0.2, 0.9, 0.4, 0.3}, 3); !slices.Equal(got, []bool{true, false, true, true, false}) {
		t.Errorf("got %v", got)
	}
}

func TestTheChanceOfACount(t *testing.T) {
	for n, want := range []float64{0.4, 0.5, 0.1} {
		if got := chanceOfCount([]float64{0.5, 0.2}, n); math.Abs(got-want) > 1e-9 {
			t.Errorf("%d of two begin with %.2f, want %.2f", n, got, want)
		}
	}
}

// As many texts as marks are sought, in the stretch that holds so many likeliest.
func TestTextsBelowAColumnOfMarksAreParted(t *testing.T) {
	texts := []string{"De kosten van het onderhoud van alle bruggen in het", "noorden van de provincie;", "De planning.", "Wie betaalt dat?", "Verder vraagt het college aan de raad om in te stemmen"}
	for _, k := range []struct {
		blank int // line that an empty one stands above
		marks int
		want  []begin
	}{
		{4, 3, []begin{beginText, beginNone, beginText, beginText, beginPast}},
		{3, 2, []begin{beginText, beginNone, beginText, beginPast, beginOpen}},
		{1, 6, []begin{beginOpen, beginOpen, beginOpen, beginOpen, beginOpen}},
	} {
		var lines []*line
		for range k.marks {
			lines = append(lines, &line{text: "•", mark: true})
		}
		for _, text := range texts {
			lines = append(lines, &line{text: text})
		}
		lines[k.marks].blank, lines[k.marks+k.blank].blank = 1, 1
		partTexts(lines)
		for i, l := range lines[k.marks:] {
			if l.begin != k.want[i] {
				t.Errorf("%d marks: line %d is %d, want %d", k.marks, i, l.begin, k.want[i])
			}
		}
	}
}

func TestASignIsTakenAway(t *testing.T) {
	for text, want := range map[string]string{"• De brug": "De brug", "3. De brug": "De brug", "b) de brug": "de brug", "De brug": "", "•": ""} {
		if got, ok := WithoutSign(text); ok != (want != "") || ok && got != want {
			t.Errorf("%q became %q, %v", text, got, ok)
		}
	}
}
