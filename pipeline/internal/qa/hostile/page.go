package hostile

import (
	"fmt"
	"strings"
)

// pages are web pages.
func pages() []Case {
	page := func(name string, make func() string) Case {
		return either(text(name, "x.html", func() string { return htmlHead + make() }))
	}
	runs := func(name, part string) Case {
		return page("page of "+name, func() string { return sized(part, most) })
	}
	return []Case{
		either(text("laughing entities of XHTML", "x.xhtml", func() string {
			return "<?xml version=\"1.0\"?><!DOCTYPE html [<!ENTITY a0 \"ha\">" +
				numbered(60, func(i int) string {
					return fmt.Sprintf("<!ENTITY a%d \"%s\">", i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
				}) +
				"]><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><h1>Verslag</h1><p>" + SoundText + "</p><p>&a60;</p></body></html>"
		})),
		either(text("an entity that is a file", "x.xhtml", func() string {
			return "<!DOCTYPE html [<!ENTITY a SYSTEM \"../geheim.txt\">]><html><body><h1>Verslag</h1><p>" + SoundText + " &a;</p></body></html>"
		})),
		page("100,000 entities", func() string { return "<p>" + strings.Repeat("&CounterClockwiseContourIntegral;", 25_000) }),
		page("an element with 100,000 attributes", func() string {
			return "<p" + numbered(60_000, func(i int) string { return fmt.Sprintf(" a%d=b", i) }) + ">a</p>"
		}),
		page("the same attribute 200,000 times", func() string { return "<p" + strings.Repeat(" a=b", 200_000) + ">a</p>" }),
		page("an attribute of 900 KB", func() string { return "<p title=\"" + strings.Repeat("a ", most/2) + "\">a</p>" }),
		page("100,000 classes", func() string {
			return "<p class=\"" + numbered(100_000, func(i int) string { return fmt.Sprintf("c%d ", i) }) + "\">a</p>"
		}),
		page("attributes on every element", func() string {
			return strings.Repeat("<p class=\"a b c d e\" style=\"color:red;margin:0\" id=x data-a=b>a</p>", 12_000)
		}),
		page("a name of 900 KB", func() string { return "<" + strings.Repeat("a", most) + ">b" }),
		runs("open marks", "<b><i><u><s>"), runs("crossing marks", "<b><p></b>"), runs("links in links", "<a href=a>b"), runs("cells without tables", "<td>a"),
		runs("rows without tables", "<table><p>a<tr>"), runs("choices", "<select><option>a"), runs("forms", "<form><input>"), runs("scripts", "<script>a<!--<script>"),
		runs("comments", "<!-- a -->"), runs("open tags", "<p "), runs("headings in headings", "<h1><h2>a"), runs("templates", "<template><p>a"),
		runs("line breaks", "a<br>"), runs("rules", "<hr>"), runs("empty items", "<li>"), runs("raised letters", "<sup>a</sup>"), runs("drawings", "<svg><g>"),
		runs("captions", "<figure><figcaption>a"), runs("closing tags", "</p>"), runs("plain text", "<plaintext>"), runs("pictures", "<img src=a>"), runs("frames", "<frameset><frame>"),
		page("marks in one another, three hundred deep", func() string {
			return "<p>" + strings.Repeat("<span>", 300) + strings.Repeat("<span>woord</span> ", 10_000)
		}),
		page("unfinished marks over paragraphs", func() string { return strings.Repeat("<p><b><i><u><s>a", 3_000) }),
		page("cells that span all", func() string {
			return "<table>" + strings.Repeat("<tr><td rowspan=65534 colspan=1000>a", 500) + "</table>"
		}),
		page("one cell that spans all", func() string { return "<table><tr><td rowspan=999999999 colspan=999999999>a<td>b<tr><td>c</table>" }),
		page("columns that span all", func() string { return "<table>" + strings.Repeat("<col span=1000>", 1_000) + "<tr><td>a</table>" }),
		page("headers of cells", func() string {
			return "<table><tr><th id=a>a" + strings.Repeat("<tr><td headers=\"a a a a\">b", 10_000) + "</table>"
		}),
		page("a list that begins at the end", func() string {
			return "<ol start=9223372036854775807><li>a<li>b</ol><ol start=-99999999999999999999><li>a</ol>"
		}),
		page("an address that is data", func() string {
			return "<p><img alt=a src=\"data:image/png;base64," + strings.Repeat("AAAA", 200_000) + "\"><a href=\"data:text/html," + strings.Repeat("a", 10_000) + "\">b</a>"
		}),
		page("an address that runs", func() string {
			return "<p><a href=\"javascript:alert(1)\" onclick=\"alert(1)\">a</a><iframe src=\"//example.nl\"></iframe>"
		}),
		page("a base elsewhere", func() string { return "<base href=\"file:///etc/\"><p><img src=passwd alt=a><a href=passwd>b</a>" }),
		page("a page that sends on", func() string { return "<meta http-equiv=refresh content=\"0;url=file:///etc/passwd\"><p>a" }),
		page("a character set that is none", func() string { return "<meta charset=\"utf-7\"><p>+ADw-script+AD4-" }),
		heavy(page("50 MB of open marks", func() string { return sized("<b>a", 50*mega) })),
		heavy(page("50 MB of attributes", func() string { return "<p" + sized(" a=b", 50*mega) + ">" })),
	}
}

// signs are characters that break shaping, lines and files.
func signs() []Case {
	var all []Case
	both := func(name, s string) {
		all = append(all,
			either(text(name+", text", "x.txt", func() string { return plainHead + s + "\n" })),
			either(text(name+", Markdown", "x.md", func() string { return head + s + "\n" })),
			either(text(name+", page", "x.html", func() string { return htmlHead + "<p>" + s })))
	}
	both("one letter with 100,000 marks", "e"+strings.Repeat("\u0301", 100_000))
	both("letters with marks", sized("e\u0301\u0302\u0303\u0304\u0305\u0306 ", 300*kilo))
	both("zero-width signs", "a"+sized("\u200b\u200c\u200d\u2060\ufeff", 300*kilo)+"b")
	both("joined pictures", sized("👩\u200d👩\u200d👧\u200d👦", 300*kilo))
	both("private signs", sized("\ue000\uf8ff\U000f0000 ", 300*kilo))
	both("signs that are none", sized("\uffff\ufffe\U0010ffff ", 300*kilo))
	both("right to left", sized("שלום עולם ", 300*kilo))
	both("both directions", sized("שלום abc 123 (x) ", 300*kilo))
	both("turned text", strings.Repeat("\u202e", 50_000)+"abc"+strings.Repeat("\u202c", 50_000))
	both("isolated text", strings.Repeat("\u2067a\u2066b", 30_000))
	both("tags of languages", "a"+strings.Repeat("\U000e0001\U000e0041", 30_000))
	both("signs of variants", "a"+strings.Repeat("\ufe0f", 100_000))
	both("Arabic that joins", sized("ﷺبسم الله ", 300*kilo))
	both("Hangul by letters", sized("\u1100\u1161\u11a8", 300*kilo))
	both("Indic clusters", sized("क्ष्क्ष्", 300*kilo))
	both("nulls", "a"+strings.Repeat("\x00", 100_000)+"b")
	both("control signs", sized("a\x01\x02\x07\x08\x0b\x1b[31m\x7f\u0085\u2028\u2029b ", 300*kilo))
	both("broken UTF-8", sized("a\xff\xfe\xc0\xaf\xf8é ", 300*kilo))
	both("surrogates of WTF-8", sized("a\xed\xa0\x80b\xed\xbf\xbf ", 300*kilo))
	both("blanks of all kinds", sized("a\u00a0\u2003\u2009\u202f\u3000\u205f", 300*kilo))
	both("marks of order", sized("\ufeff", 300*kilo))
	for _, ext := range []string{".txt", ".md", ".html"} {
		all = append(all,
			either(Case{Name: "surrogates of UTF-16, " + ext, Files: []File{{Name: "x" + ext, Data: func() []byte { return utf16("Verslag\n\n1. Kop\n\nab", 0xd800, 'c', 0xdc00, 0xdc00, 0xd83d) }}}}),
			either(Case{Name: "half a sign of UTF-16, " + ext, Files: []File{{Name: "x" + ext, Data: func() []byte { return append(utf16("Verslag\n\n1. Kop\n\nab"), 'c') }}}}),
			either(Case{Name: "nothing but nulls, " + ext, Files: []File{{Name: "x" + ext, Data: func() []byte { return make([]byte, most) }}}}),
			either(Case{Name: "noise, " + ext, Files: []File{{Name: "x" + ext, Data: func() []byte { return noise(most) }}}}),
			either(Case{Name: "an empty file, " + ext, Files: []File{file("x"+ext, "")}}),
		)
	}
	return all
}

// utf16 writes text and then code units as little-endian UTF-16 with its mark.
func utf16(text string, units ...uint16) []byte {
	out := []byte{0xff, 0xfe}
	for _, r := range text {
		out = append(out, byte(r), byte(r>>8))
	}
	for _, u := range units {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// noise gives bytes without sense, the same each time (xorshift, Marsaglia 2003).
func noise(n int) []byte {
	out, x := make([]byte, n), uint64(88172645463325252)
	for i := range out {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		out[i] = byte(x)
	}
	return out
}
