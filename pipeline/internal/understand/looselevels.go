package understand

import "slices"

// setLevels gives the headings that were found among those of the mark-up their levels,
// and puts the latter inside the parts that were found above them.
func (o *headed) setLevels() {
	w := headedLevels{levels: map[seriesOf]int{}, base: o.base()}
	for _, b := range o.blocks {
		if b.styled() && b.ord.style != "" {
			if k := b.seriesOf(); w.levels[k] == 0 {
				w.levels[k] = b.level
			}
		}
	}
	for i, b := range o.blocks {
		if b.role == roleHeading {
			w.place(b, i+1 < len(o.blocks) && o.blocks[i+1].styled())
		}
	}
}

// base is the heading that stands over the whole document, its title; nil where there is
// none.
func (o *headed) base() *block {
	if len(o.blocks) == 0 || !o.blocks[0].styled() || o.blocks[0].ord.style != "" {
		return nil
	}
	for _, b := range o.blocks[1:] {
		if b.styled() && b.level == 1 {
			return nil
		}
	}
	return o.blocks[0]
}

// headedLevels walks over the headings in order.
type headedLevels struct {
	base   *block
	levels map[seriesOf]int // of the series that mark-up gives
	open   []*block         // the headings above, the outermost first

	// over are the labelled parts that were found and are open, the outermost first.
	over []*foundPart
}

// foundPart is a labelled part that was found and may hold headings of the mark-up. Tight
// tells that one stands right below it, and from is the level, as the mark-up gives it, of
// the first inside, 0 before that.
type foundPart struct {
	head  *block
	tight bool
	from  int
}

// place gives a heading its level; tight tells that one of the mark-up follows right below.
func (w *headedLevels) place(b *block, tight bool) {
	if b.styled() {
		b.level += w.shift(b)
	} else {
		b.level = w.level(b)
		w.over = slices.DeleteFunc(w.over, func(p *foundPart) bool { return p.head.level >= b.level })
		if b.ord.label != nil {
			w.over = append(w.over, &foundPart{b, tight && b.ord.label.rank < rankArticle, 0})
		}
	}
	n := len(w.open)
	for n > 0 && w.open[n-1].level >= b.level {
		n--
	}
	w.open = append(w.open[:n], b)
}

// level is that of the part before it in its series, that of the series where mark-up makes
// headings of others in it, or one below the part that holds it.
func (w *headedLevels) level(b *block) int {
	k := b.seriesOf()
	for _, above := range w.open {
		if above.ord.style != "" && above.seriesOf() == k {
			return above.level
		}
	}
	if w.levels[k] > 0 {
		return w.levels[k]
	}
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.holds(w.open[i], b) {
			return w.open[i].level + 1
		}
	}
	return 1
}

// holds reports whether a part stands inside another: by the ranks of their labels; annexes
// to chapters are inside no title without one, and numbers inside any part.
func (w *headedLevels) holds(above, b *block) bool {
	outer, inner := above.ord.label, b.ord.label
	switch {
	case above == w.base || inner == nil:
		return true
	case outer == nil:
		return inner.rank > rankChapter
	}
	return outer.rank < inner.rank
}

// shift is how much deeper a heading of the mark-up stands because of a part that was found
// above it; parts that do not hold it end there.
func (w *headedLevels) shift(b *block) int {
	for n := len(w.over); n > 0; n-- {
		if p := w.over[n-1]; p.takes(b) {
			w.over = w.over[:n]
			return max(0, p.head.level+1-p.from)
		}
	}
	w.over = nil
	return 0
}

// takes reports whether a heading of the mark-up is inside a part: what stands right below
// it, what has a label of a lower rank, and what is deeper than these.
func (p *foundPart) takes(b *block) bool {
	label, rank := b.ord.label, p.head.ord.label.rank
	inside := p.tight || label != nil && label.rank > rank || p.from > 0 && b.level > p.from
	if !inside || label != nil && label.rank <= rank || b.level < p.from {
		return false
	}
	if p.from == 0 {
		p.from = b.level
	}
	return true
}
