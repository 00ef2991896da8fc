package main

import (
	"strings"
	"testing"
)

// What a message quotes from a file moves no cursor and turns no line; letters of every
// script stay as they are.
func TestMessagesHoldNothingThatATerminalObeys(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[2Jb":              `a\x1b[2Jb`,
		"a\rb\x00\x7f":           `a\x0db\x00\x7f`,
		"\u009b31m":              `\u009b31m`,
		"a\u202eb\u2069":         `a\u202eb\u2069`,
		"a\xffb":                 `a\xffb`,
		"één\tשלום\n“中” 👍\ufffd": "één\tשלום\n“中” 👍\ufffd",
	} {
		for _, colour := range []bool{false, true} {
			var out strings.Builder
			term := &terminal{w: &out, colour: colour}
			term.printf("%s %s", term.paint(red, "x"), in)
			if got := strings.TrimPrefix(out.String(), term.paint(red, "x")+" "); got != want {
				t.Errorf("%q, colour %v: %q, want %q", in, colour, got, want)
			}
		}
	}
}

// A message that quotes a whole text is shortened to its ends, and no other.
func TestLongMessagesAreShortened(t *testing.T) {
	long := "begin " + strings.Repeat("é", 100_000) + " end"
	got := brief(long)
	if n := len([]rune(got)); n > maxMessage+5 || !strings.HasPrefix(got, "begin ") || !strings.HasSuffix(got, " end") {
		t.Errorf("%d characters: %.20q … %q", n, got, got[len(got)-10:])
	}
	if most := strings.Repeat("é", maxMessage); brief(most) != most {
		t.Error("a message that is not too long was changed")
	}
}
