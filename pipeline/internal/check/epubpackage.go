package check

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/epubfile"
	"octavo/pipeline/internal/pattern"
)

// package_ looks over metadata, manifest and spine.
func (b *epubCheck) package_() {
	if !strings.HasPrefix(b.pkg.Version, "3") && b.pkg.Version != "2.0" {
		b.find(epubPackage, at(b.pkg.Name, b.pkg.Root), "version=%q is not a version of EPUB", b.pkg.Version)
	}
	b.metadata()
	b.manifest()
	b.spine()
}

func (b *epubCheck) is3() bool { return strings.HasPrefix(b.pkg.Version, "3") }

var modified = pattern.Of(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$`)

func (b *epubCheck) metadata() {
	pos := at(b.pkg.Name, b.pkg.Root)
	for _, name := range []string{"identifier", "title", "language"} {
		list := b.pkg.DC(name)
		if len(list) == 0 {
			b.find(epubMetadata, pos, "there is no dc:%s", name)
		}
		for _, n := range list {
			if n.Text() == "" {
				b.find(epubMetadata, at(b.pkg.Name, n), "dc:%s is empty", name)
			} else if name == "language" {
				b.language(at(b.pkg.Name, n), "dc:language", n.Text())
			}
		}
	}
	b.identifier(pos)
	if !b.is3() {
		return
	}
	switch times := b.pkg.Meta("dcterms:modified"); {
	case len(times) != 1:
		b.find(epubMetadata, pos, "dcterms:modified stands %s and must stand once", summary(len(times), "time"))
	case !modified.MatchString(times[0]):
		b.find(epubMetadata, pos, "dcterms:modified is %q and not of the form 2025-05-21T00:00:00Z", clip(times[0]))
	}
}

// identifier wants unique-identifier to lead to a dc:identifier.
func (b *epubCheck) identifier(pos diag.Pos) {
	id := b.pkg.Root.Attr("unique-identifier")
	if !slices.ContainsFunc(b.pkg.DC("identifier"), func(n *epubfile.Node) bool { return id != "" && n.Attr("id") == id }) {
		b.find(epubMetadata, pos, "unique-identifier=%q leads to no dc:identifier", id)
	}
	all, ids := b.pkg.Root.All(""), map[string]bool{}
	for _, n := range all {
		ids[n.Attr("id")] = true
	}
	for _, n := range all {
		r, has := n.Lookup("", "refines")
		if !has {
			continue
		}
		if target := strings.TrimPrefix(r, "#"); target == "" || !ids[target] {
			b.find(epubMetadata, at(b.pkg.Name, n), "refines=%q leads to nothing", r)
		}
	}
}

// language wants a tag that BCP 47 knows, and a language that is one.
func (b *epubCheck) language(pos diag.Pos, what, tag string) {
	t, err := language.Parse(tag)
	base, _, _ := t.Raw()
	switch {
	case err != nil:
		b.find(epubLanguage, pos, "%s is %q, which is no language's tag", what, clip(tag))
	case base.String() == "und":
		b.find(epubLanguage, pos, "%s is %q: the language is not determined", what, clip(tag))
	}
}

func (b *epubCheck) manifest() {
	ids, names := map[string]bool{}, map[string]bool{b.pkg.Name: true}
	b.items = map[string]*epubfile.Item{}
	for i := range b.pkg.Items {
		it := &b.pkg.Items[i]
		pos := diag.Pos{File: b.pkg.Name, Line: it.Line}
		switch {
		case it.ID == "" || it.Href == "" || it.MediaType == "":
			b.find(epubManifest, pos, "an item lacks id, href or media-type")
		case ids[it.ID]:
			b.find(epubManifest, pos, "the identifier %s stands twice", it.ID)
		case it.Remote:
			if !slices.Contains([]string{"audio", "video", "font"}, kindOf(it.MediaType)) {
				b.find(epubRemote, pos, "%s lies outside the publication", clip(it.Href))
			}
		case names[it.Name]:
			b.find(epubManifest, pos, "%s is listed twice, or is the package document itself", it.Href)
		case !b.archive.Has(it.Name):
			b.find(epubManifest, pos, "%s is listed and not in the archive", it.Href)
		}
		ids[it.ID], names[it.Name] = true, true
		if it.Name != "" {
			b.items[it.Name] = it
		}
	}
	for _, e := range b.archive.Entries {
		if !names[e.Name] && e.Name != "mimetype" && !strings.HasPrefix(e.Name, "META-INF/") {
			b.find(epubUnlisted, diag.Pos{File: e.Name}, "the file is in the archive and not in the manifest")
		}
	}
}

func kindOf(mediaType string) string {
	kind, _, _ := strings.Cut(mediaType, "/")
	return kind
}

const mediaXHTML, mediaSVG = "application/xhtml+xml", "image/svg+xml"

func (b *epubCheck) spine() {
	pos := at(b.pkg.Name, b.pkg.Root)
	seen, linear := map[string]bool{}, false
	for _, s := range b.pkg.Spine {
		pos := diag.Pos{File: b.pkg.Name, Line: s.Line}
		it := b.pkg.Item(s.ID)
		switch {
		case it == nil:
			b.find(epubSpine, pos, "idref=%q leads to no line of the manifest", s.ID)
		case seen[s.ID]:
			b.find(epubSpine, pos, "%s stands twice in the spine", s.ID)
		case it.MediaType != mediaXHTML && it.MediaType != mediaSVG && it.Fallback == "":
			b.find(epubSpine, pos, "%s is %s, which is no document of a text", it.Href, it.MediaType)
		}
		seen[s.ID] = true
		linear = linear || s.Linear
	}
	if len(b.pkg.Spine) == 0 {
		b.find(epubSpine, pos, "the spine is empty")
	} else if !linear {
		b.find(epubSpine, pos, "no document of the spine is read in order (linear)")
	}
	if toc := b.pkg.Root.First("spine"); b.is3() && toc != nil && toc.Attr("toc") != "" && b.pkg.Item(toc.Attr("toc")) == nil {
		b.find(epubSpine, at(b.pkg.Name, toc), "toc=%q leads to no line of the manifest", toc.Attr("toc"))
	}
}
