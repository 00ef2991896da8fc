package markup

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

const (
	// fewestStrong is how many lines in bold head the text of a part at least, where its
	// page has headings elsewhere.
	fewestStrong = 3
	// longestStrong is how many words such a line has at most.
	longestStrong = 10
)

// strongHeads makes headings of paragraphs in bold as a whole, in the parts of a row
// between its headings: where there are several, all are short, end in no stop and stand
// over running text each. Whoever writes in the field of a site has bold and no headings.
func (r *reader) strongHeads(row []ast.Block) []ast.Block {
	if r.headless {
		return row // which are asked of understand, with all else that stands out
	}
	level, from := 0, 0
	for i := 0; i <= len(row); i++ {
		var s *ast.Section
		if i < len(row) {
			s, _ = row[i].(*ast.Section)
		}
		if i < len(row) && s == nil {
			continue
		}
		r.headPart(row[from:i], min(level+1, deepest))
		if s != nil {
			level, from = s.Level, i+1
		}
	}
	return row
}

// headPart makes headings of one level of the strong lines of a part, in their places.
func (r *reader) headPart(part []ast.Block, level int) {
	var at []int
	for i, b := range part {
		p, ok := b.(*ast.Paragraph)
		if !ok || !r.strongLines[p] {
			continue
		}
		if !ast.PlainOnly(unstrong(p.Inlines)) || !headLine(ast.PlainText(p.Inlines)) || i+1 == len(part) || !runningText(part[i+1]) {
			return
		}
		at = append(at, i)
	}
	if len(at) < fewestStrong {
		return
	}
	for _, i := range at {
		p := part[i].(*ast.Paragraph)
		s := &ast.Section{At: p.At, Level: level}
		s.Number, s.Sep, s.Title = ast.SplitTitle(ast.AnchorsLast(trimEnd(unstrong(p.Inlines))))
		part[i] = s
	}
	r.log.Add(diag.Diagnostic{Code: CodeHeading, Pos: part[at[0]].Pos(), Rule: "html", Confidence: 0.8,
		Message: "lines in bold over running text are headings: this and those like it in the same part"})
}

// headLine reports whether a line has the length of a heading and ends as one does.
func headLine(text string) bool {
	text = strings.TrimSpace(text)
	words := strings.Fields(text)
	return len(words) > 0 && len(words) <= longestStrong && !strings.HasSuffix(text, ".") && !strings.ContainsRune(",;:", rune(text[len(text)-1])) &&
		strings.ContainsFunc(text, unicode.IsLetter)
}

// runningText reports whether a block is what a heading stands over: text that is not in
// bold as a whole, or a list.
func runningText(b ast.Block) bool {
	switch b := b.(type) {
	case *ast.Paragraph:
		return !isStrong(b)
	case *ast.List:
		return true
	}
	return false
}
