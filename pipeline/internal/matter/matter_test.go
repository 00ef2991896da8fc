package matter

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/wording"
)

func text(s string) []ast.Inline { return []ast.Inline{&ast.Text{Value: s}} }

func section(level int, number, title string, blocks ...ast.Block) *ast.Section {
	return &ast.Section{Level: level, Number: number, Sep: " ", Title: text(title), Blocks: blocks}
}

// texts lists the paragraphs of a generated part as CLASS: TEXT.
func texts(m *ast.Matter) []string {
	var out []string
	for _, b := range m.Blocks {
		p := b.(*ast.Paragraph)
		out = append(out, p.Class+": "+ast.PlainText(p.Inlines))
	}
	return out
}

func TestTitlePageSaysWhatIsKnownOnce(t *testing.T) {
	cases := map[string]struct {
		meta meta.Meta
		want []string
	}{
		"title alone": {meta.Meta{Title: "Verslag"}, []string{"title: Verslag"}},
		"period in the subtitle": {
			meta.Meta{Title: "Verslag", Subtitle: "Jaarverslag 2023", Period: "2023"},
			[]string{"title: Verslag", "subtitle: Jaarverslag 2023"},
		},
		"period of its own": {
			meta.Meta{Title: "Verslag", Period: "2023"},
			[]string{"title: Verslag", "period: 2023"},
		},
		"publisher wrote it": {
			meta.Meta{Title: "Verslag", Creators: meta.People("Ministerie"), Publisher: "Ministerie"},
			[]string{"title: Verslag", "publisher: Ministerie"},
		},
		"others wrote it": {
			meta.Meta{Title: "Verslag", Lang: "nl", Creators: meta.People("A. Auteur"), Publisher: "Ministerie", Date: "2024-05-01"},
			[]string{"title: Verslag", "creator: A. Auteur", "date: 1 mei 2024", "publisher: Ministerie"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := texts(titlePage(&c.meta, wording.For(c.meta.Lang)))
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if m := titlePage(&meta.Meta{}, wording.For("")); m != nil {
		t.Errorf("a title page without metadata: %q", texts(m))
	}
}

func TestColophonNamesIdentifiers(t *testing.T) {
	meta := meta.Meta{
		Title: "Bericht", Lang: "de", Publisher: "Amt", Rights: "CC0",
		Identifiers: &meta.Identifiers{ISBN: &meta.ISBN{Any: "978-3-16-148410-0"}, Dossier: "29 628"},
	}
	got := texts(colophon(&meta, wording.For("de")))
	want := []string{
		"imprint: Bericht", "imprint: Herausgeber: Amt", "imprint: ISBN: 978-3-16-148410-0",
		"imprint: Dossier: 29 628", "imprint: Rechte: CC0", "imprint: " + wording.For("de").Made,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWordsOfAnUnsupportedLanguageAreMarked(t *testing.T) {
	doc := Add(&ast.Document{Meta: meta.Meta{Lang: "es", Title: "Informe"}})
	colophon := doc.Blocks[len(doc.Blocks)-1].(*ast.Matter)
	run, ok := colophon.Title[0].(*ast.Lang)
	if !ok || run.Tag != "en" {
		t.Errorf("the colophon's title is %#v, want English marked as such", colophon.Title[0])
	}
}

// A date is written in our own words, on the title page and in the colophon.
func TestDateOfAnUnsupportedLanguageIsMarked(t *testing.T) {
	m := &meta.Meta{Title: "X", Lang: "he", Date: "2025-03-04"}
	w := wording.For(m.Lang)
	found := 0
	for _, part := range []*ast.Matter{titlePage(m, w), colophon(m, w)} {
		for _, b := range part.Blocks {
			p := b.(*ast.Paragraph)
			for _, n := range p.Inlines {
				if l, ok := n.(*ast.Lang); ok && l.Tag == "en" && l.Inlines[0].(*ast.Text).Value == "4 March 2025" {
					found++
				}
			}
		}
	}
	if found != 2 {
		t.Errorf("%d dates are marked as English, want 2", found)
	}
}

func TestContentsFollowTheSections(t *testing.T) {
	note := &ast.Note{ID: "1", Label: "1"}
	deep := section(4, "1.1.1.1.", "Te diep")
	sub := section(2, "1.1.", "Onder", section(3, "", "Dieper", deep))
	first := section(1, "1.", "Inleiding ", sub)
	first.Title = append(first.Title, &ast.NoteRef{Label: "1", Note: note},
		&ast.Link{URL: "https://example.org/", Inlines: text(" met ")}, &ast.Abbr{Expansion: "x", Inlines: text("link")})
	doc := Add(&ast.Document{
		Meta:   meta.Meta{Lang: "nl"},
		Blocks: []ast.Block{first, section(1, "", "Slot")},
		Notes:  []*ast.Note{note},
	})
	toc := doc.Blocks[0].(*ast.Matter)
	if toc.Role != ast.TOC || ast.PlainText(toc.Title) != "Inhoud" {
		t.Fatalf("the first block is %q %q, want the contents", toc.Role, ast.PlainText(toc.Title))
	}
	var got []string
	ast.Walk(toc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Entry:
			got = append(got, n.Target.ID+"|"+n.Number+"|"+ast.PlainText(n.Title))
		case *ast.NoteRef, *ast.Link, *ast.Abbr:
			t.Errorf("an entry holds a %T, which has no place there", n)
		}
		return true
	})
	want := []string{
		"sec-1-inleiding-met-link|1.|Inleiding  met link", "sec-1-1-onder|1.1.|Onder",
		"sec-dieper||Dieper", "sec-slot||Slot",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if toc.Blocks[0].(*ast.Contents).Entries[0].Target != doc.Blocks[1] {
		t.Error("an entry leads to a section that is not in the document")
	}
}

func TestIdentifiersAreUniqueAndReadable(t *testing.T) {
	author := section(1, "", "Van de auteur")
	author.ID = "sec-slot"
	clash := section(1, "", "Dubbel")
	clash.ID = "fn-1"
	doc := Add(&ast.Document{
		Blocks: []ast.Block{
			section(1, "4.1.1.", "Één État — Straße"), section(1, "", "Slot"), author,
			section(1, "", "Slot"), section(1, "", "Slot"), section(1, "", "概要"), clash,
			&ast.Table{}, &ast.Table{Caption: text("Uitgaven")}, &ast.Figure{Image: &ast.Image{}},
		},
		Notes: []*ast.Note{{ID: "1", Label: "1"}},
	})
	got := idsIn(doc)
	want := []string{
		"sec-4-1-1-een-etat-strasse", "sec-slot-1", "sec-slot", "sec-slot-2", "sec-slot-3",
		"sec-1", "fn-1-1", "tab-1", "tab-uitgaven", "fig-1",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// idsIn are the identifiers of a document, those of generated parts left out.
func idsIn(doc *ast.Document) (ids []string) {
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if _, generated := n.(*ast.Matter); !generated && ast.NodeID(n) != "" {
			ids = append(ids, ast.NodeID(n))
		}
		return true
	})
	return ids
}

// TestLinksLeadToPlainIdentifiers gives an author's identifiers letters that every
// reading system finds, and leaves the text of a link that leads nowhere.
func TestLinksLeadToPlainIdentifiers(t *testing.T) {
	to := func(url string) ast.Inline { return &ast.Link{URL: url, Inlines: text(url)} }
	named := section(1, "", "Slot")
	named.ID = "Slot_Één"
	named.Blocks = []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{&ast.Anchor{ID: "b:Vlonder"}, &ast.Text{Value: "Tekst"},
		&ast.Emph{Inlines: []ast.Inline{to("#Slot_Één"), to("#b:Vlonder"), to("#weg"), to("#n"), to("https://x.example")}}}}}
	doc := Add(&ast.Document{Blocks: []ast.Block{named}, Notes: []*ast.Note{{ID: "n", Label: "1"}}})
	if got, want := idsIn(doc), []string{"slot-een", "b-vlonder"}; !reflect.DeepEqual(got, want) {
		t.Errorf("identifiers %q, want %q", got, want)
	}
	var urls []string
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if l, ok := n.(*ast.Link); ok {
			urls = append(urls, l.URL)
		}
		return true
	})
	if want := []string{"#slot-een", "#b-vlonder", "#fn-n", "https://x.example"}; !reflect.DeepEqual(urls, want) {
		t.Errorf("links to %q, want %q", urls, want)
	}
}

