package bidi

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

//go:embed testdata/BidiCharacterTest.txt
var cases string

// The cases are a part of Unicode's own for this algorithm: the examples of the
// annex, and each fortieth of the others.
func TestUnicodeCases(t *testing.T) {
	n := 0
	for _, line := range strings.Split(cases, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		n++
		f := strings.Split(line, ";")
		var text []rune
		for _, hex := range strings.Fields(f[0]) {
			r, err := strconv.ParseUint(hex, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			text = append(text, rune(r))
		}
		base := Level(f[2][0] - '0')
		levels := Levels(text, base)
		if problem := differs(levels, base, strings.Fields(f[3]), f[4]); problem != "" {
			t.Errorf("%s: %s", line, problem)
		}
	}
	if n < 2000 {
		t.Errorf("only %d cases were read", n)
	}
}

// differs compares levels and the order from left to right with a case's; "x" stands
// for a character that is passed over.
func differs(levels []Level, base Level, want []string, order string) string {
	var kept []Level
	var at []int
	for i, w := range want {
		if w == "x" {
			continue
		}
		if strconv.Itoa(int(levels[i])) != w {
			return fmt.Sprintf("the level of character %d is %d", i, levels[i])
		}
		kept, at = append(kept, levels[i]), append(at, i)
	}
	var shown []string
	for _, k := range Order(kept, base) {
		shown = append(shown, strconv.Itoa(at[k]))
	}
	if base == 1 {
		slices.Reverse(shown)
	}
	if got := strings.Join(shown, " "); got != order {
		return "the order is " + got
	}
	return ""
}
