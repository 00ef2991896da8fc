package ast_test

import (
	"math"
	"testing"

	"octavo/pipeline/internal/ast"
)

func TestParseWidth(t *testing.T) {
	for _, c := range []struct {
		in     string
		want   ast.Width
		points float64 // between margins 400 points apart, in type of 10
	}{
		{"24", "24px", 18},
		{" 3 CM ", "3cm", 3 * 72 / 2.54},
		{"12.50mm", "12.5mm", 12.5 * 72 / 25.4},
		{"30%", "30%", 120},
		{"250%", "100%", 400},
		{"2em", "2em", 20},
		{"0.12345in", "0.123in", 0.123 * 72},
		{"auto", "", 0},
		{"0", "", 0},
		{"-3px", "", 0},
		{"1e9px", "", 0},
		{"999999999", "", 0},
		{"calc(1px)", "", 0},
		{"...px", "", 0},
		{"", "", 0},
	} {
		w, ok := ast.ParseWidth(c.in)
		if w != c.want || ok != (c.want != "") || !w.Known() {
			t.Errorf("ParseWidth(%q) = %q, %t; want %q", c.in, w, ok, c.want)
		}
		if got := w.Points(400, 10); math.Abs(got-c.points) > 1e-9 {
			t.Errorf("%q is %v points wide, not %v", w, got, c.points)
		}
	}
	if ast.Width("3").Known() || ast.Width("3.0px").Known() {
		t.Error("a width of another form is known")
	}
}
