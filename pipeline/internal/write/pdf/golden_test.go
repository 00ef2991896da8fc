package pdf

import (
	"fmt"
	"image/color"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
)

// cases are books by the name of their golden file.
var cases = map[string]func(testing.TB) (*layout.Book, *structure.Tree){
	"everything": everythingBook,
	"notes":      notesBook,
	"links":      linksBook,
	"clusters":   clustersBook,
	"pictures":   picturesBook,
	"undrawn":    undrawnBook,
}

// notesBook has a note that runs over a page and one called twice.
func notesBook(t testing.TB) (*layout.Book, *structure.Tree) {
	long := &ast.Note{ID: "a", Label: "1", Blocks: blocks(strings.Repeat("lange noot ", 330))}
	twice := &ast.Note{ID: "b", Label: "*", Blocks: blocks("tweemaal")}
	doc := &ast.Document{Meta: meta.Meta{Lang: "de"}, Notes: []*ast.Note{twice, long}, Blocks: []ast.Block{
		para(&ast.Text{Value: "eerst "}, &ast.NoteRef{Label: "*", Note: twice}, &ast.Text{Value: " dan "},
			&ast.NoteRef{Label: "1", Note: long}, &ast.NoteRef{Label: "*", Note: twice})}}
	return set(t, doc, nil)
}

// linksBook has links of each kind, one of which leads nowhere.
func linksBook(t testing.TB) (*layout.Book, *structure.Tree) {
	doc := &ast.Document{Meta: meta.Meta{Lang: "en"}, Blocks: []ast.Block{
		&ast.Section{Level: 1, ID: "here", Title: text1("Here"), Blocks: []ast.Block{
			para(&ast.Link{URL: "#here", Inlines: text1("inside")}, &ast.Link{URL: "#lost", Inlines: text1("lost")},
				&ast.Link{URL: "https://example.org/(a)", Title: "A title", Inlines: []ast.Inline{
					&ast.Text{Value: "outside, "}, &ast.Emph{Inlines: text1("stressed")}}}),
		}}}}
	return set(t, doc, nil)
}

// clustersBook has glyphs that stand for several characters, characters of
// several glyphs, a hyphen made by the program, and shifted glyphs.
func clustersBook(t testing.TB) (*layout.Book, *structure.Tree) {
	n := &ast.Text{Value: "office e\u0301 x woord"}
	tree := structure.Build(resolve.Of(&ast.Document{Meta: meta.Meta{Lang: "en"}, Blocks: []ast.Block{para(n)}}))
	f := face(t, "SourceSerif4-Regular")
	g := func(s string) uint16 { return f.glyphs(s)[0].ID }
	run := &layout.Run{Face: f.face, Size: 655361, Text: "ffie\u0301xyz \u00AD", Glyphs: []layout.Glyph{
		{ID: g("f"), Text: 3},               // a ligature: one glyph, three characters
		{ID: g("e"), Text: 3},               // a letter and its mark: two of each,
		{ID: g("´"), DX: -300, DY: 20},      // the mark shifted
		{ID: g("x"), Text: 3},               // two glyphs for three characters
		{ID: g("y"), Adjust: -40000},        // which cannot be divided
		{ID: g(" "), Text: 1, Adjust: 9999}, // a space
		{ID: g("-"), Text: 2},               // a hyphen made by the program
		{ID: g("-")},                        // a glyph with no text at all
	}}
	run.X, run.Y = 60*65536+1, 100*65536
	page := layout.Page{Label: "iv", Fragments: []layout.Fragment{{Content: tree.Content(n, structure.Own), Run: run}}}
	page.Size.W, page.Size.H = pageW, pageH
	return &layout.Book{Pages: []layout.Page{page}}, tree
}

