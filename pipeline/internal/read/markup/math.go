package markup

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/formula"
)

// mathFinder finds the formulas of a page before anything else is read: MathML,
// the pairs that programs make of one formula for the eye and one for the ear,
// pictures and scripts with TeX, and TeX between delimiters. In the place of each
// it puts an empty element, and notes what it stands for.
type mathFinder struct {
	r *reader
	// engine tells that the page loads a program that sets TeX between double
	// dollars; dollar, that it takes single ones, too.
	engine, dollar bool
}

// formulas finds those of the page.
func (r *reader) findFormulas(root *html.Node) {
	r.formulas = map[*html.Node]*ast.Formula{}
	m := &mathFinder{r: r}
	m.survey(root)
	for _, find := range []func(*html.Node){m.script, m.mathML, m.drawn, m.picture, m.named, m.delimited} {
		for _, n := range all(root) {
			if n.Parent != nil {
				find(n)
			}
		}
	}
}

// all lists the nodes in n, so that the tree may change meanwhile.
func all(n *html.Node) []*html.Node {
	var out []*html.Node
	walk(n, func(c *html.Node) bool {
		out = append(out, c)
		return true
	})
	return out
}

// survey looks for MathJax and KaTeX.
func (m *mathFinder) survey(root *html.Node) {
	walk(root, func(n *html.Node) bool {
		if !is(n, "script") {
			return true
		}
		text := textOf(n)
		named := strings.ToLower(attr(n, "src") + " " + text)
		m.engine = m.engine || strings.Contains(named, "mathjax") || strings.Contains(named, "katex")
		m.dollar = m.dollar || m.engine && (strings.Contains(text, `'$'`) || strings.Contains(text, `"$"`))
		return false
	})
}

// put puts a formula in the place of n; one that stood in another formula went with
// that.
func (m *mathFinder) put(n *html.Node, f *ast.Formula) {
	if n.Parent == nil {
		return
	}
	m.r.enter(n)
	f.At = m.r.at()
	m.read(textOf(n))
	stand := m.stand(f)
	stand.Attr = append(stand.Attr, html.Attribute{Key: lineAttr, Val: attr(n, lineAttr)})
	n.Parent.InsertBefore(stand, n)
	n.Parent.RemoveChild(n)
}

// read notes the source of a formula, which the tree has in another form.
func (m *mathFinder) read(source string) {
	if source = strings.TrimSpace(source); source != "" {
		m.r.drop(CodeFormula, 0.95, source, "a formula was read as mathematics")
	}
}

// stand makes the element that stands for a formula.
func (m *mathFinder) stand(f *ast.Formula) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: "math"}
	m.r.formulas[n] = f
	return n
}

// mathNames are how the names of classes and elements begin that programs give
// to what they make of formulas.
var mathNames = []string{"mwe-math", "katex", "mathjax", "mjx", "mjp", "ltx_math", "ltx_equation", "arithmatex", "math-inline", "math-display"}

// mathPart reports whether an element is named as a part of a formula.
func mathPart(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	for _, name := range append(strings.Fields(attr(n, "class")), n.Data) {
		if name = strings.ToLower(name); name == "math" || hasPrefix(name, mathNames...) {
			return true
		}
	}
	return false
}

// isMath reports whether n is a math element, also with a prefix.
func isMath(n *html.Node) bool {
	return n.Type == html.ElementNode && localName(n.Data) == "math"
}

func localName(name string) string { return name[strings.LastIndexByte(name, ':')+1:] }

// mathML reads a math element and takes out the second form beside it.
func (m *mathFinder) mathML(n *html.Node) {
	if !isMath(n) || m.r.formulas[n] != nil {
		return
	}
	whole, paired := m.whole(n)
	if hidden(n) && !paired {
		return
	}
	source := mathNode(n)
	f := m.fromMathML(n, source)
	if f == nil {
		n.Parent.RemoveChild(n) // an empty one
		return
	}
	f.Display = f.Display || displays(whole)
	m.put(whole, f)
}

