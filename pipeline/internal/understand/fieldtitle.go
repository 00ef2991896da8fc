package understand

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/lexicon"
)

// fieldBlocks is among how many blocks a form that a paper begins with gives its title.
const fieldBlocks = 3

// takeField takes the title that a field of the form gives which a paper begins with:
// "Title: A Plan" in a cell. It stays in its cell.
func (s *state) takeField() bool {
	for _, b := range s.blocks[:min(len(s.blocks), fieldBlocks)] {
		if b.node == nil {
			continue
		}
		if title, pos := fieldIn(b.node); title != "" {
			s.giveTitle(title, pos, "the field of a form that gives the title", 0.90)
			return true
		}
	}
	return false
}

// fieldIn is the title that a cell of a table gives behind its label, and where; also of
// one that stays as it is drawn.
func fieldIn(table ast.Block) (title string, pos diag.Pos) {
	ast.Walk(table, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Paragraph:
			if title == "" {
				title, pos = behindTitle(ast.PlainText(n.Inlines)), n.Pos()
			}
		case *ast.CodeBlock:
			title, pos = drawnField(n.Text), n.Pos()
		}
		return title == ""
	})
	return title, pos
}

// drawnField is the title in the first line of text in a drawn table, which no line of
// its cell goes on with.
func drawnField(table string) string {
	lines := strings.SplitN(table, "\n", 4)
	if len(lines) < 3 || firstCell(lines[2]) != "" {
		return ""
	}
	return behindTitle(firstCell(lines[1]))
}

// firstCell is the text of the first cell in a line of a drawn table.
func firstCell(line string) string {
	cell, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
	return strings.TrimSpace(cell)
}

// behindTitle is what stands in text behind the word for a title and its colon.
func behindTitle(text string) string {
	label, value, ok := strings.Cut(text, ":")
	if value = strings.TrimSpace(value); !ok || !lexicon.Is(strings.TrimSpace(label), lexicon.Title) || words(value) > maxTitleWords || !isName(value) {
		return ""
	}
	return value
}

// fieldLines is how many lines a title has at most, on the cover and in its field.
const fieldLines = 4

// claimField claims the lines of the cover that the field of the title says again, word by
// word, in the table of particulars below them. That table may give a subject too, which is
// what the title is about.
func (h *letterhead) claimField() bool {
	for i := 1; i < min(len(h.lines), coverLines); i++ {
		class, n := lexicon.Begins(h.lines[i].text)
		if h.isProse(i) {
			break // another paper's may stand below
		}
		if class&lexicon.Title == 0 {
			continue
		}
		value := strings.TrimLeft(h.lines[i].text[n:], ": ")
		for k := i + 1; k <= i+fieldLines && k <= len(h.lines); k++ {
			if from, to := h.linesSaying(headKey(value), i); from < to {
				c := &claim{title: true, rule: "the lines of the cover that the field of the title says again", confidence: 0.95}
				for _, l := range h.lines[from:to] {
					l.claim = c
				}
				return true
			}
			if k < len(h.lines) {
				value += " " + h.lines[k].text
			}
		}
	}
	return false
}

// linesSaying are the lines above line end whose words have a key, none of them in a table
// or parted by a gap.
func (h *letterhead) linesSaying(key string, end int) (from, to int) {
	if len(key) < leastKey {
		return 0, 0
	}
	for i := range h.lines[:end] {
		said := ""
		for k := i; k < min(end, i+fieldLines) && h.lines[k].block == nil && (k == i || h.lines[k].blank == 0); k++ {
			if said += headKey(h.lines[k].text); said == key {
				return i, k + 1
			}
		}
	}
	return 0, 0
}
