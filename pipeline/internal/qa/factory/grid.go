package factory

import (
	"strings"
	"unicode/utf8"
)

// Widths of the columns of a grid, in letters.
const (
	leastColumn = 6
	mostColumn  = 34
)

// columnWidths are those of the longest cells, within bounds.
func columnWidths(rows [][]string) []int {
	out := make([]int, len(rows[0]))
	for k := range out {
		out[k] = leastColumn
		for _, row := range rows {
			out[k] = min(mostColumn, max(out[k], utf8.RuneCountInString(row[k])))
		}
	}
	return out
}

// gridRow sets the cells of a row beside each other, each wrapped to its column.
func gridRow(row []string, widths []int, label byte) []line {
	var out []line
	cells := make([][]line, len(row))
	height := 0
	for k, cell := range row {
		p := pager{width: widths[k]}
		cells[k] = p.wrap(cell, label, label)
		height = max(height, len(cells[k]))
	}
	for i := range height {
		var b strings.Builder
		for k := range cells {
			text := ""
			if i < len(cells[k]) {
				text = cells[k][i].text
			}
			b.WriteString(text + strings.Repeat(" ", max(0, widths[k]-utf8.RuneCountInString(text))+2))
		}
		out = append(out, line{text: strings.TrimRight(b.String(), " "), label: label})
	}
	return out
}
