package style

import (
	"cmp"
	"slices"
	"strings"

	"octavo/pipeline/internal/element"
)

// FaceUse is a face that text is set in, as its style asks for it.
type FaceUse struct {
	Families []string
	Weight   int // CSS, 1 to 1000
	Italic   bool
}

// Faces lists, in a fixed order, what the document's elements are set in. What pages
// alone draw, markers and folios, is not among them.
func (s *Styled) Faces() []FaceUse {
	var out []FaceUse
	met := map[*Computed]bool{}
	add := func(c *Computed) {
		if !met[c] {
			met[c] = true
			out = append(out, FaceUse{c.FontFamily, c.FontWeight, c.Italic})
		}
	}
	add(s.body.computed)
	for at, c := range s.styles {
		if !met[c] && element.Of(at.node, at.part).Pseudo == "" {
			add(c)
		}
	}
	slices.SortFunc(out, compareUses)
	return slices.CompactFunc(out, func(a, b FaceUse) bool { return compareUses(a, b) == 0 })
}

func compareUses(a, b FaceUse) int {
	slant := func(u FaceUse) int {
		if u.Italic {
			return 1
		}
		return 0
	}
	return cmp.Or(strings.Compare(strings.Join(a.Families, ","), strings.Join(b.Families, ",")),
		cmp.Compare(a.Weight, b.Weight), cmp.Compare(slant(a), slant(b)))
}
