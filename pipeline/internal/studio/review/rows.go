package review

import (
	"sort"
	"strings"
)

// row puts a stretch of source lines beside what they became.
type row struct {
	Line     int
	File     string // "" where it is the only one
	ID       string
	Source   []sourceLine
	Results  []result
	Findings []*finding
	Doubtful bool
}

type sourceLine struct {
	Number int
	Text   string
}

// rowsOf cuts the source where a result begins and gives each stretch its
// results and findings. Lines before the first result make a row of their own.
func rowsOf(lines []string, results []result, findings []*finding) []row {
	var rows []row
	start := 1
	for i := 0; i <= len(results); {
		end, next := len(lines)+1, i+1
		if i < len(results) {
			end = max(results[i].line, start)
		}
		if end > start || i == len(results) {
			rows = appendRow(rows, lines, start, end)
			start = end
		}
		if i == len(results) {
			break
		}
		for next < len(results) && results[next].line <= end {
			next++
		}
		rows = append(rows, row{Line: end, Results: results[i:next]})
		i = next
	}
	rows = mergeSources(rows)
	attach(rows, findings)
	return rows
}

// appendRow adds the lines [start,end) to the last row, which is the row of
// the result that begins at start, or to a new one.
func appendRow(rows []row, lines []string, start, end int) []row {
	var src []sourceLine
	for n := start; n < end && n <= len(lines); n++ {
		if strings.TrimSpace(lines[n-1]) != "" {
			src = append(src, sourceLine{n, lines[n-1]})
		}
	}
	if src == nil {
		return rows
	}
	if k := len(rows) - 1; k >= 0 && rows[k].Source == nil {
		rows[k].Source = src
		return rows
	}
	return append(rows, row{Line: start, Source: src})
}

// mergeSources joins a row that got no source lines, because a later block
// stands on the same line, with the row before it.
func mergeSources(rows []row) []row {
	var out []row
	for _, r := range rows {
		if k := len(out) - 1; k >= 0 && r.Source == nil && out[k].Line == r.Line {
			out[k].Results = append(out[k].Results, r.Results...)
			continue
		}
		out = append(out, r)
	}
	return out
}

// attach puts each finding into the row that shows its line; what names no
// line goes to the first row.
func attach(rows []row, findings []*finding) {
	if len(rows) == 0 {
		return
	}
	for _, f := range findings {
		k := max(0, sort.Search(len(rows), func(i int) bool { return rows[i].Line > f.Line })-1)
		rows[k].Findings = append(rows[k].Findings, f)
		rows[k].Doubtful = rows[k].Doubtful || f.Doubtful
	}
}
