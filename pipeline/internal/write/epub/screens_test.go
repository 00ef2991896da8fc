package epub

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
)

func cellOf(s string) *ast.Cell {
	return &ast.Cell{Blocks: []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: s}}}}}
}

// tableOf makes a table of rows with "|" between cells; the first row is its head.
func tableOf(rows ...string) *ast.Table {
	t := &ast.Table{}
	for i, row := range rows {
		r := &ast.Row{}
		for _, s := range strings.Split(row, "|") {
			r.Cells = append(r.Cells, cellOf(s))
		}
		if i == 0 {
			t.Head, t.Cols = []*ast.Row{r}, make([]ast.Align, len(r.Cells))
		} else {
			t.Body = append(t.Body, r)
		}
	}
	return t
}

func TestFormOfATable(t *testing.T) {
	wide := "Kwartaal een|Kwartaal twee|Kwartaal drie|Kwartaal vier"
	over := tableOf(wide, "1|2|3|4", "5|6|7")
	over.Body[0].Cells[0].RowSpan = 2
	called := tableOf(wide, "1|2|3|4")
	called.Head[0].Cells[1].Blocks = append(called.Head[0].Cells[1].Blocks, &ast.Paragraph{Inlines: []ast.Inline{&ast.NoteRef{}}})
	bare := tableOf(wide, "1|2|3|4")
	bare.Body, bare.Head = append(bare.Head, bare.Body...), nil
	listed := tableOf(wide, "1|2|3|4", "5|6|7")
	listed.Body[0].Cells[0].RowSpan = 2
	listed.Body[0].Cells[0].Blocks = []ast.Block{&ast.List{}}
	longCalled, longBare := *called, *bare
	for range mostLines {
		longCalled.Body = append(longCalled.Body, called.Body...)
		longBare.Body = append(longBare.Body, bare.Body...)
	}
	for name, c := range map[string]struct {
		table       *ast.Table
		want, paged formKind
	}{
		"few short words":                 {tableOf("A|B", "1|2"), "", ""},
		"four columns":                    {tableOf(wide, "1|2|3|4"), folded, folded},
		"one very long word":              {tableOf("A|B", "Meerjarenprogrammabegrotingen|x"), folded, folded},
		"a cell over two rows":            {over, folded, folded},
		"a list over two rows":            {listed, scrolled, scrolled},
		"a note call in heads":            {called, scrolled, scrolled},
		"no heads":                        {bare, scrolled, scrolled},
		"a note call in heads, many rows": {&longCalled, scrolled, headed},
		"no heads, many rows":             {&longBare, scrolled, folded},
	} {
		grid := resolve.Of(&ast.Document{Blocks: []ast.Block{c.table}}).Grid(c.table)
		for paged, want := range map[bool]formKind{false: c.want, true: c.paged} {
			if got := formOf(c.table, grid, paged); got.kind != want {
				t.Errorf("%s, paged %v: %+v, want %q", name, paged, got, want)
			}
		}
	}
}

// TestLabelsOfCells: heads above each other, over several columns, and cells over
// several columns.
func TestLabelsOfCells(t *testing.T) {
	table := tableOf("Jaar|Baten||Lasten", "2020|1|2|3", "samen|6")
	table.Head[0].Cells = append(table.Head[0].Cells[:2], table.Head[0].Cells[3])
	table.Head[0].Cells[1].ColSpan = 2
	table.Head = append(table.Head, &ast.Row{Cells: []*ast.Cell{cellOf(""), cellOf("eigen"), cellOf("Rijk"), cellOf("")}})
	table.Body[1].Cells[1].ColSpan = 3
	grid := resolve.Of(&ast.Document{Blocks: []ast.Block{table}}).Grid(table)
	over := labels(table, grid)
	for i, want := range []string{"Jaar", "Baten, eigen", "Baten, Rijk", "Lasten"} {
		if got := label(over, table.Body[0].Cells[i], &grid.Body[0][i]); got != want {
			t.Errorf("column %d: %q, want %q", i, got, want)
		}
	}
	if got, want := label(over, table.Body[1].Cells[1], &grid.Body[1][1]), "Baten, eigen; Baten, Rijk; Lasten"; got != want {
		t.Errorf("over three columns: %q, want %q", got, want)
	}
}

