package factory

import (
	"fmt"
	"strings"
)

// sheet is a random sheet for a browser that prints: size, margins, heads and
// folios, indent or space, the look of headings and the place of marks.
func (m *maker) sheet(d *Document) string {
	var b strings.Builder
	size := pick(m, []string{"A4", "A4", "A4", "letter", "A5", "210mm 240mm"})
	left, right := 18+m.IntN(15), 15+m.IntN(15)
	if len(d.Running.Margin) > 0 {
		right = 62
	}
	fmt.Fprintf(&b, "@page{size:%s;margin:%dmm %dmm %dmm %dmm;%s}\n", size, 20+m.IntN(12), right, 20+m.IntN(12), left, m.edges(d.Running))
	b.WriteString("@page:first{@top-left{content:none}@top-center{content:none}@top-right{content:none}}\n")
	fmt.Fprintf(&b, "body{font:%dpt/%s %s;text-align:%s;margin:0}\n", 9+m.IntN(4), pick(m, []string{"1.2", "1.35", "1.5"}),
		pick(m, []string{"serif", "sans-serif", "Arial, sans-serif"}), pick(m, []string{"left", "justify"}))
	// Fixed boxes come back on each page in print (CSS Positioned Layout 3, section 2.1).
	fmt.Fprintf(&b, ".margin{position:fixed;right:-52mm;top:%dmm;width:46mm;font-size:7.5pt;text-align:left}\n", m.IntN(30))
	b.WriteString(pick(m, []string{"p{margin:0 0 .8em}", "p{margin:0;text-indent:1.2em}", "p{margin:0}"}))
	b.WriteString("p.M,p.C,p.K{text-indent:0;margin:0 0 .2em}.break{break-after:page}\n")
	fmt.Fprintf(&b, "h1,h2,h3,h4,h5,h6{font-size:%s;font-weight:%s;margin:%s;text-align:left}h1{font-size:1.5em}\n",
		pick(m, []string{"1em", "1.15em", "1.3em"}), pick(m, []string{"bold", "normal"}), pick(m, []string{"1em 0 .4em", "1.5em 0 1em", ".6em 0 0"}))
	b.WriteString(m.marks())
	fmt.Fprintf(&b, "main{column-count:%d;column-gap:8mm}table{border-collapse:collapse;width:%s}td{padding:1pt 4pt;vertical-align:top}td+td{text-align:%s}\n",
		d.Columns, pick(m, []string{"100%", "auto"}), pick(m, []string{"left", "right"}))
	fmt.Fprintf(&b, ".columns{display:flex;gap:%dmm;margin:.5em 0}.note{font-size:.8em}sup{font-size:.65em;line-height:0}\n", 4+m.IntN(30))
	return b.String()
}

// marks says how marks of items and notes stand: hanging or in the line.
func (m *maker) marks() string {
	hang := fmt.Sprintf("{display:flex}.%%[1]s .mark{min-width:%dmm;flex:none}\n", 4+m.IntN(8))
	hanging := func(class string) string { return "." + class + strings.ReplaceAll(hang, "%[1]s", class) }
	out := fmt.Sprintf(".level1{margin-left:%dmm}.level2{margin-left:14mm}", 5+m.IntN(5))
	if !m.chance(3) {
		out += hanging("item")
	}
	if m.chance(2) {
		out += hanging("note")
	}
	return out
}

// edges puts heads, feet and folios into the boxes of the page's margin
// (CSS Paged Media 3, section 5).
func (m *maker) edges(r Running) string {
	var b strings.Builder
	box := func(place, content string) { fmt.Fprintf(&b, "@%s{content:%s;font-size:8pt}", place, content) }
	if r.Head != "" {
		box(pick(m, []string{"top-left", "top-center", "top-right"}), fmt.Sprintf("%q", r.Head))
	}
	if r.Foot != "" {
		box("bottom-left", fmt.Sprintf("%q", r.Foot))
	}
	if r.Folio != "" {
		folio := strings.NewReplacer("##", `" counter(pages) "`, "#", `" counter(page) "`).Replace(r.Folio)
		box(pick(m, []string{"bottom-right", "bottom-right", "top-right-corner"}), `"`+folio+`"`)
	}
	return b.String()
}
