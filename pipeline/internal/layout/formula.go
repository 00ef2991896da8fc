package layout

import (
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/formula"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

// formulaPieces gives a formula as it is drawn on a line: letters italic, powers
// and indices raised and lowered and smaller. What a reader of the text gets is
// the formula's line with its signs: 10^6, not 106. One that cannot be read is
// its source.
func formulaPieces(n *ast.Formula, st *style.Computed, content *structure.Content) []piece {
	tree, fault := n.Tree()
	if fault != nil {
		upright := *st
		upright.Italic = false
		return []piece{{text: n.TeX, style: &upright, content: content, loc: ast.Loc{Node: n}}}
	}
	var out []piece
	for _, r := range formula.Runs(tree) {
		out = append(out, piece{text: r.Text, style: formulaStyle(st, r), content: content, loc: ast.Loc{Node: n}, front: r.Front, back: r.Back})
		if r.Break {
			out = append(out, piece{style: st, forced: true})
		}
	}
	return out
}

// The sizes and places of scripts, in thousandths of the size around them.
const (
	scriptSize  = 720
	scriptRaise = 360
	scriptLower = 180
	smallest    = 2 // scripts of scripts of scripts stay readable
)

// formulaStyle is how a run of a formula is drawn in text of a style, which says
// whether there are italics.
func formulaStyle(st *style.Computed, r formula.Run) *style.Computed {
	own := *st
	own.Italic = r.Italic && st.Italic
	if r.Bold {
		own.FontWeight = max(own.FontWeight, boldWeight)
	}
	raise := int64(r.Raise * scriptRaise)
	if r.Raise < 0 {
		raise = int64(r.Raise * scriptLower)
	}
	own.VerticalAlign += st.FontSize.MulDiv(raise, 1000)
	for range min(r.Small, smallest) {
		own.FontSize = st.AtLeast(own.FontSize.MulDiv(scriptSize, 1000))
	}
	return &own
}

// boldWeight is the weight of bold letters in a formula.
const boldWeight = 600

// unseen gives the bytes of piece i that are not drawn to its first and last
// glyph, which stand for them.
func (c *collector) unseen(i, first int) {
	pc := &c.pieces[i]
	if pc.front+pc.back == 0 || len(c.atoms) == first {
		return
	}
	if a := &c.atoms[first]; a.part != nil {
		a.part = a.part.standingFor(0, pc.front)
		a.at, a.size = a.at-int32(pc.front), a.size+int32(pc.front)
	}
	if a := &c.atoms[len(c.atoms)-1]; a.part != nil {
		a.part = a.part.standingFor(len(a.part.glyphs)-1, pc.back)
		a.size += int32(pc.back)
	}
}

// standingFor is the part with n bytes more that the cluster of glyph k stands
// for.
func (p *part) standingFor(k, n int) *part {
	twin := *p
	twin.glyphs = slices.Clone(p.glyphs)
	for k > 0 && twin.glyphs[k].text == 0 {
		k--
	}
	twin.glyphs[k].text = uint8(min(255, int(twin.glyphs[k].text)+n))
	return &twin
}
