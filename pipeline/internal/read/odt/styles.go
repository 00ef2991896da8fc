package odt

import (
	"fmt"
	"strconv"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/office"
)

// style is a style (1.3 part 3, 16.2); automatic ones are formatting by hand.
type style struct {
	name, parent string
	automatic    bool
	node         *office.Node
	list         string // a list style; hasList tells that one is named, "" for none
	hasList      bool
	outline      int // default outline level; -1 where it is not said
	text         textProps
}

// textProps are the properties of characters (16.29.6 on) that carry meaning; each is
// "" where a style does not say.
type textProps struct {
	bold, italic, underline, strike, position, hidden, ground, size, face string
	langs                                                                 office.Langs
}

// over gives properties with those of others where they do not say.
func (p textProps) over(o textProps) textProps {
	for _, x := range []struct {
		own   *string
		other string
	}{{&p.bold, o.bold}, {&p.italic, o.italic}, {&p.underline, o.underline}, {&p.strike, o.strike}, {&p.position, o.position},
		{&p.hidden, o.hidden}, {&p.ground, o.ground}, {&p.size, o.size}, {&p.face, o.face}} {
		if *x.own == "" {
			*x.own = x.other
		}
	}
	p.langs = p.langs.Over(o.langs)
	return p
}

const on, off = "on", "off"

// styles are the styles of a document by family and name.
type styles struct {
	byKey    map[string]*style
	defaults textProps // of paragraphs
	lists    map[string]*listStyle
	outline  *listStyle
	masters  []*office.Node
	resolved map[string]textProps
	// roles, headings and contents are what role, headingLevel and contentsLevel give.
	roles              map[string]office.Role
	headings, contents map[string]int
	faces              faces
	// stops and frames are what tabStops and frame give.
	stops  map[string]*office.TabStops
	frames map[string]string
}

// faces are the families of faces by the names that the document gives them (16.23).
type faces map[string]string

// of is the family of the face that text has; "" where its properties do not say.
func (f faces) of(n *office.Node) string {
	name := first(n.Attr("style:font-name"), n.Attr("fo:font-family"))
	return strings.Trim(first(f[name], name), "'\" ")
}

// readStyles reads the styles in the roots of parts; automatic ones of later parts
// take the place of those with their names. A style whose parents lead back to it is
// refused.
func readStyles(name string, roots ...*office.Node) (*styles, error) {
	s := &styles{byKey: map[string]*style{}, lists: map[string]*listStyle{}, resolved: map[string]textProps{}, faces: faces{},
		roles: map[string]office.Role{}, headings: map[string]int{}, contents: map[string]int{}, stops: map[string]*office.TabStops{}, frames: map[string]string{}}
	for _, root := range roots {
		root.Kid("office:font-face-decls").Each("style:font-face", func(n *office.Node) { s.faces[n.Attr("style:name")] = n.Attr("svg:font-family") })
	}
	for _, root := range roots {
		s.readIn(root.Kid("office:styles"), false)
		s.readIn(root.Kid("office:automatic-styles"), true)
		root.Kid("office:master-styles").Each("style:master-page", func(n *office.Node) { s.masters = append(s.masters, n) })
	}
	if s.outline == nil {
		s.outline = &listStyle{name: outlineName}
	}
	fine := map[string]bool{}
	for key := range s.byKey {
		if s.circular(key, fine) {
			return nil, &diag.Fault{Pos: diag.Pos{File: name}, Msg: fmt.Sprintf("the style %q is based on itself", s.byKey[key].name),
				Remedy: "open the document in LibreOffice, give the style another parent (Styles, Edit Style, Organizer, Inherit from) and save it anew"}
		}
	}
	return s, nil
}

func (s *styles) readIn(n *office.Node, automatic bool) {
	if n == nil {
		return
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "style:style":
			st := s.style(k, automatic)
			s.byKey[k.Attr("style:family")+":"+k.Attr("style:name")] = st
		case "style:default-style":
			if k.Attr("style:family") == "paragraph" {
				s.defaults = s.textProps(k.Kid("style:text-properties"))
			}
		case "text:list-style":
			s.lists[k.Attr("style:name")] = readListStyle(k, s.faces)
		case "text:outline-style":
			s.outline = readListStyle(k, s.faces)
			s.outline.name = outlineName
		}
	}
}

func (s *styles) style(n *office.Node, automatic bool) *style {
	st := &style{name: styleName(n), parent: n.Attr("style:parent-style-name"), automatic: automatic, node: n,
		outline: number(n.Attr("style:default-outline-level"), -1), text: s.textProps(n.Kid("style:text-properties"))}
	st.list, st.hasList = n.Lookup("style:list-style-name")
	return st
}

var escaped = pattern.Of(`_[0-9a-fA-F]{1,4}_`)

// styleName is a style's name as it is shown: "Heading 1" for Heading_20_1.
func styleName(n *office.Node) string {
	if s := n.Attr("style:display-name"); s != "" {
		return s
	}
	return escaped.ReplaceAllStringFunc(n.Attr("style:name"), func(m string) string {
		code, err := strconv.ParseUint(m[1:len(m)-1], 16, 32)
		if err != nil || code < ' ' {
			return m
		}
		return string(rune(code))
	})
}

