package markup

import (
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// part is what a class says about a paragraph.
type part int

const (
	noPart part = iota
	titlePart
	headPart
	subPart // goes with the heading before it
)

// parts are the classes by which programs and publishers mark what HTML has
// headings for: Word's title, and those of EUR-Lex for acts, without their
// prefix "oj-" of 2023.
var parts = map[string]struct {
	part  part
	level int
}{
	"msotitle":     {titlePart, 1},
	"doc-ti":       {titlePart, 1},
	"ti-section-1": {headPart, 1},
	"ti-section-2": {subPart, 1},
	"ti-art":       {headPart, 2},
	"sti-art":      {subPart, 2},
	"ti-grseq-1":   {headPart, 2},
}

// byClass reads a paragraph whose class makes it a title or heading, and
// reports whether it was one.
func (f *flow) byClass(n *html.Node) bool {
	if !is(n, "p") || !f.top {
		return false
	}
	for _, c := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		if row := parts[strings.TrimPrefix(c, "oj-")]; row.part != noPart {
			return f.partOf(n, row.part, row.level)
		}
	}
	return false
}

func (f *flow) partOf(n *html.Node, p part, level int) bool {
	at := f.r.at()
	list := unmarked(f.r.inlinesIn(n, f.lang))
	if len(list) == 0 {
		return true
	}
	if p == titlePart && len(trimRules(f.out)) == 0 && f.r.ownTitle(list) {
		return true
	}
	s, headed := f.lastHeading()
	if headed && (p == subPart || p == titlePart && s.Level == level) {
		full := []ast.Inline{&ast.Text{At: at, Value: s.Number + s.Sep}}
		full = append(append(full, s.Title...), &ast.Text{At: at, Value: " "})
		s.Number, s.Sep, s.Title = ast.SplitTitle(ast.JoinText(append(full, list...)))
		return true
	}
	s = &ast.Section{At: at, Level: level, ID: f.r.anchor(n)}
	s.Number, s.Sep, s.Title = ast.SplitTitle(list)
	f.add(s)
	f.r.add(diag.Info, CodeHeading, 0.9, "a paragraph is a heading by its class", "")
	return true
}

// ownTitle takes a run for the title of the document, or for its next line.
func (r *reader) ownTitle(list []ast.Inline) bool {
	plain := true
	ast.WalkInlines(list, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.NoteRef, *ast.Image:
			plain = false
		}
		return plain
	})
	if !plain {
		return false
	}
	r.titleText = strings.TrimSpace(r.titleText + " " + ast.PlainText(list))
	return true
}

// lastHeading is the section that was just begun.
func (f *flow) lastHeading() (*ast.Section, bool) {
	if len(f.out) == 0 {
		return nil, false
	}
	s, ok := f.out[len(f.out)-1].(*ast.Section)
	return s, ok
}

// unmarked unwraps a run that is emphasised as a whole, as headings are.
func unmarked(list []ast.Inline) []ast.Inline {
	for len(list) == 1 {
		_, strong := list[0].(*ast.Strong)
		_, emph := list[0].(*ast.Emph)
		if !strong && !emph && !underlined(list[0]) {
			break
		}
		list = ast.Children(list[0])
	}
	return list
}
