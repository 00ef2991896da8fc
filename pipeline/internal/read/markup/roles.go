package markup

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// byRole reads an element that is a heading by its role (WAI-ARIA 1.2, heading)
// and reports whether it was one.
func (f *flow) byRole(n *html.Node) bool {
	if isHeading(n) || !hasRole(n, "heading") || holdsBlocks(n) {
		return false
	}
	f.heading(n)
	return true
}

// headLevel is the level of a heading: that of its element or the one it states,
// 2 where a role states none (WAI-ARIA 1.2, heading).
func headLevel(n *html.Node) int {
	if level, err := strconv.Atoi(attr(n, "aria-level")); err == nil && level > 0 && (!isHeading(n) || hasRole(n, "heading")) {
		return min(level, maxLevel)
	}
	if isHeading(n) {
		return int(n.Data[1] - '0')
	}
	return 2
}

// withoutHeadings reports whether the content has no headings by element or role
// but, it may be, its title.
func (r *reader) withoutHeadings(content *html.Node) bool {
	found := 0
	walk(content, func(n *html.Node) bool {
		if n != content && n.Type == html.ElementNode && r.leaveOut(n) != "" {
			return false
		}
		if (isHeading(n) || hasRole(n, "heading")) && strings.TrimSpace(textOf(n)) != "" {
			found++
		}
		return found < 2
	})
	return found < 2
}
