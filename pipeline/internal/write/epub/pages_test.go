package epub

import (
	"regexp"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/matter"
	chars "octavo/pipeline/internal/text"
)

// marked shortens the page markers of a file to [LABEL] and leaves the text.
func marked(xhtml string) string {
	_, body, _ := strings.Cut(xhtml, "<body")
	_, body, _ = strings.Cut(body, ">")
	body = regexp.MustCompile(`<span id="[^"]*" epub:type="pagebreak" role="doc-pagebreak" aria-label="([^"]*)"></span>`).ReplaceAllString(body, "[$1]")
	body = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, "")
	return chars.OneLine(body)
}

// textNode finds a run of text by its characters.
func textNode(doc *ast.Document, value string) *ast.Text {
	var found *ast.Text
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if t, ok := n.(*ast.Text); ok && t.Value == value {
			found = t
		}
		return found == nil
	})
	return found
}

func TestPageMarkersStandAtTheVeryPlace(t *testing.T) {
	call := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{para(text("Noot.")...)}}
	section := &ast.Section{Level: 1, Number: "1.", Sep: " ", Title: text("Kop"), Blocks: []ast.Block{
		para(text("Één twee drie.")[0], &ast.NoteRef{Label: "1", Note: call}, &ast.Emph{Inlines: text(" vier")}),
		&ast.List{Style: ast.LowerAlpha, Start: 1, Delim: ")", Items: []*ast.ListItem{{Blocks: []ast.Block{para(text("punt")...)}}}},
	}}
	doc := document(section)
	doc.Notes = []*ast.Note{call}
	doc = matter.Add(doc)
	entry := doc.Blocks[1].(*ast.Matter).Blocks[0].(*ast.Contents).Entries[0]
	title := doc.Blocks[0].(*ast.Matter).Blocks[0].(*ast.Paragraph).Inlines[0].(*ast.Text)
	heading := doc.Blocks[2].(*ast.Section).Title[0].(*ast.Text)
	running, item := textNode(doc, "Één twee drie."), textNode(doc, "punt")
	pages := []PageBreak{
		{Label: "i", Loc: ast.Loc{Node: title}},
		{Label: "ii", Blank: true},
		{Label: "iii", Loc: ast.Loc{Node: entry.Title[0].(*ast.Text)}},
		{Label: "1", Loc: ast.Loc{Node: heading}},
		{Label: "2", Loc: ast.Loc{Node: running, Offset: len("Één ")}},
		{Label: "3", Loc: ast.Loc{Node: running, Offset: len("Één twee ")}},
		{Label: "4", Loc: ast.Loc{Node: item}},
	}
	files, log := build(t, doc, pages, testOptions())
	if len(log) > 0 {
		t.Errorf("findings: %+v", log)
	}
	want := map[string]string{
		"titlepage.xhtml":   "[i]Verslag Ministerie",
		"chapter-001.xhtml": "[1]1. Kop Één [2]twee [3]drie.1 vier [4] a) punt ↑ 1. Noot.",
	}
	for name, text := range want {
		if got := marked(files["EPUB/xhtml/"+name]); got != text {
			t.Errorf("%s: got %q, want %q", name, got, text)
		}
	}
	nav := marked(files["EPUB/nav.xhtml"])
	if !strings.HasPrefix(nav, "Inhoud 1. Kop ") || !strings.HasSuffix(nav, "Pagina’s i iii 1 2 3 4") {
		t.Errorf("nav: got %q", nav)
	}
	inOrder(t, files["EPUB/nav.xhtml"], `<li class="level1"><a href=`, `"><i id="page-iii" epub:type="pagebreak" aria-hidden="true"></i>`, `</a>`, `<a href="nav.xhtml#page-iii">iii</a>`)
	opf := files["EPUB/package.opf"]
	for _, want := range []string{"pageBreakMarkers", "pageNavigation", `<meta property="pageBreakSource">Verslag (PDF)</meta>`} {
		if !strings.Contains(opf, want) {
			t.Errorf("the package does not say %s", want)
		}
	}
}