func TestSlugIsBounded(t *testing.T) {
	for _, s := range []string{strings.Repeat("woord ", 100), strings.Repeat("x", 1000)} {
		if got := slug(s); len(got) > 2*slugLength || strings.HasSuffix(got, "-") {
			t.Errorf("slug of a long title is %q", got)
		}
	}
}

func TestManyEqualTitlesStayLinear(t *testing.T) {
	doc := &ast.Document{}
	for range 20000 {
		doc.Blocks = append(doc.Blocks, section(1, "", "Artikel"))
	}
	seen := map[string]bool{}
	for _, id := range idsIn(Add(doc)) {
		seen[id] = true
	}
	if len(seen) != 20000 {
		t.Errorf("%d identifiers for 20000 sections", len(seen))
	}
}

// restarted is a document whose notes count anew in its second chapter.
func restarted() *ast.Document {
	a, b := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{&ast.Paragraph{Inlines: text("a")}}},
		&ast.Note{ID: "1-2", Label: "1", Blocks: []ast.Block{&ast.Paragraph{Inlines: text("b")}}}
	call := func(n *ast.Note) ast.Block {
		return &ast.Paragraph{Inlines: []ast.Inline{&ast.Emph{Inlines: []ast.Inline{&ast.NoteRef{Label: n.Label, Note: n}}}}}
	}
	return &ast.Document{
		Blocks: []ast.Block{section(1, "1.", "Een", call(b)), section(1, "2.", "Twee", call(a))},
		Notes:  []*ast.Note{a, b},
	}
}

