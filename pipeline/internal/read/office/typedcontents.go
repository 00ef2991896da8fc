package office

import (
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
)

// contentsWords are headings of printed contents.
var contentsWords = map[string]bool{"inhoud": true, "inhoudsopgave": true, "inhoudstafel": true, "contents": true, "table of contents": true,
	"inhalt": true, "inhaltsverzeichnis": true, "sommaire": true, "table des matières": true, "index": true,
	"sommario": true, "indice": true, "índice": true, "sumário": true, "innehåll": true, "indhold": true, "innhold": true,
	"list of figures": true, "list of tables": true, "lijst van figuren": true, "lijst van tabellen": true, "lijst van afbeeldingen": true,
	"abbildungsverzeichnis": true, "tabellenverzeichnis": true, "liste des figures": true, "liste des tableaux": true, "table des illustrations": true}

// ContentsHead reports whether a text is a heading of printed contents, be its letters
// spaced out or signs around them: "- S O M M A I R E -".
func ContentsHead(text string) bool {
	text = strings.ToLower(strings.Trim(text, " :.-–—_*"))
	if contentsWords[text] {
		return true
	}
	letters := strings.Fields(text)
	for _, l := range letters {
		if utf8.RuneCountInString(l) > 1 {
			return false
		}
	}
	return contentsWords[strings.Join(letters, "")]
}

// The fewest entries of typed contents, the most bytes of one, and how many headings of
// contents are looked behind.
const (
	maxContents  = 3
	leastEntries = 4
	longestEntry = 300
)

// WithoutTypedContents leaves out contents that stand as text in a row of blocks: what is
// between a heading of contents and the heading that says the first entry again, where it
// heads and says nothing of its own, and half of it at least are headings below.
func (r *Report) WithoutTypedContents(row []ast.Block, anchors *Anchors) []ast.Block {
	tries := 0
	for at, b := range row {
		head := entriesOf(b)
		if len(head) != 1 || !ContentsHead(head[0]) {
			continue
		}
		if tries++; tries > maxContents {
			break
		}
		if end, entries := typedContents(row, at+1); end > 0 {
			for _, gone := range row[at:end] {
				anchors.Move(gone, row[end])
			}
			r.Drop(b.Pos().Line, CodeContents, 0.85, strings.Join(append(head, entries...), "\n"), "the contents that were typed here were left out: they say the headings that stand below them")
			return append(row[:at:at], row[end:]...)
		}
	}
	return row
}

// typedContents is where contents end whose first entry stands at from, with their entries;
// 0 where there are none.
func typedContents(row []ast.Block, from int) (end int, entries []string) {
	headings := map[string]int{} // where each is said last
	for i, b := range row {
		if s, ok := b.(*ast.Section); ok {
			headings[entryWords(s.Heading())] = i
		}
	}
	for end = from; end < len(row); end++ {
		list := entriesOf(row[end])
		if len(list) == 0 {
			return 0, nil
		}
		if s, ok := row[end].(*ast.Section); ok && len(entries) > 0 && entryWords(s.Heading()) == entryWords(entries[0]) {
			break
		}
		entries = append(entries, list...)
	}
	again := 0
	for _, e := range entries {
		said := entryWords(e)
		if headings[said] >= end || headings[strings.TrimRight(said, " 0123456789")] >= end { // with the page behind it
			again++
		}
	}
	if end == len(row) || len(entries) < leastEntries || 2*again < len(entries) {
		return 0, nil
	}
	return end, entries
}

// entryWords are the words of an entry or a heading, to be compared.
func entryWords(s string) string { return strings.Join(words(s), " ") }

// entriesOf are the texts that a block would be in contents: a heading, a short paragraph, the
// items of a list. None is a sentence or holds a picture or a call.
func entriesOf(b ast.Block) []string {
	var out []string
	switch b := b.(type) {
	case *ast.Section:
		out = runEntry(b.Title, b.Heading())
	case *ast.Paragraph:
		out = runEntry(b.Inlines, ast.PlainText(b.Inlines))
	case *ast.List:
		for _, it := range b.Items {
			if len(it.Blocks) != 1 {
				return nil
			}
			inner := entriesOf(it.Blocks[0])
			if inner == nil {
				return nil
			}
			out = append(out, inner...)
		}
	}
	return out
}

func runEntry(list []ast.Inline, text string) []string {
	text = strings.TrimSpace(text)
	marks := false
	ast.WalkInlines(list, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.NoteRef, *ast.Image:
			marks = true
		}
		return true
	})
	if marks || text == "" || len(text) > longestEntry || IsSentence(list) {
		return nil
	}
	return []string{text}
}
