package pipeline

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/structure"
)

// coverJob is a job whose metadata name a cover with this alternative.
func coverJob(t *testing.T, alt string) Job {
	t.Helper()
	var pic bytes.Buffer
	if err := png.Encode(&pic, image.NewGray(image.Rect(0, 0, 20, 30))); err != nil {
		t.Fatal(err)
	}
	return Job{Name: "x", Source: "x.md", Time: runTime, Editions: []string{"pdf"}, Load: func(string) ([]byte, error) { return pic.Bytes(), nil },
		Parts: []Part{{Name: "x.md", Data: []byte("---\ntitle: Proef\nlang: nl\ncover:\n  image: c.png\n  alt: \"" + alt + "\"\n---\n\n# Een\n\nTekst.\n")}}}
}

// The cover is the first page, a figure with its alternative before all else in
// the tags; folios and links are what they are without it.
func TestCoverIsTheFirstPage(t *testing.T) {
	bk := caseBook(t, coverJob(t, "Een molen"))
	set, err := bk.set(t.Context(), "screen.css")
	if err != nil {
		t.Fatal(err)
	}
	page := set.pages.Pages[0]
	if !page.Cover || page.Label != "Omslag" || len(page.Fragments) != 1 || page.Fragments[0].Image == nil {
		t.Fatalf("the first page is %+v", page)
	}
	first, _ := set.tree.Root.Kids[0].(*structure.Elem)
	for first != nil && first.Role != structure.Figure {
		first, _ = first.Kids[0].(*structure.Elem)
	}
	if first == nil || first.Alt != "Een molen" || page.Fragments[0].Content.Parent != first {
		t.Errorf("the tags begin with %+v", first)
	}
	if box := page.Fragments[0].Image.Rect; box.W > page.Size.W || box.H > page.Size.H || box.W.MulDiv(3, 2) != box.H {
		t.Errorf("the picture is %v on a page of %v", box, page.Size)
	}
	section := bk.doc.Blocks[slices.IndexFunc(bk.doc.Blocks, func(b ast.Block) bool { _, ok := b.(*ast.Section); return ok })].(*ast.Section)
	if at := set.pages.Dests[section.ID].Page; set.pages.Pages[at].Label != set.pages.Pages[at-1].Label && set.pages.Pages[1].Label != "1" {
		t.Errorf("the chapter is on page %s, the title page is %s", set.pages.Pages[at].Label, set.pages.Pages[1].Label)
	}
	if start := set.pages.Pages[set.pages.Dests[section.ID].Page].Start; start.Node == nil {
		t.Error("the chapter's link leads to a page without text")
	}
	facing, err := bk.set(t.Context(), "print-a4.css")
	if err != nil || facing.pages.Pages[0].Cover {
		t.Errorf("pages that are bound have a cover too (%v)", err)
	}
}

// A cover that says nothing to who cannot see it costs the claim.
func TestCoverWithoutAlternative(t *testing.T) {
	for alt, claims := range map[string][]string{"Een molen": {"PDF/UA-1", "PDF/A-2a"}, "": {"PDF/A-2u"}} {
		result, err := Convert(t.Context(), coverJob(t, alt), &MemSink{})
		if err != nil || !slices.Equal(result.Files[0].Claims, claims) {
			t.Errorf("%q: claims %v, want %v (%v)", alt, result.Files[0].Claims, claims, err)
		}
	}
}

// The words of a drawn cover are drawn, and its signs that no face has are said.
func TestDrawnCoverKeepsItsWords(t *testing.T) {
	job := coverJob(t, "Een molen")
	job.Load = func(string) ([]byte, error) {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="210" height="297"><text x="20" y="80">Molen 水</text></svg>`), nil
	}
	bk := caseBook(t, job)
	bk.log = &diag.Log{}
	set, err := bk.set(t.Context(), "screen.css")
	if err != nil {
		t.Fatal(err)
	}
	shapes := 0
	for _, it := range set.pages.Pages[0].Fragments[0].Image.Drawing.Items {
		if it.Text != nil {
			t.Error("a text was left as text, which no page shows")
		}
		shapes += len(it.Path.Ops)
	}
	if shapes == 0 {
		t.Error("no letter was drawn")
	}
	if !slices.ContainsFunc(bk.log.All(), func(d diag.Diagnostic) bool { return d.Code == "glyph-missing" }) {
		t.Errorf("the sign that no face has was not said: %v", bk.log.All())
	}
}
