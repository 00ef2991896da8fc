package office

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
)

// Anchors are the places of a document that links inside it lead to.
type Anchors struct {
	open   []string // named, and not yet bound to a block
	blocks map[string]ast.Block
	names  map[ast.Block][]string // of each block of blocks
}

// NewAnchors gives anchors without a place.
func NewAnchors() *Anchors {
	return &Anchors{blocks: map[string]ast.Block{}, names: map[ast.Block][]string{}}
}

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

// Reopen opens the anchors of a paragraph that is no block of its own: they belong
// to the block that is made next.
func (a *Anchors) Reopen(names []string) {
	for _, name := range names {
		a.Name(name)
	}
}

// Bind gives the names to a block.
func (a *Anchors) Bind(names []string, b ast.Block) {
	for _, name := range names {
		if _, known := a.blocks[name]; !known {
			a.blocks[name] = b
			a.names[b] = append(a.names[b], name)
		}
	}
}

// Move gives the anchors of one block to another that took its place.
func (a *Anchors) Move(from, to ast.Block) {
	names := a.names[from]
	delete(a.names, from)
	for _, name := range names {
		a.blocks[name] = to
	}
	a.names[to] = append(a.names[to], names...)
}

// Resolve gives the blocks that links lead to their identifiers, and those that can
// have none an anchor at their front; a link that leads to nothing in the document
// becomes its text, which is told. The names in wanted, to which other files lead, get
// the identifiers of their places; links that may lead to such files stay.
func (a *Anchors) Resolve(doc *ast.Document, wanted map[string]string, r *Report) {
	ids := &identifiers{taken: map[string]bool{}, made: map[*[]ast.Inline]string{}}
	dead := map[ast.Inline]bool{}
	there := runsOf(doc)
	var links []*ast.Link
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if l, ok := n.(*ast.Link); ok {
			links = append(links, l)
		}
		return true
	})
	for _, l := range links {
		name, inside := strings.CutPrefix(l.URL, "#")
		switch {
		case inside:
			if id := ids.of(a.named(name), name, there); id != "" {
				l.URL = "#" + id
				continue
			}
			dead[l] = true
			r.Info(l.Src.Line, CodeLink, 0.9, fmt.Sprintf("the link %q leads to %q, which is not in the text; its text was kept", ast.PlainText(l.Inlines), name))
		case !ast.Followable(l.URL) && !isRelative(l.URL):
			dead[l] = true
			r.Log.Add(ast.Unlinked(l.Src, "office", l.URL))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		wanted[name] = ids.of(a.named(name), name, there)
	}
	ids.place(r)
	ast.Unwrap(doc, dead)
}

// isRelative reports whether an address leads on from the file's own folder.
func isRelative(address string) bool {
	return address != "" && !strings.ContainsAny(address, ":\\") && address[0] != '/' && address[0] != '#'
}

// maxName is how long the name of a bookmark can be in Word, in characters; it cuts
// longer ones that other programs wrote, and leaves the links to them as they are.
const maxName = 40

// named is the block that a link's name means.
func (a *Anchors) named(name string) ast.Block {
	if b, ok := a.blocks[name]; ok {
		return b
	}
	if runes := []rune(name); len(runes) > maxName {
		return a.blocks[string(runes[:maxName])]
	}
	return nil
}

// runsOf are the runs of text in which an anchor can stand.
func runsOf(doc *ast.Document) map[*[]ast.Inline]bool {
	runs := map[*[]ast.Inline]bool{}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Paragraph:
			runs[&n.Inlines] = true
		case *ast.DefItem:
			runs[&n.Term] = true
		}
		return true
	})
	return runs
}

// frontOf is the run of text with which a block begins; nil for one without.
func frontOf(b ast.Block) *[]ast.Inline {
	switch b := b.(type) {
	case *ast.Paragraph:
		return &b.Inlines
	case *ast.BlockQuote:
		return frontOf(b.Blocks[0])
	case *ast.DefList:
		if b.Items[0].Term != nil {
			return &b.Items[0].Term
		}
		return frontOf(b.Items[0].Defs[0][0])
	}
	return nil
}

// identifiers gives each block that is led to one identifier.
type identifiers struct {
	taken map[string]bool
	made  map[*[]ast.Inline]string // the anchors that are to be put into runs
	order []*[]ast.Inline
}

// of gives a block's identifier, which is made of a name where it has none; "" for
// a block that can have none, or is not there any more. Only the runs in there take
// anchors.
func (ids *identifiers) of(b ast.Block, name string, there map[*[]ast.Inline]bool) string {
	switch b := b.(type) {
	case nil:
		return ""
	case *ast.Section:
		return ids.ensure(&b.ID, name)
	case *ast.Table:
		return ids.ensure(&b.ID, name)
	case *ast.Figure:
		return ids.ensure(&b.ID, name)
	case *ast.Box:
		return ids.ensure(&b.ID, name)
	}
	run := frontOf(b)
	if run == nil || !there[run] {
		return ""
	}
	if ids.made[run] == "" {
		ids.made[run] = ids.free(name)
		ids.order = append(ids.order, run)
	}
	return ids.made[run]
}

func (ids *identifiers) ensure(id *string, name string) string {
	if *id == "" {
		*id = ids.free(name)
	}
	return *id
}

// place puts the anchors to the front of their runs.
func (ids *identifiers) place(r *Report) {
	for _, run := range ids.order {
		at := r.At(0)
		if len(*run) > 0 {
			at.Src = (*run)[0].Pos()
		}
		*run = append([]ast.Inline{&ast.Anchor{At: at, ID: ids.made[run]}}, *run...)
	}
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
