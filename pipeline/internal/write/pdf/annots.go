package pdf

import (
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/structure"
)

// link is one link annotation: a link element's part of one line.
type link struct {
	ref  ref
	page int
	area
}

// findLinks merges the boxes of each page by link and line, and numbers the
// annotations. A link whose target is not in the book gets none, and so does every
// link of a file for a press (ISO 15930-7, 6.13).
func (a *assembly) findLinks(log *diag.Log) {
	a.linksOf = map[*structure.Elem][]int{}
	a.boxes = map[*structure.Elem]array{}
	lost := map[*structure.Elem]bool{}
	for page := range a.painted {
		for _, ar := range mergeAreas(a.painted[page].areas) {
			switch {
			case ar.elem.Role == structure.Figure:
				a.boxes[ar.elem] = a.frame(page).rect(ar.Rect)
			case a.opt.Press != nil:
			case a.leads(ar.elem):
				a.linksOf[ar.elem] = append(a.linksOf[ar.elem], len(a.links))
				a.links = append(a.links, link{a.alloc(), page, ar})
			case !lost[ar.elem]:
				lost[ar.elem] = true
				log.Add(lostLink(ar.elem))
			}
		}
	}
}

// leads reports whether the link has somewhere to go.
func (a *assembly) leads(e *structure.Elem) bool {
	if e.URI != "" {
		return true
	}
	_, ok := a.leadTo(e.Target)
	return ok
}

func lostLink(e *structure.Elem) diag.Diagnostic {
	d := diag.Diagnostic{
		Code:     CodeLostLink,
		Severity: diag.Info, // ast.Check has warned of it
		Rule:     "link-target",
		Message:  "nothing in the book is named #" + e.Target + "; the text is kept without a link",
		Hint:     "give the heading, table or figure that is meant this identifier",
	}
	if e.Node != nil {
		d.Pos = e.Node.Pos()
	}
	return d
}

// mergeAreas unites the boxes of one element on one line, in order of first
// appearance.
func mergeAreas(areas []area) []area {
	var out []area
	last := map[*structure.Elem]int{}
	for _, a := range areas {
		if i, ok := last[a.elem]; ok && (a.elem.Role == structure.Figure || sameLine(out[i].Rect, a.Rect)) {
			out[i].Rect = out[i].Union(a.Rect)
			continue
		}
		last[a.elem] = len(out)
		out = append(out, a)
	}
	return out
}

// sameLine reports whether two boxes overlap by half the height of the lower
// one; superscripts do, neighbouring lines do not.
func sameLine(a, b geom.Rect) bool {
	overlap := min(a.Bottom(), b.Bottom()) - max(a.Y, b.Y)
	return 2*overlap > min(a.H, b.H)
}

// writeLinks writes the annotations (ISO 32000-1, 12.5.6.5) and returns them by
// page.
func (a *assembly) writeLinks() [][]ref {
	byPage := make([][]ref, len(a.painted))
	shared := sharedStrings{a.file, map[sharedString]ref{}}
	for i, l := range a.links {
		byPage[l.page] = append(byPage[l.page], l.ref)
		d := dict{
			{"Border", array{integer(0), integer(0), integer(0)}},
			{"Contents", shared.contents(l.elem.Contents)}, // ISO 14289-1, 7.18.5
			{"F", integer(4)}, // printed; ISO 19005-2, 6.3.2
			{"P", a.pageRefs[l.page]},
			{"Rect", a.frame(l.page).rect(l.Rect)},
			{"StructParent", integer(len(a.painted) + i)},
			{"Subtype", name("Link")},
			{"Type", name("Annot")},
		}
		if l.elem.URI != "" {
			d = append(d, entry{"A", dict{{"S", name("URI")}, {"URI", shared.address(l.elem.URI)}}})
		} else {
			lead, _ := a.leadTo(l.elem.Target) // findLinks saw that it does
			d = append(d, lead)
		}
		a.set(l.ref, d)
	}
	return byPage
}

// sharedStrings holds the long strings of annotations once: a link has an annotation
// on each line that it stands on, and one whose text is its address would hold it as
// often as it has lines, the square of its length.
type sharedStrings struct {
	file *file
	refs map[sharedString]ref
}

type sharedString struct {
	text  string
	asURI bool // written by uri, and not by text
}

// longString is from how many bytes on a string is an object of its own. Addresses of
// papers are shorter.
const longString = 1000

// contents is a text string.
func (s sharedStrings) contents(t string) object { return s.once(sharedString{t, false}, text) }

// address is that of a link.
func (s sharedStrings) address(t string) object { return s.once(sharedString{t, true}, uri) }

// once is the string as write writes it, or where it is long the one object that holds it.
func (s sharedStrings) once(t sharedString, write func(string) str) object {
	if len(t.text) < longString {
		return write(t.text)
	}
	r, ok := s.refs[t]
	if !ok {
		r = s.file.add(write(t.text))
		s.refs[t] = r
	}
	return r
}

// uri makes the string of 7-bit characters that ISO 32000-1, 12.6.4.7 asks for:
// all others are percent-encoded as UTF-8 (RFC 3987, 3.1).
func uri(address string) str {
	out := str{}
	for i := 0; i < len(address); i++ {
		if c := address[i]; c > ' ' && c <= '~' {
			out = append(out, c)
		} else {
			out = append(out, '%', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return out
}

// dest is an explicit destination, or nil where the name is not known.
func (a *assembly) dest(target string) object {
	d, ok := a.book.Dests[target]
	if !ok || d.Page < 0 || d.Page >= len(a.pageRefs) {
		return nil
	}
	f := a.frame(d.Page)
	return array{a.pageRefs[d.Page], name("XYZ"), points(f.margin + d.X), points(f.margin + f.trim.H - d.Y), null{}}
}
