package font

import "unicode"

// sharedScripts are those whose characters the house faces have in part, so that one that
// is missing says nothing of the others; signs of no script are among them (Unicode Standard
// Annex 24).
var sharedScripts = map[string]bool{"Latin": true, "Greek": true, "Cyrillic": true, "Common": true, "Inherited": true}

// ScriptName is the name of the script that r is a letter of, such as Devanagari; "" for
// Latin, Greek and Cyrillic, and for signs that several scripts use.
func ScriptName(r rune) string {
	for name, table := range unicode.Scripts { // no character is in two
		if unicode.Is(table, r) && !sharedScripts[name] {
			return name
		}
	}
	return ""
}

// ScriptOf is the name of the script of the first letter of text that has one; "" is none.
func ScriptOf(text string) string {
	for _, r := range text {
		if name := ScriptName(r); name != "" {
			return name
		}
	}
	return ""
}
