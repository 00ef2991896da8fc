package check

import "octavo/pipeline/internal/diag"

// What is found in EPUBs. The clauses are of EPUB 3.3 (W3C, 2023), EPUB
// Accessibility 1.1 and WCAG 2.2.
const (
	epubZip       diag.Code = "check-epub-zip"
	epubMimetype  diag.Code = "check-epub-mimetype"
	epubNames     diag.Code = "check-epub-names"
	epubEncrypted diag.Code = "check-epub-encrypted"
	epubContainer diag.Code = "check-epub-container"
	epubPackage   diag.Code = "check-epub-package"
	epubMetadata  diag.Code = "check-epub-metadata"
	epubLanguage  diag.Code = "check-epub-language"
	epubManifest  diag.Code = "check-epub-manifest"
	epubUnlisted  diag.Code = "check-epub-unlisted"
	epubSpine     diag.Code = "check-epub-spine"
	epubNav       diag.Code = "check-epub-nav"
	epubPageList  diag.Code = "check-epub-page-list"
	epubLandmarks diag.Code = "check-epub-landmarks"
	epubXHTML     diag.Code = "check-epub-xhtml"
	epubTitle     diag.Code = "check-epub-title"
	epubID        diag.Code = "check-epub-id"
	epubLink      diag.Code = "check-epub-link"
	epubRemote    diag.Code = "check-epub-remote"
	epubAlt       diag.Code = "check-epub-alt"
	epubHeading   diag.Code = "check-epub-heading"
	epubNote      diag.Code = "check-epub-note"
	epubMarker    diag.Code = "check-epub-marker"
	epubTable     diag.Code = "check-epub-table"
	epubAccess    diag.Code = "check-epub-access"
	epubLarge     diag.Code = "check-epub-large"
	epubScript    diag.Code = "check-epub-script"
)

var epubRules = register(map[diag.Code]rule{
	epubZip:       {diag.Error, "The archive of an EPUB cannot be read.", "EPUB 3.3, 4.3", "make the file again, or copy it again from where it came"},
	epubMimetype:  {diag.Error, "An EPUB does not begin with the file mimetype as it must.", "EPUB 3.3, 4.3", "put mimetype first into the archive, stored, without an extra field, with application/epub+zip and nothing more"},
	epubNames:     {diag.Error, "A name in the archive of an EPUB is not allowed, or stands twice.", "EPUB 3.3, 4.2.2 and 4.2.3", "give each file one name that no other has, in small letters too"},
	epubEncrypted: {diag.Warning, "Files of an EPUB are encrypted, so they cannot be looked at, nor read by everybody.", "EPUB 3.3, 4.2.6.3.2", "deliver it without; faces may be named as they are"},
	epubContainer: {diag.Error, "The container of an EPUB names no package document.", "EPUB 3.3, 4.2.6.3.1", "name it in META-INF/container.xml"},
	epubPackage:   {diag.Error, "The package document of an EPUB cannot be read.", "EPUB 3.3, 5", "mend it in the place that is named"},
	epubMetadata:  {diag.Error, "Metadata that an EPUB must have are missing or not in their form.", "EPUB 3.3, 5.5", "write them into the package document"},
	epubLanguage:  {diag.Error, "A language is missing, unknown or not written as BCP 47 has it.", "EPUB 3.3, 5.5.3.1.3; WCAG 2.2, 3.1.1", "name the language, such as nl, on the element and in dc:language"},
	epubManifest:  {diag.Error, "A line of the manifest is wrong, or its file is not there.", "EPUB 3.3, 5.6.2", "correct the line, put the file into the archive, or take the line out"},
	epubUnlisted:  {diag.Warning, "A file of the archive is not in the manifest.", "EPUB 3.3, 5.6.1", "list it, or take it out of the archive"},
	epubSpine:     {diag.Error, "The spine is wrong: it does not lead through the documents.", "EPUB 3.3, 5.7", "list each document of the text once, in reading order"},
	epubNav:       {diag.Error, "The navigation document, or its contents, is missing or wrong.", "EPUB 3.3, 7", "give the EPUB a navigation document with nav epub:type=\"toc\""},
	epubPageList:  {diag.Error, "The page list does not follow the text.", "EPUB 3.3, 7.4.2; EPUB Accessibility 1.1, 2.4", "one entry for each page, in the order of the text, to a marker that is there"},
	epubLandmarks: {diag.Info, "There are no landmarks.", "EPUB 3.3, 7.4.3", "list where the text begins and where contents and notes are"},
	epubXHTML:     {diag.Error, "A document is not well-formed XHTML, so readers show nothing of it.", "EPUB 3.3, 3.2 and 6.1; XML 1.0", "mend it in the line that is named"},
	epubTitle:     {diag.Warning, "A document has no title.", "WCAG 2.2, 2.4.2", "give it a title element"},
	epubID:        {diag.Error, "An identifier stands twice in a document, or is none.", "HTML, 3.2.6", "give each element one of its own, without white space"},
	epubLink:      {diag.Error, "A link leads to nothing in the publication.", "EPUB 3.3, 3.4", "lead it to a file and an identifier that are there"},
	epubRemote:    {diag.Error, "Something is loaded from outside the publication.", "EPUB 3.3, 3.6", "put it into the publication"},
	epubAlt:       {diag.Error, "A picture has no alternative, or one that says nothing.", "WCAG 2.2, 1.1.1", "say in alt what it shows; alt=\"\" where it shows nothing"},
	epubHeading:   {diag.Warning, "A heading is empty, or a level is passed over.", "WCAG 2.2, 1.3.1 and 2.4.6", "let each heading be at most one level deeper than the one before"},
	epubNote:      {diag.Warning, "A note is not called, leads not back, or its call leads to no note.", "EPUB Accessibility 1.1; DPUB-ARIA 1.1, doc-backlink", "lead each call to its note and each note back to its calls"},
	epubMarker:    {diag.Warning, "A marker of a page has no name, or is read out inside a heading or link.", "EPUB Accessibility 1.1, 2.4; DPUB-ARIA 1.1, doc-pagebreak", "put it before the heading or link, with the page's number as aria-label or title"},
	epubTable:     {diag.Warning, "A table has no header cells.", "WCAG 2.2, 1.3.1", "mark header cells as th, with scope"},
	epubAccess:    {diag.Warning, "Accessibility metadata are missing, or say other than the content.", "EPUB Accessibility 1.1, 2.2", "say what the content is, no more and no less"},
	epubLarge:     {diag.Warning, "A document is larger than 300 KB, at which e-readers become slow or show nothing.", "Apple Books and Kobo, publishing guidelines", "divide it at a heading"},
	epubScript:    {diag.Warning, "A document has scripts, which many e-readers do not run.", "EPUB 3.3, 6.3.2", "make sure that nothing is missing without them, and name the property scripted"},
})

var epubLooked = []string{
	"the archive: its order, mimetype, names, checksums of what was read",
	"container, package document, metadata, manifest both ways, spine",
	"contents, page list against the markers and the order of the text, landmarks",
	"every document: well-formed, language, title, identifiers, links and what they lead to, remote resources, alternatives, levels of headings, notes and their ways back, header cells, size",
	"accessibility metadata against what the documents hold",
}

var epubOthers = []string{
	"whether the EPUB is valid by every rule of EPUB 3.3: EPUBCheck",
	"what a browser computes, such as contrast and names: Ace and axe",
	"whether alternatives say what pictures show, whether the language is right and the text reads well: people",
	"how reading systems and screen readers take it: these themselves",
}
