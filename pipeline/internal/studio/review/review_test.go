package review

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

func at(line int) ast.At { return ast.At{Src: diag.Pos{File: "r.txt", Line: line}} }

// example is a small report: a heading, a paragraph with a call, a note, a
// line that was left out, one doubtful decision.
func example() Input {
	note := &ast.Note{At: at(7), ID: "1", Label: "1", Blocks: []ast.Block{
		&ast.Paragraph{At: at(8), Inlines: []ast.Inline{&ast.Text{At: at(8), Value: "Zie <b>."}}}}}
	doc := &ast.Document{Meta: meta.Meta{Title: "Kort & goed", Lang: "nl"}, Notes: []*ast.Note{note}, Blocks: []ast.Block{
		&ast.Section{At: at(3), Level: 1, Number: "1.", Sep: " ", Title: []ast.Inline{&ast.Text{Value: "Begin"}}, Blocks: []ast.Block{
			&ast.Paragraph{At: at(5), Inlines: []ast.Inline{&ast.Text{Value: "Tekst"}, &ast.NoteRef{Label: "1", Note: note},
				&ast.Link{URL: "javascript:alert(1)", Inlines: []ast.Inline{&ast.Text{Value: " en meer"}}}}}}}}}
	log := &diag.Log{}
	log.Add(diag.Diagnostic{Code: "test-dropped", Pos: diag.Pos{Line: 1}, Message: "site chrome", Dropped: "Menu"})
	log.Add(diag.Diagnostic{Code: "note-doubt", Pos: diag.Pos{Line: 6}, Message: "a call or a year?", Confidence: 0.5, Excerpt: "2025<5"})
	return Input{Name: "r.txt", Doc: doc, Log: log, Sources: []Source{{Name: "r.txt",
		Lines: []string{"Menu", "", "1. Begin", "", "Tekst1", "en meer", "1", "Zie <b>."}}}}
}

func TestPageShowsDoubtFirstAndEscapes(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, example()); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{
		`<a href="#L5">line 6</a>: a call or a year? <q lang="nl">2025&lt;5</q>`, `id="D1"`,
		`<th scope="row" class="code">note-doubt</th><td class="count">1</td>`, `A call is [^1]`,
		`<del>Menu</del>`, `<span class="kind">chapter</span><span lang="nl">1. Begin</span>`,
		`Tekst<b class="call">[note 1]</b><a> en meer</a>`, `Zie &lt;b&gt;.`, `2 decisions, 1 to confirm`, `Kort &amp; goed`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s\n%s", want, page)
		}
	}
	if strings.Index(page, "a call or a year") > strings.Index(page, `class="row"`) {
		t.Error("the doubtful decision does not come first")
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "javascript:") {
		t.Error("the page holds a script")
	}
	if _, err := html.Parse(&b); err != nil {
		t.Error(err)
	}
}

// Every source line that is not blank stands on the page once, in order,
// wherever blocks begin; every result and every finding stands in one row.
func TestRowsHoldEverythingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom([]string{"", "a", "b c"}), 0, 20).Draw(t, "lines")
		var results []result
		line := 1
		for range rapid.IntRange(0, 8).Draw(t, "results") {
			line = min(line+rapid.IntRange(0, 4).Draw(t, "step"), max(1, len(lines)))
			results = append(results, result{line: line, Kind: "paragraph"})
		}
		var findings []*finding
		for range rapid.IntRange(0, 4).Draw(t, "findings") {
			findings = append(findings, &finding{Line: rapid.IntRange(0, len(lines)+1).Draw(t, "line")})
		}
		rows := rowsOf(lines, results, findings)
		var got, want []string
		nResults, nFindings, last := 0, 0, 0
		for _, r := range rows {
			if r.Line <= last {
				t.Fatalf("row %d after row %d", r.Line, last)
			}
			last = r.Line
			nResults += len(r.Results)
			nFindings += len(r.Findings)
			for _, s := range r.Source {
				got = append(got, strconv.Itoa(s.Number))
			}
		}
		for i, l := range lines {
			if l != "" {
				want = append(want, strconv.Itoa(i+1))
			}
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Fatalf("lines %v, want %v", got, want)
		}
		if nResults != len(results) || (len(rows) > 0 && nFindings != len(findings)) {
			t.Fatalf("%d of %d results, %d of %d findings", nResults, len(results), nFindings, len(findings))
		}
	})
}

// Of several files each shows its own lines; identifiers stay unique, and what
// names no file stands with the first.
func TestPageOfSeveralFiles(t *testing.T) {
	in := example()
	in.Sources = append(in.Sources, Source{Name: "s.txt", Lines: []string{"Slot"}})
	in.Doc.Blocks = append(in.Doc.Blocks, &ast.Paragraph{At: ast.At{Src: diag.Pos{File: "s.txt", Line: 1}}, Inlines: []ast.Inline{&ast.Text{Value: "Slot"}}})
	in.Log.Add(diag.Diagnostic{Code: "test-second", Pos: diag.Pos{File: "s.txt", Line: 1}, Message: "a doubt", Confidence: 0.6})
	v := view(in)
	if len(v.Files) != 2 || v.Files[1].Name != "s.txt" || len(v.Files[1].Rows) != 1 {
		t.Fatalf("%+v", v.Files)
	}
	row := v.Files[1].Rows[0]
	if row.File != "s.txt" || row.Findings[0].In != "s.txt" {
		t.Errorf("the row names no file: %+v", row)
	}
	if row.ID != "F2-L1" || len(row.Results) != 1 || len(row.Findings) != 1 || row.Findings[0].Anchor != row.ID {
		t.Errorf("%+v", row)
	}
	if f := v.Files[0].Rows[0].Findings; len(f) != 1 || f[0].Code != "test-dropped" {
		t.Errorf("%+v", f)
	}
	if v.Doubtful[0].Next != 2 || v.Doubtful[1].Next != 0 {
		t.Errorf("%+v", v.Doubtful)
	}
	in.OnlyDoubtful = true
	if rows := view(in).Files[0].Rows; len(rows) != 1 || rows[0].Line != 5 {
		t.Errorf("%+v", rows)
	}
}
