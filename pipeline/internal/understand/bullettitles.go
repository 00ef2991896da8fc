package understand

// bulletTitles takes titles behind a list sign without a space, "•Legal basis",
// as explanatory memoranda of the European Commission have them on the web: each
// alone over running text, at least two in the document.
func (s *state) bulletTitles() {
	var titles []*block
	for i := s.front; i+1 < len(s.blocks); i++ {
		if s.isBulletTitle(i) {
			titles = append(titles, s.blocks[i])
		}
	}
	if len(titles) < 2 {
		return
	}
	for _, b := range titles {
		s.heading(b, "a title behind a list sign, alone over running text", 0.80)
	}
}

// isBulletTitle reports whether block i is a short text glued to its list sign
// with no item beside it and text under it.
func (s *state) isBulletTitle(i int) bool {
	b := s.blocks[i]
	if b.role != roleItem || len(b.lines) == 0 || !titleish(b.text) || words(b.text) > maxPlainWords {
		return false
	}
	glued := len(b.lines[0].text) == len(b.bullet)+len(b.text)
	next := s.blocks[i+1]
	return glued && next.role == roleText && (running(next.text) || endsClause(next.text)) && (i == 0 || s.blocks[i-1].role != roleItem)
}
