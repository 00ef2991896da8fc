package markup

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"

	"octavo/pipeline/internal/pattern"
)

// sheet is what the style sheets of a page itself say of its classes, as far as that
// means something: programs mark what is struck out, bold or raised by classes of
// their own making. Of the selectors those are read that end in classes, with or
// without an element, and name what stands around by elements and classes (Selectors
// Level 4, 4.1, 5.1, 6.6 and 15.1).
type sheet struct {
	// rules are by the class that they are found by, the rarest of each when it came.
	rules map[string][]*rule
	known map[string]*rule // by selector
	// counters are how items of a class's lists are numbered where the sheet counts
	// them before their text.
	counters map[string][]counterPart
	// counting tells that something is counted before a text, though it may not be known
	// what: a list that shows no signs of its own may get its numbers so.
	counting bool
	count    int
}

// rule is what the sheets declare for one selector.
type rule struct {
	parts    []compound // the last is the element itself, those before stand around it
	weight   int        // its specificity (Selectors Level 4, 17)
	declared map[string]declared
}

// compound is an element, "" for any, with its classes.
type compound struct {
	element string
	classes []string
}

// declared is the value of a property, and where it stands in the cascade.
type declared struct {
	value string
	order int
}

// meant are the properties that say something of a text.
var meant = map[string]bool{
	"width":           true,                     // of pictures
	"list-style-type": true, "list-style": true, // of lists and items
	"font-family":     true, // of paragraphs, where it is that of a typewriter
	"text-decoration": true, "text-decoration-line": true, "font-weight": true, "font-style": true, "vertical-align": true, "background-color": true,
}

var compoundSelector = pattern.Of(`^([a-zA-Z][a-zA-Z0-9]*)?((?:\.[\w-]+)*)$`)

// The bounds of rules, which keep the work for an element small whatever a sheet says:
// rules found by one class, and compounds in a selector.
const (
	mostRules     = 40
	mostCompounds = 4
)

// compounds parts a selector; nil for one that is not read.
func compounds(selector string) []compound {
	var out []compound
	for _, part := range strings.Fields(selector) {
		m := compoundSelector.FindStringSubmatch(part)
		if m == nil || len(out) == mostCompounds {
			return nil
		}
		out = append(out, compound{strings.ToLower(m[1]), strings.FieldsFunc(m[2], func(c rune) bool { return c == '.' })})
	}
	if len(out) == 0 {
		return nil
	}
	if last := out[len(out)-1]; len(last.classes) == 0 && !byElement[last.element] {
		return nil
	}
	return out
}

// byElement are the elements of which a sheet says something without a class: how lists
// are numbered, and how wide pictures are.
var byElement = map[string]bool{"ol": true, "ul": true, "li": true, "img": true}

// elementKey is what the rules of an element without a class are found by.
func elementKey(element string) string { return "<" + element }

// fits reports whether an element is what a compound names.
func (c compound) fits(n *html.Node) bool {
	return (c.element == "" || n.Data == c.element) && !slices.ContainsFunc(c.classes, func(class string) bool { return !hasClass(n, class) })
}

// fits reports whether a rule is for an element of these classes: what stands around is
// looked for outwards, the nearest first.
func (r *rule) fits(n *html.Node, classes map[string]bool) bool {
	last := r.parts[len(r.parts)-1]
	if last.element != "" && last.element != n.Data || slices.ContainsFunc(last.classes, func(c string) bool { return !classes[c] }) {
		return false
	}
	left := r.parts[:len(r.parts)-1]
	for p := n.Parent; p != nil && len(left) > 0; p = p.Parent {
		if p.Type == html.ElementNode && left[len(left)-1].fits(p) {
			left = left[:len(left)-1]
		}
	}
	return len(left) == 0
}

// ownSheet writes what the page's own style sheets say of the classes of an element
// into its style, behind its own declarations, which come before them in the cascade
// (CSS Cascading and Inheritance Level 4, 6).
func (r *reader) ownSheet(root *html.Node) {
	s := &sheet{rules: map[string][]*rule{}, known: map[string]*rule{}, counters: map[string][]counterPart{}}
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
			selectors = append(selectors, listed(p.Values())...)
		case css.DeclarationGrammar:
			if depth == 0 {
				s.declare(selectors, strings.ToLower(string(data)), p.Values())
			}
		case css.EndRulesetGrammar:
			selectors = nil
		}
	}
}

