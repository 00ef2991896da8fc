package verify

import (
	"strings"
	"testing"
	"testing/fstest"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
)

// document is two chapters on two pages, the first with a note.
func document() *ast.Document {
	note := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{words("Stb. 2023, 4")}}
	return &ast.Document{
		Meta: meta.Meta{Title: "Het verslag"},
		Blocks: []ast.Block{
			&ast.Matter{Role: ast.TitlePage, Blocks: []ast.Block{words("Het verslag")}},
			&ast.Matter{Role: ast.TOC, Title: []ast.Inline{&ast.Text{Value: "Inhoud"}}, Blocks: []ast.Block{words("not in any text")}},
			&ast.Section{Level: 1, Number: "1.", Sep: " ", Title: []ast.Inline{&ast.Text{Value: "Begin"}}, Blocks: []ast.Block{
				&ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: "Ministerie van ‘Justitie’"}, &ast.NoteRef{Label: "1", Note: note}, &ast.Text{Value: " en meer."}}},
			}},
			&ast.Section{Level: 1, Title: []ast.Inline{&ast.Text{Value: "Slot"}}, Blocks: []ast.Block{
				words("Tot ziens."),
				&ast.DefList{Items: []*ast.DefItem{{Term: []ast.Inline{&ast.Text{Value: "Dijk"}}, Defs: [][]ast.Block{{words("Wal.")}}}}},
			}},
		},
		Notes: []*ast.Note{note},
	}
}

func words(s string) *ast.Paragraph {
	return &ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: s}}}
}

const structPrint = `Document
  P (block)
    "Het verslag"
  H1 (block)
    "Inhoud"
  TOC (block)
    TOCI (block)
      Reference (inline)
        Link (inline)
          "1. Begin"
          Object 12 0
  Sect (block)
    H1 "1. Begin" (block):
       /SpaceAfter 3
      "1. Begin"
    P (block)
      "Minis` + "\u00ad" + `"
      "terie van ‘Justitie’"
      Reference (inline)
        Link (inline)
          "1"
      Note <n1> (block)
        Lbl (block)
          "1"
        P (block)
          "Stb. 2023, 4"
      " en meer."
  Sect (block)
    H1 (block)
      "Slot"
    P (block)
      "Tot ziens."
    L (block)
      LI (block)
        Lbl (block)
          "Dijk"
        LBody (block)
          "Wal."
`

func TestPDFHoldsTheText(t *testing.T) {
	want := Expect(document())
	if problems := PDF(structPrint, want); len(problems) > 0 {
		t.Error(problems)
	}
	for name, damage := range map[string][2]string{
		"PDF text: after":   {"en meer.", "en meer"},
		"PDF note 1":        {"2023, 4", "2023 4"},
		"PDF has 0 notes":   {"Note <n1>", "P"},
		"PDF text: after “": {"‘Justitie’", "'Justitie'"},
		"is no label":       {"Dijk", "Dyk"},
	} {
		problems := PDF(strings.Replace(structPrint, damage[0], damage[1], 1), want)
		name, _, _ = strings.Cut(name, "“")
		if !strings.Contains(strings.Join(problems, "\n"), name) {
			t.Errorf("%q for %q: no %q in %q", damage[1], damage[0], name, problems)
		}
	}
}

func publication(chapter, nav string) fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"META-INF/container.xml": file(`<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>`),
		"OEBPS/p.opf": file(`<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="t" href="t.xhtml"/><item id="c" href="text/c.xhtml"/><item id="n" href="nav.xhtml" properties="nav"/></manifest>
<spine><itemref idref="t"/><itemref idref="n"/><itemref idref="c"/></spine></package>`),
		"OEBPS/t.xhtml":      file(xhtml(`<section epub:type="titlepage"><span epub:type="pagebreak" id="p0"/><p>Het verslag</p></section>`)),
		"OEBPS/nav.xhtml":    file(xhtml(nav)),
		"OEBPS/text/c.xhtml": file(xhtml(chapter)),
	}
}

