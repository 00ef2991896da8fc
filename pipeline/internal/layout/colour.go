package layout

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// Lines that an eye stops at are in the log, as a typesetter notes them on a proof:
// nothing is wrong with them but that other words would make better ones.

// What is found in finished lines.
const (
	LooseLine diag.Code = "layout-line-loose"
	TightLine diag.Code = "layout-line-tight"
	River     diag.Code = "layout-river"
)

var _ = diag.Register(map[diag.Code]string{
	LooseLine: "The word spaces of a line are more than half as wide again as by themselves.",
	TightLine: "The words of a line stand as near to each other as they may.",
	River:     "Wide word spaces stand under each other in several lines.",
})

// The word spaces by which lines are told, in thousandths of their natural width.
const (
	looseSpace = 1510 // a little above what is asked for, which rounding may take
	tightSpace = 810  // what is left at the ratio -1, and as little more
	// riverSpace is how wide spaces are that show as white under each other,
	// riverLines through how many lines.
	riverSpace, riverLines = 1150, 4
)

// look reports the lines of a page's rows.
func (d *divider) look(rows []row, page int) {
	var flow river
	for i := range rows {
		r := &rows[i]
		if r.para == nil || r.para.style.style.TextAlign != style.Justify {
			flow = river{}
			continue
		}
		if r.index == 0 {
			flow = river{}
		}
		l := &r.para.lines[r.index]
		switch {
		case l.space > looseSpace:
			d.note(LooseLine, r, page, fmt.Sprintf("the word spaces of this line are %.1f times as wide as by themselves", float64(l.space)/1000))
		case l.space > 0 && l.space < tightSpace:
			d.note(TightLine, r, page, "the words of this line stand as near to each other as they may")
		}
		if flow.runs(l) {
			d.note(River, r, page, fmt.Sprintf("wide word spaces stand under each other in %d lines, of which this is the last", riverLines))
		}
	}
}

func (d *divider) note(code diag.Code, r *row, page int, message string) {
	f := diag.Diagnostic{Code: code, Severity: diag.Info, Rule: "spacing", Excerpt: r.para.lines[r.index].text(),
		Message: "page " + itoa(page) + ": " + message, Hint: "another wording of the paragraph makes other lines"}
	if r.start.Node != nil {
		f.Pos = r.start.Node.Pos()
	}
	d.p.log.Add(f)
}

// text is what the line reads.
func (l *line) text() string {
	var b strings.Builder
	for _, f := range l.frags {
		if f.Run != nil {
			b.WriteString(f.Run.Text)
		}
	}
	return strings.TrimSpace(b.String())
}

// river follows white from line to line.
type river struct{ gaps []gap }

// gap is a word space and the number of lines through which white has come to it.
type gap struct {
	from, to geom.Length
	lines    int
}

// runs goes on to the next line. It reports whether white has run through
// riverLines with it, once for a river.
func (r *river) runs(l *line) bool {
	if l.space < riverSpace {
		r.gaps = nil
		return false
	}
	next, found := l.gaps(), false
	for i := range next {
		for _, above := range r.gaps {
			if next[i].under(above) {
				next[i].lines = max(next[i].lines, above.lines+1)
			}
		}
		found = found || next[i].lines == riverLines
	}
	r.gaps = next
	return found
}

// under reports whether white runs from the gap above to g: they share half of the
// narrower.
func (g gap) under(above gap) bool {
	shared := min(g.to, above.to) - max(g.from, above.from)
	return 2*shared >= min(g.to-g.from, above.to-above.from)
}

// gaps are the word spaces of a line, its end left out.
func (l *line) gaps() []gap {
	var out []gap
	right := lineWidth(l)
	for _, f := range l.frags {
		if f.Run == nil {
			continue
		}
		x, at := f.Run.X, 0
		for _, g := range f.Run.Glyphs {
			end := x + advance(f.Run, g)
			to := min(at+int(g.Text), len(f.Run.Text))
			if to > at && strings.TrimSpace(f.Run.Text[at:to]) == "" && end <= right {
				out = append(out, gap{x, end, 1})
			}
			x, at = end, to
		}
	}
	return out
}
