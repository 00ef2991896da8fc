package style

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
)

// Page is the style of one kind of page: its geometry and what stands in its
// margins.
type Page struct {
	Size   geom.Size
	Margin Edges
	Press  Press
	// Boxes are the margin boxes that have content, by their order in
	// BoxNames.
	Boxes []MarginBox
	// Footnote is the style of the area for notes: the rule above it is its
	// Border.Top, the distance from the text its Margin.Top.
	Footnote *Computed
}

// Press is what a sheet for a press asks for around the trimmed page (CSS Paged
// Media Level 3, 7.2 and 7.3): by how much what reaches the edge goes over it,
// marks where to cut, and marks by which the plates are laid on each other.
type Press struct {
	Bleed       geom.Length
	Crop, Cross bool
}

// MarginBox is one margin box; its Style's Content is never empty.
type MarginBox struct {
	Name  string
	Style *Computed
}

// BoxNames are the margin boxes that layout places (CSS Paged Media Level 3,
// 4.2); those at the page's sides are not offered.
var BoxNames = []string{"top-left", "top-center", "top-right", "bottom-left", "bottom-center", "bottom-right"}

// Content returns the area between the margins.
func (p *Page) Content() geom.Rect {
	r := geom.Rect{Size: p.Size}
	return r.Inset(p.Margin.Top, p.Margin.Right, p.Margin.Bottom, p.Margin.Left)
}

// pageRule is one @page rule.
type pageRule struct {
	name               string
	first, left, right bool
	decls              []decl
	boxes              map[string][]decl
}

// weight is the rule's specificity (CSS Paged Media Level 3, 3.3).
func (r *pageRule) weight() int {
	w := 0
	if r.name != "" {
		w += 4
	}
	if r.first {
		w += 2
	}
	if r.left || r.right {
		w++
	}
	return w
}

func (r *pageRule) matches(name string, first, left bool) bool {
	return (r.name == "" || r.name == name) && (!r.first || first) && (!r.left || left) && (!r.right || !left)
}

// page reads an @page rule with the boxes in it.
func (p *parser) page(raw rawRule) {
	r := pageRule{boxes: map[string][]decl{}}
	if !r.selector(words(raw.prelude)) {
		p.warn(UnknownSelector, raw.file, raw.line, "the page selector “"+text(raw.prelude)+"” is not understood",
			"use a name, :first, :left or :right")
		return
	}
	own, boxes := nested(raw)
	r.decls = p.decls(raw.file, own, pageProperties)
	p.noteForPress(raw, r.decls)
	for _, box := range boxes {
		if box.at != "footnote" && !slices.Contains(BoxNames, box.at) {
			p.warn(UnknownAtRule, box.file, box.line, "@"+box.at+" is not known", "the boxes are "+strings.Join(BoxNames, ", ")+" and footnote")
			continue
		}
		r.boxes[box.at] = append(r.boxes[box.at], p.decls(raw.file, box.body, properties)...)
	}
	p.sheet.pages = append(p.sheet.pages, r)
}

// noteForPress keeps that bleed and printer's marks were asked for: an edition
// that draws none says so, because a press would send such a file back.
func (p *parser) noteForPress(raw rawRule, decls []decl) {
	for _, d := range decls {
		asked := (d.property == "bleed" || d.property == "marks") && text(d.value) != "none" && text(d.value) != "0"
		if asked {
			p.sheet.forPress = append(p.sheet.forPress, diag.Diagnostic{Code: NotDrawn, Severity: diag.Warning,
				Pos: at(raw.file, raw.line), Rule: "only the edition for the printer has bleed and marks",
				Message: "“" + d.property + "” is not drawn: the pages have their trimmed size and no marks",
				Hint:    "make the edition print, or take the declaration out of @page"})
		}
	}
}

func (r *pageRule) selector(ts []token) bool {
	for i := 0; i < len(ts); i++ {
		switch {
		case i == 0 && ts[i].kind == css.IdentToken:
			r.name = ts[i].text
		case ts[i].kind == css.ColonToken && i+1 < len(ts):
			i++
			switch ts[i].name() {
			case "first":
				r.first = true
			case "left":
				r.left = true
			case "right":
				r.right = true
			default:
				return false
			}
		default:
			return false
		}
	}
	return true
}

