package structure

import (
	"bytes"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/resolve"
)

func text(s string) *ast.Text { return &ast.Text{Value: s} }

func para(in ...ast.Inline) *ast.Paragraph { return &ast.Paragraph{Inlines: in} }

func words(s string) []ast.Inline { return []ast.Inline{text(s)} }

func plain(s string) []ast.Block { return []ast.Block{para(text(s))} }

func call(n *ast.Note) *ast.NoteRef { return &ast.NoteRef{Label: n.Label, Note: n} }

func note(id, s string) *ast.Note {
	return &ast.Note{ID: id, Label: id, Blocks: plain(s)}
}

func cell(s string) *ast.Cell {
	return &ast.Cell{RowSpan: 1, ColSpan: 1, Blocks: plain(s)}
}

func document(blocks ...ast.Block) *ast.Document {
	return &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: blocks}
}

// cases are documents by the name of their golden file.
var cases = map[string]func() *ast.Document{
	"book":     bookCase,
	"headings": headingsCase,
	"inlines":  inlinesCase,
	"lists":    listsCase,
	"notes":    notesCase,
	"tables":   tablesCase,
	"groups":   groupsCase,
	"figures":  figuresCase,
	"quotes":   quotesCase,
}

func bookCase() *ast.Document {
	sub := &ast.Section{Level: 2, ID: "s1-1", Title: words("Aanleiding"), Blocks: plain("Tekst.")}
	ch := &ast.Section{Level: 1, Number: "1.", Sep: " ", ID: "s1", Title: words("Inleiding"),
		Blocks: []ast.Block{para(text("Begin.")), sub}}
	last := &ast.Section{Level: 1, ID: "s2", Title: []ast.Inline{text("Tot "), &ast.Lang{Tag: "en", Inlines: words("the end")}}, Blocks: plain("Einde.")}
	contents := &ast.Contents{Entries: []*ast.Entry{
		{Target: ch, Number: "1.", Title: words("Inleiding"), Entries: []*ast.Entry{{Target: sub, Title: words("Aanleiding")}}},
		{Target: last, Title: []ast.Inline{text("Tot "), &ast.Lang{Tag: "en", Inlines: words("the end")}}},
	}}
	return document(
		&ast.Matter{Role: ast.TitlePage, ID: "titlepage", Blocks: []ast.Block{
			&ast.Paragraph{Class: "title", Inlines: words("Jaarverslag")},
			&ast.Paragraph{Class: "publisher", Inlines: words("Ministerie")},
		}},
		&ast.Matter{Role: ast.TOC, ID: "toc", Title: words("Inhoud"), Blocks: []ast.Block{contents}},
		ch, last,
		&ast.Matter{Role: ast.Colophon, ID: "colophon", Title: words("Colofon"), Blocks: plain("ISSN")},
	)
}

// headingsCase has levels that skip, and more than PDF has.
func headingsCase() *ast.Document {
	deep := &ast.Section{Level: 9, Title: words("zeven"), Blocks: plain("x")}
	for _, s := range []string{"zes", "vijf", "vier", "drie"} {
		deep = &ast.Section{Level: 8, Title: words(s), Blocks: []ast.Block{deep}}
	}
	return document(
		&ast.Section{Level: 2, Title: words("een"), Blocks: []ast.Block{
			&ast.Section{Level: 4, Number: "4.1.1.", Title: words("twee"), Blocks: []ast.Block{deep}},
		}},
	)
}

func inlinesCase() *ast.Document {
	return document(para(
		text("gewoon "), &ast.Emph{Inlines: words("nadruk")}, &ast.Strong{Inlines: words("vet")},
		text("1"), &ast.Super{Inlines: words("er")}, &ast.Sub{Inlines: words("2")}, &ast.Code{Value: "x := 1"},
		&ast.Lang{Tag: "en", Inlines: []ast.Inline{&ast.Emph{Inlines: words("white paper")}}},
		&ast.Abbr{Expansion: "Duurzaam Digitaal Stelsel", Inlines: words("DDS")}, &ast.LineBreak{},
		&ast.Link{URL: "https://example.org/", Inlines: words("elders")},
		&ast.Link{URL: "https://example.org/t", Title: "De titel", Inlines: words("met titel")},
		&ast.Link{URL: "#s1", Inlines: words("hoofdstuk 1")},
		&ast.Link{URL: "https://example.org/", Inlines: []ast.Inline{
			&ast.Citation{Scheme: "stb", URL: "https://example.org/stb", Inlines: words("Stb. 1")}}},
		&ast.Citation{Scheme: "kamerstuk", URL: "https://example.org/kst", Inlines: words("Kamerstukken II")},
		&ast.Citation{Scheme: "stb", Inlines: words("zonder adres")},
		&ast.Image{Src: "a.png", Alt: "Een kaart"}, &ast.Image{Src: "b.png", Decorative: true},
	))
}

