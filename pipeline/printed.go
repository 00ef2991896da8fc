package pipeline

import (
	"cmp"
	"errors"
	"fmt"

	"octavo/pipeline/internal/meta"
)

// check refuses what no press, paper or book is like.
func (p Press) check() error {
	return errors.Join(CheckPDFX(p.PDFX), CheckSignature(p.Signature), CheckPage(p.Page), CheckPaper(p.Paper))
}

// mostSignature is the largest number of pages that printers fold of one sheet.
const mostSignature = 128

// CheckSignature returns an error for a number of pages that no folded sheet
// has.
func CheckSignature(n int) error {
	switch {
	case n < 0 || n > mostSignature:
		return fmt.Errorf("%d is no number of pages of a folded sheet; the numbers are 4, 8, 16, 32, 64, and 1 for loose leaves", n)
	case n > 2 && n%4 != 0:
		return fmt.Errorf("a folded sheet has a multiple of 4 pages, and %d is none; give %d, or 1 for loose leaves", n, (n+3)/4*4)
	}
	return nil
}

func (p Press) signature() int { return cmp.Or(p.Signature, 4) }

// printSheets are the house sheets for a press by the names of their pages.
var printSheets = map[string]string{"": "print-a4.css", "a4": "print-a4.css", "b5": "print-b5.css"}

// CheckPage returns an error for a size of pages that no sheet for a press has.
func CheckPage(name string) error {
	if printSheets[name] == "" {
		return fmt.Errorf("%q is no size of pages for a press; the sizes are a4 and b5", name)
	}
	return nil
}

// CheckPaper returns an error for a text that does not tell how thick a paper
// is; an empty one passes.
func CheckPaper(value string) error {
	if value == "" {
		return nil
	}
	_, fault := meta.PaperThickness(value)
	return asError(fault)
}

// CheckPageList returns an error for an edition whose pages the EPUB cannot list.
func CheckPageList(name string) error {
	if name != "" && name != "pdf" && name != "print" {
		return fmt.Errorf("the EPUB cannot list the pages of %q; it lists those of pdf or print", name)
	}
	return nil
}

// fitted is the edition with the sheets that the job asks for.
func (e edition) fitted(job Job) edition {
	print := printSheets[job.Press.Page]
	if e.press {
		e.sheet = print
	}
	if e.flows && job.PageList != "" { // it has pages for who asks for them
		e.pageList = "screen.css"
	}
	if e.pageList != "" && job.PageList == "print" {
		e.pageList = print
	}
	return e
}
