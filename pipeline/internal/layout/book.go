package layout

import (
	"sort"
	"strconv"
	"strings"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

func itoa(n int) string { return strconv.Itoa(n) }

// placed is where the rows of a sheet stand.
type placed struct {
	rows, notes []geom.Length // the top of each row on the page
	noteTop     geom.Length   // the top of the area for notes
	repeated    geom.Length   // the top of a repeated table head
}

// place works out where the rows of a sheet stand.
func (s *sheet) place() placed {
	area := s.page.Content()
	p := placed{rows: make([]geom.Length, len(s.rows)), notes: make([]geom.Length, len(s.notes)), repeated: area.Y}
	y := area.Y
	off := 0 // the first row since the last one on the grid
	for i := range s.rows {
		r := &s.rows[i]
		switch {
		case i > 0 || s.opens:
			y += r.space
		case r.rare != nil && r.rare.head != nil:
			y += r.rare.head.height
		}
		if r.onGrid {
			grid := room{line: s.line}
			y += s.spread(p.rows, off, i, grid.snap(y-area.Y, true)-(y-area.Y))
			off = i + 1
		}
		p.rows[i] = y
		y += r.height
	}
	p.noteTop = area.Bottom() - s.foot
	for i := range s.notes {
		p.noteTop -= s.notes[i].space + s.notes[i].height
	}
	if len(s.rows) == 0 {
		f := s.page.Footnote
		p.noteTop = area.Y + f.Border.Top.Width + f.Padding.Top
	}
	top := p.noteTop
	for i := range s.notes {
		p.notes[i] = top + s.notes[i].space
		top = p.notes[i] + s.notes[i].height
	}
	s.pushDown(p.rows, p.noteTop-y)
	return p
}

// spread gives the white space that a block of the rows from to to needs to end on
// the grid: above it if it belongs to what follows, as a heading does, below it if
// it belongs to what is before or begins the page, else half and half. It returns
// that space.
func (s *sheet) spread(tops []geom.Length, from, to int, white geom.Length) geom.Length {
	above := white / 2
	switch {
	case s.rows[to].cost >= forbidden:
		above = white
		start := from
		for from = to; from > start && s.rows[from].cost >= forbidden; {
			from--
		}
	case from == 0 || s.rows[from].cost >= forbidden:
		above = 0
	}
	for i := from; i < to; i++ {
		tops[i] += above
	}
	return white
}

// pushDown moves the rows from the first that asks for it to the page's foot.
func (s *sheet) pushDown(tops []geom.Length, slack geom.Length) {
	for i := range s.rows {
		if s.rows[i].rare != nil && s.rows[i].rare.push {
			for ; i < len(tops); i++ {
				tops[i] += max(slack, 0)
			}
		}
	}
}

// book draws up the pages.
func (d *divider) book() *Book {
	b := &Book{Pages: make([]Page, len(d.sheets)), Dests: map[string]Dest{}, RightToLeft: d.p.setter.base.RightToLeft()}
	places := make([]placed, len(d.sheets))
	for i := range d.sheets {
		places[i] = d.sheets[i].place()
		d.sheets[i].dests(i, places[i], b.Dests)
	}
	d.number(b)
	strings := newRunning()
	for i := range d.sheets {
		strings.turn(d.sheets[i].rows)
		b.Pages[i] = d.draw(i, &places[i], b.Dests, strings)
	}
	if b.RightToLeft {
		d.mirror(b)
	}
	for name, dest := range b.Dests {
		at := b.Pages[dest.Page].OnSheet(geom.Rect{Point: dest.Point})
		b.Dests[name] = Dest{Page: dest.Page, Point: at.Point}
	}
	d.startNotePages(b.Pages)
	return b
}

// startNotePages has a page that holds only the rest of a note begin in it.
func (d *divider) startNotePages(pages []Page) {
	for i := range pages {
		s := &d.sheets[i]
		if len(s.rows) == 0 {
			for k := 0; k < len(s.notes) && pages[i].Start.Node == nil; k++ {
				pages[i].Start, pages[i].Rest = s.notes[k].start, true
			}
		}
	}
}

// dests records the destinations on a page; the first of a name holds.
func (s *sheet) dests(page int, p placed, into map[string]Dest) {
	put := func(rows []row, tops []geom.Length) {
		for i := range rows {
			if rows[i].rare == nil {
				continue
			}
			for _, d := range rows[i].rare.dests {
				if _, taken := into[d.name]; !taken {
					into[d.name] = Dest{Page: page, Point: geom.Point{X: s.page.Margin.Left + d.x, Y: tops[i]}}
				}
			}
		}
	}
	put(s.rows, p.rows)
	put(s.notes, p.notes)
}

// draw moves the rows of sheet i to their places.
func (d *divider) draw(i int, p *placed, dests map[string]Dest, running *running) Page {
	s := &d.sheets[i]
	page := Page{Label: s.label, Size: s.page.Size, Press: pressOf(s.page.Press)}
	sheet := d.lie(i, &page)
	if logo := d.logoOn(i, dests); logo != nil {
		page.Fragments = d.p.headLogo(logo, sheet)
	} else {
		page.Fragments = d.p.margins(sheet, s.number, len(d.sheets), running, true)
	}
	left := s.page.Margin.Left
	if len(s.rows) > 0 && !s.opens && s.rows[0].rare != nil && s.rows[0].rare.head != nil {
		head := artifacts(s.rows[0].rare.head.frags)
		shift(head, left, p.repeated)
		page.Fragments = append(page.Fragments, head...)
	}
	late := false // what it begins with so far stands in the tree before text of the page before
	for k := range s.rows {
		r := &s.rows[k]
		if page.Start.Node == nil || late && r.start.Node != nil {
			page.Start, late = r.start, r.rare != nil && r.rare.behind
		}
		if r.rare != nil && r.rare.folio != nil {
			r.frags = append(r.frags, d.fill(r.rare.folio, r.baseline, dests)...)
		}
		shift(r.frags, left, p.rows[k])
		page.Fragments = append(page.Fragments, r.frags...)
	}
	d.drawNotes(&page, s, p)
	page.Fragments = append(page.Fragments, d.p.margins(sheet, s.number, len(d.sheets), running, false)...)
	return page
}

func pressOf(p style.Press) Press { return Press{Bleed: p.Bleed, Crop: p.Crop, Cross: p.Cross} }

// drawNotes adds the rule and the notes.
func (d *divider) drawNotes(page *Page, s *sheet, p *placed) {
	if len(s.notes) == 0 {
		return
	}
	left := s.page.Margin.Left
	f := s.page.Footnote
	if b := f.Border.Top; b.Width > 0 {
		w := f.Width
		if w == 0 {
			w = s.page.Content().W
		}
		page.Fragments = append(page.Fragments, ruleAt(left, p.noteTop-f.Padding.Top-b.Width, w, b.Width, b.Color))
	}
	for k := range s.notes {
		shift(s.notes[k].frags, left, p.notes[k])
		page.Fragments = append(page.Fragments, s.notes[k].frags...)
	}
}

// running holds the values of running strings on the page at hand.
type running struct{ start, first, last map[string]string }

func newRunning() *running {
	return &running{map[string]string{}, map[string]string{}, map[string]string{}}
}

// turn goes to the page that has these rows.
func (r *running) turn(rows []row) {
	r.first = map[string]string{}
	for name, v := range r.last {
		r.start[name] = v
	}
	for i := range rows {
		if rows[i].rare == nil {
			continue
		}
		for _, s := range rows[i].rare.strings {
			if r.first[s.name] == "" { // the end of a generated part names nothing
				r.first[s.name] = s.value
			}
			r.last[s.name] = s.value
		}
	}
}

// value gives a string by its policy (CSS GCPM 3, 1.1.2).
func (r *running) value(name, policy string) string {
	first, set := r.first[name]
	switch {
	case policy == "start", policy == "first" && !set:
		return r.start[name]
	case policy == "last":
		return r.last[name]
	case policy == "first-except" && set:
		return ""
	case policy == "first-except":
		return r.start[name]
	}
	return first
}

// margins sets the boxes above (or below) the text.
func (p *paginator) margins(page *style.Page, n, of int, running *running, top bool) []Fragment {
	var out []Fragment
	for _, box := range page.Boxes {
		if strings.HasPrefix(box.Name, "top") == top {
			out = append(out, p.marginBox(page, box, n, of, running)...)
		}
	}
	return out
}

// marginBox sets one box on one line, in the middle of the page's margin or
// at the distance from the text that its own margin says.
func (p *paginator) marginBox(page *style.Page, box style.MarginBox, n, of int, running *running) []Fragment {
	text := boxText(box.Style.Content, n, of, running)
	if text == "" {
		return nil
	}
	area := page.Content()
	l := p.fitted(text, box.Style, area.W)
	height := l.ascent + l.descent
	top := strings.HasPrefix(box.Name, "top")
	art, y := HeaderArt, (page.Margin.Top-height)/2
	switch {
	case top && box.Style.Margin.Bottom > 0:
		y = page.Margin.Top - box.Style.Margin.Bottom - height
	case !top && box.Style.Margin.Top > 0:
		art, y = FooterArt, area.Bottom()+box.Style.Margin.Top
	case !top:
		art, y = FooterArt, area.Bottom()+(page.Margin.Bottom-height)/2
	}
	x := area.X
	switch free := area.W - lineWidth(&l); {
	case strings.HasSuffix(box.Name, "center"):
		x += free / 2
	case strings.HasSuffix(box.Name, "right"):
		x += free
	}
	shift(l.frags, x, y+l.ascent)
	for i := range l.frags {
		l.frags[i].Artifact = art
	}
	return l.frags
}

// fitted sets text on one line of at most width, if need be cut at a word with
// an ellipsis.
func (p *paginator) fitted(text string, st *style.Computed, width geom.Length) line {
	words := strings.Fields(text)
	most, all := p.overfull(words, st, width)
	if all {
		return p.plain(text, st, nil)
	}
	cut := func(n int) line { return p.plain(strings.Join(words[:n], " ")+" …", st, nil) }
	n := sort.Search(most-1, func(i int) bool { l := cut(i + 1); return lineWidth(&l) > width })
	return cut(max(n, 1))
}

// overfull is a number of words that are too many for a line, or that all of them fit. It
// sets twice as many each time: a heading may be a book of its own.
func (p *paginator) overfull(words []string, st *style.Computed, width geom.Length) (n int, all bool) {
	for n = 1; ; n *= 2 {
		n = min(n, len(words))
		l := p.plain(strings.Join(words[:n], " "), st, nil)
		if lineWidth(&l) > width && len(words) > 1 {
			return max(n, 2), false
		}
		if n == len(words) {
			return n, true
		}
	}
}

// boxText works out a content list.
func boxText(items []style.ContentItem, n, of int, running *running) string {
	var b strings.Builder
	for _, item := range items {
		switch item.Kind {
		case style.Literal:
			b.WriteString(item.Text)
		case style.PageNumber:
			b.WriteString(numeral(n, item.Text))
		case style.PageCount:
			b.WriteString(itoa(of))
		case style.NamedString:
			b.WriteString(running.value(item.Text, item.Policy))
		}
	}
	return b.String()
}