// fromMathML reads a formula; one that cannot be read is its source.
func (m *mathFinder) fromMathML(n *html.Node, source *formula.Node) *ast.Formula {
	if label := attr(n.Parent, "aria-label"); source.Attrs["aria-label"] == "" && mathPart(n.Parent) {
		source.Attrs["aria-label"] = label
	}
	tex, words, fault := formula.Source(source)
	if fault != nil {
		if tex = unread(source); tex == "" {
			return nil
		}
	}
	return &ast.Formula{TeX: tex, Alt: clean(words), Display: source.Attrs["display"] == "block" || source.Attrs["mode"] == "display"}
}

// unread is what stands for a formula that cannot be read: its TeX, the author's
// words, or the MathML itself; "" for an empty one.
func unread(source *formula.Node) string {
	if tex, ok := formula.Bare(source.Annotation()); ok {
		return tex
	}
	for _, name := range []string{"alttext", "aria-label"} {
		if words := oneLine(source.Attrs[name]); words != "" {
			return formula.Words(words)
		}
	}
	return formula.Unread(source)
}

// whole climbs from a formula to the element that holds all forms of it and
// nothing else; paired tells that there is another form.
func (m *mathFinder) whole(n *html.Node) (*html.Node, bool) {
	paired := false
	for p := n.Parent; p != nil && p.Type == html.ElementNode && !is(p, "body", "main", "article", "p", "td", "li"); p = n.Parent {
		shadows, only := others(p, n)
		if !only || shadows == 0 && !mathPart(p) {
			break
		}
		paired = paired || shadows > 0 || mathPart(p)
		n = p
	}
	return n, paired
}

// others counts the second forms of a formula beside n in p; only is false where
// something else stands there.
func others(p, n *html.Node) (shadows int, only bool) {
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c == n || c.Type == html.CommentNode:
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		case c.Type == html.ElementNode && find(c, "math") == nil && (mathPart(c) || is(c, "svg", "script") || (is(c, "img") || hidden(c)) && mathPart(p)):
			shadows++
		default:
			return shadows, false
		}
	}
	return shadows, true
}

// displays reports whether programs say that a formula stands on its own line.
func displays(n *html.Node) bool {
	for p := n; p != nil && p.Type == html.ElementNode; p = p.Parent {
		if !mathPart(p) && p != n {
			return false
		}
		class := strings.ToLower(attr(p, "class"))
		if strings.Contains(class, "display") || attr(p, "display") == "true" || attr(p, "display") == "block" {
			return true
		}
	}
	return false
}

// mathNode copies a math element.
func mathNode(n *html.Node) *formula.Node {
	if n.Type != html.ElementNode {
		return &formula.Node{Text: clean(n.Data)}
	}
	out := &formula.Node{Name: localName(n.Data), Attrs: map[string]string{}}
	for _, a := range n.Attr {
		if a.Key != lineAttr {
			out.Attrs[a.Key] = clean(a.Val)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode || c.Type == html.TextNode {
			out.Kids = append(out.Kids, mathNode(c))
		}
	}
	return out
}

// script reads the TeX of MathJax 2, and takes out what it was drawn as.
func (m *mathFinder) script(n *html.Node) {
	kind, mode, _ := strings.Cut(strings.ToLower(attr(n, "type")), ";")
	if !is(n, "script") || strings.TrimSpace(kind) != "math/tex" {
		return
	}
	tex, ok := formula.Bare(textOf(n))
	if !ok {
		return
	}
	for prev := n.PrevSibling; prev != nil; prev = n.PrevSibling {
		if !mathPart(prev) && (prev.Type != html.TextNode || strings.TrimSpace(prev.Data) != "" || prev.PrevSibling == nil || !mathPart(prev.PrevSibling)) {
			break
		}
		m.read(textOf(prev))
		n.Parent.RemoveChild(prev)
	}
	m.put(n, &ast.Formula{TeX: tex, Display: strings.Contains(mode, "display")})
}

// drawn looks at what MathJax drew without leaving MathML: it may have kept that
// in an attribute, or words. Else nobody can say what the formula is.
func (m *mathFinder) drawn(n *html.Node) {
	if !is(n, "mjx-container") && !(mathPart(n) && attr(n, "data-mathml") != "") {
		return
	}
	if held := false; !held {
		walk(n, func(c *html.Node) bool {
			held = held || m.r.formulas[c] != nil
			return !held
		})
		if held {
			return
		}
	}
	source := &formula.Node{Name: "math", Attrs: map[string]string{"aria-label": attr(n, "aria-label")}}
	if kept, err := html.ParseFragment(strings.NewReader(attr(n, "data-mathml")), nil); err == nil {
		for _, k := range kept {
			if found := find(k, "math"); found != nil {
				source = mathNode(found)
			}
		}
	}
	f := m.fromMathML(n, source)
	if f == nil {
		f = &ast.Formula{TeX: formula.Drawn}
	}
	f.Display = f.Display || displays(n)
	m.put(n, f)
}

// named reads an element that pandoc, MkDocs and others name as TeX.
func (m *mathFinder) named(n *html.Node) {
	if n.Type != html.ElementNode || !hasClass(n, "arithmatex") && !(hasClass(n, "math") && hasClass(n, "inline", "display")) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return
		}
	}
	raw := strings.TrimSpace(textOf(n))
	tex, ok := formula.Bare(raw)
	if !ok {
		return
	}
	f := &ast.Formula{TeX: tex, Display: hasClass(n, "display") || hasPrefix(raw, `\[`, "$$")}
	if isBlock(n) { // the block stays one
		child := m.stand(f)
		m.r.enter(n)
		f.At = m.r.at()
		m.read(raw)
		for n.FirstChild != nil {
			n.RemoveChild(n.FirstChild)
		}
		n.AppendChild(child)
		return
	}
	m.put(n, f)
}

