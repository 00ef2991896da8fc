package markup

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/diag"
)

// CodeLost tells of mark-up that carries meaning and has no form in the tree.
const CodeLost diag.Code = "html-meaning-lost"

var _ = diag.RegisterLoss(map[diag.Code]string{
	CodeLost:     "A part of a page carries meaning that no edition can show, or is not shown by a browser; it was left out.",
	CodeUnmarked: "A picture or code was struck out, which no edition shows.",
})

//go:embed elements.tsv
var elementsFile string

// Column is what becomes of an element.
type Column string

// The columns of elements.tsv.
const (
	Read  Column = "read"
	Pass  Column = "pass"
	Aside Column = "aside"
	Lost  Column = "lost"
)

// element is a row of elements.tsv.
type element struct {
	column Column
	remedy string
}

var elements = parseElements(elementsFile)

func parseElements(file string) map[string]element {
	out := map[string]element{}
	for _, line := range strings.Split(file, "\n") {
		if cells := strings.Split(line, "\t"); len(cells) > 1 && line[0] != '#' {
			out[cells[0]] = element{Column(cells[1]), strings.Join(cells[2:], "")}
		}
	}
	return out
}

// ColumnOf is what becomes of an element; one that HTML does not have is its
// text, as in a browser.
func ColumnOf(name string) Column {
	if e, ok := elements[name]; ok {
		return e.column
	}
	return Pass
}

// lose notes that meaning is lost here, for a cause that is told once.
func (r *reader) lose(cause, message, remedy, dropped string) {
	r.losses.Add(cause, diag.Diagnostic{Code: CodeLost, Pos: r.pos(), Rule: "html", Message: message, Hint: remedy, Dropped: dropped})
}

// skip leaves an element out, on record, and says what of its meaning is lost.
func (r *reader) skip(n *html.Node, why string) {
	if why == "moved" {
		return
	}
	r.dropNode(n, CodeDropped, 0.9, why)
	switch {
	case hidden(n):
		r.skipHidden(n)
	case elements[n.Data].column == Lost && says(n):
		r.lose(n.Data, describe(n)+" was left out: no edition can show it", elements[n.Data].remedy, "")
	case n.Data == "noscript":
		r.skipScriptless(n)
	case !unseen[n.Data] && !r.pageEdge(n) && !remark(n):
		r.sayLeftOut(n, why)
	case n.Data == "select":
		r.skipChoice(n)
	case n.Data == "input" && filledIn(n):
		r.lose(n.Data, fmt.Sprintf("a field that holds %q was left out", oneLine(attr(n, "value"))), "write what was filled in as text", attr(n, "value"))
	}
}

// sayOf says what is lost of an element whose text is kept.
func (r *reader) sayOf(n *html.Node) {
	if elements[n.Data].column != Lost || drawing(n) || !says(n) {
		return
	}
	message := "of " + describe(n) + " only the text was kept"
	if oneLine(textOf(n)) == "" {
		message = describe(n) + " shows what no edition can, and has no text"
	}
	r.lose(n.Data, message, elements[n.Data].remedy, "")
}

// says reports whether an element that a publication cannot show says anything
// on the page.
func says(n *html.Node) bool {
	if tiny(n) {
		return false
	}
	switch n.Data {
	case "audio", "video", "iframe", "embed", "object":
		return attr(n, "src")+attr(n, "data")+attr(n, "srcdoc") != "" && attr(n, "src") != "about:blank" || find(n, "source") != nil
	case "svg":
		return closest(n.Parent, "a", "button", "summary", "nav") == nil && drawingSays(n)
	case "map":
		return find(n, "area") != nil
	case "meter", "progress":
		return oneLine(textOf(n)) == ""
	case "textarea":
		return oneLine(textOf(n)) != ""
	}
	return true
}

