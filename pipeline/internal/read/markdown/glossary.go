package markdown

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// directTerms makes the list of definitions of a glossary (Sphinx, "Glossary"): terms at
// the margin, each on a line, and what they mean indented below. One that is written as
// Markdown's own list of definitions is that.
func (r *reader) directTerms(d *directive) []ast.Block {
	lines := strings.SplitAfter(d.text, "\n")
	if d.body != nil || !sphinxTerms(lines) {
		blocks := append(paragraphOf(d.at, r.argument(d)), r.nested(d)...)
		if !defined(blocks) {
			r.losses.Add("glossary", diag.Diagnostic{Code: CodeLost, Pos: d.at.Src, Rule: "markdown", Hint: "write each term on a line and :   with its meaning below",
				Message: "a glossary is not read as terms with their meanings, its text stays as it is"})
		}
		return blocks
	}
	r.await(d.label(), d.at.Src)
	list := &ast.DefList{At: d.at}
	for i := 0; i < len(lines); {
		var n int
		if strings.TrimSpace(lines[i]) == "" {
			i++
			continue
		}
		it := &ast.DefItem{At: d.at}
		it.Src.Line, it.Src.Col = d.line+i, d.left+1
		for ; i < len(lines) && indent(lines[i]) == 0 && strings.TrimSpace(lines[i]) != ""; i++ {
			if len(it.Term) > 0 {
				it.Term = append(it.Term, &ast.LineBreak{})
			}
			it.Term = append(it.Term, r.textInlines(strings.TrimSpace(lines[i]), -1)...)
		}
		def := &directive{at: it.At, line: d.line + i, left: d.left + indent(lines[min(i, len(lines)-1)])}
		def.text, n = indented(lines[i:])
		if i += n; len(it.Term) == 0 {
			return r.nested(d)
		}
		it.Defs = [][]ast.Block{r.nested(def)}
		list.Items = append(list.Items, it)
	}
	return []ast.Block{list}
}

// sphinxTerms reports whether lines are terms and, below each run of them, indented text.
func sphinxTerms(lines []string) bool {
	term, below := false, false
	for _, l := range lines {
		switch {
		case strings.TrimSpace(l) == "":
			if term && !below {
				return false
			}
		case indent(l) == 0 && (l[0] == ':' || l[0] == '~'):
			return false
		case indent(l) == 0:
			term, below = true, false
		case !term:
			return false
		default:
			below = true
		}
	}
	return below
}

// indented is the text of the indented lines with which lines begin, without the indent of
// the first, and how many they are.
func indented(lines []string) (string, int) {
	var b strings.Builder
	n, by := 0, 0
	for ; n < len(lines); n++ {
		l := lines[n]
		if strings.TrimSpace(l) == "" {
			b.WriteString("\n")
			continue
		}
		if indent(l) == 0 {
			break
		}
		if by == 0 {
			by = indent(l)
		}
		b.WriteString(l[min(indent(l), by):])
	}
	return b.String(), n
}

// defined reports whether blocks hold a list of definitions or of anything.
func defined(blocks []ast.Block) bool {
	for _, b := range blocks {
		switch b.(type) {
		case *ast.DefList, *ast.List, *ast.Table:
			return true
		}
	}
	return len(blocks) == 0
}
