package layout

import (
	"fmt"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
	"octavo/pipeline/internal/vector"
)

// drawing reads a vector picture.
func drawing(name string, data []byte) (*Image, geom.Size, error) {
	d, err := vector.Read(data)
	if err != nil {
		return nil, geom.Size{}, err
	}
	own := geom.Size{W: max(1, geom.Points(d.Width*pixel.Points())), H: max(1, geom.Points(d.Height*pixel.Points()))}
	return &Image{Name: name, Data: data, Drawing: d}, own, nil
}

// outlined gives a drawing's texts as shapes: its own faces where the set has
// them, else that of captions. What they say is in the picture's alternative.
func (c *composer) outlined(n *ast.Image, d *vector.Drawing) *vector.Drawing {
	if d == nil || !slices.ContainsFunc(d.Items, func(it vector.Item) bool { return it.Text != nil }) {
		return d
	}
	o := &outliner{c: c, at: n, style: *c.of(n, element.Caption)}
	o.style.Hyphens, o.style.LetterSpacing, o.style.TextTransform = false, 0, style.NoTransform
	out := *d
	out.Items = nil
	for _, it := range d.Items {
		if it.Text == nil {
			out.Items = append(out.Items, it)
		} else {
			out.Items = append(out.Items, o.text(it)...)
		}
	}
	return &out
}

// outliner draws letters.
type outliner struct {
	c        *composer
	at       *ast.Image
	style    style.Computed
	reported map[rune]bool
}

// text gives a text's runs as shapes.
func (o *outliner) text(it vector.Item) []vector.Item {
	out := make([]vector.Item, 0, len(it.Text.Runs))
	x, y := 0.0, it.Text.Y
	for _, r := range it.Text.Runs {
		x, y = x+r.DX, y+r.DY
		run := vector.Item{Matrix: it.Matrix, Fill: r.Fill, Clip: it.Clip}
		x = o.run(&run.Path, r, x, y)
		if r.Fill != nil && len(run.Path.Ops) > 0 {
			out = append(out, run)
		}
	}
	start := it.Text.X - x*float64(it.Text.Anchor)/2
	for _, run := range out {
		for i := 0; i < len(run.Path.Points); i += 2 {
			run.Path.Points[i] += start
		}
	}
	return out
}

// run draws a run from x on, and returns where it ends.
func (o *outliner) run(p *vector.Path, r vector.Run, x, y float64) float64 {
	st := o.style
	st.FontFamily = slices.Concat(r.Families, o.style.FontFamily)
	st.FontWeight, st.Italic = r.Weight, r.Italic
	if r.Spacing != 0 {
		st.LetterSpacing = 1 // letters that are spaced are not joined
	}
	tf := o.c.p.setter.typeface(&st)
	for i, word := range strings.Split(r.Words, " ") {
		if i > 0 {
			x += float64(tf.space)/float64(tf.size)*r.Size + r.Spacing
		}
		if word != "" {
			x = o.word(p, tf, word, r, x, y)
		}
	}
	return x
}

// word draws a word and returns where it ends.
func (o *outliner) word(p *vector.Path, tf *typeface, word string, r vector.Run, x, y float64) float64 {
	segments, missing := tf.segments(word)
	o.report(missing)
	for _, sg := range segments {
		face := sg.tf.face
		unit := r.Size / float64(face.UnitsPerEm)
		for _, g := range sg.tf.shaper.Shape(sg.text).Glyphs {
			pen := &pathPen{p, unit, x + float64(g.DX)*unit, y - float64(g.DY)*unit}
			if err := face.Draw(g.ID, pen); err != nil {
				o.c.p.setter.reportFace(err)
			}
			if x += float64(g.Advance) * unit; g.Advance > 0 { // accents have none
				x += r.Spacing
			}
		}
	}
	return x
}

func (o *outliner) report(missing []rune) {
	for _, r := range missing {
		if o.reported[r] {
			continue
		}
		if o.reported == nil {
			o.reported = map[rune]bool{}
		}
		o.reported[r] = true
		o.c.p.log.Add(diag.Diagnostic{Code: CodeGlyphMissing, Severity: diag.Warning, Rule: "coverage", Pos: o.at.Pos(),
			Message: noFaceHas + fmt.Sprintf("%q (%U), which is in the drawing %s", r, r, o.at.Src),
			Hint:    "add a face that has it to fonts/ or replace the character in the drawing"})
	}
}

// pathPen adds a glyph's outline to a path.
type pathPen struct {
	p          *vector.Path
	unit, x, y float64
}

func (n *pathPen) at(x, y float32) (float64, float64) {
	return n.x + float64(x)*n.unit, n.y + float64(y)*n.unit
}

func (n *pathPen) MoveTo(x, y float32) { n.p.MoveTo(n.at(x, y)) }
func (n *pathPen) LineTo(x, y float32) { n.p.LineTo(n.at(x, y)) }
func (n *pathPen) ClosePath()          { n.p.Close() }

func (n *pathPen) QuadTo(bx, by, x, y float32) {
	b, c := n.at(bx, by)
	ex, ey := n.at(x, y)
	n.p.QuadTo(b, c, ex, ey)
}

func (n *pathPen) CubeTo(bx, by, cx, cy, x, y float32) {
	b1, b2 := n.at(bx, by)
	c1, c2 := n.at(cx, cy)
	ex, ey := n.at(x, y)
	n.p.CubeTo(b1, b2, c1, c2, ex, ey)
}
