package check

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/epubfile"
)

// headings follows the levels of headings through the documents of the spine.
type headings struct {
	b     *epubCheck
	level int // of the last; 0 before the first
}

func levelOf(n *epubfile.Node) int {
	if n.Space == epubfile.XHTML && len(n.Name) == 2 && n.Name[0] == 'h' && n.Name[1] >= '1' && n.Name[1] <= '6' {
		if l := n.Attr("aria-level"); len(l) == 1 && l[0] > '0' {
			return int(l[0] - '0')
		}
		return int(n.Name[1] - '0')
	}
	return 0
}

func isHeading(n *epubfile.Node) bool { return levelOf(n) > 0 }

func (h *headings) document(d *document) {
	first := true // a file may begin at any level that the book has come to
	for _, n := range d.body.All("") {
		level := levelOf(n)
		if level == 0 || n.Inside(func(p *epubfile.Node) bool { return p.Name == "nav" || p.Name == "aside" }) {
			continue
		}
		if nameOf(n) == "" {
			h.b.find(epubHeading, at(d.name, n), "the heading is empty")
		}
		if level > h.level+1 && (h.level > 0 || !first) {
			h.b.find(epubHeading, at(d.name, n), "a heading of level %d follows one of level %d", level, h.level)
		}
		h.level, first = level, false
	}
}

// nameOf is what a screen reader says of an element, as far as it can be told
// without a browser.
func nameOf(n *epubfile.Node) string {
	if label := strings.TrimSpace(n.Attr("aria-label")); label != "" {
		return label
	}
	name := n.Text()
	for _, k := range append(n.All("img"), n.All("math")...) {
		name += k.Attr("alt") + k.Attr("alttext") + k.Attr("aria-label")
	}
	return strings.TrimSpace(name)
}

// marker looks over the marker of a page.
func (b *epubCheck) marker(d *document, n *epubfile.Node) {
	if n.Attr("aria-label") == "" && n.Attr("title") == "" && n.Text() == "" && n.Attr("aria-labelledby") == "" {
		b.find(epubMarker, at(d.name, n), "the marker of a page does not say which")
	}
	if n.Inside(func(p *epubfile.Node) bool { return isHeading(p) || p.Name == "a" }) {
		b.find(epubMarker, at(d.name, n), "the marker of page %q stands inside a heading or a link and is read out with it", clip(nameOf(n)+n.Attr("title")))
	}
}

// notes follows every call to its note and back.
func (b *epubCheck) notes() {
	called := map[*epubfile.Node]bool{}
	for _, d := range b.order {
		for _, call := range d.body.All("a") {
			if !call.Kind("noteref") {
				continue
			}
			name, id, _ := epubfile.Resolve(d.name, call.Attr("href"))
			if target := b.docs[name]; target != nil && target.ids[id] != nil {
				note := noteAround(target.ids[id])
				called[note] = true
				b.wayBack(d, call, target, note)
			}
		}
	}
	for _, d := range b.order {
		for _, n := range d.body.All("") {
			if isNote(n) && !called[n] && n.Name != "section" && !n.Kind("footnotes", "endnotes", "rearnotes") {
				b.find(epubNote, at(d.name, n), "nothing calls the note %q", clip(n.Text()))
			}
		}
	}
}

func isNote(n *epubfile.Node) bool { return n.Kind("footnote", "endnote", "rearnote") }

// noteAround is the note in which an element stands, or itself.
func noteAround(n *epubfile.Node) *epubfile.Node {
	for p := n; p != nil; p = p.Parent {
		if isNote(p) {
			return p
		}
	}
	return n
}

// near is how many elements before a call its way back may lead to: the call's own
// paragraph, or a marker before it.
const near = 12

// maxLinks bounds the links of a note that are followed.
const maxLinks = 200

// wayBack wants a link in the note that leads to its call, or close before it.
func (b *epubCheck) wayBack(d *document, call *epubfile.Node, noteDoc *document, note *epubfile.Node) {
	links := note.All("a")
	links = links[:min(len(links), maxLinks)]
	back := slices.ContainsFunc(links, func(a *epubfile.Node) bool {
		name, id, _ := epubfile.Resolve(noteDoc.name, a.Attr("href"))
		target := d.ids[id]
		if name != d.name || id == "" || target == nil {
			return false
		}
		gap := d.places[call] - d.places[target]
		return gap >= -2 && gap <= near
	})
	switch {
	case back:
	case len(links) == 0 || !slices.ContainsFunc(links, func(a *epubfile.Node) bool { return strings.Contains(a.Attr("href"), "#") }):
		b.find(epubNote, at(noteDoc.name, note), "the note %q has no way back to its call", clip(note.Text()))
	default:
		b.find(epubNote, at(d.name, call), "no link of the note %q leads back to this call", clip(note.Text()))
	}
}
