package markup

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"

	"octavo/pipeline/internal/diag"
)

// survey measures the text of every element, and gathers identifiers and the
// links that lead to them.
func (r *reader) survey(root *html.Node) {
	r.linked, r.farm, r.jumps = map[*html.Node]int{}, map[*html.Node]int{}, map[*html.Node]int{}
	r.text, r.ids = map[*html.Node]int{}, map[string]*html.Node{}
	r.wanted, r.given, r.kept = map[string]bool{}, map[string]bool{}, map[string]bool{}
	r.titles, r.looks = map[string]int{}, map[*ast.Paragraph]ast.Look{}
	r.strongLines = map[*ast.Paragraph]bool{}
	r.marks, r.ranks, r.orders = map[*html.Node]bool{}, map[*ast.Section]int{}, map[string]int{}
	r.sectionHeads = map[*html.Node]*html.Node{}
	r.captions, r.cells = map[*ast.Paragraph]ast.CaptionKind{}, map[*ast.Cell]*sourceCell{}
	r.counts, r.firsts = map[string]int{}, map[*ast.Section]bool{}
	for name := range r.outside {
		r.wanted[name], r.kept[name], r.outside[name] = true, true, name
	}
	r.findFormulas(root)
	r.measure(root)
	r.findForms(root)
	r.findPanels(root)
	r.own = map[*html.Node]weight{}
	r.weighOwn(root)
}

func (r *reader) measure(n *html.Node) int {
	total := 0
	switch n.Type {
	case html.TextNode:
		return len(strings.TrimSpace(n.Data))
	case html.ElementNode:
		r.identify(n)
		if unseen[n.Data] {
			return 0
		}
		if isHeld(n) { // what is read already is something, however long
			total = 1
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		total += r.measure(c)
		gather(r.linked, n, c)
		gather(r.farm, n, c)
		gather(r.jumps, n, c)
	}
	r.text[n] = total
	if total > 0 && fragment(n) != "" {
		r.jumps[n] = total
	}
	if r.siteLink(n) {
		r.linked[n], r.farm[n] = total, 1
	}
	return total
}

// gather adds what was counted of a child to its parent; what holds nothing has no entry,
// since pages have many elements and few of them links.
func gather(count map[*html.Node]int, n, child *html.Node) {
	if k := count[child]; k > 0 {
		count[n] += k
	}
}

// findForms marks the parts of the page of which a form to fill in is more than
// half, as of a question for readers.
func (r *reader) findForms(root *html.Node) {
	r.forms = map[*html.Node]bool{}
	whole := r.text[root]
	for _, form := range matches(root, func(n *html.Node) bool { return is(n, "form") && find(n, "input") != nil }) {
		for p := form.Parent; is(p, "details", "section", "aside", "div") && 2*r.text[form] > r.text[p] && 4*r.text[p] < whole; p = p.Parent {
			r.forms[p] = true
		}
	}
}

// siteLink reports whether an element is a link to another page of its site.
func (r *reader) siteLink(n *html.Node) bool {
	href, ok := lookup(n, "href")
	if !ok || n.Data != "a" || strings.HasPrefix(href, "#") {
		return false
	}
	u, err := url.Parse(strings.TrimSpace(href))
	return !ast.Followable(strings.TrimSpace(href)) || err == nil && u.Host != "" && u.Host == r.host
}

// linkFarm reports whether an element is nothing but links to other pages of
// its site and a small part of a page whose content has no name: a menu.
func (r *reader) linkFarm(n *html.Node) bool {
	if r.office || r.core != nil && inside(n, r.core) {
		return false
	}
	return r.whole && is(n, "ul", "ol", "dl", "div", "p", "center", "table", "td") && r.farm[n] >= minFarm &&
		10*r.linked[n] >= 7*r.text[n] && 4*r.text[n] < r.text[r.body(n)]
}

// minFarm is the number of links that make a menu.
const minFarm = 3

// identify notes an element's identifier and where its link leads.
func (r *reader) identify(n *html.Node) {
	for _, key := range []string{"id", "name"} {
		if id := attr(n, key); id != "" && (key == "id" || n.Data == "a") && r.ids[id] == nil {
			r.ids[id] = n
		}
	}
	if id := fragment(n); id != "" {
		r.wanted[id] = true
	}
	for _, class := range strings.Fields(attr(n, "class")) {
		r.countTitle(class)
	}
}

// unseen are the elements whose content a browser does not show as text.
var unseen = map[string]bool{
	"script": true, "style": true, "template": true, "noscript": true, "iframe": true, "object": true, "embed": true,
	"svg": true, "canvas": true, "audio": true, "video": true, "map": true, "select": true, "textarea": true,
	"button": true, "input": true, "datalist": true, "noembed": true, "annotation": true, "annotation-xml": true, "noframes": true, "head": true, "frameset": true,
}

// mainContent chooses the element with the content and logs what stands
// outside of it: the main element, else the only article, else the one called the content, else the body.
func (r *reader) mainContent(body *html.Node) *html.Node {
	for _, c := range []struct {
		name  string
		match func(*html.Node) bool
	}{
		{"main", func(n *html.Node) bool { return is(n, "main") || hasRole(n, "main") }},
		{"article", func(n *html.Node) bool { return is(n, "article") }},
		{"content", namedContent},
	} {
		found := matches(body, c.match)
		if len(found) != 1 || 2*r.text[found[0]] < r.text[body] && c.name != "main" || c.name == "content" && !r.holdsText(body, found[0]) {
			continue
		}
		r.enter(found[0])
		r.add(diag.Info, CodeMain, 0.95, fmt.Sprintf("the content is taken from %s", describe(found[0])), "")
		r.dropOutside(body, found[0])
		return found[0]
	}
	r.whole = true
	return body
}

// namedContent reports whether an element is called the content, in English,
// Dutch, German or French.
func namedContent(n *html.Node) bool {
	if !is(n, "div", "section", "td", "center") {
		return false
	}
	for _, name := range append(strings.Fields(attr(n, "class")), attr(n, "id")) {
		switch strings.ToLower(name) {
		case "content", "inhoud", "contenu", "inhalt":
			return true
		}
	}
	return false
}

// holdsText reports whether an element has the only headings of the first level
// and nearly all running text of the page.
func (r *reader) holdsText(body, n *html.Node) bool {
	h1 := func(n *html.Node) bool { return is(n, "h1") }
	if own := len(matches(n, h1)); own == 0 || own < len(matches(body, h1)) {
		return false
	}
	r.weights = map[*html.Node]weight{}
	r.weigh(body)
	return r.weights[n].prose > 0 && 10*r.weights[n].prose >= 9*r.weights[body].prose
}

// matches gives the outermost elements that match.
func matches(n *html.Node, match func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	walk(n, func(c *html.Node) bool {
		if c.Type == html.ElementNode && match(c) {
			out = append(out, c)
			return false
		}
		return true
	})
	return out
}

// dropOutside logs everything in n that is not in keep. Notes that the
// content calls stay reachable by their identifiers.
func (r *reader) dropOutside(n, keep *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c == keep:
		case c.Type == html.ElementNode && inside(keep, c):
			r.dropOutside(c, keep)
		case c.Type == html.ElementNode:
			r.dropNode(c, CodeDropped, 0.9, "it stands outside the content")
			if !is(keep, "main") && !hasRole(keep, "main") || 4*r.own[c].prose > r.own[keep].prose {
				r.sayOutside(c, "it stands outside the content")
			}
		case c.Type == html.TextNode:
			r.dropText(c)
		}
	}
}

