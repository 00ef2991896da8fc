package epub

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
)

// marked writes the text of a node, with a marker at each place where a page
// begins.
func (r *renderer) marked(n ast.Node, text string) {
	last := 0
	for _, m := range r.bk.marks[n] {
		r.text(text[last:m.loc.Offset])
		last = m.loc.Offset
		r.pageBreak(m)
	}
	r.text(text[last:])
}

// pageBreak writes a marker once. Its label is the number alone, as assistive
// technology says "page" by itself (EPUB Accessibility 1.1, 3.4.1.3.3). Inside
// what is named by its content, such as a link, it would be read as part of the
// name: there stands an empty element, hidden from assistive technology, to which
// the list of pages leads.
func (r *renderer) pageBreak(m *mark) {
	switch {
	case !r.reach(m):
	case r.link || r.naming:
		e := element.PageTarget
		r.element(e.Tag, "", append(attrsOf(e, "id", m.id), "aria-hidden", "true")...)
	default:
		r.bk.seen.markers++
		e := element.PageBreak
		r.element(e.Tag, "", append(attrsOf(e, "id", m.id), "aria-label", m.label)...)
	}
}

// reach enters a page in the list of pages; it reports whether it was not there.
func (r *renderer) reach(m *mark) bool {
	if m.written {
		return false
	}
	m.written, m.file = true, r.unit.file
	r.bk.pageList = append(r.bk.pageList, m)
	return true
}

// marksAt are the pages that begin with n, not inside it.
func (bk *book) marksAt(n ast.Node) []*mark {
	var out []*mark
	for _, m := range bk.marks[n] {
		if strings.TrimSpace(m.loc.Text()[:m.loc.Offset]) == "" {
			out = append(out, m)
		}
	}
	return out
}

// breaksAt writes their markers.
func (r *renderer) breaksAt(n ast.Node) { r.pageBreaks(r.bk.marksAt(n)) }

// marksBefore are the pages that begin with the first thing that n shows.
func (bk *book) marksBefore(n ast.Node) []*mark {
	var out []*mark
	shown := false
	ast.Walk(n, func(n ast.Node) bool {
		if !shown {
			out = append(out, bk.marksAt(n)...)
			shown = isShown(n)
		}
		return !shown
	})
	return out
}

// breaksBefore writes their markers, before n.
func (r *renderer) breaksBefore(n ast.Node) { r.pageBreaks(r.bk.marksBefore(n)) }

func (r *renderer) pageBreaks(marks []*mark) {
	for _, m := range marks {
		r.pageBreak(m)
	}
}

// isShown reports whether a node itself, not what it holds, is seen.
func isShown(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Text:
		return strings.TrimSpace(n.Value) != ""
	case *ast.Code, *ast.CodeBlock, *ast.Formula, *ast.Image, *ast.Break, *ast.NoteRef:
		return true
	}
	return false
}

// breaksIn writes the markers of all pages that begin in n, before n, which is
// named by its content as a heading is.
func (r *renderer) breaksIn(n ast.Node) {
	ast.Walk(n, func(n ast.Node) bool {
		for _, m := range r.bk.marks[n] {
			r.pageBreak(m)
		}
		return true
	})
}

// breaksInHeading does so for a heading of a section or part.
func (r *renderer) breaksInHeading(n ast.Node, title []ast.Inline) {
	r.breaksAt(n)
	for _, in := range title {
		r.breaksIn(in)
	}
}
