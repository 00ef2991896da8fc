package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"octavo/pipeline/internal/write/pdf"
)

// The pairs of standards that an accessible PDF may be made by, as --pdf-standard
// takes them: PDF/UA-1 (ISO 14289-1) with PDF/A-2a (ISO 19005-2) in PDF 1.7, and
// PDF/UA-2 (ISO 14289-2) with PDF/A-4 (ISO 19005-4) in PDF 2.0.
const (
	StandardUA1A2a = "ua1+a2a"
	StandardUA2A4  = "ua2+a4"
)

// PDFStandards lists the names of the pairs, the default first.
func PDFStandards() []string { return []string{StandardUA1A2a, StandardUA2A4} }

// CheckPDFStandard returns an error where the name is not of a pair; the empty one
// stands for the default.
func CheckPDFStandard(name string) error {
	if name == "" || slices.Contains(PDFStandards(), name) {
		return nil
	}
	return fmt.Errorf("%q is no standard for the accessible PDFs; the standards are %s", name, strings.Join(PDFStandards(), ", "))
}

// claimNames are the standards that a PDF claims, by their names.
func claimNames(c pdf.Conformance, pdf20 bool) []string {
	ua, a, level := claimUA1, "PDF/A-2", strings.ToLower(string(c.A))
	if pdf20 {
		ua, a = "PDF/UA-2", "PDF/A-4"
		if c.A != pdf.LevelF {
			level = ""
		}
	}
	var names []string
	if c.UA {
		names = append(names, string(ua))
	}
	if c.A != pdf.LevelNone {
		names = append(names, a+level)
	}
	return names
}
