package pipeline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/meta"
)

func TestSignaturesAreThoseOfFoldedSheets(t *testing.T) {
	for n, ok := range map[int]bool{-4: false, 0: true, 1: true, 2: true, 3: false, 4: true, 6: false, 8: true, 12: true, 16: true, 18: false, 128: true, 132: false} {
		if err := CheckSignature(n); (err == nil) != ok {
			t.Errorf("a signature of %d: %v", n, err)
		}
	}
}

// A printed book is padded and has its colophon behind its title; the screen's
// pages have neither.
func TestPrintedPagesFillTheirSheets(t *testing.T) {
	job := sampleJob(t)
	for signature, multiple := range map[int]int{0: 4, 16: 16} {
		job.Press.Signature = signature
		bk := caseBook(t, job)
		print, err := bk.set(t.Context(), "print-b5.css")
		if err != nil {
			t.Fatal(err)
		}
		screen, err := bk.set(t.Context(), "screen.css")
		if err != nil {
			t.Fatal(err)
		}
		if n := len(print.pages.Pages); n%multiple != 0 {
			t.Errorf("%d pages for sheets of %d", n, multiple)
		}
		for _, p := range print.pages.Pages {
			if p.Size != print.pages.Pages[0].Size || p.Press != print.pages.Pages[0].Press {
				t.Errorf("page %s has boxes of its own", p.Label)
			}
		}
		if at := print.pages.Dests["colophon"].Page; at != 1 {
			t.Errorf("the colophon stands on page %d", at+1)
		}
		if at := screen.pages.Dests["colophon"].Page; at != len(screen.pages.Pages)-1 {
			t.Errorf("on the screen the colophon stands on page %d of %d", at+1, len(screen.pages.Pages))
		}
	}
}

// All editions of one run come from two settings: that of the screen and that of
// the press.
func TestEditionsForThePressShareTheirPages(t *testing.T) {
	job := sampleJob(t)
	job.Editions = []string{"pdf", "epub", "print", "cover", "booklet"}
	job.Press.Page, job.PageList = "b5", "print"
	bk := caseBook(t, job)
	if err := bk.makeEditions(t.Context(), &MemSink{}, &Result{}); err != nil || len(bk.settings) != 2 {
		t.Errorf("%d settings for 2 sheets, %v", len(bk.settings), err)
	}
}

