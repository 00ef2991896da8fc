package epub

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
)

// form is what becomes of a table on a screen that is too narrow for its columns.
// Reading systems that know no container queries (CSS Conditional 5) narrow the
// columns, and may divide words anywhere.
type form struct {
	kind formKind
	// width is what the columns ask for, in em of the running text.
	width int
}

type formKind string

const (
	// folded is one cell below another: the row's head, then each label with its
	// value. The labels are drawn by the sheet, which tells assistive technology
	// nothing, as the cells have their headers; roles keep the table a table.
	folded formKind = "fold"
	// headed is folded with its head shown above the rows, where that holds more than
	// words: a keyboard reaches the calls and links in it.
	headed formKind = "fold-headed"
	// scrolled is a box of its own, which a keyboard reaches too.
	scrolled formKind = "scroll"
)

func (k formKind) folds() bool { return k == folded || k == headed }

func (f form) class() string { return fmt.Sprintf("%s-%d", f.kind, f.width) }

// What columns ask for, in em of the running text, at the size of type in tables.
const (
	tableSize   = 0.86
	digitWidth  = 0.48 // of the type: a character on average
	cellPadding = 1    // left and right
	leastColumn = 8    // characters, where the longest text has them
	mostColumn  = 18   // a longer word is divided
	// narrowest is a screen of 320 pixels with text at 200 %: what asks for less
	// fits everywhere.
	narrowest = 9
	step      = 4 // so that tables share their rules
	// mostLines of text are on a small screen with large type: 320 by 480 pixels at
	// 200 %. A reading system that shows a book by pages does not divide a box that
	// scrolls, and cuts off what is beyond the page (CSS Fragmentation 3, 4.1).
	mostLines = 10
)

// formOf tells which form a table needs; the zero form is none. Among pages one that is
// long is folded in any case.
func formOf(t *ast.Table, grid *resolve.Grid, paged bool) form {
	width := tableWidth(t, grid)
	if width <= narrowest {
		return form{}
	}
	f := form{scrolled, int(math.Ceil(width/step)) * step}
	switch plain := !slices.ContainsFunc(t.Head, func(r *ast.Row) bool { return !isPlain(r) }); {
	case plain && grid.Headed && isFoldable(t) || plain && paged && isLong(t):
		f.kind = folded
	case paged && isLong(t):
		f.kind = headed
	}
	return f
}

// isFoldable reports whether the cells can stand one below another without loss: what
// reaches over rows is words that the next rows can repeat, as the labels repeat the
// heads, and roles may say that it is a table.
func isFoldable(t *ast.Table) bool {
	for _, r := range t.Body {
		for _, c := range r.Cells {
			if c.RowSpan > 1 && !isPlain(c) {
				return false
			}
		}
	}
	return mayHaveRole(t)
}

// mayHaveRole reports whether an element may say that it is the table: it then has
// nothing in its caption that a keyboard reaches (WAI-ARIA 1.2, table: required owned
// elements).
func mayHaveRole(t *ast.Table) bool {
	return !slices.ContainsFunc(t.Caption, func(n ast.Inline) bool { return !isPlain(n) })
}

// isLong reports whether a table has more lines than a small screen.
func isLong(t *ast.Table) bool {
	lines := 0
	for _, r := range t.Body {
		most := 1
		for _, c := range r.Cells {
			most = max(most, 1+utf8.RuneCountInString(cellText(c))/mostColumn, len(c.Blocks))
		}
		lines += most
	}
	return lines > mostLines
}

// isPlain reports whether a node is but words.
func isPlain(n ast.Node) bool {
	plain := true
	ast.Walk(n, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.NoteRef, *ast.Image, *ast.Link, *ast.Citation, *ast.List, *ast.Figure:
			plain = false
		}
		return plain
	})
	return plain
}

// tableWidth adds up what the columns ask for by their longest words.
func tableWidth(t *ast.Table, grid *resolve.Grid) float64 {
	longest := make([]int, len(t.Cols))
	look := func(rows []*ast.Row, places [][]resolve.Place) {
		for i, r := range rows {
			for j, c := range r.Cells {
				if col := places[i][j].Col; c.ColSpan <= 1 && col < len(longest) {
					longest[col] = max(longest[col], asked(cellText(c)))
				}
			}
		}
	}
	look(t.Head, grid.Head)
	look(t.Body, grid.Body)
	sum := 0.0
	for _, n := range longest {
		sum += float64(n)*digitWidth + cellPadding
	}
	return sum * tableSize
}

