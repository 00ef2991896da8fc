package markdown

import "octavo/pipeline/internal/ast"
import "strings"

// decimalMarkers reports whether a list is printed as "1." or "1)": its
// numerals are decimal and every marker follows from the list.
func decimalMarkers(l *ast.List) bool {
	if l.Style != ast.Decimal || l.Delim != "." && l.Delim != ")" || l.Start < 0 || l.Start+len(l.Items) > 999_999_999 {
		return false
	}
	for i := range l.Items {
		if ast.CanonicalMarker(l, i) != l.Numeral(i) {
			return false
		}
	}
	return true
}

// markersFound reports whether ListMarkers reads the list back from its
// markers.
func markersFound(l *ast.List) bool {
	markers := make([]string, len(l.Items))
	for i := range markers {
		markers[i] = ast.CanonicalMarker(l, i)
	}
	style, start, delim, ok := ast.ListMarkers(markers)
	return ok && style == l.Style && start == l.Start && delim == l.Delim
}

func (w *mdWriter) list(l *ast.List) {
	item := w.itemPrinter(l)
	for i, it := range l.Items {
		if i > 0 {
			w.line("")
		}
		item(i, it)
	}
}

// itemPrinter is how the items of a list are printed; what decides asks every
// item, so that it is found out once.
func (w *mdWriter) itemPrinter(l *ast.List) func(int, *ast.ListItem) {
	switch {
	case !l.Ordered():
		return func(_ int, it *ast.ListItem) { w.inside("- ", "  ", it.Blocks) }
	case decimalMarkers(l):
		return func(i int, it *ast.ListItem) {
			open := l.Numeral(i) + " "
			w.inside(open, strings.Repeat(" ", len(open)), it.Blocks)
		}
	case markersFound(l):
		return func(i int, it *ast.ListItem) { w.markedItem(ast.CanonicalMarker(l, i), it) }
	}
	return func(i int, it *ast.ListItem) { w.markedItem(markerSpan(l, i), it) }
}

// markerSpan gives a marker that says what it is; the first one also carries
// the list's fields.
func markerSpan(l *ast.List, i int) string {
	attrs := "{.marker}"
	if i == 0 {
		attrs = attrsMarkdown("", "marker", "style", string(l.Style), "start", itoa(l.Start), "delim", l.Delim)
	}
	m := &ast.Text{Value: ast.CanonicalMarker(l, i)}
	return (&mdWriter{known: &known{}}).inlines([]ast.Inline{&span{attrs: attrs, Inlines: []ast.Inline{m}}}, inParagraph)
}

// markedItem prints an item as a bullet whose text begins with its marker.
func (w *mdWriter) markedItem(marker string, it *ast.ListItem) {
	open := "- " + marker
	if len(it.Blocks) > 0 {
		p, ok := it.Blocks[0].(*ast.Paragraph)
		if ok && !standsAlone(p) {
			if initial(marker) {
				open += " "
			}
			w.inside(open+" ", "  ", it.Blocks)
			return
		}
	}
	prefix := w.prefix
	if w.first == "" {
		w.first = prefix
	}
	w.first += open
	w.line("")
	w.prefix += "  "
	w.separate = true
	w.blocks(it.Blocks)
	w.prefix = prefix
}

// initial reports whether a marker looks like a name's initial, behind which
// pandoc asks for two spaces.
func initial(marker string) bool {
	return len(marker) == 2 && marker[0] >= 'A' && marker[0] <= 'Z' && marker[1] == '.'
}

// standsAlone reports whether a paragraph is printed on lines that nothing else
// may share: a picture, a display formula.
func standsAlone(p *ast.Paragraph) bool {
	if len(p.Inlines) != 1 {
		return false
	}
	_, image := p.Inlines[0].(*ast.Image)
	return image || loneFormula(p) != nil
}

// loneFormula is a display formula that is printed between lines of dollars.
func loneFormula(p *ast.Paragraph) *ast.Formula {
	f := ast.LoneFormula(p.Inlines)
	if f == nil || f.Alt != "" || len(p.Inlines) > 1 {
		return nil
	}
	return f
}
