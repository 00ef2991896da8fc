package docx

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"octavo/pipeline/internal/read/office"
)

// Running text that has an outline level: lawyers number their paragraphs by styles
// with levels, and what is pasted from a page brings its levels along. Word lists
// both among the headings; they are none.

// findRunningStyles marks the styles with an outline level whose paragraphs are running
// text: a third or more of them, or half and at least three where the style itself is called
// as Word's headings are. One that is only based on such a heading has its numbers alone
// from it, as in the memoranda of British regulations.
func (s *styles) findRunningStyles(body *office.Node) {
	all, running := map[string]int{}, map[string]int{}
	body.Each("w:p", func(p *office.Node) {
		id := p.Kid("w:pPr", "w:pStyle").Attr("w:val")
		if id == "" {
			return
		}
		if text := p.AllText(); strings.TrimSpace(text) != "" {
			all[id]++
			if office.IsRunning(text) {
				running[id]++
			}
		}
	})
	s.running = map[string]bool{}
	for id, n := range running {
		if s.get(id).isHeading() {
			s.running[id] = n >= leastRunning && 2*n >= all[id]
		} else {
			s.running[id] = 3*n >= all[id]
		}
	}
}

// leastRunning is how many paragraphs of running text tell that a heading of Word was used
// for text: fewer are slips of its author.
const leastRunning = 3

// isHeadingByName reports whether a style, or one that it is based on, is called as
// the headings of Word are.
func (s *styles) isHeadingByName(id string) bool {
	found := false
	s.chain(id, func(st *style) bool {
		found = st.isHeading()
		return found
	})
	return found
}

// sayRunningStyles puts on record the styles whose level does not count.
func (r *reader) sayRunningStyles() {
	for _, id := range slices.Sorted(maps.Keys(r.styles.running)) {
		if st := r.styles.get(id); r.styles.running[id] && st.para.outline >= 0 && st.para.outline < bodyText {
			r.Info(1, office.CodeHeading, 0.8, fmt.Sprintf("the style %q has the level of a heading and none of its paragraphs is one: many of them are text", st.name))
		}
	}
}
