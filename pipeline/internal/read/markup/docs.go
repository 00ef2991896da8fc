package markup

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
)

// docsList adds a list. Google Docs exports a nested list as a row of lists
// that name their level; one of these goes into the last item above it, or
// goes on with the list of its level.
func (f *flow) docsList(n *html.Node, l *ast.List) {
	level, ok := docsLevel(n)
	if !ok {
		f.add(l)
		return
	}
	if len(f.open) > 0 && f.out[len(f.out)-1] != ast.Block(f.open[0].list) {
		f.open = nil
	}
	for len(f.open) > 0 && f.open[len(f.open)-1].level > level {
		f.open = f.open[:len(f.open)-1]
	}
	top := len(f.open) - 1
	switch {
	case top < 0:
		f.add(l)
	case f.open[top].level == level && f.open[top].list.Style == l.Style:
		goOn(f.open[top].list, l)
		return
	case f.open[top].level == level:
		f.open = f.open[:top]
		f.docsList(n, l)
		return
	default:
		items := f.open[top].list.Items
		last := items[len(items)-1]
		last.Blocks = append(last.Blocks, l)
	}
	f.open = append(f.open, openList{level, l})
}

// goOn adds the items of a list to another one under the numbers they have.
func goOn(l, more *ast.List) {
	for i, it := range more.Items {
		if marker := ast.CanonicalMarker(more, i); marker != l.Numeral(len(l.Items)) {
			it.Marker = marker
		}
		l.Items = append(l.Items, it)
	}
}

// docsLevel is the level in a class such as "lst-kix_abc-1".
func docsLevel(n *html.Node) (int, bool) {
	for _, c := range strings.Fields(attr(n, "class")) {
		if !strings.HasPrefix(c, "lst-kix_") {
			continue
		}
		if k, err := strconv.Atoi(c[strings.LastIndexByte(c, '-')+1:]); err == nil && k >= 0 && k < maxLevel {
			return k, true
		}
	}
	return 0, false
}
