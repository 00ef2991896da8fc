// Package review makes the page on which a person checks what was decided
// about a report: the source on the left, what became of it on the right,
// doubtful decisions first. The page is one self-contained HTML file without
// scripts. What comes in is the source's lines, the finished tree and the log.
package review

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"sort"
	"strings"

	"octavo/pipeline/ast"
	"octavo/pipeline/diag"
)

//go:embed page.html.tmpl
var pageFile embed.FS

var page = template.Must(template.ParseFS(pageFile, "page.html.tmpl"))

// Input is what the page shows.
type Input struct {
	// Name is the source's name, Lines its text, a line each without ends.
	Name  string
	Lines []string
	Doc   *ast.Document
	Log   *diag.Log
}

// Write writes the page; an error is the writer's.
func Write(w io.Writer, in Input) error {
	return page.ExecuteTemplate(w, "page.html.tmpl", view(in))
}

// pageView is the data of the template.
type pageView struct {
	Name, Title, Lang string
	Decisions         int
	Doubtful          []finding
	Rows              []row
}

// row puts a stretch of source lines beside what they became.
type row struct {
	Line     int
	Source   []sourceLine
	Results  []result
	Findings []finding
	Doubtful bool
}

type sourceLine struct {
	Number int
	Text   string
}

// result is one block of the tree: its kind in words and its text.
type result struct {
	line int
	Kind string
	HTML template.HTML
}

// finding is a decision in words.
type finding struct {
	Line       int
	Anchor     int // the row that shows the line
	Doubtful   bool
	Percent    string
	Code, Rule string
	Message    string
	Excerpt    string
	Hint       string
}

func view(in Input) pageView {
	v := pageView{Name: in.Name, Title: in.Doc.Meta.Title, Lang: in.Doc.Meta.Lang}
	findings := findingsOf(in.Log)
	v.Decisions = len(findings)
	v.Rows = rowsOf(in.Lines, resultsOf(in.Doc, in.Log), findings)
	anchors := anchorsOf(v.Rows)
	for _, f := range findings {
		if f.Doubtful {
			f.Anchor = anchors(f.Line)
			v.Doubtful = append(v.Doubtful, f)
		}
	}
	sort.SliceStable(v.Doubtful, func(i, j int) bool { return v.Doubtful[i].Percent < v.Doubtful[j].Percent })
	return v
}

func findingsOf(log *diag.Log) []finding {
	var out []finding
	for _, d := range log.All() {
		out = append(out, finding{Line: d.Pos.Line, Doubtful: d.Doubtful(), Percent: fmt.Sprintf("%3.0f %%", d.Confidence*100),
			Code: string(d.Code), Rule: d.Rule, Message: d.Message, Excerpt: d.Excerpt, Hint: d.Hint})
	}
	return out
}

// rowsOf cuts the source where a result begins and gives each stretch its
// results and findings. Lines before the first result make a row of their own.
func rowsOf(lines []string, results []result, findings []finding) []row {
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
func attach(rows []row, findings []finding) {
	if len(rows) == 0 {
		return
	}
	for _, f := range findings {
		k := max(0, sort.Search(len(rows), func(i int) bool { return rows[i].Line > f.Line })-1)
		rows[k].Findings = append(rows[k].Findings, f)
		rows[k].Doubtful = rows[k].Doubtful || f.Doubtful
	}
}

// anchorsOf returns a function from a source line to the row that shows it.
func anchorsOf(rows []row) func(line int) int {
	return func(line int) int {
		k := max(0, sort.Search(len(rows), func(i int) bool { return rows[i].Line > line })-1)
		if k >= len(rows) {
			return 0
		}
		return rows[k].Line
	}
}
