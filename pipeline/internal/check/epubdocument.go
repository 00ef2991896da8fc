package check

import (
	"bytes"
	"path"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/epubfile"
	"octavo/pipeline/internal/pattern"
)

// document is a document of the publication, with what others ask of it.
type document struct {
	name string
	body *epubfile.Node // the whole tree
	ids  map[string]*epubfile.Node
	// places are the elements' numbers in the order of the document.
	places map[*epubfile.Node]int
}

// largest is the size at which a document of an EPUB is too large, in bytes.
const largest = 300 << 10

// documents reads every XHTML and SVG document of the manifest, those of the spine
// first and in its order, and looks them over.
func (b *epubCheck) documents() {
	for _, s := range b.pkg.Spine {
		if it := b.pkg.Item(s.ID); it != nil {
			if d := b.read(it); d != nil {
				b.order = append(b.order, d)
			}
		}
	}
	for i := range b.pkg.Items {
		b.read(&b.pkg.Items[i])
	}
	h := headings{b: b}
	for _, d := range b.order {
		h.document(d)
	}
	for i := range b.pkg.Items {
		if d := b.docs[b.pkg.Items[i].Name]; d != nil {
			b.document(d, &b.pkg.Items[i])
		}
		b.css(&b.pkg.Items[i])
	}
	b.notes()
}

func (b *epubCheck) read(it *epubfile.Item) *document {
	if d, done := b.docs[it.Name]; done {
		return d
	}
	if it.MediaType != mediaXHTML && it.MediaType != mediaSVG || !b.archive.Has(it.Name) {
		return nil
	}
	b.docs[it.Name] = nil
	data, err := b.archive.Read(it.Name)
	if err != nil {
		b.find(epubZip, diag.Pos{File: it.Name}, "the file cannot be read: %v", err)
		return nil
	}
	if len(data) > largest && it.MediaType == mediaXHTML {
		b.find(epubLarge, diag.Pos{File: it.Name}, "the document has %d KB", len(data)>>10)
	}
	tree, err := epubfile.Parse(data)
	if err != nil {
		b.find(epubXHTML, where(it.Name, err), "the document is not well-formed: %v", err)
		return nil
	}
	d := &document{name: it.Name, body: tree, ids: map[string]*epubfile.Node{}, places: map[*epubfile.Node]int{}}
	for i, n := range tree.All("") {
		d.places[n] = i
		b.id(d, n)
	}
	b.docs[it.Name] = d
	return d
}

func (b *epubCheck) id(d *document, n *epubfile.Node) {
	id, has := n.Lookup("", "id")
	switch {
	case !has:
		return
	case id == "" || strings.ContainsAny(id, " \t\r\n"):
		b.find(epubID, at(d.name, n), "id=%q is no identifier", clip(id))
	case d.ids[id] != nil:
		b.find(epubID, at(d.name, n), "the identifier %s stands twice, first in line %d", clip(id), d.ids[id].Line)
		return
	}
	d.ids[id] = n
}

// document looks over one document by itself.
func (b *epubCheck) document(d *document, it *epubfile.Item) {
	if it.MediaType == mediaXHTML {
		b.head(d)
	}
	scripted := false
	for _, n := range d.body.All("") {
		b.element(d, n)
		scripted = scripted || n.Name == "script" && kindOf(n.Attr("type")) != "application"
	}
	if scripted {
		b.find(epubScript, diag.Pos{File: d.name}, "the document has scripts")
	}
}

func (b *epubCheck) head(d *document) {
	root := d.body.Element()
	if root.Name != "html" || root.Space != epubfile.XHTML {
		b.find(epubXHTML, at(d.name, root), "the root element is <%s> and not <html> of XHTML", root.Name)
		return
	}
	if t := root.First("title"); t == nil || t.Text() == "" {
		b.find(epubTitle, at(d.name, root), "the document has no title")
	}
	lang, xmlLang := root.Attr("lang"), root.AttrNS(epubfile.XML, "lang")
	switch {
	case lang == "" && xmlLang == "":
		b.find(epubLanguage, at(d.name, root), "the document does not say its language (lang and xml:lang)")
	case lang != "" && xmlLang != "" && !strings.EqualFold(lang, xmlLang):
		b.find(epubLanguage, at(d.name, root), "lang is %q and xml:lang %q", clip(lang), clip(xmlLang))
	}
	for _, n := range append([]*epubfile.Node{root}, root.All("")...) {
		for _, tag := range []string{n.Attr("lang"), n.AttrNS(epubfile.XML, "lang")} {
			if tag != "" {
				b.language(at(d.name, n), "lang", tag)
				break
			}
		}
	}
}

// references are the attributes that lead somewhere, and whether what they lead to
// is loaded to show the document.
var references = map[string]map[string]bool{
	"a": {"href": false}, "area": {"href": false}, "link": {"href": true}, "img": {"src": true, "srcset": true}, "script": {"src": true},
	"iframe": {"src": true}, "embed": {"src": true}, "object": {"data": true}, "image": {"href": true}, "use": {"href": true}, "input": {"src": true}, "source": {"src": true},
	"audio": {"src": false}, "video": {"src": false, "poster": true}, "track": {"src": true}, "blockquote": {"cite": false}, "q": {"cite": false},
}

