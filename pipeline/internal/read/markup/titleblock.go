package markup

import (
	"fmt"
	"slices"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// isTitleBlock reports whether an element is what pandoc and Quarto write above a text:
// its title and what else its metadata say (pandoc's template for HTML). It is no head of
// a site's page, though it stands where one does.
func isTitleBlock(n *html.Node) bool { return attr(n, "id") == "title-block-header" }

// titleBlock takes the subtitle, authors and date of a title block for the metadata. A
// value that is none of its kind stays text.
func (r *reader) titleBlock(root *html.Node, m *meta.Meta) {
	for _, block := range matches(root, isTitleBlock) {
		named := meta.Names(m.Creators)
		for _, n := range matches(block, func(c *html.Node) bool { return is(c, "p") && !holdsBlocks(c) }) {
			text := oneLine(clean(textOf(n)))
			switch {
			case text == "":
			case hasClass(n, "subtitle") && (m.Subtitle == "" || m.Subtitle == text):
				m.Subtitle = text
				r.ofTitleBlock(n, "subtitle", text, "")
			case hasClass(n, "author") && slices.Contains(named, text):
				r.ofTitleBlock(n, "author", text, text)
			case hasClass(n, "author") && len(named) == 0:
				m.Creators = append(m.Creators, meta.People(text)...)
				r.ofTitleBlock(n, "author", text, text)
			case hasClass(n, "date"):
				r.dateOfTitleBlock(n, m, text)
			}
		}
	}
}

// dateOfTitleBlock takes the date where the page's head says none or the same.
func (r *reader) dateOfTitleBlock(n *html.Node, m *meta.Meta, text string) {
	if date, ok := meta.ParseDate(text); ok && (m.Date == "" || m.Date == date) {
		m.Date = date
		r.ofTitleBlock(n, "date", text, text)
	}
}

// ofTitleBlock leaves a line of a title block out of the text and says so; dropped is what
// stands nowhere else as it was written.
func (r *reader) ofTitleBlock(n *html.Node, field, text, dropped string) {
	r.enter(n)
	r.marks[n] = true
	r.log.Add(diag.Diagnostic{Code: CodeTitleBlock, Pos: r.pos(), Rule: "html", Confidence: 0.95, Dropped: dropped,
		Message: fmt.Sprintf("the %s is that of the title block: %s", field, text)})
}

// CodeTitleBlock tells what a title block said.
const CodeTitleBlock diag.Code = "html-title-block"

var _ = diag.Register(map[diag.Code]string{
	CodeTitleBlock: "The subtitle, an author or the date above a text, as pandoc and Quarto write them, was taken for metadata.",
})
