package understand

import "testing"

// TestContentsEntry reads pages at the ends of entries, and none at the ends of
// rows of figures, dates and calls.
func TestContentsEntry(t *testing.T) {
	for text, want := range map[string]int{
		"2.1 Wells and pumps ........ 14":         14,
		"Wells and pumps      14":                 14,
		"Budget for 2031      14":                 14,
		"Noise             2           3       6": 0,
		"Adopted on 03/04/2031":                   0,
		"The wells ran dry in the spring.1":       0,
	} {
		if page, ok := contentsEntry(text); page != want || ok != (want > 0) {
			t.Errorf("%q: page %d, %v; want %d", text, page, ok, want)
		}
	}
}
