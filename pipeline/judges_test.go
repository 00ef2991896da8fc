package pipeline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// veraPDF is asked about what a file claims, and not about another part of the same
// standard.
func TestJudgesAreAskedAboutClaims(t *testing.T) {
	files := proofOf(t, textJob("r.txt", "1. Begin\n\nEen regel tekst.\n"))
	sound := files["r.pdf"]
	other := []byte(strings.Replace(string(sound), "<pdfaid:part>2<", "<pdfaid:part>3<", 1))
	for name, data := range map[string][]byte{"own.pdf": sound, "other.pdf": other} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		got := claimsAnother("veraPDF 2a", path)
		if want := map[string]string{"own.pdf": "", "other.pdf": "PDF/A-3a"}[name]; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if got := claimsAnother("veraPDF ua1", path) + claimsAnother("qpdf --check", path); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}
