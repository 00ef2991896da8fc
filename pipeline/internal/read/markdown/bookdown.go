package markdown

import (
	"bytes"
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// References and labels of bookdown (Xie, "bookdown: Authoring Books and Technical
// Documents with R Markdown", 2.2 and 2.6): \@ref(fig:name), which is printed as a
// number, and (\#fig:name) before a caption.
var (
	bookRef   = pattern.Of(`^\\@ref\(([A-Za-z][\w:.-]{0,199})\)`)
	bookLabel = pattern.Of(`^\(#((?:fig|tab):[\w-]{1,199})\)\s*`)
)

// takeLabels makes identifiers of the labels before captions.
func (r *reader) takeLabels(doc *ast.Document) {
	if !bytes.Contains(r.source, []byte(`(\#`)) {
		return
	}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Figure:
			n.ID, n.Caption = r.takeLabel(n.ID, n.Caption)
			if img := n.Image; img != nil {
				img.Alt = bookLabel.ReplaceAllString(img.Alt, "")
			}
		case *ast.Table:
			n.ID, n.Caption = r.takeLabel(n.ID, n.Caption)
		}
		return true
	})
}

// takeLabel takes the label from a caption; it is the identifier of what has none.
func (r *reader) takeLabel(id string, caption []ast.Inline) (string, []ast.Inline) {
	t, ok := firstText(caption)
	if !ok || id != "" {
		return id, caption
	}
	m := bookLabel.FindStringSubmatch(t.Value)
	if m == nil || r.ids[m[1]] {
		return id, caption
	}
	id = r.id(m[1], t.Src)
	t.Value = t.Value[len(m[0]):]
	r.drop(diag.Info, CodeAttrs, t.Src, m[0], fmt.Sprintf("the label of a caption is its identifier: %s", m[1]))
	if t.Value == "" {
		return id, caption[1:]
	}
	return id, caption
}
