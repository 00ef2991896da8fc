package markup

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/pattern"
)

// findFurniture marks what stands around and between the content and is none.
// No sign alone tells that: it takes two of place (beside the element that holds
// the running text), links (most of it leads elsewhere), name (a class or
// identifier as sites give to their furniture) and words (nothing but a phrase
// that such parts have).
func (r *reader) findFurniture(content *html.Node) {
	r.beside, r.weights = map[*html.Node]bool{}, map[*html.Node]weight{}
	r.weigh(content)
	total := r.weights[content]
	core := content
	if total.prose >= minContent {
		core = r.innermost(content)
	}
	if core != content {
		r.core = core
	}
	if r.office {
		return
	}
	s := &scan{r: r, core: r.weights[core], heading: r.mainHeading(content)}
	s.begun = s.heading == nil
	s.site = linksBeside(content, core) >= minSite
	s.hosted = linksBeside(r.body(content), core) >= minSite
	s.holdNotes()
	s.menus = r.findMenus(r.body(content))
	s.around(content, core)
	s.begun = s.begun || r.textBefore(core, s.heading)
	s.within(core)
}

// textBefore reports whether a text with headings of its own stands before what passes
// for the page's heading: a specification's front, a page of which only the chapters have
// headings of the first level. Then nothing in it leads to the content; it is content.
func (r *reader) textBefore(core, heading *html.Node) bool {
	prose, headed, done := 0, false, false
	walk(core, func(n *html.Node) bool {
		done = done || n == heading
		switch {
		case done || n.Type != html.ElementNode || r.leaveOut(n) != "":
			return false
		case isHeading(n):
			headed = true
			return false
		case inside(heading, n):
			return true
		case headed:
			prose += r.weights[n].prose
		}
		return !headed
	})
	return done && prose >= minContent
}

const (
	// minContent is the running text in bytes from which a page shows where its
	// content is.
	minContent = 400
	// minSite is the number of links around the content that a site's page has
	// at least.
	minSite = 8
)

// linksBeside counts the links in n, but not in core, that leave the page.
func linksBeside(n, core *html.Node) int {
	count := 0
	walk(n, func(c *html.Node) bool {
		if siteOrWeb(c) {
			count++
		}
		return c != core
	})
	return count
}

// innermost is the innermost element with nine tenths of the running text.
func (r *reader) innermost(content *html.Node) *html.Node {
	n, most := content, r.weights[content].prose
	for {
		next := n
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && isBlock(c) && !is(c, "p", "ul", "ol", "li", "dl", "blockquote") && 10*r.weights[c].prose >= 9*most {
				next = c
			}
		}
		if next == n {
			return n
		}
		n = next
	}
}

// mainHeading is the content's first heading of the first level; where it has
// none, the first one that the page's title has.
func (r *reader) mainHeading(content *html.Node) *html.Node {
	var first, titled *html.Node
	title := ""
	if n := find(r.body(content), "title"); n != nil {
		title = plainPhrase(textOf(n))
	}
	walk(content, func(n *html.Node) bool {
		switch {
		case n.Type == html.ElementNode && r.leaveOut(n) != "":
			return false
		case is(n, "h1") && !contentsHeads[plainPhrase(textOf(n))] && (first == nil || lettersIn(first) == 0 && lettersIn(n) > 0):
			first = n
		case titled == nil && is(n, "h2", "h3", "h4", "h5", "h6"):
			if text := plainPhrase(textOf(n)); text != "" && strings.Contains(title, text) {
				titled = n
			}
		}
		return first == nil || lettersIn(first) == 0
	})
	return cmp.Or(first, titled)
}

// scan looks for furniture in a page.
type scan struct {
	r       *reader
	core    weight
	heading *html.Node // the page's own
	site    bool       // links to other pages stand around the core, in the content
	hosted  bool       // they do so in the page, as in its menus outside the content
	held    map[*html.Node]bool
	menus   menus
	begun   bool // the main heading or the content has been passed
}

// around judges what stands beside the path from n to the core.
func (s *scan) around(n, core *html.Node) {
	if n == core {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
		case inside(core, c):
			s.around(c, core)
			s.begun = s.begun || c == core
		case twins(n, core, c):
			s.within(c)
		default:
			s.aside(c)
		}
	}
}

// twins reports whether an element beside the path from n to the core is made
// like the one on the path, as the parts of a text are.
func twins(n, core, c *html.Node) bool {
	for core.Parent != n {
		core = core.Parent
	}
	return c.Type == html.ElementNode && c.Data == core.Data && attr(c, "class") == attr(core, "class") && attr(c, "class") != ""
}

