package understand

import (
	_ "embed"
	"maps"
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// evidence is the log-odds that a call belongs to a note.
func (m *matcher) evidence(site *callSite, d *noteDef) float64 {
	if d.twin || d.place == placeTable && (site.weight < tableCall || site.rule == prefixRule) {
		return never // it is an item of a list or a figure of the table
	}
	if far := d.numberLine - site.index; d.form.common && !m.linked(site, d) && (d.announced || d.still && site.series != d.series() && far > pageApart) {
		return never // it is an item of a list
	}
	if site.alone && (d.place < placeEnd || m.alone[site.label] > maxAlone) || d.place < placePart && (site.weight < 0.45 || m.feet[footNumber{d.number, m.breaks[d.line]}]) {
		return never // it may be the number of a paragraph
	}
	if d.title && d.place < placeFoot || d.place <= placePart && (d.off && d.still || m.members && d.numberLine != d.textLine) {
		return never // it numbers a page, a margin or a paragraph
	}
	if m.paragraphs[d.series()] && d.form.common && (d.cites || d.place <= placePart) {
		return never // it numbers a paragraph
	}
	sum := 0.0
	for _, sign := range m.signs(site, d) {
		sum += pairWeights[sign]
	}
	return sum
}

// tableCall is the least weight of a call of a note under a table, which is full of
// figures.
const tableCall = 0.35

// maxAlone is how often a number may stand alone on a line of a paper and be a call: what
// comes back counts the paragraphs of an act.
const maxAlone = 2

// never is evidence that no series outweighs.
const never = -100

// signs names what speaks for and against a pair.
func (m *matcher) signs(site *callSite, d *noteDef) []string {
	form, around := d.form.name, d.series()
	if m.linked(site, d) {
		form, around = bracketForm.name, site.series
	}
	out := append(make([]string, 0, 12), "any pair", callGrade(site.weight), formNames[form], placeNames[d.place], m.pages(site, d), m.distance(site, d))
	for _, s := range []struct {
		is   bool
		name string
	}{
		{d.form.common && d.place < placePart, "note like an item amid the text"},
		{site.weight < likelyCall && d.place < placeEnd, "weak call of a note amid the text"},
		{d.place == placeTable && running(site.line.text) && !isCaption(site.line.text), "note under a table called in running text"},
		{d.heads, "note like a heading"},
		{d.small, "note begins in small letters"},
	} {
		if s.is {
			out = append(out, s.name)
		}
	}
	for series, name := range enclosures {
		switch {
		case name == "":
		case site.series == noteSeries(series) && around == noteSeries(series):
			out = append(out, name+" both")
		case site.series == noteSeries(series) || around == noteSeries(series):
			out = append(out, name+" one")
		}
	}
	return out
}

// linked reports whether a call is the number of a link in brackets and a note its address,
// as text browsers list them below a page: there the note has no brackets.
func (m *matcher) linked(site *callSite, d *noteDef) bool {
	scheme, rest, found := strings.Cut(m.lines[d.textLine].text[d.textAt:], ":")
	return site.series == seriesBracket && d.series() == seriesStopped && found && scheme != "" && rest != "" && !strings.ContainsAny(scheme+rest, " ")
}

// enclosures are the signs around numbers, by series, that a call and its note
// have both, or one alone.
var enclosures = [noteSeriesCount]string{seriesBracket: "brackets on", seriesParen: "parentheses on", seriesHalf: "parenthesis behind"}

// plainCall is the weight from which a place looks like nothing but a call.
const plainCall = 0.95

// callGrade names how much a place looks like a call.
func callGrade(weight float64) string {
	switch {
	case weight >= plainCall:
		return "call plain"
	case weight >= 0.85:
		return "call likely"
	case weight >= likelyCall:
		return "call possible"
	case weight >= 0.45:
		return "call doubtful"
	case weight >= 0.2:
		return "call unlikely"
	}
	return "call least likely"
}

// formNames are the names of the forms of notes as signs.
var formNames = func() map[string]string {
	out := map[string]string{belowForm.name: "note " + belowForm.name, letterForm.name: "note " + letterForm.name, halfForm.name: "note " + noteForms[0].name}
	for _, f := range noteForms {
		out[f.name] = "note " + f.name
	}
	for _, f := range letterBrackets { // which were not among those that the weights were fitted on
		out[f.name] = "note with a letter"
	}
	return out
}()

var placeNames = [notePlaces]string{"note amid the text", "note in a run amid the text", "note above a title", "note under a table", "note at the end", "note at a foot"}

// pages names how many pages lie between a call and its note.
func (m *matcher) pages(site *callSite, d *noteDef) string {
	n := m.breaks[d.numberLine] - m.breaks[site.index]
	switch {
	case d.numberLine < site.index:
		return "note above its call"
	case d.place == placeEnd, m.buttons:
		return "at the end"
	case m.breaks[len(m.breaks)-1] == 0:
		return "no pages"
	case n == 0:
		return "same page"
	case n == 1:
		return "next page"
	}
	return "further page"
}

// nearLines and pageApart are within how many lines a note stands near its call, and
// on the same page.
const (
	nearLines = 30
	pageApart = 60
)

// distance names how many lines lie between a call and its note.
func (m *matcher) distance(site *callSite, d *noteDef) string {
	n := d.numberLine - site.index
	switch {
	case n < 0, d.place == placeEnd, m.buttons:
		return "lines do not count"
	case n <= nearLines:
		return "lines to 30"
	case n <= 80:
		return "lines to 80"
	}
	return "lines over 80"
}

// pairWeights are the log-odds of the signs, as qa/train fitted them.
//
//go:embed notepairs.tsv
var pairTable string

var pairWeights = readPairWeights(pairTable)

func readPairWeights(table string) map[string]float64 {
	out := map[string]float64{}
	for row := range strings.Lines(table) {
		name, value, found := strings.Cut(strings.TrimSpace(row), "\t")
		w, err := strconv.ParseFloat(value, 64)
		if found && err == nil {
			out[name] = w
		}
	}
	return out
}

// NotePair is a call that may belong to a note, with what speaks for and against.
type NotePair struct {
	Label            string
	CallLine         int
	NoteLine, InLine int // of the note's number and of its text
	Signs            []string
}

// NotePairs lists what may be pairs in the raw lines of doc.
func NotePairs(doc *ast.Document) []NotePair {
	copied := *doc
	s := &state{doc: &copied, log: &diag.Log{}}
	s.load()
	for _, p := range passes {
		if p.name == "notes" {
			break
		}
		p.run(s)
	}
	scan := newCallScan(s.lines)
	m := newMatcher(s.lines, scan, s.candidates())
	var out []NotePair
	for i := range scan.sites {
		for _, o := range m.options[i] {
			site, d := &scan.sites[i], &m.defs[o.def]
			out = append(out, NotePair{d.label, site.line.pos.Line, s.lines[d.numberLine].pos.Line, s.lines[d.textLine].pos.Line, m.signs(site, d)})
		}
	}
	return out
}

// UseNoteWeights makes other weights count, for measuring them, and returns how to
// take them back.
func UseNoteWeights(weights map[string]float64) (restore func()) {
	before := maps.Clone(pairWeights)
	pairWeights = weights
	return func() { pairWeights = before }
}
