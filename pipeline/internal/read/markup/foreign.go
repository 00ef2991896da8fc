package markup

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// apart reports what besides its name tells that a part is none of the text: it
// leads elsewhere, is filled in, stands beside the content or behind all of it.
func (s *scan) apart(n *html.Node, w weight) bool {
	if linky(w) || s.r.core != nil && !inside(n, s.r.core) {
		return true
	}
	return !isHeading(n) && (w.prose == 0 || find(n, "input") != nil || find(n, "textarea") != nil || s.last(n) || opensLinked(n) || posts(n) || pictureless(n) || speaksOf(n, "cookie", "cookies", "newsletter", "subscribe"))
}

// speaksOf reports whether a part is called by one of the words and says it, too.
func speaksOf(n *html.Node, words ...string) bool {
	text := ""
	return slices.ContainsFunc(words, func(word string) bool {
		if !calledBy(n, map[string]bool{word: true}) {
			return false
		}
		text = cmp.Or(text, strings.ToLower(textOf(n)))
		return strings.Contains(text, strings.TrimSuffix(word, "s"))
	})
}

// opensLinked reports whether the first words of a part lead elsewhere, as those of
// another page's teaser do.
func opensLinked(n *html.Node) bool {
	opens, found := false, false
	walk(n, func(c *html.Node) bool {
		if !found && c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			found = true
			for p := c.Parent; p != n.Parent; p = p.Parent {
				opens = opens || siteOrWeb(p)
			}
		}
		return !found
	})
	return opens
}

// last reports whether no running text of the content stands behind a part.
func (s *scan) last(n *html.Node) bool {
	for ; n != nil && n != s.r.core; n = n.Parent {
		for c := n.NextSibling; c != nil; c = c.NextSibling {
			if s.r.weights[c].prose > 0 && !s.named(c, foreignWords) {
				return false
			}
		}
	}
	return true
}

// pictureless reports whether a part is called a gallery and is a list without a
// picture: what leads through pictures that a script brings.
func pictureless(n *html.Node) bool {
	return calledBy(n, galleryWords) && find(n, "img") == nil && (find(n, "li") != nil || find(n, "figure") != nil || find(n, "article") != nil)
}

// minPosts is the number of writings of others that a list of them holds at least.
const minPosts = 3

// posts reports whether a part holds a list of what people left on a site: each with a
// link, a picture or a time of its own, as the words of the text itself have not.
func posts(n *html.Node) bool {
	found := false
	walk(n, func(c *html.Node) bool {
		count, all := 0, 0
		for p := c.FirstChild; p != nil; p = p.NextSibling {
			if isBlock(p) && lettersIn(p) > 0 {
				all++
			}
			if isBlock(p) && endsSentence(textOf(p)) && (find(p, "a") != nil || find(p, "img") != nil || find(p, "time") != nil) {
				count++
			}
		}
		found = found || count >= minPosts && 4*count >= 3*all
		return !found
	})
	return found
}

// ofHeading reports whether an element's identifier is made of the words of its
// heading, as programs make them for links to a section: "recommendations",
// "related-party-transactions". It names then what the text speaks of, unless what
// people left on a site follows.
func ofHeading(n *html.Node) bool {
	head := firstHeading(n)
	if head == nil {
		return false
	}
	words := wordSet(strings.Join(nameWords(textOf(head)), " "))
	return allIn(nameWords(attr(n, "id")), words) && !posts(n) && find(n, "textarea") == nil
}
