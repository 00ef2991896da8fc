package understand

// settleSeries makes headings of the members of a series most of which the trees left
// headings: what counts on with these is one where its text may be a title.
func (s *state) settleSeries() {
	for _, c := range s.chains {
		if n := len(c.members); len(s.headMembers(c))*2 <= n {
			continue
		}
		for _, i := range c.members {
			if s.mayCountOn(i) {
				s.heading(s.blocks[i], "a number that counts on with those of headings", 0.70)
			}
		}
	}
}

// mayCountOn reports whether block i may be a heading because others of its series are.
func (s *state) mayCountOn(i int) bool {
	b := s.blocks[i]
	return i >= s.front && b.role == roleText && b.claim() == nil && !b.columns() && !isNoTitle(b.text) && (numberedTitle(b, false) || s.isPhrase(i))
}
