package letters

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/audit/bag"
)

// maxDocument bounds a document inside an EPUB, in bytes.
const maxDocument = 64 << 20

// EPUB reads the content documents of a publication in the order of its spine
// (EPUB 3.3, 5.3.12), its navigation aside.
func EPUB(data []byte, made Generated) (*Text, error) {
	files, err := bag.Zip("the EPUB", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	r := &epubReader{files: files, text: &Text{files: files}, made: made}
	documents, err := r.spine()
	if err != nil {
		return nil, fmt.Errorf("the EPUB cannot be read: %w", err)
	}
	r.entries = entriesBy(r.text.listed)
	for _, d := range documents {
		r.reach(d + "#")
		if err := r.document(d); err != nil {
			return nil, fmt.Errorf("the EPUB cannot be read: %w", err)
		}
	}
	for _, n := range r.notes {
		r.text.Notes = append(r.text.Notes, *n)
	}
	return r.text, nil
}

type epubReader struct {
	files *bag.Files
	text  *Text
	notes []*Note
	file  string // that is being read
	line  int    // of it
	made  Generated
	nav   string // the navigation document, which may stand in the spine
	// entries are those of the list of pages, by what they lead to.
	entries map[string][]int
}

// packageDocument is what is read of it.
type packageDocument struct {
	Items []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	Spine []struct {
		Item string `xml:"idref,attr"`
	} `xml:"spine>itemref"`
	Metas []struct {
		Property string `xml:"property,attr"`
		Value    string `xml:",chardata"`
	} `xml:"metadata>meta"`
}

// meta is a property of the publication, "" where it has none.
func (d *packageDocument) meta(property string) string {
	for _, m := range d.Metas {
		if m.Property == property {
			return strings.TrimSpace(m.Value)
		}
	}
	return ""
}

// packageDocument finds it by the container, with its path.
func (r *epubReader) packageDocument() (*packageDocument, string, error) {
	var container struct {
		Root struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	opf := &packageDocument{}
	if err := r.decode("META-INF/container.xml", &container); err != nil {
		return nil, "", err
	}
	return opf, container.Root.Path, r.decode(container.Root.Path, opf)
}

// spine names the content documents in order, and reads the list of pages.
func (r *epubReader) spine() ([]string, error) {
	opf, at, err := r.packageDocument()
	if err != nil {
		return nil, err
	}
	r.text.Modified, r.text.PageSource = opf.meta("dcterms:modified"), opf.meta("pageBreakSource")
	hrefs := map[string]string{}
	for _, it := range opf.Items {
		hrefs[it.ID] = path.Join(path.Dir(at), it.Href)
		if slices.Contains(strings.Fields(it.Properties), "nav") {
			r.nav = hrefs[it.ID]
		}
	}
	if err := r.readPageList(); err != nil {
		return nil, err
	}
	var out []string
	for _, ref := range opf.Spine {
		href, ok := hrefs[ref.Item]
		if !ok {
			return nil, fmt.Errorf("its spine names %q, which its manifest does not list", ref.Item)
		}
		out = append(out, href)
	}
	return out, nil
}

func (r *epubReader) decode(name string, into any) error {
	data, err := r.files.Read(name, maxDocument)
	if err != nil {
		return err
	}
	if err := xml.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s is no well-formed XML", name)
	}
	return nil
}

// within is what the elements around a text make of it.
type within struct {
	skip    bool
	math    bool // of a formula that counts
	tex     bool // the source of a formula
	into    *[]Run
	marks   *Marks // nil where they do not count
	note    *Note
	label   bool // of the note
	calling bool
}

func (r *epubReader) document(name string) error {
	data, err := r.files.Read(name, maxDocument)
	if err != nil {
		return err
	}
	r.file = name
	d := xml.NewDecoder(bytes.NewReader(data))
	stack := []within{{skip: true, into: &r.text.Body, marks: &r.text.Marks}} // nothing before <body> counts
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil || len(stack) > maxDepth {
			return fmt.Errorf("%s is no well-formed XML", name)
		}
		here := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			r.line, _ = d.InputPos()
			stack = append(stack, r.enter(here, tok))
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			line, _ := d.InputPos()
			r.add(here, string(tok), line)
		}
	}
}

// generated are the parts of a publication that no document has (EPUB Structural Semantics), and what
// only leads from place to place.
var generated = []string{"titlepage", "cover", "doc-cover", "toc", "doc-toc", "landmarks", "page-list", "doc-pagelist", "lot", "loi",
	"pagebreak", "doc-pagebreak", "backlink", "doc-backlink"}

// enter says what an element makes of the text inside it.
func (r *epubReader) enter(here within, e xml.StartElement) within {
	kinds := append(strings.Fields(attr(e, "type")), strings.Fields(attr(e, "role"))...)
	is := func(names ...string) bool {
		return slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(names, k) })
	}
	classes := strings.Fields(attr(e, "class"))
	r.reach(r.file + "#" + attr(e, "id"))
	switch {
	case e.Name.Local == "body":
		here.skip = r.file == r.nav
	case e.Name.Local == "math":
		here.skip, here.math = true, !here.skip
	case e.Name.Local == "script", e.Name.Local == "style":
		here.skip = true
	case e.Name.Local == "annotation" && here.math: // the source of a formula, whose line is its text
		here.skip, here.tex = false, true
	case is(generated...):
		here.skip = true
	case r.made.Colophon && is("colophon", "doc-colophon"):
		here.into, here.marks = &r.text.Last, nil
	case is("noteref", "doc-noteref"):
		here.calling = true
	case here.note == nil && is("footnote", "doc-footnote", "endnote", "doc-endnote"):
		here.note = &Note{}
		here.into, here.marks = &here.note.Runs, &here.note.Marks
		r.notes = append(r.notes, here.note)
	case here.note != nil && slices.Contains(classes, "label"):
		here.label = true
	case slices.Contains(classes, "marker"): // of a list's item
		here.skip = true
	}
	r.mark(here, e)
	return here
}

// mark notes what an element is besides its text.
func (r *epubReader) mark(here within, e xml.StartElement) {
	line := fmt.Sprintf("%s, line %d", r.file, r.line)
	switch {
	case here.skip:
	case e.Name.Local == "a" && !here.calling:
		here.marks.link(attr(e, "href"), line, 0)
	case e.Name.Local == "img":
		here.marks.picture(attr(e, "alt"), path.Join(path.Dir(r.file), attr(e, "src")), line, 0)
	}
}

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

func (r *epubReader) add(here within, text string, line int) {
	switch {
	case here.skip:
		return
	case here.label:
		here.note.Label += label(text)
		return
	case here.tex:
		text = (&ast.Formula{TeX: text}).Linear()
	case here.calling:
		text = callBegin + label(text) + callEnd
	}
	add(here.into, text, fmt.Sprintf("%s, line %d", r.file, line), 0)
}
