package check

import (
	"strconv"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/epubfile"
)

// navigation looks over contents, page list and landmarks. That their links lead
// somewhere is proved with those of the documents.
func (b *epubCheck) navigation() {
	it := b.pkg.Nav()
	if it == nil {
		if b.is3() {
			b.find(epubNav, at(b.pkg.Name, b.pkg.Root), "the manifest names no navigation document (properties=\"nav\")")
		}
		return
	}
	d := b.docs[it.Name]
	if d == nil {
		return // it is not there or not well-formed, which was found
	}
	lists := map[string]*epubfile.Node{}
	for _, n := range d.body.All("nav") {
		for _, kind := range []string{"toc", "page-list", "landmarks"} {
			if n.AttrNS(epubfile.OPS, "type") == kind {
				if lists[kind] != nil {
					b.find(epubNav, at(d.name, n), "a second nav is %s", kind)
				}
				lists[kind] = n
			}
		}
	}
	if toc := lists["toc"]; toc == nil || len(toc.All("a")) == 0 {
		b.find(epubNav, at(d.name, d.body.Element()), "there are no contents (nav epub:type=\"toc\" with links)")
	} else {
		b.inOrder(d, toc, epubNav, "contents")
	}
	if lists["landmarks"] == nil {
		b.find(epubLandmarks, at(d.name, d.body.Element()), "there are no landmarks")
	}
	b.pageList(d, lists["page-list"])
}

// place is where a link leads, by document of the spine and element.
type place struct{ doc, element int }

func (p place) before(q place) bool { return p.doc < q.doc || p.doc == q.doc && p.element < q.element }

// placeOf gives where a link leads; false where it leads to no document of the
// spine.
func (b *epubCheck) placeOf(from *document, href string) (place, bool) {
	name, id, remote := epubfile.Resolve(from.name, href)
	for i, d := range b.order {
		if d.name == name && !remote {
			if n := d.ids[id]; n != nil {
				return place{i, d.places[n]}, true
			}
			return place{i, -1}, id == ""
		}
	}
	return place{}, false
}

// inOrder wants the links of a list to lead through the text from front to back.
func (b *epubCheck) inOrder(d *document, list *epubfile.Node, code diag.Code, what string) {
	last := place{-1, -1}
	for _, a := range list.All("a") {
		p, ok := b.placeOf(d, a.Attr("href"))
		if nameOf(a) == "" {
			b.find(code, at(d.name, a), "an entry of the %s has no text", what)
		}
		if !ok {
			b.find(code, at(d.name, a), "the entry %q of the %s leads to no place in the text", clip(a.Text()), what)
			continue
		}
		if p.before(last) {
			b.find(code, at(d.name, a), "the entry %q of the %s leads to a place before that of the entry above it", clip(a.Text()), what)
		}
		last = p
	}
}

// pageList looks over the page list against the markers of pages in the text.
func (b *epubCheck) pageList(d *document, list *epubfile.Node) {
	markers := map[*epubfile.Node]*document{}
	var inText []*epubfile.Node
	for _, doc := range b.order {
		for _, n := range doc.body.All("") {
			if n.Kind("pagebreak") {
				markers[n] = doc
				inText = append(inText, n)
			}
		}
	}
	if list == nil {
		if len(inText) > 0 {
			b.find(epubPageList, at(d.name, d.body.Element()), "the text has %s of pages and the navigation no page list", summary(len(inText), "marker"))
		}
		return
	}
	b.inOrder(d, list, epubPageList, "page list")
	labels, number := map[string]bool{}, 0
	for _, a := range list.All("a") {
		label := a.Text()
		if labels[label] {
			b.find(epubPageList, at(d.name, a), "page %q is listed twice", clip(label))
		}
		labels[label] = true
		if n, err := strconv.Atoi(label); err == nil {
			if number > 0 && n != number+1 && n != 1 {
				b.find(epubPageList, at(d.name, a), "page %d follows page %d", n, number)
			}
			number = n
		}
		name, id, _ := epubfile.Resolve(d.name, a.Attr("href"))
		if target := b.docs[name]; target != nil {
			delete(markers, target.ids[id])
		}
	}
	for _, n := range inText {
		if doc := markers[n]; doc != nil {
			b.find(epubPageList, at(doc.name, n), "the marker of page %q has no entry in the page list", clip(n.Attr("aria-label")+n.Attr("title")))
		}
	}
}
