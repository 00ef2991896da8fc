package layout

import (
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

// hostile are documents that no page is made for. Each must end as pages with
// the finding named, if any.
var hostile = []struct {
	name string
	want diag.Code
	doc  func() *ast.Document
}{
	{"five hundred notes called in one line", NotesOverflow, func() *ast.Document {
		d := &ast.Document{}
		for range 500 {
			d.Notes = append(d.Notes, note(itoa(len(d.Notes)+1), par(countedWords("noot", 9))))
		}
		d.Blocks = []ast.Block{chapter("1.", "Een", calling("Roept", d.Notes...), par("Verder."))}
		return d
	}},
	{"a cell higher than a page", "", func() *ast.Document {
		cell := func(s string) *ast.Cell {
			return &ast.Cell{RowSpan: 1, ColSpan: 1, Blocks: []ast.Block{par(s)}}
		}
		return &ast.Document{Blocks: []ast.Block{&ast.Table{Cols: make([]ast.Align, 2), Body: []*ast.Row{
			{Cells: []*ast.Cell{cell(countedWords("links", 2000)), cell(countedWords("rechts", 30))}},
		}}}}
	}},
	{"a word of a hundred thousand letters", BrokenRule, func() *ast.Document {
		return &ast.Document{Blocks: []ast.Block{par(strings.Repeat("a", 100_000))}}
	}},
	{"a hundred nested lists", TooDeep, func() *ast.Document {
		var inner ast.Block = par("Diep.")
		for range 100 {
			inner = &ast.List{Items: []*ast.ListItem{{Blocks: []ast.Block{inner}}}}
		}
		return &ast.Document{Blocks: []ast.Block{inner}}
	}},
	{"thirty columns of long words", SplitTable, func() *ast.Document {
		r := &ast.Row{}
		for range 30 {
			r.Cells = append(r.Cells, &ast.Cell{RowSpan: 1, ColSpan: 1, Blocks: []ast.Block{par("verantwoordelijkheid")}})
		}
		return &ast.Document{Blocks: []ast.Block{&ast.Table{Cols: make([]ast.Align, 30), Body: []*ast.Row{r}}}}
	}},
	{"four columns of millions", TurnedTable, func() *ast.Document { return numbers(4, "12.345.678") }},
	{"six columns of thousands", SmallTable, func() *ast.Document { return numbers(6, "1.123.456") }},
	{"two columns of numbers wider than the page", NarrowTable, func() *ast.Document { return numbers(2, strings.Repeat("123.456.", 12)+"789") }},
	{"nine columns of millions", SplitTable, func() *ast.Document { return numbers(9, "12.345.678") }},
	{"spans that leave no row to break", "", func() *ast.Document {
		t := &ast.Table{Cols: make([]ast.Align, 2)}
		for i := range 5000 {
			r := &ast.Row{Cells: []*ast.Cell{{RowSpan: 1, ColSpan: 1, Blocks: []ast.Block{par("rij")}}}}
			if i == 0 {
				r.Cells = append(r.Cells, &ast.Cell{RowSpan: 5000, ColSpan: 1, Blocks: []ast.Block{par("hoog")}})
			}
			t.Body = append(t.Body, r)
		}
		return &ast.Document{Blocks: []ast.Block{t}}
	}},
	{"headings only", BrokenRule, func() *ast.Document {
		var blocks []ast.Block
		for range 60 {
			blocks = append(blocks, chapter("1.", "Kop", chapter("", "Onderkop")))
		}
		return &ast.Document{Blocks: blocks}
	}},
	{"a picture that is not there", NoImage, func() *ast.Document {
		return &ast.Document{Blocks: []ast.Block{&ast.Figure{Image: &ast.Image{Src: "none.png", Alt: "niets"}, Caption: txt("Bij niets")}}}
	}},
	{"a picture inside a line", InlineImage, func() *ast.Document {
		p := par("Zie ")
		p.Inlines = append(p.Inlines, &ast.Image{Src: "square.png", Alt: "vierkant"})
		return &ast.Document{Blocks: []ast.Block{p}}
	}},
	{"a table head higher than half a page", "", func() *ast.Document {
		r := func(n int) *ast.Row {
			return &ast.Row{Cells: []*ast.Cell{{RowSpan: 1, ColSpan: 1, Blocks: []ast.Block{par(countedWords("kop", n))}}}}
		}
		return &ast.Document{Blocks: []ast.Block{&ast.Table{Cols: make([]ast.Align, 1), Head: []*ast.Row{r(90)}, Body: []*ast.Row{r(3), r(300), r(3)}}}}
	}},
	{"a letter higher than the page", TooHigh, func() *ast.Document {
		return &ast.Document{Meta: meta.Meta{Lang: "x-high"}, Blocks: []ast.Block{par("Hoog.")}}
	}},
	{"nothing at all", "", func() *ast.Document { return &ast.Document{} }},
	{"empty blocks", "", func() *ast.Document {
		return &ast.Document{Blocks: []ast.Block{&ast.List{Items: []*ast.ListItem{{}}}, &ast.BlockQuote{}, &ast.Table{},
			&ast.CodeBlock{}, &ast.Figure{}, &ast.Break{}, chapter("", "")}}
	}},
}

// numbers is a table of columns of large numbers.
func numbers(cols int, number string) *ast.Document {
	r := &ast.Row{}
	for range cols {
		r.Cells = append(r.Cells, cellOf(number, 1, 1))
	}
	return &ast.Document{Blocks: []ast.Block{&ast.Table{Cols: make([]ast.Align, cols), Body: []*ast.Row{r, r}}}}
}

func TestHostileDocumentsEndAsPages(t *testing.T) {
	tested := map[diag.Code]bool{}
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			book, _, log := set(t, h.doc(), "page.css")
			if len(book.Pages) == 0 || len(book.Pages) > 1500 {
				t.Errorf("%d pages", len(book.Pages))
			}
			found := codesOf(log)
			if h.want != "" && found[h.want] == 0 {
				t.Errorf("no %s among the findings %v", h.want, found)
			}
			for code := range found {
				tested[code] = true
				if h.want == "" && strings.HasPrefix(string(code), "layout-") {
					t.Errorf("findings: %v", log.All())
				}
			}
		})
	}
	for _, code := range diag.Codes() {
		if strings.HasPrefix(string(code), "layout-") && !tested[code] && !slices.Contains(spacing, code) && code != RunOn { // these have tests of their own
			t.Errorf("no document has the finding %s", code)
		}
	}
}

// TestPageWithoutRoomIsAnError: a sheet's margins may leave nothing.
func TestPageWithoutRoomIsAnError(t *testing.T) {
	for _, css := range []string{"@page { size: 100pt 100pt; margin: 40pt }", ".titlepage { page: t } @page t { size: 10pt 300pt }"} {
		var log diag.Log
		sheet, err := style.Parse("t.css", []byte(css), nil, &log)
		if err != nil {
			t.Fatal(err)
		}
		doc := resolve.Of(withMatter(&ast.Document{Meta: meta.Meta{Title: "Titel"}, Blocks: []ast.Block{par("Tekst.")}}))
		_, err = Paginate(t.Context(), doc, style.Resolve(doc, sheet), structure.Build(doc), faces, nil, &log)
		if err == nil || !strings.Contains(err.Error(), "make the page larger") {
			t.Errorf("%s: error %v", css, err)
		}
	}
}
