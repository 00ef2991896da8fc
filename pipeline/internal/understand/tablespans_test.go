package understand

import (
	"fmt"
	"strings"
	"testing"
)

// TestLikeliestSpans parts lines with odds for and against a table: a lone cell is
// none, a run of them is one with what stands between, and text ends it.
func TestLikeliestSpans(t *testing.T) {
	odds := map[rune]float64{'T': spanLine, 'p': -spanLine, '.': 0, 'c': 1}
	for _, c := range []struct{ lines, spans string }{
		{"pppTppp", "-------"},
		{"ppTTTTTTTppp", "--#######---"},
		{"ppTTTTp.TTTTppp", "--##########---"},
		{"TTTTTTpppppppppTTTTTT", "######---------######"},
		{"pcccp", "-----"},
		{"", ""},
	} {
		var in []float64
		for _, r := range c.lines {
			in = append(in, odds[r])
		}
		var out strings.Builder
		for _, span := range likeliestSpans(in) {
			fmt.Fprint(&out, map[bool]string{true: "#", false: "-"}[span])
		}
		if out.String() != c.spans {
			t.Errorf("%s: %s, want %s", c.lines, out.String(), c.spans)
		}
	}
}
