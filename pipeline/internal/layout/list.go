package layout

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/structure"
)

func (c *composer) list(l *ast.List, f frame) {
	for i, it := range l.Items {
		st := c.of(it, element.Box)
		c.box(it, st, f, func(in frame) {
			c.itemMarker(l, i, in)
			c.blocks(it.Blocks, in)
		})
	}
}

// itemMarker plans the marker of item i, which hangs before the text.
func (c *composer) itemMarker(l *ast.List, i int, in frame) {
	it := l.Items[i]
	st := c.of(it, element.Marker)
	text := c.markerText(l, i)
	if text == "" {
		return
	}
	label := piece{text: text + " ", style: st, content: c.p.tree.Content(it, structure.Label)}
	c.mark([]piece{label}, st, in.x)
}

// markerText is the number as printed in the source, or counted where it has
// none; the bullets of lists that are not counted are the sheet's.
func (c *composer) markerText(l *ast.List, i int) string {
	it := l.Items[i]
	if !l.Ordered() {
		return c.of(it, element.Box).Bullet()
	}
	if it.Marker != "" {
		return it.Marker
	}
	return numeral(l.Style, l.Start+i) + l.Delim
}

// numeral writes n in the numerals of a list style. What the numerals cannot
// express is written in digits.
func numeral(s ast.ListStyle, n int) string {
	switch s {
	case ast.LowerAlpha:
		return alpha(n)
	case ast.UpperAlpha:
		return strings.ToUpper(alpha(n))
	case ast.LowerRoman:
		return romanNumeral(n)
	case ast.UpperRoman:
		return strings.ToUpper(romanNumeral(n))
	}
	return strconv.Itoa(n)
}

// alpha counts a, b, … z, aa, ab, …
func alpha(n int) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	var b []byte
	for ; n > 0; n = (n - 1) / 26 {
		b = append([]byte{byte('a' + (n-1)%26)}, b...)
	}
	return string(b)
}

func romanNumeral(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := [...]string{"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"}
	var b strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			b.WriteString(signs[i])
		}
	}
	return b.String()
}

func (c *composer) defList(l *ast.DefList, f frame) {
	for _, it := range l.Items {
		term, def := c.of(it, element.Term), c.of(it, element.Def)
		c.box(it, term, f, func(in frame) { c.inlines(it.Term, term, in, nil) })
		for _, blocks := range it.Defs {
			c.box(it, def, f, func(in frame) { c.blocks(blocks, in) })
		}
	}
}
