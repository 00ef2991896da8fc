package hostile

import (
	"encoding/binary"
	"fmt"
	"strings"

	"octavo/fonts"
)

// styled builds a sound text by sheets; the first is the one that is asked for.
func styled(name string, sheets ...File) Case {
	return Case{Name: "sheet, " + name, Command: "build x.md --lang nl --edition pdf,epub,html --style s.css", Files: append([]File{
		file("x.md", head+"## Kop\n\n- een\n- twee[^1]\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: Noot.\n")}, sheets...)}
}

// sheets are style sheets with absurd values, in rings, and without end.
func sheets() []Case {
	css := func(name, text string) Case {
		return styled(name, lazy("s.css", func() string { return "@import \"screen\";\n" + text }))
	}
	rule := func(name, declarations string) Case { return css(name, "p, h1, h2, li, td { "+declarations+" }") }
	return []Case{
		refused(styled("a ring", file("s.css", `@import "t.css";`), file("t.css", `@import "s.css";`)), "ring"),
		refused(styled("imports itself", file("s.css", `@import "s.css";`)), "ring"),
		styled("a chain of 2,000 imports", chain(2_000)...),
		styled("imports that double", doubling(40)...),
		styled("an import outside", file("s.css", `@import "../geheim.css";`), file("../geheim.css", "/* "+Secret+" */")),
		styled("an import of the system", file("s.css", `@import "/etc/passwd"; @import url(file:///etc/passwd); @import url(http://example.nl/a.css);`)),
		styled("an import by a link", file("s.css", `@import "t.css";`), File{Name: "t.css", Link: "/etc/passwd"}),
		styled("a folder", file("s.css", `@import "t.css";`), file("t.css/a", "")),
		styled("nothing", file("s.css", "")),
		styled("noise", File{Name: "s.css", Data: func() []byte { return noise(most) }}),
		styled("50 MB of noise", File{Name: "s.css", Data: func() []byte { return noise(50 * mega) }}),
		styled("UTF-16", File{Name: "s.css", Data: func() []byte { return utf16(`@import "screen"; p { color: red }`) }}),
		css("100,000 rules", sized("p { color: #000 } ", most)),
		css("rules for 20,000 classes", numbered(20_000, func(i int) string { return fmt.Sprintf(".c%d .d%d p { color: #000 }\n", i, i) })),
		css("one selector of 900 KB", strings.Repeat("p ", most/2)+"{ color: red }"),
		css("one selector list of 900 KB", strings.Repeat("p,", most/2)+"p { color: red }"),
		css("one value of 900 KB", "p { font-family: "+strings.Repeat("a,", most/2)+"a }"),
		css("brackets, 500,000 deep", "p { width: "+strings.Repeat("(", 500_000)),
		css("blocks, 500,000 deep", strings.Repeat("@media screen {", 50_000)),
		css("an open text", "p { content: \""+strings.Repeat("a", most)),
		css("an open comment", "/* "+strings.Repeat("*", most)),
		css("a ring of variables", ":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }"),
		css("laughing variables", ":root { --a0: 1pt; "+numbered(40, func(i int) string {
			return fmt.Sprintf("--a%d: %s; ", i+1, strings.Repeat(fmt.Sprintf("var(--a%d) ", i), 10))
		})+"} p { margin: var(--a40) }"),
		css("a page smaller than a line", "@page { size: 5pt 5pt; margin: 0 }"),
		css("a page of one line", "@page { size: 100pt 12pt; margin: 0 }"),
		css("a page of no width", "@page { size: 0 0 }"),
		css("a page of less than nothing", "@page { size: -10mm -10mm; margin: -1000mm }"),
		css("a page of a kilometre", "@page { size: 1000000mm 1000000mm }"),
		css("a page without end", "@page { size: 1e308mm 1e308mm; margin: 1e308mm }"),
		css("margins that meet", "@page { margin: 500mm }"),
		css("a page as narrow as a letter", "@page { size: 8pt 200mm; margin: 0 }"),
		css("a page of a few letters", "@page { size: 40pt 200mm; margin: 0 }"),
		rule("letters of no size", "font-size: 0"), rule("letters of less than nothing", "font-size: -5pt"), rule("letters of a kilometre", "font-size: 1000000mm"),
		rule("letters higher than the page", "font-size: 500mm"), rule("letters without end", "font-size: 1e308pt"), rule("letters of a thousandth", "font-size: 0.001pt"),
		rule("sizes that grow", "font-size: 1000%"), rule("lines of no height", "line-height: 0"), rule("lines without end", "line-height: 1e300"), rule("lines of less than nothing", "line-height: -10pt"),
		rule("letters apart by a metre", "letter-spacing: 1000mm"), rule("letters over each other", "letter-spacing: -1000mm"), rule("an indent of a metre", "text-indent: 1000mm"), rule("an indent to the left", "text-indent: -1000mm"),
		rule("margins of a metre", "margin: 1000mm"), rule("margins of less than nothing", "margin: -1000mm"), rule("margins without end", "margin: 1e308mm -1e308mm"), rule("padding of a metre", "padding: 1000mm"), rule("padding of less than nothing", "padding: -1000mm"),
		rule("borders of a metre", "border: 1000mm solid red"), rule("a width of nothing", "width: 0"), rule("a width without end", "width: 1e308mm"), rule("a height of nothing", "max-height: 0"),
		rule("a thousand million orphans", "orphans: 1000000000; widows: 1000000000"), rule("orphans below zero", "orphans: -1; widows: 0"), rule("breaks before all", "break-before: page; break-after: page; break-inside: avoid"),
		rule("right-hand pages only", "break-before: right; break-after: right"), rule("floats", "float: left; width: 99%"), rule("nothing is shown", "display: none"), rule("all is a table", "display: table"), rule("all in lines", "display: inline"),
		rule("numbers that are none", "font-size: NaN; margin: infinity; width: 1e99999pt; line-height: calc(1/0)"), rule("capitals", "text-transform: uppercase; font-variant-caps: all-small-caps"),
		rule("raised without end", "vertical-align: 1e308pt"), rule("colours that are none", "color: rgb(1e99, -1, NaN); background: hsl(1e300, 900%, -5%)"), rule("weights that are none", "font-weight: 1e9"), rule("features", "font-feature-settings: \"aaaa\" 999999999, \"kern\" -1"),
		css("content without end", "p::before { content: \""+strings.Repeat("woord ", 100_000)+"\" }"),
		css("content of a million letters", "p::before { content: \""+strings.Repeat("a", 1_000_000)+"\" }"),
		css("marks of lists of a million letters", "li::marker { content: \""+strings.Repeat("a", 1_000_000)+"\" }"),
		css("a running head of 100 KB", "@page { @top-center { content: \""+strings.Repeat("woord ", 20_000)+"\" } }"),
		css("a counter without end", "h2 { counter-reset: page 9223372036854775807 } @page { @bottom-center { content: counter(page, upper-roman) } }"),
		css("bleed of a metre", "@page { bleed: 1000mm; marks: crop cross }"),
		css("breaks of pages by name", "p { page: a } li { page: b } @page a { size: 10mm 10mm; margin: 0 } @page b { size: 1000mm 10mm; margin: 1mm }"),
	}
}

