package markdown

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/text"
)

// longestTitle is the most bytes of a title that stand in attributes.
const longestTitle = 500

// box prints a box as a fenced division (Pandoc User's Guide, "Divs and Spans"),
// its title as Markdown in an attribute, as Quarto has it. A title with marks is a division of the class title in it, as
// pandoc has it.
func (w *mdWriter) box(b *ast.Box) {
	title, more := leadingText(b.Title)
	inside := more || title != text.OneLine(title) || len(title) > longestTitle
	var pairs []string
	if title != "" && !inside {
		pairs = []string{"title", w.inlines(b.Title, inCaption)}
	}
	w.line("::: " + attrsMarkdown(b.ID, string(b.Kind), pairs...))
	w.separate = false
	if inside {
		w.line("::: {.title}")
		w.paragraph(&ast.Paragraph{Inlines: b.Title})
		w.line(":::")
		w.separate = true
	}
	w.blocks(b.Blocks)
	w.line(":::")
}
