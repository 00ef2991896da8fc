package markdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// cellKeys are the attributes that belong to a cell, not to its text.
var cellKeys = []string{"colspan", "rowspan", "header", "scope", "headers"}

// cellAttrs gives a cell what its attributes say of spans and headers, and
// reports whether they are a cell's: an identifier alone is one.
func (r *reader) cellAttrs(c *ast.Cell, a attrs) bool {
	mine := a.id != "" && a.classes == nil && len(a.keys) == 0
	for _, key := range cellKeys {
		_, has := a.keys[key]
		mine = mine || has
	}
	if !mine {
		return false
	}
	cols, _ := strconv.Atoi(a.keys["colspan"])
	rows, _ := strconv.Atoi(a.keys["rowspan"])
	c.ColSpan, c.RowSpan = max(cols, 1), max(rows, 1)
	c.ID, c.Headers = a.id, strings.Fields(a.keys["headers"])
	c.Header, c.Scope = ast.Header(a.keys["header"]), ast.Scope(a.keys["scope"])
	if !c.Header.Known() || !c.Scope.Known() {
		r.add(diag.Warning, CodeAttrs, c.Src, fmt.Sprintf("header=%q scope=%q on a cell was left out", c.Header, c.Scope),
			"a cell's header is none, column, row or both, and its scope group")
		c.Header, c.Scope = ast.HeaderByPlace, ast.ScopeOwn
	}
	return true
}

// cellIDs takes identifiers from cells that cannot have them.
func (r *reader) cellIDs(t *ast.Table) {
	ids, headed := map[string]bool{}, false
	r.anchorUnnamed(t)
	t.EachCell(func(c *ast.Cell) {
		if c.ID != "" && (!ast.IsID(c.ID) || ids[c.ID]) {
			r.add(diag.Warning, CodeAttrs, c.Src, fmt.Sprintf("the cell's identifier %q was left out", c.ID),
				"begin it with a letter, use only letters, digits, '-', '_', '.' and ':', and give each cell of a table its own")
			c.ID = ""
		}
		ids[c.ID] = true
		headed = headed || len(c.Headers) > 0
	})
	if headed {
		r.headed = append(r.headed, t)
	}
}

// anchorCell makes an anchor of the identifier of a cell that no other names as
// its header: only links can mean it.
func (r *reader) anchorCell(c *ast.Cell) {
	if len(c.Blocks) == 0 {
		return
	}
	p, ok := c.Blocks[0].(*ast.Paragraph)
	if id := r.id(c.ID, c.Src); ok && id != "" {
		p.Inlines = append([]ast.Inline{&ast.Anchor{At: c.At, ID: id}}, p.Inlines...)
		c.ID = ""
	}
}

// cellHeaders takes headers from cells that no header cell of their table is. It
// comes last, when head rows and columns are known.
func (r *reader) cellHeaders() {
	for _, t := range r.headed {
		ids := t.HeaderIDs()
		t.EachCell(func(c *ast.Cell) {
			c.Headers = slices.DeleteFunc(c.Headers, func(id string) bool {
				if !ids[id] {
					r.add(diag.Warning, CodeAttrs, c.Src, fmt.Sprintf("the header %q of a cell was left out: no header cell of the table has this identifier", id),
						"name a header of the same table: [text]{#"+id+" header=column}")
				}
				return !ids[id]
			})
		})
		r.anchorUnnamed(t)
	}
}

// anchorUnnamed makes anchors of the identifiers of cells that no other names.
func (r *reader) anchorUnnamed(t *ast.Table) {
	named := t.NamedHeaders()
	t.EachCell(func(c *ast.Cell) {
		if c.ID != "" && !named[c.ID] {
			r.anchorCell(c)
		}
	})
}
