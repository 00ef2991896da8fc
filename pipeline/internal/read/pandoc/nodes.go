package pandoc

import (
	"fmt"
	"slices"
	"strings"
)

// tagged takes a node apart: its tag and its content.
func (r *reader) tagged(v any) (tag string, content any) {
	n, ok := v.(map[string]any)
	tag, named := n["t"].(string)
	if !ok || !named {
		r.broken("a node without a tag")
	}
	return tag, n["c"]
}

// broken keeps the first place at which the tree has not the shape of pandoc's.
func (r *reader) broken(what string) {
	if r.err == nil {
		r.err = r.fault(fmt.Sprintf("this is no tree of pandoc's: near block %d it holds %s", max(len(r.lines), 1), what))
	}
}

// parts gives the n parts of a node's content; where it has not that many, the
// tree is broken.
func (r *reader) parts(tag string, content any, n int) []any {
	list, _ := content.([]any)
	if len(list) != n {
		r.broken("a " + tag + " of another shape")
		return make([]any, n)
	}
	return list
}

func (r *reader) list(tag string, v any) []any {
	list, ok := v.([]any)
	if !ok {
		r.broken("a " + tag + " of another shape")
	}
	return list
}

func (r *reader) text(tag string, v any) string {
	s, ok := v.(string)
	if !ok {
		r.broken("a " + tag + " of another shape")
	}
	return r.clean(s)
}

func (r *reader) number(tag string, v any) int {
	n, ok := v.(float64)
	if !ok || n != float64(int32(n)) {
		r.broken("a " + tag + " of another shape")
		return 0
	}
	return int(n)
}

// attr is an identifier, classes, and keys with their values.
type attr struct {
	id      string
	classes []string
	keys    map[string]string
}

func (a attr) has(class string) bool { return slices.Contains(a.classes, class) }

func (r *reader) attr(tag string, v any) attr {
	p := r.parts(tag, v, 3)
	a := attr{keys: map[string]string{}}
	if r.err != nil {
		return a
	}
	a.id = r.text(tag, p[0])
	for _, c := range r.list(tag, p[1]) {
		a.classes = append(a.classes, r.text(tag, c))
	}
	for _, pair := range r.list(tag, p[2]) {
		kv := r.parts(tag, pair, 2)
		a.keys[r.text(tag, kv[0])] = r.text(tag, kv[1])
	}
	return a
}

// passed notes the classes and keys of a division or span that mean nothing here,
// those in known aside.
func (r *reader) passed(a attr, known ...string) {
	var names []string
	for _, c := range a.classes {
		if !slices.Contains(known, c) && !slices.Contains(silent, c) {
			names = append(names, "."+c)
		}
	}
	for k := range a.keys {
		if !slices.Contains(known, k) && !slices.Contains(silent, k) {
			names = append(names, k)
		}
	}
	slices.Sort(names)
	for _, n := range names {
		r.lose(CodeAttrs, n, fmt.Sprintf("the attribute %s means nothing here; the text that has it was kept", n),
			"mark up otherwise what it stands for")
	}
}

// silent are classes and keys that carry no meaning of their own: pandoc's own
// of sections, addresses, anchors and bibliographies, and how something looks.
var silent = strings.Fields(`section level1 level2 level3 level4 level5 level6 uri email anchor paragraph-insertion paragraph-deletion
	references csl-bib-body csl-entry csl-left-margin csl-right-inline csl-block csl-indent entry-spacing line-spacing hanging-indent
	style width height role data-custom-style`)

// identifier gives an identifier that can stand in the tree and is not taken.
func (r *reader) identifier(id string) string {
	if id == "" || r.ids[id] || !isID(id) {
		return ""
	}
	r.ids[id] = true
	return id
}
