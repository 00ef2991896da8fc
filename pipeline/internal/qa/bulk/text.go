package bulk

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
)

// Text prints the document as a scraped page gives it: the title on a line,
// headings on lines of their own, bullets, note calls glued to the words, and
// the notes at the end, each number on a line of its own.
func Text(doc *ast.Document) string {
	var b strings.Builder
	para := func(s string) { b.WriteString(s + "\n\n") }
	para(doc.Meta.Title)
	textBlocks(doc.Blocks, "", para)
	for _, n := range doc.Notes {
		para(n.Label)
		textBlocks(n.Blocks, "", para)
	}
	return b.String()
}

func textBlocks(blocks []ast.Block, mark string, para func(string)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *ast.Section:
			para(strings.TrimPrefix(b.Number+b.Sep+visible(b.Title), " "))
			textBlocks(b.Blocks, "", para)
		case *ast.Paragraph:
			para(mark + visible(b.Inlines))
		case *ast.List:
			for i, it := range b.Items {
				textBlocks(it.Blocks, marker(b, i), para)
			}
		case *ast.Box:
			if len(b.Title) > 0 {
				para(mark + visible(b.Title))
			}
			textBlocks(b.Blocks, "", para)
		case *ast.BlockQuote:
			textBlocks(b.Blocks, mark, para)
		}
	}
}

func marker(l *ast.List, i int) string {
	if l.Ordered() {
		return fmt.Sprintf("  %d%s ", l.Start+i, l.Delim)
	}
	return "  • "
}

// visible is ast.PlainText with the note calls.
func visible(inlines []ast.Inline) string {
	var b strings.Builder
	ast.WalkInlines(inlines, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(n.Value)
		case *ast.Code:
			b.WriteString(n.Value)
		case *ast.Formula:
			b.WriteString(n.Linear())
		case *ast.NoteRef:
			b.WriteString(n.Label)
		case *ast.LineBreak:
			b.WriteByte(' ')
		}
		return true
	})
	return b.String()
}
