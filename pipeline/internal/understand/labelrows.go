package understand

import (
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// Forms of letters set their labels side by side and the values below, each under its own:
// "Date   Our reference   Page" over "21.11.2031   D31-0417   1 of 3". Programs that keep the
// layout give both as lines with gaps.

// leastRow is how many labels such a row has at least: two may be the heads of a table.
const leastRow = 3

// labelUnder is how many columns a value may begin beside the beginning of its label.
const labelUnder = 2

// rowValue is the first value that a row of labels gives for a class of them, where what it
// holds can be one; the line is that of the value. Labels of the reader's own are passed over.
func (h *letterhead) rowValue(class lexicon.Class, of func(string) string) (line int, value string) {
	for i := range h.lines[:max(0, min(len(h.lines)-1, frontReach))] {
		labels, starts := h.labelRow(i)
		if len(labels) < leastRow {
			continue
		}
		values := h.lines[i+1]
		at, _ := values.segments()
		parts := values.parts()
		for k, label := range labels {
			if label&class == 0 || label&lexicon.Yours != 0 {
				continue
			}
			for n, part := range parts {
				if v := of(part); v != "" && abs(at[n]-starts[k]) <= labelUnder {
					return i + 1, v
				}
			}
		}
	}
	return 0, ""
}

// labelRow gives the classes of the labels of which line i is made up, and where each begins;
// none where most of its parts are no labels, or no line of values stands below.
func (h *letterhead) labelRow(i int) (labels []lexicon.Class, starts []int) {
	l, below := h.lines[i], h.lines[i+1]
	if l.block != nil || below.block != nil || below.blank > 1 || below.page || !hasGap(l.text) || !hasGap(below.text) {
		return nil, nil
	}
	at, _ := l.segments()
	for k, part := range l.parts() {
		if class, end := labelOf(part); class != 0 && (end == len(part) || class&lexicon.Subject != 0 && isLetterReference(part[end:])) {
			labels, starts = append(labels, class), append(starts, at[k])
		}
	}
	if 2*len(labels) <= len(at) {
		return nil, nil
	}
	return labels, starts
}

// isStackedValue reports whether a label in small letters, as the stacks of some letters have
// them, has a date for its value, or where it is of several words a reference.
func isStackedValue(class lexicon.Class, label, value string) bool {
	return class&lexicon.Date != 0 && isDay(value) || class&lexicon.Reference != 0 && strings.Contains(label, " ") && isLetterReference(value)
}
