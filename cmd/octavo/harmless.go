package main

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// harmless is a message whose only control signs are line ends, tabs and those of paint.
func (t *terminal) harmless(text string) string {
	if !t.colour {
		return harmless(text)
	}
	var b strings.Builder
	for rest := text; rest != ""; {
		at := painted.FindStringIndex(rest)
		if at == nil {
			at = []int{len(rest), len(rest)}
		}
		b.WriteString(harmless(rest[:at[0]]))
		b.WriteString(rest[at[0]:at[1]])
		rest = rest[at[1]:]
	}
	return b.String()
}

// painted are the codes that paint uses.
var painted = regexp.MustCompile("\x1b\\[(0|" + bold + "|" + red + "|" + yellow + ")m")

// harmless spells signs out that do something to a terminal instead of standing on it:
// control signs (ECMA-48), signs that turn the direction of what follows (UAX 9, 2), and
// bytes that are no text. Messages quote what stands in files, and files lie.
func harmless(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, obeyed) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1, r < utf8.RuneSelf && obeyed(r):
			fmt.Fprintf(&b, "\\x%02x", s[i])
		case obeyed(r):
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

// obeyed reports whether a terminal does something else with a sign than to show it.
func obeyed(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r)
}
