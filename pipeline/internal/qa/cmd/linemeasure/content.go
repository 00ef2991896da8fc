package main

// glyph is a glyph as it stands on the page: its text, where it begins, its
// own advance, and the baseline.
type glyph struct {
	text     string
	x, width float64
}

// line is a line of text.
type line struct {
	page   int
	y      float64
	size   float64
	block  *block
	glyphs []glyph
}

// painter follows the text operators of a page (ISO 32000-1, 9.4).
type painter struct {
	*book
	page        int
	font        *face
	size        float64
	spacing     float64
	scale       float64 // horizontal, Tz
	matrix      float64 // that of Tm
	lineX, y, x float64
	marks       []mark
	current     *line
}

// mark is an open marked content sequence.
type mark struct {
	artifact bool
	division bool // it stands for a soft hyphen (ActualText, ISO 32000-1, 14.9.4)
	block    *block
}

// content reads the lines of page i.
func (b *book) content(i int) error {
	var data []byte
	streams := b.array(b.pages[i]["Contents"])
	if streams == nil {
		streams = array{b.pages[i]["Contents"]}
	}
	for _, o := range streams {
		if st, ok := b.get(o).(*stream); ok {
			d, err := st.data()
			if err != nil {
				return err
			}
			data = append(append(data, d...), '\n')
		}
	}
	p := &painter{book: b, page: i, scale: 1, matrix: 1}
	s := &scanner{data: data}
	var args []any
	for o := s.object(); o != nil; o = s.object() {
		op, ok := o.(keyword)
		if !ok {
			args = append(args, o)
			continue
		}
		p.operator(op, args)
		args = args[:0]
	}
	return nil
}

func (p *painter) operator(op keyword, args []any) {
	n := func(i int) float64 {
		if i >= len(args) {
			return 0
		}
		return p.num(args[i])
	}
	switch op {
	case "BDC", "BMC":
		p.begin(args)
	case "EMC":
		p.marks = p.marks[:max(0, len(p.marks)-1)]
	case "BT":
		p.lineX, p.x, p.y, p.matrix = 0, 0, 0, 1
	case "Tf":
		if len(args) == 2 {
			p.setFont(args[0], n(1))
		}
	case "Tc":
		p.spacing = n(0)
	case "Tz":
		p.scale = n(0) / 100
	case "Td", "TD":
		p.lineX, p.y = p.lineX+n(0)*p.matrix, p.y+n(1)
		p.x = p.lineX
	case "Tm":
		p.matrix, p.lineX, p.x, p.y = n(0), n(4), n(4), n(5)
	case "Tj", "TJ":
		for _, a := range args {
			p.show(a)
		}
	}
}

func (p *painter) setFont(o any, size float64) {
	id, _ := o.(name)
	resources := p.dict(p.pages[p.page]["Resources"])
	p.font, p.size = p.book.font(p.dict(resources["Font"])[id]), size
}

func (p *painter) begin(args []any) {
	m := mark{}
	if n := len(p.marks); n > 0 {
		m = p.marks[n-1]
	}
	if len(args) > 0 && args[0] == any(name("Artifact")) {
		m.artifact = true
	}
	if len(args) > 1 {
		d := p.dict(args[1])
		if id, ok := d["MCID"].(float64); ok {
			m.block = p.blocks[place{p.page, int(id)}]
		}
		m.division = d["ActualText"] == any("\xFE\xFF\x00\xAD")
	}
	p.marks = append(p.marks, m)
}

// show paints a string, moves by a number, or does either for an array.
func (p *painter) show(o any) {
	switch o := o.(type) {
	case array:
		for _, a := range o {
			p.show(a)
		}
	case float64:
		p.x -= o / 1000 * p.size * p.scale * p.matrix
	case string:
		for i := 0; i+1 < len(o) && p.font != nil; i += 2 {
			p.glyph(int(o[i])<<8 | int(o[i+1]))
		}
	}
}

func (p *painter) glyph(c int) {
	w := p.font.width(c) * p.size
	if n := len(p.marks); n > 0 {
		p.put(p.marks[n-1], glyph{text: p.font.text[c], x: p.x, width: w})
	}
	p.x += (w + p.spacing) * p.scale * p.matrix
}

// put adds a glyph to its line: one of a block, or the hyphen of a word divided
// there, which is an artifact and belongs to the line that it ends.
func (p *painter) put(m mark, g glyph) {
	switch {
	case m.division && p.current != nil && near(p.y, p.current.y, 0.01) && p.page == p.current.page:
		g.text = softHyphen
		p.current.glyphs = append(p.current.glyphs, g)
	case !m.artifact && m.block != nil:
		l := p.lineFor(m.block)
		l.glyphs = append(l.glyphs, g)
	}
}

// lineFor returns the line that the next glyph belongs to. A raised or lowered
// sign stays in its line, a new block or baseline begins another.
func (p *painter) lineFor(b *block) *line {
	if l := p.current; l != nil && l.block == b && near(p.y, l.y, 0.6*l.size) && p.x > l.glyphs[len(l.glyphs)-1].x-1 {
		return l
	}
	p.current = &line{page: p.page, y: p.y, size: p.size, block: b}
	b.lines = append(b.lines, p.current)
	p.lines = append(p.lines, p.current)
	return p.current
}

func near(a, b, within float64) bool { return a-b < within && b-a < within }