func TestPageIdentifiersAreUnique(t *testing.T) {
	a, b := &ast.Text{Value: "a"}, &ast.Text{Value: "b"}
	s := chapter("Kop", para(a), para(b))
	s.ID = "page-1"
	files, _ := build(t, document(s), []PageBreak{{Label: "1", Loc: ast.Loc{Node: a}}, {Label: "1", Loc: ast.Loc{Node: b}}}, testOptions())
	for _, id := range []string{`id="page-1"`, `id="page-1-2"`, `id="page-1-3"`} {
		if n := strings.Count(files["EPUB/xhtml/chapter-001.xhtml"], id); n != 1 {
			t.Errorf("%s stands %d times", id, n)
		}
	}
}

func TestPageOffsetsAreHeldToTheText(t *testing.T) {
	for _, offset := range []int{-1, 1, 99} {
		euro := &ast.Text{Value: "€"}
		files, _ := build(t, document(para(euro)), []PageBreak{{Label: "1", Loc: ast.Loc{Node: euro, Offset: offset}}}, testOptions())
		got := marked(files["EPUB/xhtml/chapter-001.xhtml"])
		if want := map[int]string{-1: "[1]€", 1: "[1]€", 99: "€[1]"}[offset]; got != want {
			t.Errorf("offset %d: got %q, want %q", offset, got, want)
		}
	}
}

func TestNoPagesNoPageList(t *testing.T) {
	files, _ := build(t, matter.Add(document(chapter("Een"))), nil, testOptions())
	for name, content := range files {
		for _, word := range []string{"page-list", "pageBreak", "pageNavigation", "pageList"} {
			if strings.Contains(content, word) {
				t.Errorf("%s speaks of %s", name, word)
			}
		}
	}
}

// TestPagesGoInReadingOrder: pages that hold the rest of a note stand in it where
// nothing of their file follows, else where the text goes on; a page that begins
// before the last one did is where the next begins.
func TestPagesGoInReadingOrder(t *testing.T) {
	a, b, c := &ast.Text{Value: "aa"}, &ast.Text{Value: "bb"}, &ast.Text{Value: "cc"}
	inNote, end := &ast.Text{Value: "noot een"}, &ast.Text{Value: "noot twee"}
	one, two := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{para(inNote)}}, &ast.Note{ID: "2", Label: "2", Blocks: []ast.Block{para(end)}}
	doc := document(chapter("Een", para(a, &ast.NoteRef{Label: "1", Note: one}), para(b, &ast.NoteRef{Label: "2", Note: two}), long()), chapter("Twee", para(c), long()))
	doc.Notes = []*ast.Note{one, two}
	files, log := build(t, doc, []PageBreak{
		{Label: "0", Cover: true},
		{Label: "1", Loc: ast.Loc{Node: a}}, {Label: "2", Loc: ast.Loc{Node: inNote, Offset: 5}, Rest: true},
		{Label: "3", Loc: ast.Loc{Node: b}}, {Label: "4", Loc: ast.Loc{Node: a, Offset: 1}},
		{Label: "5", Loc: ast.Loc{Node: end, Offset: 5}, Rest: true}, {Label: "6", Loc: ast.Loc{Node: c}}}, testOptions())
	one1, two1 := marked(files["EPUB/xhtml/chapter-001.xhtml"]), marked(files["EPUB/xhtml/chapter-002.xhtml"])
	if !strings.HasPrefix(one1, "Een [1]aa1 [2][3]bb2") || !strings.HasSuffix(one1, "noot twee") || !strings.HasPrefix(two1, "Twee [4][5][6]cc") || len(log) > 0 {
		t.Errorf("got %.30q … %.30q, %.30q, findings %v", one1, one1[len(one1)-30:], two1, log)
	}
	nav := marked(files["EPUB/nav.xhtml"])
	inOrder(t, files["EPUB/nav.xhtml"], `<a href="xhtml/cover.xhtml">0</a>`, `xhtml/chapter-001.xhtml#page-1`)
	if !strings.HasSuffix(nav, "Pagina’s 0 1 2 3 4 5 6") {
		t.Errorf("nav: %q", nav)
	}
}

