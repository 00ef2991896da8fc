// Package review makes the page on which a person checks what was decided
// about a report: the source on the left, what became of it on the right,
// doubtful decisions first, and how each kind of decision is overruled. The page
// is one self-contained HTML file without scripts. What comes in is the lines of
// the source's files, the finished tree and the log.
package review

import (
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

//go:embed page.html.tmpl
var pageFile embed.FS

var page = template.Must(template.ParseFS(pageFile, "page.html.tmpl"))

// Input is what the page shows.
type Input struct {
	// Name is the source's name: a file or a folder.
	Name    string
	Sources []Source
	Doc     *ast.Document
	Log     *diag.Log
	// OnlyDoubtful leaves out the rows without a doubtful decision.
	OnlyDoubtful bool
}

// Source is a file of the source: its name, as positions have it, and its text,
// a line each without ends.
type Source struct {
	Name  string
	Lines []string
}

// Write writes the page; an error is the writer's.
func Write(w io.Writer, in Input) error {
	return page.ExecuteTemplate(w, "page.html.tmpl", view(in))
}

// pageView is the data of the template.
type pageView struct {
	Name, Title, Lang string
	Decisions         int
	Doubtful          []*finding
	Kinds             []kind
	Files             []fileView
	OnlyDoubtful      bool
}

// fileView is one file of the source; Name is empty where it is the only one.
type fileView struct {
	Name string
	Rows []row
}

// kind sums up the decisions of one code.
type kind struct {
	Code, Meaning, Remedy string
	Count, Doubtful       int
}

// result is one block of the tree: its kind in words and its text.
type result struct {
	file string
	line int
	Kind string
	HTML template.HTML
}

// finding is a decision in words. Number counts the doubtful ones from 1, the
// least certain first; Next is the number of the one that follows, if any.
type finding struct {
	file         string
	Line         int
	Anchor       string // the row that shows the line
	In           string // the file's name, "" where it is the only one
	Doubtful     bool
	Number, Next int
	confidence   float64
	Percent      string
	Code, Rule   string
	Message      string
	RunnerUp     string // what was decided against, with its probability
	Excerpt      string
	Hint, Remedy string
}

func view(in Input) pageView {
	findings := findingsOf(in.Log)
	v := pageView{Name: in.Name, Title: in.Doc.Meta.Title, Lang: in.Doc.Meta.Lang, OnlyDoubtful: in.OnlyDoubtful,
		Decisions: len(findings), Doubtful: doubtfulOf(findings), Kinds: kindsOf(findings)}
	results := resultsOf(in)
	for i, src := range in.Sources {
		own := func(file string) bool { return file == src.Name || i == 0 && !names(in.Sources, file) }
		f := fileView{Rows: rowsOf(src.Lines,
			pick(results, func(r result) bool { return own(r.file) }),
			pick(findings, func(f *finding) bool { return own(f.file) }))}
		if len(in.Sources) > 1 {
			f.Name = strings.TrimPrefix(src.Name, filepath.Clean(in.Name)+string(filepath.Separator))
		}
		link(f.Rows, i, f.Name)
		if in.OnlyDoubtful {
			f.Rows = pick(f.Rows, func(r row) bool { return r.Doubtful })
		}
		v.Files = append(v.Files, f)
	}
	return v
}

// names reports whether a file is one of the sources.
func names(sources []Source, file string) bool {
	return slices.ContainsFunc(sources, func(s Source) bool { return s.Name == file })
}

func pick[T any](list []T, keep func(T) bool) []T {
	var out []T
	for _, x := range list {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

// link gives the rows of file number i identifiers and the file's name, which is
// empty where there is only one, and their findings the way to them.
func link(rows []row, i int, name string) {
	for k := range rows {
		rows[k].File = name
		rows[k].ID = fmt.Sprintf("L%d", rows[k].Line)
		if i > 0 {
			rows[k].ID = fmt.Sprintf("F%d-L%d", i+1, rows[k].Line)
		}
		for _, f := range rows[k].Findings {
			f.Anchor, f.In = rows[k].ID, name
		}
	}
}

func findingsOf(log *diag.Log) []*finding {
	var out []*finding
	for _, d := range log.All() {
		out = append(out, &finding{file: d.Pos.File, Line: d.Pos.Line, Doubtful: d.Doubtful(), confidence: d.Confidence,
			Percent: fmt.Sprintf("%.0f\u00a0%%", d.Confidence*100), Code: string(d.Code), Rule: d.Rule,
			Message: d.Message, RunnerUp: d.RunnerUp, Excerpt: d.Excerpt, Hint: d.Hint, Remedy: Remedy(string(d.Code))})
	}
	return out
}

// doubtfulOf lists and numbers the doubtful findings, the least certain first.
func doubtfulOf(findings []*finding) []*finding {
	out := pick(findings, func(f *finding) bool { return f.Doubtful })
	slices.SortStableFunc(out, func(a, b *finding) int { return cmp.Compare(a.confidence, b.confidence) })
	for i, f := range out {
		f.Number = i + 1
		if i+1 < len(out) {
			f.Next = i + 2
		}
	}
	return out
}

// kindsOf sums the findings up by code: those with doubtful ones first, then by
// name.
func kindsOf(findings []*finding) []kind {
	at := map[string]int{}
	var out []kind
	for _, f := range findings {
		if _, known := at[f.Code]; !known {
			at[f.Code] = len(out)
			out = append(out, kind{Code: f.Code, Meaning: diag.Meaning(diag.Code(f.Code)), Remedy: f.Remedy})
		}
		k := &out[at[f.Code]]
		k.Count++
		if f.Doubtful {
			k.Doubtful++
		}
	}
	slices.SortFunc(out, func(a, b kind) int {
		return cmp.Or(cmp.Compare(min(b.Doubtful, 1), min(a.Doubtful, 1)), strings.Compare(a.Code, b.Code))
	})
	return out
}
