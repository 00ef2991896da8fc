package html

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/qa/golden"
	reader "octavo/pipeline/internal/read/html"
	"octavo/pipeline/internal/resolve"
	chars "octavo/pipeline/internal/text"
	"octavo/pipeline/internal/write/epub"
)

func options() Options {
	return Options{CSS: "p { margin: 0; }\n", Identifier: "urn:isbn:9783161484100", Generator: "Octavo",
		Time: time.Date(2024, 5, 15, 14, 0, 0, 0, time.FixedZone("", 7200)),
		Load: func(name string) ([]byte, error) {
			if strings.HasSuffix(name, ".png") {
				return []byte("\x89PNG\r\n\x1a\nstip"), nil
			}
			return nil, errors.New("no such file")
		}}
}

// made is the file of a document with its matter; it must come without findings.
func made(t *testing.T, doc *ast.Document, pages ...epub.PageBreak) string {
	t.Helper()
	log := &diag.Log{}
	var buf bytes.Buffer
	if err := Write(t.Context(), &buf, resolve.Of(doc), pages, options(), log); err != nil || len(log.All()) > 0 {
		t.Fatalf("%v\n%v", err, log.All())
	}
	return buf.String()
}

func tree(t *testing.T, page string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(s string) []ast.Inline { return []ast.Inline{&ast.Text{Value: s}} }

func para(inlines ...ast.Inline) *ast.Paragraph { return &ast.Paragraph{Inlines: inlines} }

// report has one of each thing that matters to the page around the text.
func report() *ast.Document {
	first := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{para(text("Eerste noot.")...)}}
	second := &ast.Note{ID: "2", Label: "*", Blocks: []ast.Block{para(text("Tweede noot.")...)}}
	call := func(n *ast.Note) ast.Inline { return &ast.NoteRef{Label: n.Label, Note: n} }
	cell := func(s string, h ast.Header) *ast.Cell {
		return &ast.Cell{Header: h, Blocks: []ast.Block{para(text(s)...)}}
	}
	table := func(caption []ast.Inline) *ast.Table {
		return &ast.Table{Caption: caption,
			Head: []*ast.Row{{Cells: []*ast.Cell{cell("Jaar", ""), cell("Bedrag", "")}}},
			Body: []*ast.Row{{Cells: []*ast.Cell{cell("2023", ""), cell("12", "")}}}}
	}
	under := &ast.Section{Level: 2, Title: text("Onder"), Blocks: []ast.Block{para(text("Nog eens")[0], call(first)), table(nil)}}
	return &ast.Document{
		Meta: meta.Meta{Title: "Verslag <1>", Subtitle: "Over 2023", Lang: "nl", Publisher: "Ministerie", Creators: []meta.Person{{Name: "A. Auteur"}, {Name: "B. \"Beer\""}}, Date: "2024-05-15", Description: "Over geld"},
		Blocks: []ast.Block{
			&ast.Section{Level: 1, Number: "1.", Sep: " ", Title: text("Begin"), Blocks: []ast.Block{
				para(text("Tekst")[0], call(first), &ast.Text{Value: " en"}, call(second)), under,
				para(&ast.Link{URL: "https://example.org/a", Inlines: text("https://example.org/a")}, &ast.Link{URL: "https://example.org/b", Inlines: text("daar")}, &ast.Link{URL: "#main", Inlines: text("hier")}),
			}},
			&ast.Section{ID: "main", Level: 1, Title: text("Slot"), Blocks: []ast.Block{table(text("Uitgaven")),
				&ast.Figure{Image: &ast.Image{Src: "stip.png", Alt: "Een stip", Width: "50%"}, Caption: text("Stip")}}},
		},
		Notes: []*ast.Note{first, second},
	}
}

// TestEveryNodeIsWritten sends each example of each node through the writer.
func TestEveryNodeIsWritten(t *testing.T) {
	archive := &txtar.Archive{Comment: []byte("The main element that each example of ast.All becomes.\n\n")}
	for _, e := range append(ast.All(), ast.Generated()...) {
		page := made(t, e.Doc)
		_, rest, _ := strings.Cut(page, "<main ")
		main, _, _ := strings.Cut(rest, "</main>")
		archive.Files = append(archive.Files, txtar.File{Name: e.Name, Data: []byte("<main " + main)})
		sound(t, e.Name, page)
	}
	golden.Compare(t, "testdata/examples.txtar", string(txtar.Format(archive)))
}

func TestWholePage(t *testing.T) {
	doc := matter.Add(report())
	first := doc.Blocks[2].(*ast.Section).Blocks[0].(*ast.Paragraph).Inlines[0].(*ast.Text)
	page := made(t, doc, epub.PageBreak{Label: "1", Loc: ast.Loc{Node: first, Offset: 2}})
	sound(t, "report", page)
	_, rest, _ := strings.Cut(page, "<style>\n")
	_, body, _ := strings.Cut(rest, "</style>\n")
	golden.Compare(t, "testdata/report.html", strings.TrimSuffix(page, "<style>\n"+rest)+body)
}

