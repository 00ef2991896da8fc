package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	gotext "github.com/go-text/typesetting/font"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
)

// The fixtures are set by a typewriter: every glyph by the face's character
// map, every slot on lines of its own. It knows just enough to give the writer
// all that real layout gives it.

type testFace struct {
	face *font.Face
	sfnt *sfnt
	cmap *gotext.Face
}

var loadFaces = sync.OnceValues(func() (map[string]*testFace, error) {
	out := map[string]*testFace{}
	paths, err := filepath.Glob("../../../../fonts/*/*.ttf")
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("no faces: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		s, err := parseSFNT(data)
		if err != nil {
			return nil, err
		}
		cmap, err := gotext.ParseTTF(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(filepath.Base(path), ".ttf")
		out[name] = &testFace{&font.Face{Name: name, Data: data, UnitsPerEm: s.unitsPerEm}, s, cmap}
	}
	return out, nil
})

func face(t testing.TB, name string) *testFace {
	t.Helper()
	all, err := loadFaces()
	if err != nil {
		t.Fatal(err)
	}
	if all[name] == nil {
		t.Fatalf("no face %s", name)
	}
	return all[name]
}

// glyphs sets s one glyph a character.
func (f *testFace) glyphs(s string) []layout.Glyph {
	var out []layout.Glyph
	for _, r := range s {
		shape := r
		if r == '\u00AD' {
			shape = '-'
		}
		gid, _ := f.cmap.NominalGlyph(shape)
		out = append(out, layout.Glyph{ID: uint16(gid), Text: uint8(len(string(r)))})
	}
	return out
}

type typewriter struct {
	t      testing.TB
	tree   *structure.Tree
	book   *layout.Book
	serif  *testFace
	bold   *testFace
	y      geom.Length
	loc    ast.Loc
	images map[string][]byte
	calls  map[*ast.Note]int
}

const (
	pageW   = 595*geom.Pt + geom.Pt/4
	pageH   = 842 * geom.Pt
	leading = 14 * geom.Pt
)

// set makes a book of doc.
func set(t testing.TB, doc *ast.Document, images map[string][]byte) (*layout.Book, *structure.Tree) {
	t.Helper()
	return setWith(t, doc, structure.Build(resolve.Of(doc)), images)
}

func setWith(t testing.TB, doc *ast.Document, tree *structure.Tree, images map[string][]byte) (*layout.Book, *structure.Tree) {
	t.Helper()
	w := &typewriter{t: t, tree: tree, book: &layout.Book{Dests: map[string]layout.Dest{}},
		serif: face(t, "SourceSerif4-Regular"), bold: face(t, "SourceSans3-Bold"), images: images, calls: map[*ast.Note]int{}}
	w.newPage()
	ast.WalkDocument(doc, w.node)
	return w.book, w.tree
}

func (w *typewriter) page() *layout.Page { return &w.book.Pages[len(w.book.Pages)-1] }

func (w *typewriter) newPage() {
	n := len(w.book.Pages) + 1
	w.book.Pages = append(w.book.Pages, layout.Page{
		Label: strconv.Itoa(n), Size: geom.Size{W: pageW, H: pageH},
	})
	w.y = 40 * geom.Pt
	w.run(nil, layout.HeaderArt, w.bold, "Running head", 60*geom.Pt)
	w.page().Fragments = append(w.page().Fragments, layout.Fragment{Artifact: layout.LayoutArt,
		Rule: &layout.Rule{Rect: geom.Rect{Point: geom.Point{X: 60 * geom.Pt, Y: w.y}, Size: geom.Size{W: 400 * geom.Pt, H: geom.Pt / 2}},
			Color: layout.Color{R: 90, G: 90, B: 90}}})
	w.y = 80 * geom.Pt
}

func (w *typewriter) run(c *structure.Content, art layout.Artifact, f *testFace, s string, x geom.Length) {
	r := &layout.Run{Point: geom.Point{X: x, Y: w.y}, Face: f.face, Size: 10 * geom.Pt, Text: s, Glyphs: f.glyphs(s), Loc: w.loc}
	w.page().Fragments = append(w.page().Fragments, layout.Fragment{Content: c, Artifact: art, Run: r})
}

// text sets s in lines of 70 characters.
func (w *typewriter) text(n ast.Node, slot structure.Slot, s string) {
	c := w.tree.Content(n, slot)
	if c == nil {
		w.t.Fatalf("no slot %d for %T", slot, n)
	}
	if tn, ok := n.(*ast.Text); ok {
		w.loc = ast.Loc{Node: tn}
	}
	for rest := []rune(s); len(rest) > 0; {
		k := min(70, len(rest))
		w.run(c, 0, w.serif, string(rest[:k]), 60*geom.Pt)
		w.y += leading
		if rest = rest[k:]; w.y > pageH-80*geom.Pt {
			w.newPage()
		}
	}
}

func (w *typewriter) dest(id string) {
	if id != "" {
		w.book.Dests[id] = layout.Dest{Page: len(w.book.Pages) - 1, Point: geom.Point{X: 60 * geom.Pt, Y: w.y - leading}}
	}
}

// node sets one node; it is an ast.Visit.
func (w *typewriter) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Matter:
		w.dest(n.ID)
	case *ast.Section:
		w.dest(n.ID)
		if n.Number != "" {
			w.text(n, structure.Number, n.Number+" ")
		}
	case *ast.Box:
		w.dest(n.ID)
	case *ast.Anchor:
		w.dest(n.ID)
	case *ast.ListItem:
		w.text(n, structure.Label, "• ")
	case *ast.Note:
		w.dest(n.Dest())
		w.text(n, structure.Label, n.Label+" ")
	case *ast.NoteRef:
		w.calls[n.Note]++
		w.dest(n.Note.CallDest(w.calls[n.Note]))
		w.text(n, structure.Own, n.Label)
	case *ast.Text:
		w.text(n, structure.Own, n.Value)
	case *ast.Formula:
		w.text(n, structure.Own, n.TeX)
	case *ast.Code:
		w.text(n, structure.Own, n.Value)
	case *ast.CodeBlock:
		w.dest(n.ID)
		for i, l := range n.Lines() {
			w.text(n, structure.Line+structure.Slot(i), strings.ReplaceAll(l, "\t", " "))
		}
	case *ast.Image:
		w.image(n)
	case *ast.Entry:
		w.entry(n)
		for _, e := range n.Entries {
			ast.Walk(e, w.node)
		}
		return false
	}
	return true
}

