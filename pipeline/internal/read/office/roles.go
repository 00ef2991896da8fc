package office

import "octavo/pipeline/internal/ast"

// Role is what a paragraph is by its style.
type Role int

// The roles. RoleContents heads printed contents or is a line of them;
// RoleCover stands on a cover and heads nothing.
const (
	RoleText Role = iota
	RoleTitle
	RoleSubtitle
	RoleCaption
	RoleContents
	RoleQuote
	RoleCode
	RoleTerm
	RoleDefinition
	RoleRule
	RoleTableHead
	RoleCover
)

// Block makes a paragraph of a role that is no heading: one that holds but a picture
// is a figure. Pieces are what list was made of.
func (role Role) Block(at ast.At, list []ast.Inline, pieces []Piece) ast.Block {
	if img, ok := list[0].(*ast.Image); ok && len(list) == 1 {
		return &ast.Figure{At: at, Image: img}
	}
	switch role {
	case RoleQuote:
		return &ast.BlockQuote{At: at, Blocks: []ast.Block{&ast.Paragraph{At: at, Inlines: list}}}
	case RoleTerm:
		return &ast.DefList{At: at, Items: []*ast.DefItem{{At: at, Term: Unmarked(list)}}}
	case RoleDefinition:
		return &ast.DefList{At: at, Items: []*ast.DefItem{{At: at, Defs: [][]ast.Block{{&ast.Paragraph{At: at, Inlines: list}}}}}}
	case RoleCode:
		if code, ok := PlainCode(pieces); ok {
			return &ast.CodeBlock{At: at, Text: code}
		}
	}
	return &ast.Paragraph{At: at, Inlines: list}
}
