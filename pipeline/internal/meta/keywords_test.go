package meta

import (
	"slices"
	"testing"
)

// TestKeywordsOnOneLine: a line of keywords parted by commas is a list of them.
func TestKeywordsOnOneLine(t *testing.T) {
	m, err := Parse("m.yaml", []byte("title: A\nlang: nl\nkeywords: kade, houten steiger\n"))
	if err != nil || !slices.Equal(m.Keywords, []string{"kade", "houten steiger"}) {
		t.Errorf("%q, %v", m.Keywords, err)
	}
}
