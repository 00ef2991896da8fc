package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// frame makes a box of a table of one cell that has lines or a ground and holds prose: two
// blocks or more, or a title over text. It reports whether it was one.
func (f *flow) frame(n *html.Node, rows []*html.Node) bool {
	cells := cellsOf(rows)
	if len(cells) != 1 || hasRole(n, "presentation", "none") || !isDrawn(n) && !isDrawn(cells[0]) || !prose(cells[0]) ||
		!f.r.piece && 3*f.r.text[n] > 2*f.r.text[f.r.body(n)] || closest(n.Parent, "table", "figure", "li") != nil {
		return false
	}
	title := f.r.boxTitle(cells[0])
	heads := matches(cells[0], isHeading)
	blocks := matches(cells[0], func(c *html.Node) bool {
		return is(c, "p", "ul", "ol", "dl", "blockquote") && strings.TrimSpace(textOf(c)) != ""
	})
	if title == nil && len(blocks) < 2 || len(heads) > 1 || len(heads) == 1 && heads[0] != title {
		return false
	}
	f.r.enter(cells[0])
	f.r.add(diag.Info, CodeTable, 0.85, "a table of one cell with lines or a ground around text is a box", "")
	f.box(cells[0], ast.Aside)
	return true
}

// borderStyle finds a border in an element's own style.
var borderStyle = pattern.Of(`(?i)(?:^|;)\s*border(?:-top)?(?:-style)?\s*:[^;]*\b(?:solid|double|dashed|dotted|groove|ridge|inset|outset)\b`)

// isDrawn reports whether a table or cell says that it has lines or a ground. White is
// the paper's.
func isDrawn(n *html.Node) bool {
	border, has := lookup(n, "border")
	ground := strings.ToLower(attr(n, "bgcolor"))
	return has && border != "0" || ground != "" && !slices.Contains(whites, ground) || borderStyle.MatchString(attr(n, "style"))
}

// whites are the names of the paper's own colour.
var whites = []string{"white", "#ffffff", "#fff", "ffffff"}
