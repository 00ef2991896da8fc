package pdf

import (
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
)

// paintedPage is one page's drawing, with what the structure tree and the
// annotations need to know of it.
type paintedPage struct {
	content []byte
	// slots are by marked-content identifier.
	slots []*structure.Content
	areas []area
}

// area is the box of a fragment that belongs to a Link or Figure element.
type area struct {
	elem *structure.Elem
	geom.Rect
}

// painter writes one page's content stream (ISO 32000-1, 7.8.2). Coordinates
// are rounded to thousandths of a point.
type painter struct {
	b      []byte
	page   *layout.Page
	faces  *faces
	images *images
	black  bool // colours become grays
	out    paintedPage
	next   int // index of the fragment after the one being drawn

	// ground is the mark of the fragment being drawn, whatever its clusters add.
	ground mark
	// The open marked-content sequence.
	open  bool
	mark  mark
	shown bool // it has glyphs
	// The graphics state; it outlives marked content and text objects.
	face   *codedFace
	size   geom.Length
	color  layout.Color
	space  real  // character spacing
	expand int16 // of the line, in thousandths beyond 1
	scaled bool  // the text object's matrix has an expansion
	// The open text object and the start of its last line.
	inText   bool
	lineX, y real
	show     shower
	values   []geom.Length // used by letterSpace
	// lying tells that what is drawn is turned to the left; before is the state
	// to which its end leads back.
	lying  bool
	before *painter
}

// mark is what one marked-content sequence stands for.
type mark struct {
	content  *structure.Content
	artifact layout.Artifact
	// actual is the text of glyphs that cannot be divided among its
	// characters (ISO 32000-1, 14.9.4). It has a sequence of its own, not
	// one nested in its slot's: poppler takes the end of an inner sequence
	// for the end of the outer one. In an artifact, of which poppler counts
	// nothing, it is nested.
	actual string
}

// of is the mark of a cluster in the same place. A hyphen at the end of a line is
// an artifact of layout, so that whoever reads by the tags has the word whole; its
// ActualText tells those who read the page that it is a soft one (ISO 32000-1,
// 14.8.2.2.3).
func (m mark) of(c cluster) mark {
	if m.content == nil {
		return m
	}
	m.actual = c.actual()
	if c.isDivision() {
		m.content, m.artifact = nil, layout.LayoutArt
	}
	return m
}

// paint draws a page where its frame puts it on its sheet. The content is appended
// to b, which may be nil.
func paint(page *layout.Page, fs *faces, ims *images, on frame, b []byte) paintedPage {
	p := &painter{page: page, faces: fs, images: ims, black: on.black, b: b}
	p.show.p = p
	if on.margin != 0 {
		p.op("q")
		p.numbers(1000, 0, 0, 1000, points(on.margin), points(on.margin))
		p.op("cm")
	}
	for i := range page.Fragments {
		p.next = i + 1
		p.lie(page.Turned && !isMargin(page.Fragments[i].Artifact))
		p.fragment(&page.Fragments[i])
	}
	p.endMark()
	p.lie(false)
	if on.margin != 0 {
		p.op("Q")
	}
	p.out.content = p.b
	return p.out
}

func isMargin(a layout.Artifact) bool { return a == layout.HeaderArt || a == layout.FooterArt }

// lie begins or ends what is turned to the left.
func (p *painter) lie(lying bool) {
	if lying == p.lying {
		return
	}
	p.endMark()
	p.endText()
	p.lying = lying
	if !lying {
		p.op("Q")
		p.face, p.size, p.color, p.space = p.before.face, p.before.size, p.before.color, p.before.space
		return
	}
	p.before = &painter{face: p.face, size: p.size, color: p.color, space: p.space}
	p.op("q")
	p.numbers(0, 1000, -1000, 0, points(p.page.Size.W), 0)
	p.op("cm")
}

func (p *painter) fragment(f *layout.Fragment) {
	p.ground = mark{content: f.Content, artifact: f.Artifact}
	m := p.ground
	if f.Run != nil {
		m = m.of(firstCluster(f.Run))
	}
	p.beginMark(m)
	switch {
	case f.Run != nil && len(f.Run.Glyphs) > 0:
		p.run(f.Run, f.Content)
	case f.Rule != nil:
		p.rule(f.Rule)
	case f.Image != nil:
		p.image(f.Image, f.Content)
	}
}

