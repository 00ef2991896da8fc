package markup

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// stretch is a part of the page in reading order: a heading, a note, or nil for
// anything else that is seen.
type stretch struct {
	head *html.Node
	note bool
}

// dropNoteHeads leaves headings out that stand over nothing but notes: the notes
// have gone to their calls.
func (r *reader) dropNoteHeads(content *html.Node) {
	if len(r.notes.list) == 0 {
		return
	}
	var row []stretch
	r.stretches(content, &row)
	for i, s := range row {
		k := i + 1
		for k < len(row) && row[k].note {
			k++
		}
		if s.head == nil || k == i+1 || r.notes.calledIn(s.head) || k < len(row) && !ends(s.head, row[k].head) {
			continue
		}
		r.dropNode(s.head, CodeNoteHead, 0.9, "it stands over nothing but notes, which go to their calls")
		r.marks[s.head] = true
	}
}

// calledIn reports whether a call stands in n: what has a note of its own is no
// heading over the notes.
func (s *notes) calledIn(n *html.Node) bool {
	found := false
	walk(n, func(c *html.Node) bool {
		found = found || s.calls[c] != nil
		return !found
	})
	return found
}

// ends reports whether next is a heading that ends what stands under head.
func ends(head, next *html.Node) bool {
	return next != nil && (!isHeading(head) || !isHeading(next) || next.Data <= head.Data)
}

// stretches gathers the parts of n; neighbours of no interest are one.
func (r *reader) stretches(n *html.Node, row *[]stretch) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case r.notes.container[c] != nil:
			*row = append(*row, stretch{note: true})
		case c.Type == html.ElementNode && r.leaveOut(c) != "" && !r.marks[c]:
		case isHeading(c) || r.labelLike(c):
			*row = append(*row, stretch{head: c})
		case c.Type == html.TextNode && strings.Trim(c.Data, " \t\n\f\u00a0") != "", is(c, "img"):
			if k := len(*row); k == 0 || (*row)[k-1] != (stretch{}) {
				*row = append(*row, stretch{})
			}
		case c.Type == html.ElementNode:
			r.stretches(c, row)
		}
	}
}

// labelLike reports whether a paragraph is a short line that is bold as a whole, or a
// title by its class.
func (r *reader) labelLike(n *html.Node) bool {
	if !is(n, "p", "div", "dt", "caption", "legend", "summary") || r.text[n] > 4*maxNoteHead {
		return false
	}
	text := oneLine(textOf(n))
	if text == "" || utf8.RuneCountInString(text) > maxNoteHead {
		return false
	}
	bold := firstElement(n)
	return titleClass(n) || is(bold, "b", "strong") && oneLine(textOf(bold)) == text || hasPrefix(style(n, "font-weight"), "bold", "700")
}

// maxNoteHead is the length of the longest label over notes that is no heading.
const maxNoteHead = 40
