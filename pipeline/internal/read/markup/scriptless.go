package markup

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
)

// spoken reports whether a button stands amid the words of a line, as a term does
// that opens its explanation: then its words are text.
func spoken(n *html.Node) bool {
	return n.Data == "button" && wordsAt(n, func(c *html.Node) *html.Node { return c.PrevSibling }) &&
		wordsAt(n, func(c *html.Node) *html.Node { return c.NextSibling })
}

// wordsAt reports whether what stands next to n in a direction is text with a
// letter or a stop.
func wordsAt(n *html.Node, next func(*html.Node) *html.Node) bool {
	c := next(n)
	for c != nil && c.Type == html.CommentNode {
		c = next(c)
	}
	return c != nil && c.Type == html.TextNode && strings.TrimSpace(c.Data) != ""
}

// scriptless reports whether what a page shows where scripts are off is a picture
// that it shows nowhere else: one that a script would load late.
func (r *reader) scriptless(n *html.Node) bool {
	if n.Data != "noscript" || closest(n, "head") != nil || oneLine(textOf(n)) != "" {
		return false
	}
	img := find(n, "img")
	if img == nil || tiny(img) || hidden(img) {
		return false
	}
	src := strings.TrimSpace(attr(img, "src"))
	return src != "" && !placeholder(src) && !r.pictures()[src] && !besideImage(n)
}

// besideImage reports whether the place of the picture is held by an image before
// or behind it.
func besideImage(n *html.Node) bool {
	prev, next := n.PrevSibling, nextElement(n)
	for prev != nil && prev.Type != html.ElementNode {
		prev = prev.PrevSibling
	}
	return is(prev, "img", "picture") || is(next, "img", "picture")
}

// pictures are the addresses of the pictures that the page shows with scripts.
func (r *reader) pictures() map[string]bool {
	if r.addressed != nil || r.root == nil {
		return r.addressed
	}
	r.addressed = map[string]bool{}
	walk(r.root, func(n *html.Node) bool {
		if is(n, "img", "source") {
			for _, key := range append([]string{"src"}, lateSources...) {
				r.addressed[strings.TrimSpace(attr(n, key))] = true
			}
			for _, c := range append(candidates(attr(n, "srcset")), candidates(attr(n, "data-srcset"))...) {
				r.addressed[c.address] = true
			}
		}
		return !is(n, "noscript")
	})
	return r.addressed
}

// ofScripts are words of what pages say where scripts are off and no text of theirs.
var ofScripts = []string{"script", "browser", "cookie", "enable"}

// skipScriptless says that text was left out which the page shows where scripts are
// off, where it is more than a few words and stands nowhere else.
func (r *reader) skipScriptless(n *html.Node) {
	var parts []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		parts = append(parts, shownText(c))
	}
	text := oneLine(clean(strings.Join(parts, " ")))
	for _, word := range ofScripts {
		if strings.Contains(strings.ToLower(text), word) {
			return
		}
	}
	if len(strings.Fields(text)) > fewWords && !r.shown(text) {
		r.lose(n.Data, describe(n)+" was left out: a browser shows it only where scripts are off", "put its text into the page, outside of noscript", text)
	}
}

// skipChoice says that a choice from a list was left out, where somebody made it in
// the text and not in a form.
func (r *reader) skipChoice(n *html.Node) {
	for _, o := range matches(n, func(c *html.Node) bool { return is(c, "option") }) {
		_, chosen := lookup(o, "selected")
		if text := oneLine(textOf(o)); chosen && text != "" && closest(n.Parent, "form") == nil && is(n.Parent, "p", "li", "td", "dd", "label", "fieldset") {
			r.lose(n.Data, fmt.Sprintf("a field in which %q is chosen was left out", text), "write what was chosen as text", text)
			return
		}
	}
}

// answers reports whether a field to tick stands before its answer in the text:
// words, or the label that names it.
func answers(n *html.Node) bool {
	if !is(n.Parent, "p", "dd", "fieldset") {
		return false
	}
	c := n.NextSibling
	for c != nil && (c.Type == html.CommentNode || c.Type == html.TextNode && strings.TrimSpace(c.Data) == "") {
		c = c.NextSibling
	}
	return c != nil && (c.Type == html.TextNode && strings.ContainsFunc(c.Data, unicode.IsLetter) ||
		is(c, "label") && attr(n, "id") != "" && attr(c, "for") == attr(n, "id"))
}

// taskDone are the attributes in which programs that set no field in an item write
// whether its task is done, and the values for that.
var taskDone = []struct{ key, done string }{{"data-checked", "true"}, {"data-task-state", "done"}, {"aria-checked", "true"}, {"data-inline-task-id", ""}}

// taskSign is the sign of a task in a list whose program sets no field in the item,
// but names the state: by an attribute, or in Confluence by its class. "" is none.
func taskSign(c *html.Node) string {
	if find(c, "input") != nil || strings.HasPrefix(oneLine(textOf(c)), "☐") || strings.HasPrefix(oneLine(textOf(c)), "☑") {
		return ""
	}
	for _, t := range taskDone {
		if v, ok := lookup(c, t.key); ok {
			if t.done != "" && strings.EqualFold(v, t.done) || t.done == "" && hasClass(c, "checked") {
				return boxes["checkbox"][1]
			}
			return boxes["checkbox"][0]
		}
	}
	return ""
}

// sign puts the sign of a task before the first words of an item.
func (r *reader) sign(c *html.Node, blocks []ast.Block) []ast.Block {
	s := taskSign(c)
	if s == "" {
		return blocks
	}
	text := &ast.Text{At: r.at(), Value: s}
	if len(blocks) > 0 {
		if p, ok := blocks[0].(*ast.Paragraph); ok {
			text.Value += " "
			p.Inlines = tidy(append([]ast.Inline{text}, p.Inlines...))
			return blocks
		}
	}
	return append([]ast.Block{&ast.Paragraph{At: text.At, Inlines: []ast.Inline{text}}}, blocks...)
}
