package measure

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Report is what was measured.
type Report struct {
	Pages int
	// Lines counts the justified lines, Spaces the word spaces in them.
	Lines, Spaces int
	// Median, P95, Widest and Narrowest are word spaces over their natural
	// width.
	Median, P95, Widest, Narrowest float64
	// WidestAt and NarrowestAt are the lines that hold them.
	WidestAt, NarrowestAt string
	// Hyphens is the longest run of lines that end inside a word.
	Hyphens int
	// Short holds lines of justified blocks that do not reach the margin.
	Short []string
	// Widows and Orphans hold lines that stand alone on a page, apart from
	// the rest of their block; Stranded holds headings at the foot of a page.
	Widows, Orphans, Stranded []string
	// Astray holds notes that do not start on the page of their call.
	Astray []string
}

// Bars are what justified text must reach. A zero field of a limit means none.
type Bars struct {
	P95, Widest, Narrowest float64
	Hyphens                int
}

// House is what Octavo promises of its own sheets.
var House = Bars{P95: 1.50, Widest: 2.0, Narrowest: 0.8, Hyphens: 2}

// PDF measures the file at path.
func PDF(path string) (Report, error) {
	f, err := open(path)
	if err != nil {
		return Report{}, err
	}
	b := f.book()
	if len(b.blocks) == 0 {
		return Report{}, fmt.Errorf("%s has no structure to measure by; only tagged PDFs can be measured", path)
	}
	r := b.report()
	r.Pages = len(f.pages())
	return r, nil
}

func (b book) report() Report {
	r := Report{}
	for _, bl := range b.blocks {
		bl.split()
	}
	r.spaces(b)
	r.ends(b)
	r.headings(b)
	r.astray(b)
	return r
}

// justified reports whether a block's lines are set to the full measure.
func (b *block) justified() bool {
	return !b.apart && (b.role == "P" || b.role == "LBody" || b.role == "Note")
}

// edge is how far from the page's right edge of text a line may end and still
// be full, in ems: signs hang into the margin by less than this.
const edge = 0.4

func (r *Report) spaces(b book) {
	margin := margins(b)
	var all []float64
	r.Narrowest = math.Inf(1)
	for _, bl := range b.blocks {
		if !bl.justified() {
			continue
		}
		hyphens := 0
		for i, l := range bl.lines {
			if hyphens++; !l.hyphenated() {
				hyphens = 0
			}
			r.Hyphens = max(r.Hyphens, hyphens)
			if i == len(bl.lines)-1 {
				break // a last line is as long as it is
			}
			if l.right() < margin[l.page]-edge*l.glyphs[0].size {
				r.Short = append(r.Short, l.where())
				continue
			}
			all = append(all, r.line(l)...)
		}
	}
	r.Spaces = len(all)
	if len(all) > 0 {
		slices.Sort(all)
		r.Median, r.P95 = all[len(all)/2], all[(len(all)-1)*95/100]
	}
}

// line notes the extremes of a justified line.
func (r *Report) line(l line) []float64 {
	r.Lines++
	spaces := l.spaces()
	for _, s := range spaces {
		if s > r.Widest {
			r.Widest, r.WidestAt = s, l.where()
		}
		if s < r.Narrowest {
			r.Narrowest, r.NarrowestAt = s, l.where()
		}
	}
	return spaces
}

// margins finds where the text of each page ends on the right: the median of
// its full lines, since signs hang out by different amounts. Facing pages have
// different margins.
func margins(b book) map[int]float64 {
	ends := map[int][]float64{}
	for _, bl := range b.blocks {
		for i, l := range bl.lines {
			if bl.justified() && i < len(bl.lines)-1 {
				ends[l.page] = append(ends[l.page], l.right())
			}
		}
	}
	out := map[int]float64{}
	for page, list := range ends {
		slices.Sort(list)
		out[page] = list[len(list)*3/4]
	}
	return out
}

func (l line) where() string {
	text := []rune(strings.TrimSpace(strings.ReplaceAll(l.text(), "\u00ad", "-")))
	if len(text) > 50 {
		text = append(text[:50:50], '…')
	}
	return fmt.Sprintf("page %d: %s", l.page+1, string(text))
}