func (b *epubCheck) element(d *document, n *epubfile.Node) {
	for _, a := range n.Attrs {
		loads, is := references[n.Name][a.Name.Local]
		if !is || a.Name.Space != "" && a.Name.Space != epubfile.XLink {
			continue
		}
		value := a.Value
		if a.Name.Local == "srcset" {
			value, _, _ = strings.Cut(strings.TrimSpace(value), " ")
		}
		b.reference(d, n, value, loads && !(n.Name == "source" && n.Parent.Name != "picture"))
	}
	switch {
	case n.Name == "img":
		b.alternative(d, n)
	case n.Name == "svg" && n.Space == epubfile.SVG && n.Parent.Name != "" && n.Parent.Space != epubfile.SVG && n.Attr("aria-hidden") != "true":
		if n.Attr("aria-label") == "" && n.Attr("aria-labelledby") == "" && n.First("title") == nil && n.Attr("role") != "presentation" && n.Attr("role") != "none" && n.First("image") == nil {
			b.find(epubAlt, at(d.name, n), "a drawing (svg) has no title and no aria-label")
		}
	case n.Name == "table":
		if n.First("th") == nil && n.Attr("role") != "presentation" && isGrid(n) {
			b.find(epubTable, at(d.name, n), "the table has no header cells")
		}
	case isMarker(n):
		b.marker(d, n)
	}
}

// isGrid reports whether a table has rows and columns, so that nobody follows it by ear
// without headers.
func isGrid(table *epubfile.Node) bool {
	columns := 0
	rows := table.All("tr")
	for _, row := range rows {
		columns = max(columns, len(row.All("td")))
	}
	return len(rows) > 1 && columns > 1
}

// reference looks where an attribute leads.
func (b *epubCheck) reference(d *document, n *epubfile.Node, value string, loads bool) {
	if strings.HasPrefix(strings.TrimSpace(value), "data:") {
		return
	}
	name, fragment, remote := epubfile.Resolve(d.name, value)
	switch {
	case remote && loads:
		b.find(epubRemote, at(d.name, n), "<%s> loads %s from outside the publication", n.Name, clip(value))
	case remote:
	case !b.archive.Has(name):
		b.find(epubLink, at(d.name, n), "<%s> leads to %s, which is not in the publication", n.Name, clip(value))
	case b.items[name] == nil:
		b.find(epubLink, at(d.name, n), "<%s> leads to %s, which is not in the manifest", n.Name, clip(value))
	case fragment != "" && b.docs[name] != nil && b.docs[name].ids[fragment] == nil:
		b.find(epubLink, at(d.name, n), "<%s> leads to %s, and no element there has that identifier", n.Name, clip(value))
	}
}

var (
	cssImport = pattern.Of(`@import\s+["']([^"']+)["']`)
	cssURL    = pattern.Of(`url\(\s*["']?([^"')]+)["']?\s*\)`)
	cssNote   = pattern.Of(`(?s)/\*.*?\*/`)
)

// css looks where a style sheet's addresses lead.
func (b *epubCheck) css(it *epubfile.Item) {
	if it.MediaType != "text/css" || !b.archive.Has(it.Name) {
		return
	}
	data, err := b.archive.Read(it.Name)
	if err != nil {
		b.find(epubZip, diag.Pos{File: it.Name}, "the file cannot be read: %v", err)
		return
	}
	blank := func(note []byte) []byte { return bytes.Repeat([]byte("\n"), bytes.Count(note, []byte("\n"))) }
	data = cssNote.ReplaceAllFunc(data, blank)
	for _, re := range []*pattern.Pattern{cssImport, cssURL} {
		for _, m := range re.FindAllSubmatchIndex(data, -1) {
			value := strings.TrimSpace(string(data[m[2]:m[3]]))
			line := &epubfile.Node{Name: path.Base(it.Name), Line: 1 + bytes.Count(data[:m[0]], []byte("\n"))}
			if !strings.HasPrefix(value, "#") {
				b.reference(&document{name: it.Name}, line, value, true)
			}
		}
	}
}

// saysNothing are alternatives that are names of files or of a kind.
var saysNothing = pattern.Of(`(?i)^(image|picture|photo|figure|graphic|afbeelding|figuur|foto|bild|grafik)[\s_-]*\d*$|\.(jpe?g|png|gif|svg|webp|tiff?|bmp)$`)

func (b *epubCheck) alternative(d *document, n *epubfile.Node) {
	alt, has := n.Lookup("", "alt")
	switch {
	case n.Attr("role") == "presentation" || n.Attr("role") == "none" || n.Attr("aria-hidden") == "true":
	case !has && n.Attr("aria-label") == "" && n.Attr("aria-labelledby") == "":
		b.find(epubAlt, at(d.name, n), "the picture %s has no alt", clip(n.Attr("src")))
	case strings.TrimSpace(alt) != "" && saysNothing.MatchString(strings.TrimSpace(alt)):
		b.find(epubAlt, at(d.name, n), "the alternative %q does not say what the picture shows", clip(alt))
	case strings.TrimSpace(alt) != "" && captionOf(n) == strings.Join(strings.Fields(alt), " "):
		b.find(epubAlt, at(d.name, n), "the alternative %q is the caption over again", clip(alt))
	}
}

// captionOf is the caption of the figure that a picture is all of; "" without one.
func captionOf(n *epubfile.Node) string {
	for p := n.Parent; p != nil && p.Name != "" && p.Name != "body"; p = p.Parent {
		if p.Name == "figure" {
			if c := p.First("figcaption"); c != nil {
				return c.Text()
			}
			return ""
		}
	}
	return ""
}

// isMarker reports whether an element marks for readers where a page begins: one that is
// hidden from assistive technology is a target alone.
func isMarker(n *epubfile.Node) bool { return n.Kind("pagebreak") && n.Attr("aria-hidden") != "true" }