func listsCase() *ast.Document {
	inner := &ast.List{Style: ast.LowerAlpha, Start: 1, Delim: ")", Items: []*ast.ListItem{
		{Marker: "a)", Blocks: plain("diep")}}}
	return document(
		&ast.List{Items: []*ast.ListItem{{Marker: "•", Blocks: plain("een")}, {Blocks: plain("twee")}}},
		&ast.List{Items: []*ast.ListItem{{Marker: "▪", Blocks: plain("blok")}}},
		&ast.List{Items: []*ast.ListItem{{Marker: "o", Blocks: plain("rond")}}},
		&ast.List{Style: ast.UpperRoman, Start: 1, Delim: ".", Items: []*ast.ListItem{
			{Marker: "I.", Blocks: []ast.Block{para(text("Romeins")), inner}}}},
		&ast.DefList{Items: []*ast.DefItem{{Term: words("term"), Defs: [][]ast.Block{plain("een"), plain("twee")}}}},
	)
}

// notesCase has a note called twice, a note in a note, calls in an item and a
// heading, a note that ends in a list, and one that nothing calls.
func notesCase() *ast.Document {
	one, two, orphan := note("1", "Eerste."), note("2", "Tweede."), note("9", "Nooit.")
	three := &ast.Note{ID: "3", Label: "*", Blocks: []ast.Block{para(text("zie "), call(two)),
		&ast.List{Items: []*ast.ListItem{{Blocks: plain("in noot")}}}}}
	doc := document(
		&ast.Section{Level: 1, Title: []ast.Inline{text("Kop"), call(one)}, Blocks: []ast.Block{
			para(text("weer"), call(one), text(", en "), call(three), text(".")),
			&ast.List{Items: []*ast.ListItem{{Marker: "•", Blocks: []ast.Block{para(text("punt"), call(note("4", "Vierde.")))}}}},
		}})
	doc.Notes = []*ast.Note{one, two, three, orphan}
	return doc
}

func tablesCase() *ast.Document {
	n := note("1", "Bij de tabel.")
	wide := cell("breed")
	wide.ColSpan = 2
	tall := cell("hoog")
	tall.RowSpan = 2
	return document(&ast.Table{
		Caption: []ast.Inline{text("Tabel 1"), call(n)}, Cols: make([]ast.Align, 3), HeadCols: 1,
		Head: []*ast.Row{{Cells: []*ast.Cell{cell("hoek"), wide}}},
		Body: []*ast.Row{
			{Cells: []*ast.Cell{tall, cell("a"), cell("b")}},
			{Cells: []*ast.Cell{cell("c"), cell("d")}},
			{Cells: []*ast.Cell{cell("rij"), cell("e"), {RowSpan: 1, ColSpan: 1}}},
		},
	})
}

func figuresCase() *ast.Document {
	return document(
		&ast.Figure{ID: "f1", Image: &ast.Image{Src: "a.png", Alt: "Groei per jaar"}, Caption: words("Figuur 1")},
		&ast.Figure{Image: &ast.Image{Src: "b.png"}},
	)
}

func quotesCase() *ast.Document {
	return document(
		&ast.BlockQuote{Blocks: plain("citaat")},
		&ast.CodeBlock{Text: "a\nb\n"},
		&ast.Break{},
	)
}

func TestBuildGolden(t *testing.T) {
	for name, doc := range cases {
		t.Run(name, func(t *testing.T) {
			tree := Build(resolve.Of(doc()))
			if err := tree.Err(); err != nil {
				t.Fatal(err)
			}
			compare(t, name, tree)
		})
	}
}

func compare(t *testing.T, name string, tree *Tree) {
	t.Helper()
	var got bytes.Buffer
	if err := tree.Dump(&got); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, filepath.Join("testdata", name+".golden"), got.String())
}

