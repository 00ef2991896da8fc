package understand

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// dropSoftHyphens takes soft hyphens out of running text, alternatives and
// metadata: they are places for line breaks that are not ours, and who looks for
// the word would not find it. In code they stay.
func dropSoftHyphens(s *state) {
	d := softHyphens{}
	for _, field := range []*string{&s.doc.Meta.Title, &s.doc.Meta.Subtitle, &s.doc.Meta.Publisher, &s.doc.Meta.Description} {
		d.take(field, diag.Pos{})
	}
	for i := range s.doc.Meta.Creators {
		d.take(&s.doc.Meta.Creators[i].Name, diag.Pos{})
	}
	for i := range s.doc.Meta.Keywords {
		d.take(&s.doc.Meta.Keywords[i], diag.Pos{})
	}
	ast.WalkDocument(s.doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			d.take(&n.Value, n.Pos())
		case *ast.Abbr:
			d.take(&n.Expansion, n.Pos())
		case *ast.Image:
			d.take(&n.Alt, n.Pos())
			d.take(&n.Title, n.Pos())
		case *ast.Link:
			d.take(&n.Title, n.Pos())
		case *ast.Code:
			d.take(&n.Value, n.Pos())
		case *ast.CodeBlock:
			d.take(&n.Text, n.Pos())
		case *ast.Section:
			d.take(&n.Number, n.Pos())
		}
		return true
	})
	if d.count == 0 {
		return
	}
	s.log.Add(diag.Diagnostic{Code: codeCharacters, Pos: d.first, Rule: "characters without a shape", Confidence: 0.95,
		Message: fmt.Sprintf("%d soft hyphens left out", d.count), Dropped: strings.Repeat(string(softHyphen), d.count)})
}

// softHyphens counts what is taken out, from the first place on.
type softHyphens struct {
	count int
	first diag.Pos
}

// take leaves a text of nothing but soft hyphens alone: it may be all that stands
// there.
func (d *softHyphens) take(text *string, pos diag.Pos) {
	n := strings.Count(*text, string(softHyphen))
	if n == 0 || n*len(string(softHyphen)) == len(*text) {
		return
	}
	if d.first.Line == 0 {
		d.first = pos
	}
	d.count += n
	*text = strings.ReplaceAll(*text, string(softHyphen), "")
}
