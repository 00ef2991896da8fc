package markup

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// typedSigns are the bullets that authors type before lines. A long dash opens speech as
// well, and boxes are to be ticked.
const typedSigns = "•·∙●○◦▪■‣➢-–\uf0b7\uf0a7\uf0d8\uf02d"

// typedLists makes lists of the runs of paragraphs, and of lines at the end of one, that
// begin with the same bullet: two at least, because one may stand for a dash.
func (r *reader) typedLists(row []ast.Block) []ast.Block {
	out := make([]ast.Block, 0, len(row))
	for i := 0; i < len(row); {
		end := i
		for sign := typedSign(paragraphRun(row[i])); end < len(row) && sign != "" && typedSign(paragraphRun(row[end])) == sign; {
			end++
		}
		if end < i+minTyped {
			out = append(out, r.typedLines(row[i])...)
			i++
			continue
		}
		items := make([]*ast.ListItem, 0, end-i)
		for _, b := range row[i:end] {
			p := b.(*ast.Paragraph)
			sign, rest := splitTyped(p.Inlines)
			p.Inlines = rest
			items = append(items, &ast.ListItem{At: p.At, Marker: sign, Blocks: []ast.Block{p}})
		}
		out = append(out, r.typedList(items))
		i = end
	}
	return out
}

// minTyped is how many items make a list.
const minTyped = 2

func (r *reader) typedList(items []*ast.ListItem) *ast.List {
	r.log.Add(diag.Diagnostic{Code: CodeList, Pos: items[0].Src, Rule: "html", Confidence: 0.85,
		Message: fmt.Sprintf("a list was recognised by the signs typed before its %d items, %q", len(items), items[0].Marker)})
	return &ast.List{At: items[0].At, Items: items}
}

// typedLines parts the lines at the end of a paragraph that begin with the same bullet
// from what stands before them.
func (r *reader) typedLines(b ast.Block) []ast.Block {
	lines := brokenLinesOf(paragraphRun(b))
	from := len(lines)
	for from > 0 && typedSign(lines[from-1]) != "" && typedSign(lines[from-1]) == typedSign(lines[len(lines)-1]) {
		from--
	}
	if len(lines)-from < minTyped {
		return []ast.Block{b}
	}
	p := b.(*ast.Paragraph)
	var items []*ast.ListItem
	for _, line := range lines[from:] {
		sign, rest := splitTyped(line)
		at := ast.At{Src: line[0].Pos()}
		items = append(items, &ast.ListItem{At: at, Marker: sign, Blocks: []ast.Block{&ast.Paragraph{At: at, Inlines: rest}}})
	}
	list := r.typedList(items)
	if from == 0 {
		return []ast.Block{list}
	}
	p.Inlines = joinLines(lines[:from])
	return []ast.Block{p, list}
}

// brokenLinesOf are the lines of a run; nil where it has no line break.
func brokenLinesOf(list []ast.Inline) [][]ast.Inline {
	var lines [][]ast.Inline
	start := 0
	for i, in := range list {
		if _, ok := in.(*ast.LineBreak); ok {
			lines, start = append(lines, list[start:i]), i+1
		}
	}
	if start == 0 {
		return nil
	}
	return append(lines, list[start:])
}

// joinLines is the run of lines with breaks between them.
func joinLines(lines [][]ast.Inline) []ast.Inline {
	var out []ast.Inline
	for _, line := range lines {
		if len(out) > 0 && len(line) > 0 {
			out = append(out, &ast.LineBreak{At: ast.At{Src: line[0].Pos()}})
		}
		out = append(out, line...)
	}
	return out
}

// paragraphRun is the run of a paragraph; nil for other blocks.
func paragraphRun(b ast.Block) []ast.Inline {
	if p, ok := b.(*ast.Paragraph); ok {
		return p.Inlines
	}
	return nil
}

// typedSign is the bullet with which a run begins, before a space and words; "" for none.
func typedSign(list []ast.Inline) string {
	if len(list) == 0 {
		return ""
	}
	t, ok := list[0].(*ast.Text)
	if !ok {
		return ""
	}
	value := strings.TrimLeftFunc(t.Value, unicode.IsSpace)
	sign, size := utf8.DecodeRuneInString(value)
	rest := value[size:]
	if size == 0 || !strings.ContainsRune(typedSigns, sign) || strings.TrimLeftFunc(rest, unicode.IsSpace) == rest || strings.TrimSpace(rest) == "" && len(list) == 1 {
		return ""
	}
	return string(sign)
}

// splitTyped takes the bullet from a run that has one.
func splitTyped(list []ast.Inline) (sign string, rest []ast.Inline) {
	sign = typedSign(list)
	t := *list[0].(*ast.Text)
	value := strings.TrimLeftFunc(t.Value, unicode.IsSpace)
	if t.Value = strings.TrimLeftFunc(value[len(sign):], unicode.IsSpace); t.Value == "" {
		return sign, list[1:]
	}
	return sign, append([]ast.Inline{&t}, list[1:]...)
}
