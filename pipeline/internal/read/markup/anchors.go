package markup

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// claim gives the identifier of an element, or its name, where a link of the page
// leads to it and nothing has it yet; else "".
func (r *reader) claim(n *html.Node) string {
	for _, key := range []string{"id", "name"} {
		id := attr(n, key)
		if id != "" && (r.wanted[id] || r.piece) && r.ids[id] == n && r.nameable(id) && !r.given[id] {
			r.given[id] = true
			return r.idName(id)
		}
	}
	return ""
}

// nameable reports whether what has this identifier can be led to: in a piece of HTML
// the links stand outside, and lead to the identifier as it is.
func (r *reader) nameable(id string) bool { return ast.IsID(id) || !r.piece }

// idName is the identifier that the tree has for one of the page: itself, where it can
// stand there, else one made of it that no other element has. HTML takes anything
// without a space (3.2.6), XML takes names.
func (r *reader) idName(id string) string {
	if ast.IsID(id) {
		return id
	}
	if known := r.named[id]; known != "" {
		return known
	}
	base := ast.IDOf(id, "_")
	made := base
	for n := 2; r.ids[made] != nil; n++ {
		made = fmt.Sprintf("%s-%d", base, n)
	}
	r.ids[made] = r.ids[id]
	if r.named == nil {
		r.named = map[string]string{}
	}
	r.named[id] = made
	return made
}

// await keeps the identifier of an element for the text that comes next.
func (r *reader) await(n *html.Node) {
	if id := r.claim(n); id != "" {
		r.waiting = append(r.waiting, &ast.Anchor{At: r.at(), ID: id})
	}
}

// awaited takes the last of the identifiers that wait, for a block of its own;
// "" where none does.
func (r *reader) awaited() string {
	if len(r.waiting) == 0 {
		return ""
	}
	last := r.waiting[len(r.waiting)-1]
	r.waiting = r.waiting[:len(r.waiting)-1]
	return ast.NodeID(last)
}

// anchored puts the anchors that wait before a run that shows something.
func (r *reader) anchored(list []ast.Inline) []ast.Inline {
	if len(list) == 0 || len(r.waiting) == 0 {
		return list
	}
	list = append(r.waiting, list...)
	r.waiting = nil
	return list
}

// hold has the anchors of a run that shows nothing wait for the next.
func (r *reader) hold(list []ast.Inline) {
	ast.WalkInlines(list, func(n ast.Node) bool {
		if a, ok := n.(*ast.Anchor); ok {
			r.waiting = append(r.waiting, a)
		}
		return true
	})
}

// withoutWays takes the links to other places of the page out of a heading: they
// lead to it or back to the contents.
func (r *reader) withoutWays(title []ast.Inline) []ast.Inline {
	var out []ast.Inline
	for _, in := range title {
		l, ok := in.(*ast.Link)
		if !ok || !strings.HasPrefix(l.URL, "#") {
			out = append(out, in)
			continue
		}
		if text, unseen := zeroWidth(l.Inlines); unseen { // a place to point at
			r.drop(CodeLink, 0.95, text, fmt.Sprintf("a heading's link to %q in the page was left out: it shows nothing", l.URL))
			l.URL = ""
			continue
		}
		r.add(diag.Info, CodeLink, 0.9, fmt.Sprintf("a heading's link to %q in the page was left out; its text was kept", l.URL), "")
		out = append(out, l.Inlines...)
		l.URL = "" // it is none of the page's links any more

	}
	return ast.JoinText(out)
}

// zeroWidth gives the characters of a run that has none with a width.
func zeroWidth(list []ast.Inline) (string, bool) {
	if len(list) != 1 {
		return "", false
	}
	t, ok := list[0].(*ast.Text)
	if !ok || strings.Trim(t.Value, " \u200b\ufeff") != "" {
		return "", false
	}
	return t.Value, true
}