// delimited reads TeX in running text, between the delimiters that MathJax and
// KaTeX know.
func (m *mathFinder) delimited(n *html.Node) {
	if n.Type != html.TextNode || !strings.ContainsAny(n.Data, `\$`) || closest(n.Parent, "pre", "code", "script", "style", "textarea", "kbd", "samp", "math") != nil {
		return
	}
	n.Data = clean(n.Data)
	for {
		at, end, f := m.next(n.Data)
		if f == nil {
			return
		}
		rest := &html.Node{Type: html.TextNode, Data: n.Data[end:]}
		stand := m.stand(f)
		m.r.enter(n.Parent)
		f.At = m.r.at()
		m.read(n.Data[at:end])
		n.Data = n.Data[:at]
		n.Parent.InsertBefore(rest, n.NextSibling)
		n.Parent.InsertBefore(stand, rest)
		n = rest
	}
}

// next finds the first formula of a text, and where it ends.
func (m *mathFinder) next(s string) (at, end int, f *ast.Formula) {
	for at := 0; at < len(s); at++ {
		if s[at] != '\\' && s[at] != '$' {
			continue
		}
		for _, d := range formula.Delimiters {
			body, ok := strings.CutPrefix(s[at:], d.Open)
			if !ok || d.Open == "$$" && !m.engine || d.Open == "$" && !m.dollar {
				continue
			}
			n := strings.Index(body, d.Close)
			if n < 0 || n > maxTeX {
				continue
			}
			stop := at + len(d.Open) + n + len(d.Close)
			if d.Open == "$" && !formula.Dollars(body[:n], s[stop:]) || d.Open[0] == '\\' && !m.engine && !formula.Evident(body[:n]) {
				continue
			}
			if tex, ok := formula.Bare(body[:n]); ok {
				return at, stop, &ast.Formula{TeX: tex, Display: d.Display}
			}
		}
		if s[at] == '\\' || strings.HasPrefix(s[at:], "$$") {
			at++
		}
	}
	return 0, 0, nil
}

// maxTeX bounds the source of a formula in running text, in bytes.
const maxTeX = 20000

// Formula reads a math element that stands in another text; nil where it holds
// nothing.
func Formula(name string, line int, piece []byte, log *diag.Log) *ast.Formula {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(bytes.NewReader(piece), body)
	if err != nil {
		return nil
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	r := &reader{name: name, log: log, line: line}
	r.findFormulas(body)
	if n := find(body, "math"); n != nil {
		return r.formulas[n]
	}
	return nil
}
