package verify

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
)

// Book is what a reader meets in an EPUB, in the order of its spine.
type Book struct {
	// PageList holds the entries of the navigation's page list.
	PageList []PageEntry

	pieces []piece
	notes  []*strings.Builder
	nav    string
	noted  map[string]bool // notes that a file before has
}

// PageEntry is a line of a page list: the printed page and where it begins.
type PageEntry struct{ Label, Target string }

// piece is either text or the marker of a page, as FILE#ID.
type piece struct {
	text     string
	marker   string
	contents bool
	sign     bool // the marker of a list's item or a call, which a page shows and the tree does not spell
}

// ReadEPUB reads the publication at path.
func ReadEPUB(name string) (*Book, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return readBook(z)
}

type packageDocument struct {
	Items []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	Spine []struct {
		Item string `xml:"idref,attr"`
	} `xml:"spine>itemref"`
}

func readBook(files fs.FS) (*Book, error) {
	var container struct {
		Root struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	var opf packageDocument
	if err := decode(files, "META-INF/container.xml", &container); err != nil {
		return nil, err
	}
	if err := decode(files, container.Root.Path, &opf); err != nil {
		return nil, err
	}
	book, hrefs := &Book{noted: map[string]bool{}}, map[string]string{}
	for _, it := range opf.Items {
		hrefs[it.ID] = path.Join(path.Dir(container.Root.Path), it.Href)
		if slices.Contains(strings.Fields(it.Properties), "nav") {
			book.nav = hrefs[it.ID]
		}
	}
	if err := book.readPageList(files); err != nil {
		return nil, err
	}
	for _, ref := range opf.Spine {
		if err := book.read(files, hrefs[ref.Item]); err != nil {
			return nil, err
		}
	}
	return book, nil
}

func decode(files fs.FS, name string, into any) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	if err := xml.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// place is what the elements around a text make of it.
type place struct {
	hidden   bool // not part of the book's text
	contents bool
	tex      bool // the source of a formula
	sign     bool // the marker of a list's item, or a call
	note     *strings.Builder
}

func (b *Book) read(files fs.FS, name string) error {
	stack := []place{{hidden: true}} // nothing before <body> counts
	return eachToken(files, name, func(tok xml.Token) {
		here := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			stack = append(stack, b.enter(here, name, tok))
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			b.add(here, string(tok))
		}
	})
}

func eachToken(files fs.FS, name string, visit func(xml.Token)) error {
	f, err := files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	d := xml.NewDecoder(f)
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		visit(tok)
	}
}

// enter says what an element makes of the text inside it.
func (b *Book) enter(here place, file string, e xml.StartElement) place {
	kinds := append(strings.Fields(attr(e, "type")), strings.Fields(attr(e, "role"))...)
	is := func(names ...string) bool {
		return slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(names, k) })
	}
	target := file + "#" + attr(e, "id")
	listed := slices.ContainsFunc(b.PageList, func(p PageEntry) bool { return p.Target == target })
	if listed || is("pagebreak", "doc-pagebreak") { // inside a link or an entry of the contents there is no marker
		b.pieces = append(b.pieces, piece{marker: target})
	}
	switch {
	case e.Name.Local == "body":
		here.hidden = false
	case e.Name.Local == "math":
		here.hidden = true
	case e.Name.Local == "annotation": // the source of a formula, whose linear form is its text
		here.hidden, here.tex = false, true
	case is("pagebreak", "doc-pagebreak"):
		here.hidden = true
	case is("noteref", "doc-noteref"):
		here.hidden, here.sign = here.hidden || here.note != nil, true
	case is("backlink", "doc-backlink", "landmarks", "page-list", "doc-pagelist", "cover", "doc-cover"):
		here.hidden = true
	case is("toc", "doc-toc"):
		here.contents = true
	case here.note == nil && is("footnote") && b.noted[attr(e, "id")]:
		here.hidden = true // it stands in each file that calls it
	case here.note == nil && is("footnote", "doc-footnote", "endnote", "doc-endnote"):
		here.note = &strings.Builder{}
		b.notes = append(b.notes, here.note)
		b.noted[attr(e, "id")] = true
	case attr(e, "class") == "label":
		here.hidden = true // of a note
	case attr(e, "class") == "marker":
		here.hidden, here.sign = here.hidden || here.note != nil, true
	case attr(e, "hidden") != "" || e.Name.Local == "script" || e.Name.Local == "style":
		here.hidden = true
	}
	return here
}

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

func (b *Book) add(here place, text string) {
	switch {
	case here.hidden:
	case here.tex:
		here.tex = false
		b.add(here, (&ast.Formula{TeX: text}).Linear())
	case here.note != nil:
		here.note.WriteString(text)
	default:
		b.pieces = append(b.pieces, piece{text: text, contents: here.contents, sign: here.sign})
	}
}

// readPageList reads the links of the navigation's page list.
func (b *Book) readPageList(files fs.FS) error {
	if b.nav == "" {
		return errors.New("the package names no navigation document")
	}
	inList, depth := 0, 0
	return eachToken(files, b.nav, func(tok xml.Token) {
		switch tok := tok.(type) {
		case xml.StartElement:
			depth++
			if attr(tok, "type") == "page-list" {
				inList = depth
			}
			// The cover, a file without an identifier, has no text.
			if href := attr(tok, "href"); inList > 0 && strings.Contains(href, "#") {
				b.PageList = append(b.PageList, PageEntry{Target: resolve(b.nav, href)})
			}
		case xml.EndElement:
			if depth == inList {
				inList = 0
			}
			depth--
		case xml.CharData:
			if n := len(b.PageList); inList > 0 && n > 0 {
				b.PageList[n-1].Label += strings.TrimSpace(string(tok))
			}
		}
	})
}

func resolve(from, href string) string {
	if u, err := url.PathUnescape(href); err == nil {
		href = u
	}
	file, id, _ := strings.Cut(href, "#")
	return path.Join(path.Dir(from), file) + "#" + id
}

// EPUB compares a publication's text with what is expected.
func EPUB(b *Book, want Expected) []string {
	var body strings.Builder
	for _, p := range b.pieces {
		if !p.contents && !p.sign {
			body.WriteString(p.text)
		}
	}
	problems := compare("EPUB text", signs(body.String()), want.Text)
	return append(problems, compareNotes("EPUB", texts(b.notes), want.Notes)...)
}
