package epub

import (
	"bytes"
	"fmt"
	"strings"

	"octavo/pipeline/internal/pattern"
)

// usedFaces are the faces whose family the style sheet names, in the order
// given.
func usedFaces(opt Options) []Face {
	used := familiesIn(opt.CSS)
	var out []Face
	for _, f := range opt.Faces {
		if used[strings.ToLower(f.Family)] {
			out = append(out, f)
		}
	}
	return out
}

var (
	familyLists = pattern.Of(`(?i)font-family\s*:((?:"[^"]*"|'[^']*'|[^;}"'])*)`)
	familyNames = pattern.Of(`"([^"]*)"|'([^']*)'|([^,"']+)`)
)

// familiesIn are the families that a sheet names, in small letters, in which names
// are compared (CSS Fonts Level 4, 5.1).
func familiesIn(css string) map[string]bool {
	out := map[string]bool{}
	for _, list := range familyLists.FindAllStringSubmatch(css, -1) {
		for _, m := range familyNames.FindAllStringSubmatch(list[1], -1) {
			out[strings.ToLower(strings.TrimSpace(m[1]+m[2]+m[3]))] = true
		}
	}
	return out
}

// ownRules are for mark-up that only this package makes: they keep it usable
// under any sheet, which may override them. An entry of the contents is as large as a
// finger needs, 24 px each way (WCAG 2.2, 2.5.8). Words and numbers in cells are divided
// only where one is long, or where a reading system cannot fold a table; otherwise one
// column's long text would divide the others' numbers. What a marker or a place that links
// lead to parts from its heading stays with it. White around headings that a sheet does not
// ask for is none, as in pages: browsers have the more of it the lower the heading stands.
// A marker with brackets, "(a)", is up to 1.6 em wide in most faces; with the blank behind
// it the text and the lines below begin at one edge, at 2 em. The sheets' sides are those
// of text from left to right.
const ownRules = `h1, h2, h3, h4, h5, h6 { margin: 0; }
.cover { margin: 0; padding: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 100vh; }
[hidden] { display: none; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; }
ol.marked, ul.marked { list-style-type: none; padding-left: 2em; }
.marker { display: inline-block; min-width: 1.75em; margin-left: -2em; text-indent: 0; }
[dir="rtl"] ul, [dir="rtl"] ol, [dir="rtl"] dd { margin-right: 0; padding-left: 0; padding-right: 1.4em; }
[dir="rtl"] .toc ol { padding-right: 0; }
[dir="rtl"] .toc ol ol { padding-left: 0; padding-right: 1.4em; }
[dir="rtl"] ol.marked, [dir="rtl"] ul.marked { padding-left: 0; padding-right: 2em; }
[dir="rtl"] .marker { margin-left: 0; margin-right: -2em; }
sup, sub { line-height: 0; }
h1 + span + *, h2 + span + *, h3 + span + *, h4 + span + *, h5 + span + *, h6 + span + * { break-before: avoid; }
.notes { margin-top: 2em; border-top: 1px solid; padding-top: 0.5em; }
nav.toc ol { list-style-type: none; }
nav.toc a { display: inline-block; min-width: 24px; min-height: 24px; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; }
@media (overflow-inline: scroll) { pre.scroll { white-space: pre; overflow-x: auto; } p.formula { overflow-x: auto; overflow-y: hidden; } }
body { overflow-wrap: break-word; }
td, th, caption.long { overflow-wrap: anywhere; }
@supports (container-type: inline-size) { td:not(.long), th:not(.long) { overflow-wrap: break-word; } }
`

// styleSheet puts a rule for each face and our own rules before the sheet. Code and
// formulas scroll in boxes of their own on screens that let text scroll; on others code
// is broken.
func styleSheet(css string, faces []Face, forms map[form]bool) []byte {
	var b bytes.Buffer
	for _, f := range faces {
		slant := "normal"
		if f.Italic {
			slant = "italic"
		}
		fmt.Fprintf(&b, "@font-face {\n\tfont-family: %q;\n\tfont-weight: %s;\n\tfont-style: %s;\n\tsrc: url(\"../fonts/%s\");\n}\n",
			f.Family, weight(f.Weight), slant, f.File)
	}
	b.WriteString(ownRules)
	b.WriteString(formRules(forms))
	b.WriteString(css)
	return b.Bytes()
}

// faceType is the media type by how the file begins (OpenType 1.9, "otff").
func faceType(f Face) string {
	if bytes.HasPrefix(f.Data, []byte("OTTO")) {
		return "font/otf"
	}
	return "font/ttf"
}
