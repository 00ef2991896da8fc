package pdf

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
)

// outlines writes the bookmarks (ISO 32000-1, 12.3.3), or returns 0 where there
// are none. The first level is shown, the others are folded.
func (a *assembly) outlines() ref {
	if len(a.tree.Outline) == 0 {
		return 0
	}
	root := a.alloc()
	first, last := a.outlineKids(a.tree.Outline, root)
	a.set(root, dict{
		{"Count", integer(len(a.tree.Outline))},
		{"First", first},
		{"Last", last},
		{"Type", name("Outlines")},
	})
	return root
}

func (a *assembly) outlineKids(list []*structure.Outline, parent ref) (first, last ref) {
	self := make([]ref, len(list))
	for i := range list {
		self[i] = a.alloc()
	}
	for i, o := range list {
		d := dict{{"Parent", parent}, {"Title", text(o.Title)}}
		if lead, ok := a.leadTo(o.Target); ok {
			d = append(d, lead)
		}
		if i > 0 {
			d = append(d, entry{"Prev", self[i-1]})
		}
		if i+1 < len(list) {
			d = append(d, entry{"Next", self[i+1]})
		}
		if len(o.Kids) > 0 {
			first, last := a.outlineKids(o.Kids, self[i])
			d = append(d, entry{"First", first}, entry{"Last", last}, entry{"Count", integer(-len(o.Kids))})
		}
		a.set(self[i], d)
	}
	return self[0], self[len(self)-1]
}

// pageLabels writes the folios (ISO 32000-1, 12.4.2): a new range wherever a
// label does not follow from the one before.
func pageLabels(pages []layout.Page) dict {
	var nums array
	var prev folio
	for i := range pages {
		f := parseFolio(pages[i].Label)
		if i == 0 || f != prev.next() {
			nums = append(nums, integer(i), f.dict())
		}
		prev = f
	}
	return dict{{"Nums", nums}}
}

// folio is a page label as a prefix and a number in a style of numerals; style
// "" has no number.
type folio struct {
	prefix string
	style  name
	number int
}

func (f folio) next() folio {
	if f.style == "" {
		return folio{prefix: "\x00"} // nothing follows from a plain prefix
	}
	f.number++
	return f
}

func (f folio) dict() dict {
	d := dict{}
	if f.prefix != "" {
		d = append(d, entry{"P", text(f.prefix)})
	}
	if f.style != "" {
		d = append(d, entry{"S", f.style}, entry{"St", integer(f.number)})
	}
	return d
}

// parseFolio reads arabic and lower or upper Roman numerals; anything else is
// a label of its own.
func parseFolio(label string) folio {
	if n, err := strconv.Atoi(label); err == nil && n > 0 && strconv.Itoa(n) == label {
		return folio{style: "D", number: n}
	}
	if n := parseRoman(label); n > 0 {
		return folio{style: "r", number: n}
	}
	if n := parseRoman(strings.ToLower(label)); n > 0 && strings.ToUpper(label) == label {
		return folio{style: "R", number: n}
	}
	return folio{prefix: label}
}

var romans = []struct {
	numeral string
	value   int
}{
	{"m", 1000}, {"cm", 900}, {"d", 500}, {"cd", 400}, {"c", 100}, {"xc", 90},
	{"l", 50}, {"xl", 40}, {"x", 10}, {"ix", 9}, {"v", 5}, {"iv", 4}, {"i", 1},
}

// parseRoman returns the value of a numeral in its usual form, or 0.
func parseRoman(s string) int {
	n, rest := 0, s
	for _, r := range romans {
		for strings.HasPrefix(rest, r.numeral) {
			n += r.value
			rest = rest[len(r.numeral):]
		}
	}
	if rest != "" || n > 3999 || roman(n) != s {
		return 0
	}
	return n
}

func roman(n int) string {
	var b strings.Builder
	for _, r := range romans {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.numeral)
		}
	}
	return b.String()
}