// beginMark opens a marked-content sequence unless the same one is open:
// fragments of one slot that follow each other share an identifier.
func (p *painter) beginMark(m mark) {
	if m.content != nil {
		m.artifact = layout.NotArtifact
	}
	if p.continues(m) {
		return
	}
	p.endMark()
	p.open, p.mark, p.shown = true, m, false
	if m.content == nil {
		p.op("/Artifact" + artifactProperties(m.artifact) + " BDC")
		if m.actual != "" {
			p.openSpan(nil, m.actual)
		}
		return
	}
	d := dict{{"MCID", integer(len(p.out.slots))}}
	p.out.slots = append(p.out.slots, m.content)
	if m.actual != "" {
		p.openSpan(d, m.actual)
		return
	}
	p.b = d.encode(name(m.content.Parent.Role).encode(p.b))
	p.op(" BDC")
}

// openSpan opens a sequence that stands for the text actual.
func (p *painter) openSpan(d dict, actual string) {
	d = append(d, entry{"ActualText", append(str{0xFE, 0xFF}, utf16be(actual)...)})
	p.b = d.encode(name("Span").encode(p.b))
	p.op(" BDC")
}

// continues reports whether the open sequence is m and can take more.
func (p *painter) continues(m mark) bool {
	return p.open && p.mark == m && (m.actual == "" || !p.shown)
}

func (p *painter) endMark() {
	if !p.open {
		return
	}
	p.endText()
	p.op("EMC")
	if p.mark.content == nil && p.mark.actual != "" {
		p.op("EMC")
	}
	p.open = false
}

// artifactProperties gives the property list of ISO 32000-1, table 330.
func artifactProperties(a layout.Artifact) string {
	switch a {
	case layout.HeaderArt:
		return "<</Attached [/Top]/Subtype /Header/Type /Pagination>>"
	case layout.FooterArt:
		return "<</Attached [/Bottom]/Subtype /Footer/Type /Pagination>>"
	case layout.PageArt:
		return "<</Type /Page>>"
	case layout.BackgroundArt:
		return "<</Type /Background>>"
	}
	return "<</Type /Layout>>"
}

func (p *painter) op(s string) {
	p.b = append(p.b, s...)
	p.b = append(p.b, '\n')
}

// numbers appends each number and a space.
func (p *painter) numbers(list ...real) {
	for _, n := range list {
		p.b = append(n.encode(p.b), ' ')
	}
}

// up turns a y of the page, which grows down, into one that grows up.
func (p *painter) up(y geom.Length) real {
	if p.lying {
		return points(p.page.Size.W - y)
	}
	return points(p.page.Size.H - y)
}

func (p *painter) fill(c layout.Color) {
	if c == p.color {
		return
	}
	p.color = c
	if p.black {
		p.numbers(component(gray(c)))
		p.op("g")
		return
	}
	p.numbers(component(c.R), component(c.G), component(c.B))
	p.op("rg")
}

// component turns a byte into a fraction of 1 in thousandths.
func component(v uint8) real { return real((int(v)*2000 + 255) / 510) }

func (p *painter) rule(r *layout.Rule) {
	p.endText()
	p.fill(r.Color)
	p.numbers(points(r.X), p.up(r.Bottom()), points(r.W), points(r.H))
	p.op("re f")
}

func (p *painter) image(im *layout.Image, c *structure.Content) {
	p.endText()
	p.op("q")
	if im.Drawing != nil {
		p.drawing(im)
	} else {
		p.place(im)
		p.op("cm")
		p.op("/" + imageName(p.images.index(im)) + " Do")
	}
	p.op("Q")
	p.area(c, im.Rect)
}

// turns go from a picture's unit square to that in which it stands upright, by
// its orientation from 1 on: a matrix of ISO 32000-1, 8.3.3.
var turns = [8][6]real{
	{1, 0, 0, 1, 0, 0}, {-1, 0, 0, 1, 1, 0}, {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1},
	{0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1}, {0, 1, 1, 0, 0, 0}, {0, 1, -1, 0, 1, 0},
}

// place writes the matrix that puts a picture upright into its box.
func (p *painter) place(im *layout.Image) {
	t := turns[max(im.Orientation, 1)-1]
	w, h := points(im.W), points(im.H)
	p.numbers(w*t[0], h*t[1], w*t[2], h*t[3], points(im.X)+w*t[4], p.up(im.Bottom())+h*t[5])
}

// area notes the box of a fragment for its link or figure.
func (p *painter) area(c *structure.Content, r geom.Rect) {
	if c == nil {
		return
	}
	if p.lying {
		r = p.page.OnSheet(r)
	}
	if e := c.Parent; e.Role == structure.Figure {
		p.out.areas = append(p.out.areas, area{e, r})
	}
	for e := c.Parent; e != nil; e = e.Parent {
		if e.Role == structure.Link {
			p.out.areas = append(p.out.areas, area{e, r})
			return
		}
	}
}
