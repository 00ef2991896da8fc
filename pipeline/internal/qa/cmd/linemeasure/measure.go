package main

import (
	"fmt"
	"slices"
	"strings"
)

// The bars of the project.
const (
	barP95     = 1.35
	barMax     = 1.50
	barMin     = 0.80
	barHyphens = 1     // in a row
	barShare   = 0.097 // of the lines that end in a hyphen: 60 of 620
	barGrid    = 0.98  // of the lines of running text that stand on the grid
	// rounding is what coordinates in thousandths of an em may be off.
	rounding = 0.005
)

// spacing is the widest word space of a line.
type spacing struct {
	ratio float64
	page  int
	text  string
}

// measured is what was found.
type measured struct {
	pages, lines, hyphens, longest     int
	spaces                             []float64 // sorted
	wide                               []spacing
	widows, orphans, stranded, strayed int
	grid                               float64
	spreads, level                     int
	faults                             []string
}

// measure looks at every block's lines.
func measure(b *book) *measured {
	m := &measured{pages: len(b.pages)}
	seen := map[*block]bool{}
	for _, l := range b.lines {
		if !seen[l.block] {
			seen[l.block] = true
			m.block(l.block)
		}
	}
	slices.Sort(m.spaces)
	slices.SortStableFunc(m.wide, func(a, b spacing) int { return int(1e6 * (b.ratio - a.ratio)) })
	m.headings(b)
	m.grid = onGrid(b)
	m.facing(b)
	for _, c := range b.calls {
		if c.page != c.note {
			m.strayed++
			m.fault("the note of a call on page %d begins on page %d", c.page+1, c.note+1)
		}
	}
	return m
}

func (m *measured) fault(format string, args ...any) {
	m.faults = append(m.faults, fmt.Sprintf(format, args...))
}

// running are the blocks whose lines are justified text.
func running(b *block) bool { return b.role == "P" || b.role == "LBody" }

func (m *measured) block(b *block) {
	m.split(b)
	if !running(b) || !justified(b) {
		return
	}
	run := 0
	for i, l := range b.lines {
		m.lines++
		if run++; !l.hyphenated() {
			run = 0
		} else {
			m.hyphens++
		}
		if m.longest = max(m.longest, run); run > barHyphens {
			m.fault("hyphens in a row on page %d: %s", l.page+1, l.text())
		}
		if i+1 < len(b.lines) {
			m.spacing(l)
		}
	}
}

// justified reports whether any space of the block is stretched or shrunk.
func justified(b *block) bool {
	for _, l := range b.lines {
		for _, r := range l.ratios() {
			if !near(r, 1, 2*rounding) {
				return true
			}
		}
	}
	return false
}

func (m *measured) spacing(l *line) {
	ratios := l.ratios()
	if len(ratios) == 0 {
		return
	}
	m.spaces = append(m.spaces, ratios...)
	m.wide = append(m.wide, spacing{slices.Max(ratios), l.page, l.text()})
}

// split looks for a block whose first or last line stands alone on a page.
func (m *measured) split(b *block) {
	perPage := map[int]int{}
	for _, l := range b.lines {
		perPage[l.page]++
	}
	first, last := b.lines[0], b.lines[len(b.lines)-1]
	if first.page == last.page {
		return
	}
	if perPage[first.page] == 1 {
		m.orphans++
		m.fault("an orphan at the foot of page %d: %s", first.page+1, first.text())
	}
	if perPage[last.page] == 1 {
		m.widows++
		m.fault("a widow at the head of page %d: %s", last.page+1, last.text())
	}
}

// headings looks for headings with no text of their own under them.
func (m *measured) headings(b *book) {
	for i, l := range b.lines {
		if !heading(l.block) || i+1 < len(b.lines) && b.lines[i+1].block == l.block {
			continue
		}
		if !followed(b.lines[i+1:], l.page) {
			m.stranded++
			m.fault("a stranded heading on page %d: %s", l.page+1, l.text())
		}
	}
}

func heading(b *block) bool { return len(b.role) == 2 && b.role[0] == 'H' }

func followed(rest []*line, page int) bool {
	for _, l := range rest {
		if l.page == page && !l.block.inNote && !heading(l.block) {
			return true
		}
	}
	return false
}

func (l *line) text() string {
	var b strings.Builder
	for _, g := range l.glyphs {
		b.WriteString(g.text)
	}
	return strings.TrimSpace(b.String())
}

// softHyphen is a hyphen that the program made.
const softHyphen = "\u00ad"

// hyphenated reports whether the line ends in a hyphen, be it the program's or
// the text's own; one by itself stands for a dash.
func (l *line) hyphenated() bool {
	words := strings.Fields(l.text())
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return len(last) > 1 && (strings.HasSuffix(last, softHyphen) || strings.HasSuffix(last, "-") || strings.HasSuffix(last, "\u2010"))
}

// ratios are the word spaces of the line over their natural width: from the
// place of the space to that of the next glyph. The one at the end is none.
func (l *line) ratios() []float64 {
	var out []float64
	for i, g := range l.glyphs[:len(l.glyphs)-1] {
		if (g.text == " " || g.text == "\u00a0") && g.width > 0 {
			out = append(out, (l.glyphs[i+1].x-g.x)/g.width)
		}
	}
	return out
}

// widest are the n lines with the widest spaces.
func (m *measured) widest(n int) []spacing { return m.wide[:min(n, len(m.wide))] }

// row is a row of the table.
type row struct {
	name, value, bar string
	missed           bool
}

func (m *measured) rows() []row {
	p95, most, least := m.quantile(0.95), m.quantile(1), m.quantile(0)
	share := float64(m.hyphens) / float64(max(m.lines, 1))
	none := func(name string, n int) row { return row{name, fmt.Sprint(n), "none", n > 0} }
	return []row{
		{"pages", fmt.Sprint(m.pages), "", false},
		{"lines of justified text", fmt.Sprint(m.lines), "", false},
		{"word spaces", fmt.Sprint(len(m.spaces)), "", false},
		{"word space / natural width, median", ratio(m.quantile(0.5)), "", false},
		{"  95th percentile", ratio(p95), "at most 1.35", p95 > barP95+rounding},
		{"  widest", ratio(most), "at most 1.50", most > barMax+rounding},
		{"  narrowest", ratio(least), "at least 0.80", least < barMin-rounding},
		{"hyphens", fmt.Sprint(m.hyphens), "", false},
		{"  share of the lines", ratio(share), "at most 0.10", share > barShare},
		{"  most in a row", fmt.Sprint(m.longest), "at most 1", m.longest > barHyphens},
		{"lines of running text on the grid", ratio(m.grid), "at least 0.98", m.grid < barGrid},
		{"facing pages within chapters", fmt.Sprint(m.spreads), "", false},
		{"  that end level", fmt.Sprint(m.level), "all", m.level < m.spreads},
		none("widows", m.widows),
		none("orphans", m.orphans),
		none("stranded headings", m.stranded),
		none("notes not on the page of their call", m.strayed),
	}
}

func ratio(r float64) string { return fmt.Sprintf("%.2f", r) }

// quantile is 1 where nothing was measured.
func (m *measured) quantile(q float64) float64 {
	if len(m.spaces) == 0 {
		return 1
	}
	return m.spaces[int(q*float64(len(m.spaces)-1)+0.5)]
}