// ends finds the lines that a page break parted from their block.
func (r *Report) ends(b book) {
	for _, bl := range b.blocks {
		n := len(bl.lines)
		if n < 2 || bl.apart {
			continue
		}
		if bl.lines[0].page != bl.lines[1].page {
			r.Orphans = append(r.Orphans, bl.lines[0].where())
		}
		if bl.lines[n-1].page != bl.lines[n-2].page {
			r.Widows = append(r.Widows, bl.lines[n-1].where())
		}
	}
}

// headings finds those whose next block begins on another page.
func (r *Report) headings(b book) {
	var before *block
	for _, bl := range b.blocks {
		if len(bl.lines) == 0 || bl.note != nil {
			continue
		}
		if before != nil && isHeading(before) && !bl.apart {
			last := before.lines[len(before.lines)-1]
			if last.page != bl.lines[0].page {
				r.Stranded = append(r.Stranded, last.where())
			}
		}
		before = bl
	}
}

func isHeading(b *block) bool { return len(b.role) == 2 && b.role[0] == 'H' }

// astray compares the pages of calls and notes, the n-th call of a label with
// the n-th note of that label.
func (r *Report) astray(b book) {
	taken := map[int]bool{}
	for _, c := range b.calls {
		for _, n := range b.notes {
			if taken[n.order] || label(n.label) != c.label {
				continue
			}
			taken[n.order] = true
			if page := n.page(); page != c.page {
				r.Astray = append(r.Astray, fmt.Sprintf("note %s stands on page %d, its call on page %d", c.label, page+1, c.page+1))
			}
			break
		}
	}
	for _, n := range b.notes {
		if !taken[n.order] {
			r.Astray = append(r.Astray, fmt.Sprintf("note %q on page %d has no call", n.label, n.page()+1))
		}
	}
}

// page is where the note's first line stands, -1 where it has none.
func (n *note) page() int {
	for _, b := range n.blocks {
		if len(b.lines) > 0 {
			return b.lines[0].page
		}
	}
	return -1
}

// Missed lists the bars that the report does not reach.
func (r Report) Missed(b Bars) []string {
	var out []string
	miss := func(bad bool, format string, args ...any) {
		if bad {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	miss(r.Lines == 0, "no justified line was found")
	miss(r.P95 > b.P95, "95th percentile of word spaces is %.2f, over %.2f", r.P95, b.P95)
	miss(r.Widest > b.Widest, "widest word space is %.2f, over %.2f (%s)", r.Widest, b.Widest, r.WidestAt)
	miss(r.Narrowest < b.Narrowest, "narrowest word space is %.2f, under %.2f (%s)", r.Narrowest, b.Narrowest, r.NarrowestAt)
	miss(r.Hyphens > b.Hyphens, "%d hyphens in a row, more than %d", r.Hyphens, b.Hyphens)
	for _, list := range []struct {
		what  string
		where []string
	}{{"widow", r.Widows}, {"orphan", r.Orphans}, {"stranded heading", r.Stranded}, {"note astray", r.Astray}} {
		for _, w := range list.where {
			miss(true, "%s: %s", list.what, w)
		}
	}
	return out
}

// Print writes the table.
func (r Report) Print(w io.Writer) {
	fmt.Fprintf(w, "pages                     %d\n", r.Pages)
	fmt.Fprintf(w, "justified lines           %d, with %d word spaces\n", r.Lines, r.Spaces)
	fmt.Fprintf(w, "word space over natural   median %.2f, 95th percentile %.2f\n", r.Median, r.P95)
	fmt.Fprintf(w, "  widest                  %.2f (%s)\n", r.Widest, r.WidestAt)
	fmt.Fprintf(w, "  narrowest               %.2f (%s)\n", r.Narrowest, r.NarrowestAt)
	fmt.Fprintf(w, "hyphens in a row          %d\n", r.Hyphens)
	for _, list := range []struct {
		what  string
		where []string
	}{{"lines short of the margin", r.Short}, {"widows", r.Widows}, {"orphans", r.Orphans},
		{"stranded headings", r.Stranded}, {"notes astray", r.Astray}} {
		fmt.Fprintf(w, "%-25s %d\n", list.what, len(list.where))
		for _, at := range list.where {
			fmt.Fprintf(w, "  %s\n", at)
		}
	}
}
