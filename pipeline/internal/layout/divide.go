package layout

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// sheet is a page that has been planned: which rows stand on it.
type sheet struct {
	name  string
	rows  []row
	notes []row
	// opens tells that the page follows a forced break, where white space
	// above the first row is kept.
	opens  bool
	page   *style.Page
	number int // as the counter has it
	label  string
	// line is the height of the grid's lines, foot what is left white below
	// notes.
	line, foot geom.Length
}

// pageKey names a computed page style.
type pageKey struct {
	name        string
	first, left bool
}

// page returns the style of page number n, counted from 1; odd ones lie right.
func (p *paginator) page(name string, n int) *style.Page {
	key := pageKey{name, n == 1, n%2 == 0}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.styled(key)
}

// styled computes a page style once; p.mu is held.
func (p *paginator) styled(key pageKey) *style.Page {
	if p.pages[key] != nil {
		return p.pages[key]
	}
	if name, lies := strings.CutSuffix(key.name, turned); lies {
		left, right := p.styled(pageKey{name, false, true}), p.styled(pageKey{name, false, false})
		p.pages[key] = turn(p.styled(pageKey{name, key.first, key.left}), left.Margin.Left != right.Margin.Left)
	} else {
		p.pages[key] = p.style.Page(key.name, key.first, key.left)
	}
	return p.pages[key]
}

// measure is the width of text on the pages called name: the narrower of left
// and right.
func (p *paginator) measure(name string) geom.Length {
	return min(p.page(name, 2).Content().W, p.page(name, 3).Content().W)
}

// room is what the pages called name offer from page number n on.
func (p *paginator) room(name string, n int) room {
	left, right := p.page(name, 2), p.page(name, 3)
	f := left.Footnote
	return room{
		height:  min(left.Content().H, right.Content().H),
		noteGap: f.Margin.Top + f.Border.Top.Width + f.Padding.Top,
		line:    max(p.style.Body().LineHeight, geom.Pt),
		facing:  p.faces(name),
		left:    n%2 == 0,
	}
}

// divide puts all rows on pages; nil when the run's context ends.
func (p *paginator) divide(rows []row) *Book {
	d := &divider{p: p, notes: noteList{seen: map[*ast.Note]bool{}}}
	for len(rows) > 0 {
		if p.ctx.Err() != nil {
			return nil
		}
		n := 1
		for n < len(rows) && (rows[n].rare == nil || rows[n].rare.force == style.AutoBreak) {
			n++
		}
		d.segment(rows[:n])
		rows = rows[n:]
	}
	if len(d.sheets) == 0 {
		d.sheets = []sheet{{page: p.page("", 1)}}
	}
	return d.book()
}

// divider collects the pages of one document.
type divider struct {
	p      *paginator
	notes  noteList
	ruler  noteRuler
	done   int // note rows that stand on pages
	sheets []sheet
}

// segment divides the rows between two forced page ends.
func (d *divider) segment(rows []row) {
	force, name := rows[0].rare.force, rows[0].rare.page
	d.blank(force, name)
	strips := d.strips(rows)
	room := d.p.room(name, len(d.sheets)+1)
	foot := d.foot(room)
	room.noteGap += foot
	rows, ends := d.pages(rows, strips, room)
	from := pageEnd{note: d.done}
	for _, end := range ends {
		d.sheets = append(d.sheets, sheet{
			name: name, rows: rows[from.row:end.row], notes: d.notes.rows[from.note:end.note], opens: from.row == 0,
			page: d.p.page(name, len(d.sheets)+1), line: room.line, foot: foot,
		})
		d.look(rows[from.row:end.row], len(d.sheets))
		d.look(d.notes.rows[from.note:end.note], len(d.sheets))
		from = end
	}
	d.done = from.note
}

// foot is what is left white below notes, so that the last line of a note stands
// beside the last line that the page has room for.
func (d *divider) foot(r room) geom.Length {
	if len(d.notes.rows) == 0 {
		return 0
	}
	note := &d.notes.rows[0]
	body := d.p.setter.typeface(d.p.style.Body()).descent
	return r.height%r.line + max(body-(note.height-note.baseline), 0)
}

// blank adds an empty page where the next one would lie on the wrong side.
func (d *divider) blank(force style.Break, name string) {
	left := (len(d.sheets)+1)%2 == 0
	if force == style.LeftBreak && !left && len(d.sheets) > 0 || force == style.RightBreak && left {
		name = strings.TrimSuffix(name, turned) // nothing on it is turned
		next := d.p.page(name, len(d.sheets)+1)
		d.sheets = append(d.sheets, sheet{name: name, page: &style.Page{Size: next.Size, Press: next.Press, Footnote: &style.Computed{}}})
	}
}

// strips tells the breaker of the rows, and collects the notes that they call.
func (d *divider) strips(rows []row) []strip {
	strips := make([]strip, len(rows))
	for i := range rows {
		r := &rows[i]
		s := strip{height: r.height, space: r.space, cost: r.cost, onGrid: r.onGrid, notes: len(d.notes.rows)}
		if i > 0 {
			s.need = strips[i-1].need
			if r.divided() && s.cost < forbidden {
				s.cost += hyphenEndCost
			}
		}
		if r.rare != nil {
			if r.rare.head != nil {
				s.head = r.rare.head.height
			}
			s.need, s.notes = d.call(r.rare.notes, s.need)
		}
		strips[i] = s
	}
	strips[0].head += rows[0].space
	d.measureNotes()
	return strips
}

