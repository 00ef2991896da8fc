package meta

import (
	"slices"
	"testing"
)

func TestSplitPeople(t *testing.T) {
	for property, want := range map[string][]string{
		"Jan Jansen; Piet Pietersen":                  {"Jan Jansen", "Piet Pietersen"},
		"Jan Jansen and Piet van der Berg":            {"Jan Jansen", "Piet van der Berg"},
		"A. Bakker, B. de Wit en C.J. Smid":           {"A. Bakker", "B. de Wit", "C.J. Smid"},
		"Anna Meier & Ole Lund":                       {"Anna Meier", "Ole Lund"},
		"Jansen, Jan":                                 {"Jansen, Jan"},
		"Garcia Lopez, Maria Jose":                    {"Garcia Lopez, Maria Jose"},
		"Ministry of Dykes and Dams":                  {"Ministry of Dykes and Dams"},
		"Economic Affairs and Climate Policy":         {"Economic Affairs and Climate Policy"},
		"Ministerie van Sociale Zaken en Oude Dijken": {"Ministerie van Sociale Zaken en Oude Dijken"},
		"Dyke and Sons":                               {"Dyke and Sons"},
		"Jan Jansen and others":                       {"Jan Jansen and others"},
		" ; ":                                         nil,
	} {
		if got := SplitPeople(property); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", property, got, want)
		}
	}
}
