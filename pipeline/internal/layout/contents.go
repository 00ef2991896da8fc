package layout

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

// folio is the place for the page number of an entry, at the end of its last
// line; it is filled when all pages are known.
type folio struct {
	entry      *ast.Entry
	style      *style.Computed
	text       geom.Length // where the entry's text ends
	column     geom.Length // where the column of numbers begins
	right      geom.Length
	withLeader string
}

func (c *composer) entries(list []*ast.Entry, f frame) {
	for _, n := range list {
		st := c.of(n, element.Box)
		c.box(n, st, f, func(in frame) {
			c.entry(n, in)
			c.entries(n.Entries, in)
		})
	}
}

// entry plans the title of an entry, with room for the folio at its right.
func (c *composer) entry(n *ast.Entry, f frame) {
	st, fs := c.of(n, element.Title), c.of(n, element.Folio)
	left := st.Margin.Left + st.Padding.Left
	room := c.folioWidth(fs)
	in := frame{f.x + left, max(f.width-left-room, leastWidth)}
	var lead []piece
	if n.Number != "" {
		lead = []piece{{text: n.Number + " ", style: c.of(n, element.Number), content: c.p.tree.Content(n, structure.Number), loc: ast.Loc{Node: n}}}
	}
	var images []*ast.Image // matter makes entries without any
	pieces := c.pieces(lead, n.Title, &images)
	if len(pieces) == 0 {
		return
	}
	block := *st
	block.Display = "block"
	p := c.text(pieces, &block, in)
	p.style.along = true // the number of its page stands at its end
	c.op(func(e *emitter) {
		last := &p.lines[len(p.lines)-1]
		e.rows[len(e.rows)-1].more().folio = &folio{entry: n, style: fs, text: lineWidth(last),
			column: f.x + f.width - room, right: f.x + f.width, withLeader: leaderOf(fs)}
	})
}

func leaderOf(st *style.Computed) string {
	for _, item := range st.Content {
		if item.Kind == style.Leader {
			return item.Text
		}
	}
	return ""
}

// folioWidth is the width kept for page numbers: that of the digits needed,
// and a space.
func (c *composer) folioWidth(st *style.Computed) geom.Length {
	l := c.p.plain(strings.Repeat("0", c.p.folioDigits), st, nil)
	return lineWidth(&l) + st.FontSize/2
}

// plain sets generated text on one line, wherever it ends.
func (p *paginator) plain(text string, st *style.Computed, content *structure.Content) line {
	free := *st
	free.TextAlign, free.TextIndent, free.Hyphens = style.Start, 0, false
	return p.setter.paragraph([]piece{{text: text, style: &free, content: content}}, paragraphStyle{style: &free, measure: wide})[0]
}

// fill makes the leader and the number of the page that the entry leads to.
func (d *divider) fill(f *folio, baseline geom.Length, dests map[string]Dest) []Fragment {
	dest, ok := dests[f.entry.Dest()]
	if !ok {
		return nil
	}
	p, label := d.p, d.sheets[dest.Page].label
	p.longest = max(p.longest, len(label))
	number := p.plain(" "+label, f.style, p.tree.Content(f.entry, structure.Folio))
	shift(number.frags, f.right-lineWidth(&number), baseline)
	return append(p.leader(f, baseline), number.frags...)
}

// leader repeats the sheet's pattern between text and number. Repetitions are
// counted from the column of numbers, so that dots stand below each other.
func (p *paginator) leader(f *folio, baseline geom.Length) []Fragment {
	if f.withLeader == "" {
		return nil
	}
	dots := p.leaderOf(f.style, f.withLeader)
	room := f.column - f.text - f.style.FontSize/3
	n := 0
	if dots.width > 0 {
		n = min(int(room/dots.width), mostDots)
	}
	if n < 2 {
		return nil
	}
	run := dots.run
	run.Glyphs = run.Glyphs[:n*len(run.Glyphs)/mostDots]
	run.Text = run.Text[:n*len(f.withLeader)]
	run.X, run.Y = f.column-dots.width*geom.Length(n), baseline+run.Y
	return []Fragment{{Artifact: LayoutArt, Run: &run}}
}

// mostDots is how often a leader's pattern is repeated at most.
const mostDots = 400

// dots is a leader of mostDots repetitions; the entries take from it.
type dots struct {
	run   Run
	width geom.Length // of one repetition
}

// leaderOf sets the longest leader of a style, once.
func (p *paginator) leaderOf(st *style.Computed, pattern string) *dots {
	key := leaderKey{st, pattern}
	if p.leaders[key] == nil {
		p.leaders[key] = p.newLeader(st, pattern)
	}
	return p.leaders[key]
}

type leaderKey struct {
	style   *style.Computed
	pattern string
}

// newLeader sets a leader; one that does not come out as equal repetitions in
// one face has no width and is not drawn.
func (p *paginator) newLeader(st *style.Computed, pattern string) *dots {
	const trial = 3 // the one in the middle has the pattern on both sides
	l := p.plain(strings.Repeat(pattern, trial)+"|", st, nil)
	if len(l.frags) != 1 || l.frags[0].Run == nil {
		return &dots{}
	}
	run := *l.frags[0].Run
	each := (len(run.Glyphs) - 1) / trial
	if len(run.Glyphs) != trial*each+1 || len(run.Text) != trial*len(pattern)+1 {
		return &dots{}
	}
	one := run.Glyphs[each : 2*each]
	d := &dots{run: run}
	for _, g := range one {
		d.width += advance(&run, g)
	}
	d.run.Glyphs, d.run.Text = slices.Repeat(one, mostDots), strings.Repeat(pattern, mostDots)
	return d
}

// advance is how far a glyph of a run moves the pen.
func advance(r *Run, g Glyph) geom.Length {
	return r.Size.MulDiv(int64(r.Face.Advance(g.ID)), int64(r.Face.UnitsPerEm)) + geom.Length(g.Adjust)
}
