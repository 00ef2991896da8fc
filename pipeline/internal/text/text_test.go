package text

import (
	"strings"
	"testing"
)

func TestExcerpt(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"empty":    {"", ""},
		"fits":     {strings.Repeat("é", 80), strings.Repeat("é", 80)},
		"too long": {strings.Repeat("é", 81), strings.Repeat("é", 80) + "…"},
	} {
		if got := Excerpt(c.in); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestSpace(t *testing.T) {
	const in = " een\u00a0twee\n\tdrie  "
	if got := OneLine(in); got != "een twee drie" {
		t.Errorf("one line: %q", got)
	}
	if got := WithoutSpace(in); got != "eentweedrie" {
		t.Errorf("without space: %q", got)
	}
}

func TestKindsOfCharacters(t *testing.T) {
	for _, c := range []struct {
		r           rune
		alnum, word bool
	}{
		{'a', true, true}, {'Z', true, true}, {'0', true, true}, {'9', true, true}, {'é', false, true}, {'٣', false, true},
		{'-', false, false}, {'_', false, false}, {' ', false, false}, {0, false, false},
	} {
		if IsAlnum(c.r) != c.alnum || IsWord(c.r) != c.word {
			t.Errorf("%q: alnum %v, word %v", c.r, IsAlnum(c.r), IsWord(c.r))
		}
	}
}

func TestSmallLettersAndNoSpace(t *testing.T) {
	for _, s := range []string{"", "Artikel 3", "ÉCOLE", "De Éne", " a\u00a0b\tC\u2009d ", "\u212Aelvin"} {
		if got := string(AppendLower([]byte("x"), s)); got != "x"+strings.ToLower(s) {
			t.Errorf("AppendLower gives %q for %q", got, s)
		}
		if got := WithoutSpace(s); got != strings.Join(strings.Fields(s), "") {
			t.Errorf("WithoutSpace gives %q for %q", got, s)
		}
	}
}
