package pandoc

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/attributes"
	"octavo/pipeline/internal/text"
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

// names are the classes, a dot before each, and the keys.
func (a attr) names() []string {
	var out []string
	for _, c := range a.classes {
		out = append(out, "."+c)
	}
	return append(out, slices.Sorted(maps.Keys(a.keys))...)
}

// passed says what becomes of the attributes of an element that the tree has no
// form for; the names in read are known to the caller, as are write/pandoc's own.
func (r *reader) passed(e attributes.Element, a attr, run []ast.Inline, read ...string) {
	for _, name := range a.names() {
		row := attributes.Of(e, name)
		value := a.keys[name]
		switch {
		case slices.Contains(read, name) || slices.Contains(own, name):
		case name == "dir" && !text.Turns(value, ast.PlainText(run)):
		case row.Column == attributes.Lost:
			r.losses.Add(row.Cause(e, name), diag.Diagnostic{Code: CodeAttrs, Pos: r.pos(), Rule: "pandoc", Dropped: value,
				Message: fmt.Sprintf("%s of %s was left out, %s", attributes.Called(name), e.Article(), row.Use), Hint: "write in words what it means"})
		case (row.Column == attributes.Style || row.Column == attributes.Private) && (value != "" || !r.styles[name]):
			r.styles[name] = true
			r.leaveOut(CodeName, value, attributes.Called(name)+" is for style sheets or programs and was left out")
		}
	}
}

// own are the keys in which write/pandoc carries what pandoc's tree has no form for.
var own = strings.Fields("data-id data-label data-note data-alt data-scheme data-info data-order data-custom-style data-header data-headers data-scope")

// identifier gives an identifier that can stand in the tree and is not taken.
func (r *reader) identifier(id string) string {
	if id == "" || r.ids[id] || !isID(id) {
		return ""
	}
	r.ids[id] = true
	return id
}
