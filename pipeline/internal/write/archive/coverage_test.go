package archive

import "testing"

func TestCoverage(t *testing.T) {
	for period, want := range map[string][2]string{
		"2023": {"2023", ""}, "2023-2025": {"2023", "2025"}, "2023 – 2025": {"2023", "2025"}, "2023/2025": {"2023", "2025"},
		"2023-05": {"2023-05", ""}, "2023-05-01/2023-06-30": {"2023-05-01", "2023-06-30"},
		"1 mei 2023 t/m 30 juni 2023": {"2023-05-01", "2023-06-30"}, "voorjaar 2023": {}, "2023 tot heden": {}, "": {},
	} {
		got := coverage(period)
		if want[0] == "" {
			if got != nil {
				t.Errorf("%q: %v", period, got)
			}
			continue
		}
		if len(got) != 1 || got[0].Begin != want[0] || got[0].End != want[1] {
			t.Errorf("%q: %v", period, got)
		}
	}
}
