package markup

import (
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

// sheet is what the style sheets of a page itself say of its classes, as far as that
// means something: office programs mark what is struck out, bold or raised by
// classes of their own making. Of the selectors only those that name one class, with
// or without an element, are read.
type sheet struct {
	// rules are by selector, "span.c5" or ".c5", and by property.
	rules map[string]map[string]declared
	// counters are how items of a class's lists are numbered where the sheet counts
	// them before their text.
	counters map[string][]counterPart
	count    int
}

// declared is the value of a property, and where it stands in the cascade.
type declared struct {
	value string
	order int
}

// meant are the properties that say something of a text.
var meant = map[string]bool{
	"text-decoration": true, "text-decoration-line": true, "font-weight": true, "font-style": true, "vertical-align": true, "background-color": true,
}

var classSelector = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9]*\.[\w-]+$|^\.[\w-]+$`)

// ownSheet writes what the page's own style sheets say of the classes of an element
// into its style, behind its own declarations, which come before them in the cascade
// (CSS Cascading and Inheritance Level 4, 6).
func (r *reader) ownSheet(root *html.Node) {
	s := &sheet{rules: map[string]map[string]declared{}, counters: map[string][]counterPart{}}
	walk(root, func(n *html.Node) bool {
		if is(n, "style") && onScreen(attr(n, "media")) {
			s.read(textOf(n))
		}
		return true
	})
	r.counters = s.counters
	if len(s.rules) == 0 {
		return
	}
	walk(root, func(n *html.Node) bool {
		if n.Type == html.ElementNode {
			s.apply(n)
		}
		return true
	})
}

// onScreen reports whether a sheet for these media is one for a screen.
func onScreen(media string) bool {
	media = strings.ToLower(media)
	return strings.TrimSpace(media) == "" || strings.Contains(media, "all") || strings.Contains(media, "screen")
}

// read takes the rules that stand in no other rule.
func (s *sheet) read(text string) {
	p := css.NewParser(parse.NewInputString(text), false)
	var selectors []string
	depth := 0
	for {
		grammar, _, data := p.Next()
		switch grammar {
		case css.ErrorGrammar:
			if !p.HasParseError() {
				return
			}
		case css.BeginAtRuleGrammar:
			depth++
		case css.EndAtRuleGrammar:
			depth--
		case css.QualifiedRuleGrammar, css.BeginRulesetGrammar:
			selectors = append(selectors, source(p.Values()))
		case css.DeclarationGrammar:
			if depth == 0 {
				s.declare(selectors, strings.ToLower(string(data)), p.Values())
			}
		case css.EndRulesetGrammar:
			selectors = nil
		}
	}
}

func source(tokens []css.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.Write(t.Data)
	}
	return strings.TrimSpace(b.String())
}

// declare notes a declaration for the selectors that are read.
func (s *sheet) declare(selectors []string, property string, value []css.Token) {
	for _, selector := range selectors {
		switch {
		case property == "content":
			if m := counterSelector.FindStringSubmatch(selector); m != nil {
				s.counters[m[1]] = counterParts(value)
			}
		case meant[property] && classSelector.MatchString(selector):
			if s.rules[selector] == nil {
				s.rules[selector] = map[string]declared{}
			}
			s.count++
			s.rules[selector][property] = declared{strings.ToLower(source(value)), s.count}
		}
	}
}

// apply adds to the style of an element what its classes say. Of a block or a link
// only what strikes it out: more is how it is drawn.
func (s *sheet) apply(n *html.Node) {
	found := map[string]declared{}
	for _, c := range strings.Fields(attr(n, "class")) {
		for weight, selector := range []string{"." + c, n.Data + "." + c} {
			for property, d := range s.rules[selector] {
				d.order += weight * (s.count + 1) // an element more is more specific
				if d.order > found[property].order {
					found[property] = d
				}
			}
		}
	}
	var added []string
	for property, d := range found {
		if !isBlock(n) && n.Data != "a" || strings.Contains(d.value, "line-through") {
			added = append(added, property+":"+d.value)
		}
	}
	if len(added) > 0 {
		slices.Sort(added)
		addStyle(n, strings.Join(added, ";"))
	}
}

// addStyle puts declarations behind those of an element's style.
func addStyle(n *html.Node, declarations string) {
	for i, a := range n.Attr {
		if a.Key == "style" && a.Namespace == "" {
			n.Attr[i].Val += ";" + declarations
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: "style", Val: declarations})
}
