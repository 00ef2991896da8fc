package layout

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/resolve"
)

// amount is a number in a cell: where its decimal sign stands in the cell's
// text, in bytes, or where one would stand.
type amount struct{ at int }

// split is how much of aligned numbers stands before and behind the decimal
// sign.
type split struct{ before, behind geom.Length }

// join makes room for one more number, with the space beside it.
func (s *split) join(one split, sides geom.Length) {
	s.before, s.behind = max(s.before, one.before+sides), max(s.behind, one.behind)
}

// A number: a currency or a sign before it, groups of three digits, decimals, a
// unit of one sign behind it.
var number = pattern.Of(`^[(€$£¥+±−–‒-]*[ \x{a0}\x{202f}]?[€$£¥+±−–‒-]?[ \x{a0}\x{202f}]?` +
	`(\d{1,3}(?:[., \x{a0}\x{202f}\x{2009}'’]\d{3})+|\d+)([.,]\d+)?([ \x{a0}\x{202f}]?[%‰€°)*-]{0,3})$`)

// parseAmount reads a number; point tells that the language has a decimal
// point. A number that begins with 0 and counts nothing is a code.
func parseAmount(s string, point bool) (amount, bool) {
	m := number.FindStringSubmatchIndex(s)
	if m == nil {
		return amount{}, false
	}
	whole, decimals := s[m[2]:m[3]], ""
	if m[4] >= 0 {
		decimals = s[m[4]:m[5]]
	}
	if decimals == "" && len(whole) > 1 && whole[0] == '0' && whole[1] >= '0' && whole[1] <= '9' {
		return amount{}, false
	}
	sign := ","
	if point {
		sign = "."
	}
	// 1.234 is a thousand where the decimal sign is a comma, and 1,234 not.
	if k := strings.LastIndexAny(whole, ".,"); k >= 0 && decimals == "" && strings.Count(whole, sign) == 1 && whole[k:k+1] == sign {
		return amount{m[2] + k}, true
	}
	return amount{m[3]}, true
}

// decimalPoint lists the languages that have a decimal point, by their primary
// subtag; others have a comma (CLDR 45, numbers).
var decimalPoint = map[string]bool{"en": true, "ga": true, "mt": true, "ja": true, "zh": true, "ko": true, "he": true, "th": true, "cy": true}

func hasDecimalPoint(lang string) bool {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return decimalPoint[primary]
}

// shortWord is the length up to which a word in a column of numbers stands for
// one that is missing: "n.v.t.", "p.m.", "–".
const shortWord = 6

// findAmounts finds the columns of numbers, and the numbers in them. In a column
// without an alignment all cells must be numbers or stand for one.
func (g *grid) findAmounts() {
	g.amounts, g.numeric = map[*ast.Cell]amount{}, make([]bool, len(g.n.Cols))
	counts := make([]struct{ numbers, short, words int }, len(g.n.Cols))
	g.inBody = map[*ast.Cell]bool{}
	eachPlace(g.n.Body, g.places.Body, func(n *ast.Cell, p resolve.Place) {
		g.inBody[n] = true
		text, ok := cellText(n)
		if p.Header != ast.HeaderNone || n.ColSpan > 1 || p.Col >= len(counts) || len(n.Blocks) == 0 {
			return
		}
		a, isNumber := parseAmount(text, hasDecimalPoint(g.style.Lang))
		c := &counts[p.Col]
		switch {
		case ok && isNumber:
			g.amounts[n] = a
			c.numbers++
		case ok && len([]rune(text)) <= shortWord && !strings.ContainsAny(text, "0123456789"):
			c.short++
		default:
			c.words++
		}
	})
	for i, c := range counts {
		free := g.n.Cols[i] == ast.AlignDefault
		g.numeric[i] = c.numbers > 0 && c.numbers >= c.short && (c.words == 0 || !free && c.numbers >= c.words+c.short)
	}
	eachPlace(g.n.Body, g.places.Body, func(n *ast.Cell, p resolve.Place) {
		if _, ok := g.amounts[n]; ok && !g.numeric[p.Col] {
			delete(g.amounts, n)
		}
	})
	g.findSpanning()
}

// findSpanning finds the numbers over several columns: they stand where those of the last
// of these stand, if that has numbers.
func (g *grid) findSpanning() {
	eachPlace(g.n.Body, g.places.Body, func(n *ast.Cell, p resolve.Place) {
		last := p.Col + n.ColSpan - 1
		if p.Header != ast.HeaderNone || n.ColSpan < 2 || last >= len(g.numeric) || !g.numeric[last] ||
			g.n.Cols[last] != ast.AlignDefault && g.n.Cols[last] != ast.AlignRight {
			return
		}
		if text, ok := cellText(n); ok {
			if a, ok := parseAmount(text, hasDecimalPoint(g.style.Lang)); ok {
				g.amounts[n] = a
			}
		}
	})
}

// cellText is the text of a cell that holds one paragraph, without calls.
func cellText(n *ast.Cell) (string, bool) {
	if len(n.Blocks) != 1 {
		return "", false
	}
	p, ok := n.Blocks[0].(*ast.Paragraph)
	if !ok {
		return "", false
	}
	return strings.TrimSpace(ast.PlainText(p.Inlines)), true
}

// split measures the number that the fragments of a line show.
func (a amount) split(frags []Fragment, back bool) split {
	from, at, to := a.places(frags, back)
	return split{at - from, to - at}
}

// places are where the line begins, where the decimal sign stands or would, and
// where the line ends.
func (a amount) places(frags []Fragment, back bool) (from, at, to geom.Length) {
	bytes, found := 0, false
	for i, f := range frags {
		if f.Run == nil {
			continue
		}
		if i == 0 {
			from = f.Run.X
		}
		x, k, step := f.Run.X, 0, geom.Length(1)
		if f.Run.RightToLeft != back {
			x, step = x+width(f.Run), -1
		}
		for _, g := range f.Run.Glyphs {
			if !found && bytes+k >= a.at {
				at, found = x, true
			}
			x += step * advance(f.Run, g)
			k += int(g.Text)
		}
		to = f.Run.X + inkWidth(f.Run)
		bytes += len(f.Run.Text)
	}
	if !found || at > to {
		at = to
	}
	return from, at, to
}

// align moves the number in a cell so that its decimal sign stands under those
// of its column.
func (g *grid) align(k *cell, left, right geom.Length) {
	a, ok := g.amounts[k.n]
	if !ok || len(k.rows) != 1 {
		return
	}
	col := min(k.col+max(k.n.ColSpan, 1), len(g.points)) - 1
	p := g.points[col]
	pad := k.style.Padding.Left + k.style.Padding.Right + roomForRounding
	p.before -= pad
	target := right - p.behind
	switch g.n.Cols[col] {
	case ast.AlignLeft:
		target = left + p.before
	case ast.AlignCenter:
		target = (left + right + p.before - p.behind) / 2
	}
	_, at, to := a.places(k.rows[0].frags, g.c.p.setter.base.RightToLeft())
	if k.n.ColSpan > 1 { // more decimals than the column has
		target = min(target, right-(to-at))
	}
	shift(k.rows[0].frags, target-at, 0)
}
