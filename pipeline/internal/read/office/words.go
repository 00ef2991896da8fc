package office

import (
	"strings"
	"unicode"
	"unicode/utf8"

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

// longTitle is how many words a title has at most that ends as a sentence does.
const longTitle = 12

// IsRunning reports whether a text is a sentence, or a part of one.
func IsRunning(text string) bool {
	text = strings.TrimRight(text, " )”\"’'\u00a0")
	last, _ := utf8.DecodeLastRuneInString(text)
	return len(strings.Fields(text)) > longTitle && strings.ContainsRune(".;:–—", last)
}

// HasWords reports whether a text has a letter or a digit: signs between bold words may
// have lost their weight.
func HasWords(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// StandsOut reports whether a piece is bold, or underlined as typewriters did for want of
// that.
func (p *Piece) StandsOut() bool { return p.Bold || p.Underline }

// Unmarked takes off the emphasis and underlining that a heading has as a whole.
func Unmarked(list []ast.Inline) []ast.Inline {
	return ast.Whole(list, func(in ast.Inline) bool {
		m, mark := in.(*ast.Mark)
		return ast.IsEmphasis(in) || mark && m.Kind == ast.Underlined
	})
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

// Loosen has the paragraphs of a document looked at for headings: their look tells, and
// their numbers and labels. Where styles make headings of others, the document is headed.
func Loosen(doc *ast.Document, headings int, looks map[*ast.Paragraph]ast.Look) {
	doc.Headed = headings > 0
	doc.Loose = map[*ast.Paragraph]ast.Look{}
	loosen(doc.Loose, doc.Blocks, looks)
}

// loosen adds the paragraphs of sections, and not those of lists, cells or boxes.
func loosen(loose map[*ast.Paragraph]ast.Look, blocks []ast.Block, looks map[*ast.Paragraph]ast.Look) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *ast.Paragraph:
			loose[b] = looks[b]
		case *ast.Section:
			loosen(loose, b.Blocks, looks)
		}
	}
}
