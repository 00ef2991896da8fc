package pipeline

import (
	"testing"
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
		job.Signature = signature
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
		if at := print.pages.Dests["colophon"].Page; at != 1 {
			t.Errorf("the colophon stands on page %d", at+1)
		}
		if at := screen.pages.Dests["colophon"].Page; at != len(screen.pages.Pages)-1 {
			t.Errorf("on the screen the colophon stands on page %d of %d", at+1, len(screen.pages.Pages))
		}
	}
}
