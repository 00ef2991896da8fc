// Package typed finds lists that authors typed: paragraphs, and lines of one, with signs or
// letters before them that no program put there.
package typed

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
)

// signs are the bullets that authors type before lines. A long dash opens speech as
// well, and boxes are to be ticked.
const signs = "•·∙●○◦▪■‣➢-–\uf0b7\uf0a7\uf0d8\uf02d"

// minItems is how many items make a list: one sign may stand for a dash, and one letter for
// anything.
const minItems = 2

// Lists makes lists of the runs of paragraphs, and of lines at the end of one, that begin
// with the same bullet, or with letters or numbers that count from the first: "a)", "b)". It
// tells say of each.
func Lists(row []ast.Block, say func(*ast.List)) []ast.Block {
	out := make([]ast.Block, 0, len(row))
	for i := 0; i < len(row); {
		end := runEnd(row, i)
		if end < i+minItems {
			out = append(out, lastLines(row[i], say)...)
			i++
			continue
		}
		items := make([]*ast.ListItem, 0, end-i)
		for _, b := range row[i:end] {
			p := b.(*ast.Paragraph)
			marker, rest := split(p.Inlines)
			p.Inlines = rest
			items = append(items, &ast.ListItem{At: p.At, Marker: marker, Blocks: []ast.Block{p}})
		}
		out = append(out, listOf(items, say))
		i = end
	}
	return out
}

// runEnd is where the run ends of paragraphs from i that are items of one list.
func runEnd(row []ast.Block, i int) int {
	first, end := sign(paragraphRun(row[i])), i
	if first == "" || strings.Contains(signs, first) {
		for ; end < len(row) && first != "" && sign(paragraphRun(row[end])) == first; end++ {
		}
		return end
	}
	var markers []string
	for ; end < len(row); end++ {
		next := sign(paragraphRun(row[end]))
		if next == "" || strings.Contains(signs, next) {
			break
		}
		if n := len(markers); n > 0 {
			if _, _, _, ok := ast.ListMarkers([]string{markers[n-1], next}); !ok {
				break
			}
		}
		markers = append(markers, next)
	}
	if _, start, _, ok := ast.ListMarkers(markers); !ok || start != 1 {
		return i
	}
	return end
}

func listOf(items []*ast.ListItem, say func(*ast.List)) *ast.List {
	l := &ast.List{At: items[0].At, Items: items}
	markers := make([]string, len(items))
	for i, it := range items {
		markers[i] = it.Marker
	}
	if style, start, delim, ok := ast.ListMarkers(markers); ok {
		l.Style, l.Start, l.Delim = style, start, delim
	}
	say(l)
	return l
}

// lastLines parts the lines at the end of a paragraph that begin with the same bullet
// from what stands before them.
func lastLines(b ast.Block, say func(*ast.List)) []ast.Block {
	lines := brokenLinesOf(paragraphRun(b))
	from := len(lines)
	for from > 0 && sign(lines[from-1]) != "" && sign(lines[from-1]) == sign(lines[len(lines)-1]) {
		from--
	}
	if len(lines)-from < minItems {
		return []ast.Block{b}
	}
	p := b.(*ast.Paragraph)
	var items []*ast.ListItem
	for _, line := range lines[from:] {
		marker, rest := split(line)
		at := ast.At{Src: line[0].Pos()}
		items = append(items, &ast.ListItem{At: at, Marker: marker, Blocks: []ast.Block{&ast.Paragraph{At: at, Inlines: rest}}})
	}
	list := listOf(items, say)
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

// sign is the bullet or marker with which a run begins, before a space and words; "" for
// none.
func sign(list []ast.Inline) string {
	if len(list) == 0 {
		return ""
	}
	t, ok := list[0].(*ast.Text)
	if !ok {
		return ""
	}
	value := strings.TrimLeftFunc(t.Value, unicode.IsSpace)
	end := strings.IndexFunc(value, unicode.IsSpace)
	if end <= 0 || end > longestMarker || strings.TrimSpace(value[end:]) == "" && len(list) == 1 {
		return ""
	}
	if _, size := utf8.DecodeRuneInString(value); size == end && strings.Contains(signs, value[:end]) || counts(value[:end]) {
		return value[:end]
	}
	return ""
}

// longestMarker is how many bytes a marker has at most.
const longestMarker = 6

// counts reports whether a word is a small letter or small Roman number behind which a stop
// or bracket stands, or a figure with a bracket behind it. "1." and "(1)" stand before
// paragraphs that count through a judgment or an act as well.
func counts(word string) bool {
	core := strings.TrimPrefix(word, "(")
	letters := strings.TrimRight(core, ".)")
	switch {
	case len(core)-len(letters) != 1 || letters == "" || core != word && !strings.HasSuffix(word, ")"):
		return false
	case strings.Trim(letters, "0123456789") == "":
		return core == word && strings.HasSuffix(word, ")") && len(letters) <= 2
	}
	return len(letters) == 1 && letters >= "a" && letters <= "z" || strings.Trim(letters, "ivx") == ""
}

// split takes the marker from a run that has one.
func split(list []ast.Inline) (marker string, rest []ast.Inline) {
	marker = sign(list)
	t := *list[0].(*ast.Text)
	value := strings.TrimLeftFunc(t.Value, unicode.IsSpace)
	if t.Value = strings.TrimLeftFunc(value[len(marker):], unicode.IsSpace); t.Value == "" {
		return marker, list[1:]
	}
	return marker, append([]ast.Inline{&t}, list[1:]...)
}
