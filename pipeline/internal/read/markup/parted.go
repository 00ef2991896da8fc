package markup

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// paragraphNumber is the number of a paragraph that counts through a text or a chapter.
var paragraphNumber = pattern.Of(`^\d{1,4}(?:\.\d{1,3})*\.?[A-Z]?$`)

// markedPart reads a part that begins with a heading of nothing but a marker, as
// publishers of law set each paragraph: a number goes to the front of the text, other
// markers make an item. It reports whether n was one.
func (f *flow) markedPart(n *html.Node) bool {
	head := firstElement(n)
	if !isHeading(head) || f.r.marks[head] {
		return false
	}
	marker := markerOf(head)
	if marker == "" || !leadsText(n, head) || isYear(marker) && is(nextElement(head), "ul", "ol", "dl", "table") {
		return false
	}
	f.r.enter(head)
	if id := f.r.anchor(head); id != "" {
		f.r.waiting = append(f.r.waiting, &ast.Anchor{At: f.r.at(), ID: id})
	}
	f.r.marks[head] = true
	f.r.add(diag.Info, CodeHeading, 0.9, "a heading that is nothing but the number or sign of the text below it stands before that", "")
	at := f.r.at()
	if !paragraphNumber.MatchString(marker) {
		f.marked(1, marker, at, f.r.blocksIn(n, f.lang))
		return true
	}
	start := len(f.out)
	f.add(&ast.Paragraph{At: at, Inlines: f.r.anchored([]ast.Inline{&ast.Text{At: at, Value: marker}})})
	f.children(n)
	f.flush()
	if len(f.out) > start+1 {
		f.lead(start)
	}
	return true
}

// lead puts the number that is the paragraph at start before the next one.
func (f *flow) lead(start int) {
	if text, ok := f.out[start+1].(*ast.Paragraph); ok {
		number := f.out[start].(*ast.Paragraph)
		number.Inlines = ast.JoinText(append(append(number.Inlines, &ast.Text{At: text.At, Value: " "}), text.Inlines...))
		f.out = append(f.out[:start+1], f.out[start+2:]...)
	}
}

// markerOf is the text of a heading that is nothing but a marker; "" for others.
func markerOf(head *html.Node) string {
	text := oneLine(shortText(head, longestNumber))
	if isMarker(text) || paragraphNumber.MatchString(text) {
		return text
	}
	return ""
}

// isYear reports whether a marker may be a year, above a list of what it brought.
func isYear(marker string) bool { return len(marker) == 4 && marker >= "1700" && marker < "2100" }

// leadsText reports whether text stands in n behind its heading, and no other heading
// with words.
func leadsText(n, head *html.Node) bool {
	text := false
	for c := nextElement(head); c != nil; c = nextElement(c) {
		for _, other := range matches(c, isHeading) {
			if markerOf(other) == "" && lettersIn(other) > 0 {
				return false
			}
		}
		text = text || strings.ContainsFunc(textOf(c), unicode.IsLetter)
	}
	return text
}

// partLevel is the level of a heading: one deeper for each section around its own that
// has a heading of the same element, for then the sections tell the levels.
func (r *reader) partLevel(n *html.Node) int {
	level := headLevel(n)
	if !isHeading(n) || attr(n, "aria-level") != "" {
		return level
	}
	own := closest(n.Parent, "section")
	if own == nil {
		return level
	}
	for p := closest(own.Parent, "section"); p != nil && level < deepest; p = closest(p.Parent, "section") {
		if head := r.sectionHead(p); head != nil && head.Data == n.Data {
			level++
		}
	}
	return level
}

// sectionHead is the heading with which a section begins; nil for none.
func (r *reader) sectionHead(section *html.Node) *html.Node {
	head, known := r.sectionHeads[section]
	if !known {
		for head = firstElement(section); is(head, "header", "hgroup", "div"); {
			head = firstElement(head)
		}
		if !isHeading(head) {
			head = nil
		}
		r.sectionHeads[section] = head
	}
	return head
}
