package check

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/epubfile"
)

// EPUB looks over an EPUB.
func EPUB(data []byte) Report {
	b := &epubCheck{finder: newFinder(epubRules), docs: map[string]*document{}}
	r := Report{Kind: "EPUB", Looked: epubLooked, Others: epubOthers}
	if b.open(data) {
		r.Kind = "EPUB " + b.pkg.Version
		r.Claims = b.claims()
		b.package_()
		b.documents()
		b.navigation()
		b.access()
	}
	r.Findings = b.findings()
	return r
}

// epubCheck is the state of one check.
type epubCheck struct {
	*finder
	archive *epubfile.Archive
	pkg     *epubfile.Package
	docs    map[string]*document
	order   []*document // of the spine
	items   map[string]*epubfile.Item
}

func at(file string, n *epubfile.Node) diag.Pos { return diag.Pos{File: file, Line: n.Line} }

func (b *epubCheck) open(data []byte) bool {
	var err error
	if b.archive, err = epubfile.Open(data); err != nil {
		b.find(epubZip, diag.Pos{}, "%v", err)
		return false
	}
	b.mimetype()
	b.names()
	name, err := b.archive.PackageName()
	if err != nil {
		b.find(epubContainer, where(epubfile.ContainerName, err), "the container cannot be used: %v", err)
		return false
	}
	if b.pkg, err = b.archive.Package(name); err != nil {
		b.find(epubPackage, where(name, err), "the package document cannot be read: %v", err)
		return false
	}
	return true
}

// where is the place of a fault in a file.
func where(file string, err error) diag.Pos {
	var syntax *epubfile.SyntaxError
	if errors.As(err, &syntax) {
		return diag.Pos{File: file, Line: syntax.Line}
	}
	return diag.Pos{File: file}
}

const mimetype = "application/epub+zip"

func (b *epubCheck) mimetype() {
	pos := diag.Pos{File: "mimetype"}
	if !b.archive.Has("mimetype") {
		b.find(epubMimetype, pos, "there is no file mimetype")
		return
	}
	first := b.archive.Entries[0]
	switch {
	case first.Name != "mimetype":
		b.find(epubMimetype, pos, "the archive begins with %s and not with mimetype", first.Name)
	case !first.Stored:
		b.find(epubMimetype, pos, "mimetype is compressed")
	case first.Extra:
		b.find(epubMimetype, pos, "mimetype has an extra field, so its text does not stand where it is looked for")
	}
	data, err := b.archive.Read("mimetype")
	if err != nil {
		b.find(epubMimetype, pos, "mimetype cannot be read: %v", err)
	} else if string(data) != mimetype {
		b.find(epubMimetype, pos, "mimetype says %q and not %q", clip(string(data)), mimetype)
	}
}

func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// names are those that readers cannot keep apart, or that lead out of the folder
// into which somebody unpacks them.
func (b *epubCheck) names() {
	seen := map[string]string{}
	for _, e := range b.archive.Entries {
		pos := diag.Pos{File: e.Name}
		folded := strings.ToLower(e.Name)
		switch first, twice := seen[folded]; {
		case twice && first == e.Name:
			b.find(epubNames, pos, "the name stands twice in the archive")
		case twice:
			b.find(epubNames, pos, "the name differs from %s only in capitals", first)
		case strings.HasPrefix(e.Name, "/") || strings.Contains(e.Name, "\\") || path.Clean(e.Name) != e.Name || strings.HasPrefix(e.Name, "../"):
			b.find(epubNames, pos, "the name leads out of the archive, or is not written plainly")
		case strings.ContainsAny(e.Name, "\"*:<>?|\x7f") || strings.HasSuffix(e.Name, "."):
			b.find(epubNames, pos, "the name has a character that names of files may not have")
		}
		seen[folded] = e.Name
	}
	if b.archive.Has("META-INF/encryption.xml") {
		if root, err := b.archive.Tree("META-INF/encryption.xml"); err != nil || encrypts(root) {
			b.find(epubEncrypted, diag.Pos{File: "META-INF/encryption.xml"}, "files of the publication are encrypted")
		}
	}
}

// encrypts reports whether more than faces is disguised (EPUB 3.3, 4.4).
func encrypts(root *epubfile.Node) bool {
	for _, m := range root.All("EncryptionMethod") {
		switch m.Attr("Algorithm") {
		case "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC":
		default:
			return true
		}
	}
	return false
}

// claims are what the metadata say of standards.
func (b *epubCheck) claims() []string {
	var out []string
	for _, n := range b.pkg.Root.All("") {
		rel := n.Attr("rel") + n.Attr("property")
		if (n.Name == "link" || n.Name == "meta") && rel == "dcterms:conformsTo" {
			out = append(out, strings.TrimSpace(n.Text()+n.Attr("href")))
		}
	}
	return out
}

// summary gives "1 page", "2 pages".
func summary(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