func TestRestartedNotesCountThroughTheBook(t *testing.T) {
	doc := Add(restarted())
	want := 1
	ast.WalkBlocks(doc.Blocks, func(n ast.Node) bool {
		if ref, ok := n.(*ast.NoteRef); ok {
			if label := strconv.Itoa(want); ref.Label != label || ref.Note.Label != label {
				t.Errorf("call %d has label %q, its note %q", want, ref.Label, ref.Note.Label)
			}
			if ref.Note != doc.Notes[0] && ref.Note != doc.Notes[1] {
				t.Errorf("call %d leads to a note that is not in the document", want)
			}
			want++
		}
		return true
	})
	if want != 3 {
		t.Errorf("%d calls, want 2", want-1)
	}
}

func TestAddLeavesItsInputAlone(t *testing.T) {
	doc := restarted()
	table := &ast.Table{Body: []*ast.Row{{Cells: []*ast.Cell{{Blocks: []ast.Block{&ast.Figure{Image: &ast.Image{}}}}}}}}
	doc.Notes[0].Blocks = append(doc.Notes[0].Blocks, table)
	doc.Blocks = append(doc.Blocks, &ast.BlockQuote{Blocks: []ast.Block{table}},
		&ast.DefList{Items: []*ast.DefItem{{Term: text("t"), Defs: [][]ast.Block{{table}}}}},
		&ast.List{Items: []*ast.ListItem{{Blocks: []ast.Block{table}}}})
	Add(doc)
	for _, id := range idsIn(doc) {
		t.Errorf("the input has got the identifier %q", id)
	}
	for _, n := range doc.Notes {
		if n.Label != "1" {
			t.Errorf("the input's note has got the label %q", n.Label)
		}
	}
	if len(doc.Blocks) != 5 {
		t.Errorf("the input has got %d blocks", len(doc.Blocks))
	}
}