// asked is the width in characters that a text asks for.
func asked(s string) int {
	n := min(utf8.RuneCountInString(s), leastColumn)
	for _, word := range strings.Fields(s) {
		n = max(n, min(wordWidth(word), mostColumn))
	}
	return n
}

// wordWidth is that of a word in characters; two capitals are as wide as three others.
func wordWidth(word string) int {
	n, capitals := 0, 0
	for _, r := range word {
		n++
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return n + capitals/2
}

func cellText(c *ast.Cell) string {
	var parts []string
	for _, b := range c.Blocks {
		ast.Walk(b, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Paragraph:
				parts = append(parts, ast.PlainText(n.Inlines))
			case *ast.CodeBlock:
				parts = append(parts, n.Text)
			}
			return true
		})
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// labels are the words of the heads over each column of a table, from the top.
func labels(t *ast.Table, grid *resolve.Grid) []string {
	over := make([][]string, len(t.Cols))
	for i, r := range t.Head {
		for j, c := range r.Cells {
			from, word := grid.Head[i][j].Col, cellText(c)
			for col := from; col < min(from+max(c.ColSpan, 1), len(over)); col++ {
				if word != "" {
					over[col] = append(over[col], word)
				}
			}
		}
	}
	out := make([]string, len(over))
	for col, words := range over {
		out[col] = strings.Join(words, ", ")
	}
	return out
}

// label is that of a cell: of the columns that it reaches over.
func label(labels []string, c *ast.Cell, p *resolve.Place) string {
	to := min(p.Col+max(c.ColSpan, 1), len(labels))
	if p.Col >= to {
		return ""
	}
	return strings.Join(slices.Compact(slices.DeleteFunc(slices.Clone(labels[p.Col:to]), func(s string) bool { return s == "" })), "; ")
}

// How many characters of code, and signs of a formula, a line holds on every screen,
// also in a list: they are wider than others.
const (
	codeFits    = 12
	formulaFits = 10
)

// scrolls reports whether code is scrolled sideways: it has a line that a narrow screen
// does not hold, and among pages no more lines than a small one.
func scrolls(code string, paged bool) bool {
	if paged && strings.Count(code, "\n") > mostLines {
		return false
	}
	for line := range strings.Lines(code) {
		if utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > codeFits {
			return true
		}
	}
	return false
}

// formRules are the rules for the forms that a book's tables have.
func formRules(used map[form]bool) string {
	var b strings.Builder
	list := slices.SortedFunc(maps.Keys(used), func(a, b form) int { return strings.Compare(a.class(), b.class()) })
	for _, f := range list {
		rules := map[formKind]string{folded: foldRules + hiddenHead + "}\n", headed: foldRules + shownHead + "}\n", scrolled: scrollRules}[f.kind]
		b.WriteString(strings.NewReplacer("NAME", "."+f.class(), "WIDTH", strconv.Itoa(f.width)+"em").Replace(rules))
	}
	return b.String()
}

const scrollRules = `@media (overflow-inline: scroll) {
	NAME { overflow-x: auto; }
	NAME > table { min-width: WIDTH; }
}
`

// foldRules name each part from the table down, so that they hold over a sheet's
// and not in a table within a cell.
const foldRules = `NAME { container-type: inline-size; position: relative; }
@container (max-width: WIDTH) {
	NAME > table, NAME > table > caption, NAME > table > tbody, NAME > table > tfoot { display: block; }
	NAME > table > tbody > tr, NAME > table > tfoot > tr { display: block; padding: 0.5em 0; }
	NAME > table > tbody > tr > *, NAME > table > tfoot > tr > * { display: block; padding: 0.1em 0; text-align: start; }
	NAME > table > tbody > tr > td[data-label]::before, NAME > table > tfoot > tr > td[data-label]::before { content: attr(data-label) ": "; content: attr(data-label) ": " / ""; font-weight: 600; }
	NAME > table > tbody > tr[data-span]::before { content: attr(data-span); content: attr(data-span) / ""; font-weight: 600; }
`

const hiddenHead = `	NAME > table > thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`

const shownHead = `	NAME > table > thead, NAME > table > thead > tr { display: block; }
	NAME > table > thead > tr > * { display: inline-block; margin-inline-end: 1em; }
`
