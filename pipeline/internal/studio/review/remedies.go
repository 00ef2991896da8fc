package review

import "strings"

// remedies say, by what a code contains, how a person overrules its decisions
// in the review copy, as the notation of canonical Markdown has it
// (ast.Markdown). The first match counts.
var remedies = []struct{ part, text string }{
	{"review-log", "Put the log that was made with the review copy beside it, under the copy's name."},
	{"review-", "A person changed this in the review copy; change it there."},
	{"archive-", "What an archive asks for stands at the head of the review copy: archive: {identification: …, appraisal: …, creator: …, restriction: …, parent: …, location: …, contact: …}"},
	{"metadata-", "Write the same value into the review copy and into the file beside it, or take one out."},
	{"dropped", "Paste what was left out back where it belongs."},
	{"left-out", "Paste what was left out back where it belongs."},
	{"pdf-picture-", "A printer asks for 300 pixels an inch and no colours where ink is black; put another file in the picture's place."},
	{"pdf-colour-", "Set the colour in the sheet to a black or gray."},
	{"pdf-bleed-", "Give the sheet a bleed: @page { bleed: 3mm }"},
	{"pdf-box-", "Replace the character, or set it in a face that has it."},
	{"cover-spine-", "Name the binder's width of the back at the head of the review copy: print: {spine: 14 mm}"},
	{"cover-", "What stands on the cover is at the head of the review copy: title, publisher, description, identifiers: {isbn: …}"},
	{"printing-condition-", "Name the printer's condition at the head of the review copy: print: {condition: FOGRA51}"},
	{"heading-overruled", "Where it is a heading after all, begin the line with #; each further # is a level deeper."},
	{"title-replaced", "Name the title in the file beside the text, or at the head of the review copy: title: …"},
	{"title", "The title stands at the head of the review copy: title: …"},
	{"publisher-not-found", "Name the body at the head of the review copy: publisher: …"},
	{"value-found", "Date, publisher and identifiers: number stand at the head of the review copy; correct them there, or take them out."},
	{"columns-", "Columns of text stand one below the other; where they are a table after all, make its rows, with | between the cells."},
	{"line-undecided", "Make it what it is: a heading begins with #, an item with - or a number, a row of a table stands between | signs; or leave it."},
	{"index-kept", "The entries are paragraphs of the review copy; delete them, or write above them whose pages they name."},
	{"heading", "A heading is a line that begins with #; each further # is a level deeper, and without any it is a paragraph."},
	{"terms-", "A term stands on a line of its own, and its meaning below begins with a colon; without it both are paragraphs."},
	{"list-", "An item begins with - or with a number; without, it is a paragraph."},
	{"run-in", "A run-in stands between ** and ** at the start of its paragraph; without them it is plain text."},
	{"note", "A call is [^1], and its note the paragraph that begins with [^1]: – write both, or delete both."},
	{"citation", "A link is [words](address){.kind}; leave only the words to undo it, or correct the address."},
	{"address-torn", "Write the address whole, as <https://…> or [words](https://…), and it is a link; leave it as it stands where its end is in doubt."},
	{"address-linked", "An address in <…>, or [words](address), is a link; leave only the words to undo it."},
	{"abbreviation", "[DDS]{.abbr title=\"…\"} carries an expansion; leave only the word to undo it, at each use."},
	{"lang-run", "[words]{lang=en} are in another language; leave only the words to undo it."},
	{"lang-doubtful", "Mark words in another language as [words]{lang=en}."},
	{"lang", "Name the language at the head of the review copy: lang: nl"},
	{"caption-beside", "A caption stands between the brackets of its picture, ![caption](file), or first in the ::: {.table} of its table; write it as a paragraph to undo it."},
	{"table", "A table has a line for each row, its cells between | signs; take it apart into paragraphs, or write one."},
	{"lines-joined", "An empty line parts two paragraphs; delete it to join them."},
	{"letter-spacing-", "Set the letters apart again, with a blank between and more between words, or correct where the words part."},
	{"ligature", "Write the sign in the review copy where it stood."},
	{"field-error", "Write in its place what the word processor did not find: the number, title or page that it stood for."},
	{"marks-paired", "Move the text to the sign or number that it belongs to."},
	{"hyphen", "Write the hyphen back where it belongs to the word."},
	{"picture-simplified", "Save the drawing as plain SVG, with effects and text made shapes, or as PNG."},
	{"image", "A picture is ![caption](file){alt=\"what it shows\"}, or {.decorative} where it shows nothing."},
	{"alternative", "A picture is ![caption](file){alt=\"what it shows\"}, or {.decorative} where it shows nothing."},
	{"formula", "A formula is TeX between dollars, $x^{2}$, or $$ for one on a line of its own; write \\$ for a dollar that is none."},
	{"link-to-file", "A link inside the book is [words](#identifier), and what it leads to has {#identifier}."},
	{"link-around-call", "A link is [words](https://…) and a call [^1] behind it; a link of a call alone is better written in the note."},
	{"link-address", "A link is [words](https://…); give it a whole address to have it back."},
	{"certifier", "The certifier stands at the head of the review copy: certifier: {name: …, level: WCAG 2.2 AA}"},
	{"identifier-made", "Name the publication's own at the head of the review copy, under identifiers: isbn, uri or doi."},
	{"time-of-reading", "Give the time at the head of the review copy, modified: 2025-05-21, or set SOURCE_DATE_EPOCH."},
	{"encoding", "Save the source in UTF-8 and begin again."},
	{"text-", "Save the source in UTF-8 and begin again."},
	{"html-", "Correct it in the review copy, or in the page, and begin again."},
	{"markdown-", "Correct it in the Markdown."},
	{"pandoc-", "Correct it in the review copy, or in the file that pandoc read, and begin again."},
	{"office-", "Correct it in the review copy, or in the office document, and begin again."},
}

// Remedy says how decisions of a code are overruled; "" where nothing is known.
func Remedy(code string) string {
	for _, r := range remedies {
		if strings.Contains(code, r.part) {
			return r.text
		}
	}
	return ""
}
