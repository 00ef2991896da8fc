package understand

// A running head says what its page holds: the words of the chapter that begins there
// stand twice at the top of the page, once above the other.

// claimEchoes claims the last line of a running head that the heading right below it says
// again, where its number or capitals tell that it is one of the two: nothing is lost.
func (s *state) claimEchoes(claims []edgeClaim, leaves []leaf) {
	for _, page := range leaves {
		i := page.from
		for i < page.to && claims[i].confidence(s.edgeText(i)) > 0 {
			i++
		}
		if s.lines[page.from].page && i < page.to && s.saidBelow(i) && (isListed(s.lines[i].text) || allCaps(s.lines[i].text) && !allCaps(s.lines[i+1].text)) {
			claims[i].proofs |= proofEdge | proofHalf
		}
	}
}

// saidBelow reports whether the next line of the page says the same letters as line i.
func (s *state) saidBelow(i int) bool {
	if i+1 >= len(s.lines) || s.lines[i].block != nil || s.lines[i+1].page || !titleish(s.lines[i].text) {
		return false
	}
	key := entryKey(s.lines[i].text)
	return key == entryKey(s.lines[i+1].text) && len(key) >= sectionKey
}
