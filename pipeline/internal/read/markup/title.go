package markup

import (
	"fmt"
	"slices"
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
	at, borne := r.loneHeading(row, pageTitles(root), m.Title == ""), true
	if at < 0 && m.Title == "" {
		at, borne = r.aloneOnTop(row, root), false
	}
	if at < 0 {
		return row
	}
	s := row[at].(*ast.Section)
	title := strings.TrimSpace(ast.PlainText(s.Title))
	if m.Title != "" && !names(m.Title, title) && !names(pageTitle(root), title) {
		return row
	}
	lone := !slices.ContainsFunc(row[at+1:], func(b ast.Block) bool { return headOf(b) == 1 })
	d := diag.Diagnostic{Code: ast.CodeHeadTitle, Pos: s.Src, Rule: "html", Confidence: 0.95,
		Message: fmt.Sprintf("the title is %q, the only heading of the first level", title)}
	switch {
	case !borne:
		d.Confidence = 0.8
	case !lone:
		d.Message = fmt.Sprintf("the title is %q, the heading over the chapters that the page calls itself by", title)
	}
	if m.Title == "" || !ast.SameWords(m.Title, title) { // the metadata's bears the name of the site, too, or is another
		if m.Title != "" && !names(m.Title, title) {
			d.Dropped = m.Title
		}
		m.Title = title
	} else if m.Title != title {
		d.Dropped = title
	}
	r.log.Add(d)
	delete(r.given, s.ID)
	for _, b := range row {
		if sub, ok := b.(*ast.Section); ok && sub.Level > 1 && lone {
			sub.Level--
		}
	}
	return append(row[:at:at], row[at+1:]...)
}

// titleOutside is the page's only heading of the first level, where that stands
// outside the content and what the page is called in its head, but for the name of
// the site, is the heading or a part of it; "" for none.
func (r *reader) titleOutside(page string, root *html.Node) string {
	heads := matches(root, func(n *html.Node) bool { return is(n, "h1") && lettersIn(n) > 0 })
	if len(heads) != 1 {
		return ""
	}
	title := oneLine(textOf(heads[0]))
	switch own := withoutSite(page); {
	case title == page:
	case names(page, title) && siteBeside(page, title, root):
		return title
	case own == page || r.reads(heads[0]):
	case ast.SameWords(own, title), names(title, own) && closest(heads[0].Parent, "header", "nav", "footer", "aside") == nil:
		return title
	}
	return ""
}

// boldOnTop are the paragraphs in bold with which a text begins, pictures aside, for
// understand to find its title among.
func boldOnTop(blocks []ast.Block) map[*ast.Paragraph]ast.Look {
	out := map[*ast.Paragraph]ast.Look{}
	for _, b := range blocks {
		p, ok := b.(*ast.Paragraph)
		if isFigure(b) { // arms, a logo
			continue
		}
		if !ok || !isStrong(p) {
			break
		}
		out[p] = ast.Look{Bold: true}
	}
	return out
}

func isFigure(b ast.Block) bool {
	f, ok := b.(*ast.Figure)
	return ok && len(f.Caption) == 0
}

// maxTitle is how long a title that stands alone on top is at most, in bytes.
const maxTitle = 400

// reads reports whether an element stands in the content and nothing around it is
// left out.
func (r *reader) reads(n *html.Node) bool {
	for ; n != nil && n != r.content; n = n.Parent {
		if r.leaveOut(n) != "" {
			return false
		}
	}
	return n != nil
}

// siteSigns are the signs with which sites part a page's own title from their name.
var siteSigns = []string{" | ", " – ", " — ", " - ", " :: "}

// withoutSite is a page's title without what follows the last of the signs before
// which sites have the page's own title and behind which their name.
func withoutSite(page string) string {
	for _, sign := range siteSigns {
		if i := strings.LastIndex(page, sign); i > 0 {
			return page[:i]
		}
	}
	return page
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

// pageTitle is the text of the page's title element.
func pageTitle(root *html.Node) string {
	if n := find(root, "title"); n != nil {
		return oneLine(textOf(n))
	}
	return ""
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
		if at = i; over(row, at, titles) {
			break
		}
	}
	if at < 0 || at == 0 && untitled && row[0].(*ast.Section).ID == "" && !over(row, at, titles) {
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

// over reports whether the heading at a place is the page's title as a whole and
// stands over chapters of its own level: it is the first, and a chapter is the next.
// Where the title says more, nothing stands between the two, and no chapter is in it.
func over(row []ast.Block, at int, titles []string) bool {
	if slices.ContainsFunc(row[:at], func(b ast.Block) bool { return headOf(b) > 0 }) || len(titles) == 0 {
		return false
	}
	next := slices.IndexFunc(row[at+1:], func(b ast.Block) bool { return headOf(b) > 0 })
	if next < 0 || headOf(row[at+1+next]) != 1 {
		return false
	}
	title := func(b ast.Block) string { return ast.PlainText(b.(*ast.Section).Title) }
	return ast.SameWords(titles[0], title(row[at])) || next == 0 && names(titles[0], title(row[at])) &&
		!slices.ContainsFunc(row[at+1:], func(b ast.Block) bool { return headOf(b) == 1 && names(titles[0], title(b)) })
}

// headOf is the level of a block that is a section's heading, 0 for others.
func headOf(b ast.Block) int {
	if s, ok := b.(*ast.Section); ok {
		return s.Level
	}
	return 0
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
