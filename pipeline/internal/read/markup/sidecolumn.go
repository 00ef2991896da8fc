package markup

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/pattern"
)

// gridClass is the class by which Bootstrap says how many of twelve columns an element takes.
var gridClass = pattern.Of(`^col-(?:(?:xs|sm|md|lg|xl|xxl)-)?(\d{1,2})$`)

// gridWidth is how many columns an element takes where the screen is wide; 0 for none.
func gridWidth(n *html.Node) int {
	least := 0
	if !is(n, "div", "section", "aside") {
		return 0
	}
	for _, class := range strings.Fields(attr(n, "class")) {
		if m := gridClass.FindStringSubmatch(class); m != nil {
			if k, _ := strconv.Atoi(m[1]); least == 0 || k < least {
				least = k
			}
		}
	}
	return least
}

// sideColumn reports whether an element is the narrow column beside the one with the text,
// and leads elsewhere.
func (s *scan) sideColumn(n *html.Node, w weight) bool {
	if w.prose > 0 || w.links < 2 || !linky(w) {
		return false
	}
	own := gridWidth(n)
	for c := firstElement(n.Parent); own > 0 && c != nil; c = nextElement(c) {
		if gridWidth(c) >= 2*own && (2*s.r.weights[c].text >= s.core.text || s.heading != nil && inside(s.heading, c)) {
			return true
		}
	}
	return false
}
