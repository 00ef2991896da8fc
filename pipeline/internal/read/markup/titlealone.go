package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
)

// aloneOnTop is the place of the heading that is over all others of the content though
// what the page calls itself does not bear it out, as where that is the name of the site:
// the only h1 of the page, in the first half of its blocks, or where none is shown the
// heading with which the text begins, the only one of its level. A heading of one word
// more often names a kind of part than a publication. It is -1 where there is none.
func (r *reader) aloneOnTop(row []ast.Block, root *html.Node) int {
	first := func(b ast.Block) bool {
		s, ok := b.(*ast.Section)
		return ok && r.firsts[s]
	}
	at := slices.IndexFunc(row, first)
	switch h1 := matches(root, func(n *html.Node) bool { return is(n, "h1") && lettersIn(n) > 0 && unhidden(n) }); {
	case len(h1) == 1 && at >= 0 && 2*at < len(row):
	case len(h1) == 0:
		at = r.onTop(row)
	default:
		return -1
	}
	if at < 0 || at == 0 && row[0].(*ast.Section).ID == "" { // ast.TakeTitle finds the latter
		return -1
	}
	s := row[at].(*ast.Section)
	title := ast.PlainText(s.Title)
	if s.Number != "" || !ast.PlainOnly(s.Title) || len(strings.Fields(title)) < 2 || len(title) > maxTitle {
		return -1
	}
	return at
}

// unhidden reports whether nothing around an element hides it.
func unhidden(n *html.Node) bool {
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		if hidden(n) {
			return false
		}
	}
	return true
}

// onTop is the place of the heading with which a text begins but for pictures, where no
// other stands as high; -1 for none.
func (r *reader) onTop(row []ast.Block) int {
	at := slices.IndexFunc(row, func(b ast.Block) bool { return !isFigure(b) })
	if at < 0 || headOf(row[at]) == 0 || r.ranks[row[at].(*ast.Section)] > 0 {
		return -1
	}
	for _, b := range row[at+1:] {
		if level := headOf(b); level > 0 && level <= headOf(row[at]) {
			return -1
		}
	}
	return at
}

// fileName finds titles that programs make of a file's name or path: one word with the
// ending of a document or a folder before it, or what Word's printer puts before it.
var fileName = pattern.Of(`(?i)^(?:Microsoft (?:Office )?Word - .*|\S*[^\s.]\.(?:docx?|odt|rtf|pdf|html?|xhtml|txt|md|indd|qxd|p65)|[\w.-]+(?:[/\\][\w.-]+)+)$`)

// saidAlone is the part of a page's title before or behind the sign that parts it from
// the name of the site which one of the first paragraphs of the text says alone; the
// whole title where none does.
func saidAlone(page string, row []ast.Block) string {
	for _, b := range row[:min(len(row), titleReach)] {
		p, ok := b.(*ast.Paragraph)
		if !ok || !ast.PlainOnly(unstrong(ast.WithoutAnchors(p.Inlines))) {
			continue
		}
		words := oneLine(ast.PlainText(p.Inlines))
		if page != words && len(strings.Fields(words)) > 1 && names(page, words) && besideSign(page, words) {
			return words
		}
	}
	return page
}

// withoutSiteName is a page's title without the name that the page gives its site, before
// or behind the sign that parts them.
func withoutSiteName(page, site string) string {
	if site == "" {
		return page
	}
	for _, sign := range siteSigns {
		if at := len(page) - len(sign+site); at > 0 && strings.EqualFold(page[at:], sign+site) {
			return page[:at]
		}
		if at := len(site + sign); at < len(page) && strings.EqualFold(page[:at], site+sign) {
			return page[at:]
		}
	}
	return page
}

// titleReach is among how many blocks a page says its title again.
const titleReach = 6

// besideSign reports whether nothing but a sign that parts titles stands between a part
// at one end of a page's title and the rest.
func besideSign(page, part string) bool {
	page, part = strings.ToLower(page), strings.ToLower(part)
	for _, sign := range siteSigns {
		before, behind, ok := strings.Cut(page, sign)
		last := strings.LastIndex(page, sign)
		if ok && (before == part || behind == part || page[:last] == part || page[last+len(sign):] == part) {
			return true
		}
	}
	return false
}
