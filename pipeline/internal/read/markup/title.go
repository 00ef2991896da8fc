package markup

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// liftTitle makes the only heading of the first level the title, wherever it
// stands among the blocks of the page, where what the page calls itself bears
// it out; the headings around go up a level.
func (r *reader) liftTitle(row []ast.Block, m *meta.Meta, root *html.Node) []ast.Block {
	at := r.loneHeading(row, pageTitles(root), m.Title == "")
	if at < 0 {
		return row
	}
	s := row[at].(*ast.Section)
	title := ast.PlainText(s.Title)
	if m.Title != "" && !names(m.Title, title) {
		return row
	}
	d := diag.Diagnostic{Code: ast.CodeHeadTitle, Pos: s.Src, Rule: "html", Confidence: 0.95,
		Message: fmt.Sprintf("the title is %q, the only heading of the first level", title)}
	if m.Title == "" || !ast.SameWords(m.Title, title) { // the metadata's bears the name of the site, too
		m.Title = title
	} else if m.Title != title {
		d.Dropped = title
	}
	r.log.Add(d)
	delete(r.given, s.ID)
	for _, b := range row {
		if sub, ok := b.(*ast.Section); ok && sub.Level > 1 {
			sub.Level--
		}
	}
	return append(row[:at:at], row[at+1:]...)
}

// titleOutside is the page's only heading of the first level, where that stands
// outside the content and the page's title is it with the name of the site; "" for
// none.
func (r *reader) titleOutside(page string, root *html.Node) string {
	heads := matches(root, func(n *html.Node) bool { return is(n, "h1") })
	if len(heads) != 1 {
		return ""
	}
	title := oneLine(textOf(heads[0]))
	if title == page || !names(page, title) || !siteBeside(page, title, root) {
		return ""
	}
	return title
}

// siteBeside reports whether what a page's title has besides a heading is the name
// that the page gives its site.
func siteBeside(whole, heading string, root *html.Node) bool {
	i := strings.Index(strings.ToLower(whole), strings.ToLower(heading))
	if i < 0 || i+len(heading) > len(whole) {
		return false
	}
	rest := strings.Trim(whole[:i]+whole[i+len(heading):], " |-–—·:»")
	found := false
	walk(root, func(n *html.Node) bool {
		found = found || is(n, "meta") && attr(n, "property") == "og:site_name" && ast.SameWords(attr(n, "content"), rest)
		return !is(n, "body")
	})
	return found
}

// loneHeading is the place of the only heading of the first level, -1 where there
// are more, where it cannot be a title, where it opens a text whose metadata have no
// title and so is found by ast.TakeTitle, or where the page calls itself something
// else.
func (r *reader) loneHeading(row []ast.Block, titles []string, untitled bool) int {
	at := -1
	for i, b := range row {
		s, ok := b.(*ast.Section)
		if !ok || s.Level > 1 {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	if at < 0 || at == 0 && untitled && row[0].(*ast.Section).ID == "" {
		return -1
	}
	s := row[at].(*ast.Section)
	if s.Number != "" || len(s.Title) == 0 || !ast.PlainOnly(s.Title) {
		return -1
	}
	for _, title := range titles {
		if names(title, ast.PlainText(s.Title)) {
			return at
		}
	}
	return -1
}

// names reports whether a page's title holds a heading whole.
func names(title, heading string) bool {
	title, heading = strings.ToLower(oneLine(title)), strings.ToLower(oneLine(heading))
	before, after, ok := strings.Cut(title, heading)
	word := func(s string, last bool) bool {
		runes := []rune(s)
		if len(runes) == 0 {
			return false
		}
		c := runes[0]
		if last {
			c = runes[len(runes)-1]
		}
		return unicode.IsLetter(c) || unicode.IsDigit(c)
	}
	return ok && heading != "" && !word(before, true) && !word(after, false)
}

// pageTitles are what the head of the page calls it.
func pageTitles(root *html.Node) []string {
	var out []string
	walk(root, func(n *html.Node) bool {
		switch {
		case is(n, "title"):
			out = append(out, textOf(n))
		case is(n, "meta") && titleNames[strings.ToLower(attr(n, "property")+attr(n, "name"))]:
			out = append(out, attr(n, "content"))
		}
		return !is(n, "body")
	})
	return out
}

// titleNames are the names of meta elements that give the page's title.
var titleNames = map[string]bool{"og:title": true, "twitter:title": true, "dc.title": true, "dcterms.title": true, "citation_title": true}
