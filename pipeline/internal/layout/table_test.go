package layout

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
)

func cellOf(s string, rows, cols int) *ast.Cell {
	return &ast.Cell{RowSpan: rows, ColSpan: cols, Blocks: []ast.Block{par(s)}}
}

// TestSpanningCellsStandInTheirColumns: a cell over two rows pushes the next
// row's cells to the right, one over two columns takes both.
func TestSpanningCellsStandInTheirColumns(t *testing.T) {
	table := &ast.Table{Cols: make([]ast.Align, 3), Body: []*ast.Row{
		{Cells: []*ast.Cell{cellOf("hoog", 2, 1), cellOf("breed over twee", 1, 2)}},
		{Cells: []*ast.Cell{cellOf("midden", 1, 1), cellOf("rechts", 1, 1)}},
		{Cells: []*ast.Cell{cellOf("links", 1, 1), cellOf("onder", 1, 1), cellOf("einde", 1, 1)}},
	}}
	book, _, _ := set(t, &ast.Document{Blocks: []ast.Block{table}}, "page.css")
	at := map[string]geom.Point{}
	for _, f := range book.Pages[0].Fragments {
		if f.Run != nil && f.Content != nil {
			at[strings.Fields(f.Run.Text)[0]] = f.Run.Point
		}
	}
	same := [][2]string{{"hoog", "links"}, {"breed", "midden"}, {"midden", "onder"}, {"rechts", "einde"}}
	for _, p := range same {
		if at[p[0]].X != at[p[1]].X {
			t.Errorf("%q stands at %v, %q at %v", p[0], at[p[0]].X, p[1], at[p[1]].X)
		}
	}
	if !(at["breed"].Y < at["midden"].Y && at["midden"].Y < at["links"].Y && at["hoog"].Y == at["breed"].Y) {
		t.Errorf("rows: %v", at)
	}
}

// TestColumnsShareTheMeasure: what the columns need decides, and the table
// fills the measure.
func TestColumnsShareTheMeasure(t *testing.T) {
	pt := geom.Pt
	for _, c := range []struct {
		name string
		in   []extent
		want []geom.Length
	}{
		{"room for all", []extent{{10 * pt, 20 * pt}, {10 * pt, 60 * pt}}, []geom.Length{20 * pt, 60 * pt}},
		{"nearly as wide", []extent{{10 * pt, 45 * pt}, {10 * pt, 45 * pt}}, []geom.Length{50 * pt, 50 * pt}},
		{"room for the words", []extent{{20 * pt, 20 * pt}, {30 * pt, 200 * pt}}, []geom.Length{20 * pt, 80 * pt}},
		{"short ones stay whole", []extent{{10 * pt, 30 * pt}, {10 * pt, 400 * pt}}, []geom.Length{30 * pt, 70 * pt}},
		{"short ones one after another", []extent{{5 * pt, 35 * pt}, {5 * pt, 10 * pt}, {5 * pt, 400 * pt}}, []geom.Length{35 * pt, 10 * pt, 55 * pt}},
		{"no room for the words of others", []extent{{10 * pt, 50 * pt}, {90 * pt, 400 * pt}}, []geom.Length{10 * pt, 90 * pt}},
		{"too narrow", []extent{{150 * pt, 150 * pt}, {50 * pt, 50 * pt}}, []geom.Length{75 * pt, 25 * pt}},
		{"nothing in it", []extent{{}, {}}, []geom.Length{50 * pt, 50 * pt}},
	} {
		got := share(c.in, 100*pt)
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: columns %v, want %v", c.name, got, c.want)
				break
			}
		}
	}
}

// TestLongNumberStandsBeforeItsTitle: only a short number hangs in the margin.
func TestLongNumberStandsBeforeItsTitle(t *testing.T) {
	doc := &ast.Document{Blocks: []ast.Block{chapter("1.", "Een", par("Tekst.")), chapter("Hoofdstuk 2", "Twee", par("Tekst."))}}
	book, _, _ := set(t, doc, "page.css")
	at := map[string]geom.Point{}
	for _, f := range book.Pages[0].Fragments {
		if f.Run != nil && f.Content != nil {
			at[strings.TrimSpace(f.Run.Text)] = f.Run.Point
		}
	}
	if at["1."].X >= at["Een"].X || at["Een"].X != 40*geom.Pt {
		t.Errorf("the short number does not hang: %v", at)
	}
	long, title := at["Hoofdstuk 2"], at["Twee"]
	if long.X != 40*geom.Pt || title.X <= long.X || title.Y != long.Y {
		t.Errorf("the long number is not in line with its title: %v", at)
	}
}