// listed are the selectors of a list (Selectors Level 4, 4.1); the commas in brackets
// part none.
func listed(tokens []css.Token) []string {
	var out []string
	depth, start := 0, 0
	for i, t := range tokens {
		switch t.TokenType {
		case css.FunctionToken, css.LeftParenthesisToken, css.LeftBracketToken:
			depth++
		case css.RightParenthesisToken, css.RightBracketToken:
			depth--
		case css.CommaToken:
			if depth == 0 {
				out, start = append(out, source(tokens[start:i])), i+1
			}
		}
	}
	return append(out, source(tokens[start:]))
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
			s.counting = s.counting || strings.Contains(source(value), "counter")
			if m := counterSelector.FindStringSubmatch(selector); m != nil {
				s.counters[m[1]] = counterParts(value)
			}
		case meant[property]:
			if r := s.rule(selector); r != nil && !resets(r, property, value) {
				s.count++
				r.declared[property] = declared{strings.ToLower(source(value)), s.count}
			}
		}
	}
}

// resets reports whether a declaration takes the signs of all lists away, as sheets do
// that give them back in another file.
func resets(r *rule, property string, value []css.Token) bool {
	return strings.HasPrefix(property, "list-style") && len(r.parts) == 1 && len(r.parts[0].classes) == 0 && showsNone(source(value))
}

// showsNone reports whether a value of list-style takes a list's signs away.
func showsNone(value string) bool { return slices.Contains(strings.Fields(value), "none") }

// rule gives the rule of a selector; nil for one that is not read.
func (s *sheet) rule(selector string) *rule {
	if r, ok := s.known[selector]; ok {
		return r
	}
	s.known[selector] = nil
	parts := compounds(selector)
	if parts == nil {
		return nil
	}
	last := parts[len(parts)-1]
	classes := last.classes
	if len(classes) == 0 {
		classes = []string{elementKey(last.element)}
	}
	by := slices.MinFunc(classes, func(a, b string) int { return len(s.rules[a]) - len(s.rules[b]) })
	if len(s.rules[by]) == mostRules {
		return nil
	}
	r := &rule{parts: parts, declared: map[string]declared{}}
	for _, c := range parts {
		r.weight += len(c.classes)*(mostCompounds+1) + len(c.element[:min(1, len(c.element))])
	}
	s.rules[by] = append(s.rules[by], r)
	s.known[selector] = r
	return r
}

// cascade puts what a rule declares in the place of what is less specific or came
// before; count is how many declarations there are.
func (r *rule) cascade(count int, found map[string]declared) {
	for property, d := range r.declared {
		d.order += r.weight * (count + 1)
		if d.order > found[property].order {
			found[property] = d
		}
	}
}

// apply adds to the style of an element what its classes say. Of a block or a link
// only what strikes it out or numbers it: more is how it is drawn.
func (s *sheet) apply(n *html.Node) {
	classes := map[string]bool{}
	for _, c := range strings.Fields(attr(n, "class")) {
		classes[c] = true
	}
	found := map[string]declared{}
	cascade := func(rules []*rule) {
		for _, r := range rules {
			if r.fits(n, classes) {
				r.cascade(s.count, found)
			}
		}
	}
	for c := range classes {
		cascade(s.rules[c])
	}
	cascade(s.rules[elementKey(n.Data)])
	var added []string
	for property, d := range found {
		if saysOf(n, property, d.value) && !(s.counting && showsNone(d.value)) {
			added = append(added, property+":"+d.value)
		}
	}
	if len(added) > 0 {
		slices.Sort(added)
		addStyle(n, strings.Join(added, ";"))
	}
}

// saysOf reports whether a declaration of the sheet says something of the text of an
// element.
func saysOf(n *html.Node, property, value string) bool {
	switch property {
	case "width":
		return is(n, "img", "object", "embed", "svg") && !strings.Contains(value, "%")
	case "list-style-type", "list-style":
		return is(n, "ol", "ul", "li")
	case "font-family":
		return is(n, "p") && typewriter.MatchString(value)
	}
	return !isBlock(n) && n.Data != "a" || strings.Contains(value, "line-through")
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
