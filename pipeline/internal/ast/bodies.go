package ast

import (
	"slices"

	"octavo/pipeline/internal/diag"
)

// CodeNoBody is the code of FillBodies.
const CodeNoBody diag.Code = "table-without-body"

var _ = diag.Register(map[diag.Code]string{
	CodeNoBody: "A table has head rows and no others; they were taken for its body.",
})

// FillBodies makes body rows of the head rows of each table that has no others,
// and logs it: a head over nothing heads nothing, and PDF asks for a body (ISO
// 32000-1, 14.8.4.3.4).
func FillBodies(doc *Document, log *diag.Log) {
	WalkDocument(doc, func(n Node) bool {
		if t, ok := n.(*Table); ok && len(t.Body) == 0 && len(t.Head) > 0 {
			t.Head, t.Body = nil, t.Head
			t.dropLostHeaders()
			log.Add(diag.Diagnostic{Code: CodeNoBody, Severity: diag.Warning, Pos: t.Src, Rule: "tables",
				Message: "the table has head rows and nothing below them; they were taken for its body",
				Hint:    "fill in the rows that are missing"})
		}
		_, inline := n.(Inline)
		return !inline
	})
}

// dropLostHeaders takes from cells the names of headers that are none any more, and from
// these theirs.
func (t *Table) dropLostHeaders() {
	there := t.HeaderIDs()
	t.EachCell(func(c *Cell) {
		if !there[c.ID] {
			c.ID = ""
		}
		c.Headers = slices.DeleteFunc(c.Headers, func(id string) bool { return !there[id] })
	})
}
