package style

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"testing"
	"time"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/write/epub"
	"octavo/styles"
)

// onlyInPages are the selectors of the sheets that match nothing in mark-up, with
// the reason.
var onlyInPages = map[string]string{
	".toc + .level1":              "each part is a file of its own in an EPUB",
	".toc + .level1 > h1":         "each part is a file of its own in an EPUB",
	".titlepage + .level1 > h1":   "each part is a file of its own in an EPUB",
	"tbody:first-child":           "every table of the examples has a head",
	"caption + tbody":             "every table of the examples has a head",
	"p.credit":                    "no table of the examples says where it is from",
	"p.credit + p":                "no table of the examples says where it is from",
	"p.blurb":                     "the binder's cover is a sheet of paper",
	"p.spine":                     "the binder's cover is a sheet of paper",
	"p.barcode":                   "the binder's cover is a sheet of paper",
	".frontmatter":                "the body of a chapter's file tells its region in an EPUB",
	"section.frontmatter":         "the body of a chapter's file tells its region in an EPUB",
	".titlepage + #colophon":      "each part is a file of its own in an EPUB",
	".titlepage + *":              "each part is a file of its own in an EPUB",
	"#colophon + *":               "each part is a file of its own in an EPUB",
	".frontmatter + *":            "each part is a file of its own in an EPUB",
	".titlepage.letter + *":       "each part is a file of its own in an EPUB",
	".titlepage + .toc":           "each part is a file of its own in an EPUB",
	"#colophon + .toc":            "each part is a file of its own in an EPUB",
	".toc + .frontmatter":         "each part is a file of its own in an EPUB",
	".frontmatter + .frontmatter": "each part is a file of its own in an EPUB",
}

// unstyled are the classes of the mark-up that no house sheet names, with the
// reason.
var unstyled = map[string]string{
	"citation": "it looks as every link does",
	"cover":    "the EPUB's own rules fit the picture to the screen",
	"fold-12":  "the EPUB's own rules fold the table on narrow screens",
	"imprint":  "the colophon's paragraphs look as .colophon p says",
	"label":    "a note's number looks as its text does; other sheets find it by the class",
	"left":     "tables are set so by default",
	"level4":   "sections of this level look by their headings",
	"level5":   "sections of this level look by their headings",
	"level6":   "sections of this level look by their headings",
	"marked":   "the EPUB's own rules take away the reader's markers",
	"marker":   "the EPUB's own rules hang the marker",
	"aside":    "a box looks alike whatever it is for; its title says that",
	"note":     "as aside",
	"tip":      "as aside",
	"warning":  "as aside; what warns has the class warns",
	"notes":    "its notes have the look; other sheets find it by the class",
}

// TestSheetsAndMarkUpAgree: every selector of the house sheets selects something
// in the mark-up of the all-nodes examples, and every class of that mark-up is
// known to a sheet or to the list above.
func TestSheetsAndMarkUpAgree(t *testing.T) {
	sites := markedUp(t)
	named, matching := map[string]bool{}, map[string]bool{}
	for _, s := range houseSelectors(t) {
		for _, c := range s.compounds {
			for _, class := range c.classes {
				named[class] = true
			}
		}
		for _, e := range sites {
			if s.matches(e) {
				matching[s.source] = true
				break
			}
		}
		switch why := onlyInPages[s.source]; {
		case !matching[s.source] && why == "":
			t.Errorf("%s selects nothing in the mark-up and has no reason in the list", s.source)
		case matching[s.source] && why != "":
			t.Errorf("%s is listed as selecting nothing in the mark-up (%s), but does", s.source, why)
		}
	}
	used := map[string]bool{}
	for _, e := range sites {
		for _, class := range strings.Fields(e.classes) {
			used[class] = true
			if !named[class] && unstyled[class] == "" {
				t.Errorf("the class %s of the mark-up is known to no sheet and has no reason in the list", class)
			}
		}
	}
	for class := range unstyled {
		if named[class] || !used[class] {
			t.Errorf("the list of classes without a look has %s, which a sheet names (%v) or no mark-up has (%v)", class, named[class], !used[class])
		}
	}
}

// houseSelectors are those of all house sheets, without the pseudo-elements that
// only pages draw.
func houseSelectors(t *testing.T) []selector {
	entries, err := styles.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var out []selector
	for _, e := range entries {
		for _, r := range house(t, e.Name()).rules {
			s := r.selector
			s.compounds = append([]compound{}, s.compounds...)
			s.compounds[len(s.compounds)-1].pseudo = ""
			out = append(out, s)
		}
	}
	if len(entries) == 0 || len(out) == 0 {
		t.Fatal("no sheets")
	}
	return out
}

