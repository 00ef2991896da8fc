package epub

import (
	"strconv"

	"octavo/pipeline/internal/ast"
)

// ncxDepth is the most levels that old reading systems show (Kindle: two
// nested ones).
const ncxDepth = 3

// ncx writes the table of contents of EPUB 2 (EPUB 3.3, 5.9.5), which reading
// systems from before EPUB 3 use. dtb:uid must be the package's identifier.
func (bk *book) ncx() content {
	m := &markup{}
	m.raw(xmlHead)
	m.open("ncx", "xmlns", "http://www.daisy.org/z3986/2005/ncx/", "version", "2005-1", "xml:lang", bk.lang)
	m.raw("\n<head>\n")
	points := bk.ncxEntries()
	for _, meta := range [][2]string{
		{"dtb:uid", bk.identifier},
		{"dtb:depth", strconv.Itoa(depthOf(points))},
		{"dtb:totalPageCount", strconv.Itoa(len(bk.pageList))},
		{"dtb:maxPageNumber", strconv.Itoa(bk.maxPage())},
	} {
		m.empty("meta", "name", meta[0], "content", meta[1])
		m.line()
	}
	m.raw("</head>\n")
	m.label("docTitle", bk.doc.Meta.Title)
	n := &ncxWriter{markup: m, bk: bk}
	m.raw("<navMap>\n")
	n.points(points)
	m.raw("</navMap>\n")
	n.pages()
	m.raw("</ncx>\n")
	return m.content()
}

// label writes an element with a text in it, as NCX wants for every label.
func (m *markup) label(tag, text string) {
	m.open(tag)
	m.element("text", text)
	m.end(tag)
	m.line()
}

// ncxPoint is one entry.
type ncxPoint struct {
	label, href string
	kids        []ncxPoint
}

// ncxEntries are the entries of the contents, or one a file without contents.
func (bk *book) ncxEntries() []ncxPoint {
	for _, u := range bk.units {
		if u.file != navFile {
			continue
		}
		for _, b := range u.blocks {
			if c, ok := b.(*ast.Contents); ok {
				return bk.ncxPoints(c.Entries, ncxDepth)
			}
		}
	}
	var out []ncxPoint
	for _, u := range bk.units {
		if !u.madeUp() && !u.goesOn {
			out = append(out, ncxPoint{label: u.title, href: pathOf(u.file)})
		}
	}
	return out
}

func (bk *book) ncxPoints(entries []*ast.Entry, depth int) []ncxPoint {
	if depth == 0 {
		return nil
	}
	var out []ncxPoint
	for _, e := range entries {
		out = append(out, ncxPoint{
			label: e.Heading(),
			href:  pathOf(bk.places[e.Dest()]) + "#" + xmlName(e.Dest()),
			kids:  bk.ncxPoints(e.Entries, depth-1),
		})
	}
	return out
}

func depthOf(points []ncxPoint) int {
	depth := 0
	for _, p := range points {
		depth = max(depth, 1+depthOf(p.kids))
	}
	return depth
}

// ncxWriter counts playOrder through points and pages.
type ncxWriter struct {
	*markup
	bk    *book
	count int
	// order keeps the number of an address: equal targets share one.
	order map[string]string
}

// playOrder returns the number of a target; the same target has the same one
// (ANSI/NISO Z39.86-2005, 8).
func (n *ncxWriter) playOrder(href string) string {
	if n.order == nil {
		n.order = map[string]string{}
	}
	if n.order[href] == "" {
		n.count++
		n.order[href] = strconv.Itoa(n.count)
	}
	return n.order[href]
}

func (n *ncxWriter) points(points []ncxPoint) {
	for _, p := range points {
		order := n.playOrder(p.href)
		n.open("navPoint", "id", "np-"+order, "playOrder", order)
		n.label("navLabel", p.label)
		n.empty("content", "src", p.href)
		n.line()
		n.points(p.kids)
		n.raw("</navPoint>\n")
	}
}

func (n *ncxWriter) pages() {
	if len(n.bk.pageList) == 0 {
		return
	}
	n.raw("<pageList>\n")
	n.label("navLabel", n.bk.words.Pages)
	for _, p := range n.bk.pageList {
		href := p.href()
		order := n.playOrder(href)
		kind, value := pageKind(p.label)
		n.open("pageTarget", "id", "pt-"+order, "type", kind, "value", value, "playOrder", order)
		n.label("navLabel", p.label)
		n.empty("content", "src", href)
		n.raw("</pageTarget>\n")
	}
	n.raw("</pageList>\n")
}

// pageKind is the NCX type of a page and, for a number, its value.
func pageKind(label string) (kind, value string) {
	if n, err := strconv.Atoi(label); err == nil && n > 0 {
		return "normal", label
	}
	return "front", ""
}

func (bk *book) maxPage() int {
	most := 0
	for _, p := range bk.pageList {
		if n, err := strconv.Atoi(p.label); err == nil {
			most = max(most, n)
		}
	}
	return most
}
