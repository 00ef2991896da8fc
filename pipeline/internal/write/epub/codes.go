package epub

import "octavo/pipeline/internal/diag"

// The findings of this stage.
const (
	CodeImage         diag.Code = "epub-image"
	CodeNoAlternative diag.Code = "epub-no-alternative"
	CodeAnimated      diag.Code = "epub-animated"
	CodeColours       diag.Code = "epub-colours"
	CodeNoHeader      diag.Code = "epub-no-header"
	CodeCharacter     diag.Code = "epub-character"
	CodePageLost      diag.Code = "epub-page-lost"
	CodePageUnlisted  diag.Code = "epub-page-unlisted"
	CodeNoteUncalled  diag.Code = "epub-note-uncalled"
	CodeLong          diag.Code = "epub-long"
	CodeDuplicateID   diag.Code = "epub-duplicate-id"
	CodeReference     diag.Code = "epub-reference"
	CodeRemote        diag.Code = "epub-remote"
)

var _ = diag.Register(map[diag.Code]string{
	CodeImage:         "An image cannot be read or is of a kind that an EPUB cannot hold.",
	CodeNoAlternative: "An image has no text alternative, or one that says nothing, or a formula cannot be read, so conformance is not claimed.",
	CodeAnimated:      "A picture moves, so the EPUB does not say that it holds no hazard.",
	CodeColours:       "A picture has the colours of a press (CMYK); the EPUB has it in RGB, with colours that are near.",
	CodeNoHeader:      "A table has no header cells, so conformance is not claimed.",
	CodeCharacter:     "A control character cannot stand in XML and was replaced by U+FFFD.",
	CodePageLost:      "A page of the print layout begins at something that is not in the EPUB.",
	CodePageUnlisted:  "A page of the print layout is not in the list of pages, as what is on it has no place of its own in the text.",
	CodeNoteUncalled:  "A note is not called from the text; it stands at the end of the last chapter.",
	CodeLong:          "A content document is longer than old e-readers like, as one block in it is.",
	CodeDuplicateID:   "Two elements of a content document have the same identifier.",
	CodeReference:     "A reference leads to a file or an element that is not in the publication.",
	CodeRemote:        "A content document or style sheet loads something from outside the publication.",
})
