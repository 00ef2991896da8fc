package understand

import (
	"fmt"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// dropSoftHyphens takes soft hyphens out of running text, alternatives and
// metadata: they are places for line breaks that are not ours, and who looks for
// the word would not find it. In code they stay.
func dropSoftHyphens(s *state) {
	dropFromMetadata(s)
	d := softHyphens{}
	d.takeWhole(&s.doc.Meta.Title, diag.Pos{})
	ast.WalkDocument(s.doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			d.take(&n.Value, n.Pos())
		case *ast.Abbr:
			d.takeWhole(&n.Expansion, n.Pos())
		case *ast.Image:
			d.takeWhole(&n.Alt, n.Pos())
			d.takeWhole(&n.Title, n.Pos())
		case *ast.Link:
			d.takeWhole(&n.Title, n.Pos())
		case *ast.Formula:
			d.take(&n.TeX, n.Pos())
			d.takeWhole(&n.Alt, n.Pos())
		case *ast.Code:
			d.take(&n.Value, n.Pos())
		case *ast.CodeBlock:
			d.take(&n.Text, n.Pos())
		case *ast.Section:
			d.take(&n.Number, n.Pos())
		}
		return true
	})
	runs := func(f func([]ast.Inline) []ast.Inline) {
		ast.MapRuns(s.doc.Blocks, f)
		for _, n := range s.doc.Notes {
			ast.MapRuns(n.Blocks, f)
		}
	}
	if d.alone {
		runs(d.among)
	}
	if d.count == 0 {
		return
	}
	runs(ast.Trim) // a blank beside one may be at an end now
	s.log.Add(diag.Diagnostic{Code: codeCharacters, Pos: d.first, Rule: "characters without a shape", Confidence: 0.95,
		Message: fmt.Sprintf("%d soft hyphens left out", d.count), Dropped: strings.Repeat(string(softHyphen), d.count)})
}

// dropFromMetadata takes them out of the metadata, the title aside, which may stand in the
// text: what was never text is not left out of it.
func dropFromMetadata(s *state) {
	m, d := &s.doc.Meta, softHyphens{}
	for _, field := range []*string{&m.Subtitle, &m.Publisher, &m.Description} {
		d.takeWhole(field, diag.Pos{})
	}
	for i := range m.Creators {
		d.takeWhole(&m.Creators[i].Name, diag.Pos{})
	}
	for i := range m.Keywords {
		d.takeWhole(&m.Keywords[i], diag.Pos{})
	}
	if d.count > 0 {
		s.log.Add(diag.Diagnostic{Code: codeCharacters, Rule: "characters without a shape", Confidence: 0.95,
			Message: fmt.Sprintf("%d soft hyphens left out of the metadata", d.count)})
	}
}

// softHyphens counts what is taken out, from the first place on.
type softHyphens struct {
	count int
	first diag.Pos
	alone bool // a text holds nothing else
}

// take leaves a text of nothing but soft hyphens and blanks alone: it may be all that
// stands there.
func (d *softHyphens) take(text *string, pos diag.Pos) {
	n := strings.Count(*text, string(softHyphen))
	if n > 0 && strings.Trim(*text, string(softHyphen)+" ") == "" {
		d.alone = true
		return
	}
	d.cut(text, n, pos)
}

func (d *softHyphens) cut(text *string, n int, pos diag.Pos) {
	if n == 0 {
		return
	}
	if d.first.Line == 0 {
		d.first = pos
	}
	d.count += n
	*text = strings.ReplaceAll(*text, string(softHyphen), "")
}

// among takes out what stands in texts of its own among others; what is all that an
// emphasis or link holds stays.
func (d *softHyphens) among(list []ast.Inline) []ast.Inline {
	if strings.Trim(ast.PlainText(list), string(softHyphen)+" ") == "" {
		return list
	}
	return slices.DeleteFunc(list, func(in ast.Inline) bool {
		t, ok := in.(*ast.Text)
		if ok {
			d.cut(&t.Value, strings.Count(t.Value, string(softHyphen)), t.Pos())
		}
		return ok && t.Value == ""
	})
}

// takeWhole is take for what stands by itself, without blanks at its ends.
func (d *softHyphens) takeWhole(text *string, pos diag.Pos) {
	before := d.count
	if d.take(text, pos); d.count > before {
		*text = strings.TrimSpace(*text)
	}
}
