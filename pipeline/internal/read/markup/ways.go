package markup

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// wayWords are what bars say that lead from page to page of a text or to its
// parts: in English, Dutch, German, French, Spanish and Italian.
var wayWords = wordSet(`
	next previous prev up top down first last home index contents content table of main page start back forward chapter section part menu to the
	volgende vorige terug omhoog inhoud inhoudsopgave pagina startpagina naar hoofdstuk begin overzicht
	weiter zurück vorherige vorheriges nächste nächstes nach oben inhalt inhaltsverzeichnis seite startseite kapitel übersicht
	suivant suivante précédent précédente sommaire accueil retour page table des matières chapitre haut
	siguiente anterior inicio índice contenido arriba
	successivo precedente indice inizio sommario`)

// wayRels are the link types of such bars (HTML, 4.6.7; HTML 4.01, 6.12) that no
// other link has.
var wayRels = map[string]bool{"next": true, "prev": true, "previous": true, "up": true, "contents": true, "start": true, "index": true}

// maxBar is how long such a bar is at most, in bytes: the names of two or three
// chapters.
const maxBar = 400

// wayBar reports whether a part is a bar that leads to the pages or parts before
// and behind: its links say so by their type, or it says nothing but such words.
func (s *scan) wayBar(n *html.Node) bool {
	if !isBlock(n) || s.r.text[n] > maxBar || s.r.jumps[n]+s.r.weights[n].links == 0 || isHeading(n) || is(n, "body", "main", "td", "th", "li", "dd", "dt") ||
		s.heading != nil && inside(s.heading, n) {
		return false
	}
	links := matches(n, func(c *html.Node) bool { return is(c, "a") && attr(c, "href") != "" })
	typed := 0
	for _, a := range links {
		if slices.ContainsFunc(strings.Fields(strings.ToLower(attr(a, "rel"))), func(rel string) bool { return wayRels[rel] }) {
			typed++
		}
	}
	rest := strings.FieldsFunc(strings.ToLower(textWithout(n, links)), notLetter)
	if typed > 0 && typed == len(links) {
		return allIn(rest, wayWords, wordSet("dir"))
	}
	return len(links) > 0 && allIn(strings.FieldsFunc(strings.ToLower(textOf(n)), notLetter), wayWords) && wayLike(links)
}

// wayLike reports whether a link's words lead to a neighbour and not to a part of
// the text that is called like one.
func wayLike(links []*html.Node) bool {
	return slices.ContainsFunc(links, func(a *html.Node) bool {
		return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(textOf(a)), notLetter), func(w string) bool { return neighbourWords[w] })
	})
}

// neighbourWords are those of wayWords that a bar has at least one of.
var neighbourWords = wordSet(`next previous prev up back home volgende vorige terug weiter zurück nächste nächstes vorherige vorheriges
	suivant suivante précédent précédente retour accueil siguiente anterior successivo precedente`)

func notLetter(c rune) bool { return !unicode.IsLetter(c) }

// allIn reports whether each word is in one of the sets.
func allIn(words []string, sets ...map[string]bool) bool {
	for _, w := range words {
		if !slices.ContainsFunc(sets, func(set map[string]bool) bool { return set[w] }) {
			return false
		}
	}
	return true
}

// textWithout is the text of n but that of the given elements in it.
func textWithout(n *html.Node, without []*html.Node) string {
	var b strings.Builder
	walk(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			b.WriteString(c.Data + " ")
		}
		return !slices.Contains(without, c)
	})
	return b.String()
}

// contentsHeads are headings over the list of a page's own headings.
var contentsHeads = lineSet(`
	contents
	table of contents
	on this page
	in this article
	page contents
	inhoud
	inhoudsopgave
	op deze pagina
	inhalt
	inhaltsverzeichnis
	auf dieser seite
	sommaire
	table des matières
	sur cette page
	índice
	indice`)

// HeadsContents reports whether the words of a heading are those over contents.
func HeadsContents(heading string) bool { return contentsHeads[plainPhrase(heading)] }

