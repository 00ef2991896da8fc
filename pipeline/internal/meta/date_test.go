package meta

import "testing"

func TestParseDate(t *testing.T) {
	for value, want := range map[string]string{
		"14 maart 2031": "2031-03-14", "March 14, 2031": "2031-03-14", "mei 2025": "2025-05", "23rd of July, 2025": "2025-07-23", "2025-05-21": "2025-05-21",
		"20/11/2019": "2019-11-20", "11-20-2019": "2019-11-20", "5-5-2019": "2019-05-05",
		"10.05.2019": "2019-05-10", "05.20.2019": "",
		"10/05/2019": "", "31-31-2019": "", "14 maartje 2031": "", "": "",
	} {
		if got, ok := ParseDate(value); got != want || ok != (want != "") {
			t.Errorf("%q is the date %q, %v; want %q", value, got, ok, want)
		}
	}
}

func TestDaysOfADateInNumbers(t *testing.T) {
	for value, want := range map[string][2]string{
		"10/05/2019": {"2019-05-10", "2019-10-05"}, "20-11-2019": {"2019-11-20", ""}, "11-20-2019": {"", "2019-11-20"},
		"31-31-2019": {}, "2019-11-20": {}, "mei 2019": {},
	} {
		if dayFirst, monthFirst := NumberedDays(value); dayFirst != want[0] || monthFirst != want[1] {
			t.Errorf("%q is %q or %q, want %q", value, dayFirst, monthFirst, want)
		}
	}
}
