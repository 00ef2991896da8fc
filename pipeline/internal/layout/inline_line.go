package layout

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/bidi"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/linebreak"
	"octavo/pipeline/internal/style"
)

// shown is one thing on a line: a part of a word or a space.
type shown struct {
	part  *part // nil for a space
	piece int32
	at    int32 // source text in the piece
	size  int32
	kern  geom.Length // added to the last glyph's advance
	soft  bool        // a hyphen made by the program
	tail  bool        // a space at the line's end, which takes no room
	fixed bool        // a space that is not stretched
	final bool        // a word's end: the last letter keeps its distance to the space
	level bidi.Level
}

// rigid reports whether the part keeps its width: letters that are joined stay so.
func (p *part) rigid() bool { return p.picture != nil || p.back }

// give is how much a part's letters stretch or shrink at ratio 1: by their own
// width, and by their distance, which the last one of a word keeps.
func (p *part) give(final bool) geom.Length {
	if p.rigid() {
		return 0
	}
	apart := p.width
	if final {
		apart -= p.glyphs[len(p.glyphs)-1].advance
	}
	return p.width.MulDiv(expansion, 1000) + apart.Scale(tracking)
}

// draw turns breaks into lines.
func (t *text) draw(breaks []linebreak.Line) []line {
	lines := make([]line, len(breaks))
	d := drawer{text: t}
	for n, b := range breaks {
		next := len(t.items)
		if n+1 < len(breaks) {
			next = breaks[n+1].Start
		}
		d.gather(n, breaks, next)
		lines[n] = d.line(n, n+1 == len(breaks) || t.forced(b.End))
		lines[n].hyphen = len(d.seq) > 0 && d.softEnd()
	}
	t.attach(lines, breaks)
	return lines
}

func (t *text) forced(i int) bool { return t.items[i].Cost <= linebreak.Forced }

// drawer draws one line after another.
type drawer struct {
	*text
	seq []shown

	ln    line
	x     geom.Length
	wider int64   // by how many thousandths the line's letters are drawn wider
	room  []Glyph // for those of the line, which its runs share
	run   *Run
	piece int32
	level bidi.Level
	from  int32 // source text of the run in the piece
	upto  int32
	// first is the first fragment of what is being drawn, units what stands on the
	// line where levels have to put it in order.
	first int
	units []unit
}

// gather lists what line n shows.
func (d *drawer) gather(n int, breaks []linebreak.Line, next int) {
	d.seq = d.seq[:0]
	b := breaks[n]
	if n > 0 {
		d.splitTail(breaks[n-1].End)
	}
	for i := b.Start; i < b.End; i++ {
		if k := d.atomOf[i]; k >= 0 {
			a := &d.atoms[k]
			d.seq = append(d.seq, shown{part: a.part, piece: a.piece, at: a.at, size: a.size, fixed: a.fixed, level: a.level})
		}
	}
	if d.items[b.End].Kind == linebreak.Penalty && !d.forced(b.End) {
		d.endPart(b.End)
	}
	for i := b.End; i < next; i++ {
		if k := d.atomOf[i]; k >= 0 && d.atoms[k].part == nil {
			a := &d.atoms[k]
			d.seq = append(d.seq, shown{piece: a.piece, at: a.at, size: a.size, tail: true, level: a.level})
		}
	}
	for k := len(d.seq) - 1; k >= 0 && d.seq[k].part == nil; k-- {
		d.seq[k].tail = true
		d.seq[k].level = d.base // UAX 9, L1
	}
	for k := range d.seq {
		d.seq[k].final = k+1 == len(d.seq) || d.seq[k+1].part == nil
	}
}

// before returns the atom whose box stands just before item i, if any.
func (t *text) before(i int) *atom {
	if i == 0 || t.items[i-1].Kind != linebreak.Box || t.atoms[t.atomOf[i-1]].fixed {
		return nil
	}
	return &t.atoms[t.atomOf[i-1]]
}

// splitTail begins a line with the second half of a ligature.
func (d *drawer) splitTail(end int) {
	a := d.before(end)
	if a == nil || d.items[end].Kind != linebreak.Penalty || !d.items[end].Flagged || a.part.split == nil {
		return
	}
	half := &a.part.split[1]
	at := a.at + int32(a.part.split[0].to-a.part.split[0].from)
	d.seq = append(d.seq, shown{part: half, piece: a.piece, at: at, size: int32(half.to - half.from), level: a.level})
}

