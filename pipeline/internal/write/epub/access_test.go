package epub

import (
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/matter"
)

// said are the values of a property in the package document.
func said(opf, property string) []string {
	var out []string
	for _, part := range strings.Split(opf, `<meta property="schema:`+property+`">`)[1:] {
		value, _, _ := strings.Cut(part, "<")
		out = append(out, value)
	}
	return out
}

func shown(alt string, decorative bool) *ast.Figure {
	return &ast.Figure{Image: &ast.Image{Src: "a.png", Alt: alt, Decorative: decorative}}
}

func formulaOf(tex string) *ast.Paragraph { return para(&ast.Formula{TeX: tex}) }

// TestAccessibilityIsMeasured pairs books that have a thing with books that have it
// not, or not everywhere.
func TestAccessibilityIsMeasured(t *testing.T) {
	words := para(text("Tekst.")...)
	breaks := func(doc *ast.Document) []PageBreak {
		return []PageBreak{{Label: "1", Loc: ast.Loc{Node: textNode(doc, "Tekst.")}}}
	}
	unplaced := func(doc *ast.Document) []PageBreak { return append(breaks(doc), PageBreak{Label: "2"}) }
	for name, c := range map[string]struct {
		doc      *ast.Document
		pages    func(*ast.Document) []PageBreak
		property string
		has, not []string
	}{
		"text alone":             {document(words), nil, "accessMode", []string{"textual"}, []string{"visual"}},
		"decoration":             {document(words, shown("", true)), nil, "accessMode", []string{"textual"}, []string{"visual"}},
		"picture":                {document(words, shown("Een lamp", false)), nil, "accessMode", []string{"textual", "visual"}, nil},
		"described":              {document(words, shown("Een lamp", false)), nil, "accessModeSufficient", []string{"textual", "textual,visual"}, nil},
		"one not described":      {document(words, shown("Een lamp", false), shown("", false)), nil, "accessModeSufficient", []string{"textual,visual"}, []string{"textual"}},
		"alternatives":           {document(words, shown("Een lamp", false)), nil, "accessibilityFeature", []string{"alternativeText"}, []string{"MathML"}},
		"no picture":             {document(words), nil, "accessibilityFeature", []string{"displayTransformability"}, []string{"alternativeText", "structuralNavigation", "tableOfContents", "pageNavigation", "pageBreakMarkers", "index"}},
		"headings":               {document(chapter("Een", words)), nil, "accessibilityFeature", []string{"structuralNavigation", "tableOfContents"}, nil},
		"formulas":               {document(words, formulaOf("a+b")), nil, "accessibilityFeature", []string{"MathML", "describedMath"}, nil},
		"a formula of two":       {document(words, formulaOf("a+b"), formulaOf(`\nonsuch{`)), nil, "accessibilityFeature", nil, []string{"MathML", "describedMath"}},
		"a formula is no MathML": {document(words, formulaOf(`\nonsuch{`)), nil, "accessModeSufficient", nil, []string{"textual"}},
		"pages":                  {document(words), breaks, "accessibilityFeature", []string{"pageBreakMarkers", "pageNavigation"}, nil},
		"a page of two":          {document(words), unplaced, "accessibilityFeature", []string{"pageBreakMarkers"}, []string{"pageNavigation"}},
		"index":                  {document(chapter("Een", words), chapter("Zaakregister", para(text("Lamp, 3")...))), nil, "accessibilityFeature", []string{"index"}, nil},
		"nothing moves":          {document(words), nil, "accessibilityHazard", []string{"none"}, []string{"unknown"}},
		"something moves":        {document(words, &ast.Figure{Image: &ast.Image{Src: "a.gif", Alt: "Een lamp"}}), nil, "accessibilityHazard", []string{"unknown"}, []string{"none"}},
	} {
		t.Run(name, func(t *testing.T) {
			doc := matter.Add(c.doc)
			var pages []PageBreak
			if c.pages != nil {
				pages = c.pages(doc)
			}
			files, _ := build(t, doc, pages, testOptions())
			got := said(files["EPUB/package.opf"], c.property)
			for _, value := range c.has {
				if !slices.Contains(got, value) {
					t.Errorf("%q lacks %s", got, value)
				}
			}
			for _, value := range c.not {
				if slices.Contains(got, value) {
					t.Errorf("%q has %s", got, value)
				}
			}
		})
	}
}

// TestAPageWithoutAPlaceCostsConformance pairs a list that is whole with one that
// lacks a page; what a claim rests on is said with it.
func TestAPageWithoutAPlaceCostsConformance(t *testing.T) {
	for _, lacking := range []bool{false, true} {
		doc := matter.Add(document(para(text("Tekst.")...)))
		pages := []PageBreak{{Label: "1", Loc: ast.Loc{Node: textNode(doc, "Tekst.")}}}
		if lacking {
			pages = append(pages, PageBreak{Label: "2"})
		}
		files, _ := build(t, doc, pages, testOptions())
		opf := files["EPUB/package.opf"]
		if claims := strings.Contains(opf, "dcterms:conformsTo") && strings.Contains(opf, "Keurder verklaart"); claims == lacking {
			t.Errorf("lacking a page: %v, claims conformance: %v", lacking, claims)
		}
	}
}
