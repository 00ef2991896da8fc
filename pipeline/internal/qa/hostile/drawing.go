package hostile

import (
	"fmt"
	"strings"
)

// drawings are SVG files that run, fetch, grow or lead in rings.
func drawings() []Case {
	svg := func(name, head, inner string) Case {
		return around("drawing, "+name, "a.svg", func() []byte {
			return []byte(head + `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100" viewBox="0 0 100 100">` +
				inner + `<rect width="50" height="50" fill="#123"/></svg>`)
		})
	}
	of := func(name, inner string) Case { return svg(name, "", inner) }
	many := func(name, one string, n int) Case { return of(name, strings.Repeat(one, n)) }
	secret := file("../geheim.svg", `<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><text>`+Secret+`</text></g></svg>`)
	with := func(c Case, f ...File) Case { c.Files = append(c.Files, f...); return c }
	return []Case{
		of("scripts", `<script>alert(1)</script><script href="a.js"/><g onload="alert(1)"><a href="javascript:alert(1)"><text>a</text></a></g>`),
		with(of("references", `<image href="../geheim.png" width="9" height="9"/><image href="http://example.nl/a.png" width="9" height="9"/><use href="../geheim.svg#a"/>`), secret),
		of("style sheets", `<?xml-stylesheet href="../geheim.css"?><style>@import url("../geheim.css"); rect { fill: url(http://example.nl/a) }</style>`),
		of("foreign objects", `<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="file:///etc/passwd"/></body></foreignObject>`),
		of("a use of itself", `<g id="a"><use href="#a"/></g>`),
		of("a ring of uses", `<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>`),
		of("a use of the whole", `<g id="a"><use xlink:href="#"/></g>`),
		of("laughing uses", `<g id="a0"><rect width="1" height="1"/></g>`+numbered(30, func(i int) string {
			return fmt.Sprintf(`<g id="a%d">%s</g>`, i+1, strings.Repeat(fmt.Sprintf(`<use href="#a%d"/>`, i), 10))
		})),
		of("laughing symbols", `<symbol id="a0"><rect width="1" height="1"/></symbol>`+numbered(30, func(i int) string {
			return fmt.Sprintf(`<symbol id="a%d">%s</symbol>`, i+1, strings.Repeat(fmt.Sprintf(`<use href="#a%d"/>`, i), 10))
		})+`<use href="#a30"/>`),
		of("a ring of gradients", `<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect fill="url(#a)" width="9" height="9"/>`),
		of("a ring of clips", `<clipPath id="a" clip-path="url(#b)"><rect/></clipPath><clipPath id="b" clip-path="url(#a)"><rect/></clipPath><rect clip-path="url(#a)" width="9" height="9"/>`),
		of("a ring of patterns", `<pattern id="a" width="1" height="1"><rect fill="url(#a)" width="1" height="1"/></pattern><rect fill="url(#a)" width="9" height="9"/>`),
		of("a ring of masks", `<mask id="a"><rect mask="url(#a)" width="1" height="1"/></mask><rect mask="url(#a)" width="9" height="9"/>`),
		svg("laughing entities", `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a0 "ha">`+numbered(60, func(i int) string {
			return fmt.Sprintf("<!ENTITY a%d \"%s\">", i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
		})+"]>", `<text>&a60;</text>`),
		svg("an entity that is a file", `<!DOCTYPE svg [<!ENTITY a SYSTEM "../geheim.txt">]>`, `<text>&a;</text>`),
		of("groups, 10,000 deep", strings.Repeat("<g>", 10_000)+strings.Repeat("</g>", 10_000)),
		of("groups, 10,000 deep, with turns", strings.Repeat(`<g transform="rotate(1) scale(1.1)">`, 10_000)+"<rect width='1' height='1'/>"+strings.Repeat("</g>", 10_000)),
		many("100,000 rectangles", `<rect width="1" height="1"/>`, 30_000),
		many("50,000 texts", `<text x="1" y="2">tekst</text>`, 25_000),
		of("a path of 900 KB", `<path d="M0 0 `+strings.Repeat("L1 1 C1 1 2 2 3 3 ", 50_000)+`"/>`),
		of("arcs of no radius", `<path d="M0 0 `+strings.Repeat("A0 0 0 1 1 5 5 A1e-300 1e300 9e99 0 1 3 3 ", 10_000)+`"/>`),
		of("dashes without end", `<path stroke="#000" stroke-dasharray="1e-9" d="M0 0 L1e9 1e9"/>`),
		of("numbers that are none", `<rect x="NaN" y="Infinity" width="1e999" height="-1"/><circle r="1e308" cx="-1e308"/><path d="M1e999 NaN L--1 0x1"/>`),
		of("turns that are none", `<g transform="scale(0)"><g transform="matrix(1e200 0 0 1e200 1e308 1e308)"><rect width="9" height="9"/></g></g>`),
		of("a picture within", `<image width="9" height="9" href="data:image/png;base64,`+strings.Repeat("AAAA", 100_000)+`"/>`),
		of("a drawing within", `<image width="9" height="9" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='a.svg'/%3E%3C/svg%3E"/><image href="a.svg" width="9" height="9"/>`),
		of("movements", strings.Repeat(`<rect width="9" height="9"><animate attributeName="x" from="0" to="9" dur="1s" repeatCount="indefinite"/></rect>`, 5_000)),
		of("filters", `<filter id="a" x="-1e9" width="1e9">`+strings.Repeat(`<feTurbulence numOctaves="999999999"/>`, 1000)+`</filter><rect filter="url(#a)" width="9" height="9"/>`),
		of("a text of one million letters", `<text textLength="1e9">`+strings.Repeat("a ", 400_000)+`</text>`),
		of("100,000 attributes", `<rect`+numbered(60_000, func(i int) string { return fmt.Sprintf(` a%d="b"`, i) })+`/>`),
		of("styles for all", `<style>`+numbered(3_000, func(i int) string { return fmt.Sprintf(".c%d g rect { fill: red } ", i) })+`</style>`+strings.Repeat(`<rect width="1" height="1" class="c1 c2"/>`, 3_000)),
		around("drawing of 1e30 pixels", "a.svg", func() []byte {
			return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="1e30" height="1e-30"><rect width="1" height="1"/></svg>`)
		}),
		around("drawing without a size", "a.svg", func() []byte {
			return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0" width="-1" height="0%"/>`)
		}),
		around("drawing that is cut off", "a.svg", func() []byte {
			return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g><rect wid`)
		}),
		around("drawing in UTF-16", "a.svg", func() []byte {
			return utf16(`<?xml version="1.0" encoding="UTF-16"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>`)
		}),
		around("drawing of 50 MB of zeroes", "a.svg", func() []byte { return make([]byte, 50*mega) }),
		either(text("drawings of a page", "x.html", func() string {
			return htmlHead + `<svg width="9" height="9"><g id="a"><use href="#a"/></g>` + strings.Repeat(`<use href="#a"/>`, 10_000) + `</svg><p>a`
		})),
	}
}