// sound holds what every page has: nothing that runs or is fetched, one heading of
// the first level, none that skips one, identifiers that are one element's, and
// links that lead somewhere.
func sound(t *testing.T, name, page string) {
	t.Helper()
	level, titles := 0, 0
	ids, wanted := map[string]bool{}, []string{}
	for n := range tree(t, page).Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "epub:") || a.Key == "xml:lang" || a.Key == "src" && !strings.HasPrefix(a.Val, "data:image/") {
				t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
			}
		}
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("%s: two elements are %q", name, id)
			}
			ids[id] = true
		}
		for _, key := range []string{"href", "aria-labelledby"} {
			if v := attr(n, key); key != "href" && v != "" || strings.HasPrefix(v, "#") {
				wanted = append(wanted, strings.TrimPrefix(v, "#"))
			}
		}
		switch n.Data {
		case "script", "iframe", "object", "form":
			t.Errorf("%s: there is a %s", name, n.Data)
		case "h1", "h2", "h3", "h4", "h5", "h6":
			now := int(n.Data[1] - '0')
			if now > level+1 {
				t.Errorf("%s: h%d follows h%d", name, now, level)
			}
			if level = now; now == 1 {
				titles++
			}
		}
	}
	for _, id := range wanted {
		if !ids[id] {
			t.Errorf("%s: nothing is %q", name, id)
		}
	}
	if titles != 1 {
		t.Errorf("%s: %d headings of the first level", name, titles)
	}
}

// added are the classes and roles of what is not the document's text.
var added = map[string]bool{"marker": true, "label": true, "backlink": true, "noteref": true}

// TestNothingLostNothingInvented is law 1: the text of the main element is the
// document's, letter for letter and in order, white space aside, the notes behind
// the rest.
func TestNothingLostNothingInvented(t *testing.T) {
	for _, e := range ast.All() {
		var want strings.Builder
		collect := func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Section:
				want.WriteString(n.Number + n.Sep)
			case *ast.Text:
				want.WriteString(n.Value)
			case *ast.Code:
				want.WriteString(n.Value)
			case *ast.CodeBlock:
				want.WriteString(n.Text)
			}
			return true
		}
		ast.WalkBlocks(e.Doc.Blocks, collect)
		doc := resolve.Of(e.Doc)
		for _, n := range doc.Notes {
			ast.WalkBlocks(n.Blocks, collect)
		}
		var got strings.Builder
		for n := range tree(t, made(t, e.Doc)).Descendants() {
			if n.Data == "main" {
				shown(n, &got)
			}
		}
		if got, want := chars.WithoutSpace(got.String()), chars.WithoutSpace(want.String()); got != want {
			t.Errorf("%s:\n got %q\nwant %q", e.Name, got, want)
		}
	}
}

func shown(n *html.Node, to *strings.Builder) {
	for _, class := range strings.Fields(attr(n, "class")) {
		if added[class] {
			return
		}
	}
	if n.Data == "math" || n.Parent != nil && attr(n.Parent, "role") == "doc-endnotes" && n.Data == "h2" {
		return
	}
	if n.Type == html.TextNode {
		to.WriteString(n.Data)
	}
	for c := range n.ChildNodes() {
		shown(c, to)
	}
}

// TestReadBack: our own reader finds the same headings, notes, calls and tables.
func TestReadBack(t *testing.T) {
	doc := report()
	log := &diag.Log{}
	back, err := reader.Read("verslag.html", []byte(made(t, matter.Add(doc))), log)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := outline(back), outline(doc); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// outline lists what a reader must find.
func outline(doc *ast.Document) string {
	var b strings.Builder
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			b.WriteString("heading " + strings.TrimSpace(n.Number+" "+ast.PlainText(n.Title)) + "\n")
		case *ast.Table:
			b.WriteString("table " + ast.PlainText(n.Caption) + "\n")
		case *ast.Cell:
			b.WriteString("cell " + blockText(n.Blocks) + "\n")
		case *ast.NoteRef:
			b.WriteString("call " + n.Label + "\n")
		case *ast.Note:
			b.WriteString("note " + n.Label + " " + blockText(n.Blocks) + "\n")
		case *ast.Figure:
			b.WriteString("figure " + ast.PlainText(n.Caption) + "\n")
		}
		return true
	})
	return b.String()
}

func blockText(blocks []ast.Block) string {
	var b strings.Builder
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		if n, ok := n.(*ast.Text); ok {
			b.WriteString(n.Value)
		}
		return true
	})
	return b.String()
}

// A sheet cannot end its element, and what cannot be had is an error.
func TestHostileSheetAndMissingPicture(t *testing.T) {
	opt := options()
	opt.CSS = `p { font-family: "</style><script>alert(1)</script>"; }`
	var buf bytes.Buffer
	if err := Write(t.Context(), &buf, resolve.Of(matter.Add(report())), nil, opt, &diag.Log{}); err != nil {
		t.Fatal(err)
	}
	sound(t, "hostile sheet", buf.String())
	opt.Load = nil
	log := &diag.Log{}
	err := Write(t.Context(), &buf, resolve.Of(matter.Add(report())), nil, opt, log)
	if err == nil || len(log.All()) != 1 || log.All()[0].Code != epub.CodeImage {
		t.Errorf("%v, %v", err, log.All())
	}
}
