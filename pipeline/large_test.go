package pipeline

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/verify"
)

// least is the smallest type of large print, in points.
const least = 12

// largeFaults looks in a finished PDF for what large print must not have.
func largeFaults(t *testing.T, pdf []byte) []string {
	t.Helper()
	shown, err := verify.ShownText(pdf)
	if err != nil {
		t.Fatal(err)
	}
	var faults []string
	for _, s := range shown {
		if s.Size < least {
			faults = append(faults, "small type")
		}
	}
	for _, data := range verify.Streams(pdf) {
		if slanted.Match(data) {
			faults = append(faults, "italics")
		}
		if bytes.Contains(data, []byte("/ActualText <feff00ad>")) { // of a hyphen that the program made
			faults = append(faults, "divided words")
		}
	}
	slices.Sort(faults)
	return slices.Compact(faults)
}

var slanted = regexp.MustCompile(`/BaseFont ?/\S*(Italic|Oblique)|-?\d+ Tz|/ItalicAngle ?-?[1-9]`)

// Large print has nothing under its smallest size, no italics and no divided words,
// whatever stands in the text; the screen edition of the same text has all of them,
// so that the measure is seen to find them.
func TestLargePrint(t *testing.T) {
	jobs := []Job{sampleJob(t), loadCase(t, "testdata/cases/everything.txtar").job, loadCase(t, "testdata/cases/formulas.txtar").job,
		loadCase(t, "testdata/cases/tables-wide.txtar").job}
	for _, job := range jobs {
		job.Editions = []string{"pdf", "large", "large-20"}
		files, result := convert(t, job)
		for _, f := range result.Files[1:3] {
			if faults := largeFaults(t, files[f.Name]); faults != nil {
				t.Errorf("%s has %s", f.Name, strings.Join(faults, ", "))
			}
			if !slices.Equal(f.Claims, result.Files[0].Claims) {
				t.Errorf("%s claims %q, the accessible PDF %q", f.Name, f.Claims, result.Files[0].Claims)
			}
		}
		if faults := largeFaults(t, files[job.Name+".pdf"]); !slices.Contains(faults, "small type") || job.Name != "tables-wide" && !slices.Contains(faults, "italics") {
			t.Errorf("%s.pdf: only %q was seen", job.Name, faults)
		} else if job.Name == sampleJob(t).Name && !slices.Contains(faults, "divided words") {
			t.Errorf("%s.pdf: no divided word was seen", job.Name)
		}
	}
}

// Most of the text is as large as the edition's name says.
func TestLargePrintIsAsLargeAsItSays(t *testing.T) {
	job := sampleJob(t)
	job.Editions = []string{"large", "large-20"}
	files, result := convert(t, job)
	for i, want := range []float64{16, 20} {
		shown, err := verify.ShownText(files[result.Files[i].Name])
		if err != nil {
			t.Fatal(err)
		}
		codes := map[float64]int{}
		total := 0
		for _, s := range shown {
			codes[s.Size] += len(s.Codes)
			total += len(s.Codes)
		}
		if 2*codes[want] < total {
			t.Errorf("%s: %d of %d bytes of text in %v points: %v", result.Files[i].Name, codes[want], total, want, codes)
		}
	}
}