// Sized is the sheet for pages of another size.
func (s *Sheet) Sized(size geom.Size) *Sheet {
	out := *s
	value := tokenise(fmt.Appendf(nil, "%.4fpt %.4fpt", size.W.Points(), size.H.Points()))
	out.pages = append(slices.Clone(s.pages), pageRule{decls: []decl{{property: "size", value: value}}})
	return &out
}

// nested takes the at-rules out of the body of a rule.
func nested(raw rawRule) (own []token, boxes []rawRule) {
	ts := raw.body
	for i := 0; i < len(ts); i++ {
		open := i + preludeEnd(ts[i:], true)
		if ts[i].kind != css.AtKeywordToken || open == len(ts) || ts[open].is(";") {
			own = append(own, ts[i])
			continue
		}
		end := matching(ts, open)
		boxes = append(boxes, rawRule{file: raw.file, line: ts[i].line, at: ts[i].name()[1:], body: ts[open+1 : end]})
		i = end
	}
	return own, boxes
}

// sizes are the named sizes of paper, in millimetres (ISO 216; ANSI for
// letter).
var sizes = map[string][2]float64{"a3": {297, 420}, "a4": {210, 297}, "a5": {148, 210},
	"b4": {250, 353}, "b5": {176, 250}, "letter": {215.9, 279.4}}

func pageSize(c *cascade, v []token) bool {
	var l []geom.Length
	landscape := false
	for _, t := range v {
		if s, ok := sizes[t.name()]; ok {
			l = append(l, geom.Millimetres(s[0]), geom.Millimetres(s[1]))
		} else if one, ok := c.length(t); ok && one > 0 {
			l = append(l, one)
		} else if landscape = t.name() == "landscape"; !landscape && t.name() != "portrait" {
			return false
		}
	}
	switch {
	case len(l) == 1:
		l = append(l, l[0])
	case len(l) != 2:
		return false
	}
	if landscape {
		l[0], l[1] = l[1], l[0]
	}
	c.page.Size = geom.Size{W: l[0], H: l[1]}
	return true
}

func bleed(c *cascade, v []token) bool {
	if len(v) != 1 {
		return false
	}
	l, ok := c.length(v[0])
	if !ok || l < 0 {
		return false
	}
	c.page.Press.Bleed = l
	return true
}

func marks(c *cascade, v []token) bool {
	if len(v) == 0 || slices.ContainsFunc(v, func(t token) bool { return !slices.Contains([]string{"crop", "cross", "none"}, t.name()) }) {
		return false
	}
	has := func(word string) bool { return slices.ContainsFunc(v, func(t token) bool { return t.name() == word }) }
	c.page.Press.Crop, c.page.Press.Cross = has("crop"), has("cross")
	return true
}

// Page computes the style of the pages called name; first says that it is the
// first page of the book, left that it is a left-hand one. Text in the margins
// inherits from body.
func (s *Styled) Page(name string, first, left bool) *Page {
	rules := s.sheet.pagesFor(name, first, left)
	c := &cascade{style: &Computed{FontSize: s.body.computed.FontSize}, root: s.root, page: &Page{Size: a4()}}
	boxes := map[string][]decl{}
	for _, r := range rules {
		for _, d := range r.decls {
			pageProperties[d.property](c, words(d.value))
		}
		for name, decls := range r.boxes {
			boxes[name] = append(boxes[name], decls...)
		}
	}
	c.page.Margin = c.style.Margin
	for _, name := range BoxNames {
		if style := s.box(boxes[name]); len(style.Content) > 0 {
			c.page.Boxes = append(c.page.Boxes, MarginBox{name, style})
		}
	}
	c.page.Footnote = s.box(boxes["footnote"])
	return c.page
}

func a4() geom.Size { return geom.Size{W: geom.Millimetres(210), H: geom.Millimetres(297)} }

// pagesFor returns the rules for a page in cascade order.
func (s *Sheet) pagesFor(name string, first, left bool) []*pageRule {
	var out []*pageRule
	for i := range s.pages {
		if s.pages[i].matches(name, first, left) {
			out = append(out, &s.pages[i])
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].weight() < out[j].weight() })
	return out
}

// box computes the style of a box in the page's margin.
func (s *Styled) box(decls []decl) *Computed {
	style := inherited(s.body.computed)
	c := &cascade{style: &style, factor: s.body.factor, parentSize: style.FontSize, parentWeight: style.FontWeight, root: s.root,
		measure: s.measure, variants: s.body.variants, settings: s.body.settings}
	c.apply(decls)
	return c.style
}
