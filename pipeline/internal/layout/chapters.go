package layout

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// RunOn is the finding that short chapters do not begin on pages of their own.
const RunOn diag.Code = "layout-run-on"

var _ = diag.Register(map[diag.Code]string{
	RunOn: "The chapters are shorter than a page, so that they follow one another; each on a page of its own, or on a right-hand one, would leave most of the paper blank.",
})

// opening is where a chapter begins, or another box whose style says what becomes of its
// page end where such boxes are short: its first row, and the height of all its rows with
// the notes that they are the first to call.
type opening struct {
	row    *row
	height geom.Length
}

// runOn gives up the page ends before chapters of which their style says so
// (-octavo-break-before-short), where more than half of them are shorter than a page: these
// would leave a right-hand page partly blank and the page behind it wholly.
func (p *paginator) runOn(rows []row) {
	area := p.room("", 1).height
	openings := p.openings(rows, area)
	short, given := 0, 0
	for _, o := range openings {
		if o.height < area {
			short++
		}
	}
	if 2*short <= len(openings) {
		return
	}
	for _, o := range openings {
		if r := o.row.rare; r.force != r.short {
			r.force = r.short
			given++
		}
	}
	if given > 0 {
		p.log.Add(diag.Diagnostic{Code: RunOn, Severity: diag.Info, Pos: openings[0].row.start.Node.Pos(), Rule: "page",
			Message: fmt.Sprintf("%d of %d chapters are shorter than a page: chapters but the first do not begin on right-hand pages or pages of their own", short, len(openings)),
			Hint:    "where they shall all the same, say section.level1 { -octavo-break-before-short: normal; } in a style sheet"})
	}
}

// openings measures the chapters. What a forced page end divides fills whole pages, each
// of the height area, and what lies on its side takes one at least.
func (p *paginator) openings(rows []row, area geom.Length) []opening {
	var openings []opening
	seen := map[*ast.Note]bool{}
	for i := range rows {
		r := &rows[i]
		opens := r.rare != nil && r.rare.opens && r.start.Node != nil
		if opens {
			openings = append(openings, opening{row: r})
		}
		if len(openings) == 0 {
			continue
		}
		last := &openings[len(openings)-1]
		if !opens && r.rare != nil && r.rare.force != style.AutoBreak {
			last.height = (last.height + area - 1) / area * area
		}
		if r.rare != nil && strings.HasSuffix(r.rare.page, turned) {
			last.height += area
		}
		last.height += r.space + r.height + p.firstCalled(r, seen)
	}
	return openings
}

// firstCalled is the height of the notes that no row before r calls.
func (p *paginator) firstCalled(r *row, seen map[*ast.Note]bool) geom.Length {
	if r.rare == nil {
		return 0
	}
	var height geom.Length
	for _, n := range r.rare.notes {
		if seen[n] || p.notes[n] == nil {
			continue
		}
		seen[n] = true
		for i := range p.notes[n].rows {
			height += p.notes[n].rows[i].space + p.notes[n].rows[i].height
		}
	}
	return height
}