// endPart fits the last part of a line that ends inside a word.
func (d *drawer) endPart(end int) {
	a := d.before(end)
	if a == nil || len(d.seq) == 0 {
		return
	}
	last := &d.seq[len(d.seq)-1]
	last.kern = -a.part.kern
	if a.part.after != anywhere && (a.part.after != hyphenated || !d.items[end].Flagged) {
		return
	}
	if a.part.split != nil {
		half := &a.part.split[0]
		last.part, last.size = half, int32(half.to-half.from)
		last.kern = -half.kern
	}
	last.kern += a.part.hyphenKern
	d.seq = append(d.seq, shown{part: a.part.hyphen, piece: last.piece, at: last.at + last.size, soft: true, level: last.level})
}

func (d *drawer) softEnd() bool {
	for k := len(d.seq) - 1; k >= 0; k-- {
		if !d.seq[k].tail {
			return d.seq[k].soft
		}
	}
	return false
}

// line sets what was gathered as line n.
func (d *drawer) line(n int, last bool) line {
	d.ln, d.run, d.units = line{}, nil, d.units[:0]
	d.x = 0
	if n == 0 {
		d.x = d.style.firstIndent
	}
	j := d.justify(n, last)
	d.wider, d.ln.space = j.wider, j.thousandths()
	d.room = make([]Glyph, 0, d.glyphs())
	for k := range d.seq {
		d.show(&d.seq[k], &j)
	}
	d.close()
	d.arrange()
	base := d.s.typeface(d.style.style)
	d.ln.ascent, d.ln.descent = max(d.ln.ascent, base.ascent), max(d.ln.descent, base.descent)
	return d.ln
}

// glyphs is how many glyphs the line has.
func (d *drawer) glyphs() int {
	n := 0
	for k := range d.seq {
		if p := d.seq[k].part; p != nil {
			n += len(p.glyphs)
		} else {
			n++
		}
	}
	return n
}

// show draws one thing.
func (d *drawer) show(s *shown, j *spread) {
	if s.part != nil && s.part.picture != nil {
		d.picture(s)
		return
	}
	tf := d.faces[s.piece]
	if s.part != nil {
		tf = s.part.tf
	}
	d.open(s, tf)
	if s.part == nil {
		d.drawSpace(s, tf, j)
	} else {
		d.drawPart(s, j)
	}
	d.upto = s.at + s.size
	if s.soft {
		d.run.Text += softHyphen
	}
}

// picture puts a picture on the line, its foot on the baseline.
func (d *drawer) picture(s *shown) {
	d.close()
	d.first = len(d.ln.frags)
	defer d.unit(d.x, s.level)
	pic := *s.part.picture
	pic.X, pic.Y = d.x, -pic.H
	f := Fragment{Content: d.pieces[s.piece].content, Image: &pic}
	if f.Content == nil {
		f.Artifact = LayoutArt
	}
	d.ln.frags = append(d.ln.frags, f)
	d.ln.ascent = max(d.ln.ascent, pic.H)
	d.x += s.part.width
}

func (d *drawer) drawSpace(s *shown, tf *typeface, j *spread) {
	width := tf.space
	if !s.tail && !s.fixed {
		width += j.space(tf.space)
	}
	d.glyph(Glyph{ID: tf.blank.id, Text: uint8(s.size)}, width, tf.blank.plain)
}

func (d *drawer) drawPart(s *shown, j *spread) {
	for i, g := range s.part.glyphs {
		width := g.advance
		if !s.part.back {
			width += g.plain.MulDiv(d.wider, 1000)
			if i+1 < len(s.part.glyphs) || !s.final {
				width += j.letter()
			}
		}
		if i+1 == len(s.part.glyphs) {
			width += s.kern
		}
		d.glyph(Glyph{ID: g.id, Text: g.text, DX: g.dx, DY: g.dy}, width, g.plain)
	}
}

func (d *drawer) glyph(g Glyph, width, plain geom.Length) {
	g.Adjust = int32(width - plain)
	d.run.Glyphs = append(d.run.Glyphs, g)
	d.x += width
}

// open begins a run where the piece or its typeface changes.
func (d *drawer) open(s *shown, tf *typeface) {
	if d.run != nil && d.piece == s.piece && d.run.Face == tf.face && d.run.Size == tf.size && d.level == s.level {
		return
	}
	d.close()
	pc := &d.pieces[s.piece]
	st := styleOf(*pc, d.style)
	d.piece, d.level, d.from, d.upto, d.first = s.piece, s.level, s.at, s.at, len(d.ln.frags)
	d.run = &Run{
		Point: geom.Point{X: d.x, Y: -st.VerticalAlign}, Face: tf.face, Size: tf.size, Expand: int16(d.wider),
		Color: Color(st.Color), Loc: pc.loc, Glyphs: d.room,
	}
	if s.level.RightToLeft() {
		d.run.RightToLeft, d.run.Expand = true, 0
	}
	d.run.Loc.Offset += int(s.at)
	if st.VerticalAlign == 0 {
		whole := d.faces[s.piece]
		d.ln.ascent, d.ln.descent = max(d.ln.ascent, whole.ascent), max(d.ln.descent, whole.descent)
	}
}

