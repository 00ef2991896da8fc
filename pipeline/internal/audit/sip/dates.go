package sip

import (
	"time"

	"octavo/pipeline/internal/audit/bag"
	"octavo/pipeline/internal/diag"
)

// date is a date that a file of the package says of the run that made it.
type date struct {
	file, what, text string
	day              bool // it has no time
}

// dated notes a date; Dates compares them all.
func (p *Package) dated(file, what, text string) {
	p.dates = append(p.dates, date{file: file, what: what, text: text})
}

// Dated notes a date that another part of the check has read, as RFC 3339.
func (p *Package) Dated(file, what, text string) { p.dated(file, what, text) }

// Dates wants all dates of the run to be one: a run has one time. What most files say
// counts as that.
func (p *Package) Dates() {
	if day := p.Get(bag.DateField); day != "" {
		p.dates = append(p.dates, date{"bag-info.txt", bag.DateField, day, true})
	}
	count := map[time.Time]int{}
	best := time.Time{}
	for _, d := range p.dates {
		if at, err := d.time(); err == nil && !d.day {
			count[at]++
			if count[at] > count[best] || count[at] == count[best] && at.Before(best) {
				best = at
			}
		}
	}
	for _, d := range p.dates {
		at, err := d.time()
		switch {
		case err != nil:
			p.wrong(CodeDate, d.file, 0, askMaker, "%s is %q, which is no time as 2025-05-21T10:00:00Z is", d.what, d.text)
		case d.day && d.text != best.Format(time.DateOnly), !d.day && !at.Equal(best):
			p.wrong(CodeDate, d.file, 0, askMaker, "%s is %s, and %d other dates of the package say %s", d.what, d.text, count[best], best.Format(time.RFC3339))
		}
	}
}

func (d date) time() (time.Time, error) {
	layout := time.RFC3339
	if d.day {
		layout = time.DateOnly
	}
	at, err := time.Parse(layout, d.text)
	return at.UTC(), err
}

// NotChecked says what was not checked.
func NotChecked(log *diag.Log, file, message, hint string) {
	log.Add(diag.Diagnostic{Code: CodeUnread, Severity: diag.Info, Pos: diag.Pos{File: file}, Rule: "what is not checked is said", Message: message, Hint: hint})
}
