package epub

import (
	"cmp"
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/wording"
)

const navFile = "nav.xhtml"

// pathOf is where a content document stands beside the package document. The
// navigation document stands there itself: readers that are built on epub.js take
// its addresses for the package document's.
func pathOf(file string) string {
	if file == navFile {
		return file
	}
	return xhtmlFolder + file
}

// addressIn leads from one content document to another.
func addressIn(from, to string) string {
	switch {
	case to == flatFile:
		return "" // the same
	case from == navFile:
		return pathOf(to)
	case to == navFile:
		return "../" + to
	}
	return to
}

// up leads from a content document to the folder of the package document.
func up(file string) string {
	if file == navFile {
		return ""
	}
	return "../"
}

// contents writes the table of contents as the toc nav (EPUB 3.3, 7.4.2).
// Inside a nav an item is one link and a nested list, nothing else.
func (r *renderer) contents(m *ast.Matter, c *ast.Contents) {
	id := matterID(m)
	title := xmlName(id + "-title")
	nav := element.Of(m, element.Box)
	r.breaksInHeading(m, m.Title)
	r.open(nav.Tag, append(attrsOf(nav, "id", id), "aria-labelledby", title)...)
	r.line()
	r.wrap(r.bk.headingTag(element.Of(m, element.Title).Tag), m.Title, "id", title)
	r.line()
	r.entries(c.Entries)
	r.end(nav.Tag)
}

// listed writes a list of tables or of figures as a nav of its own behind the
// contents (EPUB 3.3, 7.4.6).
func (r *renderer) listed(m *ast.Matter) {
	if !isList(m) {
		r.fail(m, "block")
		return
	}
	for _, b := range m.Blocks {
		if c, ok := b.(*ast.Contents); ok {
			r.contents(m, c)
		}
	}
}

func (r *renderer) entries(entries []*ast.Entry) {
	r.open("ol")
	r.line()
	for _, e := range entries {
		depth := 1
		if e.Target != nil {
			depth = r.bk.doc.Depth(e.Target)
		}
		li := element.Entry(e, depth)
		r.open(li.Tag, attrsOf(li)...)
		r.entry(e)
		if len(e.Entries) > 0 {
			r.line()
			r.entries(e.Entries)
		}
		r.end(li.Tag)
		r.line()
	}
	r.end("ol")
}

func (r *renderer) entry(e *ast.Entry) {
	if r.unit.matter.Role == ast.TOC {
		r.bk.seen.entries++
	}
	r.link = true
	r.open("a", "href", addressIn(r.unit.file, r.bk.places[e.Dest()])+"#"+xmlName(e.Dest()))
	// In a nav nothing may stand beside the link (EPUB 3.3, 7.4.2), and what the list of
	// pages leads to has to say that it is a page break (Ace, epub-pagelist-broken): no
	// identifier of the item does.
	for _, m := range r.bk.marks[e] {
		r.pageBreak(m)
	}
	if len(e.Title) > 0 {
		r.breaksBefore(e.Title[0])
	}
	if e.Number != "" {
		number := element.Of(e, element.Number)
		r.element(number.Tag, e.Number, attrsOf(number)...)
		r.text(" ")
	}
	r.inlines(e.Title)
	r.end("a")
	r.link = false
}

// madeUp reports whether the unit is a navigation document that no page of the
// book answers to. It stays out of the reading order: between the end of one
// page and the start of the next nothing else is read.
func (u *unit) madeUp() bool { return u.file == navFile && u.matter == nil }

// ensureNav adds a navigation document, which a publication must have, to a
// book without contents: one entry a file, with those of the sections in it.
func (bk *book) ensureNav() {
	for _, u := range bk.units {
		if u.file == navFile {
			return
		}
	}
	m := &markup{}
	e := element.Of(&ast.Matter{Role: ast.TOC}, element.Box)
	m.open(e.Tag, append(attrsOf(e, "id", matter.ContentsID), "aria-labelledby", "contents-title")...)
	m.line()
	m.element("h1", bk.words.Contents, "id", "contents-title", "lang", bk.wordsLang(), "xml:lang", bk.wordsLang())
	m.raw("<ol>\n")
	for _, u := range bk.units {
		if u.goesOn {
			continue
		}
		m.raw("<li>")
		m.element("a", u.title, "href", pathOf(u.file))
		bk.sectionsIn(m, sectionsBelow(u.blocks))
		m.raw("</li>\n")
	}
	if len(bk.units) == 0 { // a list must have an item
		m.raw("<li>")
		m.element("a", bk.words.Cover, "href", pathOf(coverFile))
		m.raw("</li>\n")
	}
	m.raw("</ol>\n")
	m.end(e.Tag)
	nav := &unit{file: navFile, title: bk.words.Contents, region: "frontmatter", body: m.content()}
	bk.units = slices.Insert(bk.units, bk.frontEnd(), nav)
}