// chain is a sheet that imports the next, which imports the next.
func chain(n int) []File {
	files := []File{file("s.css", `@import "c0.css";`)}
	for i := range n {
		files = append(files, file(fmt.Sprintf("c%d.css", i), fmt.Sprintf(`@import "c%d.css";`, i+1)))
	}
	return append(files, file(fmt.Sprintf("c%d.css", n), "p { color: #000 }"))
}

// doubling are sheets of which each imports the next one twice.
func doubling(n int) []File {
	files := []File{file("s.css", `@import "d0.css";`)}
	for i := range n {
		files = append(files, file(fmt.Sprintf("d%d.css", i), strings.Repeat(fmt.Sprintf("@import \"d%d.css\";\n", i+1), 2)))
	}
	return append(files, file(fmt.Sprintf("d%d.css", n), "p { color: #000 }"))
}

// faces are TrueType files that are broken in one place.
func faces() []Case {
	with := func(name string, change func(face []byte) []byte) Case {
		return styled("face, "+name, file("s.css", `@import "screen"; @font-face { font-family: "A"; src: url("a.ttf"); } body { font-family: "A", "Source Serif 4" }`),
			File{Name: "a.ttf", Data: func() []byte { return change(wholeFace()) }})
	}
	all := []Case{
		with("whole", func(f []byte) []byte { return f }),
		with("empty", func([]byte) []byte { return nil }),
		with("noise", func([]byte) []byte { return noise(most) }),
		with("a text", func([]byte) []byte { return []byte("geen letter") }),
		with("OpenType with CFF", func(f []byte) []byte { return append([]byte("OTTO"), f[4:]...) }),
		with("a collection", func(f []byte) []byte { return append([]byte("ttcf"), f[4:]...) }),
		with("a web font", func(f []byte) []byte { return append([]byte("wOF2"), f[4:]...) }),
		with("65,535 tables", func(f []byte) []byte { binary.BigEndian.PutUint16(f[4:], 0xffff); return f }),
		styled("face, outside", file("s.css", `@import "screen"; @font-face { font-family: "A"; src: url("../a.ttf"); } body { font-family: "A" }`),
			File{Name: "../a.ttf", Data: wholeFace}),
		styled("face, of the web", file("s.css", `@import "screen"; @font-face { font-family: "A"; src: url("http://example.nl/a.ttf"); } body { font-family: "A" }`)),
	}
	for _, share := range []int{1, 5, 9} {
		all = append(all, with(fmt.Sprintf("cut off after %d tenths", share), func(f []byte) []byte { return f[:len(f)*share/10] }))
	}
	for _, table := range []string{"cmap", "glyf", "loca", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "GSUB", "GPOS", "GDEF"} {
		all = append(all,
			with(table+" beyond the end", func(f []byte) []byte { return placed(f, table, 8, 0xfffffff0) }),
			with(table+" without end", func(f []byte) []byte { return placed(f, table, 12, 0xffffffff) }),
			with(table+" of ones", func(f []byte) []byte { return filled(f, table, 0xff) }),
			with(table+" of zeroes", func(f []byte) []byte { return filled(f, table, 0) }),
			with(table+" missing", func(f []byte) []byte { copy(f[record(f, table):], "zzzz"); return f }))
	}
	return all
}

// wholeFace is a face of the house.
func wholeFace() []byte {
	data, err := fonts.Files.ReadFile("source-sans-3/SourceSans3-Regular.ttf")
	if err != nil {
		panic(err) // it is embedded
	}
	return data
}

// record is where the directory tells of a table (OpenType 1.9, "Table Directory").
func record(face []byte, table string) int {
	for at := 12; at < 12+16*int(binary.BigEndian.Uint16(face[4:])); at += 16 {
		if string(face[at:at+4]) == table {
			return at
		}
	}
	return 12
}

func placed(face []byte, table string, field int, value uint32) []byte {
	binary.BigEndian.PutUint32(face[record(face, table)+field:], value)
	return face
}

func filled(face []byte, table string, with byte) []byte {
	at := record(face, table)
	start, size := binary.BigEndian.Uint32(face[at+8:]), binary.BigEndian.Uint32(face[at+12:])
	for i := start; i < start+size; i++ {
		face[i] = with
	}
	return face
}
