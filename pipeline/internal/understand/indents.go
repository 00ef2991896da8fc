package understand

// Text browsers of the family of Lynx print running text three columns in, and
// a heading of the second rank at the margin, each lower one two columns further.
const (
	browserText = 3
	maxShift    = 8
)

// browserIndents reports whether the indents of the headings show their levels:
// nearly all running text stands three columns in, and the headings without a
// number have at least two even indents.
func (s *state) browserIndents() bool {
	texts, others, odd, even := 0, 0, 0, 0
	shifts := map[int]bool{}
	for _, b := range s.blocks[s.front:] {
		switch {
		case b.role == roleHeading && b.ord.style == "" && b.indent%2 == 1:
			odd++
		case b.role == roleHeading && b.ord.style == "" && b.indent <= maxShift:
			shifts[b.indent] = true
			even++
		case b.role == roleText && running(b.text) && b.indent == browserText:
			texts++
		case b.role == roleText && running(b.text):
			others++
		}
	}
	return len(shifts) >= 2 && even > 3*odd && texts >= 3 && texts > 9*others
}
