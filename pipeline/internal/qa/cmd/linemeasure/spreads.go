package main

import "math"

// Facing pages are those that lie open together: an even one and the odd one after
// it. They should end level, but before the end of a chapter.

// levelSlack is how unlike the depth of level pages may be, in points: half a line,
// as a table ends with a rule below its last line.
const levelSlack = 7.5

// leaf is what is asked of a page.
type leaf struct {
	text    bool    // it has running text
	chapter bool    // it begins with a chapter's heading
	foot    float64 // the lowest baseline
	left    float64 // the commonest left edge of running text
}

// leaves are the pages of a book.
func leaves(b *book) []leaf {
	out := make([]leaf, len(b.pages))
	edges := make([][]float64, len(b.pages))
	seen := make([]bool, len(b.pages))
	size := bodySize(b)
	for _, l := range b.lines {
		p := &out[l.page]
		if !seen[l.page] {
			seen[l.page], p.chapter, p.foot = true, l.block.role == "H1", l.y
		}
		p.foot = min(p.foot, l.y)
		if l.runs() && l.size == size {
			p.text = true
			edges[l.page] = append(edges[l.page], hundredth(l.glyphs[0].x))
		}
	}
	for i := range out {
		out[i].left = commonest(edges[i], func(x float64) (float64, bool) { return x, true })
	}
	return out
}

// mirrored reports whether the inner margin changes sides from page to page.
func mirrored(pages []leaf) bool {
	var sides [2][]leaf
	for i, p := range pages {
		sides[i%2] = append(sides[i%2], p)
	}
	edge := func(p leaf) (float64, bool) { return p.left, p.text }
	return !near(commonest(sides[0], edge), commonest(sides[1], edge), 1)
}

// facing counts the facing pages that neither end a chapter nor the text, and those
// of them that end level.
func (m *measured) facing(b *book) {
	pages := leaves(b)
	if !mirrored(pages) {
		return
	}
	for i := 1; i+2 < len(pages); i += 2 {
		left, right := pages[i], pages[i+1]
		if !goesOn(pages[i:]) || !goesOn(pages[i+1:]) {
			continue
		}
		m.spreads++
		if near(left.foot, right.foot, levelSlack) {
			m.level++
		} else {
			m.fault("pages %d and %d end %.1f points apart", i+1, i+2, math.Abs(left.foot-right.foot))
		}
	}
}

// goesOn reports whether the text of the first page goes on on the second.
func goesOn(pages []leaf) bool {
	return pages[0].text && pages[1].text && !pages[1].chapter
}