func (w *typewriter) entry(e *ast.Entry) {
	if e.Number != "" {
		w.run(w.tree.Content(e, structure.Number), 0, w.serif, e.Number+" ", 60*geom.Pt)
	}
	x := 90 * geom.Pt
	ast.WalkInlines(e.Title, func(n ast.Node) bool {
		if t, ok := n.(*ast.Text); ok {
			w.run(w.tree.Content(t, structure.Own), 0, w.serif, t.Value, x)
			x += 60 * geom.Pt
		}
		return true
	})
	w.run(nil, layout.LayoutArt, w.serif, ". . . .", 300*geom.Pt)
	w.run(w.tree.Content(e, structure.Folio), 0, w.serif, "2 ", 450*geom.Pt)
	w.y += leading
}

func (w *typewriter) image(n *ast.Image) {
	if w.images[n.Src] == nil {
		w.t.Fatalf("no image %s", n.Src)
	}
	box := geom.Rect{Point: geom.Point{X: 60 * geom.Pt, Y: w.y}, Size: geom.Size{W: 40 * geom.Pt, H: 40 * geom.Pt}}
	w.page().Fragments = append(w.page().Fragments, layout.Fragment{Content: w.tree.Content(n, structure.Own),
		Image: &layout.Image{Rect: box, Name: n.Src, Data: w.images[n.Src]}})
	w.y += 60 * geom.Pt
}

