package epub

import (
	"sort"
	"strconv"
	"strings"

	"octavo/pipeline/internal/meta"
)

// entry is one file of the container.
type entry struct {
	name string
	content
	// packed is the deflated data, where it is not nil.
	packed []byte
	crc    uint32
	store  bool
}

// finish makes all files of the container: the sections with heads of our own
// and everything that go-epub cannot express.
func (bk *book) finish(sections map[string][]byte, cover *picture) []entry {
	f := &finisher{bk: bk}
	f.add(item{id: "cover", href: xhtmlFolder + coverFile, mediaType: xhtmlType}, bk.coverPage(cover), true)
	f.sections(sections)
	f.add(item{id: "ncx", href: ncxFile, mediaType: "application/x-dtbncx+xml"}, bk.ncx(), false)
	f.add(item{id: "cover-image", href: "images/" + cover.file, mediaType: cover.kind.mediaType, properties: "cover-image"}, content{data: cover.data}, false)
	for _, pic := range bk.imageOrder {
		f.add(item{id: idOf(pic.file), href: "images/" + pic.file, mediaType: pic.kind.mediaType}, content{data: pic.data}, false)
	}
	faces := usedFaces(bk.opt)
	f.add(item{id: "css", href: cssFile, mediaType: "text/css"}, sheetContent(styleSheet(bk.opt.CSS, faces, bk.forms)), false)
	for _, face := range faces {
		f.add(item{id: idOf(face.File), href: "fonts/" + face.File, mediaType: faceType(face)}, content{data: face.Data}, false)
	}
	return f.container()
}

const xhtmlType = "application/xhtml+xml"

type finisher struct {
	bk      *book
	items   []item
	entries []entry
	spine   int
}

// add files one resource of the publication.
func (f *finisher) add(it item, c content, inSpine bool) {
	if inSpine {
		f.spine++
		it.spine = f.spine
	}
	f.items = append(f.items, it)
	f.entries = append(f.entries, entry{name: root + it.href, content: c})
}

// sections files the content documents in reading order.
func (f *finisher) sections(sections map[string][]byte) {
	for _, u := range f.bk.units {
		f.section(u, content{sections[u.file], u.body.facts})
	}
}

func (f *finisher) section(u *unit, body content) {
	it := item{id: idOf(u.file), href: pathOf(u.file), mediaType: xhtmlType}
	if u.file == navFile {
		it.properties = "nav"
		body = body.and(f.bk.navTail())
	}
	if body.facts.math { // EPUB 3.3, 5.5.2
		it.properties = strings.TrimSpace(it.properties + " mathml")
	}
	f.add(it, f.bk.page(u, body), !u.madeUp())
}

// directionIn is the direction of text in a language that stands among that in
// another: "" where both have the same (HTML, 3.2.6.4).
func directionIn(lang, around string) string {
	switch rtl := meta.RightToLeft(lang); {
	case rtl == meta.RightToLeft(around):
		return ""
	case rtl:
		return "rtl"
	}
	return "ltr"
}

// apart is the direction of what in a text from right to left goes by its own letters,
// apart from what is around it: code, whose signs would change places, and the links back
// of notes (HTML, 3.2.6.4).
func (bk *book) apart() string {
	if meta.RightToLeft(bk.lang) {
		return "auto"
	}
	return ""
}

// page writes a content document around a body.
func (bk *book) page(u *unit, body content) content {
	m := &markup{}
	m.buf.Grow(len(body.data) + 512)
	m.raw(xmlHead + "<!DOCTYPE html>\n")
	m.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "xmlns:epub", "http://www.idpf.org/2007/ops",
		"lang", bk.lang, "xml:lang", bk.lang, "dir", directionIn(bk.lang, ""))
	m.raw("\n<head>\n")
	m.element("title", oneOf(u.title, bk.doc.Meta.Title))
	m.line()
	m.empty("link", "rel", "stylesheet", "type", "text/css", "href", up(u.file)+cssFile)
	m.raw("\n</head>\n")
	m.open("body", "epub:type", u.region)
	m.line()
	m.buf.Write(body.data)
	m.raw("</body>\n</html>\n")
	return content{m.buf.Bytes(), m.facts.and(body.facts)}
}

func oneOf(a, b string) string {
	if strings.TrimSpace(a) != "" {
		return a
	}
	return b
}

// idOf makes a manifest identifier of a file name.
func idOf(file string) string { return xmlName(strings.ReplaceAll(file, ".", "-")) }

// container adds the files that are not in the manifest and sorts all by name,
// mimetype first (EPUB 3.3, 4.3.3).
func (f *finisher) container() []entry {
	sort.SliceStable(f.items, func(i, j int) bool { return f.items[i].href < f.items[j].href })
	f.entries = append(f.entries,
		entry{name: root + packageFile, content: f.bk.packageDocument(f.items)},
		entry{name: "META-INF/container.xml", content: container()})
	sort.SliceStable(f.entries, func(i, j int) bool { return f.entries[i].name < f.entries[j].name })
	return append([]entry{{name: "mimetype", content: content{data: []byte("application/epub+zip")}, store: true}}, f.entries...)
}

// container says where the package document is (EPUB 3.3, 4.2.6.3).
func container() content {
	m := &markup{}
	m.raw(xmlHead)
	m.open("container", "version", "1.0", "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container")
	m.raw("\n<rootfiles>\n")
	m.empty("rootfile", "full-path", root+packageFile, "media-type", "application/oebps-package+xml")
	m.raw("\n</rootfiles>\n</container>\n")
	return m.content()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// weight writes a font weight for CSS.
func weight(n int) string {
	if n == 0 {
		n = 400
	}
	return strconv.Itoa(n)
}