// circular reports whether the parents of a style lead to one of them again. Styles
// in fine lead to an end, and so do all that lead to them.
func (s *styles) circular(key string, fine map[string]bool) bool {
	family, _, _ := strings.Cut(key, ":")
	path := map[string]bool{}
	for st := s.byKey[key]; st != nil && st.parent != "" && !fine[key]; st = s.byKey[key] {
		if path[key] {
			return true
		}
		path[key] = true
		key = family + ":" + st.parent
	}
	for key := range path {
		fine[key] = true
	}
	return false
}

// maxParents is how far the parents of a style are followed; LibreOffice's own styles
// have five.
const maxParents = 100

// chain calls f for a style and those that it is based on, until f reports true.
func (s *styles) chain(family, name string, f func(*style) bool) {
	st := s.byKey[family+":"+name]
	for n := 0; st != nil && n < maxParents; n++ {
		if f(st) || st.parent == "" {
			return
		}
		st = s.byKey[family+":"+st.parent]
	}
}

// text gives the properties of a style with those of its parents.
func (s *styles) text(family, name string) textProps {
	key := family + ":" + name
	st := s.byKey[key]
	if st == nil {
		return textProps{}
	}
	p, known := s.resolved[key]
	if !known {
		s.chain(family, name, func(st *style) bool { p = p.over(st.text); return false })
		s.resolved[key] = p
	}
	return p
}

// named is the name of the style that a person chose: of an automatic one the parent.
func (s *styles) named(family, name string) string {
	if st := s.byKey[family+":"+name]; st != nil && st.automatic {
		return st.parent
	}
	return name
}

// property is an attribute of a style's properties, or those of its parents.
func (s *styles) property(family, name, props, attr string) string {
	value := ""
	s.chain(family, name, func(st *style) bool {
		v, ok := st.node.Kid(props).Lookup(attr)
		value = v
		return ok
	})
	return value
}

func (s *styles) textProps(n *office.Node) textProps {
	if n == nil {
		return textProps{}
	}
	return textProps{
		bold:      choice(n.Attr("fo:font-weight"), "bold", "600", "700", "800", "900"),
		italic:    choice(n.Attr("fo:font-style"), "italic", "oblique"),
		underline: line(n, "style:text-underline-style", "style:text-underline-type"),
		strike:    line(n, "style:text-line-through-style", "style:text-line-through-type"),
		position:  position(n.Attr("style:text-position")),
		hidden:    choice(n.Attr("text:display"), "none"),
		ground:    ground(n.Attr("fo:background-color")),
		langs:     office.Langs{Western: language(n, "fo:language", "fo:country"), Asian: language(n, "style:language-asian", "style:country-asian"), Complex: language(n, "style:language-complex", "style:country-complex")},
		size:      n.Attr("fo:font-size"),
		face:      s.faces.of(n),
	}
}

// choice is on for one of the values, off for another and "" for none.
func choice(v string, values ...string) string {
	if v == "" {
		return ""
	}
	for _, x := range values {
		if v == x {
			return on
		}
	}
	return off
}

func line(n *office.Node, attrs ...string) string {
	for _, a := range attrs {
		if v := n.Attr(a); v != "" {
			if v == "none" {
				return off
			}
			return on
		}
	}
	return ""
}

// position reads raised and lowered text: "super 58%", or how far in per cent
// (20.384).
func position(v string) string {
	v, _, _ = strings.Cut(strings.TrimSpace(v), " ")
	switch {
	case v == "" || v == "super" || v == "sub":
		return v
	case strings.HasPrefix(v, "-"):
		return "sub"
	case strings.Trim(v, "0.%") == "":
		return off
	}
	return "super"
}

func ground(v string) string {
	switch strings.ToLower(v) {
	case "":
		return ""
	case "transparent", "#ffffff":
		return off
	}
	return strings.ToLower(v)
}

func language(n *office.Node, name, country string) string {
	lang, region := n.Attr(name), n.Attr(country)
	switch {
	case lang == "" || lang == "none" || lang == "zxx":
		return map[bool]string{true: "", false: off}[lang == ""]
	case region == "" || region == "none":
		return lang
	}
	return lang + "-" + region
}

// number reads a whole number; it is otherwise for anything else.
func number(s string, otherwise int) int {
	k, err := strconv.Atoi(s)
	if err != nil || k < -1<<30 || k > 1<<30 {
		return otherwise
	}
	return k
}

// units are those of lengths (18.3.18), in twentieths of a point.
var units = map[string]float64{"cm": 1440 / 2.54, "mm": 144 / 2.54, "in": 1440, "pt": 20, "pc": 240, "px": 15}

// twips reads a length; ok is false for what is none.
func twips(s string) (n int, ok bool) {
	if len(s) < 3 {
		return 0, false
	}
	v, err := strconv.ParseFloat(s[:len(s)-2], 64)
	unit := units[s[len(s)-2:]]
	if err != nil || unit == 0 || v > 1e5 || v < -1e5 {
		return 0, false
	}
	return int(v * unit), true
}
