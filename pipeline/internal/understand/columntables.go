package understand

import "strings"

// columnRows reads rows from line i on whose figures stand under each other in
// columns of a fixed pitch, as text browsers and extractors set tables. Cells may
// be empty: the column tells where the others belong. n counts the lines; both
// are 0 where no columns show.
func (s *state) columnRows(i int) (rows []row, n int) {
	lines := s.figureLines(i)
	if len(lines) < 3 {
		return nil, 0
	}
	grid := make([][]rune, len(lines))
	width := 0
	for k, l := range lines {
		grid[k] = []rune(strings.Repeat(" ", l.indent) + strings.ReplaceAll(l.text, "\t", " "))
		width = max(width, len(grid[k]))
	}
	edges := columnEdges(grid, width)
	edges = figureColumns(grid, edges)
	if len(edges) < 2 || !padded(grid, edges[1]) {
		return nil, 0
	}
	for k, l := range lines {
		cells := cellsAt(grid[k], edges)
		if k > 0 && (cells[0] == "" || strings.Join(cells[1:], "") == "") {
			return nil, 0
		}
		rows = append(rows, row{line: l, cells: cells})
	}
	return rows, len(lines)
}

// maxColumnRows bounds the rows of one table, which keeps the search linear where
// many lines end in figures.
const maxColumnRows = 64

// figureLines are line i and those right below it that end in a figure, where
// any of them shows a gap.
func (s *state) figureLines(i int) []*line {
	first := s.lines[i]
	if first.block != nil || isTableCaption(first.text) || first.width() > maxWrap || endsClause(first.text) {
		return nil
	}
	to, gap := i+1, first.gapped()
	for to < len(s.lines) && to-i < maxColumnRows && s.lines[to].figureRow() {
		gap = gap || s.lines[to].gapped()
		to++
	}
	if !gap {
		return nil
	}
	return s.lines[i:to]
}

// gapped reports whether a line can be set in columns: it holds or begins with
// more than one space.
func (l *line) gapped() bool {
	return l.indent >= 2 || strings.Contains(l.text, "  ") || strings.Contains(l.text, "\t")
}

// figureRow reports whether a line can be a row below another: it ends in a
// figure.
func (l *line) figureRow() bool {
	return l.block == nil && l.blank == 0 && !l.page && l.width() <= maxWrap && numeric(lastWord(l.text)) && !isLabelled(l.text)
}

// columnEdges are the places where columns begin: behind places that are empty
// in every line.
func columnEdges(grid [][]rune, width int) []int {
	var edges []int
	open := true
	for x := range width {
		blank := true
		for _, line := range grid {
			if x < len(line) && line[x] != ' ' {
				blank = false
				break
			}
		}
		if open && !blank {
			edges = append(edges, x)
		}
		open = blank
	}
	return edges
}

// figureColumns keeps the edges of columns that hold figures below the first
// line; another belongs to the column on its left.
func figureColumns(grid [][]rune, edges []int) []int {
	kept := edges[:min(1, len(edges))]
	for k := 1; k < len(edges); k++ {
		figures, filled := 0, 0
		for _, line := range grid[1:] {
			if c := cellsAt(line, edges)[k]; c != "" {
				filled++
				if numeric(c) {
					figures++
				}
			}
		}
		if figures*3 >= 2*filled {
			kept = append(kept[:len(kept):len(kept)], edges[k])
		}
	}
	return kept
}

// padded reports whether a line has more than one space before an edge: then the
// lines were set in columns, and are not just alike.
func padded(grid [][]rune, edge int) bool {
	for _, line := range grid {
		if edge < len(line) && edge >= 2 && line[edge-1] == ' ' && line[edge-2] == ' ' {
			return true
		}
	}
	return false
}

// cellsAt cuts a line at the edges of the columns.
func cellsAt(line []rune, edges []int) []string {
	cells := make([]string, len(edges))
	for k, from := range edges {
		to := len(line)
		if k+1 < len(edges) {
			to = min(to, edges[k+1])
		}
		if from < to {
			cells[k] = strings.TrimSpace(string(line[from:to]))
		}
	}
	return cells
}
