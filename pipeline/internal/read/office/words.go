package office

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// LongHeading is a length in bytes that headings do not reach unless they are text to
// which the level of one slipped.
const LongHeading = 250

// IsSentence reports whether a run is too long for a heading and ends in a stop.
func IsSentence(list []ast.Inline) bool {
	text := strings.TrimRight(ast.PlainText(list), " )”\"")
	return len(text) > LongHeading && strings.HasSuffix(text, ".")
}

// Unmarked takes off the emphasis that a heading has as a whole.
func Unmarked(list []ast.Inline) []ast.Inline {
	for len(list) == 1 {
		switch n := list[0].(type) {
		case *ast.Strong:
			list = n.Inlines
		case *ast.Emph:
			list = n.Inlines
		case *ast.Mark:
			if n.Kind != ast.Underlined {
				return list
			}
			list = n.Inlines
		default:
			return list
		}
	}
	return list
}

// sequences are the names by which captions are numbered, as Word has them in
// English, Dutch, German and French, in small letters.
var sequences = map[string]string{
	"table": "table", "tabel": "table", "tabelle": "table", "tableau": "table", "tab": "table", "tab.": "table",
	"figure": "figure", "figuur": "figure", "abbildung": "figure", "abb": "figure", "afbeelding": "figure", "fig": "figure",
	"illustration": "figure", "grafiek": "figure", "graph": "figure", "diagramm": "figure", "foto": "figure", "image": "figure", "kaart": "figure",
}

// CaptionKind tells of what a caption is, by its sequence or its first word.
func CaptionKind(sequence, text string) string {
	if kind := sequences[strings.ToLower(sequence)]; kind != "" {
		return kind
	}
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	return sequences[strings.ToLower(strings.TrimRight(word, ".:"))]
}

// StartsWithSequence reports whether a paragraph begins with the word that its
// sequence has for its name.
func StartsWithSequence(list []ast.Inline, sequence string) bool {
	text := strings.ToLower(ast.PlainText(list))
	return CaptionKind(sequence, "") != "" && (strings.HasPrefix(text, strings.ToLower(sequence)) || CaptionKind("", text) != "")
}
