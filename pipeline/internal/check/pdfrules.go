package check

import "octavo/pipeline/internal/diag"

// What is found in PDFs. The clauses are of ISO 32000-1 (PDF 1.7), ISO 14289-1
// (PDF/UA-1), ISO 19005-2 (PDF/A-2) and ISO 15930 (PDF/X).
const (
	pdfFile         diag.Code = "check-pdf-file"
	pdfHeader       diag.Code = "check-pdf-header"
	pdfXref         diag.Code = "check-pdf-xref"
	pdfEncrypted    diag.Code = "check-pdf-encrypted"
	pdfPages        diag.Code = "check-pdf-pages"
	pdfTags         diag.Code = "check-pdf-tags"
	pdfLanguage     diag.Code = "check-pdf-language"
	pdfTitle        diag.Code = "check-pdf-title"
	pdfUnmarked     diag.Code = "check-pdf-unmarked"
	pdfStructure    diag.Code = "check-pdf-structure"
	pdfRole         diag.Code = "check-pdf-role"
	pdfHeading      diag.Code = "check-pdf-heading"
	pdfAlt          diag.Code = "check-pdf-alt"
	pdfTable        diag.Code = "check-pdf-table"
	pdfNote         diag.Code = "check-pdf-note"
	pdfLink         diag.Code = "check-pdf-link"
	pdfDest         diag.Code = "check-pdf-destination"
	pdfMetadata     diag.Code = "check-pdf-metadata"
	pdfClaim        diag.Code = "check-pdf-claim"
	pdfFont         diag.Code = "check-pdf-font"
	pdfUnicode      diag.Code = "check-pdf-unicode"
	pdfIntent       diag.Code = "check-pdf-intent"
	pdfTransparency diag.Code = "check-pdf-transparency"
	pdfColour       diag.Code = "check-pdf-colour"
	pdfLabels       diag.Code = "check-pdf-labels"
	pdfBookmarks    diag.Code = "check-pdf-bookmarks"
	pdfAction       diag.Code = "check-pdf-action"
)