// TestSmallTablesAreNotDivided: a table of three rows stands on one page, however
// much text is before it; of a longer one two rows stand on either side.
func TestSmallTablesAreNotDivided(t *testing.T) {
	for lines := 1; lines < 20; lines++ {
		table := &ast.Table{Cols: make([]ast.Align, 2), Head: []*ast.Row{{Cells: []*ast.Cell{cellOf("kop", 1, 1), cellOf("b", 1, 1)}}}}
		long := &ast.Table{Cols: table.Cols, Head: table.Head}
		for i := range 20 {
			r := &ast.Row{Cells: []*ast.Cell{cellOf("rij"+itoa(i), 1, 1), cellOf("c", 1, 1)}}
			if i < 3 {
				table.Body = append(table.Body, r)
			} else {
				long.Body = append(long.Body, r)
			}
		}
		var blocks []ast.Block
		for range lines {
			blocks = append(blocks, par("Regel."))
		}
		book, _, _ := set(t, &ast.Document{Blocks: append(blocks, table, par("Ertussen."), long)}, "page.css")
		rows := map[int]int{}
		for i := 3; i < 20; i++ {
			rows[pageOf(t, book, "rij"+itoa(i))]++
		}
		for page, n := range rows {
			if n < 2 {
				t.Errorf("%d lines before: page %d has one row", lines, page)
			}
		}
		if first, last := pageOf(t, book, "rij0"), pageOf(t, book, "rij2"); first != last {
			t.Errorf("%d lines before: the table begins on page %d and ends on %d", lines, first, last)
		}
	}
}

// TestHeadsOverDividedColumnsComeAgain: where a head spans more columns than the page
// has room for, each part of the table has it, and only the first as its text.
func TestHeadsOverDividedColumnsComeAgain(t *testing.T) {
	head := []*ast.Row{{Cells: []*ast.Cell{cellOf("", 1, 1), cellOf("samen", 1, 6)}}, {}}
	body := &ast.Row{}
	for i := range 7 {
		head[1].Cells = append(head[1].Cells, cellOf("kop"+itoa(i), 1, 1))
		body.Cells = append(body.Cells, cellOf("1.234.567,89"+itoa(i), 1, 1))
	}
	table := &ast.Table{Cols: make([]ast.Align, 7), HeadCols: 1, Head: head, Body: []*ast.Row{body}}
	book, _, _ := set(t, &ast.Document{Blocks: []ast.Block{table}}, "page.css")
	text, again := map[string]int{}, map[string]int{}
	for _, p := range book.Pages {
		for _, f := range p.Fragments {
			switch {
			case f.Run == nil:
			case f.Content == nil:
				again[f.Run.Text]++
			default:
				text[f.Run.Text]++
			}
		}
	}
	if again["samen"] == 0 || again["samen"] != again["kop0"] {
		t.Errorf("the head over six columns comes again %d times, that of the rows %d times", again["samen"], again["kop0"])
	}
	for i := range 7 {
		if text["kop"+itoa(i)] != 1 || text["1.234.567,89"+itoa(i)] != 1 {
			t.Errorf("column %d is there %d times, its number whole %d times", i, text["kop"+itoa(i)], text["1.234.567,89"+itoa(i)])
		}
	}
}

// TestTitlesInTablesStayWithTheirRows: a low row of one cell over all columns never ends
// a page before the rows that it reads as the title of.
func TestTitlesInTablesStayWithTheirRows(t *testing.T) {
	for before := range 24 {
		table := &ast.Table{Cols: make([]ast.Align, 2)}
		for i := range before + 30 {
			r := &ast.Row{Cells: []*ast.Cell{cellOf("rij"+itoa(i), 1, 1), cellOf("c", 1, 1)}}
			if i >= before && (i-before)%5 == 0 {
				r = &ast.Row{Cells: []*ast.Cell{cellOf("titel"+itoa(i), 1, 2)}}
			}
			table.Body = append(table.Body, r)
		}
		book, _, _ := set(t, &ast.Document{Blocks: []ast.Block{table}}, "page.css")
		for i := before; i < before+30; i += 5 {
			if title, row := pageOf(t, book, "titel"+itoa(i)), pageOf(t, book, "rij"+itoa(i+1)); title != row {
				t.Errorf("%d rows before: the title of row %d ends page %d", before, i+1, title)
			}
		}
	}
}
