package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// terminal prints messages. Colour is used only where the output is a
// terminal and NO_COLOR (no-color.org) is not set; it never carries meaning
// alone.
type terminal struct {
	w      io.Writer
	colour bool
}

func newTerminal(w io.Writer, getenv func(string) string) *terminal {
	return &terminal{w: w, colour: isTerminal(w) && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// printf writes to the terminal; that a terminal cannot be written to is
// nobody's concern.
func (t *terminal) printf(format string, args ...any) { fmt.Fprintf(t.w, format, args...) }

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
