package markdown

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/read/attributes"
	chars "octavo/pipeline/internal/text"
)

// weighed is an attribute as it was met: some texts are read twice. A place of the
// zero value stands for the whole file.
type weighed struct {
	at      diag.Pos
	element attributes.Element
	name    string
}

// names are the classes, a dot before each, and the keys.
func (a attrs) names() []string {
	var out []string
	for _, c := range a.classes {
		out = append(out, "."+c)
	}
	return append(out, slices.Sorted(maps.Keys(a.keys))...)
}

// value is what stands behind a key; a class has none.
func (a attrs) value(name string) string {
	if strings.HasPrefix(name, ".") {
		return ""
	}
	return a.keys[name]
}

// passBy says what becomes of the attributes of an element that the tree has no
// form for; the names in read are known to the caller.
func (r *reader) passBy(e attributes.Element, a attrs, pos diag.Pos, text []ast.Inline, read ...string) {
	for _, name := range a.names() {
		row := attributes.Of(e, name)
		met := weighed{pos, e, name}
		if name == rawFormat || slices.Contains(read, name) || r.told[met] {
			continue
		}
		r.told[met] = true
		switch {
		case name == "dir" && !chars.Turns(a.keys[name], ast.PlainText(text)):
		case name == "lang" && row.Column == attributes.Read && !meta.IsLang(a.keys[name]):
			r.lose(e, name, pos, a.keys[name], attributes.Row{Use: "which names no language that is known"})
		case row.Column == attributes.Lost:
			r.lose(e, name, pos, a.value(name), row)
		case row.Column == attributes.Style || row.Column == attributes.Private:
			r.tell(name, pos, a.value(name))
		}
	}
}

// lose says that an attribute is not carried.
func (r *reader) lose(e attributes.Element, name string, pos diag.Pos, value string, row attributes.Row) {
	r.losses.Add(row.Cause(e, name), diag.Diagnostic{Code: CodeLost, Pos: pos, Rule: "markdown", Dropped: value,
		Message: fmt.Sprintf("%s of %s was left out, %s", attributes.Called(name), e.Article(), row.Use), Hint: "write in words what it means"})
}

// tell puts on record, once, that a name for a style sheet or a program was left
// out.
func (r *reader) tell(name string, pos diag.Pos, value string) {
	if once := (weighed{name: name}); value != "" || !r.told[once] {
		r.told[once] = true
		r.drop(diag.Info, CodeAttrs, pos, value, attributes.Called(name)+" is for style sheets or programs and was left out")
	}
}

// ownAttrs are the attributes behind a link, an image or code; its identifier is
// added as an anchor.
func (r *reader) ownAttrs(c *collector, n gast.Node) attrs {
	node, ok := n.NextSibling().(*attrNode)
	if !ok {
		a := r.definedAttrs(n)
		if id := r.id(a.id, r.inlineAt(n).Src); id != "" {
			c.add(&ast.Anchor{At: r.inlineAt(n), ID: id})
		}
		return a
	}
	at := r.inlineAt(n)
	if node.own == nil {
		id := r.id(node.attrs.id, at.Src)
		node.own = &id
	}
	if *node.own != "" {
		c.add(&ast.Anchor{At: at, ID: *node.own})
	}
	return node.attrs.with(r.definedAttrs(n))
}

// attributed is a run with what attributes say of it, the first class outermost.
func (r *reader) attributed(e attributes.Element, at ast.At, run []ast.Inline, a attrs) []ast.Inline {
	var read []string
	if len(run) == 0 {
		a.classes = nil
	}
	for _, class := range slices.Backward(a.classes) {
		if in := a.node(at, class); in != nil {
			ast.SetChildren(in, run)
			run = []ast.Inline{in}
			read = append(read, "."+class)
		}
	}
	if a.has("abbr") {
		read = append(read, "title")
	}
	run, turned := ast.Directed(at, a.keys["dir"], false, run)
	if turned {
		read = append(read, "dir")
	}
	r.passBy(e, a, at.Src, run, read...)
	return a.inLang(run)
}

// node is the inline that a class of a span stands for; nil for none.
func (a attrs) node(at ast.At, class string) ast.Inline {
	switch class {
	case "emph":
		return &ast.Emph{At: at}
	case "strong":
		return &ast.Strong{At: at}
	case "sup":
		return &ast.Super{At: at}
	case "sub":
		return &ast.Sub{At: at}
	case "abbr":
		return &ast.Abbr{At: at, Expansion: chars.OneLine(a.keys["title"])}
	}
	if kind := ast.MarkOfClass(class); kind != "" {
		return &ast.Mark{At: at, Kind: kind}
	}
	return nil
}
