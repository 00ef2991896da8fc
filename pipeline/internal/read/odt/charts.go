package odt

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// chart shows an object that is a chart (11) as the table of its numbers, which the file
// keeps with it, where it holds no picture of it that can be shown. It reports false for
// another object.
func (p *para) chart(frame, n *office.Node) bool {
	r := p.f.r
	chart := r.object(n).Find("chart:chart")
	numbers := chart.Kid("table:table")
	if numbers == nil || r.inChart || r.shownPicture(frame) { // a chart draws no charts
		return false
	}
	r.inChart = true
	defer func() { r.inChart = false }()
	numbers.SetPlace(n.Place)
	in := &flow{r: r}
	in.table(numbers)
	for _, e := range in.entries {
		t, ok := e.Block.(*ast.Table)
		if !ok {
			continue
		}
		p.corner(t, chart.Kid("chart:title"))
		if alt := altOf(frame); alt != "" {
			r.described = append(r.described, described{t, alt})
		}
	}
	if len(in.entries) == 0 {
		return false
	}
	p.after = append(p.after, in.entries...)
	var words []string
	for _, name := range []string{"chart:subtitle", "chart:footer"} {
		words = keep(words, chart.Kid(name))
	}
	chart.Kid("chart:plot-area").Descend("chart:title", func(t *office.Node) { words = keep(words, t) })
	r.WarnDropped(n.Place, office.CodeDrawing, joined(words), "a chart is shown as the table of its numbers, as the file keeps them",
		"to show it as well, cut it in LibreOffice and paste it as a picture, with a text alternative")
	return true
}

// corner puts a chart's title into the corner of its table, which is empty.
func (p *para) corner(t *ast.Table, title *office.Node) {
	rows := append(append([]*ast.Row(nil), t.Head...), t.Body...)
	if len(rows) == 0 || len(rows[0].Cells) == 0 || len(rows[0].Cells[0].Blocks) > 0 {
		p.f.r.shapes = keep(p.f.r.shapes, title)
		return
	}
	text := strings.Join(strings.Fields(office.Plain(title, nil)), " ")
	if list := office.Inlines([]office.Piece{{At: p.at(), Text: text}}); list != nil {
		rows[0].Cells[0].Blocks = []ast.Block{&ast.Paragraph{At: p.at(), Inlines: list}}
	}
}

// shownPicture reports whether a frame holds a picture of a kind that can be shown;
// what LibreOffice draws of its objects itself is of none.
func (r *reader) shownPicture(frame *office.Node) bool {
	shown := false
	frame.Each("draw:image", func(n *office.Node) {
		src, _ := r.address(n)
		kind, _, data := strings.Cut(strings.TrimPrefix(src, "data:"), ";")
		shown = shown || src != "" && (!data || strings.HasPrefix(kind, "image/") && kind != "image/emf" && kind != "image/wmf")
	})
	return shown
}
