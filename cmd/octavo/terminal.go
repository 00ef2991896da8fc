package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// terminal prints messages. Colour is used only where the output is a
// terminal and NO_COLOR (no-color.org) is not set; it never carries meaning
// alone.
type terminal struct {
	w      io.Writer
	colour bool
	width  int // in columns; 0 where the output is no terminal, or its width is not known
}

func newTerminal(w io.Writer, getenv func(string) string) *terminal {
	return &terminal{w: w, colour: isTerminal(w) && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb", width: widthOf(w, getenv)}
}

// widthOf is the number of columns of a terminal: what COLUMNS says, which POSIX
// (XBD 8.3) sets above what the terminal says of itself.
func widthOf(w io.Writer, getenv func(string) string) int {
	if !isTerminal(w) {
		return 0
	}
	if n, err := strconv.Atoi(getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	width, _, err := term.GetSize(int(w.(*os.File).Fd()))
	if err != nil {
		return 0
	}
	return width
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// printf writes a message without signs that a terminal obeys, which fits the width of a
// terminal; that a terminal cannot be written to is nobody's concern.
func (t *terminal) printf(format string, args ...any) {
	fmt.Fprint(t.w, fold(t.harmless(fmt.Sprintf(format, args...)), t.width))
}

// print writes text that somebody may copy or redirect, as it is.
func (t *terminal) print(text string) { fmt.Fprint(t.w, text) }

// The few SGR codes (ECMA-48, 8.3.117) that are used.
const (
	bold   = "1"
	red    = "31"
	yellow = "33"
)

func (t *terminal) paint(sgr, s string) string {
	if !t.colour {
		return s
	}
	return "\x1b[" + sgr + "m" + s + "\x1b[0m"
}

// problem prints an error; its further lines are indented.
func (t *terminal) problem(err error) {
	text := strings.ReplaceAll(err.Error(), "\n", "\n       ")
	t.printf("%s %s\n", t.paint(red, "error:"), text)
}
