package main

import (
	"image"
	"path/filepath"
	"strings"
	"testing"
)

func TestPagesLieInRows(t *testing.T) {
	ink := func(w, h int) *image.Gray { return image.NewGray(image.Rect(0, 0, w, h)) } // black
	got := sheet([][]*image.Gray{{ink(10, 20), ink(30, 10)}, {ink(20, 20)}})
	if want := image.Pt(2*gap+10+gap+30, gap+20+gap+20+gap); got.Rect.Size() != want {
		t.Fatalf("the sheet is %v, want %v", got.Rect.Size(), want)
	}
	black := 0
	for _, y := range got.Pix {
		if y == 0 {
			black++
		}
	}
	if black != 10*20+30*10+20*20 {
		t.Errorf("%d pixels of the pages are to be seen", black)
	}
	for _, at := range []image.Point{{gap, gap}, {gap + 10 + gap, gap + 5}, {gap + (10+gap+30-20)/2, gap + 20 + gap}} {
		if got.GrayAt(at.X, at.Y).Y != 0 || got.GrayAt(at.X-1, at.Y).Y != desk {
			t.Errorf("no page begins at %v", at)
		}
	}
}

func TestTextsCanBeDrawn(t *testing.T) {
	t.Chdir(filepath.Join("..", "..", "..", "..", ".."))
	for _, p := range plates {
		job, err := jobOf(p.text)
		if err != nil || len(job.Parts) == 0 {
			t.Errorf("%s: %v, %v", p.file, job, err)
		}
	}
}

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	for want, args := range [][]string{1: {"-cache", dir, "-o", dir}, 2: {"-nothing"}} {
		var errs strings.Builder
		if args == nil {
			continue
		}
		if code := run(args, &errs); code != want || errs.Len() == 0 {
			t.Errorf("%q ends with %d: %s", args, code, &errs)
		}
	}
}
