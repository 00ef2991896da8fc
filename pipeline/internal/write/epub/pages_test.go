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
		{"i", ast.Loc{Node: title}},
		{"ii", ast.Loc{}}, // a blank page
		{"iii", ast.Loc{Node: entry.Title[0].(*ast.Text)}},
		{"1", ast.Loc{Node: heading}},
		{"2", ast.Loc{Node: running, Offset: len("Één ")}},
		{"3", ast.Loc{Node: running, Offset: len("Één twee ")}},
		{"4", ast.Loc{Node: item}},
	}
	files, log := build(t, doc, pages, testOptions())
	if len(log) > 0 {
		t.Errorf("findings: %+v", log)
	}
	want := map[string]string{
		"titlepage.xhtml":   "[i]Verslag Ministerie",
		"chapter-001.xhtml": "[1]1. Kop Één [2]twee [3]drie.1 vier [4]a) punt ↑ 1. Noot.",
	}
	for name, text := range want {
		if got := marked(files["EPUB/xhtml/"+name]); got != text {
			t.Errorf("%s: got %q, want %q", name, got, text)
		}
	}
	nav := marked(files["EPUB/nav.xhtml"])
	if !strings.HasPrefix(nav, "Inhoud [iii]1. Kop ") || !strings.HasSuffix(nav, "Pagina’s i iii 1 2 3 4") {
		t.Errorf("nav: got %q", nav)
	}
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
	files, _ := build(t, document(s), []PageBreak{{"1", ast.Loc{Node: a}}, {"1", ast.Loc{Node: b}}}, testOptions())
	for _, id := range []string{`id="page-1"`, `id="page-1-x2e-2"`, `id="page-1-x2e-3"`} {
		if n := strings.Count(files["EPUB/xhtml/chapter-001.xhtml"], id); n != 1 {
			t.Errorf("%s stands %d times", id, n)
		}
	}
}

func TestPageOffsetsAreHeldToTheText(t *testing.T) {
	for _, offset := range []int{-1, 1, 99} {
		euro := &ast.Text{Value: "€"}
		files, _ := build(t, document(para(euro)), []PageBreak{{"1", ast.Loc{Node: euro, Offset: offset}}}, testOptions())
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