func (r *reader) dropText(n *html.Node) {
	if s := oneLine(clean(n.Data)); s != "" {
		r.drop(CodeDropped, 0.9, s, "text outside the content was left out")
	}
}

// leaveOut tells why an element is no content; "" means that it is.
func (r *reader) leaveOut(n *html.Node) string {
	switch {
	case r.marks[n]:
		return "moved"
	case r.labels[n]:
		return "moved"
	case unseen[n.Data] && !drawing(n) && !shownButton(n) && !spoken(n) && !r.scriptless(n) && box(n) == "":
		return "a browser does not show it as text"
	case r.pageEdge(n):
		return "it is the head or foot of every page"
	case remark(n):
		return "it is a reviewer's comment"
	case hidden(n) && r.panels[n] == nil:
		return "it is hidden"
	case (is(n, "nav") || hasRole(n, siteRoles...)) && !r.carries(n):
		return "it is for finding the way about the site"
	case is(n, "header", "footer", "aside") && !r.piece && pageLevel(n) && !r.amid(n) && !headingAlone(n) && !isTitleBlock(n) && !r.carries(n):
		return "it is the page's head or foot"
	case fillable(n) && 4*r.text[n] < r.text[r.body(n)]:
		return "it is a form to fill in on the site"
	case r.forms[n]:
		return "it is there for a form to fill in on the site"
	case r.linkFarm(n):
		return "it holds only links to other pages of the site"
	case r.beside[n]:
		return "it is furniture of the site by its place, links, name or words"
	case r.chrome(n):
		return "its name is that of a site's furniture"
	case is(n, "a", "button") && onlyIcon(n):
		return "it is an icon that does something on the site"
	}
	return ""
}

