package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/diag"
)

// references are the addresses that a file defines for links, those in cells
// included, and the names that links use.
type references struct {
	outer parser.Context
	// any tells that there are definitions, in the text itself or in a cell.
	any  bool
	defs []definition
	used map[string]bool
	// named are the links and pictures that have the identifier of their definition.
	named map[string]gast.Node
}

// definition is a definition of an address.
type definition struct {
	Label []byte
	text  string
	pos   diag.Pos
	// comment tells that it leads to #, as many write a comment.
	comment bool
}

// cellContext is the context of a cell's text, in which the addresses that are
// defined around it are known too.
type cellContext struct {
	parser.Context
	outer parser.Context
}

// Reference gives the definition of a name.
func (c cellContext) Reference(label string) (parser.Reference, bool) {
	if ref, ok := c.Context.Reference(label); ok {
		return ref, true
	}
	return c.outer.Reference(label)
}

// context makes the context of one parse of source.
func (f *references) context(source []byte) parser.Context {
	pc := parser.NewContext()
	if f.outer == nil {
		if titles := titlesReferred(source); len(titles) > 0 {
			pc = titleContext{pc, titles}
		}
		f.outer = pc
		return pc
	}
	return cellContext{pc, f.outer}
}

// survey notes the definitions in root and which of them its links use.
func (f *references) survey(r *reader, root gast.Node, pc parser.Context) {
	if f.any = f.any || len(pc.References()) > 0; !f.any {
		return
	}
	_ = gast.Walk(root, func(n gast.Node, entering bool) (gast.WalkStatus, error) { // fails only where this does
		switch n := n.(type) {
		case *gast.LinkReferenceDefinition:
			if entering {
				f.defs = append(f.defs, definition{n.Label, strings.TrimSpace(r.codeText(n)), r.pos(r.offset(n)), string(n.Destination) == "#"})
			}
		case *gast.Link:
			f.use(n.Reference)
		case *gast.Image:
			f.use(n.Reference)
		}
		return gast.WalkContinue, nil
	})
}

func (f *references) use(ref *gast.ReferenceLink) {
	if ref != nil {
		f.used[util.ToLinkReference(ref.Value)] = true
	}
}
