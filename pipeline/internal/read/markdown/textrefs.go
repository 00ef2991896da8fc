package markdown

import (
	"bytes"
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

// Text references of bookdown (Xie, "bookdown: Authoring Books and Technical Documents
// with R Markdown", 2.2.4): a paragraph (ref:name) words gives the words that stand for
// (ref:name) elsewhere, in captions above all, where R's code holds no Markdown.
var (
	textRefWords = pattern.Of(`^\(ref:([\w-]{1,200})\)[ \t]+`)
	textRef      = pattern.Of(`^\(ref:([\w-]{1,200})\)$`)
)

// withTextRefs gives captions in a row the words that they refer to, and leaves out the
// paragraphs of these where nothing else refers to them.
func (r *reader) withTextRefs(row []ast.Block) []ast.Block {
	if !bytes.Contains(r.source, []byte("(ref:")) {
		return row
	}
	words := map[string][]ast.Inline{}
	for _, b := range row {
		if name, list := textRefOf(b); name != "" {
			words[name] = list
		}
	}
	used := map[string]int{}
	ast.WalkBlocks(row, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Figure:
			n.Caption = referred(n.Caption, words, used)
			if m := textRef.FindStringSubmatch(altOf(n)); m != nil && words[m[1]] != nil {
				n.Image.Alt = chars.OneLine(ast.PlainText(n.Caption))
			}
		case *ast.Table:
			n.Caption = referred(n.Caption, words, used)
		}
		return true
	})
	return slices.DeleteFunc(row, func(b ast.Block) bool {
		name, _ := textRefOf(b)
		if name == "" || used[name] != 1 || bytes.Count(r.source, []byte("(ref:"+name+")")) != 2 {
			return false
		}
		r.drop(diag.Info, CodeAttrs, b.(*ast.Paragraph).Src, "(ref:"+name+")", "the words of a text reference stand in the caption that refers to them")
		return true
	})
}

// textRefOf gives the name and words of a paragraph that defines a text reference.
func textRefOf(b ast.Block) (string, []ast.Inline) {
	p, ok := b.(*ast.Paragraph)
	if !ok || len(p.Inlines) == 0 {
		return "", nil
	}
	t, ok := p.Inlines[0].(*ast.Text)
	if !ok {
		return "", nil
	}
	m := textRefWords.FindStringSubmatch(t.Value)
	if m == nil {
		return "", nil
	}
	return m[1], append([]ast.Inline{&ast.Text{At: t.At, Value: t.Value[len(m[0]):]}}, p.Inlines[1:]...)
}

// referred is a caption, or the words that it refers to, once.
func referred(caption []ast.Inline, words map[string][]ast.Inline, used map[string]int) []ast.Inline {
	m := textRef.FindStringSubmatch(ast.PlainText(caption))
	if m == nil || words[m[1]] == nil || used[m[1]] > 0 {
		return caption
	}
	used[m[1]]++
	return words[m[1]]
}

func altOf(f *ast.Figure) string {
	if f.Image == nil {
		return ""
	}
	return f.Image.Alt
}
