package layout

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/meta"
)

// wideTable is a chapter whose section holds a table of cols columns of large
// numbers, with text before and after.
func wideTable(cols, rows int) *ast.Document {
	t := &ast.Table{ID: "wide", Cols: make([]ast.Align, cols), HeadCols: 1}
	for i := range rows + 1 {
		r := &ast.Row{Cells: []*ast.Cell{cellOf("post"+itoa(i), 1, 1)}}
		for k := 1; k < cols; k++ {
			r.Cells = append(r.Cells, cellOf(itoa(k)+"23.456.789,"+itoa(10+i), 1, 1))
		}
		t.Body = append(t.Body, r)
	}
	t.Head, t.Body = t.Body[:1], t.Body[1:]
	return &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{chapter("1.", "Een", par("Ervoor."),
		&ast.Section{Level: 2, ID: "kop", Title: txt("Tabelkop"), Blocks: []ast.Block{t, par("Erna.")}})}}
}

// pageOf is the page on which a word stands.
func pageOf(t *testing.T, b *Book, word string) int {
	t.Helper()
	for i, p := range b.Pages {
		for _, f := range p.Fragments {
			if f.Run != nil && f.Content != nil && strings.Contains(f.Run.Text, word) {
				return i
			}
		}
	}
	t.Fatalf("%q stands on no page", word)
	return 0
}

// TestWideTablesTurnThePage: a table that is too wide stands on a page on its side
// with the heading above it; that page is one of the book's. Pages that face each
// other keep their sheet.
func TestWideTablesTurnThePage(t *testing.T) {
	for _, c := range []struct {
		sheet  string
		turned bool
	}{{"screen.css", false}, {"print-a4.css", true}} {
		book, _, log := set(t, wideTable(8, 5), c.sheet)
		at := pageOf(t, book, "post1")
		page := book.Pages[at]
		lies := page.Size.W > page.Size.H
		if codesOf(log)[TurnedTable] != 1 || page.Turned != c.turned || lies == c.turned {
			t.Errorf("%s: turned %v, %v wide, findings %v", c.sheet, page.Turned, page.Size.W, log.All())
		}
		if pageOf(t, book, "Tabelkop") != at || pageOf(t, book, "Ervoor") == at || pageOf(t, book, "Erna") == at {
			t.Errorf("%s: the table's page holds other text, or not its heading", c.sheet)
		}
		if page.Label == "" || page.Start.Node == nil {
			t.Errorf("%s: the page is not in the page list", c.sheet)
		}
		for _, f := range page.Fragments {
			if f.Run == nil || f.Content == nil {
				continue
			}
			r := page.OnSheet(geom.Rect{Point: f.Run.Point, Size: geom.Size{W: inkWidth(f.Run)}})
			if r.X < 0 || r.Y < 0 || r.Right() > page.Size.W || r.Bottom() > page.Size.H {
				t.Errorf("%s: %q stands at %v of %v", c.sheet, f.Run.Text, r, page.Size)
			}
		}
		if d := book.Dests["kop"]; d.Page != at || d.X < 0 || d.Y < 0 || d.X > page.Size.W || d.Y > page.Size.H {
			t.Errorf("%s: the heading is at %v", c.sheet, d)
		}
	}
}

// TestBlankPageBeforeATurnedChapter: the page that is left blank before a chapter that
// begins on its side has neither head nor folio, and the size of the others.
func TestBlankPageBeforeATurnedChapter(t *testing.T) {
	doc := wideTable(8, 5)
	section := doc.Blocks[0].(*ast.Section).Blocks[1].(*ast.Section)
	doc.Blocks = []ast.Block{chapter("1.", "Een", par("Ervoor.")), chapter("2.", "Twee", section.Blocks[0])}
	book, _, _ := set(t, doc, "print-a4.css")
	at := pageOf(t, book, "post1")
	if !book.Pages[at].Turned || pageOf(t, book, "Ervoor") != at-2 {
		t.Fatal("the second chapter does not begin on its side on the next right-hand page")
	}
	if n := len(book.Pages[at-1].Fragments); n > 0 {
		t.Errorf("%d things stand on the blank page", n)
	}
	if blank, other := book.Pages[at-1], book.Pages[0]; blank.Size != other.Size || blank.Press != other.Press {
		t.Errorf("the blank page is %v, %+v, the others %v, %+v", blank.Size, blank.Press, other.Size, other.Press)
	}
}

// TestWidestTablesAreDividedByColumns: each number stands once and whole, the row
// heads once in the structure and again before each part.
func TestWidestTablesAreDividedByColumns(t *testing.T) {
	book, _, log := set(t, wideTable(16, 3), "screen.css")
	own, again := map[string]int{}, map[string]int{}
	for _, p := range book.Pages {
		for _, f := range p.Fragments {
			if f.Run != nil && f.Content != nil {
				own[strings.TrimSpace(f.Run.Text)]++
			} else if f.Run != nil {
				again[strings.TrimSpace(f.Run.Text)]++
			}
		}
	}
	if codesOf(log)[SplitTable] != 1 {
		t.Errorf("findings %v", log.All())
	}
	for i := 1; i <= 3; i++ {
		for k := 1; k < 16; k++ {
			if n := itoa(k) + "23.456.789," + itoa(10+i); own[n] != 1 {
				t.Errorf("%s stands %d times", n, own[n])
			}
		}
		if head := "post" + itoa(i); own[head] != 1 || again[head] < 2 {
			t.Errorf("%s stands %d times, again %d", head, own[head], again[head])
		}
	}
}

// TestNumbersAreNeverBroken, whatever the width, and broken words show a hyphen.
func TestNumbersAreNeverBroken(t *testing.T) {
	for _, cols := range []int{2, 6, 9, 20} {
		book, _, _ := set(t, wideTable(cols, 2), "page.css")
		for _, p := range book.Pages {
			for _, f := range p.Fragments {
				if f.Run == nil || f.Content == nil {
					continue
				}
				if s := strings.TrimSpace(f.Run.Text); strings.ContainsAny(s, ",") != strings.Contains(s, "23.456.789,") {
					t.Errorf("%d columns: %q", cols, s)
				}
			}
		}
	}
}
