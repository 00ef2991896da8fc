package markdown_test

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// TestLanguagesByAttributes: a language stays with what bears it, whatever that is.
func TestLanguagesByAttributes(t *testing.T) {
	for source, want := range map[string]string{
		"[Hafen]{lang=de}":                          "[Hafen]{lang=de}",
		"[Hafen](https://a.example){lang=de}":       "[[Hafen]{lang=de}](https://a.example)",
		"# 1. Hafen {#h lang=de}\n\nTekst.":         "# 1. [Hafen]{lang=de} {#h}",
		"::: {lang=de}\nHafen\n:::":                 "[Hafen]{lang=de}",
		"# Haven {lang=\"no such\"}\n\nTekst.":      "# Haven\n",
		"[Haven](https://a.example){lang=\"_\"} is": "[Haven](https://a.example) is",
	} {
		doc, err := markdown.Read("m.md", []byte(source), &diag.Log{})
		if err != nil {
			t.Fatal(err)
		}
		if got := printer.Print(doc); !strings.Contains(got, want) {
			t.Errorf("%q gives\n%s\nwithout %q", source, got, want)
		}
	}
}
