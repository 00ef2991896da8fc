package markup

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
)

// findPanels finds what the buttons, tabs and headings of the page open: content,
// though a saved page has it hidden.
func (r *reader) findPanels(root *html.Node) {
	r.panels, r.labels = map[*html.Node]*html.Node{}, map[*html.Node]bool{}
	panelOf := map[*html.Node]*html.Node{}
	walk(root, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return true
		}
		if p := r.opens(n); p != nil && r.isPanel(n, p) {
			r.panels[p], panelOf[n] = n, p
			r.labels[n] = n.Data == "button" && !inHeading(n) && !spoken(n) && !shownButton(n)
		}
		return true
	})
	r.labelled(root, panelOf)
	for _, list := range matches(root, func(n *html.Node) bool { return hasRole(n, "tablist") }) {
		r.inOrder(list, panelOf)
		r.labels[list] = allTabs(list, panelOf)
		walk(list, func(n *html.Node) bool {
			r.labels[n] = r.labels[n] || r.labels[list] && panelOf[n] != nil
			return true
		})
	}
}

// inOrder pairs the tabs of a list that name no panel with as many panels behind the
// list, the first with the first.
func (r *reader) inOrder(list *html.Node, panelOf map[*html.Node]*html.Node) {
	tabs := matches(list, func(n *html.Node) bool { return hasRole(n, "tab") })
	next := nextElement(list)
	if len(tabs) == 0 || next == nil {
		return
	}
	var panels []*html.Node
	for c := next.FirstChild; c != nil; c = c.NextSibling {
		if hasRole(c, "tabpanel") {
			panels = append(panels, c)
		}
	}
	if len(panels) != len(tabs) || slices.ContainsFunc(tabs, func(t *html.Node) bool { return panelOf[t] != nil }) {
		return
	}
	for i, p := range panels {
		r.panels[p], panelOf[tabs[i]] = tabs[i], p
	}
}

// allTabs reports whether all tabs of a list open a panel, which then bears their
// words, and the list holds nothing else.
func allTabs(list *html.Node, panelOf map[*html.Node]*html.Node) bool {
	words := 0
	whole := true
	for _, tab := range matches(list, func(n *html.Node) bool { return hasRole(n, "tab") }) {
		whole = whole && panelOf[tab] != nil && !inside(panelOf[tab], list)
		words += len(oneLine(textOf(tab)))
	}
	return whole && words > 0 && words == lettersIn(list)
}

// lettersIn is the length of the texts in n, each on one line.
func lettersIn(n *html.Node) int {
	total := 0
	walk(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			total += len(strings.TrimSpace(c.Data))
		}
		return true
	})
	return total
}

// dropLabels says which words of buttons and tabs found no panel to stand before.
func (r *reader) dropLabels(root *html.Node) {
	walk(root, func(n *html.Node) bool {
		if r.labels[n] && !r.marks[n] && !hasRole(n, "tablist") {
			r.dropNode(n, CodeDropped, 0.9, "what it opens is left out")
		}
		return true
	})
}

// opens gives the element that n opens: the one that it controls or has as its
// target, else, where it says whether it is open, the one behind it or behind its
// heading. A button or heading opens what is hidden right behind it, a list of links
// to blocks of the page what they lead to.
func (r *reader) opens(n *html.Node) *html.Node {
	_, expands := lookup(n, "aria-expanded")
	for _, key := range []string{"aria-controls", "data-target", "data-bs-target", "popovertarget", "commandfor"} {
		id := strings.TrimPrefix(strings.TrimSpace(attr(n, key)), "#")
		if p := r.ids[id]; p != nil {
			return p
		}
	}
	switch {
	case hasRole(n, "tab") || n.Data == "a" && (expands || toggles(n)):
		return r.ids[fragment(n)]
	case n.Data == "a" && inTabs(n, r.ids):
		return r.ids[fragment(n)]
	case !expands:
		return hiddenBehind(n)
	}
	for p := n; p != nil; p = p.Parent {
		if next := nextElement(p); next != nil {
			return next
		}
		if isHeading(p) || !is(p, "button", "span", "a", "div") {
			break
		}
	}
	return nil
}

// hiddenBehind is what is hidden right behind a button or heading; nil for nothing.
func hiddenBehind(n *html.Node) *html.Node {
	next := nextElement(n)
	_, pressed := lookup(n, "onclick")
	if !pressed && !is(n, "button", "h2", "h3", "h4", "h5", "h6", "dt") && !hasRole(n, "button", "heading") || next == nil || !hidden(next) || is(next, "dialog") || spoken(next) || ownPart(next) {
		return nil
	}
	return next
}

