package markup

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// weighOwn measures what each element of n holds of its own: running text and tables
// that lead nowhere, are no writings of a site's readers, do not announce another page
// and do not speak of the site itself. It tells what n adds to the line of text that it
// stands in, and whether the first words of n lead elsewhere.
func (r *reader) weighOwn(n *html.Node) (line weight, opens bool) {
	switch {
	case n.Type == html.TextNode:
		return weight{text: len(strings.TrimSpace(n.Data)), ended: endsSentence(n.Data), site: speaksOfSite(n.Data)}, false
	case n.Type != html.ElementNode && n.Type != html.DocumentNode || unseen[n.Data]:
		return weight{}, false
	}
	var blocks weight
	begun := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		run, leads := r.weighOwn(c)
		if !begun && (run.text > 0 || r.own[c].text > 0) {
			begun, opens = true, leads
		}
		line.add(run)
		if c.Type == html.ElementNode && !r.setApart(c) {
			blocks.addBlock(r.own[c], run)
		}
	}
	if siteOrWeb(n) {
		line.linked, line.links = line.text, line.links+1
		opens = line.text > 0
	}
	r.own[n] = r.ownOf(n, line, blocks, opens)
	if isBlock(n) {
		return weight{}, opens
	}
	return line, opens
}

// ownOf is what an element holds of its own, by its line of text and the blocks in it.
func (r *reader) ownOf(n *html.Node, line, blocks weight, opens bool) weight {
	all := line
	all.add(blocks)
	if isBlock(n) && line.isProse() && !line.site {
		all.prose += line.text
	}
	switch {
	case is(n, "table") && all.links == 0 && find(n, "th") != nil:
		all.prose = all.text
	case all.prose == 0:
	case opens && isBlock(n) && all.text <= maxTeaser && !isHeading(n) && !is(n, "header"), fillable(n), ofReaders(n, all):
		all.prose = 0
	}
	return all
}

// maxTeaser is how long what announces another page is at most, in bytes: a heading and
// the first lines.
const maxTeaser = 1000

// setApart reports whether what an element holds is not what the element around it
// holds, because its mark-up says so.
func (r *reader) setApart(n *html.Node) bool {
	return hidden(n) && r.panels[n] == nil || is(n, "nav", "dialog") || hasRole(n, siteRoles...) || is(n, "header", "footer", "aside") && pageLevel(n)
}

// siteRoles are those of what a site has around its content (WAI-ARIA 1.2, 5.3.4) or
// lays over it.
var siteRoles = []string{"navigation", "search", "banner", "contentinfo", "dialog", "alertdialog", "menu", "menubar", "toolbar", "doc-toc"}

// fillable reports whether an element is a form with a field that a reader sees.
func fillable(n *html.Node) bool {
	return is(n, "form") && len(matches(n, func(c *html.Node) bool {
		return is(c, "textarea", "select") || is(c, "input") && !strings.EqualFold(attr(c, "type"), "hidden")
	})) > 0
}

// ofReaders reports whether an element is called by what people left on a site, and has
// a link, a time or a field as that has.
func ofReaders(n *html.Node, w weight) bool {
	return calledBy(n, readersWords) && (w.links > 0 || find(n, "time") != nil || find(n, "textarea") != nil)
}

var readersWords = wordSet("comment comments commenting commentlist disqus reacties kommentare commentaires reply replies")

// siteTalk is what sentences say that speak of the site and not of its text: in English,
// Dutch, German and French.
var siteTalk = lineSet(`
	cookie
	javascript
	©
	copyright
	all rights reserved
	this website
	this site
	this page
	our website
	our site
	.gov website
	official website
	your browser
	newsletter
	privacy policy
	sign in
	log in
	deze website
	deze site
	deze pagina
	onze website
	onze site
	uw browser
	nieuwsbrief
	alle rechten voorbehouden
	diese website
	dieser website
	diese seite
	dieser seite
	unsere website
	ihr browser
	alle rechte vorbehalten
	ce site
	cette page
	notre site
	votre navigateur
	lettre d'information
	tous droits réservés`)

// speaksOfSite reports whether a text says one of siteTalk.
func speaksOfSite(s string) bool {
	s = strings.ToLower(s)
	for talk := range siteTalk {
		if strings.Contains(s, talk) {
			return true
		}
	}
	return false
}

// carries reports whether an element has running text of its own, of which most leads
// nowhere: its name or place alone does not tell that it is none of the text.
func (r *reader) carries(n *html.Node) bool {
	w := r.own[n]
	switch {
	case w.prose == 0 || linky(w):
		return false
	case is(n, "nav") || hasRole(n, siteRoles...) && !hasRole(n, "banner"):
		return 2*w.prose >= w.text && w.links < minFarm
	case is(n, "footer"):
		return w.links < minFarm
	}
	return true
}

// sayLeftOut says that an element was left out which carries text of its own, unless
// more than one sign tells that it belongs to the site.
func (r *reader) sayLeftOut(n *html.Node, why string) {
	if w := r.own[n]; !r.carries(n) || hidden(n) || hasControl(n) || w.links*wordsByLink > w.prose || calledBy(n, furnitureWords) && w.links > 0 {
		return
	}
	r.enter(n)
	r.lose("left out: "+why, fmt.Sprintf("%s was left out with sentences of its own, which begin %q: %s", describe(n), firstWords(n), why),
		"where it is part of the text, put it into the main element", oneLine(clean(textOf(n))))
}

// wordsByLink is how many bytes of running text a link has at least beside it in a text
// that does not just lead on.
const wordsByLink = 2 * minProse

// hasControl reports whether somebody is to do something in an element, as in what a
// site says of itself.
func hasControl(n *html.Node) bool {
	return hasRole(n, "dialog", "alertdialog", "menu", "menubar", "toolbar", "search") ||
		find(n, "input") != nil || find(n, "textarea") != nil || find(n, "button") != nil
}

// sayOutside says what was left out beside the element with the content, which was
// chosen by a sign that may mislead. What is named as furniture besides is silent.
func (r *reader) sayOutside(n *html.Node, why string) {
	walk(n, func(c *html.Node) bool {
		if c.Type != html.ElementNode || r.own[c].prose == 0 || calledBy(c, furnitureWords) || r.setApart(c) && c != n {
			return c.Type != html.ElementNode
		}
		if !r.carries(c) {
			return !r.setApart(c)
		}
		r.sayLeftOut(c, why)
		return false
	})
}

// maxFirst is how many words of a part tell which it is.
const maxFirst = 8

// firstWords are those with which an element begins.
func firstWords(n *html.Node) string {
	words := strings.Fields(clean(textWithout(n, nil)))
	if len(words) > maxFirst {
		return strings.Join(words[:maxFirst], " ") + " …"
	}
	return strings.Join(words, " ")
}
