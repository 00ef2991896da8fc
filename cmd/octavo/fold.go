package main

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
)

// leastFold is the narrowest terminal, in columns, for which lines are broken:
// beneath it there is hardly room for a word beside an indent.
const leastFold = 30

// fold breaks the lines of text that are wider than width columns, at spaces;
// what goes on hangs under the words of its line. A word that is too wide, such
// as a path, stays whole, so that it can be copied. Width 0 breaks nothing.
func fold(text string, width int) string {
	if width < leastFold {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if columns(line) > width {
			lines[i] = foldLine(line, width)
		}
	}
	return strings.Join(lines, "\n")
}

func foldLine(line string, width int) string {
	hang := hangOf(line)
	if hang > width/2 {
		hang = indentOf(line) + 2
	}
	var b strings.Builder
	at := 0
	for i, word := range strings.SplitAfter(line, " ") {
		wide := columns(strings.TrimRight(word, " "))
		if i > 0 && at > hang && at+wide > width {
			b.WriteString("\n" + strings.Repeat(" ", hang))
			at = hang
		}
		b.WriteString(word)
		at += columns(word)
	}
	folded := strings.Split(b.String(), "\n")
	for i := range folded {
		folded[i] = strings.TrimRight(folded[i], " ")
	}
	return strings.Join(folded, "\n")
}

// hangOf is the column of the last word that stands behind two spaces or more,
// as the text of a list of flags does; else that of the text behind "warning: "
// and its like; else the indent.
func hangOf(line string) int {
	if gap := strings.LastIndex(strings.TrimRight(line, " "), "  "); gap >= 0 {
		return columns(line[:gap]) + 2
	}
	for _, kind := range []string{"error: ", "warning: "} {
		if head, _, found := strings.Cut(plain(line), kind); found && strings.TrimSpace(head) == "" {
			return columns(head) + columns(kind)
		}
	}
	return indentOf(line)
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// columns is the width of text on a terminal: a column for each character.
func columns(text string) int { return utf8.RuneCountInString(plain(text)) }

// plain is text without the codes of paint.
func plain(text string) string {
	if !strings.Contains(text, "\x1b") {
		return text
	}
	return painted.ReplaceAllString(text, "")
}

// foldHelp has what the library prints as help fit a terminal of width columns.
func foldHelp(width int) {
	print := cli.HelpPrinter
	cli.HelpPrinter = func(w io.Writer, template string, data any) {
		var b bytes.Buffer
		print(&b, template, data)
		io.WriteString(w, fold(b.String(), width))
	}
}
