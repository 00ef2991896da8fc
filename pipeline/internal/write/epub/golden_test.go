package epub

import (
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/qa/golden"
)

// compareGolden compares an archive with testdata/NAME.txtar.
func compareGolden(t *testing.T, name string, got *txtar.Archive) {
	t.Helper()
	golden.Compare(t, filepath.Join("testdata", name+".txtar"), string(txtar.Format(got)))
}

// bodyText is what stands in a file's body.
func bodyText(t *testing.T, xhtml string) []byte {
	t.Helper()
	_, rest, ok := strings.Cut(xhtml, `<body epub:type="bodymatter">`+"\n")
	body, _, ok2 := strings.Cut(rest, "</body>")
	if !ok || !ok2 {
		t.Fatalf("no body in\n%s", xhtml)
	}
	return []byte(body)
}

// TestEveryNodeIsWritten sends each example of each node through the writer,
// so that a new node cannot be forgotten.
func TestEveryNodeIsWritten(t *testing.T) {
	examples := append(ast.All(), ast.Generated()...)
	if len(examples) == 0 {
		t.Fatal("no examples")
	}
	archive := &txtar.Archive{Comment: []byte("The body that each example of ast.All becomes.\n\n")}
	for _, e := range examples {
		files, log := build(t, e.Doc, nil, testOptions())
		if len(log) > 0 {
			t.Errorf("%s: findings %+v", e.Name, log)
		}
		for _, name := range sortedKeys(files) {
			base := path.Base(name)
			if strings.HasPrefix(base, "chapter-") {
				archive.Files = append(archive.Files, txtar.File{Name: e.Name, Data: bodyText(t, files[name])})
			}
		}
	}
	compareGolden(t, "examples", archive)
}

// whole lists the text files of a publication.
func whole(t *testing.T, doc *ast.Document, pages []PageBreak) *txtar.Archive {
	t.Helper()
	files, _ := build(t, doc, pages, testOptions())
	archive := &txtar.Archive{}
	for _, name := range sortedKeys(files) {
		if path.Ext(name) != ".png" {
			archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(files[name])})
		}
	}
	return archive
}

// small is a document with one of each thing that shows outside the chapters,
// its matter added.
func small() (*ast.Document, []PageBreak) {
	first := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{para(text("Eerste noot.")...), para(text("Tweede alinea.")...)}}
	second := &ast.Note{ID: "2", Label: "*", Blocks: []ast.Block{para(text("Andere noot.")...)}}
	sub := &ast.Section{Level: 2, Number: "1.1", Sep: " ", Title: text("Onder"), Blocks: []ast.Block{
		para(text("Nog eens")[0], &ast.NoteRef{Label: "1", Note: first}, &ast.NoteRef{Label: "*", Note: second}),
	}}
	one := chapter("Begin", para(text("Lopende tekst.")[0], &ast.NoteRef{Label: "1", Note: first}), sub)
	one.Number = "1."
	doc := document(para(text("Vooraf.")...), one,
		chapter("Slot", para(text("Zie ")[0], &ast.NoteRef{Label: "1", Note: first}, &ast.Link{URL: "#plaatje", Inlines: text("daar")}), long(),
			&ast.Figure{ID: "plaatje", Image: &ast.Image{Src: "a.png", Alt: "Een stip"}, Caption: text("Stip")}))
	doc.Notes = []*ast.Note{first, second}
	doc.Meta.Subtitle, doc.Meta.Date, doc.Meta.Description = "Jaarverslag 2023", "2024-05-15", "Over <alles> & meer"
	doc.Meta.Creators, doc.Meta.Keywords, doc.Meta.Subjects = meta.People("A. Auteur"), []string{"recht", "geld"}, meta.Subjects("recht")
	doc.Meta.Identifiers = &meta.Identifiers{ISSN: "1234-5679", DOI: "10.1000/182", Dossier: "29 628"}
	doc.Meta.Certifier = &meta.Certifier{Name: "Keurder", Level: "WCAG 2.2 AA", Credential: "Bewijs", Report: "https://example.org/rapport"}
	doc = matter.Add(doc)
	return doc, []PageBreak{{Label: "1", Loc: ast.Loc{Node: textNode(doc, "Lopende tekst."), Offset: 8}}}
}

func TestWholePublication(t *testing.T) {
	doc, pages := small()
	compareGolden(t, "report", whole(t, doc, pages))
}

func TestPublicationOfWhichNothingIsKnown(t *testing.T) {
	compareGolden(t, "bare", whole(t, matter.Add(untitled(para(text("Tekst.")...))), nil))
}

// untitled is a document of which no more is known than its language and a title
// that the program gave it.
func untitled(blocks ...ast.Block) *ast.Document {
	return &ast.Document{Meta: meta.Meta{Title: "invoer", Lang: "es"}, Blocks: blocks}
}

func TestEmptyDocumentMakesABook(t *testing.T) {
	files, _ := build(t, untitled(), nil, testOptions())
	if !strings.Contains(files["EPUB/nav.xhtml"], `<li><a href="xhtml/cover.xhtml">`) {
		t.Error("the contents of an empty book are empty, which no nav may be")
	}
}
