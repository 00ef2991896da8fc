// Package pdf writes a laid-out book as a tagged PDF 1.7 file that is PDF/A-2a
// (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) at once, where its content bears
// that out, or as a file for a press (press*.go), built to a part of PDF/X. What comes in is positioned fragments, each pointing to its slot in
// the structure tree or marked as an artifact; what goes out is the file.
//
// fpdf subsets the faces, decodes images and makes the page tree
// (fpdf.go). It knows no tagging, so its file is parsed (parse.go) and written
// anew (finish.go) with our own page streams (paint.go), structure tree
// (tags.go), links (annots.go), bookmarks, page labels and metadata.
// PDF_UA1.md and PDF_UA2.md list the clauses of PDF/UA and what holds each, PDF_X.md what is
// asked of a file for a press.
package pdf

import (
	"time"

	"octavo/pipeline/internal/diag"
)

// Options says what a file claims and tells about itself. Empty strings are
// not written.
type Options struct {
	Title    string
	Lang     string // BCP 47; PDF/UA-1 asks for it
	Creators []string
	Subject  string
	Keywords []string
	Producer string
	// CreatorTool is the program with its version.
	CreatorTool string
	Publisher   string
	// Contributors, Coverage, Source and Relations are for the XMP metadata, as in
	// Dublin Core.
	Contributors []string
	Coverage     string
	Source       string
	Relations    []string
	// Published is the day, month or year of publication (ISO 8601).
	Published  string
	Identifier string
	Rights     string
	// Date is written as the dates of creation and of change, in UTC; the
	// zero time writes none.
	Date        time.Time
	Conformance Conformance
	// PDF20 makes the file PDF 2.0, whose claims are PDF/UA-2 and PDF/A-4; else it is
	// PDF 1.7.
	PDF20 bool
	// Press is set for a file for a printer, which then claims no Conformance.
	Press *Press
}

// version is that of PDF (ISO 19005-2, 5.1; for a press see Press.modern).
func (o Options) version() string {
	switch {
	case o.PDF20: // ISO 19005-4, 6.1.2
		return "2.0"
	case o.Press == nil:
		return "1.7"
	case o.Press.modern():
		return "1.6"
	}
	return plainVersion
}

// Conformance is what the file is to claim. A claim that the content does not
// bear out is left away, with a diagnostic.
type Conformance struct {
	UA bool  // PDF/UA-1, or -2 in PDF 2.0
	A  Level // PDF/A-2, or -4 in PDF 2.0
}

// Level is a level of PDF/A-2 (ISO 19005-2, 5). PDF/A-4 knows none of these, so that
// there one is as good as the other; but it has a form of its own for embedded files.
type Level string

// The levels: accessible, Unicode, none; with embedded files (ISO 19005-4, annex A).
const (
	LevelNone Level = ""
	LevelA    Level = "A"
	LevelU    Level = "U"
	LevelF    Level = "F"
)

// The codes of this stage.
const (
	CodeNoAlternative diag.Code = "pdf-no-alternative"
	CodeNoHeader      diag.Code = "pdf-no-header"
	CodeNoGlyph       diag.Code = "pdf-no-glyph"
	CodeLongString    diag.Code = "pdf-long-string"
	CodeNoTitle       diag.Code = "pdf-no-title"
	CodeNoLanguage    diag.Code = "pdf-no-language"
	CodePrivateUse    diag.Code = "pdf-private-use"
	CodeLostLink      diag.Code = "pdf-lost-link"
)

var _ = diag.Register(map[diag.Code]string{
	CodeNoAlternative: "An image has no text alternative, so the PDF claims neither PDF/UA nor level A of PDF/A.",
	CodeNoHeader:      "A table has no header cells, so the PDF claims neither PDF/UA nor level A of PDF/A.",
	CodeNoGlyph:       "No face has a shape for a character, so the PDF claims no conformance.",
	CodePrivateUse:    "A character has no meaning outside its face, so the PDF does not claim level A of PDF/A.",
	CodeLongString:    "A string is longer than PDF/A-2 allows, so the PDF does not claim PDF/A.",
	CodeNoTitle:       "The publication has no title, so the PDF does not claim PDF/UA.",
	CodeNoLanguage:    "The publication's language is not known, so the PDF claims neither PDF/UA nor level A of PDF/A.",
	CodeLostLink:      "A link leads to a place that is not in the book; its text is kept without the link.",
})
