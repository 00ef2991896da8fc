package style

import (
	"slices"
	"sort"

	"octavo/pipeline/internal/geom"
)

// setter gives a value to a property; it reports whether the value is one.
// The tokens hold no white space.
type setter func(c *cascade, value []token) bool

// cascade is the state while one style is computed.
type cascade struct {
	style *Computed
	// factor is the line-height as a number, which is what is inherited;
	// 0 where the line-height is a length.
	factor float64
	// parentSize is the parent's font-size, root that of the root element.
	parentSize, root geom.Length
	parentWeight     int
	// around is the parent's lines.
	around Decoration
	// measure is the width between the default page's margins.
	measure geom.Length
	// numeric and settings make up FontFeatures: the first from
	// font-variant-*, the second from font-feature-settings.
	variants, settings []Feature
	page               *Page // where @page declarations go; else nil
}

// initial is the style of the root before any rule (CSS's initial values, with
// a printer's idea of sizes).
func initial() Computed {
	return Computed{
		FontFamily: []string{"Source Serif 4"}, FontSize: 10 * geom.Pt, FontWeight: 400,
		LineHeight: 12 * geom.Pt, Hyphens: true, Widows: 2, Orphans: 2,
		Display: "block", ListStyleType: "disc",
	}
}

// trial is a cascade to try values in.
func trial() *cascade {
	style := initial()
	return &cascade{style: &style, parentSize: style.FontSize, root: style.FontSize, measure: geom.Inch, page: &Page{}}
}

// inherited returns what a box has from its parent before its own
// declarations: the inherited properties of CSS, initial values else.
func inherited(parent *Computed) Computed {
	c := initial()
	for _, from := range inheriting {
		from(&c, parent)
	}
	c.Lang = parent.Lang
	return c
}

// compute applies the rules that match e to what it inherits.
func (s *Sheet) compute(e *site, measure, root geom.Length) {
	start := initial()
	c := &cascade{style: &start, measure: measure, root: root}
	c.parentSize, c.parentWeight = start.FontSize, start.FontWeight
	if e.parent != nil {
		start = inherited(e.parent.computed)
		c.factor, c.parentSize = e.parent.factor, e.parent.computed.FontSize
		c.around, c.parentWeight = e.parent.computed.Decoration, e.parent.computed.FontWeight
		c.variants, c.settings = e.parent.variants, e.parent.settings
	}
	start.Lang = e.lang
	start.Display = display(&e.kind)
	decls := s.matching(e)
	c.apply(decls)
	e.computed, e.factor, e.variants, e.settings = c.style, c.factor, c.variants, c.settings
}

// inlineTags are the elements whose boxes are inline.
var inlineTags = []string{"em", "strong", "sup", "sub", "code", "a", "abbr", "span", "br", "img", "del", "ins", "s", "u", "mark"}

func display(k *kind) string {
	if k.pseudo != "" || slices.Contains(inlineTags, k.tag) {
		return "inline"
	}
	return "block"
}

// matching returns the declarations for e in cascade order: by specificity,
// then by place (CSS Cascading and Inheritance Level 4, 6.1).
func (s *Sheet) matching(e *site) []decl {
	var hits []*rule
	for i := range s.rules {
		if s.rules[i].selector.matches(e) {
			hits = append(hits, &s.rules[i])
		}
	}
	sort.SliceStable(hits, func(i, j int) bool { return hits[i].selector.weight < hits[j].selector.weight })
	var out []decl
	for _, r := range hits {
		out = append(out, r.decls...)
	}
	return out
}

// sizing are the properties that settle the size of an em.
var sizing = []string{"font-size", "font-min-size"}

// apply sets the declared values, font-size first: other lengths may be in em.
func (c *cascade) apply(decls []decl) {
	for _, property := range sizing {
		for _, d := range decls {
			if d.property == property {
				properties[property](c, words(d.value))
			}
		}
	}
	c.style.FontSize = c.style.AtLeast(c.style.FontSize)
	if c.root == 0 {
		c.root = c.style.FontSize
	}
	for _, d := range decls {
		if set := properties[d.property]; set != nil && !slices.Contains(sizing, d.property) {
			set(c, words(d.value))
		}
	}
	if c.factor > 0 {
		c.style.LineHeight = c.style.FontSize.Scale(c.factor)
	}
	c.style.FontFeatures = mergeFeatures(c.variants, c.settings)
}

// mergeFeatures joins two lists of features; the later setting of a tag wins.
func mergeFeatures(a, b []Feature) []Feature {
	out := slices.Clone(a)
	for _, f := range b {
		out = setFeature(out, f)
	}
	return out
}

func setFeature(list []Feature, f Feature) []Feature {
	i := slices.IndexFunc(list, func(g Feature) bool { return g.Tag == f.Tag })
	if i < 0 {
		return append(slices.Clip(list), f)
	}
	list = slices.Clone(list)
	list[i] = f
	return list
}
