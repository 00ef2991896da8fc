package diag

import (
	"fmt"
	"strings"
	"testing"
)

// many are n findings of one kind, one a line from line 1 on.
func many(n int, each func(i int, d *Diagnostic)) []Diagnostic {
	out := make([]Diagnostic, n)
	for i := range out {
		out[i] = Diagnostic{Code: "a", Rule: "r", Message: "m", Pos: Pos{"f", i + 1, 1}, Dropped: fmt.Sprint("x", i), Confidence: 1}
		each(i, &out[i])
	}
	return out
}

func TestGather(t *testing.T) {
	for _, c := range []struct {
		name    string
		in      []Diagnostic
		want    int
		message string // of the last
	}{
		{"as many as stay", many(100, func(int, *Diagnostic) {}), 100, "m"},
		{"one behind them stays as it is", many(101, func(int, *Diagnostic) {}), 101, "m"},
		{"of one cause", many(300, func(int, *Diagnostic) {}), 101, "m; so 200 times, from here on: lines 101–300"},
		{"in one line", many(300, func(_ int, d *Diagnostic) { d.Pos.Line = 7 }), 101, "m; so 200 times, from here on: line 7"},
		{"without a place", many(300, func(_ int, d *Diagnostic) { d.Pos = Pos{} }), 101, "m; so 200 times, from here on"},
		{"every second line", many(145, func(i int, d *Diagnostic) { d.Pos.Line = 2 * i }), 101,
			"m; so 45 times, from here on: lines 200, 202, 204, 206, 208, 210, 212, 214, 216, 218, 220, 222, 224, 226, 228, 230, 232, 234, 236, 238 … 288"},
		{"each of its own text", many(300, func(i int, d *Diagnostic) { d.Excerpt = fmt.Sprint(i) }), 300, "m"},
		{"each of its own text, more than all", many(10_500, func(i int, d *Diagnostic) { d.Excerpt = fmt.Sprint(i) }), 10_001, "m; so 500 times, from here on: lines 10001–10500"},
		{"that quote", many(300, func(i int, d *Diagnostic) { d.Message = fmt.Sprintf("m %q", fmt.Sprint(i)) }), 300, `m "299"`},
		{"alarms that quote", many(300, func(i int, d *Diagnostic) {
			d.Message, d.Severity = fmt.Sprintf("m %q of %q", fmt.Sprint(i)+`"`, "x"), Warning
		}), 101, `m "100\"" of "x"; so 200 times, from here on: lines 101–300`},
		{"of two causes", many(300, func(i int, d *Diagnostic) { d.Message = fmt.Sprint("m", i%2) }), 202, "m1; so 50 times, from here on: lines 202, 204, 206, 208, 210, 212, 214, 216, 218, 220, 222, 224, 226, 228, 230, 232, 234, 236, 238, 240 … 300"},
		{"what a person replaced", many(300, func(_ int, d *Diagnostic) { d.Replaced = "y" }), 300, "m"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Gather(c.in)
			if len(got) != c.want || got[len(got)-1].Message != c.message {
				t.Errorf("%d findings, the last %q; want %d, %q", len(got), got[len(got)-1].Message, c.want, c.message)
			}
			times, dropped := 0, []string{}
			for _, d := range got {
				times += 1 + d.More
				dropped = append(dropped, strings.Split(d.Dropped, "\n")...)
			}
			if times != len(c.in) || len(dropped) != len(c.in) {
				t.Errorf("they stand for %d findings with %d texts left out, want %d", times, len(dropped), len(c.in))
			}
		})
	}
}