// close ends the run.
func (d *drawer) close() {
	if d.run == nil {
		return
	}
	pc := &d.pieces[d.piece]
	d.run.Text = pc.text[d.from:d.upto] + d.run.Text // a hyphen may be there
	n := len(d.run.Glyphs)
	d.run.Glyphs, d.room = d.run.Glyphs[:n:n], d.run.Glyphs[n:]
	st := styleOf(*pc, d.style)
	if st.Ground != nil {
		d.ground(Color(*st.Ground))
	}
	d.ln.frags = append(d.ln.frags, Fragment{Content: pc.content, Run: d.run})
	if st.Decoration != 0 {
		d.decorate(st.Decoration)
	}
	d.unit(d.run.X, d.level)
	d.run = nil
}

// decorate draws rules under and through the run as its face says.
func (d *drawer) decorate(lines style.Decoration) {
	face, scale := d.run.Face, d.faces[d.piece].scale
	thick := max(scale(face.UnderlineThickness), geom.Pt/4)
	if lines&style.Underline != 0 {
		d.rule(LayoutArt, -scale(face.UnderlinePosition), thick, d.run.Color)
	}
	if lines&style.LineThrough != 0 {
		d.rule(LayoutArt, -(scale(face.XHeight)+thick)/2, thick, d.run.Color)
	}
}

// ground draws what the run stands on: from above its capitals to below its
// descenders, and no higher, so that the line above stays free.
func (d *drawer) ground(c Color) {
	above, below := d.faces[d.piece].scale(d.run.Face.CapHeight)+d.run.Size/8, d.run.Size/4
	d.rule(BackgroundArt, -above, above+below, c)
}

// rule fills a box as wide as the run, from top, seen from its baseline.
func (d *drawer) rule(art Artifact, top, height geom.Length, c Color) {
	d.ln.frags = append(d.ln.frags, Fragment{Artifact: art, Rule: &Rule{
		Rect: geom.Rect{
			Point: geom.Point{X: d.run.X, Y: d.run.Y + top},
			Size:  geom.Size{W: d.x - d.run.X, H: height},
		},
		Color: c,
	}})
}

// attach gives every line its place in the tree, and its notes and
// destinations: each goes with the first atom of its piece.
func (t *text) attach(lines []line, breaks []linebreak.Line) {
	lineOf := t.lineOfPieces(breaks)
	for i := range t.pieces {
		ln := &lines[lineOf[i]]
		if n := t.pieces[i].note; n != nil {
			ln.notes = append(ln.notes, n)
		}
		if dest := t.pieces[i].dest; dest != "" {
			ln.dests = append(ln.dests, dest)
		}
	}
	for n := range lines {
		t.begin(&lines[n], n, breaks)
	}
}

// lineOfPieces returns the line on which each piece begins; an empty piece is
// where the next one begins.
func (t *text) lineOfPieces(breaks []linebreak.Line) []int {
	lineOf := make([]int, len(t.pieces))
	for i := range lineOf {
		lineOf[i] = -1
	}
	for n, b := range breaks {
		for i := b.Start; i < b.End; i++ {
			if k := t.atomOf[i]; k >= 0 && lineOf[t.atoms[k].piece] < 0 {
				lineOf[t.atoms[k].piece] = n
			}
		}
	}
	following := len(breaks) - 1
	for i := len(lineOf) - 1; i >= 0; i-- {
		if lineOf[i] < 0 {
			lineOf[i] = following
		}
		following = lineOf[i]
	}
	return lineOf
}

// loc is what the fragment shows of the tree.
func (f *Fragment) loc() ast.Loc {
	switch {
	case f.Run != nil:
		return f.Run.Loc
	case f.Image != nil:
		return f.Image.Loc
	}
	return ast.Loc{}
}

// begin sets where a line starts in the tree.
func (t *text) begin(ln *line, n int, breaks []linebreak.Line) {
	for _, f := range ln.frags {
		if loc := f.loc(); loc.Node != nil {
			ln.start = loc
			break
		}
	}
	ln.startsWord = n == 0 || t.endsWord(breaks[n-1].End)
}
