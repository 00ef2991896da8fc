package check

import (
	"bytes"
	"slices"
	"strings"

	"octavo/pipeline/internal/epubfile"
)

// content counts what the documents of the spine hold.
type content struct {
	pictures, described int // that show something; of them, with an alternative
	math, markers       int
	text                int // letters
	sound               bool
	moving              string // a picture that moves
}

func (b *epubCheck) content() content {
	var c content
	for _, d := range b.order {
		for _, n := range d.body.All("") {
			switch {
			case b.cover(d, n):
			case n.Name == "img" && n.Attr("role") != "presentation":
				if alt, has := n.Lookup("", "alt"); !has || strings.TrimSpace(alt) != "" {
					c.pictures++
				}
				if strings.TrimSpace(n.Attr("alt")) != "" {
					c.described++
				}
			case n.Name == "svg" && n.Space == epubfile.SVG:
				c.pictures++
				if n.First("title") != nil || n.Attr("aria-label") != "" {
					c.described++
				}
			case n.Name == "math":
				c.math++
			case n.Name == "audio" || n.Name == "video":
				c.sound = true
			case isMarker(n):
				c.markers++
			}
		}
		c.text += len(d.body.Text())
	}
	for _, it := range b.pkg.Items {
		if it.MediaType == "image/gif" && b.archive.Has(it.Name) {
			if data, err := b.archive.Read(it.Name); err == nil && bytes.Count(data, []byte{0x21, 0xF9, 4}) > 1 { // graphic controls, one a frame
				c.moving = it.Name
			}
		}
	}
	return c
}

// cover tells the picture of the cover, which the metadata do not count (Schema.org
// Accessibility Properties for Discoverability Vocabulary, accessMode).
func (b *epubCheck) cover(d *document, n *epubfile.Node) bool {
	name, _, _ := epubfile.Resolve(d.name, n.Attr("src")+n.AttrNS(epubfile.XLink, "href"))
	if it := b.items[name]; (n.Name == "img" || n.Name == "image") && it != nil && it.Has("cover-image") {
		return true
	}
	return n.Name == "svg" && n.First("image") != nil && b.cover(d, n.First("image"))
}

// access compares the accessibility metadata with the content.
func (b *epubCheck) access() {
	if !b.is3() {
		return
	}
	pos := at(b.pkg.Name, b.pkg.Root)
	has := func(property, value string) bool {
		return slices.ContainsFunc(b.pkg.Meta("schema:"+property), func(v string) bool {
			return slices.Contains(strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' }), value)
		})
	}
	for _, property := range []string{"accessMode", "accessibilityFeature", "accessibilityHazard"} {
		if len(b.pkg.Meta("schema:"+property)) == 0 {
			b.find(epubAccess, pos, "there is no schema:%s", property)
		}
	}
	c := b.content()
	nav := b.pkg.Nav()
	pages := nav != nil && b.docs[nav.Name] != nil && slices.ContainsFunc(b.docs[nav.Name].body.All("nav"), func(n *epubfile.Node) bool { return n.Kind("page-list", "pagelist") })
	for _, said := range []struct {
		wrong   bool
		message string
	}{
		{has("accessMode", "visual") && c.pictures == 0 && c.math == 0, "accessMode says visual, and the text shows no picture"},
		{len(b.pkg.Meta("schema:accessMode")) > 0 && !has("accessMode", "visual") && c.pictures > 0, "the text shows pictures, and accessMode does not say visual"},
		{has("accessMode", "textual") && c.text == 0, "accessMode says textual, and there is no text"},
		{has("accessMode", "auditory") && !c.sound, "accessMode says auditory, and nothing sounds"},
		{has("accessibilityFeature", "alternativeText") && c.described == 0, "accessibilityFeature says alternativeText, and no picture has one"},
		{has("accessibilityFeature", "alternativeText") && c.described < c.pictures, "accessibilityFeature says alternativeText, and not every picture has one"},
		{has("accessibilityFeature", "MathML") && c.math == 0, "accessibilityFeature says MathML, and there is none"},
		{has("accessibilityFeature", "pageBreakMarkers") && c.markers == 0, "accessibilityFeature says pageBreakMarkers, and there are none"},
		{has("accessibilityFeature", "pageNavigation") && !pages, "accessibilityFeature says pageNavigation, and there is no page list"},
		{has("accessibilityFeature", "tableOfContents") && nav == nil, "accessibilityFeature says tableOfContents, and there is none"},
		{has("accessibilityHazard", "none") && len(b.pkg.Meta("schema:accessibilityHazard")) > 1, "accessibilityHazard says none and more"},
		{has("accessibilityHazard", "none") && c.moving != "", "accessibilityHazard says none, and " + c.moving + " moves"},
		{pages && len(b.pkg.Meta("pageBreakSource"))+len(b.pkg.DC("source")) == 0, "there is a page list, and nothing says whose pages it lists (pageBreakSource or dc:source)"},
	} {
		if said.wrong {
			b.find(epubAccess, pos, "%s", said.message)
		}
	}
}
