// Package pictures_test compares ten pages of finished editions with pictures that a
// person has looked at, testdata/NAME.png, of 60 pixels an inch.
package pictures_test

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"octavo/pipeline"
	"octavo/pipeline/internal/qa/draw"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/qa/proof"
)

const dpi = 60

func TestMain(m *testing.M) { proof.Main(m, draw.Installed(proof.Cache())) }

// pages are what a book has: the job's name, the file's ending and the page in it.
var pages = []struct {
	name, job, suffix string
	number            int
}{
	{"title", "beleidsverslag-2023", ".pdf", 1},
	{"contents", "beleidsverslag-2023", ".pdf", 2},
	{"notes", "beleidsverslag-2023", ".pdf", 15},
	{"chapter-print", "beleidsverslag-2023", "-print.pdf", 11},
	{"large-print", "beleidsverslag-2023", "-large.pdf", 12},
	{"cover", "beleidsverslag-2023", "-cover.pdf", 1},
	{"booklet", "beleidsverslag-2023", "-booklet.pdf", 6},
	{"tables", "case-every-node", ".pdf", 4},
	{"formulas-boxes-struck", "case-every-node", ".pdf", 6},
	{"table-turned", "case-tables-wide", ".pdf", 4},
}

func TestPages(t *testing.T) {
	dir := t.TempDir()
	var wanted []draw.Page
	for _, job := range jobs(t) {
		proof.Convert(t, job, dir)
	}
	for _, p := range pages {
		wanted = append(wanted, draw.Page{File: filepath.Join(dir, p.job+p.suffix), Number: p.number})
	}
	pictures, err := draw.Pages(t.Context(), proof.Cache(), dpi, wanted)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for i, p := range pages {
		names = append(names, p.name)
		t.Run(p.name, func(t *testing.T) { compare(t, p.name, pictures[i]) })
	}
	golden.HaveCases(t, "testdata/*.png", names)
}

// jobs are those that the pages are of.
func jobs(t *testing.T) []pipeline.Job {
	var out []pipeline.Job
	for _, job := range proof.Jobs(t) {
		for _, p := range pages {
			if p.job == job.Name {
				out = append(out, job)
				break
			}
		}
	}
	return out
}

// compare leaves a picture of the differences beside the judges, in .cache/pages, where
// it outlives the test.
func compare(t *testing.T, name string, got *image.Gray) {
	path := filepath.Join("testdata", name+".png")
	if golden.Update() {
		if err := draw.Write(path, got); err != nil {
			t.Fatal(err)
		}
	}
	want, err := draw.Read(path)
	if err != nil {
		t.Fatalf("%v; run the test with -update and look at what it draws", err)
	}
	if problem, marks := draw.Diff(want, got); problem != "" {
		t.Errorf("%s: %s; missing in blue, added in red: %s; run the test with -update and look at the page", path, problem, keep(t, name, marks))
	}
}

// keep writes a picture and returns its path.
func keep(t *testing.T, name string, picture image.Image) string {
	t.Helper()
	path := filepath.Join(proof.Cache(), "pages", name+".png")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

// A page that is another one is refused, and the difference can be looked at.
func TestAnotherPageIsRefused(t *testing.T) {
	one, err := draw.Read("testdata/title.png")
	if err != nil {
		t.Fatal(err)
	}
	other, err := draw.Read("testdata/contents.png")
	if err != nil {
		t.Fatal(err)
	}
	if problem, marks := draw.Diff(one, other); problem == "" || marks == nil {
		t.Error("the contents are taken for the title page")
	}
}
