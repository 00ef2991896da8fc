package markup

import (
	"strings"

	"golang.org/x/net/html"
)

// menus are the bars of links by their words and addresses, with how often each
// stands in the page: sites repeat their menus at the foot and for small screens.
type menus map[string]int

// findMenus counts the bars in n, each once where elements hold nothing but one.
func (r *reader) findMenus(n *html.Node) menus {
	found := menus{}
	var look func(n *html.Node, around string)
	look = func(n *html.Node, around string) {
		key := r.menu(n)
		if key != "" && key != around {
			found[key]++
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if r.farm[c] >= minMenu {
				look(c, key)
			}
		}
	}
	look(n, "")
	return found
}

const (
	// minMenu is the number of links of a bar that is known by coming back: rows of
	// two or three come back in texts too, below each of several entries.
	minMenu = 5
	// maxMenu is how long a bar is at most, in bytes.
	maxMenu = 4000
)

// menu is what tells a bar of links to pages of the site: its words and addresses,
// "" for what is none.
func (r *reader) menu(n *html.Node) string {
	if !isBlock(n) || r.farm[n] < minMenu || r.text[n] > maxMenu || 10*r.linked[n] < 7*r.text[n] {
		return ""
	}
	var key strings.Builder
	key.WriteString(strings.Join(strings.Fields(textWithout(n, nil)), " "))
	for _, a := range matches(n, r.siteLink) {
		key.WriteString("\n" + strings.TrimSpace(attr(a, "href")))
	}
	return key.String()
}

// recurs reports whether a bar of links stands in the page more than once.
func (s *scan) recurs(n *html.Node) bool {
	if s.r.weights[n].prose > 0 || is(n, "body", "main", "article") || s.heading != nil && inside(s.heading, n) {
		return false
	}
	key := s.r.menu(n)
	return key != "" && s.menus[key] > 1
}