var pdfRules = register(map[diag.Code]rule{
	pdfFile:         {diag.Error, "A PDF cannot be opened.", "ISO 32000-1, 7.5", "make the file again, or copy it again from where it came"},
	pdfHeader:       {diag.Warning, "A PDF does not begin with its header, or with a line of bytes above 127 after it.", "ISO 32000-1, 7.5.2; ISO 19005-2, 6.1.2", "make the file again"},
	pdfXref:         {diag.Error, "The cross-reference table of a PDF cannot be used.", "ISO 32000-1, 7.5.4", "make the file again; some programs open it by guessing"},
	pdfEncrypted:    {diag.Warning, "A PDF is encrypted, so that nothing in it could be looked at.", "ISO 32000-1, 7.6; ISO 19005-2, 6.1.3", "save it without a password and rights, then check it again"},
	pdfPages:        {diag.Error, "The pages of a PDF, or what stands on one, cannot be read.", "ISO 32000-1, 7.7.3 and 7.8", "make the file again"},
	pdfTags:         {diag.Error, "A PDF has no tags, so a screen reader has to guess what it reads.", "ISO 14289-1, 7.1", "make it by a program that writes tagged PDF"},
	pdfLanguage:     {diag.Error, "A PDF does not say its language.", "ISO 14289-1, 7.2", "give the catalogue a Lang, such as nl-NL"},
	pdfTitle:        {diag.Warning, "A PDF has no title, or readers do not show it.", "ISO 14289-1, 7.1", "give dc:title in the metadata and DisplayDocTitle"},
	pdfUnmarked:     {diag.Error, "Something on a page is neither tagged nor an artifact.", "ISO 14289-1, 7.1", "tag it, or mark it as an artifact"},
	pdfStructure:    {diag.Error, "The tree of tags is broken: what is marked on pages and what the tree names differ.", "ISO 32000-1, 14.7", "make the tags again"},
	pdfRole:         {diag.Error, "A tag is of no standard type, and no RoleMap says what it stands for.", "ISO 14289-1, 7.1; ISO 32000-1, 14.8.4", "map it to a standard type"},
	pdfHeading:      {diag.Warning, "A heading's level is passed over, or the heading is empty.", "ISO 14289-1, 7.4.2", "let each heading be at most one level deeper than the one before"},
	pdfAlt:          {diag.Error, "A figure or formula has no alternative.", "ISO 14289-1, 7.3 and 7.7", "say in Alt what it shows"},
	pdfTable:        {diag.Error, "A table has no header cells, or these do not say for what they are.", "ISO 14289-1, 7.5", "tag header cells as TH, with Scope, or with IDs that Headers name"},
	pdfNote:         {diag.Error, "A note has no identifier of its own.", "ISO 14289-1, 7.9", "give each Note an ID"},
	pdfLink:         {diag.Error, "A link or another annotation says nothing to a screen reader.", "ISO 14289-1, 7.18", "give it Contents and a place in the tree of tags, and its page Tabs /S"},
	pdfDest:         {diag.Error, "A link or bookmark leads to no page.", "ISO 32000-1, 12.3.2", "lead it to a page that is there"},
	pdfMetadata:     {diag.Warning, "The XMP metadata are missing, cannot be read, or say other than the Info dictionary.", "ISO 32000-1, 14.3; ISO 19005-2, 6.6", "write both the same"},
	pdfClaim:        {diag.Error, "The file claims a standard that what is seen in it contradicts.", "ISO 14289-1, 5; ISO 19005-2, 6.6.4; ISO 15930", "take the claim out, or make the file as the standard asks"},
	pdfFont:         {diag.Error, "A face is not embedded, so that other machines show other letters.", "ISO 14289-1, 7.21.4; ISO 19005-2, 6.2.11.4", "embed it"},
	pdfUnicode:      {diag.Error, "Nothing says which characters the codes of a face are, so that text cannot be read aloud, searched or copied.", "ISO 14289-1, 7.21.7; ISO 19005-2, 6.2.11.7", "write a ToUnicode map"},
	pdfIntent:       {diag.Error, "An output intent that the claims ask for is missing.", "ISO 19005-2, 6.2.3; ISO 15930", "name the printing condition or profile"},
	pdfTransparency: {diag.Error, "Something is transparent where the claimed standard allows none.", "ISO 15930-1 and -3; ISO 19005-1", "flatten it, or claim a later part"},
	pdfColour:       {diag.Error, "Colours are given in a way that the claimed standard does not allow.", "ISO 15930-1", "turn them to CMYK or gray, or claim a later part"},
	pdfLabels:       {diag.Warning, "The labels of pages are wrong.", "ISO 32000-1, 12.4.2", "let them begin at the first page"},
	pdfBookmarks:    {diag.Warning, "A long PDF has no bookmarks.", "WCAG 2.2, 2.4.5; PDF2 of its techniques", "make one for each heading"},
	pdfAction:       {diag.Error, "The file has an action that the claimed standard forbids.", "ISO 19005-2, 6.5.1; ISO 15930", "take it out"},
})

var pdfLooked = []string{
	"header, cross-reference table, page tree, encryption",
	"tags: tree, types, what is marked on pages against what the tree names, language, title, levels of headings, alternatives, header cells, notes, links",
	"metadata, and what they claim (PDF/UA, PDF/A, PDF/X) against versions, faces, output intents, transparency, colours and actions as far as these are seen",
	"faces: embedded, and with a map to characters",
	"labels of pages, bookmarks, and where links lead",
}

var pdfOthers = []string{
	"whether the file meets PDF/UA, PDF/A or PDF/X in all their clauses: veraPDF for the first two, a preflight for the third",
	"whether every object is sound: qpdf --check",
	"whether alternatives say what figures show, whether tags say what text is, and whether their order is that of reading: people",
}
