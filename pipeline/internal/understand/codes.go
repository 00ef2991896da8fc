package understand

import (
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/annotate/inline"
)

// The codes of the passes in this package that infer structure.
const (
	codeCharacters  diag.Code = "characters-dropped"
	codeCoded       diag.Code = "text-coded"
	codeLigature    diag.Code = "ligature-spelled"
	codeSpaced      diag.Code = "letter-spacing-closed"
	codePageFoot    diag.Code = "page-head-dropped"
	codePageNumber  diag.Code = "page-number-dropped"
	codeResidue     diag.Code = "residue-dropped"
	codeContents    diag.Code = "contents-dropped"
	codeFurniture   diag.Code = "furniture-dropped"
	CodeNote        diag.Code = "note-paired"
	codeNoteOrphan  diag.Code = "note-without-call"
	CodeCallOrphan  diag.Code = "call-without-note"
	codeNotesAsText diag.Code = "notes-kept-as-text"
	codeIndex       diag.Code = "index-kept"
	codeJoin        diag.Code = "lines-joined"
	codeHyphen      diag.Code = "hyphen-dropped"
	codeHyphenKept  diag.Code = "hyphen-kept"
	codeTable       diag.Code = "table-recovered"
	codeTableKept   diag.Code = "table-not-recovered"
	CodeTitle       diag.Code = "title-found"
	CodeNoTitle     diag.Code = "title-not-found"
	CodeNoPublisher diag.Code = "publisher-not-found"
	codeHeading     diag.Code = "heading-inferred"
	codeNoHeadings  diag.Code = "headings-missing"
	codeList        diag.Code = "list-inferred"
	codeRunIn       diag.Code = "run-in-inferred"
	codeTerms       diag.Code = "terms-inferred"
	codeMarker      diag.Code = "marker-dropped"
	CodeValue       diag.Code = "value-found"
	codeMarkColumn  diag.Code = "marks-paired"
	codeUndecided   diag.Code = "line-undecided"
	codeColumns     diag.Code = "columns-read"
	codeColumnsKept diag.Code = "columns-not-read"
	codeOverruled   diag.Code = "heading-overruled"
)

var structureCodes = diag.Register(map[diag.Code]string{
	codeCharacters:  "Characters without a shape were left out.",
	codeCoded:       "Lines hold the numbers of glyphs in place of letters.",
	codeLigature:    "A ligature was replaced by its letters.",
	codeSpaced:      "Letters that were set apart were closed up to words.",
	codePageFoot:    "A running head or foot of the printed page was left out.",
	codePageNumber:  "A page number was left out.",
	codeResidue:     "Something left over from the page's layout was left out.",
	codeContents:    "A table of contents with page numbers was left out; a new one is made.",
	codeFurniture:   "Navigation or other furniture of a web page was left out.",
	CodeNote:        "A footnote was paired with its call.",
	codeNoteOrphan:  "A footnote without a call stays in the text.",
	CodeCallOrphan:  "What looks like a footnote call has no footnote and stays in the text.",
	codeIndex:       "An index was kept with the pages of the source, which are not those of the editions.",
	codeNotesAsText: "What looks like a list of footnotes has no calls and stays in the text.",
	codeJoin:        "A paragraph was joined over a page break or gap.",
	codeHyphen:      "A hyphen at a line's end was left out.",
	codeHyphenKept:  "A hyphen at a line's end was kept inside a word.",
	codeTable:       "A table was recovered from cells on lines of their own.",
	codeTableKept:   "Cells of a table whose columns cannot be proven stay as they are.",
	CodeTitle:       "The document's title was found.",
	CodeNoTitle:     "No title was found.",
	CodeNoPublisher: "Two bodies are as likely to be the publisher, so neither was taken.",
	codeHeading:     "A heading was inferred.",
	codeNoHeadings:  "No heading was found.",
	codeList:        "A list was inferred.",
	codeRunIn:       "A run-in heading was inferred.",
	codeTerms:       "A list of terms with their meanings was inferred.",
	codeColumns:     "Columns that stand side by side were read one after the other.",
	codeColumnsKept: "What may be columns of running text side by side was read across.",
	codeUndecided:   "A line, or each of a run of lines, stays as it is and may be something else.",
	codeOverruled:   "What one rule makes a heading is likelier none and stays text.",
	codeMarker:      "A mark that the structure now expresses was left out.",
	CodeValue:       "A value of the front, such as the date of a letter, was taken into the metadata.",
	codeMarkColumn:  "List signs or numbers in a column were each put before their text.",
})

// KeyOf is the key of the metadata that a decision filled from the text; "" for any
// other decision.
func KeyOf(d diag.Diagnostic) string {
	switch d.Code {
	case CodeTitle:
		if d.Dropped == "" {
			return "title"
		}
	case inline.LangDocument:
		return "lang"
	case CodeValue:
		what, _, _ := strings.Cut(d.Message, " ")
		return map[string]string{"date": "date", "reference": "identifiers.number", "publisher": "publisher", "sender": "contributors"}[what]
	}
	return ""
}
