package understand

import (
	"testing"

	"octavo/pipeline/internal/diag"
)

// TestSentenceIsNoFurnitureByItsLook holds that a line at the foot of a page which the model
// takes for furniture, and nothing else does, stays where it is a sentence.
func TestSentenceIsNoFurnitureByItsLook(t *testing.T) {
	for text, left := range map[string]bool{
		"At 9.55 pm the Board rose.":                 false,
		"Three questions to a keeper were answered.": false,
		"Board of the Quays":                         true,
	} {
		s := &state{reached: map[int]bool{}, outer: map[int]bool{}}
		for i, words := range []string{"The lamps of the quay were lit by the keeper.", text, "The Board met."} {
			s.lines = append(s.lines, &line{text: words, blank: 1, page: i == 2, pos: diag.Pos{Line: i + 1, Col: 1}})
		}
		s.outer[s.keyAt(s.lines[1].pos)] = true
		claims := make([]edgeClaim, len(s.lines))
		s.claimRun(claims, edgeRun{lines: []int{1}}, []leaf{{from: 0, to: 2}, {from: 2, to: 3}}, 0)
		if got := claims[1].confidence(text) > 0; got != left {
			t.Errorf("%q: left out %v, want %v", text, got, left)
		}
	}
}
