package archive

import (
	"strings"
	"testing"
)

func TestSafeNames(t *testing.T) {
	for name, want := range map[string]string{
		"report":                        "report",
		"beleidsverslag-2023":           "beleidsverslag-2023",
		"Verslag v1.2 (def)":            "Verslag-v1-2-(def)",
		"a<b>c:d\"e/f\\g|h?i*j#k&l.m%n": "a-b-c-d-e-f-g-h-i-j-k-l-m-n",
		"“é” cafe\u0301":                "é--café",
		"tab\tnew\nline\u00a0end\x00":   "tab-new-line-end",
		"...":                           "publicatie",
		"":                              "publicatie",
		"bad\xff":                       "bad",
	} {
		if got := SafeName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
		if again := SafeName(want); again != want {
			t.Errorf("%q becomes %q", want, again)
		}
	}
	long := SafeName(strings.Repeat("é", 200))
	if len(long) > maxName || !strings.HasSuffix(long, "é") {
		t.Errorf("%d bytes: %q", len(long), long)
	}
}

func TestSafeFiles(t *testing.T) {
	for name, want := range map[string]string{
		"map.v1.png": "map-v1.png", "noot": "noot", "a.b c": "a-b-c", "x.tar.gz": "x-tar.gz", "deel 1.md": "deel-1.md", ".png": "publicatie.png",
	} {
		if got := SafeFile(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

func TestCountsOf(t *testing.T) {
	got := CountsOf(map[string][]byte{"n/n.MDTO.xml": []byte("1"), "n/n.pdf": []byte("four"), "n/n.pdf.bestand.MDTO.xml": nil, "n/x.mdto.XML": nil})
	if want := (Counts{Objects: 2, Files: 1, Content: 1, Bytes: 4}); got != want {
		t.Errorf("%+v", got)
	}
}
