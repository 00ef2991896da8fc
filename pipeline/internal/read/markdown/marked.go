package markdown

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

// Elements whose content is Markdown, as Python-Markdown has them ("Markdown in
// HTML") and the Material theme of MkDocs for its figures: the attribute markdown
// says so.
var (
	markedTag     = pattern.Of(`^\s*<(figure|div|section|article|aside|p)(\s[^<>]*)?\smarkdown(?:="?(?:1|block|span)"?)?(\s[^<>]*)?>`)
	markedCaption = pattern.Of(`(?is)<figcaption[^<>]*>(.*?)</figcaption\s*>`)
)

// marked adds what an element holds whose content is Markdown, and reports whether
// raw is one.
func (r *reader) marked(out []ast.Block, at ast.At, raw string) ([]ast.Block, bool) {
	m := markedTag.FindStringSubmatchIndex(raw)
	if m == nil {
		return out, false
	}
	open, name := raw[:m[1]], raw[m[2]:m[3]]
	body, closed := strings.CutSuffix(strings.TrimSpace(raw[m[1]:]), "</"+name+">")
	if !closed || strings.Contains(body, "<"+name) {
		return out, false
	}
	r.drop(diag.Info, CodeHTML, at.Src, strings.TrimSpace(open)+"</"+name+">", "HTML was read as what it marks up: "+chars.OneLine(open))
	if name == "figure" {
		return r.markedFigure(out, at, tagAttr(open, "id"), body), true
	}
	r.await(tagAttr(open, "id"), at.Src)
	inner := r.markedBlocks(at, body)
	if kind, ok := divBox(attrs{classes: strings.Fields(tagAttr(open, "class"))}); ok && len(inner) > 0 {
		return append(out, &ast.Box{At: at, Kind: kind, Blocks: inner}), true
	}
	return append(out, inner...), true
}

// markedBlocks reads lines of Markdown without the indent that they share.
func (r *reader) markedBlocks(at ast.At, body string) []ast.Block {
	lines := strings.Split(strings.TrimPrefix(body, "\n"), "\n")
	shared := -1
	for _, line := range lines {
		if n := len(line) - len(strings.TrimLeft(line, " ")); strings.TrimSpace(line) != "" && (shared < 0 || n < shared) {
			shared = n
		}
	}
	for i, line := range lines {
		lines[i] = line[min(max(shared, 0), len(line)-len(strings.TrimLeft(line, " "))):]
	}
	return r.cellText(&ast.Cell{At: at}, []byte(strings.Join(lines, "\n")+"\n"), blockParser())
}

// markedFigure adds a figure: a picture, or other blocks, with what the figcaption
// says; without one it is its blocks.
func (r *reader) markedFigure(out []ast.Block, at ast.At, id, body string) []ast.Block {
	var caption []ast.Inline
	if m := markedCaption.FindStringSubmatchIndex(body); m != nil {
		caption = r.textInlines(chars.OneLine(body[m[2]:m[3]]), -1)
		body = body[:m[0]] + body[m[1]:]
	}
	inner := r.markedBlocks(at, body)
	if len(inner) == 0 || len(caption) == 0 {
		if len(caption) > 0 {
			inner = []ast.Block{&ast.Paragraph{At: at, Inlines: caption}}
		}
		return append(out, inner...)
	}
	f := &ast.Figure{At: at, ID: r.awaited(id, at.Src), Caption: caption}
	switch img := onlyImage(inner); {
	case img != nil:
		f.Image = img
	default:
		f.Blocks = inner
	}
	return append(out, f)
}

// onlyImage is the picture that blocks are; nil where they are anything else.
func onlyImage(blocks []ast.Block) *ast.Image {
	if len(blocks) != 1 {
		return nil
	}
	switch b := blocks[0].(type) {
	case *ast.Figure:
		return b.Image
	case *ast.Paragraph:
		if img, ok := b.Inlines[0].(*ast.Image); ok && len(b.Inlines) == 1 {
			return img
		}
	}
	return nil
}
