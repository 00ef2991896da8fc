package check

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pdffile"
)

func isTag(s string) bool {
	_, err := language.Parse(s)
	return err == nil
}

// annotations looks over links and the other annotations of pages.
func (p *pdfCheck) annotations() {
	for i, page := range p.pages {
		n := i + 1
		shown, silent, untagged := 0, 0, 0
		for _, o := range p.f.Array(page.Dict["Annots"]) {
			a := p.f.Dict(o)
			kind := p.f.Name(a["Subtype"])
			if a == nil || kind == "Popup" || p.f.Int(a["F"], 0)&2 != 0 { // hidden
				continue
			}
			shown++
			p.action(n, a)
			if !p.tagged() {
				continue
			}
			if kind == "Link" && strings.TrimSpace(p.f.Text(a["Contents"])) == "" {
				silent++
			}
			if p.f.Int(a["StructParent"], -1) < 0 && kind != "PrinterMark" {
				untagged++
			}
		}
		if silent > 0 {
			p.find(pdfLink, onPage(n), "%s without Contents that say where it leads", summary(silent, "link"))
		}
		if untagged > 0 {
			p.find(pdfLink, onPage(n), "%s without a place in the tree of tags", summary(untagged, "annotation"))
		}
		if shown > 0 && p.tagged() && p.f.Name(page.Dict["Tabs"]) != "S" {
			p.find(pdfLink, onPage(n), "the order of the page's annotations is not that of its tags (Tabs /S)")
		}
	}
}

// action looks where an annotation or bookmark leads, and what it does.
func (p *pdfCheck) action(page int, d pdffile.Dict) {
	pos := nowhere
	if page > 0 {
		pos = onPage(page)
	}
	if dest, has := d["Dest"]; has {
		p.destination(pos, dest)
	}
	a := p.f.Dict(d["A"])
	switch kind := p.f.Name(a["S"]); kind {
	case "GoTo":
		p.destination(pos, a["D"])
	default:
		p.forbidden(pos, kind)
	}
}

// forbidden finds an action of a kind that the claimed standard forbids.
func (p *pdfCheck) forbidden(pos diag.Pos, kind pdffile.Name) {
	switch kind {
	case "JavaScript", "Launch", "Sound", "Movie", "ResetForm", "ImportData":
		if p.claims.a != "" || p.claims.x != "" {
			p.find(pdfAction, pos, "an action of the kind %s", kind)
		}
	}
}

// ownActions looks at what the file does by itself: when it is opened (OpenAction), on
// events (AA), and its scripts (ISO 32000-1, 12.6).
func (p *pdfCheck) ownActions() {
	catalog := p.f.Catalog()
	p.forbidden(nowhere, p.f.Name(p.f.Dict(catalog["OpenAction"])["S"]))
	events := p.f.Dict(catalog["AA"])
	for _, event := range sortedKeys(events) {
		p.forbidden(nowhere, p.f.Name(p.f.Dict(events[event])["S"]))
	}
	if p.f.Dict(p.f.Dict(catalog["Names"])["JavaScript"]) != nil {
		p.forbidden(nowhere, "JavaScript")
	}
}

// destination wants a page behind a destination, by name or by itself.
func (p *pdfCheck) destination(pos diag.Pos, o pdffile.Object) {
	name, named := "", false
	switch d := p.f.Get(o).(type) {
	case pdffile.Name:
		name, named = string(d), true
		o = p.f.Dict(p.f.Catalog()["Dests"])[d]
	case pdffile.String:
		name, named = string(d), true
		o = p.nameIn(p.f.Dict(p.f.Catalog()["Names"])["Dests"], name, 0)
	}
	if d := p.f.Dict(o); d != nil {
		o = d["D"]
	}
	list := p.f.Array(o)
	if len(list) > 0 {
		if ref, ok := list[0].(pdffile.Ref); ok && p.number[ref] > 0 {
			return
		}
		if n, ok := list[0].(int64); ok && n >= 0 && int(n) < len(p.pages) {
			return
		}
	}
	if named {
		p.find(pdfDest, pos, "a link or bookmark leads to the destination %q, which is not there", clip(name))
	} else {
		p.find(pdfDest, pos, "a link or bookmark leads to no page")
	}
}

// nameIn looks a name up in a name tree (ISO 32000-1, 7.9.6).
func (p *pdfCheck) nameIn(node pdffile.Object, name string, depth int) pdffile.Object {
	d := p.f.Dict(node)
	if d == nil || depth > 50 {
		return nil
	}
	if limits := p.f.Array(d["Limits"]); len(limits) == 2 {
		low, _ := p.f.Get(limits[0]).(pdffile.String)
		high, _ := p.f.Get(limits[1]).(pdffile.String)
		if name < string(low) || name > string(high) {
			return nil
		}
	}
	names := p.f.Array(d["Names"])
	for i := 0; i+1 < len(names); i += 2 {
		if s, ok := p.f.Get(names[i]).(pdffile.String); ok && string(s) == name {
			return names[i+1]
		}
	}
	for _, kid := range p.f.Array(d["Kids"]) {
		if o := p.nameIn(kid, name, depth+1); o != nil {
			return o
		}
	}
	return nil
}

// longWithout is how many pages a file may have without bookmarks: what a person
// leafs through in a moment.
const longWithout = 20

