package ast

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// broken makes a document that breaks one rule.
func broken(change func(d *Document)) *Document {
	d := document(paras("Text.")...)
	change(d)
	return d
}

func with(blocks ...Block) func(*Document) {
	return func(d *Document) { d.Blocks = blocks }
}

func para(inlines ...Inline) *Paragraph { return &Paragraph{Inlines: inlines} }

// strange is a node that this package does not know.
type strange struct{ Paragraph }

// TestCheckFinds holds every code of Check to a document that must produce it.
func TestCheckFinds(t *testing.T) {
	note := func(id string) *Note { return &Note{ID: id, Blocks: paras("n")} }
	link := func(url string, in ...Inline) *Link { return &Link{URL: url, Inlines: in} }
	sized := func(rows, cols int) *Table {
		c := cell(paras("a")...)
		c.RowSpan, c.ColSpan = rows, cols
		return &Table{Cols: make([]Align, 2), Body: []*Row{{Cells: []*Cell{c}}}}
	}
	headed := func(change func(c *Cell)) func(*Document) {
		c := cell(paras("a")...)
		change(c)
		return with(&Table{Cols: make([]Align, 2), Body: []*Row{{Cells: []*Cell{c, {RowSpan: 1, ColSpan: 1, ID: "b"}}}}})
	}
	cases := []struct {
		name string
		code diag.Code
		doc  *Document
	}{
		{"raw line", CodeRawLine, broken(with(&Line{Text: "x"}))},
		{"strange block", CodeUnknownNode, broken(with(&strange{}))},
		{"figure without image", CodeEmpty, broken(with(&Figure{Caption: txt("c")}))},
		{"no inlines", CodeEmpty, broken(with(para()))},
		{"only a break", CodeEmpty, broken(with(para(&LineBreak{})))},
		{"empty emphasis", CodeEmpty, broken(with(para(&Text{Value: "a"}, &Emph{})))},
		{"empty list", CodeEmpty, broken(with(&List{}))},
		{"term without definition", CodeEmpty, broken(with(&DefList{Items: []*DefItem{{Term: txt("t")}}}))},
		{"empty heading", CodeEmpty, broken(with(section(1, "")))},
		{"empty note", CodeEmpty, broken(func(d *Document) { d.Notes = []*Note{{ID: "1"}} })},
		{"space before", CodeSpace, broken(with(para(&Emph{Inlines: txt(" a")})))},
		{"space after", CodeSpace, broken(with(paras("a ")...))},
		{"control character", CodeControl, broken(with(paras("a\x07")...))},
		{"not UTF-8", CodeControl, broken(with(paras("a\xff")...))},
		{"line end in text", CodeControl, broken(with(paras("a\nb")...))},
		{"level skipped", CodeSectionLevel, broken(with(section(2, "", txt("a")...)))},
		{"section in a list", CodeSectionPlace, broken(with(list(NoNumerals, 0, "", []Block{section(1, "", txt("a")...)})))},
		{"region of a sub-section", CodeSectionPlace, broken(with(withSub(section(1, "", txt("a")...), &Section{Level: 2, Title: txt("b"), Region: BackMatter})))},
		{"unknown region", CodeSectionPlace, broken(with(&Section{Level: 1, Title: txt("b"), Region: "middle"}))},
		{"block after a section", CodeSectionPlace, broken(with(section(1, "", txt("a")...), para(txt("b")...)))},
		{"item outside a list", CodeList, broken(with(&ListItem{Blocks: paras("a")}))},
		{"unknown numerals", CodeList, broken(with(list("greek", 1, ".", paras("a"))))},
		{"negative start", CodeList, broken(with(list(Decimal, -1, ".", paras("a"))))},
		{"row too short", CodeGrid, broken(with(sized(1, 1)))},
		{"cell too wide", CodeGrid, broken(with(sized(1, 3)))},
		{"cell too deep", CodeGrid, broken(with(sized(2, 2)))},
		{"span of nothing", CodeGrid, broken(with(sized(0, 2)))},
		{"header kind", CodeHeader, broken(headed(func(c *Cell) { c.Header = "left" }))},
		{"header scope", CodeHeader, broken(headed(func(c *Cell) { c.Scope = "table" }))},
		{"header elsewhere", CodeHeader, broken(headed(func(c *Cell) { c.Headers = []string{"c"} }))},
		{"header that is none", CodeHeader, broken(headed(func(c *Cell) { c.Headers = []string{"b"} }))},
		{"cell identifier", CodeHeader, broken(headed(func(c *Cell) { c.ID = "1 x" }))},
		{"cell identifiers alike", CodeHeader, broken(headed(func(c *Cell) { c.ID = "b" }))},
		{"call without note", CodeNote, broken(with(para(&NoteRef{Label: "1"})))},
		{"foreign note", CodeNote, broken(with(para(&NoteRef{Note: note("1")})))},
		{"note identifier", CodeNote, broken(func(d *Document) { d.Notes = []*Note{note("a b")} })},
		{"notes alike", CodeNote, broken(func(d *Document) { d.Notes = []*Note{note("1"), note("1")} })},
		{"identifier", CodeID, broken(with(&Table{ID: "1 x", Cols: make([]Align, 1), Body: []*Row{row("a")}}))},
		{"link to nowhere", CodeTarget, broken(with(para(link("#x", txt("a")...))))},
		{"link in a link", CodeLink, broken(with(para(link("u", link("v", txt("a")...)))))},
		{"address", CodeAddress, broken(with(para(link("javascript:x", txt("a")...))))},
		{"citation's address", CodeAddress, broken(with(para(&Citation{Scheme: "stb", URL: "stb.html", Inlines: txt("a")})))},
		{"language tag", CodeMark, broken(with(para(&Lang{Tag: "x y", Inlines: txt("a")})))},
		{"document's language", CodeMark, broken(func(d *Document) { d.Meta.Lang = "nederlands_" })},
		{"citation's kind", CodeMark, broken(with(para(&Citation{Scheme: "Stb.", Inlines: txt("a")})))},
		{"expansion", CodeMark, broken(with(para(&Abbr{Inlines: txt("a")})))},
		{"source", CodeMark, broken(with(para(&Text{Value: "a"}, &Image{Alt: "a"})))},
		{"decorative with words", CodeMark, broken(with(para(&Image{Src: "a", Alt: "a", Decorative: true})))},
		{"no alternative", CodeAlt, broken(with(para(&Image{Src: "a"})))},
		{"unread formula", CodeFormula, broken(with(para(&Formula{TeX: `\unknown{x}`})))},
		{"formula not in canonical form", CodeMark, broken(with(para(&Formula{TeX: "x  y"})))},
		{"no header", CodeNoHeader, broken(with(&Table{Cols: make([]Align, 2), Body: []*Row{row("a", "b"), row("c", "d")}}))},
		{"head over nothing", CodeEmpty, broken(with(&Table{Cols: make([]Align, 1), Head: []*Row{row("a")}}))},
		{"heading without words", CodeEmpty, broken(with(section(1, "", &Image{Src: "a", Decorative: true})))},
		{"no title", CodeNoTitle, broken(func(d *Document) { d.Meta.Title = "" })},
		{"certifier without level", CodeCertifier, broken(func(d *Document) { d.Meta.Certifier = &meta.Certifier{Name: "x"} })},
		{"level without certifier", CodeCertifier, broken(func(d *Document) { d.Meta.Certifier = &meta.Certifier{Level: "WCAG 2.2 AA"} })},
		{"no language", CodeNoLang, broken(func(d *Document) { d.Meta.Lang = "" })},
		{"no call", CodeNoCall, broken(func(d *Document) { d.Notes = []*Note{note("1")} })},
		{"no text", CodeNoText, broken(with())},
	}
	seen := map[diag.Code]bool{}
	for _, c := range cases {
		var log diag.Log
		Check(c.doc, &log)
		if log.Count(func(d diag.Diagnostic) bool { return d.Code == c.code }) == 0 {
			t.Errorf("%s: want %s, got %v", c.name, c.code, log.All())
		}
		seen[c.code] = true
	}
	for _, code := range diag.Codes() {
		if strings.HasPrefix(string(code), "tree-") && !seen[code] {
			t.Errorf("no case produces %s", code)
		}
	}
}

// Pairs at the limit: the last value that passes and the first that fails.
func TestCheckLimits(t *testing.T) {
	deep := func(levels int) *Document {
		var inner []Block
		for l := levels; l > 0; l-- {
			s := section(l, "", txt("a")...)
			s.Blocks = inner
			inner = []Block{s}
		}
		return document(inner...)
	}
	for levels, want := range map[int]int{6: 0, 7: 1} {
		var log diag.Log
		Check(deep(levels), &log)
		if got := len(log.All()); got != want {
			t.Errorf("%d levels: %d findings, want %d", levels, got, want)
		}
	}
}

func withSub(s, sub *Section) *Section {
	s.Blocks = append(s.Blocks, sub)
	return s
}
