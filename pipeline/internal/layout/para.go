package layout

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

// para is a paragraph of the plan. It keeps what it was set from as long as
// another setting of it may be asked for.
type para struct {
	pieces []piece
	style  paragraphStyle
	lines  []line
	x      geom.Length
	whole  []int // lines set so that they do not end inside a word
	leadIn bool  // it ends in a colon, or looks like a heading: what it leads in should not leave it
	free   bool  // it is no running text, and keeps to no grid
	// ascent is that of a line in the paragraph's own face.
	ascent geom.Length
	// asked says that gives is known.
	asked bool
	gives give
}

// set sets the paragraph, and asks what it gives where pages may want to know.
func (p *para) set(s *setter, ask bool) {
	t := s.prepare(p.pieces, p.style)
	defer t.leave()
	p.lines, _ = t.lines(variant{})
	p.ascent = s.typeface(p.style.style).ascent
	if ask && p.elastic() {
		p.ask(t)
	}
}

// inlines plans a paragraph of inlines, with generated pieces before them.
func (c *composer) inlines(list []ast.Inline, st *style.Computed, f frame, lead []piece) {
	var images []*ast.Image
	c.root, c.width = list, f.width
	pieces := c.pieces(lead, list, &images)
	shown := slices.ContainsFunc(pieces, func(p piece) bool { return p.text != "" || p.forced || p.picture != nil })
	if shown {
		c.text(pieces, st, f)
	} else {
		c.op(func(e *emitter) {
			for _, p := range pieces {
				e.lead(p.dest, f)
			}
		})
	}
	for _, img := range images {
		if shown {
			c.p.log.Add(diag.Diagnostic{Code: InlineImage, Severity: diag.Info, Pos: img.Pos(), Rule: "image",
				Message: "the picture " + img.Src + " is set below its paragraph"})
		}
		c.apart(func() { c.image(img, f, shown && textFollows(list, img)) })
	}
}

// apart plans a picture of a paragraph with a line of white on either side, which the
// white around the paragraph counts for; a cell or box that it fills has white of its own.
func (c *composer) apart(picture func()) {
	if c.inner {
		picture()
		return
	}
	white := func(e *emitter) { e.margin(c.p.style.Body().LineHeight) }
	c.op(white)
	picture()
	c.op(white)
}

// textFollows reports whether a picture in a paragraph stands before text of it, below
// which it is set.
func textFollows(list []ast.Inline, img *ast.Image) bool {
	met, follows := false, false
	ast.WalkInlines(list, func(n ast.Node) bool {
		if met = met || n == ast.Node(img); met {
			switch n := n.(type) {
			case *ast.Text:
				follows = follows || strings.TrimSpace(n.Value) != ""
			case *ast.Code, *ast.Formula, *ast.NoteRef:
				follows = true
			}
		}
		return !follows
	})
	return follows
}

// pieces flattens inlines. Pictures are not text: they are collected.
func (c *composer) pieces(out []piece, list []ast.Inline, images *[]*ast.Image) []piece {
	for i, in := range list {
		st := c.of(in, element.Box)
		content := c.p.tree.Content(in, structure.Own)
		switch n := in.(type) {
		case *ast.Text:
			if n.Value != "" {
				out = append(out, piece{text: n.Value, style: st, content: content, loc: ast.Loc{Node: n}})
			}
		case *ast.Code:
			out = append(out, piece{text: n.Value, style: st, content: content, code: true, loc: ast.Loc{Node: n}})
		case *ast.Formula:
			out = append(out, formulaPieces(n, st, content)...)
		case *ast.NoteRef:
			out = append(out, piece{text: n.Label, style: st, content: content, note: n.Note,
				dest: c.p.doc.CallID(n), loc: ast.Loc{Node: n}})
		case *ast.Anchor:
			out = append(out, piece{dest: n.ID})
		case *ast.LineBreak:
			out = append(out, piece{style: st, forced: true})
		case *ast.Image:
			if pic := c.inLine(n, st); pic != nil {
				out = append(out, piece{style: st, content: content, picture: pic})
				continue
			}
			*images = append(*images, n)
			closeGap(out, list[i+1:])
		default:
			out = c.pieces(out, ast.Children(in), images)
		}
	}
	return out
}