// tiny reports whether an element has no room on the page.
func tiny(n *html.Node) bool {
	for _, side := range []string{"width", "height"} {
		for _, v := range []string{attr(n, side), style(n, side)} {
			if v = strings.TrimSuffix(v, "px"); v == "0" || v == "1" {
				return true
			}
		}
	}
	return false
}

// drawingSays reports whether a drawing that is no picture of its own has a name,
// or words as a chart has.
func drawingSays(n *html.Node) bool {
	return svgLabel(n) != "" || find(n, "image") != nil || len(strings.Fields(textOf(n))) > 1
}

// filledIn reports whether a field shows what somebody wrote into it.
func filledIn(n *html.Node) bool {
	switch strings.ToLower(attr(n, "type")) {
	case "", "text", "number", "date", "email", "tel", "url", "month", "time", "week":
		return oneLine(attr(n, "value")) != "" && closest(n.Parent, "form") == nil
	}
	return false
}

// fewWords is how many words a page may hide before that is said: names of
// buttons, remarks for software that reads aloud.
const fewWords = 8

// skipHidden says that text was left out which a browser does not show, where it
// is more than a few words, none of the page's own parts, and stands nowhere else.
func (r *reader) skipHidden(n *html.Node) {
	text := oneLine(clean(shownText(n)))
	if len(strings.Fields(text)) <= fewWords || r.ofThePage(n) || r.shown(text) {
		return
	}
	r.lose("hidden", describe(n)+" was left out: a browser does not show it", "take it out of the page, or show it, and begin again", text)
}

// shownText is the text of an element but that of links, controls and what is
// never text.
func shownText(n *html.Node) string {
	var b strings.Builder
	walk(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			b.WriteString(c.Data + " ")
		}
		return !(c.Type == html.ElementNode && (unseen[c.Data] || c.Data == "a" || c.Data == "label"))
	})
	return b.String()
}

// ownParts are what names of a page's own parts contain.
var ownParts = []string{
	"cookie", "consent", "modal", "popup", "pop-up", "popover", "tooltip", "toast", "overlay", "menu", "nav", "share", "print", "login", "search",
	"banner", "dialog", "loading", "spinner", "template", "alert", "flash", "newsletter", "feedback", "error", "message", "survey", "skip", "sidebar", "lightbox", "metadata",
}

// ofThePage reports whether a hidden element belongs to the page and not to its
// text, by what it holds or by its names: sentences between paragraphs of the text that
// nothing closes or leads on from are the text's, whatever they are called.
func (r *reader) ofThePage(n *html.Node) bool {
	if is(n, "dialog") || find(n, "form") != nil || find(n, "input") != nil || hasRole(n, "dialog", "alert", "status", "tooltip", "menu", "navigation") {
		return true
	}
	if r.own[n].prose > 0 && r.own[n].links == 0 && find(n, "button") == nil && r.content != nil && inside(n, r.content) && r.between(n) {
		return false
	}
	return ownPart(n)
}

// ownPart reports whether an element is named like a page's own part.
func ownPart(n *html.Node) bool {
	names := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	for _, p := range ownParts {
		if strings.Contains(names, p) {
			return true
		}
	}
	return false
}

// maxShown is how many hidden texts are looked for in the rest of the page.
const maxShown = 20

// shown reports whether a text stands on the page where it is not hidden.
func (r *reader) shown(text string) bool {
	if r.lookups++; r.lookups > maxShown || r.root == nil {
		return false
	}
	if r.visible == "" {
		var b strings.Builder
		walk(r.root, func(c *html.Node) bool {
			if c.Type == html.TextNode {
				b.WriteString(c.Data + " ")
			}
			return !(c.Type == html.ElementNode && (unseen[c.Data] || hidden(c)))
		})
		r.visible = oneLine(clean(b.String()))
	}
	return strings.Contains(r.visible, text)
}

// Remedy says what to do about an element whose meaning is lost.
func Remedy(name string) string { return elements[name].remedy }
