package vector

import (
	"slices"
	"strings"
)

// rule is a rule of a style sheet with one simple selector: a name, a class, an
// identifier, or a name with a class. Others are left out.
type rule struct {
	weight int // 1 for a name, 10 for a class, 100 for an identifier (CSS 2.2, 6.4.3)
	name   string
	order  int
	values map[string]string
}

// sheet holds the rules by what they select: name, ".class" or "#id".
type sheet struct {
	rules map[string][]rule
	count int
	// odd is set where a rule was left out.
	odd bool
}

const maxRules = 5000

// read adds the rules of a style element.
func (s *sheet) read(text string) {
	text = withoutComments(text)
	text = strings.NewReplacer("<![CDATA[", "", "]]>", "", "<!--", "", "-->", "").Replace(text)
	for {
		head, rest, more := strings.Cut(text, "{")
		if !more {
			return
		}
		body, after, _ := strings.Cut(rest, "}")
		if head = strings.TrimSpace(head); strings.HasPrefix(head, "@") {
			after = s.passAt(head, body, after)
		} else {
			s.add(head, body)
		}
		text = after
	}
}

func withoutComments(text string) string {
	var b strings.Builder
	for {
		code, rest, more := strings.Cut(text, "/*")
		b.WriteString(code)
		if !more {
			return b.String()
		}
		_, text, _ = strings.Cut(rest, "*/")
	}
}

// passAt goes by a rule for a medium or a face; a face is none that we have.
func (s *sheet) passAt(head, body, after string) string {
	if i := strings.LastIndex(head, ";"); i >= 0 { // @import …; .a { … }
		s.odd = true
		s.add(strings.TrimSpace(head[i+1:]), body)
		return after
	}
	if strings.HasPrefix(head, "@font-face") || strings.HasPrefix(head, "@page") {
		return after
	}
	s.odd = true
	for strings.Contains(body, "{") { // rules in the rule, as far as its own end
		var more bool
		if body, after, more = strings.Cut(after, "}"); !more {
			return ""
		}
	}
	return after
}

func (s *sheet) add(head, body string) {
	values := declarations(body)
	if len(values) == 0 {
		return
	}
	for selector := range strings.SplitSeq(head, ",") {
		if s.count++; s.count > maxRules {
			s.odd = true
			return
		}
		s.addOne(strings.TrimSpace(selector), values)
	}
}

func (s *sheet) addOne(selector string, values map[string]string) {
	r := rule{order: s.count, values: values, weight: 1}
	key := selector
	if i := strings.IndexAny(selector, ".#"); i >= 0 {
		r.name, key = selector[:i], selector[i:]
		r.weight = 10
		if key[0] == '#' {
			r.weight = 100
		}
	}
	switch {
	case selector == "svg" || selector == ":root":
		key = "svg"
	case key == "" || r.name+key[1:] != strings.Map(plain, r.name+key[1:]) || key != "*" && strings.Map(plain, key[:1]) == "" && len(key) < 2:
		s.odd = s.odd || !strings.Contains(selector, ":hover")
		return
	}
	if s.rules == nil {
		s.rules = map[string][]rule{}
	}
	s.rules[key] = append(s.rules[key], r)
}

// plain keeps what names of classes and elements are made of.
func plain(r rune) rune {
	if strings.ContainsRune(" >+~:[].#*\t\n\"'()", r) {
		return -1
	}
	return r
}

// declarations parts what stands between braces or in a style attribute.
func declarations(body string) map[string]string {
	out := map[string]string{}
	for d := range strings.SplitSeq(body, ";") {
		key, value, ok := strings.Cut(d, ":")
		value, _, _ = strings.Cut(value, "!important")
		if key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value); ok && value != "" {
			out[key] = value
		}
	}
	return out
}

// of are the declarations for an element: its attributes, which weigh least, the
// rules that select it, its style attribute. The second result is what finding
// them took.
func (s *sheet) of(n *node) (map[string]string, int) {
	out := map[string]string{}
	for key, v := range n.attr {
		out[key] = v
	}
	work := len(n.attr["style"]) + len(n.attr["class"])
	matched := append(slices.Clone(s.rules["*"]), s.rules[n.name]...)
	classes := strings.Fields(n.attr["class"])
	for _, c := range classes[:min(len(classes), maxClasses)] {
		matched = append(matched, s.rules["."+c]...)
	}
	if id := n.attr["id"]; id != "" {
		matched = append(matched, s.rules["#"+id]...)
	}
	slices.SortStableFunc(matched, func(a, b rule) int {
		if a.weight != b.weight {
			return a.weight - b.weight
		}
		return a.order - b.order
	})
	for _, r := range matched {
		work += 1 + len(r.values)
		if r.name == "" || r.name == n.name {
			for key, v := range r.values {
				out[key] = v
			}
		}
	}
	for key, v := range declarations(n.attr["style"]) {
		out[key] = v
	}
	return out, work
}
