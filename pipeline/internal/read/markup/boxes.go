package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
)

// boxClasses are the classes that make an element a box by themselves: Sphinx,
// ReSpec and DocBook call their boxes by the kind, GOV.UK and Dutch sites by
// names of their own. Words that sites use for much else are not among them.
var boxClasses = map[string]ast.BoxKind{
	"note": ast.Remark, "tip": ast.Tip, "hint": ast.Tip, "important": ast.Important, "warning": ast.Warning, "caution": ast.Caution,
	"attention": ast.Warning, "danger": ast.Danger, "example": ast.ExampleOf, "advisement": ast.Important, "seealso": ast.Info,
	"admonition": ast.Remark, "callout": ast.Remark, "theme-admonition": ast.Remark, "markdown-alert": ast.Remark,
	"govuk-inset-text": ast.Aside, "govuk-warning-text": ast.Warning, "call-to-action": ast.Aside, "application-notice": ast.Important,
	"kader": ast.Aside, "tekstkader": ast.Aside, "infobox-tekst": ast.Aside, "encadre": ast.Aside, "infokasten": ast.Aside,
	"confluence-information-macro": ast.Remark, "confluence-information-macro-information": ast.Info,
}

// boxPrefixes stand before the kind in the classes of programs: Quarto, GitHub,
// Docusaurus, Python-Markdown, Confluence.
var boxPrefixes = []string{"callout-", "markdown-alert-", "theme-admonition-", "admonition-", "alert--", "confluence-information-macro-"}

// boxRoles are the roles of boxes (DPUB-ARIA 1.1; WAI-ARIA 1.2, note).
var boxRoles = []struct {
	role string
	kind ast.BoxKind
}{{"doc-tip", ast.Tip}, {"doc-notice", ast.Important}, {"doc-example", ast.ExampleOf}, {"note", ast.Remark}}

// boxOf is the kind of box that an element is; false for none. What holds most of
// the page is none, whatever it is called.
func (r *reader) boxOf(n *html.Node) (ast.BoxKind, bool) {
	if !is(n, "div", "section", "aside", "p", "article") || r.text[n] == 0 || !r.piece && 3*r.text[n] > 2*r.text[r.body(n)] ||
		hasRole(n, "doc-footnote", "footnote", "doc-endnote", "endnote", "doc-endnotes", "note-ref") || closest(n, "table", "figure", "li") != nil && !is(n, "aside") && !hasRole(n, "note") {
		return "", false
	}
	kind, found := r.boxByClass(n)
	for _, row := range boxRoles {
		if hasRole(n, row.role) && (!found || kind == ast.Remark) {
			kind, found = row.kind, true
		}
	}
	if is(n, "p") && !hasRole(n, "note") {
		return "", false
	}
	if !found && is(n, "aside") {
		return ast.Aside, true
	}
	return kind, found
}

// boxByClass is the kind of box that an element's classes say; the most telling
// of them counts.
func (r *reader) boxByClass(n *html.Node) (kind ast.BoxKind, found bool) {
	for _, c := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		k, known := boxClasses[c]
		for _, prefix := range boxPrefixes {
			if name, ok := strings.CutPrefix(c, prefix); ok && !known {
				k, known = ast.BoxOfName(name)
			}
		}
		if name, ok := strings.CutPrefix(c, "alert-"); ok && hasClass(n, "alert") { // Bootstrap
			k, known = ast.BoxOfName(name)
		}
		if known && (!found || kind == ast.Remark) {
			kind, found = k, true
		}
	}
	if !found {
		kind, found = r.boxByWords(n)
	}
	if !found && hasClass(n, "panel") && !hasClass(n, "code", "preformatted") && hasChild(n, "panelContent") { // Confluence
		kind, found = ast.Aside, true
	}
	if name := attr(n, "data-callout"); found && name != "" { // Obsidian
		if k, ok := ast.BoxOfName(name); ok {
			kind = k
		}
	}
	return kind, found
}

// boxWords are what sites call their boxes, and much else that is set off: such a word
// tells a box beside the name of a kind ("box-info", "kader--tip"), or where what it
// names begins with the label of one.
var boxWords = wordSet("box boxed infobox textbox textblock inset kader kadertekst tekstkader kasten textkasten encadre encadré encart panel highlight")

var boxLabel = pattern.Of(`^(?i:box|text box|kader|tekstkader|kasten|textkasten|infokasten|encadré|encart)[ \x{a0}]+(?:\d{1,3}(?:[.\-–]\d{1,3})*|[A-Z]|[IVX]+)(?:[ \x{a0}]*[:.–—|-]|[ \x{a0}]|$)`)

// plainKinds are the kinds whose names say nothing but that in a class.
var plainKinds = map[ast.BoxKind]bool{
	ast.Remark: true, ast.Info: true, ast.Tip: true, ast.Important: true, ast.Warning: true, ast.Caution: true, ast.Danger: true, ast.ExampleOf: true,
}

