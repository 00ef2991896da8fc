package markup

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	chars "octavo/pipeline/internal/text"
)

// callLabel is the mark of a link that can be a call, "" where it is none. Where
// the mark-up says that it is a call, a word may stand before the number:
// "[footnote 1]".
func callLabel(link *html.Node) string {
	text := oneLine(textOf(link))
	label := chars.NoteMark(text)
	if label == "" || strings.ContainsFunc(label, unicode.IsSpace) {
		if words := strings.Fields(strings.Trim(text, "[]() \u00a0")); len(words) == 2 && callMarkup(link) && isNumber(words[1]) {
			return words[1]
		}
	}
	return label
}

func isNumber(s string) bool {
	return s != "" && len(s) <= 4 && strings.Trim(s, "0123456789") == ""
}

// paired reports whether a mark in the text and the element c lead to each other,
// whatever their names: c, which begins with the same mark or ends with a sign,
// has a link that leads back to where the mark stands.
func (r *reader) paired(link, c *html.Node) bool {
	if !chars.IsNoteMark(callLabel(link)) || !inText(link) || inHeading(link) {
		return false
	}
	for _, back := range r.backLinks(c) {
		if r.backTo(back, link) {
			return true
		}
	}
	return false
}

// backLinks are the links of c that can lead back to a call: those that say no
// more than a mark and lead to an element of the page. A part of the page with a
// heading or with more links than any note has none.
func (r *reader) backLinks(c *html.Node) []*html.Node {
	if found, ok := r.notes.backs[c]; ok {
		return found
	}
	var found []*html.Node
	headed := false
	walk(c, func(n *html.Node) bool {
		headed = headed || isHeading(n)
		if r.ids[fragment(n)] != nil && len(oneLine(textOf(n))) <= maxBack {
			found = append(found, n)
		}
		return !headed && len(found) <= maxBacks
	})
	if headed || len(found) > maxBacks {
		found = nil
	}
	r.notes.backs[c] = found
	return found
}

// maxBacks is how many links back a note can have, one for each of its calls.
const maxBacks = 100

// inText reports whether words stand before a link in its block: what begins a
// line is an entry of a list of links.
func inText(link *html.Node) bool {
	near := 0
	for n := link; n != nil && !isBlock(n); n = n.Parent {
		for s := n.PrevSibling; s != nil && !isBlock(s) && near < maxNear; s = s.PrevSibling {
			near++
			if strings.ContainsFunc(textOf(s), unicode.IsLetter) {
				return true
			}
		}
	}
	return false
}

func inHeading(n *html.Node) bool { return closest(n, "h1", "h2", "h3", "h4", "h5", "h6") != nil }

// maxNear is how many nodes before a link are looked at for words.
const maxNear = 50

func isHeading(n *html.Node) bool { return is(n, "h1", "h2", "h3", "h4", "h5", "h6") }

// backTo reports whether the link n leads to where the link call stands: to it, just around or in it, to an anchor before it,
// or to the paragraph or item in which it stands.
func (r *reader) backTo(n, call *html.Node) bool {
	target := r.ids[fragment(n)]
	return target != nil && (target == lineOf(call) || r.around(target, func(k *html.Node) bool { return k == call }))
}

// lineOf is the paragraph, item or cell in which a call stands.
func lineOf(call *html.Node) *html.Node { return closest(call.Parent, "p", "li", "td", "dd") }

// maxBack is the length of the longest link back in bytes: "Terug naar de tekst".
const maxBack = 40

// around reports whether a node that match knows stands where target does: it
// is target, holds it with nothing else, is in it, or follows an anchor without
// text.
func (r *reader) around(target *html.Node, match func(*html.Node) bool) bool {
	found := false
	check := func(n *html.Node) bool {
		found = found || match(n)
		return !found
	}
	for p := target; p != nil && !found && is(p, inlineWraps...); p = p.Parent {
		check(p)
	}
	if !is(target, inlineWraps...) || r.text[target] > maxBack {
		return found
	}
	walk(target, check)
	for s := target.NextSibling; s != nil && !found && strings.TrimSpace(textOf(target)) == ""; s = s.NextSibling {
		walk(s, check)
		if s.Type == html.ElementNode {
			break
		}
	}
	return found
}

// inlineWraps are the elements that stand around a call.
var inlineWraps = []string{"a", "sup", "span", "b", "i", "em", "strong", "small", "cite", "font"}

// leadsBack reports whether a link of a note leads to one of its calls.
func (r *reader) leadsBack(n *html.Node, src *noteSource) bool {
	target := r.ids[fragment(n)]
	if target == nil {
		return false
	}
	if r.around(target, func(k *html.Node) bool { return r.notes.calls[k] != nil }) {
		return true
	}
	return src.lines[target]
}

// bareMark is a text without the brackets and spaces around it.
func bareMark(text string) string { return strings.Trim(oneLine(text), marksAround+" \u00a0") }

// onlyElement is the only element in n.
func onlyElement(n *html.Node) *html.Node {
	var found *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode:
		case found != nil:
			return nil
		default:
			found = c
		}
	}
	return found
}