// sectionsBelow are the sections of a file's only section, which the file is called after.
func sectionsBelow(blocks []ast.Block) (below []*ast.Section) {
	if len(blocks) != 1 {
		return nil
	}
	if s, ok := blocks[0].(*ast.Section); ok {
		for _, b := range s.Blocks {
			if sub, ok := b.(*ast.Section); ok && sub.ID != "" && sub.Level <= matter.Depth { // without one nothing leads to it
				below = append(below, sub)
			}
		}
	}
	return below
}

// sectionsIn writes a list of sections, each with those below it.
func (bk *book) sectionsIn(m *markup, sections []*ast.Section) {
	if len(sections) == 0 {
		return
	}
	m.raw("\n<ol>\n")
	for _, s := range sections {
		m.raw("<li>")
		m.element("a", s.Heading(), "href", addressIn(navFile, bk.places[s.ID])+"#"+xmlName(s.ID))
		bk.sectionsIn(m, sectionsBelow([]ast.Block{s}))
		m.raw("</li>\n")
	}
	m.raw("</ol>\n")
}

// frontEnd is the index of the first unit behind the title page.
func (bk *book) frontEnd() int {
	if len(bk.units) > 0 && bk.units[0].matter != nil && bk.units[0].matter.Role == ast.TitlePage {
		return 1
	}
	return 0
}

// wordsLang is the language of our own words where it is not the document's.
func (bk *book) wordsLang() string {
	if wording.Primary(bk.lang) == bk.words.Lang {
		return ""
	}
	return bk.words.Lang
}

// navTail is the landmarks and the page list. They are hidden, as reading
// systems show them in their own way.
func (bk *book) navTail() content {
	m := &markup{}
	bk.landmarks(m)
	if len(bk.pageList) > 0 {
		bk.pages(m)
	}
	return m.content()
}

func (bk *book) landmarks(m *markup) {
	bk.openHidden(m, "landmarks", "", bk.words.Landmarks)
	landmark := func(kind, file, id, label string) {
		href := pathOf(file)
		if id != "" {
			href += "#" + id
		}
		m.raw("<li>")
		m.element("a", label, "epub:type", kind, "href", href)
		m.raw("</li>\n")
	}
	landmark("cover", coverFile, "", bk.words.Cover)
	body := false
	for _, u := range bk.units {
		switch {
		case u.matter != nil && u.matter.Role == ast.TitlePage:
			landmark("titlepage", u.file, "", bk.words.TitlePage)
		case u.madeUp():
			// A link may lead only to what is in the reading order.
		case u.file == navFile:
			landmark("toc", navFile, contentsID(u), bk.words.Contents)
			for _, m := range listsIn(u) {
				landmark(string(m.Role), navFile, matterID(m), ast.PlainText(m.Title))
			}
		case u.matter != nil && isList(u.matter):
			landmark(string(u.matter.Role), u.file, "", u.title)
		case u.region == "bodymatter" && !body:
			body = true
			landmark("bodymatter", u.file, "", bk.words.Start)
		case u.matter != nil && u.matter.Role == ast.Colophon:
			landmark("colophon", u.file, "", bk.words.Colophon)
		}
	}
	bk.divisionLandmarks(landmark)
	m.raw("</ol>\n</nav>\n")
}

// contentsID is the identifier of the contents in the navigation document.
func contentsID(u *unit) string {
	if u.matter != nil {
		return matterID(u.matter)
	}
	return matter.ContentsID
}

// matterID is the identifier of contents or of a list; contents that a book made up
// have none of their own.
func matterID(m *ast.Matter) string {
	return xmlName(cmp.Or(m.ID, matter.ContentsID))
}

// isList reports whether a part is a list of tables or of figures.
func isList(m *ast.Matter) bool { return m.Role == ast.Tables || m.Role == ast.Figures }

// listsIn are the lists of tables and figures in the navigation document.
func listsIn(u *unit) []*ast.Matter {
	var out []*ast.Matter
	for _, b := range u.blocks {
		if m, ok := b.(*ast.Matter); ok {
			out = append(out, m)
		}
	}
	return out
}

func (bk *book) pages(m *markup) {
	bk.openHidden(m, "page-list", "doc-pagelist", bk.words.Pages)
	for _, p := range bk.pageList {
		m.raw("<li>")
		m.element("a", p.label, "href", p.href())
		m.raw("</li>\n")
	}
	m.raw("</ol>\n</nav>\n")
}

// openHidden opens a nav that is not part of the visible text.
func (bk *book) openHidden(m *markup, kind, role, title string) {
	m.open("nav", "epub:type", kind, "role", role, "aria-label", title, "hidden", "hidden",
		"lang", bk.wordsLang(), "xml:lang", bk.wordsLang())
	m.line()
	m.element("h2", title)
	m.raw("\n<ol>\n")
}
