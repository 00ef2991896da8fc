package understand

import (
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
)

// tableWords and figureWords begin the captions of tables and figures before a
// number, in the languages that we know.
var (
	tableWords  = []string{"tabel ", "table ", "tabelle ", "tableau "}
	figureWords = []string{"figuur ", "grafiek ", "kaart ", "afbeelding ", "figure ", "chart ", "abbildung ", "schaubild ", "graphique ", "carte ",
		"fig. ", "fig ", "fig.", "abb. ", "afb. "}
)

// isTableCaption reports whether text is the caption of a table: "Tabel 7 Uitgaven".
func isTableCaption(text string) bool { return startsNumbered(text, tableWords) }

// isCaption reports whether text is the caption of a table or a figure. A caption
// heads no part of the text.
func isCaption(text string) bool { return isTableCaption(text) || startsNumbered(text, figureWords) }

// startsNumbered reports whether a text of a caption's length begins with one of
// the words, each with a space behind, and a number: "Tabel 7", "Figuur B.2".
func startsNumbered(text string, words []string) bool {
	for _, w := range words {
		if len(text) > len(w) && (text[0]|0x20 == w[0]|0x20 || w[0] >= utf8.RuneSelf) && strings.EqualFold(text[:len(w)], w) {
			return runes(text) <= 2*headingRunes && (isDigits(text[len(w):len(w)+1]) || startsPartFigure(text[len(w):]))
		}
	}
	return false
}

// startsPartFigure reports whether text begins with the letter of a part and a
// number in it: "B.2", "A1".
func startsPartFigure(text string) bool {
	_, size := utf8.DecodeRuneInString(text)
	rest := strings.TrimPrefix(text[size:], ".")
	return size == 1 && text[0] >= 'A' && text[0] <= 'Z' && rest != "" && isDigits(rest[:1])
}

// credits begin the line under a figure or table that says where it is from, in
// the languages that we know.
var credits = []string{"bron:", "bronnen:", "source:", "sources:", "source :", "sources :", "quelle:", "quellen:"}

// isCredit reports whether text says where a figure or table is from.
func isCredit(text string) bool {
	for _, c := range credits {
		if len(text) > len(c) && strings.EqualFold(text[:len(c)], c) {
			return true
		}
	}
	return false
}

// captioned gives tables the captions that stand right above them. A table that was
// read from the lines is copied, since the rules may be asked about it again.
func captioned(blocks []*block) []*block {
	var out []*block
	for i, b := range blocks {
		if i+1 < len(blocks) && b.role == roleText && b.bullet == "" && isTableCaption(b.text) {
			if t, ok := blocks[i+1].node.(*ast.Table); ok && len(t.Caption) == 0 {
				with := *t
				with.Caption, with.Src = b.from(0).rest(), b.pos()
				blocks[i+1].node = &with
				continue
			}
		}
		out = append(out, b)
	}
	return out
}