// unbracket takes brackets away that stand right before and behind n.
func (r *reader) unbracket(n *html.Node) {
	before, after := n.PrevSibling, n.NextSibling
	if before == nil || after == nil || before.Type != html.TextNode || after.Type != html.TextNode {
		return
	}
	for _, pair := range []string{"[]", "()"} {
		head, opened := strings.CutSuffix(strings.TrimRight(before.Data, " \u00a0"), pair[:1])
		tail, closed := strings.CutPrefix(strings.TrimLeft(after.Data, " \u00a0"), pair[1:])
		if opened && closed {
			before.Data, after.Data = strings.TrimRight(head, " \u00a0"), tail
			r.drop(CodeBacklink, 0.95, pair, "the brackets around a note's mark were left out")
		}
	}
}

// besideMark gives the element that holds a note of which c is a cell or a term:
// the row whose first cell holds no more than the mark, the term with its
// definition, else the cell itself.
func besideMark(c *html.Node) *html.Node {
	next := nextElement(c)
	switch {
	case is(c, "dt") && is(c.Parent, "div") && firstElement(c.Parent) == c:
		return c.Parent
	case is(c, "dt") && is(next, "dd") && len(bareMark(textOf(c))) <= chars.MaxNoteMark:
		return together(c, next)
	case is(c, "dt"):
		return nil
	case is(next, "td") && firstElement(c.Parent) == c && len(bareMark(textOf(c))) <= chars.MaxNoteMark && nextElement(next) == nil:
		return c.Parent
	case is(c, "th"):
		return nil
	}
	return c
}

func nextElement(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
	}
	return n
}

// together puts a term and its definition into a group (HTML, 4.4.9).
func together(dt, dd *html.Node) *html.Node {
	group := &html.Node{Type: html.ElementNode, Data: "div"}
	dt.Parent.InsertBefore(group, dt)
	for n := dt; ; {
		next := n.NextSibling
		n.Parent.RemoveChild(n)
		group.AppendChild(n)
		if n == dd {
			return group
		}
		n = next
	}
}

// leadless is the text of a note without what set the links before it apart.
func leadless(text string) string {
	text = strings.TrimLeft(text, "^↑↩↵\ufe0e\u00a0,; ")
	for _, sign := range []string{".", ")", ":"} {
		if rest, ok := strings.CutPrefix(text, sign); ok && (strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\u00a0")) {
			return strings.TrimLeft(rest, " \u00a0")
		}
	}
	return text
}

// callAround gives the outermost inline element that holds nothing but a call.
func callAround(call *html.Node) *html.Node {
	for is(call.Parent, inlineWraps...) && bareBeside(call) {
		call = call.Parent
	}
	return call
}

// bareBeside reports whether nothing but brackets and spaces stands beside n in its
// parent. It looks no further than the first other sign, so that elements in one another
// are not read once for each of them.
func bareBeside(n *html.Node) bool {
	for c := n.PrevSibling; c != nil; c = c.PrevSibling {
		if !bare(c) {
			return false
		}
	}
	for c := n.NextSibling; c != nil; c = c.NextSibling {
		if !bare(c) {
			return false
		}
	}
	return true
}

// bare reports whether n says nothing but brackets and spaces.
func bare(n *html.Node) bool {
	if n.Type == html.TextNode {
		return strings.TrimLeftFunc(n.Data, func(c rune) bool { return strings.ContainsRune(marksAround, c) || anySpace(c) || isControl(c) }) == ""
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !bare(c) {
			return false
		}
	}
	return true
}

// marksAround are the brackets that stand around the mark of a note.
const marksAround = "[](){}"

// arrows are the signs of links back, with what makes pictures or text of them.
const arrows = "↩↵↑⤴⏎⇑⬆↖\ufe0e\ufe0f \u00a0"

// isArrow reports whether n is a link inside the page that is nothing but an arrow:
// it leads back, though what it leads to may be gone.
func isArrow(n *html.Node) bool {
	text := strings.TrimSpace(textOf(n))
	return is(n, "a") && strings.HasPrefix(attr(n, "href"), "#") && text != "" && strings.Trim(text, arrows) == ""
}

// dropArrow takes an arrow from the end of a note, where no link bears it.
func (r *reader) dropArrow(src *noteSource) {
	if len(src.note.Blocks) == 0 {
		return
	}
	p, ok := src.note.Blocks[len(src.note.Blocks)-1].(*ast.Paragraph)
	if !ok {
		return
	}
	last, ok := p.Inlines[len(p.Inlines)-1].(*ast.Text)
	if !ok {
		return
	}
	rest := strings.TrimRight(last.Value, arrows)
	gone := strings.TrimSpace(last.Value[len(rest):])
	if gone == "" || rest == "" && len(p.Inlines) == 1 {
		return
	}
	r.drop(CodeBacklink, 0.95, gone, "an arrow at the end of a note was left out")
	if last.Value = rest; rest == "" {
		p.Inlines = tidy(p.Inlines[:len(p.Inlines)-1])
	}
}