// aside judges an element beside the content, and its parts where it holds
// running text or the page's heading.
func (s *scan) aside(n *html.Node) {
	if s.r.passed(n) {
		return
	}
	if !s.held[n] && s.wayside(n) {
		s.r.beside[n] = true
		return
	}
	if n == s.heading {
		s.begun = true
		return
	}
	w := s.r.weights[n]
	switch {
	case s.held[n], s.heading != nil && inside(s.heading, n):
	case w.prose == 0 && linky(w), s.skips(n), s.foreign(n, w), s.named(n, furnitureWords) && w.prose == 0 && (s.site || w.links > 0), s.phrase(n):
		s.r.beside[n] = true
		return
	case w.prose == 0 && !is(n, "table", "figure", "pre") && find(n, "table") == nil && s.stray(n, w):
		s.r.beside[n] = true
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.aside(c)
	}
}

// passed reports whether a node is not judged by itself: text, what is left out
// already, a note, and what stands on a line with something else.
func (r *reader) passed(n *html.Node) bool {
	return n.Type != html.ElementNode || r.leaveOut(n) != "" || r.notes.container[n] != nil || !isBlock(n) && !holdsBlocks(n) && !alone(n)
}

// wayside reports whether an element leads about the page or the site, or passes
// the page on.
func (s *scan) wayside(n *html.Node) bool {
	return s.wayBar(n) || s.contentsHead(n) || s.contentsList(n) || s.logo(n) || s.shares(n) || s.recurs(n)
}

// stray reports whether an element without running text is one of the scraps
// that stand before a site's heading and behind its content.
func (s *scan) stray(n *html.Node, w weight) bool {
	return s.site && isBlock(n) && w.text < maxStray && (!s.begun || w.links > 0)
}

// maxStray is how long a scrap is at most, in bytes.
const maxStray = 400

// within judges the parts of the content.
func (s *scan) within(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if s.r.passed(c) {
			continue
		}
		w := s.r.weights[c]
		s.begun = s.begun || c == s.heading
		if !s.held[c] && (s.wayside(c) || s.skips(c) || s.trail(c, w) || s.sideColumn(c, w) || s.foreign(c, w) || s.scrap(c, w) || s.phrase(c)) {
			s.r.beside[c] = true
			continue
		}
		s.within(c)
	}
}

// foreign reports whether an element is named as what other people wrote, or
// what leads to other pages, and is not most of the page.
func (s *scan) foreign(n *html.Node, w weight) bool {
	return !is(n, "p", "li", "dt", "dd") && w.prose < s.core.prose && (s.named(n, foreignWords) || s.foreignHead(n)) && s.apart(n, w) && !(calledBy(n, sidebarWords) && s.r.between(n))
}

// sidebarWords are what a box of the text is called as well as what leads elsewhere.
var sidebarWords = wordSet("sidebar")

// foreignHead reports whether a part begins with a heading that is named so.
func (s *scan) foreignHead(n *html.Node) bool {
	head := firstHeading(n)
	return head != nil && head != n && head != s.heading && s.named(head, foreignWords)
}

// scrap reports whether a part of the content is named like furniture, leads
// elsewhere or says next to nothing, and shows nothing.
func (s *scan) scrap(n *html.Node, w weight) bool {
	return s.named(n, furnitureWords) && (w.prose == 0 || linky(w)) && (w.links > 0 || s.site && w.text <= maxPhrase) && 4*w.text < s.core.text &&
		find(n, "table") == nil && find(n, "figure") == nil
}

// linky reports whether at least half of an element's text leads elsewhere.
func linky(w weight) bool { return w.links > 0 && 2*w.linked >= w.text }

// holdNotes marks the elements around the notes that the text calls.
func (s *scan) holdNotes() {
	s.held = map[*html.Node]bool{}
	for c := range s.r.notes.container {
		for p := c.Parent; p != nil && !s.held[p]; p = p.Parent {
			s.held[p] = true
		}
	}
}

// named reports whether a class or identifier of an element has a word that
// sites call their furniture by. Subjects have such words too ("social-security"):
// it is one sign of two.
func (s *scan) named(n *html.Node, words map[string]bool) bool {
	if !isBlock(n) || is(n, "body", "main", "h1", "td", "th", "table", "tr", "tbody") || s.heading != nil && inside(s.heading, n) {
		return false
	}
	return calledBy(n, words) && !s.shows(n)
}

// shows reports whether a part that is called a gallery shows pictures of the text:
// their words lead nowhere, as those below other pages' pictures do.
func (s *scan) shows(n *html.Node) bool {
	w := s.r.weights[n]
	return w.text > 0 && w.linked == 0 && calledBy(n, galleryWords) && find(n, "img") != nil
}

var galleryWords = wordSet("gallery gallerybox gallerytext")

