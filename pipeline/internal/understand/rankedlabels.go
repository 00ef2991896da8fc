package understand

// placeOf is where a new kind of numbered headings stands among those seen: behind them, or
// where the ranks of labels count, before the first of a lower rank.
func (l *leveller) placeOf(k kind) int {
	for i, seen := range l.kinds {
		if l.ranked && k.rank > 0 && seen.rank > k.rank {
			return i
		}
	}
	return len(l.kinds)
}

// sectionsJump reports whether the headings of a label that stood above the first of a higher
// rank jump or begin anew below it: "SEC. 3." above "TITLE I", "SEC. 101." below. Then they
// stand inside it. Where they count on, "Abschnitt 2" behind "Kapitel 3", it is inside them.
func (s *state) sectionsJump() bool {
	last, waits := map[int]int{}, map[int]bool{} // by rank: the last number, and whether a higher label came
	for _, b := range s.blocks {
		if !b.isLabelledHead() || b.isQuestion() || b.isArticle() || b.ord.depth() > 1 {
			continue
		}
		rank := b.ord.label.rank
		if waits[rank] && b.ord.value() != last[rank]+1 {
			return true
		}
		if _, seen := last[rank]; !seen {
			for lower := range last {
				waits[lower] = waits[lower] || lower > rank
			}
		}
		last[rank] = b.ord.value()
		delete(waits, rank)
	}
	return false
}
