package markup

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	chars "octavo/pipeline/internal/text"
)

// pairKey tells a call and its note apart from others where the names that they lead to
// are gone: the mark that both bear, and the number in which both names end.
type pairKey struct{ label, number string }

// linkEnds are the links of one key: those in the text, and the one that begins a line;
// many where several do, or where one stands in the text behind it.
type linkEnds struct {
	calls []*html.Node
	note  *html.Node
	many  bool
}

// giveNames finds what links lead to whose names are gone, as converters of Word leave
// them: one in the text and one that begins a paragraph or an item behind it bear the
// same mark and lead to different names with the same number, "[2]" to #ftn2 and "[2]"
// to #ref2, of which the page lacks one at least.
func (r *reader) giveNames(links []*html.Node) {
	found, lost := map[pairKey]*linkEnds{}, false
	var ends []*linkEnds // in the order of the page, since two may want one name
	for _, n := range links {
		key, ok := lostKey(n)
		if !ok {
			continue
		}
		lost = lost || r.ids[fragment(n)] == nil
		if found[key] == nil {
			found[key] = &linkEnds{}
			ends = append(ends, found[key])
		}
		found[key].take(n)
	}
	if !lost {
		return
	}
	for _, e := range ends {
		r.nameEnds(e)
	}
}

// lostKey is the key of a link that can be one of such a pair.
func lostKey(n *html.Node) (pairKey, bool) {
	id, label := fragment(n), callLabel(n)
	number := id[len(strings.TrimRightFunc(id, unicode.IsDigit)):]
	return pairKey{label, number}, number != "" && number != id && chars.IsNoteMark(label) && !inHeading(n)
}

func (e *linkEnds) take(n *html.Node) {
	text := inText(n)
	e.many = e.many || e.note != nil || !text && lineOf(n) == nil
	if text {
		e.calls = append(e.calls, n)
	} else {
		e.note = n
	}
}

// nameEnds gives the names of a pair to where they lead, if the calls that lead nowhere
// else share one.
func (r *reader) nameEnds(e *linkEnds) {
	if e.note == nil || e.many {
		return
	}
	line, label := lineOf(e.note), callLabel(e.note)
	e.calls = slices.DeleteFunc(e.calls, func(n *html.Node) bool {
		target := r.ids[fragment(n)]
		return target != nil && noteHolder(target, label) != noteHolder(line, label)
	})
	if len(e.calls) == 0 {
		return
	}
	call, back := fragment(e.calls[0]), fragment(e.note)
	other := slices.ContainsFunc(e.calls, func(n *html.Node) bool { return fragment(n) != call })
	if other || call == back || r.ids[back] != nil && !r.backTo(e.note, e.calls[0]) {
		return
	}
	r.nameLost(call, line)
	r.nameLost(back, e.calls[0])
}

func (r *reader) nameLost(id string, n *html.Node) {
	if r.ids[id] == nil {
		r.ids[id] = n
	}
}