func xhtml(body string) string {
	return `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>no text</title></head><body>` + body + `</body></html>`
}

const (
	chapterBody = `<h1>1. Begin</h1><p>Ministerie <span role="doc-pagebreak" id="p2" aria-label="2"/>van ‘Justitie’<a epub:type="noteref" href="#n1">1</a> en meer.</p>
<section epub:type="footnotes"><aside epub:type="footnote" id="n1"><p><a role="doc-backlink" href="#r">↑</a> <span class="label">1.</span> Stb. 2023, 4</p></aside></section>
<h1><span role="doc-pagebreak" id="p3" aria-label="3"/>Slot</h1><p>Tot ziens.</p><dl><dt>Dijk</dt><dd>Wal.</dd></dl>`
	navBody = `<nav epub:type="toc"><h1><span role="doc-pagebreak" id="p1"/>Inhoud</h1><ol><li><a href="text/c.xhtml">1. Begin</a></li></ol></nav>
<nav epub:type="page-list" hidden="hidden"><ol><li><a href="t.xhtml#p0">i</a></li><li><a href="nav.xhtml#p1">1</a></li><li><a href="text/c.xhtml#p2">2</a></li><li><a href="text/c.xhtml#p3">3</a></li></ol></nav>`
)

// printedPages is what pdftotext would give; the first chapter begins on the
// page of the contents.
var printedPages = []string{
	"Het verslag\n",
	"Inhoud\n1. Begin . . . . 1\n1. Begin\nMinis-\nterie\n1",
	"Begin\n\nvan ‘Justitie’1 en meer.\n\n1 Stb. 2023, 4\n\n2",
	"Slot\nTot ziens.\nDijk Wal.\nHet verslag 3",
	"",
}

func TestEPUBHoldsTheTextAndItsPages(t *testing.T) {
	want := Expect(document())
	book, err := readBook(publication(chapterBody, navBody))
	if err != nil {
		t.Fatal(err)
	}
	if problems := append(EPUB(book, want), Pages(book, printedPages, want)...); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestEPUBDamageIsNoticed(t *testing.T) {
	want := Expect(document())
	for _, c := range []struct{ name, old, new string }{
		{"a lost sign", "en meer.", "en meer"},
		{"other quotes", "‘Justitie’", "'Justitie'"},
		{"a lost note", `<aside epub:type="footnote"`, "<aside"},
		{"a marker one word late", `<span role="doc-pagebreak" id="p2" aria-label="2"/>van`, `van <span role="doc-pagebreak" id="p2" aria-label="2"/>`},
		{"a marker after the heading", `<span role="doc-pagebreak" id="p3" aria-label="3"/>Slot</h1>`, `Slot</h1><span role="doc-pagebreak" id="p3" aria-label="3"/>`},
		{"a missing entry", `<li><a href="text/c.xhtml#p3">3</a></li>`, ""},
		{"an entry that leads elsewhere", `href="nav.xhtml#p1"`, `href="nav.xhtml#p9"`},
	} {
		chapter := strings.Replace(chapterBody, c.old, c.new, 1)
		nav := strings.Replace(navBody, c.old, c.new, 1)
		if chapter == chapterBody && nav == navBody {
			t.Fatalf("%s: nothing to damage", c.name)
		}
		book, err := readBook(publication(chapter, nav))
		if err != nil {
			t.Fatal(err)
		}
		if problems := append(EPUB(book, want), Pages(book, printedPages, want)...); len(problems) == 0 {
			t.Errorf("%s went unnoticed", c.name)
		}
	}
}

func TestUnreadableEPUB(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"no container": {},
		"bad markup":   publication("<p>", navBody),
		"no navigation": func() fstest.MapFS {
			f := publication(chapterBody, navBody)
			f["OEBPS/p.opf"].Data = []byte(strings.Replace(string(f["OEBPS/p.opf"].Data), ` properties="nav"`, "", 1))
			return f
		}(),
	} {
		if _, err := readBook(files); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
