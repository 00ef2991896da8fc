package style

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/resolve"
	"octavo/styles"
)

// house parses one of the house sheets.
func house(t testing.TB, name string) *Sheet {
	t.Helper()
	var log diag.Log
	css, err := styles.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := Parse(name, css, styles.Files.ReadFile, &log)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range log.All() {
		t.Errorf("%s: %s: %s", d.Pos, d.Code, d.Message)
	}
	return sheet
}

func TestHouseSheetsParseWithoutFindings(t *testing.T) {
	names, err := styles.Files.ReadDir(".")
	if err != nil || len(names) < 6 {
		t.Fatalf("house sheets: %v, %v", names, err)
	}
	for _, n := range names {
		house(t, n.Name())
	}
}

func TestScreenSheetSetsSectionHeading(t *testing.T) {
	sec := &ast.Section{Level: 1, Number: "1.", Title: []ast.Inline{&ast.Text{Value: "A"}}}
	s := Resolve(resolve.Of(&ast.Document{Blocks: []ast.Block{sec}}), house(t, "screen.css"))
	h := s.Of(sec, element.Title)
	if h.FontFamily[0] != "Source Sans 3" || h.FontSize.Points() != 19 || h.StringSet != "chapter" || h.LineHeight.Points() != 22.5 {
		t.Errorf("h1 = %+v", h)
	}
	if n := s.Of(sec, element.Number); !n.Float || n.Margin.Left.Points() != -36 {
		t.Errorf("number = %+v", n)
	}
	p := s.Page("", false, true)
	if p.Content().W.Points() < 339 || len(p.Boxes) != 2 {
		t.Errorf("page = %+v", p)
	}
}

func TestEPUBSheetHasNoColourNoPointNoPage(t *testing.T) {
	css := EPUBCSS(house(t, "epub.css"))
	for _, bad := range []string{"#", "@page", "::", "var(", "--", "color", "content"} {
		if strings.Contains(css, bad) {
			t.Errorf("EPUB sheet holds %q:\n%s", bad, css)
		}
	}
	screen := EPUBCSS(house(t, "screen.css"))
	if !strings.Contains(screen, "font-size: 1.81em") {
		t.Errorf("points are not em:\n%s", screen)
	}
}