// TestSpannedRows: a folded row repeats what reaches into it from above, for as many
// rows as it does, with the label of its column.
func TestSpannedRows(t *testing.T) {
	table := tableOf("Kwartaal een|Kwartaal twee|Kwartaal drie|Kwartaal vier", "a|b|3|4", "5|6", "7|8|9", "10|11|12|13")
	table.Body[0].Cells[0].RowSpan, table.Body[0].Cells[1].RowSpan = 3, 2
	doc := &ast.Document{Blocks: []ast.Block{table}}
	doc.Meta.Title, doc.Meta.Lang = "T", "nl"
	files, _ := build(t, doc, nil, testOptions())
	var got []string
	for _, m := range regexp.MustCompile(`<tr( data-span="([^"]*)")? role="row"><td`).FindAllStringSubmatch(files["EPUB/xhtml/chapter-001.xhtml"], -1) {
		got = append(got, m[2])
	}
	if want := []string{"", "Kwartaal een: a; Kwartaal twee: b", "Kwartaal een: a", ""}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestLongCodeIsNotCutOff: among pages no more scrolls than a small screen holds, since
// a box that scrolls is not divided; a browser has no pages.
func TestLongCodeIsNotCutOff(t *testing.T) {
	line := strings.Repeat("lang ", 9) + "\n"
	for n, want := range map[int]bool{1: true, mostLines: true, mostLines + 1: false, 900: false} {
		if got := scrolls(strings.Repeat(line, n), true); got != want {
			t.Errorf("%d lines: %v", n, got)
		}
		if !scrolls(strings.Repeat(line, n), false) {
			t.Errorf("%d lines do not scroll in a browser", n)
		}
	}
}

// TestFoldedTableStaysATable: every part says its role, and scrolling boxes have
// names and can be reached.
func TestFoldedTableStaysATable(t *testing.T) {
	over := tableOf("Kwartaal een|Kwartaal twee|Kwartaal drie|Kwartaal vier", "1|2|3|4", "5|6|7")
	over.Body[0].Cells[0].RowSpan = 2
	over.Body[0].Cells[0].Blocks = []ast.Block{&ast.List{Items: []*ast.ListItem{{Blocks: []ast.Block{&ast.Paragraph{Inlines: text("x")}}}}}}
	over.Caption = []ast.Inline{&ast.Text{Value: "Tabel 2. Uren"}}
	doc := &ast.Document{Blocks: []ast.Block{tableOf("Kwartaal een|Kwartaal twee|Kwartaal drie|Kwartaal vier", "1|2|3|4"), over,
		&ast.CodeBlock{Text: "kort\n"}, &ast.CodeBlock{Text: strings.Repeat("lang ", 9)}}}
	doc.Meta.Title, doc.Meta.Lang = "T", "nl"
	files, _ := build(t, doc, nil, testOptions())
	text, css := files["EPUB/xhtml/chapter-001.xhtml"], files["EPUB/css/book.css"]
	for _, want := range []string{`<div class="fold-20">`, `role="table"`, `role="rowgroup"`, `role="row"`, `role="columnheader"`,
		`<td data-label="Kwartaal twee" role="cell">2</td>`, `<div class="scroll-20" role="group" tabindex="0" aria-label="Tabel 2. Uren">`,
		"<pre><code>kort", `<pre class="scroll" tabindex="0"><code>lang`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	for _, want := range []string{"@container (max-width: 20em)", ".scroll-20 > table { min-width: 20em; }", "[hidden] { display: none; }"} {
		if !strings.Contains(css, want) {
			t.Errorf("no %s in\n%s", want, css)
		}
	}
}

// Only a cell with a long word may have its words divided; capitals are wide.
func TestCellsWithLongWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "",
		"a remark of many short words":      "",
		"onderhoudskosten":                  "",
		"HOOGHEEMRAADSCHAP":                 "long",
		"see https://example.org/a/b/c/d":   "long",
		"Hochwasserschutzanlagenverordnung": "long",
	} {
		if got := length(cellText(cellOf(text))); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