// closeGap takes out the blank before a picture that stands below, where another follows
// it: both would stand side by side.
func closeGap(before []piece, behind []ast.Inline) {
	if len(before) == 0 || len(behind) == 0 {
		return
	}
	last := &before[len(before)-1]
	next, ok := behind[0].(*ast.Text)
	if text := strings.TrimRight(last.text, " "); ok && text != "" && !last.code && last.note == nil && strings.HasPrefix(next.Value, " ") {
		last.text = text
	}
}

// text plans a paragraph of pieces and returns it.
func (c *composer) text(pieces []piece, st *style.Computed, f frame) *para {
	p := &para{pieces: pieces, x: f.x, leadIn: endsInColon(pieces) || looksLikeHeading(pieces, st), free: c.free,
		style: paragraphStyle{style: st, measure: f.width, firstIndent: st.TextIndent}}
	ask := !c.free && !c.inner && st.LineHeight == c.p.style.Body().LineHeight && c.p.faces(st.Page)
	c.jobs = append(c.jobs, func() { p.set(c.p.setter, ask) })
	c.op(func(e *emitter) { e.paragraph(p) })
	return p
}

func endsInColon(pieces []piece) bool {
	return strings.HasSuffix(strings.TrimRight(pieces[len(pieces)-1].text, " "), ":")
}

// likeHeading is the most letters of a paragraph that can look like a heading: two lines.
const likeHeading = 140

// looksLikeHeading reports whether a paragraph in the style st is short, all in bold and
// no sentence, as writers head what follows without saying so.
func looksLikeHeading(pieces []piece, st *style.Computed) bool {
	letters, last := 0, ""
	for _, p := range pieces {
		if p.note != nil || strings.TrimSpace(p.text) == "" {
			continue
		}
		if p.style == nil || p.style.FontWeight <= st.FontWeight {
			return false
		}
		letters += len(p.text)
		last = lastSign(p.text)
	}
	return letters > 0 && letters <= likeHeading && !strings.ContainsAny(last, ".!?;,")
}

// paragraph adds the rows of a paragraph that is set.
func (e *emitter) paragraph(p *para) {
	st := p.style.style
	under := e.under
	for i := range p.lines {
		r := p.row(i)
		if e.grid > 0 && !p.free && st.LineHeight == e.grid {
			p.align(&r, e.grid)
		}
		if i > 0 {
			r.cost = insideCost(i, len(p.lines), st)
		}
		e.add(r, st)
	}
	if p.leadIn {
		e.leadIn(len(p.lines), under)
	}
	if len(p.lines) == 1 {
		p.pieces = nil
	}
}

// leadIn keeps what a paragraph of so many lines leads in with it: for sure where it
// stands alone under a heading.
func (e *emitter) leadIn(lines int, under bool) {
	switch {
	case lines > 1:
		e.extra = leadInCost
	case under:
		e.keep = true
	default:
		e.extra = shortLeadInCost
	}
}

// row makes the row of line i.
func (p *para) row(i int) row {
	l := &p.lines[i]
	shift(l.frags, p.x, l.ascent)
	r := row{frags: l.frags, height: l.ascent + l.descent, baseline: l.ascent, start: l.start, para: p, index: i}
	if len(l.notes) > 0 {
		r.more().notes = l.notes
	}
	if len(l.dests) > 0 {
		for _, name := range l.dests {
			r.more().dests = append(r.more().dests, spot{name, p.x})
		}
	}
	return r
}

// mostOver is how much higher than its line height a line may be, as a part of it,
// and still keep to the grid: signs of other faces are so by a little.
const mostOver = 0.25

// align gives a row the height of a line of the grid, if its content needs hardly
// more.
func (p *para) align(r *row, line geom.Length) {
	if r.height > line+line.Scale(mostOver) {
		return
	}
	p.snap(r, line)
}

func (p *para) snap(r *row, line geom.Length) {
	shift(r.frags, 0, p.ascent-r.baseline)
	r.height, r.baseline, r.onGrid = line, p.ascent, true
}

// insideCost is the cost of a page end before line i of n.
func insideCost(i, n int, st *style.Computed) int {
	if i < st.Orphans || n-i < st.Widows {
		return forbidden
	}
	return paragraphCost
}

