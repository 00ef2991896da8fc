package docling

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// top writes blocks that stand in no other than sections; the notes that they call
// follow each of them.
func (w *writer) top(list []ast.Block) {
	for _, b := range list {
		s, ok := b.(*ast.Section)
		if !ok {
			w.block(b)
			w.called()
			continue
		}
		w.in(w.header(s), func() {
			w.called()
			w.top(s.Blocks)
		})
	}
}

func (w *writer) blocks(list []ast.Block) {
	for _, b := range list {
		w.block(b)
	}
}

func (w *writer) block(b ast.Block) {
	switch b := b.(type) {
	case *ast.Section:
		w.in(w.header(b), func() { w.blocks(b.Blocks) })
	case *ast.Paragraph:
		w.paragraph(b)
	case *ast.List:
		w.list(b)
	case *ast.DefList:
		w.definitions(b)
	case *ast.Table:
		w.table(b)
	case *ast.Figure:
		w.figure(b)
	case *ast.BlockQuote:
		w.in(w.group("unspecified", "blockquote"), func() { w.blocks(b.Blocks) })
	case *ast.Box:
		w.box(b)
	case *ast.CodeBlock:
		w.code(b)
	case *ast.Break:
		w.text("text", "").about().Role = "break"
	default:
		w.refuse(b, "this block")
	}
}

// header writes a heading with its number, as the source prints both.
func (w *writer) header(s *ast.Section) *item {
	lead := ""
	if s.Number != "" {
		lead = s.Number + s.Sep
	}
	it := w.inlines("section_header", lead, s.Title)
	it.Level = max(s.Level, 1)
	if s.Number != "" || s.Region != "" {
		it.about().Number, it.about().Region = s.Number, string(s.Region)
	}
	return it.identify(s.ID)
}

func (w *writer) paragraph(p *ast.Paragraph) {
	if p.Class != "" {
		w.refuse(p, "a paragraph of the class "+p.Class)
		return
	}
	if f := ast.LoneFormula(p.Inlines); f != nil {
		it := w.text("formula", f.TeX)
		if f.Alt != "" {
			it.about().Alt = f.Alt
		}
		return
	}
	if len(p.Inlines) == 1 {
		if n, ok := p.Inlines[0].(*ast.Image); ok {
			w.picture(n)
			return
		}
	}
	w.inlines("text", "", p.Inlines)
}

func (w *writer) list(l *ast.List) {
	w.in(w.group("list", "list"), func() {
		for i, li := range l.Items {
			w.item(l, i, li)
		}
	})
}

// item writes an item: its first paragraph is its text, the rest its children.
func (w *writer) item(l *ast.List, i int, li *ast.ListItem) {
	var first []ast.Inline
	rest := li.Blocks
	if p, ok := firstParagraph(rest); ok {
		first, rest = p.Inlines, rest[1:]
	}
	it := w.inlines("list_item", "", first)
	ordered, marker := l.Ordered(), ast.CanonicalMarker(l, i)
	if !ordered {
		marker = "-"
	}
	it.Enumerated, it.Marker = &ordered, &marker
	w.in(it, func() { w.blocks(rest) })
}

func firstParagraph(list []ast.Block) (*ast.Paragraph, bool) {
	if len(list) == 0 {
		return nil, false
	}
	p, ok := list[0].(*ast.Paragraph)
	return p, ok
}

func (w *writer) definitions(l *ast.DefList) {
	w.in(w.group("unspecified", "definitions"), func() {
		for _, di := range l.Items {
			w.in(w.group("unspecified", "definition"), func() { w.definition(di) })
		}
	})
}

func (w *writer) definition(di *ast.DefItem) {
	w.inlines("text", "", di.Term).about().Role = "term"
	for _, d := range di.Defs {
		w.in(w.group("unspecified", "meaning"), func() { w.blocks(d) })
	}
}

func (w *writer) box(b *ast.Box) {
	box := w.group("unspecified", string(b.Kind)).identify(b.ID)
	box.about().Role = "box"
	w.in(box, func() {
		if len(b.Title) > 0 {
			w.inlines("text", "", b.Title).about().Role = "title"
		}
		w.blocks(b.Blocks)
	})
}

// code writes text that is set as it stands.
func (w *writer) code(b *ast.CodeBlock) {
	it := w.text("code", strings.TrimSuffix(b.Text, "\n")).identify(b.ID)
	it.floatFields = newFloat()
	it.Language = programOf(b.Info)
	if b.Info != "" {
		it.about().Info = b.Info
	}
}

func newFloat() *floatFields {
	return &floatFields{Captions: []ref{}, References: []ref{}, Footnotes: []ref{}}
}

// figure writes a picture, or a group of what stands under one caption.
func (w *writer) figure(f *ast.Figure) {
	if f.Image == nil {
		w.in(w.group("picture_area", "figure").identify(f.ID), func() {
			w.blocks(f.Blocks)
			w.caption(f.Caption)
		})
		return
	}
	it := w.picture(f.Image).identify(f.ID)
	w.in(it, func() { it.Captions = w.caption(f.Caption) })
}

func (w *writer) picture(n *ast.Image) *item {
	it := w.add(&w.doc.Pictures, "pictures", &item{Label: "picture", floatFields: newFloat()})
	a := it.about()
	a.Src, a.Title, a.Decorative, a.Width = n.Src, n.Title, n.Decorative, string(n.Width)
	if n.Alt != "" {
		it.Meta = &inMeta{Description: &described{"author", n.Alt}}
	}
	return it
}

func (w *writer) caption(text []ast.Inline) []ref {
	if len(text) == 0 {
		return []ref{}
	}
	return []ref{{w.inlines("caption", "", text).Self}}
}
