package element

import "octavo/pipeline/internal/ast"

// boxRoles are the roles of the kinds that DPUB-ARIA 1.1 and EPUB's vocabulary
// have a name for, of those that aside may have (ARIA in HTML, 4).
var boxRoles = map[ast.BoxKind]Element{
	ast.Tip:       {Type: "tip", Role: "doc-tip"},
	ast.ExampleOf: {Role: "doc-example"},
}

// box is an aside that says what it is: with the role of a note it is no landmark
// of the page. Its title is no heading.
func box(n *ast.Box, p Part) Element {
	if p == Title {
		return Element{Tag: "p", Class: "boxtitle"}
	}
	e := boxRoles[n.Kind]
	e.Tag, e.Class = "aside", "box "+string(n.Kind)
	switch n.Kind {
	case ast.Important, ast.Warning, ast.Caution, ast.Danger:
		e.Class = "box warns " + string(n.Kind)
	}
	if e.Role == "" {
		e.Role = "note"
	}
	return e
}
