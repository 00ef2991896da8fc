package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/qa/golden"
)

// TestPDFCases holds what readers of the PDFs of each file of testdata/pdf meet, section
// reads, to what was looked at once: what the accessible PDF claims, what a person is told,
// its tags, and what stands where on the pages of the editions pdf, print and large.
// Pictures lie in testdata/pdf/pictures.
func TestPDFCases(t *testing.T) {
	for _, p := range golden.Files(t, "testdata/pdf/*.txtar") {
		c := loadCase(t, p)
		t.Run(c.job.Name, func(t *testing.T) {
			c.job.Load = func(name string) ([]byte, error) {
				return os.ReadFile(filepath.Join("testdata", "pdf", "pictures", filepath.Base(name)))
			}
			c.job.Editions = []string{"pdf"}
			c.compare(t, "reads", saidOfPDF(t, c.job)+"\n"+printTags(t, c)+placesOf(t, c.job))
			if golden.Update() {
				golden.Write(t, c.path, txtar.Format(c.archive))
			}
		})
	}
}

// saidOfPDF gives the claims of the accessible PDF and the findings of its making.
func saidOfPDF(t *testing.T, job Job) string {
	t.Helper()
	_, result := convert(t, job)
	var b strings.Builder
	for _, f := range result.Files {
		if f.Edition == "pdf" {
			fmt.Fprintf(&b, "%s: %s\n", f.Edition, strings.Join(f.Claims, ", "))
		}
	}
	for _, f := range result.Findings {
		if f.Severity != SeverityInfo {
			fmt.Fprintf(&b, "%s %d: %s\n", f.Severity, f.Pos.Line, f.Message)
		}
	}
	return b.String()
}

// placesOf gives what stands on the pages of three editions, line by line, each piece with
// the distance of its beginning from the left, lines and pictures with that of their foot
// from the top, pictures with their size, all in points.
func placesOf(t *testing.T, job Job) string {
	t.Helper()
	bk := caseBook(t, job)
	var b strings.Builder
	for _, name := range []string{"pdf", "print", "large"} {
		at := slices.IndexFunc(editions, func(e edition) bool { return e.name == name })
		set, err := bk.set(t.Context(), editions[at].sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range set.pages.Pages {
			fmt.Fprintf(&b, "\n%s, page %s%s", name, p.Label, map[bool]string{true: ", turned"}[p.Turned])
			writePlaces(&b, p)
			b.WriteString("\n")
		}
	}
	return b.String()
}

func writePlaces(b *strings.Builder, p layout.Page) {
	var y, end geom.Length = -1, 0
	for _, f := range p.Fragments {
		switch {
		case f.Image != nil:
			r := f.Image.Rect
			fmt.Fprintf(b, "\n  %.0f %.0f: picture of %.1f × %.1f", r.Bottom().Points(), r.X.Points(), r.W.Points(), r.H.Points())
			y = -1
		case f.Run != nil:
			if f.Run.Y != y {
				fmt.Fprintf(b, "\n  %.0f", f.Run.Y.Points())
			}
			end = writeRun(b, f.Run, f.Run.Y != y || (f.Run.X-end).Points() > 1 || (end-f.Run.X).Points() > 1)
			y = f.Run.Y
		}
	}
}

// writeRun writes the text of a run, where it begins if that is asked and behind each tab,
// and gives where it ends.
func writeRun(b *strings.Builder, r *layout.Run, begins bool) geom.Length {
	x, at := r.X, 0
	for _, g := range r.Glyphs {
		if begins {
			fmt.Fprintf(b, " %.0f:", x.Points())
		}
		sign := r.Text[at : at+int(g.Text)]
		begins = sign == "\t"
		b.WriteString(strings.NewReplacer("\u00ad", "~", "\t", " ").Replace(sign))
		at += int(g.Text)
		x += r.Size.MulDiv(int64(r.Face.Advance(g.ID)), int64(r.Face.UnitsPerEm)) + geom.Length(g.Adjust)
	}
	return x
}