// navigation looks over labels of pages and bookmarks.
func (p *pdfCheck) navigation() {
	p.labels()
	outlines := p.f.Dict(p.f.Catalog()["Outlines"])
	w := &bookmarkWalk{p: p, seen: map[pdffile.Ref]bool{}}
	w.level(outlines["First"], 0)
	if w.count == 0 && len(p.pages) > longWithout {
		p.find(pdfBookmarks, nowhere, "the file has %d pages and no bookmarks", len(p.pages))
	}
}

func (p *pdfCheck) labels() {
	o, has := p.f.Catalog()["PageLabels"]
	if !has {
		return
	}
	nums := p.numsIn(o, 0)
	last := -1
	for i := 0; i+1 < len(nums); i += 2 {
		n := p.f.Int(nums[i], -1)
		switch {
		case i == 0 && n != 0:
			p.find(pdfLabels, nowhere, "the labels of pages begin at page %d and not at the first", n+1)
		case n <= last:
			p.find(pdfLabels, nowhere, "the labels of pages are not in order at page %d", n+1)
		case n >= len(p.pages):
			p.find(pdfLabels, nowhere, "a label is given to page %d of %d", n+1, len(p.pages))
		}
		last = n
	}
	if len(nums) == 0 {
		p.find(pdfLabels, nowhere, "the labels of pages are empty")
	}
}

// numsIn is the list of a number tree (ISO 32000-1, 7.9.7).
func (p *pdfCheck) numsIn(o pdffile.Object, depth int) pdffile.Array {
	d := p.f.Dict(o)
	if depth > 50 {
		return nil
	}
	out := append(pdffile.Array{}, p.f.Array(d["Nums"])...)
	for _, kid := range p.f.Array(d["Kids"]) {
		out = append(out, p.numsIn(kid, depth+1)...)
		if len(out) > 1<<20 {
			break
		}
	}
	return out
}

type bookmarkWalk struct {
	p     *pdfCheck
	seen  map[pdffile.Ref]bool
	count int
}

// level goes along the bookmarks of one level and into each.
func (w *bookmarkWalk) level(o pdffile.Object, depth int) {
	for o != nil {
		ref, _ := o.(pdffile.Ref)
		d := w.p.f.Dict(o)
		if d == nil || w.seen[ref] || depth > maxTagDepth {
			w.p.find(pdfBookmarks, nowhere, "the bookmarks lead nowhere, or in a circle")
			return
		}
		w.seen[ref] = true
		w.count++
		if strings.TrimSpace(w.p.f.Text(d["Title"])) == "" {
			w.p.find(pdfBookmarks, nowhere, "a bookmark has no title")
		}
		w.p.action(0, d)
		if d["First"] != nil {
			w.level(d["First"], depth+1)
		}
		o = d["Next"]
	}
}

// prove holds the claims against what was seen.
func (p *pdfCheck) prove() {
	c, version := p.claims, p.version()
	intents := map[string]bool{}
	for _, o := range p.f.Array(p.f.Catalog()["OutputIntents"]) {
		intents[string(p.f.Name(p.f.Dict(o)["S"]))] = true
	}
	claim := func(wrong bool, format string, args ...any) {
		if wrong {
			p.find(pdfClaim, nowhere, "%s", fmt.Sprintf(format, args...))
		}
	}
	claim(c.ua != "" && !p.tagged(), "PDF/UA-%s is claimed, and there are no tags", c.ua)
	claim(c.ua == "1" && version > "1.7", "PDF/UA-1 is claimed in a file of PDF %s", version)
	claim(c.ua == "2" && version < "2.0", "PDF/UA-2 is claimed in a file of PDF %s", version)
	claim(strings.EqualFold(c.level, "a") && !p.tagged(), "PDF/A-%sa is claimed, and there are no tags", c.a)
	claim(c.a == "4" && version < "2.0", "PDF/A-4 is claimed in a file of PDF %s", version)
	claim((c.a == "1" || c.a == "2" || c.a == "3") && version > "1.7", "PDF/A-%s is claimed in a file of PDF %s", c.a, version)
	claim(c.a != "" && p.f.Array(p.f.Trailer["ID"]) == nil, "PDF/A-%s is claimed, and the trailer has no ID", c.a)
	claim(c.x != "" && p.f.Name(p.f.Dict(p.f.Trailer["Info"])["Trapped"]) == "" && p.property("Trapped") == "", "%s is claimed, and nothing says whether the file is trapped", c.x)
	if c.a != "" && p.seen.deviceRGB != "" && !intents["GTS_PDFA1"] {
		p.find(pdfIntent, nowhere, "PDF/A-%s is claimed, and there is no output intent for the colours (%s)", c.a, p.seen.deviceRGB)
	}
	if c.x == "" {
		return
	}
	if !intents["GTS_PDFX"] {
		p.find(pdfIntent, nowhere, "%s is claimed, and there is no output intent for a press", c.x)
	}
	old := strings.Contains(c.x, "X-1a") || strings.Contains(c.x, "X-1:") || strings.Contains(c.x, "X-3")
	if old && p.seen.transparent != "" {
		p.find(pdfTransparency, nowhere, "%s is claimed, and something is transparent: %s", c.x, p.seen.transparent)
	}
	if strings.Contains(c.x, "X-1a") && p.seen.deviceRGB != "" {
		p.find(pdfColour, nowhere, "%s is claimed, and there is %s", c.x, p.seen.deviceRGB)
	}
}
