package check

import (
	"errors"
	"fmt"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/epubfile"
	"octavo/pipeline/internal/pdffile"
)

// PDF looks over a PDF.
func PDF(data []byte) Report {
	p := &pdfCheck{finder: newFinder(pdfRules)}
	r := Report{Kind: "PDF", Looked: pdfLooked, Others: pdfOthers}
	var err error
	if p.f, err = pdffile.Open(data); err != nil {
		p.find(pdfFile, diag.Pos{}, "the file cannot be opened: %v", err)
	} else {
		r.Kind = "PDF " + p.version()
		p.all(data)
		r.Claims = p.claims.names()
	}
	r.Findings = p.findings()
	return r
}

// pdfCheck is the state of one check.
type pdfCheck struct {
	*finder
	f      *pdffile.File
	xmp    *epubfile.Node // the metadata; nil where there are none
	claims claims
	pages  []pdffile.Page
	number map[pdffile.Ref]int // pages by their references, from 1
	marked map[int]map[int]bool
	faces  map[pdffile.Ref]bool
	seen   seen
}

// seen is what was met on pages, that claims speak of.
type seen struct {
	deviceRGB, transparent string // the first place
}

// nowhere is the place of findings about the whole file.
var nowhere diag.Pos

// onPage is the place of findings about a page.
func onPage(n int) diag.Pos { return diag.Pos{File: fmt.Sprintf("page %d", n)} }

// version is that of the header or, where it is later, of the catalogue.
func (p *pdfCheck) version() string {
	if v := string(p.f.Name(p.f.Catalog()["Version"])); len(v) == 3 && v > p.f.Version {
		return v
	}
	return p.f.Version
}

func (p *pdfCheck) all(data []byte) {
	p.form(data)
	if p.f.Encrypted() {
		p.find(pdfEncrypted, nowhere, "the file is encrypted; what follows its table was not looked at")
		return
	}
	p.metadata()
	p.claims = p.claimed()
	p.pageTree()
	p.content()
	p.tags()
	p.ownActions()
	p.annotations()
	p.navigation()
	p.prove()
}

// form looks over what stands around the objects.
func (p *pdfCheck) form(data []byte) {
	if p.f.HeaderAt > 0 {
		p.find(pdfHeader, nowhere, "%d bytes stand before the header", p.f.HeaderAt)
	}
	rest := data[min(len(data), p.f.HeaderAt+len("%PDF-1.7")):]
	rest = rest[:min(len(rest), 12)]
	high := 0
	for _, c := range rest {
		if c > 127 {
			high++
		}
	}
	if high < 4 {
		p.find(pdfHeader, nowhere, "no comment of four bytes above 127 follows the header, so that programs may take the file for text")
	}
	if p.f.Rebuilt != "" {
		p.find(pdfXref, nowhere, "%s; its objects were found by their own words", p.f.Rebuilt)
	}
}

func (p *pdfCheck) pageTree() {
	pages, err := p.f.Pages()
	if err != nil {
		p.find(pdfPages, nowhere, "%v", err)
	} else if len(pages) == 0 {
		p.find(pdfPages, nowhere, "the file has no pages")
	}
	p.pages, p.number = pages, map[pdffile.Ref]int{}
	for i, page := range pages {
		if page.Ref.Num > 0 {
			p.number[page.Ref] = i + 1
		}
	}
	if count := p.f.Int(p.f.Dict(p.f.Catalog()["Pages"])["Count"], -1); err == nil && count != len(pages) {
		p.find(pdfPages, nowhere, "the page tree says %d pages and has %d", count, len(pages))
	}
}

// metadata reads the XMP packet and holds it against the Info dictionary.
func (p *pdfCheck) metadata() {
	s := p.f.Stream(p.f.Catalog()["Metadata"])
	if s == nil {
		p.find(pdfMetadata, nowhere, "there are no XMP metadata")
		return
	}
	data, err := p.f.Decode(s)
	if err == nil {
		p.xmp, err = epubfile.Parse(data)
	}
	if err != nil {
		var syntax *epubfile.SyntaxError
		if errors.As(err, &syntax) {
			err = fmt.Errorf("line %d: %w", syntax.Line, err)
		}
		p.find(pdfMetadata, nowhere, "the XMP metadata cannot be read: %v", err)
		return
	}
	title := p.f.Text(p.f.Dict(p.f.Trailer["Info"])["Title"])
	if own := p.property("title"); title != "" && own != "" && oneLine(title) != oneLine(own) {
		p.find(pdfMetadata, nowhere, "the title is %q in the XMP metadata and %q in the Info dictionary", clip(own), clip(title))
	}
}

// oneLine has every white space as one blank, as XMP may have it.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// property is the value of a property of the metadata by its local name; "" where
// it is not there.
func (p *pdfCheck) property(local string, prefixes ...string) string {
	if p.xmp == nil {
		return ""
	}
	value := ""
	p.xmp.Walk(func(n *epubfile.Node) bool {
		if value != "" {
			return false
		}
		if n.Name == local && inNamespace(n.Space, prefixes) {
			value = n.Text()
		}
		for _, a := range n.Attrs {
			if a.Name.Local == local && a.Name.Space != "" && inNamespace(a.Name.Space, prefixes) {
				value = a.Value
			}
		}
		return true
	})
	return strings.TrimSpace(value)
}

// inNamespace reports whether a namespace is one of those; none stand for all.
func inNamespace(space string, of []string) bool {
	for _, s := range of {
		if space == s {
			return true
		}
	}
	return len(of) == 0
}

// Namespaces of what files claim.
const (
	nsUA  = "http://www.aiim.org/pdfua/ns/id/"
	nsA   = "http://www.aiim.org/pdfa/ns/id/"
	nsX   = "http://www.npes.org/pdfx/ns/id/"
	nsPDX = "http://ns.adobe.com/pdfx/1.3/"
)

// claims are what a file says of standards: parts and levels, "" for none.
type claims struct{ ua, a, level, x string }

func (p *pdfCheck) claimed() claims {
	c := claims{ua: p.property("part", nsUA), a: p.property("part", nsA), level: p.property("conformance", nsA)}
	c.x = p.property("GTS_PDFXVersion", nsX, nsPDX)
	if info := p.f.Dict(p.f.Trailer["Info"]); c.x == "" {
		c.x = p.f.Text(info["GTS_PDFXVersion"])
	}
	if conf := p.property("GTS_PDFXConformance", nsX, nsPDX); conf != "" {
		c.x = conf
	}
	return c
}

func (c claims) names() []string {
	var out []string
	if c.ua != "" {
		out = append(out, "PDF/UA-"+c.ua)
	}
	if c.a != "" {
		out = append(out, "PDF/A-"+c.a+strings.ToLower(c.level))
	}
	if c.x != "" {
		out = append(out, c.x)
	}
	return out
}