// A chapter called colophon in the document's language takes the place of the
// generated one, where it stands.
func TestOwnColophon(t *testing.T) {
	para := &ast.Paragraph{Inlines: text("Uitgave")}
	call := &ast.Paragraph{Inlines: []ast.Inline{&ast.NoteRef{Label: "1"}}}
	for name, c := range map[string]struct {
		lang   string
		own    *ast.Section
		matter bool // it is a part of the book as the generated one would be
		made   bool // one is generated
	}{
		"in Dutch":              {"nl", section(1, "", "Colofon", para), true, false},
		"in capitals":           {"nl-NL", section(1, "", "COLOFON", para), true, false},
		"in German":             {"de", section(1, "", "Impressum", para), true, false},
		"in another language":   {"nl", section(1, "", "Impressum", para), false, true},
		"numbered":              {"nl", section(1, "9.", "Colofon", para), false, true},
		"with sections":         {"nl", section(1, "", "Colofon", para, section(2, "", "Druk", para)), false, false},
		"with a call":           {"nl", section(1, "", "Colofon", call), false, false},
		"in a part":             {"nl", section(1, "", "Deel", section(2, "", "Colofon", para)), false, false},
		"deeper in the text":    {"nl", section(1, "", "A", section(2, "", "B", section(3, "", "Colofon", para))), false, true},
		"a chapter like others": {"nl", section(1, "", "Colofon en dank", para), false, true},
	} {
		out := Add(&ast.Document{Meta: meta.Meta{Lang: c.lang}, Blocks: []ast.Block{section(1, "", "Tekst", para), c.own}})
		generated, taken := false, false
		for _, b := range out.Blocks {
			if m, ok := b.(*ast.Matter); ok && m.Role == ast.Colophon {
				generated = generated || m.ID == ColophonID
				taken = taken || m.ID != ColophonID
			}
		}
		if generated != c.made || taken != c.matter {
			t.Errorf("%s: generated %v, want %v; taken %v, want %v", name, generated, c.made, taken, c.matter)
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	doc := &ast.Document{Meta: meta.Meta{Title: "Verslag", Lang: "nl"}}
	for i := range 200 {
		doc.Blocks = append(doc.Blocks, section(1, strconv.Itoa(i)+".", "Een hoofdstuk met een titel",
			section(2, "", "Onder", &ast.Paragraph{Inlines: text("tekst")})))
	}
	for b.Loop() {
		Add(doc)
	}
}

// TestListsNameWhatHasACaption: in the order asked for, each once, deep in the text
// too; captions lose what has no place in a link.
func TestListsNameWhatHasACaption(t *testing.T) {
	note := &ast.Note{ID: "1", Label: "1"}
	table := &ast.Table{Caption: append(text("Uitgaven "), &ast.NoteRef{Label: "1", Note: note})}
	inner := &ast.Figure{Blocks: []ast.Block{&ast.CodeBlock{Text: "x"}}, Caption: text("Programma")}
	doc := Add(&ast.Document{
		Meta: meta.Meta{Lang: "de", Lists: []string{"figures", "tables", "figures"}},
		Blocks: []ast.Block{section(1, "", "Eins", &ast.Table{}, &ast.Figure{Image: &ast.Image{Src: "a.png"}}, table,
			&ast.Box{Kind: ast.Aside, Title: text("Kasten"), Blocks: []ast.Block{inner}})},
		Notes: []*ast.Note{note},
	})
	var got []string
	for _, b := range doc.Blocks[1:3] {
		m := b.(*ast.Matter)
		got = append(got, string(m.Role), m.ID, ast.PlainText(m.Title))
		for _, e := range m.Blocks[0].(*ast.Contents).Entries {
			got = append(got, e.Dest()+"|"+ast.PlainText(e.Title))
		}
	}
	want := []string{"loi", FiguresID, "Abbildungsverzeichnis", "fig-programma|Programma", "lot", TablesID, "Tabellenverzeichnis", "tab-uitgaven|Uitgaven"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, ok := doc.Blocks[3].(*ast.Section); !ok {
		t.Errorf("behind the lists stands a %T", doc.Blocks[3])
	}
}
