package meta_test

import (
	"testing"

	"octavo/pipeline/internal/meta"
)

func TestFormLang(t *testing.T) {
	for in, want := range map[string]string{
		"ES": "es", "EN-us": "en-US", "zh-hant-tw": "zh-Hant-TW", "SR_LATN": "sr-Latn", "de-1996": "de-1996", "es-419": "es-419",
		"en-a-BBB-cc": "en-a-bbb-cc", "X-Own": "x-own", "": "",
	} {
		if got := meta.FormLang(in); got != want {
			t.Errorf("FormLang(%q) = %q, not %q", in, got, want)
		}
	}
}

func TestSameLang(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"es", "es-ES", true}, {"EN-US", "en-GB", true}, {"nl", "de", false}, {"sr-Latn", "sr-Cyrl", false}, {"sr", "sr-Latn-RS", true}, {"", "nl", false},
	} {
		if got := meta.SameLang(c.a, c.b); got != c.want {
			t.Errorf("SameLang(%q, %q) = %t", c.a, c.b, got)
		}
	}
}