// inTabs reports whether a link to what is hidden stands in a list of nothing but links to
// blocks of the page, of which one is shown, as scripts make tabs of.
func inTabs(n *html.Node, ids map[string]*html.Node) bool {
	target := ids[fragment(n)]
	list := closest(n, "ul", "ol", "nav")
	if target == nil || !hidden(target) || list == nil || is(list, "nav") {
		return false
	}
	shown := 0
	for _, a := range matches(list, func(c *html.Node) bool { return is(c, "a") }) {
		t := ids[fragment(a)]
		if t == nil || !isBlock(t) || t.Parent != target.Parent {
			return false
		}
		if !hidden(t) {
			shown++
		}
	}
	return shown > 0
}

// toggles reports whether a link says that it shows and hides what it leads to, as
// those of Bootstrap do (Collapse, Tabs).
func toggles(n *html.Node) bool {
	return slices.ContainsFunc([]string{"data-toggle", "data-bs-toggle"}, func(key string) bool {
		return slices.Contains([]string{"collapse", "tab", "pill"}, attr(n, key))
	})
}

// isPanel reports whether p, which n opens, is content: no menu or dialogue, and
// more than links unless a heading or a tab opens it.
func (r *reader) isPanel(n, p *html.Node) bool {
	switch {
	case !isBlock(p) || inside(n, p) || is(p, "body", "main", "nav", "form", "dialog"):
		return false
	case hasRole(p, "menu", "menubar", "listbox", "dialog", "tooltip", "search", "navigation"):
		return false
	case closest(n, "nav", "dialog") != nil || is(closest(n, "header", "footer"), "header", "footer") && pageLevel(closest(n, "header", "footer")):
		return false
	}
	return inHeading(n) || hasRole(n, "tab") || 2*linkText(p) < len(oneLine(textOf(p)))
}

// linkText is the length of the text of the links in n.
func linkText(n *html.Node) int {
	total := 0
	walk(n, func(c *html.Node) bool {
		if is(c, "a") {
			total += len(oneLine(textOf(c)))
		}
		return !is(c, "a")
	})
	return total
}

// shownButton reports whether a button is text of the page: the words of a heading,
// a term or a header cell that has no others.
func shownButton(n *html.Node) bool {
	head := closest(n, shownIn...)
	if n.Data != "button" || head == nil {
		return false
	}
	own := false
	walk(head, func(c *html.Node) bool {
		own = own || c.Type == html.TextNode && strings.ContainsFunc(c.Data, unicode.IsLetter)
		return !own && !is(c, "button", "svg")
	})
	return !own
}

// shownIn are the elements whose words a button may hold: it opens what belongs to
// them, or sorts by their column.
var shownIn = []string{"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"}

// panelLabel puts the words of the button or tab that opens a panel before it, unless
// these are a heading of their own or the panel's first. A heading in a button is one.
func (f *flow) panelLabel(p *html.Node) {
	opener := f.r.panels[p]
	if !f.r.labels[opener] || f.r.marks[opener] {
		return
	}
	f.r.enter(opener)
	at := f.r.at()
	f.r.marks[opener] = true
	in := &inlines{r: f.r, lang: f.lang, linked: true}
	in.children(opener)
	list := unstrong(tidy(in.list))
	if head := firstHeading(p); head != nil && ast.SameWords(textOf(head), ast.PlainText(list)) || len(list) == 0 {
		f.r.dropNode(opener, CodeDropped, 0.9, "it opens what has the same words for a heading")
		return
	}
	if head := firstHeading(opener); head != nil && ast.SameWords(textOf(head), ast.PlainText(list)) {
		f.heading(head)
		return
	}
	f.add(&ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Strong{At: at, Inlines: list}}})
}

// summary reads what opens the details below it: one line is a strong one, as the
// words of a button are.
func (f *flow) summary(n *html.Node) {
	before := len(f.out)
	f.children(n)
	f.flush()
	if len(f.out) != before+1 {
		return
	}
	if p, ok := f.out[before].(*ast.Paragraph); ok {
		p.Inlines = []ast.Inline{&ast.Strong{At: p.At, Inlines: unstrong(p.Inlines)}}
	}
}

// firstHeading is the heading with which an element begins.
func firstHeading(n *html.Node) *html.Node {
	for ; n != nil; n = firstElement(n) {
		if isHeading(n) {
			return n
		}
	}
	return nil
}