// calledBy reports whether a class or identifier of an element has one of the words.
func calledBy(n *html.Node, words map[string]bool) bool {
	named := func(name string) bool {
		return slices.ContainsFunc(nameWords(name), func(word string) bool { return words[word] })
	}
	return slices.ContainsFunc(strings.Fields(attr(n, "class")), named) || named(attr(n, "id")) && !ofHeading(n)
}

// nameWords parts a name at hyphens, underscores and capitals.
func nameWords(name string) []string {
	var spaced strings.Builder
	small := false
	for _, c := range name {
		if unicode.IsUpper(c) && small {
			spaced.WriteByte(' ')
		}
		small = unicode.IsLower(c)
		spaced.WriteRune(unicode.ToLower(c))
	}
	return strings.FieldsFunc(spaced.String(), func(c rune) bool { return !unicode.IsLetter(c) })
}

// skips reports whether an element before the page's heading is nothing but
// links to places in the page, as those are that lead past the menus.
func (s *scan) skips(n *html.Node) bool {
	if s.begun || s.r.text[n] > maxStray || !is(n, "ul", "ol", "p", "div", "a") || s.heading != nil && inside(s.heading, n) {
		return false
	}
	linked := 0
	for _, a := range matches(n, func(c *html.Node) bool { return fragment(c) != "" }) {
		linked += s.r.text[a]
	}
	return linked > 0 && linked == s.r.text[n]
}

// trail reports whether an element before the page's heading is a row of links
// to other pages, as the way from the site's first page is.
func (s *scan) trail(n *html.Node, w weight) bool {
	return !s.begun && w.links >= 2 && w.prose == 0 && linky(w) && is(n, "p", "div", "ul", "ol", "td", "table") &&
		(s.heading == nil || !inside(s.heading, n))
}

// maxPhrase is the length in bytes of the longest phrase of furniture.
const maxPhrase = 60

// phrase reports whether an element holds nothing but a phrase of furniture.
func (s *scan) phrase(n *html.Node) bool {
	if w := s.r.weights[n]; w.text == 0 || w.text > maxPhrase {
		return false
	}
	if s.heading != nil && inside(s.heading, n) || is(n, "h1", "td", "th", "dt", "dd", "body", "main") {
		return false
	}
	words := plainPhrase(textOf(n))
	return s.hosted && (isBlock(n) && scrapPhrases[words] || lastChange.MatchString(words) && strings.ContainsFunc(textOf(n), unicode.IsDigit) && !isHeading(n) && s.last(n) || sitePhrases(textOf(n)) && leads(n)) ||
		linkPhrases[words] && leads(n) || toolRow(n)
}

// lastChange is a line that says when a page of a site was changed and nothing more. A
// phrase has lost the figures at its end.
var lastChange = pattern.Of(`^(?:(?:this |the )?page (?:was )?)?(?:last (?:updated?|modified|changed|reviewed)|laatst (?:gewijzigd|bijgewerkt)|(?:zu)?letzte? (?:änderung|aktualisiert|aktualisierung)|dernière (?:mise à jour|modification))(?: on| am| op| le)?[ :]*[\d./ -]*\p{L}*$`)

// sitePhrases reports whether a text is two and more names of the pages that every site
// has, with signs between them.
func sitePhrases(text string) bool {
	parts := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("|·•-–", c) })
	for _, part := range parts {
		if !sitePages[plainPhrase(part)] {
			return false
		}
	}
	return len(parts) > 1
}

// alone reports whether nothing stands beside an inline element on its line.
func alone(n *html.Node) bool {
	ends := func(c *html.Node, next func(*html.Node) *html.Node) bool {
		for ; c != nil && blank(c); c = next(c) {
		}
		return c == nil || isBlock(c) || is(c, "br")
	}
	return ends(n.PrevSibling, func(c *html.Node) *html.Node { return c.PrevSibling }) &&
		ends(n.NextSibling, func(c *html.Node) *html.Node { return c.NextSibling }) && isBlock(n.Parent)
}

// blank reports whether a node shows nothing: a comment or white space.
func blank(n *html.Node) bool {
	return n.Type == html.CommentNode || n.Type == html.TextNode && strings.TrimSpace(n.Data) == ""
}

// leads reports whether an element is a link or holds one or a button.
func leads(n *html.Node) bool {
	return len(matches(n, func(c *html.Node) bool { return is(c, "a", "button") })) > 0
}

// plainPhrase is a text in small letters, with the arrows and stops around it
// taken off.
func plainPhrase(text string) string {
	return strings.TrimFunc(strings.ToLower(oneLine(clean(text))), func(c rune) bool { return !unicode.IsLetter(c) })
}