// onlyIcon reports whether an element shows nothing but signs of an icon face, at places
// that are for private use and so say nothing where the face is not.
func onlyIcon(n *html.Node) bool {
	signs := strings.TrimSpace(shortText(n, maxIcon))
	return signs != "" && strings.IndexFunc(signs, func(c rune) bool { return !unicode.Is(unicode.Co, c) }) < 0 && find(n, "img") == nil && find(n, "svg") == nil
}

// maxIcon is how many bytes and nodes an icon has at most.
const maxIcon = 16

// headingAlone reports whether a header holds nothing but a heading, as programs put one
// around the heading of a part: the head of a site's pages leads somewhere.
func headingAlone(n *html.Node) bool {
	if !is(n, "header") || find(n, "a") != nil || find(n, "img") != nil {
		return false
	}
	heads := matches(n, isHeading)
	return len(heads) == 1 && oneLine(textOf(heads[0])) == oneLine(textOf(n))
}

// hidden reports whether an element is not displayed.
func hidden(n *html.Node) bool {
	if how, ok := lookup(n, "hidden"); ok && how != "until-found" || attr(n, "aria-hidden") == "true" {
		return true
	}
	for _, class := range strings.Fields(attr(n, "class")) {
		if strings.HasSuffix(class, "-visually-hidden") || strings.HasSuffix(class, "-sr-only") {
			return true
		}
	}
	if _, open := lookup(n, "open"); is(n, "dialog") && !open {
		return true
	}
	return style(n, "display") == "none" || style(n, "visibility") == "hidden" ||
		hasClass(n, "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screen-reader-only", "element-invisible", "show-for-sr", "assistive")
}

// pageLevel reports whether a header or footer is the page's, not that of an
// article or section in it (HTML, 4.3.8).
func pageLevel(n *html.Node) bool {
	return closest(n.Parent, "article", "section", "main", "figure", "blockquote", "td", "li") == nil
}

// furniture are the classes and identifiers of what belongs to a site. Whole
// names, because a part of one is often a subject: "social-security".
var furniture = map[string]bool{
	"kruimelpad": true, "skiplink": true, "skiplinks": true, "skip-link": true, "skip-links": true, "skip-to-content": true, "skip": true, "skipnav": true, "skip-nav": true,
	"navbox": true, "navigation": true, "nav": true, "navbar": true, "site-nav": true, "noprint": true, "no-print": true,
	"sharing": true, "share": true, "social": true, "social-share": true, "social-media": true, "social-links": true,
	"pagination": true, "pager": true, "toc": true, "table-of-contents": true, "sitemap": true, "newsletter": true,
	"sidebar": true, "column-sidebar": true, "related": true, "related-content": true, "block-related": true, "belongsto": true,
	"catlinks": true, "printfooter": true, "vector-dropdown": true, "sitesub": true, "headerlink": true, "anchorjs-link": true,
	"page-footer": true, "page-header": true, "post-navigation": true, "comments": true, "comment-respond": true, "sharedaddy": true,
	"hd-date": true, "hd-lg": true, "hd-ti": true, "hd-oj": true, "language-switcher": true, "back-to-top": true,
	"newsletter-signup": true, "advertisement": true, "consent": true, "consent-banner": true, "site-header": true, "site-footer": true,
}

// furniturePrefixes begin such names.
var furniturePrefixes = []string{"cookie", "breadcrumb", "mw-editsection", "share-button", "gdpr", "msotoc", "oj-hd-"}

// chrome reports whether an element is named like a site's furniture and is a
// small part of the page.
func (r *reader) chrome(n *html.Node) bool {
	if is(n, "html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "table") {
		return false
	}
	if r.notes != nil && r.notes.container[n] != nil {
		return false
	}
	if slices.ContainsFunc(strings.Fields(attr(n, "class")), chromeName) || chromeName(attr(n, "id")) && !ofHeading(n) {
		return 3*r.text[n] < r.text[r.body(n)] && !r.between(n) && !r.carries(n)
	}
	return false
}

// chromeName reports whether a class or identifier is that of a site's furniture.
func chromeName(name string) bool {
	name = strings.ToLower(name)
	return furniture[name] || name != "" && hasPrefix(name, furniturePrefixes...)
}

// body is the outermost element around n whose text was measured.
func (r *reader) body(n *html.Node) *html.Node {
	for n.Parent != nil && n.Parent.Type == html.ElementNode {
		n = n.Parent
	}
	return n
}
