package layout

import (
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

// TestRunningTextStandsOnTheGrid: whatever stands between them, the lines of
// running text have the same places on all pages of an edition.
func TestRunningTextStandsOnTheGrid(t *testing.T) {
	doc := sampleDoc(t)
	table := &ast.Table{Cols: make([]ast.Align, 1), Body: []*ast.Row{{Cells: []*ast.Cell{{Blocks: []ast.Block{par("cel")}}}}}}
	doc.Blocks = append(doc.Blocks, chapter("9", countedWords("kop", 20), par(countedWords("a", 60)), table, par(countedWords("b", 60))))
	for _, sheet := range []string{"screen.css", "print-a4.css", "print-b5.css", "large.css"} {
		t.Run(sheet, func(t *testing.T) {
			book, _, _ := set(t, doc, sheet)
			resolved := resolve.Of(doc)
			body := style.Resolve(resolved, sheetNamed(t, sheet)).Body()
			places, all := map[geom.Length]int{}, 0
			for _, p := range book.Pages {
				for _, f := range p.Fragments {
					if f.Run != nil && f.Content != nil && f.Content.Parent.Role == structure.P && f.Run.Size == body.FontSize {
						places[f.Run.Y%body.LineHeight]++
						all++
					}
				}
			}
			most := 0
			for _, n := range places {
				most = max(most, n)
			}
			if all == 0 || 100*most < 98*all {
				t.Errorf("%d of %d lines of running text are on the grid", most, all)
			}
		})
	}
}

// TestNoteEndsBesideTheLastLine: the last line of a note stands where the last line
// of a page without notes does.
func TestNoteEndsBesideTheLastLine(t *testing.T) {
	n := note("1", par("Een noot."))
	doc := &ast.Document{Notes: []*ast.Note{n}, Blocks: []ast.Block{calling(countedWords("w", 30), n), par(countedWords("v", 3000))}}
	book, _, _ := set(t, doc, "screen.css")
	last := func(p Page) geom.Length {
		var y geom.Length
		for _, f := range p.Fragments {
			if f.Run != nil && f.Content != nil {
				y = max(y, f.Run.Y)
			}
		}
		return y
	}
	lowest := geom.Length(0)
	for _, p := range book.Pages[1:] {
		lowest = max(lowest, last(p))
	}
	if got := last(book.Pages[0]); got != lowest {
		t.Errorf("the note ends at %v, the text of full pages at %v", got, lowest)
	}
}

// TestDestinationsAreAtTheLeftEdge: a chapter begins with the number that hangs in
// its margin.
func TestDestinationsAreAtTheLeftEdge(t *testing.T) {
	c := chapter("1.", "Kop", par("Tekst."))
	c.ID = "kop"
	book, _, _ := set(t, &ast.Document{Blocks: []ast.Block{c}}, "screen.css")
	left := geom.Length(1 << 40)
	for _, f := range book.Pages[0].Fragments {
		if f.Run != nil && f.Content != nil {
			left = min(left, f.Run.X)
		}
	}
	if got := book.Dests["kop"].X; got != left {
		t.Errorf("the bookmark leads to %v, the chapter begins at %v", got, left)
	}
}

// TestUncalledNotesEndTheText: they stand on the last page of the text, not of the
// colophon.
func TestUncalledNotesEndTheText(t *testing.T) {
	n := note("1", par("Nooit."))
	doc := withMatter(&ast.Document{Notes: []*ast.Note{n}, Blocks: []ast.Block{chapter("1.", "Kop", par("Tekst."))}})
	book, _, _ := set(t, doc, "screen.css")
	at := func(id string) int {
		d, ok := book.Dests[id]
		if !ok {
			t.Fatalf("%s stands nowhere", id)
		}
		return d.Page
	}
	if note, last := at(n.Dest()), len(book.Pages)-1; note != last-1 {
		t.Errorf("the note stands on page %d of %d", note+1, last+1)
	}
}
