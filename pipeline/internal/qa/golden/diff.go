package golden

import (
	"fmt"
	"strings"
)

const (
	// context is how many equal lines are shown before those that differ.
	context = 3
	// mostLines bounds the lines shown of each text: enough to see the kind of
	// a difference, while a text that differs as a whole does not bury it.
	mostLines = 40
)

// Diff shows the lines in which two texts differ, from the first such line to
// the last, each with its number and, before them, the lines that lead there.
// Blanks that look like a space are made visible. Equal texts give "".
func Diff(want, got string) string {
	if want == got {
		return ""
	}
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	start := 0
	for start < len(w) && start < len(g) && w[start] == g[start] {
		start++
	}
	end := 0
	for end < len(w)-start && end < len(g)-start && w[len(w)-1-end] == g[len(g)-1-end] {
		end++
	}
	var b strings.Builder
	first := max(0, start-context)
	show(&b, ' ', first, w[first:start])
	show(&b, '-', start, w[start:len(w)-end])
	show(&b, '+', start, g[start:len(g)-end])
	return b.String()
}

// show writes lines of which the first has the index at.
func show(b *strings.Builder, sign byte, at int, lines []string) {
	for i, line := range lines[:min(len(lines), mostLines)] {
		fmt.Fprintf(b, "%5d %c %s\n", at+i+1, sign, visible.Replace(line))
	}
	if more := len(lines) - mostLines; more > 0 {
		fmt.Fprintf(b, "      %c … and %d lines more\n", sign, more)
	}
}

var visible = strings.NewReplacer("\u00a0", "⍽", "\u202f", "⍽", "\u00ad", "~", "\r", "␍", "\ufeff", "\\ufeff")
