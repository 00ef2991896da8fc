package font

import "testing"

func TestScriptOf(t *testing.T) {
	for text, want := range map[string]string{
		"क": "Devanagari", "1. 中文": "Han", "ό": "", "Ж": "", "a ٣": "Arabic", "": "", "“שלום”": "Hebrew", "·": "",
	} {
		if got := ScriptOf(text); got != want {
			t.Errorf("ScriptOf(%q) = %q, want %q", text, got, want)
		}
	}
}
