package epub

import (
	"slices"
	"testing"
)

// A family is used where it is named whole, not where its name begins another's.
func TestFacesAreUsedByTheirWholeNames(t *testing.T) {
	faces := []Face{{Family: "Source Serif"}, {Family: "Source Serif Display"}, {Family: "Huis, Sans"}}
	for css, want := range map[string][]string{
		`p { font-family: "Source Serif Display", serif; }`:            {"Source Serif Display"},
		`p { font-family: 'source serif'; } q { color: red }`:          {"Source Serif"},
		`p { font-family: Source Serif Display , "Huis, Sans" }`:       {"Source Serif Display", "Huis, Sans"},
		`/* Source Serif */ p { content: "Source Serif"; color: red }`: nil,
	} {
		var got []string
		for _, f := range usedFaces(Options{CSS: css, Faces: faces}) {
			got = append(got, f.Family)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", css, got, want)
		}
	}
}
