package matter

import "octavo/pipeline/internal/ast"

// dropEmptyRows takes out rows without a cell of their own, whose columns cells from above
// take: they say nothing, a program that follows the tags counts no columns in them (ISO
// 14289-1, 7.2), and HTML has none (4.9.12.1). The cells reach over fewer rows.
func dropEmptyRows(doc *ast.Document) {
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if t, ok := n.(*ast.Table); ok {
			foot := withCells(t.Body[len(t.Body)-t.FootRows:])
			t.Head, t.Body = withoutEmpty(t.Head), withoutEmpty(t.Body)
			t.FootRows = min(foot, max(len(t.Body)-1, 0))
		}
		_, inline := n.(ast.Inline)
		return !inline
	})
}

func withCells(rows []*ast.Row) int {
	n := 0
	for _, r := range rows {
		if len(r.Cells) > 0 {
			n++
		}
	}
	return n
}

// withoutEmpty gives the rows that have cells, and has these reach over such rows alone.
func withoutEmpty(rows []*ast.Row) []*ast.Row {
	if withCells(rows) == len(rows) {
		return rows
	}
	var out []*ast.Row
	for i, r := range rows {
		if len(r.Cells) == 0 {
			continue
		}
		for _, c := range r.Cells {
			if end := i + c.RowSpan; c.RowSpan > 1 {
				c.RowSpan = withCells(rows[i:min(end, len(rows))])
			}
		}
		out = append(out, r)
	}
	return out
}
