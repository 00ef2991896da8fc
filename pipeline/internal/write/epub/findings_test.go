package epub

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/resolve"
)

// at gives a node a line in a source.
func at(line int) ast.At { return ast.At{Src: diag.Pos{File: "in.txt", Line: line}} }

// findings are sources that bring about a finding and still make a book.
var findings = map[diag.Code]*ast.Document{
	CodeNoAlternative: document(&ast.Figure{Image: &ast.Image{At: at(3), Src: "a.png"}}),
	CodeAnimated:      document(para(text("hier")...), &ast.Figure{Image: &ast.Image{At: at(3), Src: "flits.gif", Alt: "Een lamp"}}),
	CodeColours:       document(para(text("hier")...), &ast.Figure{Image: &ast.Image{At: at(3), Src: "cmyk.jpg", Alt: "Een vlak"}}),
	CodeCharacter:     document(para(&ast.Text{At: at(3), Value: "hier\x01"})),
	CodeNoHeader: document(&ast.Table{At: at(3), Cols: make([]ast.Align, 2), Body: []*ast.Row{
		{Cells: []*ast.Cell{cell("a"), cell("b")}}, {Cells: []*ast.Cell{cell("c"), cell("hier")}},
	}}),
	CodeLong: document(chapter("Een", para(&ast.Text{Value: "hier"}), &ast.CodeBlock{At: at(3), Text: strings.Repeat("regel\n", 50000)})),
	CodeNoteUncalled: {
		Meta:   document().Meta,
		Blocks: []ast.Block{para(text("Tekst")...)},
		Notes:  []*ast.Note{{At: at(3), ID: "1", Label: "1", Blocks: []ast.Block{para(text("hier")...)}}},
	},
}

func cell(s string) *ast.Cell {
	return &ast.Cell{RowSpan: 1, ColSpan: 1, Blocks: []ast.Block{para(text(s)...)}}
}

func TestFindingsNameTheirLine(t *testing.T) {
	for code, doc := range findings {
		t.Run(string(code), func(t *testing.T) {
			files, log := build(t, matter.Add(doc), nil, testOptions())
			if len(log) != 1 || log[0].Code != code || log[0].Pos.Line != 3 || log[0].Hint == "" {
				t.Errorf("got %+v, want one %s at line 3 with a hint", log, code)
			}
			body := files["EPUB/xhtml/chapter-001.xhtml"]
			if code != CodeNoAlternative && !strings.Contains(body, "hier") {
				t.Errorf("the text is lost:\n%s", body)
			}
			claims := strings.Contains(files["EPUB/package.opf"], "dcterms:conformsTo")
			if broken := code == CodeNoAlternative || code == CodeNoHeader; claims == broken {
				t.Errorf("claims conformance: %v", claims)
			}
		})
	}
}

// refusals are sources that no book can be made of.
var refusals = map[string]struct {
	code  diag.Code
	doc   *ast.Document
	pages []PageBreak
	says  string
}{
	"image that is not there": {CodeImage, document(para(&ast.Image{At: at(3), Src: "geen.jpg", Alt: "x"})), nil, "no such file"},
	"image of another kind":   {CodeImage, document(para(&ast.Image{At: at(3), Src: "a.svg", Alt: "x"})), nil, "svg"},
	"image from elsewhere":    {CodeImage, document(para(&ast.Image{At: at(3), Src: "https://example.org/a.png", Alt: "x"})), nil, "folder"},
	"image above the folder":  {CodeImage, document(para(&ast.Image{At: at(3), Src: "../a.png", Alt: "x"})), nil, "folder"},
	"page of another text": {CodePageLost, document(para(text("x")...)),
		[]PageBreak{{Label: "7", Loc: ast.Loc{Node: &ast.Text{At: at(3), Value: "y"}}}}, "page 7"},
}

func TestRefusalsNameTheirLine(t *testing.T) {
	for name, c := range refusals {
		t.Run(name, func(t *testing.T) {
			log := &diag.Log{}
			if _, err := Build(t.Context(), resolve.Of(matter.Add(c.doc)), c.pages, testOptions(), log); err == nil {
				t.Error("a book was made")
			}
			all := log.All()
			if len(all) != 1 || all[0].Code != c.code || all[0].Severity != diag.Error ||
				all[0].Pos.Line != 3 || !strings.Contains(all[0].Message, c.says) {
				t.Errorf("got %+v", all)
			}
		})
	}
}

// unsound are containers that preflight must refuse.
var unsound = map[string]struct {
	code       diag.Code
	name, data string
}{
	"identifier twice":     {CodeDuplicateID, "a.xhtml", `<p id="x"><b id="x"/></p>`},
	"link to no element":   {CodeReference, "a.xhtml", `<a href="#x"/>`},
	"link to no file":      {CodeReference, "a.xhtml", `<a href="b.xhtml"/>`},
	"label of nothing":     {CodeReference, "a.xhtml", `<p aria-labelledby="x"/>`},
	"image from elsewhere": {CodeRemote, "a.xhtml", `<img src="https://example.org/a.png"/>`},
	"face from elsewhere":  {CodeRemote, "a.css", "p {\n src: url('https://example.org/a.ttf') }"},
	"missing face":         {CodeReference, "a.css", "p { src: url(a.ttf) }"},
	"missing package":      {CodeReference, "META-INF/container.xml", `<rootfile full-path="a.opf"/>`},
}

func TestPreflightRefusesUnsoundContainers(t *testing.T) {
	for name, c := range unsound {
		t.Run(name, func(t *testing.T) {
			log := &diag.Log{}
			if err := preflight([]entry{fileOf(t, c.name, c.data)}, log); err == nil {
				t.Error("it passed")
			}
			if all := log.All(); len(all) != 1 || all[0].Code != c.code || all[0].Pos.File != c.name || all[0].Pos.Line == 0 {
				t.Errorf("got %+v, want one %s", all, c.code)
			}
		})
	}
	sound := []entry{
		fileOf(t, "x/a.xhtml", `<p id="x"><a href="#x"/><a href="../y/b.xhtml#y"/><a href="https://example.org/"/></p>`),
		fileOf(t, "y/b.xhtml", `<p id="y"/>`),
		fileOf(t, "META-INF/container.xml", `<rootfile full-path="x/a.xhtml"/>`),
	}
	if log := (&diag.Log{}); preflight(sound, log) != nil {
		t.Errorf("a sound container was refused: %+v", log.All())
	}
}

// TestAPageWithoutAPlaceIsTold pairs a page that has something on it with a blank
// one.
func TestAPageWithoutAPlaceIsTold(t *testing.T) {
	_, log := build(t, matter.Add(document(para(text("x")...))), []PageBreak{{Label: "3"}, {Label: "4", Blank: true}}, testOptions())
	if len(log) != 1 || log[0].Code != CodePageUnlisted || !strings.Contains(log[0].Message, "page 3") || log[0].Hint == "" {
		t.Errorf("got %+v", log)
	}
}

func TestEveryCodeHasACase(t *testing.T) {
	covered := map[diag.Code]bool{CodePageUnlisted: true} // TestAPageWithoutAPlaceIsTold
	for code := range findings {
		covered[code] = true
	}
	for _, c := range refusals {
		covered[c.code] = true
	}
	for _, c := range unsound {
		covered[c.code] = true
	}
	for _, code := range diag.Codes() {
		if strings.HasPrefix(string(code), "epub-") && !covered[code] {
			t.Errorf("no case brings about %s", code)
		}
	}
}