// What the booklet's pictures become is said once, with those of the print edition.
func TestEditionsForThePressSayTheSameOnce(t *testing.T) {
	job := printJob(t, "", Press{Condition: "FOGRA51"})
	job.Editions = []string{"print", "booklet"}
	job.Parts[0].Data = append(job.Parts[0].Data, "\n![Drawn](drawn.svg)\n"...)
	job.Load = func(string) ([]byte, error) {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="40" height="20" fill="#0a0"/></svg>`), nil
	}
	_, result := convert(t, job)
	said := 0
	for _, f := range result.Findings {
		if strings.Contains(f.Message, "drawn.svg become grays") {
			said++
		}
	}
	if said != 1 {
		t.Errorf("said %d times that the colours become grays", said)
	}
}

func TestSpineIsHalfThePagesTimesTheThickness(t *testing.T) {
	for _, c := range []struct {
		pages int
		paper string
		spine string
		want  float64
	}{{200, "0.1 mm", "", 10}, {32, "90 g/m² 1.3", "", 1.872}, {200, "0.1 mm", "14 mm", 14}, {1, "0.1", "", 0.05}} {
		m := &meta.Meta{Print: &meta.Print{Spine: c.spine}}
		got, err := spineOf(m, c.paper, c.pages, newLog(nil))
		if want := geom.Millimetres(c.want); err != nil || got-want > geom.Pt/100 || want-got > geom.Pt/100 {
			t.Errorf("%d pages of %s: %v, want %v (%v)", c.pages, c.paper, got, want, err)
		}
	}
}

// The cover's trimmed sheet is two pages and the spine, whatever the pages' size.
func TestCoverFitsThePages(t *testing.T) {
	for page, width := range map[string]float64{"a4": 210, "b5": 176} {
		job := sampleJob(t)
		job.Press.Page = page
		bk := caseBook(t, job)
		bk.doc.Meta.Identifiers = &meta.Identifiers{ISBN: &meta.ISBN{Any: "90-12-34567-1"}}
		bk.doc.Meta.Description = "Waar het over gaat.\n\nEn wat eruit kwam."
		set, err := bk.set(t.Context(), printSheets[page])
		if err != nil {
			t.Fatal(err)
		}
		sheet, err := bk.drawCover(t.Context(), set.pages.Pages[0].Size, geom.Millimetres(9))
		if err != nil {
			t.Fatal(err)
		}
		p := sheet.Pages[0]
		if want := 2*geom.Millimetres(width) + geom.Millimetres(9); p.Size.W-want > geom.Pt/100 || want-p.Size.W > geom.Pt/100 {
			t.Errorf("%s: the sheet is %v wide, want %v", page, p.Size.W, want)
		}
		if p.Press.Bleed != geom.Millimetres(3) || !p.Press.Crop || p.Press.Folds[1]-p.Press.Folds[0] != geom.Millimetres(9) {
			t.Errorf("%s: %+v", page, p.Press)
		}
		var text strings.Builder
		for _, f := range p.Fragments {
			if f.Content != nil {
				t.Fatal("the cover is part of a structure that the file does not have")
			}
			if f.Run != nil {
				text.WriteString(f.Run.Text)
			}
		}
		for _, want := range []string{bk.doc.Meta.Title, "Waar het over gaat.", "eruit kwam.", "ISBN 978-90-12-34567-5", "9789012345675"} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%s: the cover says %q, without %q", page, text.String(), want)
			}
		}
	}
}

// What does not fit, or is not known, is an error that says what to do, or a
// finding.
func TestCoverInventsAndLosesNothing(t *testing.T) {
	bk := caseBook(t, sampleJob(t))
	size := geom.Size{W: geom.Millimetres(176), H: geom.Millimetres(250)}
	bk.doc.Meta.Description = strings.Repeat("Een beschrijving die niet ophoudt. ", 200)
	if _, err := bk.drawCover(t.Context(), size, 0); err == nil || !strings.Contains(err.Error(), "shorten it in the metadata") {
		t.Errorf("a description of pages: %v", err)
	}
	bk = caseBook(t, sampleJob(t))
	bk.log = newLog(nil)
	bk.doc.Meta.Cover = &meta.Cover{Image: "beeld.png", Alt: "Een beeld"}
	sheet, err := bk.drawCover(t.Context(), size, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range sheet.Pages[0].Fragments {
		if f.Rule != nil && f.Rule.H > geom.Millimetres(20.5) && f.Rule.W < geom.Millimetres(2) {
			t.Error("there is a bar code without an ISBN")
		}
	}
	var codes []string
	for _, d := range bk.log.All() {
		codes = append(codes, string(d.Code))
	}
	for _, want := range []string{"cover-without-isbn", "cover-spine-narrow", "cover-picture-not-printed"} {
		if !slices.Contains(codes, want) {
			t.Errorf("%s is not on record: %v", want, codes)
		}
	}
	job := sampleJob(t)
	job.Press.Paper = ""
	job.Editions = []string{"cover"}
	if _, err := Convert(t.Context(), job, &MemSink{}); err == nil || !strings.Contains(err.Error(), "--paper-thickness") {
		t.Errorf("without paper: %v", err)
	}
}

// The EPUB lists the pages that the job names, in the order of its text.
func TestPageListFollowsTheEditionNamed(t *testing.T) {
	lists := map[string]string{}
	for _, list := range []string{"", "pdf", "print"} {
		job := sampleJob(t)
		job.PageList = list
		bk := caseBook(t, job)
		set, err := bk.set(t.Context(), edition{pageList: "screen.css"}.fitted(job).pageList)
		if err != nil {
			t.Fatal(err)
		}
		var labels []string
		for _, p := range bk.pageBreaks(set.pages) {
			labels = append(labels, p.Label)
		}
		lists[list] = strings.Join(labels[:4], " ")
	}
	if fmt.Sprint(lists) != "map[:1 2 3 4 pdf:1 2 3 4 print:i iii iv 1]" {
		t.Errorf("the lists begin %v", lists)
	}
	if CheckPageList("print") != nil || CheckPageList("large") == nil {
		t.Error("another edition's pages can be listed")
	}
}

// Files for the binder are the same bytes twice.
func TestCoverAndBookletAreTheSameTwice(t *testing.T) {
	job := sampleJob(t)
	job.Editions = []string{"cover", "booklet"}
	first, result := convert(t, job)
	second, _ := convert(t, job)
	for name, data := range first {
		if !bytes.Equal(data, second[name]) {
			t.Errorf("%s is another file at the second time", name)
		}
	}
	told, _ := json.Marshal(result.Files)
	if !strings.Contains(string(told), "cover with a back of 1.6 mm") || !strings.Contains(string(told), "booklet of 8 sheets") {
		t.Errorf("the result says %s", told)
	}
}
