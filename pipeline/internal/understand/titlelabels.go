package understand

import "strings"

// titleLabels puts the titles that stand below a label with its number alone on its line
// behind it, "Artikel 3" over "Definities", and joins the lines of one in capitals.
func (s *state) titleLabels() {
	gone, stopped := map[*block]bool{}, s.stoppedTitles()
	var head *block
	alone := false
	for i, b := range s.blocks {
		switch joined := head != nil && head.ord.rest != ""; {
		case i < s.front || b.role != roleHeading && !(joined && s.breaksOffIn(head, stopped) && b.role == roleText && b.claim() == nil && allCaps(b.text)):
			head = nil
		case b.ord.label != nil && b.ord.label.rank < rankQuestion && (b.ord.rest == "" || allCaps(b.text)):
			head, alone = b, b.ord.rest == ""
		case head == nil || b.ord.style != "" || leadEnd(b.text) > 0 || isPartTitle(b.text) || words(head.text)+words(b.text) > maxPlainWords && !endsWithHyphen(head.text),
			b.blank > 0 && joined && !s.breaksOffIn(head, stopped), !alone && !allCaps(b.text):
			head = nil
		default:
			s.merge(head, b)
			head.ord, _ = parseOrdinal(head.text)
			gone[b] = true
		}
	}
	s.remove(func(_ int, b *block) bool { return gone[b] })
}

// breaksOffIn reports whether the title of a heading in capitals goes on: the end of its line
// divides a word, or it lacks the stop in which those of its label end.
func (s *state) breaksOffIn(head *block, stopped map[int]bool) bool {
	return allCaps(head.text) && (endsWithHyphen(head.text) || stopped[head.ord.label.rank] && !strings.HasSuffix(head.text, "."))
}

// leastStopTitles is how many headings of a label end in a stop where all of them do: many stand
// on several lines, of which the last alone has one.
const leastStopTitles = 3

// stoppedTitles are the ranks of the labels whose headings in capitals end in a stop.
func (s *state) stoppedTitles() map[int]bool {
	ends, stopped := map[int]int{}, map[int]bool{}
	for _, b := range s.blocks {
		if b.isLabelledHead() && b.ord.rest != "" && allCaps(b.text) && strings.HasSuffix(b.text, ".") {
			rank := b.ord.label.rank
			ends[rank]++
			stopped[rank] = ends[rank] >= leastStopTitles
		}
	}
	return stopped
}