// TestGoldensHaveCases fails on a golden file whose case is gone.
func TestGoldensHaveCases(t *testing.T) {
	golden.HaveCases(t, "testdata/*.golden", append(slices.Collect(maps.Keys(cases)), "examples"))
}

func TestUnknownNodesAreErrors(t *testing.T) {
	tree := Build(resolve.Of(document(&ast.Line{Text: "rauw"})))
	if err := tree.Err(); err == nil || !strings.Contains(err.Error(), "*ast.Line") {
		t.Errorf("a raw line gave %v", err)
	}
}

func TestCallWithoutNoteIsAnError(t *testing.T) {
	if err := Build(resolve.Of(document(para(&ast.NoteRef{Label: "7"})))).Err(); err == nil {
		t.Error("a call without a note passed")
	}
}

func TestUnlabelledFindsFiguresWithoutAlternative(t *testing.T) {
	if got := len(Build(resolve.Of(figuresCase())).Unlabelled()); got != 1 {
		t.Errorf("found %d figures without alternative, want 1", got)
	}
}

func TestSlotsAreNumberedInReadingOrder(t *testing.T) {
	for name, doc := range cases {
		tree, next := Build(resolve.Of(doc())), 0
		tree.Root.walk(func(k Kid) {
			c, ok := k.(*Content)
			if !ok {
				return
			}
			if c.Index != next || tree.Contents[next] != c {
				t.Errorf("%s: slot %d has index %d", name, next, c.Index)
			}
			next++
		})
		if next != len(tree.Contents) {
			t.Errorf("%s: %d slots in the tree, %d listed", name, next, len(tree.Contents))
		}
	}
}

func TestParentsAreSet(t *testing.T) {
	for name, doc := range cases {
		tree := Build(resolve.Of(doc()))
		check := func(parent *Elem) {
			for _, k := range parent.Kids {
				if e, ok := k.(*Elem); ok && e.Parent != parent {
					t.Errorf("%s: a kid of %s has another parent", name, parent.Role)
				}
			}
		}
		check(tree.Root)
		tree.Root.walk(func(k Kid) {
			if e, ok := k.(*Elem); ok {
				check(e)
			}
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	doc := bookCase()
	for i := 0; i < 100; i++ {
		doc.Blocks = append(doc.Blocks, inlinesCase().Blocks...)
	}
	for b.Loop() {
		Build(resolve.Of(doc))
	}
}

// TestExamplesGolden sends each example of a node through Build.
func TestExamplesGolden(t *testing.T) {
	var got bytes.Buffer
	for _, e := range append(ast.All(), ast.Generated()...) {
		tree := Build(resolve.Of(e.Doc))
		if err := tree.Err(); err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
		got.WriteString("== " + e.Name + "\n")
		if err := tree.Dump(&got); err != nil {
			t.Fatal(err)
		}
	}
	golden.Compare(t, "testdata/examples.golden", got.String())
}

// groupsCase has a table with groups of rows in groups, totals, and calls in its
// header cells.
func groupsCase() *ast.Document {
	head := func(s string, cols int) *ast.Row {
		c := cell(s)
		c.ColSpan, c.Header = cols, ast.HeaderRow
		return &ast.Row{Cells: []*ast.Cell{c}}
	}
	row := func(texts ...string) *ast.Row {
		r := &ast.Row{}
		for _, s := range texts {
			r.Cells = append(r.Cells, cell(s))
		}
		return r
	}
	one, two, three := note("1", "Bij de kop."), note("2", "Bij het cijfer."), note("3", "Na de tabel.")
	top := row("Post", "Plan", "Echt")
	top.Cells[1].Blocks = []ast.Block{para(text("Plan"), call(one))}
	data := row("Zaad", "1", "2")
	data.Cells[2].Blocks = []ast.Block{&ast.List{Items: []*ast.ListItem{{Blocks: []ast.Block{para(text("2"), call(two))}}}}}
	doc := document(&ast.Table{ID: "t", HeadCols: 1, FootRows: 1, Cols: make([]ast.Align, 3), Head: []*ast.Row{top}, Body: []*ast.Row{
		head("Noord", 3), head("Tuinen", 3), data, head("Kassen", 3), row("Zaad", "3", "4"),
		head("Zuid", 3), head("Tuinen", 3), row("Zaad", "5", "6"), row("Totaal", "9", "12"),
	}}, para(text("Verder."), call(three)))
	doc.Notes = []*ast.Note{one, two, three}
	return doc
}
