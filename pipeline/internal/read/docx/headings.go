package docx

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// contentsWords are headings of printed contents.
var contentsWords = map[string]bool{"inhoud": true, "inhoudsopgave": true, "inhoudstafel": true, "contents": true, "table of contents": true,
	"inhalt": true, "inhaltsverzeichnis": true, "sommaire": true, "table des matières": true, "index": true}

// dropContentsHeads leaves out the heads of printed contents, which head nothing once
// these are gone.
func (f *flow) dropContentsHeads() {
	for i := len(f.contentsAt) - 1; i >= 0; i-- {
		at := f.contentsAt[i]
		if at == 0 || at > len(f.entries) {
			continue
		}
		text, place := headText(f.entries[at-1].Block)
		if !contentsWords[strings.ToLower(strings.Trim(text, " :."))] {
			continue
		}
		f.r.contentsLeftOut(place, text)
		f.entries = append(f.entries[:at-1], f.entries[at:]...)
	}
}

// headText is the text of a heading or a paragraph.
func headText(b ast.Block) (text string, place int) {
	switch b := b.(type) {
	case *ast.Section:
		return ast.PlainText(b.Title), b.Src.Line
	case *ast.Paragraph:
		return ast.PlainText(b.Inlines), b.Src.Line
	}
	return "", 0
}

// byLook finds headings where no style names one.
func (f *flow) byLook(entries []office.Entry) []office.Entry { return entries }
