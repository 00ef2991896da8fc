package resolve

import (
	"fmt"
	"slices"
	"testing"

	"octavo/pipeline/internal/ast"
)

func para(inlines ...ast.Inline) *ast.Paragraph { return &ast.Paragraph{Inlines: inlines} }

func text(s string) *ast.Text { return &ast.Text{Value: s} }

// notesCase is a text that calls note b, then a, then b again, whose note a
// calls c and b, and whose note d nothing calls.
func notesCase() (doc *ast.Document, notes map[string]*ast.Note, calls map[string]*ast.NoteRef) {
	notes, calls = map[string]*ast.Note{}, map[string]*ast.NoteRef{}
	for _, id := range []string{"a", "b", "c", "d"} {
		notes[id] = &ast.Note{ID: id, Blocks: []ast.Block{para(text(id))}}
	}
	call := func(name, note string) *ast.NoteRef {
		calls[name] = &ast.NoteRef{Note: notes[note]}
		return calls[name]
	}
	head := &ast.Section{Level: 1, Title: []ast.Inline{text("één"), call("b1", "b")}, ID: "s", Blocks: []ast.Block{
		para(call("a1", "a"), text("x")),
		&ast.Section{Level: 2, ID: "t", Title: []ast.Inline{text("y"), call("b2", "b")}}}}
	notes["a"].Blocks = []ast.Block{para(call("c1", "c"), call("b3", "b"))}
	doc = &ast.Document{Blocks: []ast.Block{para(text("ab")), head},
		Notes: []*ast.Note{notes["a"], notes["b"], notes["c"], notes["d"]}}
	return doc, notes, calls
}

// TestCallsAreInOrder: text before notes, notes by their first call, calls of one
// note counted, and the same in a document that is not finished.
func TestCallsAreInOrder(t *testing.T) {
	doc, notes, calls := notesCase()
	for _, got := range []*Calls{Of(doc).Calls, CallsIn(doc)} {
		var refs []*ast.NoteRef
		for _, name := range []string{"b1", "a1", "b2", "c1", "b3"} {
			refs = append(refs, calls[name])
		}
		if !slices.Equal(got.Refs, refs) {
			t.Errorf("calls are out of order")
		}
		if want := []*ast.Note{notes["b"], notes["a"], notes["c"], notes["d"]}; !slices.Equal(got.Called, want) {
			t.Errorf("notes are out of order")
		}
		if n := len(got.CallsOf(notes["b"])); n != 3 || len(got.CallsOf(notes["d"])) != 0 {
			t.Errorf("note b has %d calls", n)
		}
		if got.CallID(calls["b1"]) != "fnref-b" || got.CallID(calls["b3"]) != "fnref3-b" {
			t.Errorf("identifiers %s, %s", got.CallID(calls["b1"]), got.CallID(calls["b3"]))
		}
	}
}

func TestHeldAndDepth(t *testing.T) {
	doc, notes, calls := notesCase()
	d := Of(doc)
	s := doc.Blocks[1].(*ast.Section)
	h := d.In(s)
	if !slices.Equal(h.Calls, []*ast.NoteRef{calls["b1"], calls["a1"], calls["b2"]}) || fmt.Sprint(h.IDs) != "[s t]" || h.Size != len("éénxy") {
		t.Errorf("the chapter holds %v", *h)
	}
	if h := d.In(notes["a"]); len(h.Calls) != 2 || h.Size != 0 {
		t.Errorf("note a holds %v", *h)
	}
	if h := d.In(para()); h.Size != 0 || h.Calls != nil {
		t.Errorf("a paragraph of no document holds %v", *h)
	}
	if a, b := d.Depth(s), d.Depth(s.Blocks[1].(*ast.Section)); a != 1 || b != 2 {
		t.Errorf("depths %d and %d", a, b)
	}
}

func cell(words string) *ast.Cell {
	c := &ast.Cell{RowSpan: 1, ColSpan: 1}
	if words != "" {
		c.Blocks = []ast.Block{para(text(words))}
	}
	return c
}

// headed is a table with an empty corner, a cell over two rows, and one that
// names its header.
func headed(id string) *ast.Table {
	year := cell("year")
	year.ID = "year"
	deep := cell("a")
	deep.RowSpan = 2
	data := cell("1")
	data.Headers = []string{"year"}
	return &ast.Table{ID: id, HeadCols: 1, Cols: []ast.Align{ast.AlignLeft, ast.AlignRight},
		Head: []*ast.Row{{Cells: []*ast.Cell{cell(""), year}}},
		Body: []*ast.Row{{Cells: []*ast.Cell{deep, data}}, {Cells: []*ast.Cell{cell("2")}}}}
}

func TestGrid(t *testing.T) {
	table := headed("t")
	d := Of(&ast.Document{Blocks: []ast.Block{table, &ast.Section{Level: 1, ID: "t-year"}}})
	g := d.Grid(table)
	want := &Grid{Headed: true, Groups: []int{0}, heads: make([]bool, 2),
		Head: [][]Place{{{Col: 0, Header: ast.HeaderNone, Align: ast.AlignLeft}, {Col: 1, Header: ast.HeaderColumn, Align: ast.AlignRight, ID: "t-year-b"}}},
		Body: [][]Place{
			{{Col: 0, Header: ast.HeaderRow, Align: ast.AlignLeft}, {Col: 1, Header: ast.HeaderNone, Align: ast.AlignRight, Headers: []string{"t-year-b"}}},
			{{Col: 1, Header: ast.HeaderNone, Align: ast.AlignRight}}}}
	if fmt.Sprint(*g) != fmt.Sprint(*want) {
		t.Errorf("got  %v\nwant %v", *g, *want)
	}
	if got := fmt.Sprint(d.In(table).IDs); got != "[t t-year-b]" {
		t.Errorf("the table holds %s", got)
	}
}

func TestTableWithoutHeaders(t *testing.T) {
	table := &ast.Table{Cols: make([]ast.Align, 1), Head: []*ast.Row{{Cells: []*ast.Cell{cell("")}}}, Body: []*ast.Row{{Cells: []*ast.Cell{cell("a")}}}}
	if Of(&ast.Document{Blocks: []ast.Block{table}}).Grid(table).Headed {
		t.Error("an empty head row counts as headers")
	}
}
