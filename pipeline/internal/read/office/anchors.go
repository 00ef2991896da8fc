package office

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
)

// Anchors are the places of a document that links inside it lead to.
type Anchors struct {
	open   []string // named, and not yet bound to a block
	blocks map[string]ast.Block
}

// NewAnchors gives anchors without a place.
func NewAnchors() *Anchors { return &Anchors{blocks: map[string]ast.Block{}} }

// Name opens an anchor: it belongs to the block that is made next.
func (a *Anchors) Name(name string) {
	if name != "" {
		a.open = append(a.open, name)
	}
}

// Open gives the anchors that belong to no block yet, and forgets them.
func (a *Anchors) Open() []string {
	names := a.open
	a.open = nil
	return names
}

// Bind gives the names to a block.
func (a *Anchors) Bind(names []string, b ast.Block) {
	for _, name := range names {
		if _, known := a.blocks[name]; !known {
			a.blocks[name] = b
		}
	}
}

// Move gives the anchors of one block to another that took its place.
func (a *Anchors) Move(from, to ast.Block) {
	for name, b := range a.blocks {
		if b == from {
			a.blocks[name] = to
		}
	}
}

// Resolve gives the blocks that links lead to their identifiers; a link that leads
// to no block with one becomes its text, which is told.
func (a *Anchors) Resolve(doc *ast.Document, r *Report) {
	ids := &identifiers{taken: map[string]bool{}}
	dead := map[ast.Inline]bool{}
	visit := func(n ast.Node) bool {
		l, ok := n.(*ast.Link)
		if !ok {
			return true
		}
		name, inside := strings.CutPrefix(l.URL, "#")
		switch {
		case inside:
			if id := ids.of(a.blocks[name], name); id != "" {
				l.URL = "#" + id
				return true
			}
			dead[l] = true
			r.Info(l.Src.Line, CodeLink, 0.9, fmt.Sprintf("the link %q leads to %q, where no heading, table or picture is; its text was kept", ast.PlainText(l.Inlines), name))
		case !ast.Followable(l.URL):
			dead[l] = true
			r.Log.Add(ast.Unlinked(l.Src, "office", l.URL))
		}
		return true
	}
	ast.WalkDocument(doc, visit)
	ast.Unwrap(doc, dead)
}

// identifiers gives each block that is led to one identifier.
type identifiers struct{ taken map[string]bool }

// of gives a block's identifier, which is made of a name where it has none; ""
// for a block that can have none.
func (ids *identifiers) of(b ast.Block, name string) string {
	var id *string
	switch b := b.(type) {
	case *ast.Section:
		id = &b.ID
	case *ast.Table:
		id = &b.ID
	case *ast.Figure:
		id = &b.ID
	default:
		return ""
	}
	if *id == "" {
		*id = ids.free(name)
	}
	return *id
}

// free makes an identifier of a name.
func (ids *identifiers) free(name string) string {
	base := strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-') {
			return r
		}
		return '-'
	}, strings.TrimLeft(name, "_"))
	if !ast.IsID(base) {
		base = "at-" + base
	}
	id := base
	for n := 2; ids.taken[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	ids.taken[id] = true
	return id
}
