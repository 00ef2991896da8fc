package geom

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestUnits(t *testing.T) {
	for name, c := range map[string]struct{ got, want Length }{
		"an inch":        {Millimetres(25.4), Inch},
		"a point":        {Points(1), Pt},
		"twelve points":  {Pica, 12 * Pt},
		"half a unit up": {Points(0.5 / 65536), 1},
		"negative":       {Points(-2.5), -2*Pt - Pt/2},
		"scaled":         {(10 * Pt).Scale(1.5), 15 * Pt},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", name, c.got, c.want)
		}
	}
}

func TestLengthString(t *testing.T) {
	for l, want := range map[Length]string{0: "0pt", Pt: "1pt", 12*Pt + Pt/2: "12.5pt", -Pt / 3: "-0.333pt"} {
		if got := l.String(); got != want {
			t.Errorf("%d: %s, want %s", int64(l), got, want)
		}
	}
}

func TestTwiceInfiniteIsALength(t *testing.T) {
	if sum := Infinite + Infinite; sum <= Infinite || int64(sum) > math.MaxInt64/4+1 {
		t.Errorf("%d", sum)
	}
}

// MulDiv against exact arithmetic, rounded half away from zero.
func TestMulDivIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.Int64Range(-1<<40, 1<<40).Draw(t, "length")
		num := rapid.Int64Range(-1<<20, 1<<20).Draw(t, "numerator")
		den := rapid.Int64Range(-1<<20, 1<<20).Filter(func(d int64) bool { return d != 0 }).Draw(t, "denominator")
		exact := new(big.Rat).Mul(big.NewRat(l, 1), big.NewRat(num, den))
		if got := int64(Length(l).MulDiv(num, den)); got != halfAway(exact) {
			t.Errorf("%d*%d/%d = %d, want %d", l, num, den, got, halfAway(exact))
		}
	})
}

func halfAway(r *big.Rat) int64 {
	twice := new(big.Int).Mul(new(big.Int).Abs(r.Num()), big.NewInt(2))
	twice.Add(twice, r.Denom())
	q := twice.Quo(twice, new(big.Int).Mul(r.Denom(), big.NewInt(2)))
	return q.Int64() * int64(r.Sign())
}

func TestRect(t *testing.T) {
	r := Rect{Point{1, 2}, Size{10, 20}}
	if r.Right() != 11 || r.Bottom() != 22 {
		t.Errorf("right edge at %d, bottom at %d", r.Right(), r.Bottom())
	}
	s := Rect{Point{-1, 5}, Size{3, 40}}
	if got, want := r.Union(s), (Rect{Point{-1, 2}, Size{12, 43}}); got != want || s.Union(r) != want {
		t.Errorf("union is %v, want %v", got, want)
	}
	if r.Union(Rect{Point{99, 99}, Size{}}) != r || (Rect{}).Union(r) != r {
		t.Error("an empty rectangle counts in a union")
	}
}