// call takes the notes into the list and returns how many note rows must stand
// on a page that ends after their calls, and how many there are now.
func (d *divider) call(notes []*ast.Note, need int) (least, all int) {
	before := len(d.notes.rows)
	d.notes.call(notes, d.p.notes)
	for i := before; i < len(d.notes.rows); i++ {
		if d.notes.first[i] {
			need = i + 1
		}
	}
	return need, len(d.notes.rows)
}

func (d *divider) measureNotes() {
	if len(d.ruler.sums) == 0 {
		d.ruler.sums = []geom.Length{0}
	}
	for i := len(d.ruler.sums) - 1; i < len(d.notes.rows); i++ {
		d.ruler.sums = append(d.ruler.sums, d.ruler.sums[i]+d.notes.heightOf(i))
	}
	d.ruler.starts = d.notes.first
}

// pages divides the rows between two forced page ends, and sets paragraphs in more
// lines or fewer where pages would end badly without.
func (d *divider) pages(rows []row, strips []strip, r room) ([]row, []pageEnd) {
	ends, poor := d.breakWhole(rows, strips, r)
	if poor {
		r.gives = d.newGives(rows, r.facing)
		ends, _ = d.breakWhole(rows, strips, r)
	}
	d.report(rows, strips, ends, r)
	return d.give(rows, ends, r.gives, r.line)
}

// wordRounds is how often pages are broken anew for words at their ends,
// before no page may end inside a word at all.
const wordRounds = 4

// breakWhole breaks pages so that no word is divided over a page end: where a
// page would end inside a word the paragraph is set anew, and where that cannot
// be the page ends elsewhere.
func (d *divider) breakWhole(rows []row, strips []strip, r room) (ends []pageEnd, poor bool) {
	for round := 1; ; round++ {
		ends, poor = breakPages(strips, d.ruler, d.done, r)
		again := false
		for _, end := range ends {
			if end.row == len(rows) || !rows[end.row].divided() || strips[end.row].cost >= forbidden {
				continue
			}
			if d.p.revise(rows, end.row) {
				strips[end.row].cost -= hyphenEndCost
				continue
			}
			strips[end.row].cost = forbidden
			again = true
		}
		if round == wordRounds {
			forbidDivided(rows, strips)
		}
		if !again {
			return ends, poor
		}
	}
}

// forbidDivided ends the rounds: after it no page end is left to try anew.
func forbidDivided(rows []row, strips []strip) {
	for i := 1; i < len(rows); i++ {
		if rows[i].divided() {
			strips[i].cost = forbidden
		}
	}
}

// mostRevised is the most lines of a paragraph that is set anew: longer ones
// have other places for a page to end, and would take too long.
const mostRevised = 100

// revise sets the paragraph of row i anew so that the row begins with a whole
// word. It reports whether that can be had in the same lines.
func (p *paginator) revise(rows []row, i int) bool {
	para := rows[i].para
	if len(para.lines) > mostRevised {
		return false
	}
	whole := append(para.whole, rows[i].index-1)
	lines, ok := p.setter.again(para.pieces, para.style).lines(variant{whole: whole})
	if !ok || !sameShape(para.lines, lines) || !lines[rows[i].index].startsWord {
		return false
	}
	para.whole = whole
	first := i - rows[i].index
	for k := range lines {
		r := &rows[first+k]
		lead := len(r.frags) - len(para.lines[k].frags)
		shift(lines[k].frags, para.x, r.baseline)
		r.frags = append(r.frags[:lead:lead], lines[k].frags...)
		if lead == 0 {
			r.start = lines[k].start
		}
	}
	para.lines = lines
	return true
}

// sameShape reports whether two settings of a paragraph agree in all that page
// breaking depends on.
func sameShape(a, b []line) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].ascent != b[i].ascent || a[i].descent != b[i].descent || len(a[i].notes) != len(b[i].notes) ||
			len(a[i].dests) != len(b[i].dests) {
			return false
		}
	}
	return true
}

// report says where pages could not be ended well.
func (d *divider) report(rows []row, strips []strip, ends []pageEnd, r room) {
	from := pageEnd{note: d.done}
	for i, end := range ends {
		page := len(d.sheets) + i + 1
		if end.row < len(rows) && strips[end.row].cost >= forbidden && end.row > from.row {
			d.say(BrokenRule, rows[end.row-1], page, "the page has no better end than one with a widow, an orphan, a stranded heading or a broken word")
		}
		if end.row > from.row && end.note < strips[end.row-1].need {
			d.say(NotesOverflow, rows[end.row-1], page, "the notes called here do not all fit on the page of their calls; they run on")
		}
		if end.row == from.row+1 && strips[from.row].head+strips[from.row].height > r.height {
			d.say(TooHigh, rows[from.row], page, "what stands here cannot be divided and is higher than the page")
		}
		from = end
	}
}

func (d *divider) say(code diag.Code, r row, page int, message string) {
	pos := diag.Pos{}
	if r.start.Node != nil {
		pos = r.start.Node.Pos()
	}
	d.p.log.Add(diag.Diagnostic{Code: code, Severity: diag.Warning, Pos: pos, Rule: "page",
		Message: "page " + itoa(page) + ": " + message})
}
