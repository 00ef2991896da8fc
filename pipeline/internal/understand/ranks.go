package understand

import "strings"

// ranks counts how often the document shows items of one kind inside those of another.
type ranks map[[2]itemKind]int

// What two items, one right below the other on a page, weigh: an indent shows which is
// inside; a colon that announces the lower one shows it as well. The sign with which a
// list begins says less.
const (
	weighsIndent = 2
	weighsColon  = 2
	weighsFirst  = 1
)

// rankItems counts what the runs of items show of the order of their kinds.
func (s *state) rankItems() ranks {
	r := ranks{}
	var first, above *block
	for _, b := range s.blocks {
		if b.role != roleItem {
			first, above = nil, nil
			continue
		}
		cut := len(b.lines) > 0 && b.lines[0].turns()
		if above == nil && !cut {
			first = b
		}
		if above != nil && !cut {
			r.count(above, b)
		}
		if first != nil {
			r.add(first.itemKind(), b.itemKind(), weighsFirst)
		}
		if above = b; goesOverPage(b) {
			above = nil
		}
	}
	return r
}

func goesOverPage(b *block) bool {
	for _, l := range b.lines[min(1, len(b.lines)):] {
		if l.turns() {
			return true
		}
	}
	return false
}

// count counts what two items show, the second right below the first.
func (r ranks) count(a, b *block) {
	switch {
	case b.indent > a.indent+1:
		r.add(a.itemKind(), b.itemKind(), weighsIndent)
	case b.indent < a.indent-1:
		r.add(b.itemKind(), a.itemKind(), weighsIndent)
	case strings.HasSuffix(a.text, ":"):
		r.add(a.itemKind(), b.itemKind(), weighsColon)
	}
}

func (r ranks) add(outer, inner itemKind, weight int) {
	if outer != inner {
		r[[2]itemKind{outer, inner}] += weight
	}
}

// over reports whether items of kind a stand over those of kind b. Where the document shows
// nothing and a page cuts the list, a bullet stands over a dash, as in most papers.
func (r ranks) over(a, b itemKind, cut bool) bool {
	x, y := r[[2]itemKind{a, b}], r[[2]itemKind{b, a}]
	if x == y {
		return cut && a.bullet != "" && b.bullet != "" && !isDash(a.bullet) && isDash(b.bullet)
	}
	return x > y
}
