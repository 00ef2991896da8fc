package markup

import (
	"strings"

	"golang.org/x/net/html"
)

// joinParagraphs puts the paragraphs that stand behind a note, which is one itself, into
// it: where another note comes behind them, or where the element around is named for notes
// and begins with one.
func (r *reader) joinParagraphs() {
	seen := map[*html.Node]bool{}
	for note := range r.notes.container {
		p := note.Parent
		if !is(note, "p") || !is(p, "div", "section", "aside", "footer") || seen[p] {
			continue
		}
		seen[p] = true
		if rows := r.noteRows(p); rows != nil {
			for _, row := range rows {
				for _, c := range row[1:] {
					p.RemoveChild(c)
					row[0].AppendChild(c)
				}
			}
		}
	}
}

// noteRows are the notes in an element, each with the paragraphs that go on with it; nil
// where it holds anything else.
func (r *reader) noteRows(p *html.Node) [][]*html.Node {
	var rows [][]*html.Node
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			return nil
		case c.Type != html.ElementNode || len(rows) == 0 && (isHeading(c) || is(c, "hr")):
		case !is(c, "p"):
			return nil
		case r.notes.container[c] != nil:
			rows = append(rows, []*html.Node{c})
		case len(rows) == 0:
			return nil
		default:
			rows[len(rows)-1] = append(rows[len(rows)-1], c)
		}
	}
	if n := len(rows) - 1; n >= 0 && !noteWrapper(p) {
		rows[n] = rows[n][:1]
	}
	return rows
}

// noteWrapper reports whether an element is named as one that holds notes.
func noteWrapper(n *html.Node) bool {
	names := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	for _, word := range []string{"note", "noot", "noten", "fuss", "fuß", "footn"} {
		if strings.Contains(names, word) {
			return true
		}
	}
	return hasRole(n, "doc-endnotes", "doc-footnotes")
}