// boxByWords is the kind of box that the words in an element's classes say.
func (r *reader) boxByWords(n *html.Node) (ast.BoxKind, bool) {
	for _, c := range strings.Fields(attr(n, "class")) {
		words := nameWords(c)
		if !slices.ContainsFunc(words, func(w string) bool { return boxWords[w] }) {
			continue
		}
		for _, w := range words {
			if plainKinds[ast.BoxKind(w)] {
				return ast.BoxKind(w), true
			}
		}
		if t := r.boxTitle(n); t != nil && boxLabel.MatchString(oneLine(textOf(t))) {
			return ast.Aside, true
		}
	}
	return "", false
}

// noticeClasses are the classes of the tables by which MediaWiki draws boxes: a sign
// in one cell, the words in the next.
var noticeClasses = []string{"ambox", "tmbox", "ombox", "cmbox", "fmbox", "imbox", "dmbox", "mbox", "messagebox"}

// noticeTable is the kind of box that a table of one row is, where its class says
// that it is a notice.
func noticeTable(n *html.Node) (ast.BoxKind, bool) {
	if !is(n, "table") || !hasClass(n, noticeClasses...) || len(matches(n, func(c *html.Node) bool { return is(c, "tr") })) != 1 {
		return "", false
	}
	for _, c := range strings.Fields(attr(n, "class")) {
		for _, box := range noticeClasses {
			if name, ok := strings.CutPrefix(c, box+"-"); ok {
				if kind, known := ast.BoxOfName(name); known {
					return kind, true
				}
			}
		}
	}
	return ast.Remark, true
}

// hasChild reports whether an element of a class stands right in n.
func hasChild(n *html.Node, class string) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && hasClass(c, class) {
			return true
		}
	}
	return false
}

// box adds a box with the title that it begins with.
func (f *flow) box(n *html.Node, kind ast.BoxKind) {
	b := &ast.Box{At: f.r.at(), Kind: kind}
	if b.ID = f.r.claim(n); b.ID == "" {
		b.ID = f.r.awaited()
	}
	t := f.r.boxTitle(n)
	if t != nil {
		f.r.enter(t)
		b.Title = unstrong(f.r.inlinesIn(t, f.r.langOf(t, f.lang)))
		f.r.marks[t] = true
	}
	f.r.boxed++
	b.Blocks = f.r.blocksIn(n, f.lang)
	f.r.boxed--
	switch {
	case len(b.Blocks) > 0:
		f.add(b)
	case t != nil:
		f.r.dropNode(t, CodeDropped, 0.85, "all that it stands over was left out")
	}
}

// longestTitle is the most bytes of a box's title.
const longestTitle = 200

// boxTitle is the element with which a box begins where it is a title: a heading,
// something of a class that says so, or a line in bold; nil for none. What is all
// of the box is no title, and what a box inside it begins with is that one's.
func (r *reader) boxTitle(n *html.Node) *html.Node {
	all := oneLine(textOf(n))
	for c := firstElement(n); c != nil; c = firstElement(c) {
		if _, inner := r.boxOf(c); inner {
			return nil
		}
		text := oneLine(textOf(c))
		if text == "" || len(text) > longestTitle || text == all {
			continue
		}
		if isHeading(c) || hasRole(c, "heading") || titleClass(c) || is(c, "p") && is(firstElement(c), "strong", "b") && oneLine(textOf(firstElement(c))) == text {
			return c
		}
	}
	return nil
}

// titleWords are in the classes of titles, whole or in a longer name.
var titleWords = []string{"title", "heading", "header", "marker", "titel", "titre"}

// titleClass reports whether a class says that an element is a title.
func titleClass(n *html.Node) bool {
	for _, c := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		for _, word := range titleWords {
			if strings.Contains(c, word) {
				return true
			}
		}
	}
	return false
}

// amid reports whether an aside of the page is a box of the text: between its paragraphs,
// or behind one of them where it leads nowhere, asks nothing and is not called furniture.
func (r *reader) amid(n *html.Node) bool {
	return is(n, "aside") && (r.between(n) || prose(n) && beside(n, previous) && find(n, "a") == nil && find(n, "img") == nil &&
		!hasControl(n) && !calledBy(n, furnitureWords))
}

func previous(n *html.Node) *html.Node { return n.PrevSibling }

// between reports whether an element stands between paragraphs of the text and holds
// running text, of which most leads nowhere.
func (r *reader) between(n *html.Node) bool {
	return prose(n) && beside(n, previous) &&
		beside(n, func(c *html.Node) *html.Node { return c.NextSibling }) && 2*r.linked[n] < r.text[n]
}

// prose reports whether an element holds a sentence or more.
func prose(n *html.Node) bool {
	found := false
	walk(n, func(c *html.Node) bool {
		if is(c, "p", "li") {
			text := oneLine(textOf(c))
			found = found || strings.Count(text, " ") >= 3 && strings.ContainsAny(text[len(text)-1:], ".!?:;")
		}
		return !found
	})
	return found
}

// beside reports whether the next element in a direction is text: a paragraph, a
// list, a heading or a table.
func beside(n *html.Node, next func(*html.Node) *html.Node) bool {
	for c := next(n); c != nil; c = next(c) {
		if c.Type == html.ElementNode {
			return is(c, "p", "ul", "ol", "dl", "table", "figure", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6") && strings.TrimSpace(textOf(c)) != ""
		}
	}
	return false
}
