package pipeline

import (
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
)

// logoJob is a job with a logo at these places.
func logoJob(t *testing.T, alt, places string) Job {
	t.Helper()
	job := coverJob(t, alt)
	text := strings.Replace(string(job.Parts[0].Data), "cover:\n  image: c.png", "logo:\n  place: "+places+"\n  image: c.png", 1)
	job.Parts[0].Data = []byte(text)
	job.Press = Press{Condition: "FOGRA51", Paper: "0.1 mm"}
	return job
}

// pictureOn is the picture of a page; nil where it has none.
func pictureOn(p *layout.Page) *layout.Fragment {
	i := slices.IndexFunc(p.Fragments, func(f layout.Fragment) bool { return f.Image != nil })
	if i < 0 {
		return nil
	}
	return &p.Fragments[i]
}

// The logo is a figure before the title, and an artifact in the head of the page on
// which the text begins, in place of that page's running head.
func TestLogoStandsWhereItIsToStand(t *testing.T) {
	for _, sheet := range []string{"screen.css", "print-b5.css", "large.css"} {
		for _, places := range []string{"[]", "[head]"} {
			set, err := caseBook(t, logoJob(t, "Een molen", places)).set(t.Context(), sheet)
			if err != nil {
				t.Fatal(err)
			}
			first := pictureOn(&set.pages.Pages[0])
			if first == nil || first.Content == nil || first.Content.Parent.Role != structure.Figure || first.Content.Parent.Alt != "Een molen" {
				t.Fatalf("%s: the title page has %+v", sheet, first)
			}
			text := &set.pages.Pages[set.pages.Dests["sec-een"].Page]
			head := pictureOn(text)
			if (head != nil) != (places == "[head]") {
				t.Fatalf("%s, %s: the text's first page has %+v", sheet, places, head)
			}
			if head == nil {
				continue
			}
			if head.Artifact != layout.HeaderArt || head.Content != nil || head.Image.Y < geom.Pt || head.Image.H > 41*geom.Pt {
				t.Errorf("%s: the head has %+v at %v", sheet, head, head.Image.Rect)
			}
			for _, f := range text.Fragments {
				if f.Artifact == layout.HeaderArt && f.Run != nil {
					t.Errorf("%s: the running head stands in the logo: %s", sheet, f.Run.Text)
				}
			}
		}
	}
}

// The binder's cover shows the logo where it is told to.
func TestLogoOnTheCover(t *testing.T) {
	for places, want := range map[string]bool{"cover": true, "head": false} {
		bk := caseBook(t, logoJob(t, "Een molen", places))
		sheet, err := bk.drawCover(t.Context(), geom.Size{W: geom.Millimetres(176), H: geom.Millimetres(250)}, 0)
		if err != nil || (pictureOn(&sheet.Pages[0]) != nil) != want {
			t.Errorf("%s: %v, %v", places, pictureOn(&sheet.Pages[0]), err)
		}
	}
}

// A logo that says nothing to who cannot see it costs the claim, as any picture.
func TestLogoWithoutAlternative(t *testing.T) {
	for alt, claims := range map[string][]string{"Een molen": {"PDF/UA-1", "PDF/A-2a"}, "": {"PDF/A-2u"}} {
		result, err := Convert(t.Context(), logoJob(t, alt, "[]"), &MemSink{})
		if err != nil || !slices.Equal(result.Files[0].Claims, claims) {
			t.Errorf("%q: claims %v, want %v (%v)", alt, result.Files[0].Claims, claims, err)
		}
	}
}
