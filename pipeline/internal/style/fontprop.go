package style

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// fontFamily reads a list of names; a name of several words may go unquoted.
func fontFamily(c *cascade, v []token) bool {
	var names []string
	for _, one := range split(v, ",") {
		var parts []string
		for _, t := range one {
			switch t.kind {
			case css.StringToken:
				parts = append(parts, unquote(t.text))
			case css.IdentToken, css.NumberToken:
				parts = append(parts, t.text)
			default:
				return false
			}
		}
		if len(parts) == 0 {
			return false
		}
		names = append(names, strings.Join(parts, " "))
	}
	c.style.FontFamily = names
	return true
}

// fontSize reads a length; em and % are of the parent's font-size.
func fontSize(c *cascade, v []token) bool {
	if len(v) != 1 {
		return false
	}
	l, ok := c.lengthOf(v[0], c.parentSize, c.parentSize)
	if ok && l > 0 {
		c.style.FontSize = l
	}
	return ok && l > 0
}

// fontWeight reads a weight; bolder is what the parent's is not (CSS Fonts Level 4,
// 2.2.1).
func fontWeight(c *cascade, v []token) bool {
	if len(v) != 1 {
		return false
	}
	switch v[0].name() {
	case "bolder":
		c.style.FontWeight = bolder(c.parentWeight)
		return true
	case "normal":
		c.style.FontWeight = 400
		return true
	case "bold":
		c.style.FontWeight = 700
		return true
	}
	w, ok := count(v, 100)
	if ok {
		c.style.FontWeight = w
	}
	return ok
}

func bolder(weight int) int {
	switch {
	case weight < 350:
		return 400
	case weight < 550:
		return 700
	}
	return max(weight, 900)
}

// lineHeight reads a number, which is inherited as such, or a length.
func lineHeight(c *cascade, v []token) bool {
	if f, ok := number(v); ok && f > 0 {
		c.factor = f
		return true
	}
	if len(v) != 1 {
		return false
	}
	l, ok := c.lengthOf(v[0], c.style.FontSize, c.style.FontSize)
	if ok && l > 0 {
		c.style.LineHeight, c.factor = l, 0
	}
	return ok && l > 0
}

func letterSpacing(c *cascade, v []token) bool {
	if len(v) != 1 {
		return false
	}
	if v[0].name() == "normal" {
		c.style.LetterSpacing = 0
		return true
	}
	l, ok := c.length(v[0])
	if ok {
		c.style.LetterSpacing = l
	}
	return ok
}

// The OpenType tags of the font-variant properties (CSS Fonts Level 4, 6).
// "normal" takes all tags of its property away.
var (
	numericTags = map[string]string{"oldstyle-nums": "onum", "lining-nums": "lnum", "tabular-nums": "tnum",
		"proportional-nums": "pnum", "slashed-zero": "zero", "ordinal": "ordn", "diagonal-fractions": "frac"}
	capsTags     = map[string]string{"small-caps": "smcp", "all-small-caps": "c2sc"}
	positionTags = map[string]string{"super": "sups", "sub": "subs"}
)

// variant makes the setter of a font-variant property. Every declaration
// resets the property's other tags.
func variant(tags map[string]string) setter {
	return func(c *cascade, v []token) bool {
		kept := make([]Feature, 0, len(c.variants)+len(v))
		for _, f := range c.variants {
			if !hasValue(tags, f.Tag) {
				kept = append(kept, f)
			}
		}
		for _, t := range v {
			tag, ok := tags[t.name()]
			if !ok && t.name() != "normal" {
				return false
			}
			if ok {
				kept = append(kept, Feature{tag, 1})
			}
		}
		c.variants = kept
		return len(v) > 0
	}
}

func hasValue(m map[string]string, value string) bool {
	for _, v := range m {
		if v == value {
			return true
		}
	}
	return false
}

// featureSettings reads "tag" [on | off | N], separated by commas.
func featureSettings(c *cascade, v []token) bool {
	if len(v) == 1 && v[0].name() == "normal" {
		c.settings = nil
		return true
	}
	var out []Feature
	for _, one := range split(v, ",") {
		f, ok := feature(one)
		if !ok {
			return false
		}
		out = append(out, f)
	}
	c.settings = out
	return true
}

func feature(ts []token) (Feature, bool) {
	if len(ts) == 0 || len(ts) > 2 || ts[0].kind != css.StringToken || len(unquote(ts[0].text)) != 4 {
		return Feature{}, false
	}
	f := Feature{unquote(ts[0].text), 1}
	if len(ts) == 1 || ts[1].name() == "on" {
		return f, true
	}
	if ts[1].name() == "off" {
		f.Value = 0
		return f, true
	}
	n, ok := count(ts[1:], 0)
	f.Value = n
	return f, ok
}