// TestMarkersAreNoPartOfNames: in what is named by its content there is no marker,
// and its name is its own text.
func TestMarkersAreNoPartOfNames(t *testing.T) {
	note := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{para(text("Noot.")...)}}
	call := &ast.NoteRef{Label: "1", Note: note}
	linked, caption, head := &ast.Text{Value: "een lange link"}, &ast.Text{Value: "Een bijschrift"}, &ast.Text{Value: "Een rij"}
	row := &ast.Cell{RowSpan: 1, ColSpan: 1, Blocks: []ast.Block{para(head)}}
	called := &ast.Cell{RowSpan: 1, ColSpan: 1, Blocks: []ast.Block{para(&ast.Text{Value: "Twee"}, call)}}
	table := &ast.Table{ID: "t", HeadCols: 1, Caption: []ast.Inline{caption}, Cols: make([]ast.Align, 2),
		Body: []*ast.Row{{Cells: []*ast.Cell{row, cell("1")}}, {Cells: []*ast.Cell{called, cell("2")}}}}
	s := chapter("Kop", para(&ast.Link{URL: "https://example.org/", Inlines: []ast.Inline{linked}}), table)
	s.Title = append(s.Title, call)
	doc := document(s)
	doc.Notes = []*ast.Note{note}
	doc = matter.Add(doc)
	linked, caption, head = textNode(doc, linked.Value), textNode(doc, caption.Value), textNode(doc, head.Value)
	files, _ := build(t, doc, []PageBreak{{Label: "1", Loc: ast.Loc{Node: linked}}, {Label: "2", Loc: ast.Loc{Node: linked, Offset: 10}},
		{Label: "3", Loc: ast.Loc{Node: caption, Offset: 4}}, {Label: "4", Loc: ast.Loc{Node: head}}}, testOptions())
	inOrder(t, files["EPUB/xhtml/chapter-001.xhtml"],
		`aria-labelledby="name-sec-kop">`, `<h1 id="sec-kop" aria-labelledby="name-sec-kop"><span id="name-sec-kop">Kop</span><sup class="call">`,
		`aria-label="1"></span>`, `<a href="https://example.org/">een lange <i id="page-2" epub:type="pagebreak" aria-hidden="true"></i>link</a>`,
		`<caption>Een <i id="page-3" epub:type="pagebreak" aria-hidden="true"></i>bijschrift</caption>`,
		`aria-label="4"></span><span id="name-2">Een rij</span></th>`, `aria-labelledby="name-3"><span id="name-3">Twee</span><sup class="call">`)
}

// TestPagesOfEmptyRowsAreListed: a page with nothing that has a place in the text is where
// the next begins; one after the text's last page is told.
func TestPagesOfEmptyRowsAreListed(t *testing.T) {
	a, b := &ast.Text{Value: "aa"}, &ast.Text{Value: "bb"}
	files, log := build(t, document(para(a), para(b)), []PageBreak{
		{Label: "1", Loc: ast.Loc{Node: a}}, {Label: "2"}, {Label: "3", Loc: ast.Loc{Node: b}}, {Label: "4"}}, testOptions())
	if got := marked(files["EPUB/xhtml/chapter-001.xhtml"]); got != "[1]aa [2][3]bb" && got != "[1]aa[2][3]bb" {
		t.Errorf("got %q", got)
	}
	if len(log) != 1 || log[0].Code != CodePageUnlisted {
		t.Errorf("findings: %+v", log)
	}
}
