package understand

import (
	"strings"
	"testing"
)

// numberedBlocks makes a state of blocks, one for each line: "# " before it makes a heading.
func numberedBlocks(lines ...string) *state {
	s := &state{}
	for _, text := range lines {
		text, head := strings.CutPrefix(text, "# ")
		b := newBlock(&line{text: text}, "", 0)
		if b.ord, _ = parseOrdinal(text); head {
			b.role = roleHeading
		}
		s.blocks = append(s.blocks, b)
	}
	return s
}

const proseBelow = "This property gives the name by which skippers know the quay."

// headedBy gives the headings among the blocks, one a line.
func headedBy(s *state) string {
	var out []string
	for _, b := range s.blocks {
		if b.role == roleHeading {
			out = append(out, b.text)
		}
	}
	return strings.Join(out, "\n")
}

func TestNumbersOfSeveralPartsGoOnFromTheHeadingAbove(t *testing.T) {
	for _, k := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"begin below it and count on", []string{"# 3.8. The Quay Class", proseBelow, "3.8.1. Identifier", proseBelow, "3.8.2. Name", proseBelow},
			"3.8. The Quay Class\n3.8.1. Identifier\n3.8.2. Name"},
		{"no gap", []string{"# 3.8. The Quay Class", proseBelow, "3.8.2. Name", proseBelow}, "3.8. The Quay Class"},
		{"no text below", []string{"# 3.8. The Quay Class", proseBelow, "3.8.1. Identifier", "3.8.2. Name"}, "3.8. The Quay Class"},
		{"no sentence", []string{"# 3.8. The Quay Class", proseBelow, "3.8.1. Each quay has a number.", proseBelow}, "3.8. The Quay Class"},
		{"not of one part", []string{"# 3. Quays", proseBelow, "4. Name", proseBelow}, "3. Quays"},
	} {
		s := numberedBlocks(k.lines...)
		s.settleBelow()
		if got := headedBy(s); got != k.want {
			t.Errorf("%s: got\n%s\nwant\n%s", k.name, got, k.want)
		}
	}
}

func TestATitleBetweenTwoHeadingsOfItsSeriesIsOne(t *testing.T) {
	s := numberedBlocks("# 2.1. Depth", proseBelow, "2.2. Name", proseBelow, "# 2.3. Quay", proseBelow, "2.4. Type", proseBelow, "2.5. Dues", proseBelow, "2.6. Ship", proseBelow)
	c := &chain{}
	for i := 0; i < len(s.blocks); i += 2 {
		c.members, c.values = append(c.members, i), append(c.values, i/2+1)
	}
	s.chains = []*chain{c}
	if amid := s.amidHeads(); len(amid) != 1 || !amid[s.blocks[2]] {
		t.Errorf("%d blocks lie between headings of their series, want 2.2 alone", len(amid))
	}
	for k, want := range []bool{false, true, false, false, false, false} {
		if got := s.betweenHeads(c, k); got != want {
			t.Errorf("member %d between headings: %v, want %v", k, got, want)
		}
	}
}
