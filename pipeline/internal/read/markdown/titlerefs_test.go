package markdown

import (
	"maps"
	"testing"
)

// TestTitlesReferred: headings are named by two pairs of brackets only.
func TestTitlesReferred(t *testing.T) {
	for _, c := range []struct {
		source string
		want   map[string]string
	}{
		{"[x][Two words] and [One][]\n\n# Two  words {#a}\n\n## One ##\n", map[string]string{"two words": "#Two words", "one": "#One"}},
		{"[Two words] and [one]\n\n# Two words\n\n# One\n", map[string]string{}},
		{"![x][One] and [y][none]\n\n# One\n", map[string]string{}},
	} {
		got := map[string]string{}
		for k, v := range titlesReferred([]byte(c.source)) {
			got[k] = string(v)
		}
		if !maps.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.source, got, c.want)
		}
	}
}
