package ast

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSplitNumber(t *testing.T) {
	cases := []struct{ in, number, sep, title string }{
		{"1. Inleiding", "1.", " ", "Inleiding"},
		{"4.1.1.Principles", "4.1.1.", "", "Principles"},
		{"3.1 Beleidsverslag", "3.1", " ", "Beleidsverslag"},
		{"1 Wijzigingen", "1", " ", "Wijzigingen"},
		{"12) Slot", "12)", " ", "Slot"},
		{"IV. Titel", "IV.", " ", "Titel"},
		{"A. Doel", "A.", " ", "Doel"},
		{"b) Doel", "b)", " ", "Doel"},
		{"Artikel 3 Doel", "Artikel 3", " ", "Doel"},
		{"Artikel 3. Doel", "Artikel 3.", " ", "Doel"},
		{"BIJLAGE 1: Lijst", "BIJLAGE 1:", " ", "Lijst"},
		{"Annex II Forms", "Annex II", " ", "Forms"},
		{"Article 1er Objet", "Article 1er", " ", "Objet"},
		{"§ 4 Umfang", "§ 4", " ", "Umfang"},
		{"1.\u00a0Doel", "1.", "\u00a0", "Doel"},
		{"2023 in cijfers", "", "", "2023 in cijfers"},
		{"Artikel 3", "", "", "Artikel 3"},
		{"I think", "", "", "I think"},
		{"A robust chain", "", "", "A robust chain"},
		{"Hoofdstuk over geld", "", "", "Hoofdstuk over geld"},
		{"1.Doel", "1.", "", "Doel"},
		{"A.Doel", "", "", "A.Doel"},
		{"1)Doel", "", "", "1)Doel"},
		{"1.5°C warmer", "", "", "1.5°C warmer"},
		{"24 November 2019", "", "", "24 November 2019"},
		{"3. Mai 2030: Sitzung", "", "", "3. Mai 2030: Sitzung"},
		{"3. Mai und Juni 2030", "3.", " ", "Mai und Juni 2030"},
		{"4 maart", "4", " ", "maart"},
		{"31 Tides 2030", "31", " ", "Tides 2030"},
		{"", "", "", ""},
	}
	for _, c := range cases {
		number, sep, title := SplitNumber(c.in)
		if number != c.number || sep != c.sep || title != c.title {
			t.Errorf("SplitNumber(%q) = %q, %q, %q", c.in, number, sep, title)
		}
	}
}

func TestSplitNumberLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`(Artikel |§ )?[0-9IVXa-c.)]{0,5}[ \x{a0}]{0,2}[A-Za-z ]{0,6}`).Draw(t, "heading")
		number, sep, title := SplitNumber(s)
		if number+sep+title != s {
			t.Fatalf("%q became %q, %q, %q", s, number, sep, title)
		}
	})
}

func TestNumerals(t *testing.T) {
	cases := []struct {
		style ListStyle
		n     int
		want  string
	}{
		{Decimal, 12, "12"}, {LowerAlpha, 1, "a"}, {LowerAlpha, 26, "z"}, {LowerAlpha, 27, "aa"}, {UpperAlpha, 28, "AB"},
		{LowerRoman, 4, "iv"}, {UpperRoman, 1994, "MCMXCIV"}, {UpperRoman, 3999, "MMMCMXCIX"}, {UpperRoman, 4000, "4000"},
		{LowerRoman, 0, "0"}, {LowerAlpha, 0, "0"},
	}
	for _, c := range cases {
		if got := FormatNumeral(c.style, c.n); got != c.want {
			t.Errorf("%d in %s is %q, want %q", c.n, c.style, got, c.want)
		}
	}
	for n := 1; n < 4000; n++ {
		if got := ParseRoman(FormatNumeral(UpperRoman, n)); got != n {
			t.Fatalf("%d comes back as %d", n, got)
		}
	}
	for _, s := range []string{"", "iiii", "iV", "vx", "mmmmm", "abc"} {
		if n := ParseRoman(s); n != 0 {
			t.Errorf("%q is read as %d", s, n)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		style  ListStyle
		marker string
		n      int
		ok     bool
	}{
		{Decimal, "", 4, true}, {Decimal, "12.", 12, true}, {Decimal, "-3.", -3, true}, {Decimal, "012.", 0, false},
		{LowerAlpha, "ab.", 28, true}, {UpperAlpha, "ab.", 0, false}, {LowerAlpha, "0.", 0, true}, {LowerRoman, "iv.", 4, true},
		{Decimal, "2a.", 0, false}, {Decimal, "(2)", 0, false}, {NoNumerals, "", 0, false}, {LowerAlpha, "zzzzzzzzzzzz.", 0, false},
	} {
		l := &List{Style: c.style, Start: 4, Delim: ".", Items: []*ListItem{{Marker: c.marker}}}
		if c.style == NoNumerals {
			l.Start, l.Delim = 0, ""
		}
		if n, ok := l.Number(0); ok != c.ok || ok && n != c.n {
			t.Errorf("%q in %s is %d, %v", c.marker, c.style, n, ok)
		}
	}
}

func TestListMarkers(t *testing.T) {
	cases := []struct {
		markers []string
		style   ListStyle
		start   int
		delim   string
	}{
		{[]string{"a)", "b)"}, LowerAlpha, 1, ")"},
		{[]string{"i.", "ii."}, LowerRoman, 1, "."},
		{[]string{"i."}, LowerRoman, 1, "."},
		{[]string{"i.", "j."}, LowerAlpha, 9, "."},
		{[]string{"c)", "d)"}, LowerAlpha, 3, ")"},
		{[]string{"v)", "vi)"}, LowerRoman, 5, ")"},
		{[]string{"(1)", "(2)"}, Decimal, 1, ")"},
		{[]string{"IX.", "X."}, UpperRoman, 9, "."},
		{[]string{"a)", "c)"}, "", 0, ""},
		{[]string{"a)", "b."}, "", 0, ""},
		{[]string{"-1."}, "", 0, ""},
		{[]string{"a"}, "", 0, ""},
		{[]string{"01."}, "", 0, ""},
		{nil, "", 0, ""},
	}
	for _, c := range cases {
		style, start, delim, ok := ListMarkers(c.markers)
		if style != c.style || start != c.start || delim != c.delim || ok != (c.style != "") {
			t.Errorf("%q: %s from %d with %q, %v", c.markers, style, start, delim, ok)
		}
	}
}
