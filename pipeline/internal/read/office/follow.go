package office

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
)

// follows reports whether a number as it is shown is the one after other: "b." after
// "a.", "2.4" after "2.3". Word gives the items of one list to several instances of its
// numbers where somebody had one begin anew.
func (n Number) follows(other Number) bool {
	if n.Numerals != other.Numerals || n.Value != other.Value+1 {
		return false
	}
	if around, ok := n.aroundDecimal(); ok {
		before, ok := other.aroundDecimal()
		return ok && around == before
	}
	style, start, _, ok := ast.ListMarkers([]string{other.Text, n.Text})
	return ok && style == n.Numerals.Style() && start == other.Value
}

// aroundDecimal is what stands around the decimal number of the level itself, with a
// space in its place.
func (n Number) aroundDecimal() (string, bool) {
	number := strings.TrimRight(n.Text, ".)")
	before, ok := strings.CutSuffix(number, strconv.Itoa(n.Value))
	return before + " " + n.Text[len(number):], ok && strings.TrimRight(before, "0123456789") == before
}

// followed is how many of the open lists stay open before an item that counts on in the
// last of them; of several, that whose text begins nearest to its own. It is 0 where the
// item follows the last one of no list.
func (l *lists) followed(n Number) int {
	best, away := 0, 0
	for i := len(l.open); i > 0; i-- {
		o := l.open[i-1]
		if d := max(o.number.Indent-n.Indent, n.Indent-o.number.Indent); n.follows(o.last()) && (best == 0 || d < away) {
			best, away = i, d
		}
	}
	return best
}