// pngImage is a small picture with transparency.
func pngImage(t testing.TB, c color.NRGBA) []byte {
	im := image.NewNRGBA(image.Rect(0, 0, 4, 4))
	for i := range 16 {
		im.SetNRGBA(i%4, i/4, color.NRGBA{c.R, c.G, c.B, uint8(i * 16)})
	}
	var out bytes.Buffer
	if err := png.Encode(&out, im); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var fullOptions = Options{
	Title: "Beleidsverslag é 2023", Lang: "nl", Creators: []string{"Ministerie <A & B>", "Tweede"},
	Subject: "Een verslag", Keywords: []string{"verslag", "beleid"}, Producer: "Octavo",
	CreatorTool: "Octavo 1.2.3", Publisher: "Dienst & Zoon", Published: "2024-05", Identifier: "urn:isbn:9789012345678", Rights: "CC0 <1.0>",
	Date:        time.Date(2024, 5, 15, 12, 0, 0, 0, time.UTC),
	Conformance: Conformance{UA: true, A: LevelA},
}

func write(t testing.TB, book *layout.Book, tree *structure.Tree, opt Options) ([]byte, *diag.Log) {
	t.Helper()
	var out bytes.Buffer
	log := &diag.Log{}
	if err := Write(t.Context(), &out, book, tree, opt, log); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), log
}

func text1(s string) []ast.Inline { return []ast.Inline{&ast.Text{Value: s}} }

func para(in ...ast.Inline) *ast.Paragraph { return &ast.Paragraph{Inlines: in} }

func blocks(s string) []ast.Block { return []ast.Block{para(text1(s)...)} }

// everything is a document with every kind of node that reaches a writer.
func everything() *ast.Document {
	note := &ast.Note{ID: "1", Label: "1", Blocks: blocks("De noot.")}
	sub := &ast.Section{Level: 2, ID: "s1-1", Title: text1("Aanleiding"), Blocks: []ast.Block{
		&ast.List{Items: []*ast.ListItem{{Marker: "•", Blocks: blocks("een")}, {Marker: "•", Blocks: blocks("twee")}}},
		&ast.DefList{Items: []*ast.DefItem{{Term: text1("term"), Defs: [][]ast.Block{blocks("betekenis")}}}},
		&ast.Table{Caption: text1("Tabel 1"), Cols: make([]ast.Align, 2), HeadCols: 1,
			Head: []*ast.Row{{Cells: []*ast.Cell{testCell("Jaar"), testCell("Getal")}}},
			Body: []*ast.Row{{Cells: []*ast.Cell{testCell("2023"), {RowSpan: 1, ColSpan: 1}}}}},
		&ast.BlockQuote{Blocks: blocks("citaat")},
		&ast.CodeBlock{Text: "a\nb\n"},
		&ast.Figure{ID: "f1", Image: &ast.Image{Src: "a.png", Alt: "Een kaart"}, Caption: text1("Figuur 1")},
	}}
	ch := &ast.Section{Level: 1, Number: "1.", Sep: " ", ID: "s1", Title: text1("Inleiding"), Blocks: []ast.Block{
		para(&ast.Text{Value: strings.Repeat("Lange tekst met veel woorden. ", 200)}, &ast.NoteRef{Label: "1", Note: note},
			&ast.Lang{Tag: "en", Inlines: text1(" white paper ")}, &ast.Strong{Inlines: text1("vet ")},
			&ast.Link{URL: "https://example.org/?q=é", Inlines: text1(strings.Repeat("een lange link ", 8))},
			&ast.Abbr{Expansion: "Duurzaam Digitaal Stelsel", Inlines: text1("DDS ")}, &ast.Code{Value: "x"}),
		sub}}
	return &ast.Document{Meta: meta.Meta{Lang: "nl"}, Notes: []*ast.Note{note}, Blocks: []ast.Block{
		&ast.Matter{Role: ast.TitlePage, Blocks: []ast.Block{&ast.Paragraph{Class: "title", Inlines: text1("Verslag")}}},
		&ast.Matter{Role: ast.TOC, ID: "toc", Title: text1("Inhoud"), Blocks: []ast.Block{&ast.Contents{Entries: []*ast.Entry{
			{Target: ch, Number: "1.", Title: text1("Inleiding"), Entries: []*ast.Entry{{Target: sub, Title: text1("Aanleiding")}}}}}}},
		ch,
	}}
}

func testCell(s string) *ast.Cell { return &ast.Cell{RowSpan: 1, ColSpan: 1, Blocks: blocks(s)} }

// everythingBook is everything, set and with its picture.
func everythingBook(t testing.TB) (*layout.Book, *structure.Tree) {
	return set(t, everything(), map[string][]byte{"a.png": pngImage(t, color.NRGBA{200, 30, 30, 255})})
}
