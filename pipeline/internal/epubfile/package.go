package epubfile

import (
	"errors"
	"strings"
)

// ContainerName is the file that names the package document (EPUB 3.3, 4.2.6.3.1).
const ContainerName = "META-INF/container.xml"

// Package is a package document (EPUB 3.3, 5).
type Package struct {
	// Name is the document's name in the archive; Root its element.
	Name string
	Root *Node
	// Version is "3.0" for all of EPUB 3.
	Version string
	Items   []Item
	// Spine are the manifest's identifiers in reading order.
	Spine []SpineItem
}

// Item is a line of the manifest; Name is where its file lies in the archive, and ""
// for one that lies elsewhere.
type Item struct {
	ID, Href, Name, MediaType, Properties, Fallback string
	Remote                                          bool
	Line                                            int
}

// SpineItem is a line of the spine.
type SpineItem struct {
	ID     string
	Linear bool
	Line   int
}

// PackageName gives the name of the first package document that the container names.
func (a *Archive) PackageName() (string, error) {
	root, err := a.Tree(ContainerName)
	if err != nil {
		return "", err
	}
	for _, f := range root.All("rootfile") {
		if p := f.Attr("full-path"); p != "" {
			return p, nil
		}
	}
	return "", errors.New("it names no package document (rootfile with full-path)")
}

// Package reads the package document of a name.
func (a *Archive) Package(name string) (*Package, error) {
	tree, err := a.Tree(name)
	if err != nil {
		return nil, err
	}
	p := &Package{Name: name, Root: tree.Element()}
	if p.Root.Name != "package" {
		return nil, &SyntaxError{p.Root.Line, "its root element is <" + p.Root.Name + "> and not <package>"}
	}
	p.Version = p.Root.Attr("version")
	for _, n := range p.Root.All("item") {
		it := Item{ID: n.Attr("id"), Href: n.Attr("href"), MediaType: n.Attr("media-type"), Properties: n.Attr("properties"), Fallback: n.Attr("fallback"), Line: n.Line}
		if it.Name, _, it.Remote = Resolve(name, it.Href); it.Remote {
			it.Name = ""
		}
		p.Items = append(p.Items, it)
	}
	for _, n := range p.Root.All("itemref") {
		p.Spine = append(p.Spine, SpineItem{n.Attr("idref"), n.Attr("linear") != "no", n.Line})
	}
	return p, nil
}

// Item finds a line of the manifest by its identifier; nil where there is none.
func (p *Package) Item(id string) *Item {
	for i := range p.Items {
		if p.Items[i].ID == id {
			return &p.Items[i]
		}
	}
	return nil
}

// Has reports whether the item has a property.
func (it Item) Has(property string) bool {
	for _, p := range strings.Fields(it.Properties) {
		if p == property {
			return true
		}
	}
	return false
}

// Nav finds the navigation document; nil where there is none.
func (p *Package) Nav() *Item {
	for i := range p.Items {
		if p.Items[i].Has("nav") {
			return &p.Items[i]
		}
	}
	return nil
}

// Meta lists the values of a property of the metadata that says something of the
// whole publication.
func (p *Package) Meta(property string) []string {
	var out []string
	for _, n := range p.Root.All("meta") {
		if n.Attr("property") == property && n.Attr("refines") == "" {
			out = append(out, n.Text())
		}
		if n.Attr("name") == property && n.Attr("content") != "" { // EPUB 2
			out = append(out, n.Attr("content"))
		}
	}
	return out
}

// DC lists the elements of Dublin Core of a name.
func (p *Package) DC(name string) []*Node {
	var out []*Node
	for _, n := range p.Root.All(name) {
		if strings.HasPrefix(n.Space, "http://purl.org/dc/elements/1.1") {
			out = append(out, n)
		}
	}
	return out
}
