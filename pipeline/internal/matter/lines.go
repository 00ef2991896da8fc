package matter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
)

// LineClass is the class of a paragraph that is a line of a block of them, such as an
// address, the head of a letter or a signature.
const LineClass = "line"

// longestLine is how many characters such a line has at most: what stands on one line of
// an A4 page of the house.
const longestLine = 70

// shortestSentence is how many characters a paragraph has at least that its stop makes a
// sentence: t.a.v. and N.N. are none.
const shortestSentence = 8

// markLines gives paragraphs that are lines their class, where two and more follow each
// other: one alone may as well be a sentence without its stop.
func markLines(blocks []ast.Block) {
	for from := 0; from < len(blocks); {
		if s, ok := blocks[from].(*ast.Section); ok {
			markLines(s.Blocks)
		}
		to := from
		for to < len(blocks) && isLine(blocks[to]) {
			to++
		}
		if to-from > 1 {
			for _, b := range blocks[from:to] {
				b.(*ast.Paragraph).Class = LineClass
			}
		}
		from = max(to, from+1)
	}
}

// isLine reports whether a block is a short paragraph, or one of short lines, that neither
// ends as a sentence does nor has a look of its own, as one that begins in bold: of several
// lines the first may be the label of the others.
func isLine(b ast.Block) bool {
	p, ok := b.(*ast.Paragraph)
	if !ok || p.Class != "" || len(p.Inlines) == 0 {
		return false
	}
	lines := ast.PlainLines(p.Inlines)
	if _, bold := p.Inlines[0].(*ast.Strong); bold && len(lines) == 1 || ast.LoneFormula(p.Inlines) != nil {
		return false
	}
	for _, text := range lines {
		if utf8.RuneCountInString(strings.TrimSpace(text)) > longestLine {
			return false
		}
	}
	text := strings.TrimSpace(lines[len(lines)-1])
	last, _ := utf8.DecodeLastRuneInString(text)
	return (utf8.RuneCountInString(text) < shortestSentence || !strings.ContainsRune(".!?;…", last)) &&
		strings.ContainsFunc(strings.Join(lines, ""), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// letterSigns is how many characters a letter has at most: some three pages.
const letterSigns = 10_000

// isLetter reports whether a document is a short one that begins with a block of lines, as
// letters, decisions and answers to questions do. Their readers need no contents.
func isLetter(blocks []ast.Block) bool {
	if len(blocks) == 0 {
		return false
	}
	p, ok := blocks[0].(*ast.Paragraph)
	if !ok || p.Class != LineClass {
		return false
	}
	signs := 0
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		if t, ok := n.(*ast.Text); ok {
			signs += len(t.Value)
		}
		return signs <= letterSigns
	})
	return signs <= letterSigns
}
