package epub

import (
	"strings"

	"octavo/pipeline/ast"
)

// title is the publication's title; a package must have one.
func (bk *book) title() string {
	if bk.doc.Meta.Title != "" {
		return bk.doc.Meta.Title
	}
	for _, b := range bk.doc.Blocks {
		if s, ok := b.(*ast.Section); ok {
			return headingText(s.Number, s.Sep, s.Title)
		}
	}
	return bk.opening()
}

// titleLength is about how many characters of the text stand for a title.
const titleLength = 60

// opening is the first words of the text, for a book without title or heading.
func (bk *book) opening() string {
	title := bk.words.TitlePage
	ast.WalkBlocks(bk.doc.Blocks, func(n ast.Node) bool {
		p, ok := n.(*ast.Paragraph)
		if !ok || title != bk.words.TitlePage {
			return title == bk.words.TitlePage
		}
		if text := strings.TrimSpace(ast.PlainText(p.Inlines)); text != "" {
			title = shorten(text)
		}
		return false
	})
	return title
}

// shorten cuts a text behind the word that reaches titleLength.
func shorten(text string) string {
	if len(text) <= titleLength {
		return text
	}
	if end := strings.IndexByte(text[titleLength:], ' '); end >= 0 {
		return text[:titleLength+end] + " …"
	}
	return text
}

// headingText is a heading in plain text, its number before it.
func headingText(number, sep string, title []ast.Inline) string {
	text := ast.PlainText(title)
	if number == "" {
		return text
	}
	return number + sep + text
}