// undrawnBook leaves away what a sheet does not draw: a list's markers.
func undrawnBook(t testing.TB) (*layout.Book, *structure.Tree) {
	doc := &ast.Document{Meta: meta.Meta{Lang: "en"}, Blocks: []ast.Block{
		&ast.List{Items: []*ast.ListItem{{Marker: "•", Blocks: blocks("one")}}},
		&ast.Figure{Image: &ast.Image{Src: "d.png", Decorative: true}, Caption: text1("caption")},
	}}
	// The fixture draws markers; drop them.
	images := map[string][]byte{"d.png": pngImage(t, color.NRGBA{0, 0, 0, 255})}
	tree := structure.Build(resolve.Of(doc))
	full, _ := setWith(t, doc, tree, images)
	marker := tree.Content(doc.Blocks[0].(*ast.List).Items[0], structure.Label)
	for i := range full.Pages {
		var kept []layout.Fragment
		for _, f := range full.Pages[i].Fragments {
			if f.Content != marker || marker == nil {
				kept = append(kept, f)
			}
		}
		full.Pages[i].Fragments = kept
	}
	return full, tree
}

func TestGolden(t *testing.T) {
	for name, book := range cases {
		t.Run(name, func(t *testing.T) {
			b, tree := book(t)
			data, log := write(t, b, tree, fullOptions)
			in := inspect(t, data)
			got := in.dump()
			for _, d := range log.All() {
				got += "log " + string(d.Code) + " " + d.Message + "\n"
			}
			if name == "clusters" {
				got += "content\n" + in.readable(in.pages[0])
			}
			golden.Compare(t, filepath.Join("testdata", name+".golden"), got)
		})
	}
}

// TestEveryExampleIsWritten sends each example of a node through Write and
// finds its text in the structure, in order.
func TestEveryExampleIsWritten(t *testing.T) {
	picture := pngImage(t, color.NRGBA{90, 90, 90, 255})
	images := map[string][]byte{"turnout.png": picture, "logo.png": picture, "line.png": picture}
	for _, e := range append(ast.All(), ast.Generated()...) {
		book, tree := set(t, e.Doc, images)
		data, log := write(t, book, tree, fullOptions)
		for _, d := range log.All() {
			t.Errorf("%s: %s", e.Name, d.Message)
		}
		got := inspect(t, data).structText()
		for _, n := range textNodes(e.Doc) {
			i := strings.Index(got, n.Value)
			if i < 0 {
				t.Errorf("%s: no %q in the rest of the structure, %q", e.Name, n.Value, got)
				break
			}
			got = got[i+len(n.Value):]
		}
	}
}

// textNodes are the texts of the blocks, in order; entries have them again.
func textNodes(doc *ast.Document) []*ast.Text {
	var out []*ast.Text
	ast.WalkBlocks(doc.Blocks, func(n ast.Node) bool {
		if tn, ok := n.(*ast.Text); ok {
			out = append(out, tn)
		}
		return true
	})
	return out
}

// structText is the text of the structure tree in its order.
func (in *inspector) structText() string {
	var b strings.Builder
	root := in.dict(in.catalog().get("StructTreeRoot")).get("K").(ref)
	in.walkTree(root, func(_ ref, page, mcid int) { b.WriteString(in.texts[page][mcid]) })
	return b.String()
}

// TestGoldensHaveCases fails on a golden file whose case is gone.
func TestGoldensHaveCases(t *testing.T) {
	golden.HaveCases(t, "testdata/*.golden", append(slices.Collect(maps.Keys(cases)), "xmp"))
}

func TestXMPGolden(t *testing.T) {
	got := string(xmp(fullOptions, fullOptions.Conformance, ""))
	bare := string(xmp(Options{}, Conformance{A: LevelU}, ""))
	golden.Compare(t, filepath.Join("testdata", "xmp.golden"), got+"\n----\n"+bare+"\n")
}

// What the information dictionary and the metadata both tell is the same (ISO
// 19005-2, 6.6.2.3.2 has the pairs).
func TestInfoAgreesWithMetadata(t *testing.T) {
	book, tree := everythingBook(t)
	data, _ := write(t, book, tree, fullOptions)
	in := inspect(t, data)
	info, packet := in.dict(in.trailer.get("Info")), string(in.inflate(in.resolve(in.catalog().get("Metadata")).(*stream)))
	for key, want := range map[name]string{
		"Title": "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li>", "Subject": "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li>",
		"Keywords": "<pdf:Keywords>%s<", "Producer": "<pdf:Producer>%s<", "Creator": "<xmp:CreatorTool>%s<",
	} {
		if value := textOf(info.get(key)); value == "" || !strings.Contains(packet, fmt.Sprintf(want, value)) {
			t.Errorf("%s is %q in the dictionary and not so in the metadata:\n%s", key, value, packet)
		}
	}
}