// markedUp are the elements of the mark-up of every example.
func markedUp(t *testing.T) []*site {
	var out []*site
	for _, e := range append(ast.All(), combined()...) {
		for _, page := range pagesOf(t, e) {
			out = append(out, sitesIn(t, page)...)
		}
	}
	return out
}

// combined are documents in which nodes stand in and behind each other as the
// sheets' selectors ask for, and title pages with all that they can hold.
func combined() []ast.Example {
	text := func(s string) []ast.Inline { return []ast.Inline{&ast.Text{Value: s}} }
	p := func() ast.Block { return &ast.Paragraph{Inlines: text("text")} }
	runIn := func() ast.Block {
		return &ast.Paragraph{Inlines: []ast.Inline{&ast.Strong{Inlines: text("Head.")}, &ast.Text{Value: " text"}}}
	}
	list := func(style ast.ListStyle, kids ...ast.Block) ast.Block {
		return &ast.List{Style: style, Start: 1, Delim: ".", Items: []*ast.ListItem{{Blocks: append([]ast.Block{p()}, kids...)}}}
	}
	cell := func() *ast.Cell { return &ast.Cell{RowSpan: 1, ColSpan: 1, Blocks: []ast.Block{p(), p()}} }
	table := &ast.Table{Cols: []ast.Align{ast.AlignLeft, ast.AlignCenter}, HeadCols: 1, Caption: text("c"),
		Head: []*ast.Row{{Cells: []*ast.Cell{cell(), cell()}}}, Body: []*ast.Row{{Cells: []*ast.Cell{cell(), cell()}}}}
	blocks := []ast.Block{p(), runIn(), p(), runIn(), list(ast.NoNumerals, list(ast.NoNumerals), list(ast.Decimal)),
		list(ast.Decimal, list(ast.Decimal)), &ast.List{Items: []*ast.ListItem{{Marker: "§", Blocks: []ast.Block{p()}}}}, table}
	for level := 6; level > 0; level-- {
		blocks = append([]ast.Block{p()}, &ast.Section{Level: level, Number: "1.", Title: text("head"), Blocks: blocks})
	}
	letter := []ast.Block{&ast.Paragraph{Inlines: text("Harbour Office")}, &ast.Paragraph{Inlines: text("Quay 1")}, p()}
	var out []ast.Example
	for _, title := range []string{"Report", strings.Repeat("long ", 30), strings.Repeat("long ", 100)} {
		m := meta.Meta{Title: strings.TrimSpace(title), Subtitle: "Sub", Lang: "en", Publisher: "P", Creators: meta.People("C"), Date: "2024-05-15", Period: "2023", Edition: "2nd"}
		out = append(out, ast.Example{Name: "combined, " + title, Doc: &ast.Document{Blocks: blocks, Meta: m}}, ast.Example{Name: "letter, " + title, Doc: &ast.Document{Blocks: letter, Meta: m}})
	}
	blocks = append(blocks, &ast.Figure{Image: &ast.Image{Src: "l.png", Alt: "A mill"}, Caption: text("c")})
	m := meta.Meta{Title: "Report", Subtitle: "Sub", Lang: "en", Publisher: "P", Logo: &meta.Logo{Image: "l.png", Alt: "A mill"}, Lists: []string{"tables", "figures"}}
	return append(out, ast.Example{Name: "subtitle and publisher", Doc: &ast.Document{Blocks: blocks, Meta: m}},
		ast.Example{Name: "letter, subtitle and publisher", Doc: &ast.Document{Blocks: letter, Meta: m}})
}

// pagesOf makes an example an EPUB and returns its content documents.
func pagesOf(t *testing.T, e ast.Example) [][]byte {
	load := func(string) ([]byte, error) { return []byte("\x89PNG\r\n\x1a\n"), nil }
	var log diag.Log
	p, err := epub.Build(t.Context(), resolve.Of(matter.Add(e.Doc)), nil, epub.Options{Identifier: "X-1", Load: load, Time: time.Unix(0, 0)}, &log)
	if err != nil {
		t.Fatalf("%s: %v %v", e.Name, err, log.All())
	}
	var b bytes.Buffer
	if _, err := p.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var out [][]byte
	for _, f := range z.File {
		if path.Ext(f.Name) == ".xhtml" {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, data)
		}
	}
	return out
}

// sitesIn reads the elements of a page as selectors see them.
func sitesIn(t *testing.T, page []byte) []*site {
	var out []*site
	var here *site
	last := map[*site]kind{} // the latest child of each
	for d := xml.NewDecoder(bytes.NewReader(page)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			k := kind{tag: e.Name.Local}
			for _, a := range e.Attr {
				if a.Name.Local == "class" {
					k.classes = a.Value
				}
			}
			child := &site{kind: k, parent: here, prev: last[here]}
			last[here] = k
			here = child
			out = append(out, child)
		case xml.EndElement:
			here = here.parent
		}
	}
}
