package main

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	tests := []struct {
		name, text, want string
		width            int
	}{
		{"not to a terminal", strings.Repeat("woord ", 40), strings.Repeat("woord ", 40), 0},
		{"fits", "one line of text\n", "one line of text\n", 40},
		{"error", "error: the file kade.txt cannot be read because it is a folder",
			"error: the file kade.txt cannot be read\n       because it is a folder", 40},
		{"painted", "\x1b[31merror:\x1b[0m the file kade.txt cannot be read because it is a folder",
			"\x1b[31merror:\x1b[0m the file kade.txt cannot be read\n       because it is a folder", 40},
		{"flags hang under their text", "   --out DIR, -o DIR  write into DIR, the folder of all",
			"   --out DIR, -o DIR  write into DIR, the\n                      folder of all", 44},
		{"a path stays whole", "warning: /a/very/long/path/that/is/wider/than/the/terminal is gone",
			"warning: /a/very/long/path/that/is/wider/than/the/terminal\n         is gone", 40},
		{"indent", "    - what it claims is upheld by nothing in the file",
			"    - what it claims is upheld by\n    nothing in the file", 36},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := fold(test.text, test.width); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// No fold loses, adds or reorders a word, and what can be broken fits.
func FuzzFold(f *testing.F) {
	f.Add("error: a b c", 30)
	f.Add("   --x  eins zwei drei vier fünf sechs sieben acht neun zehn elf", 40)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = width & 127
		got := fold(text, width)
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(text), " ") {
			t.Errorf("words of %q are not those of %q", got, text)
		}
		for _, line := range strings.Split(got, "\n") {
			cut := strings.LastIndex(line, " ")
			if width >= leastFold && cut > 0 && columns(line) > width && indentOf(text) < width/2 && columns(strings.TrimRight(line[:cut], " ")) > width {
				t.Errorf("%q could have been broken to fit %d columns", line, width)
			}
		}
	})
}