// contentsList reports whether a part is nothing but links to headings of the page
// that repeat their words: the editions make their contents themselves.
func (s *scan) contentsList(n *html.Node) bool {
	if 2*s.r.jumps[n] <= s.r.text[n] || !is(n, "ul", "ol", "dl", "div", "table", "nav") || 2*s.r.text[n] > s.core.text || s.heading != nil && inside(s.heading, n) {
		return false
	}
	links := matches(n, func(c *html.Node) bool { return fragment(c) != "" })
	least := minContents
	if calledBy(n, contentsWords) {
		least = 1
	}
	if len(links) < least || !allIn(strings.FieldsFunc(textWithout(n, links), notLetter)) {
		return false
	}
	astray := 0
	for _, a := range links {
		if !s.leadsToHeading(a) {
			astray++
		}
	}
	if head := beforeElement(n); isHeading(head) && contentsHeads[plainPhrase(textOf(head))] {
		return maxAstray*astray <= len(links) // some lead nowhere, in lists that were written by hand
	}
	return astray == 0
}

// maxAstray is of how many links one at most may lead to no heading of its words, where
// the list's own heading tells that it is the contents.
const maxAstray = 10

// minContents is how many headings a list of contents leads to at least, where its
// name does not tell that it is one.
const minContents = 3

// contentsWords are in the names of such lists.
var contentsWords = wordSet("toc contents menu inhoud inhoudsopgave inhalt inhaltsverzeichnis sommaire")

// leadsToHeading reports whether a link leads to a heading that has its words, or
// to a place right before one.
func (s *scan) leadsToHeading(a *html.Node) bool {
	words := plainPhrase(textOf(a))
	target := s.r.ids[fragment(a)]
	if target == nil || words == "" {
		return false
	}
	head := target
	if head = closest(target, "h1", "h2", "h3", "h4", "h5", "h6"); head == nil {
		head = headingFrom(target)
	}
	return head != nil && plainPhrase(textOf(head)) == words
}

// headingFrom is the first heading in an element or within the next few behind it.
func headingFrom(n *html.Node) *html.Node {
	for i := 0; n != nil && i < 4; i++ {
		if heads := matches(n, isHeading); len(heads) > 0 {
			return heads[0]
		}
		for n.Parent != nil && nextElement(n) == nil && !is(n.Parent, "body") {
			n = n.Parent
		}
		n = nextElement(n)
	}
	return nil
}

// contentsHead reports whether a heading stands over nothing but a list of contents.
func (s *scan) contentsHead(n *html.Node) bool {
	next := nextElement(n)
	return isHeading(n) && n != s.heading && contentsHeads[plainPhrase(textOf(n))] && next != nil && s.contentsList(next)
}

// logo reports whether a heading only shows a picture that leads elsewhere, and is
// not the page's own.
func (s *scan) logo(n *html.Node) bool {
	return isHeading(n) && n != s.heading && s.heading != nil && lettersIn(s.heading) > 0 && lettersIn(n) == 0 &&
		find(n, "img") != nil && find(n, "a") != nil
}

// shareWords are those of buttons that pass a page on.
var shareWords = wordSet(`share tweet print email mail facebook twitter linkedin whatsapp pinterest reddit telegram xing bluesky mastodon copy link pin it on via by
	delen deel via op afdrukken printen mailen teilen drucken auf partager imprimer sur par compartir condividi`)

// toolRow reports whether an element holds nothing but links, with signs between them,
// of which each does something with the page: prints it, sends it or goes to its top.
func toolRow(n *html.Node) bool {
	links := matches(n, func(c *html.Node) bool { return is(c, "a", "button") })
	return len(links) > 1 && isBlock(n) && strings.TrimFunc(textWithout(n, links), notLetter) == "" &&
		!slices.ContainsFunc(links, func(a *html.Node) bool { return !tool(a) })
}

// tool reports whether a link says or shows by its address that it does something with
// the page itself.
func tool(a *html.Node) bool {
	href := strings.ToLower(strings.TrimSpace(attr(a, "href")))
	return linkPhrases[plainPhrase(textOf(a))] || href == "#top" || strings.HasPrefix(href, "mailto:?") || strings.HasPrefix(href, "javascript:") && strings.Contains(href, "print")
}

// shares reports whether a part says nothing but such words, and two of them at least.
func (s *scan) shares(n *html.Node) bool {
	if !s.hosted || !isBlock(n) || isHeading(n) || s.r.text[n] == 0 || s.r.text[n] > maxPhrase {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(textOf(n)), notLetter)
	return len(words) > 1 && allIn(words, shareWords)
}

// beforeElement is the element before n, nil where n is the first.
func beforeElement(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && n.Type != html.ElementNode; n = n.PrevSibling {
	}
	return n
}
