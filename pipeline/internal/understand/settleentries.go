package understand

import "strings"

// settleEntries makes text of the titles behind a label that are entries of contents which an
// act prints as its text: they head nothing here and stand once more above or below. So are
// those behind several of them that the text says in another form.
func (s *state) settleEntries() {
	last, heading := map[entryTitle]int{}, map[entryTitle]bool{}
	for i, b := range s.blocks {
		if b.isLabelledHead() {
			last[b.entryTitle()] = i
			heading[b.entryTitle()] = heading[b.entryTitle()] || i+1 < len(s.blocks) && !s.headsNoText(i)
		}
	}
	said, run := map[entryTitle]bool{}, 0 // run is how many entries were found in a row
	for i, b := range s.blocks[:max(0, len(s.blocks)-1)] {
		head := b.isLabelledHead()
		entry := head && s.headsNoText(i)
		switch title := b.entryTitle(); {
		case entry && b.ord.rest != "" && (last[title] > i+1 || heading[title]):
			said[title] = true
			run++
			s.noEntryHeading(b)
		case run >= leastEntries && entry && !said[title]:
			s.noEntryHeading(b)
		case head, b.role == roleItem, b.isRunning():
			run = 0
		}
	}
}

// leastEntries is how many entries that stand once more are contents.
const leastEntries = 2

// entryTitle tells the titles behind labels apart, however their labels are written.
type entryTitle struct {
	rank, value int
	words       string
}

func (b *block) entryTitle() entryTitle {
	if b.ord.label == nil {
		return entryTitle{}
	}
	return entryTitle{b.ord.label.rank, b.ord.value(), headKey(b.ord.rest)}
}

func (s *state) noEntryHeading(b *block) {
	s.noHeading(b, s.judged[s.keyAt(b.lines[0].pos)], "an entry of contents, or among these: it heads nothing here", 0.80)
}

// isLabelledHead reports whether a block is a heading behind a label: "Title II".
func (b *block) isLabelledHead() bool { return b.role == roleHeading && b.ord.label != nil }

// headsNoText reports whether neither running text nor an item stands under block i.
func (s *state) headsNoText(i int) bool {
	b := s.blocks[i+1]
	return b.role != roleItem && !b.isRunning()
}

// isRunning reports whether a block is running text, which begins with no label.
func (b *block) isRunning() bool {
	if b.role != roleText || !running(b.text) && !strings.HasSuffix(b.text, ":") {
		return false
	}
	o, ok := parseOrdinal(b.text)
	return !ok || o.label == nil
}
