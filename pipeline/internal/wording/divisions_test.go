package wording

import (
	"strings"
	"testing"
)

func TestKindsOfDivisions(t *testing.T) {
	for _, c := range []struct{ lang, heading, want string }{
		{"nl", "Voorwoord", "foreword"}, {"nl", "WOORD VOORAF", "foreword"}, {"nl", "Woord vooraf bij de tweede druk", ""},
		{"nl", "Deel I. Water", "part"}, {"nl", "Deel 2 – Land", "part"}, {"nl", "Deel uitmaken", ""}, {"nl", "Deel", ""},
		{"nl-BE", "Bijlage A. Lijst", "appendix"}, {"nl", "Bijlage 1.2: Kaart", "appendix"}, {"nl", "Bijlagen", "appendix"}, {"nl", "Bijlage over water", ""},
		{"nl", "Literatuur", "bibliography"}, {"nl", "Literatuur en kunst", ""}, {"nl", "Foreword", ""},
		{"en", "References", "bibliography"}, {"en-GB", "Annex III", "appendix"}, {"en", "Part of the plan", ""}, {"en", "Glossary of terms", "glossary"},
		{"de", "Anlage 3", "appendix"}, {"de", "Teil B: Ergebnisse", "part"}, {"fr", "Avant-propos", "foreword"}, {"fr", "Annexe II – Carte", "appendix"},
		{"en", "Part One: Water", "part"}, {"en", "Part two", "part"}, {"en", "Part One of the plan", ""}, {"en", "Part four – Soil", "part"},
		{"en", "First Part. Water", "part"}, {"en", "First part of the plan", ""}, {"en", "3rd part", "part"}, {"en", "Final part", ""},
		{"de", "Erster Teil: Wasser", "part"}, {"de", "2. Teil – Boden", "part"}, {"de", "2. Teil des Plans", ""}, {"de", "Quellenverzeichnis", "bibliography"},
		{"fr", "Première partie. Eau", "part"}, {"fr", "IIe partie : Sol", "part"}, {"fr", "Deuxième partie", "part"}, {"fr", "Première partie du plan", ""},
		{"nl", "Eerste deel", "part"}, {"nl", "Deel een. Water", "part"}, {"nl", "Deel een van het plan", ""}, {"nl", "Tweede deel – Land", "part"}, {"nl", "2e deel", "part"},
		{"en", "Epilogue", "epilogue"}, {"nl", "1. Deel", ""},
		{"he", "Voorwoord", ""}, {"nl", "", ""},
	} {
		if got := DivisionsFor(c.lang).Kind(c.heading); got != c.want {
			t.Errorf("%s: %q is %q, want %q", c.lang, c.heading, got, c.want)
		}
	}
}

// TestEveryLanguageKnowsDivisions: each names the same kinds, but for those that it has
// one word for.
func TestEveryLanguageKnowsDivisions(t *testing.T) {
	for _, lang := range Languages() {
		kinds := map[string]bool{}
		for kind := range entries(folders()[lang].read("divisions.txt")) {
			kinds[kind] = true
		}
		for _, want := range strings.Fields("foreword introduction abstract acknowledgments part conclusion afterword appendix bibliography glossary index") {
			if !kinds[want] {
				t.Errorf("%s: divisions.txt lacks %s", lang, want)
			}
		}
	}
}