// mark plans a marker for the next line of text. It ends a little before the
// text, at right, and reaches as far to the left as it needs: so numbers stand
// under each other by their last digits, and a program that reads the page
// takes marker and text for one line.
func (c *composer) mark(pieces []piece, st *style.Computed, right geom.Length) {
	var m marker
	c.jobs = append(c.jobs, func() {
		plain := *st
		plain.TextAlign, plain.TextIndent = style.Start, 0
		m.line = c.p.setter.paragraph(pieces, paragraphStyle{style: &plain, measure: wide})[0]
		m.x = right - st.FontSize.Scale(markerGap) - lineWidth(&m.line)
	})
	c.op(func(e *emitter) { e.markers = append(e.markers, m) })
}

// markBehind is mark for text that begins on the other side than the document's does:
// at right, where the marker stands behind it.
func (c *composer) markBehind(label piece, right geom.Length) {
	var m marker
	c.jobs = append(c.jobs, func() {
		plain := *label.style
		plain.TextAlign, plain.TextIndent = style.Start, 0
		m.line = c.p.setter.paragraph([]piece{label}, paragraphStyle{style: &plain, measure: wide})[0]
		m.x = right + plain.FontSize.Scale(markerGap) - blankBefore(&m.line)
	})
	c.op(func(e *emitter) { e.markers = append(e.markers, m) })
}

// blankBefore is how far from the left the ink of a line of mirrored text begins: the
// spaces at its end stand there.
func blankBefore(l *line) geom.Length {
	least := wide
	for _, f := range l.frags {
		if f.Run == nil {
			continue
		}
		x := f.Run.X
		if f.Run.RightToLeft {
			x += width(f.Run) - inkWidth(f.Run)
		}
		least = min(least, x)
	}
	return least
}

// markerGap is the space between a marker and its text, in em of the marker.
const markerGap = 0.5

// wide is a measure on which nothing is broken.
const wide = 100000 * geom.Pt

// lineWidth is how far the line's text reaches to the right, spaces at its
// end left out.
func lineWidth(l *line) geom.Length {
	var right geom.Length
	for _, f := range l.frags {
		switch {
		case f.Run != nil:
			right = max(right, f.Run.X+inkWidth(f.Run))
		case f.Image != nil:
			right = max(right, f.Image.Right())
		}
	}
	return right
}

// inkWidth is the width of a run without the spaces at its end.
func inkWidth(r *Run) geom.Length {
	var w, ink geom.Length
	at := 0
	for _, g := range r.Glyphs {
		w += advance(r, g)
		end := min(at+int(g.Text), len(r.Text))
		if strings.TrimSpace(r.Text[at:end]) != "" {
			ink = w
		}
		at = end
	}
	return ink
}

// code plans preformatted text, a line for each of its lines.
func (c *composer) code(n *ast.CodeBlock, st *style.Computed, f frame) {
	c.op(func(e *emitter) { e.lead(n.ID, f) })
	var pieces []piece
	lines := n.Lines()
	at := 0
	for i, l := range lines {
		length := len(l) + len("\n")
		l = expandTabs(l)
		if i > 0 {
			pieces = append(pieces, piece{style: st, forced: true})
		}
		if i < len(lines)-1 {
			l += " " // stands for the line end, or words run together for a reader
		}
		if l != "" {
			content := c.p.tree.Content(n, structure.Line+structure.Slot(i))
			pieces = append(pieces, piece{text: l, style: st, content: content, code: true, loc: ast.Loc{Node: n, Offset: at}})
		}
		at += length
	}
	if len(pieces) > 0 {
		c.text(pieces, st, f)
	}
}

// tabStop is the distance of tab stops in characters, as in the EPUB (CSS Text 3,
// 4.2: the initial value of tab-size).
const tabStop = 8

// expandTabs puts spaces for a line's tabs, so that what stands behind them in
// other lines stands below.
func expandTabs(line string) string {
	if !strings.Contains(line, "\t") {
		return line
	}
	var b strings.Builder
	column := 0
	for _, r := range line {
		if r != '\t' {
			b.WriteRune(r)
			column++
			continue
		}
		for stop := column/tabStop*tabStop + tabStop; column < stop; column++ {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
