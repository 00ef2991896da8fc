package hostile

import (
	"fmt"
	"strings"
)

// numbered joins what make gives for 0 to n-1.
func numbered(n int, make func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(make(i))
	}
	return b.String()
}

// words is running text without a sentence of its own, about so many bytes.
func words(bytes int) string {
	const some = "de raad heeft in zijn vergadering van maart het verslag van de commissie besproken en "
	return sized(some, bytes)
}

// texts are words, lines and documents that are too long.
func texts() []Case {
	long := func(n int) func(head string) func() string {
		return func(head string) func() string {
			return func() string { return head + strings.Repeat("a", n) + "\n" }
		}
	}
	return []Case{
		text("a word of 400,000 letters, text", "x.txt", long(400_000)(plainHead)),
		refused(text("a word of two million letters, text", "x.txt", long(2_000_000)(plainHead)), "a word of"),
		refused(text("a word of two million letters, Markdown", "x.md", long(2_000_000)(head)), "a word of"),
		refused(text("a word of two million letters, page", "x.html", long(2_000_000)(htmlHead+"<p>")), "a word of"),
		refused(text("a word of two million letters in a note", "x.md", long(2_000_000)(head+"Een[^1].\n\n[^1]: ")), "a word of"),
		refused(text("a heading of two million letters", "x.md", long(2_000_000)(head+"# ")), "a word of"),
		refused(text("a code of two million letters", "x.md", long(2_000_000)(head+"    ")), "a word of"),
		either(text("an alternative text of a million letters", "x.md", func() string { return head + "![" + strings.Repeat("a", 1_000_000) + "](a.png)\n" })),
		either(text("an alternative text of words", "x.md", func() string { return head + "![Figuur " + sized("één ", most) + "](a.png)\n" })),
		either(text("a link of a million letters", "x.md", func() string { return head + "[a](https://example.nl/" + strings.Repeat("a", 1_000_000) + ")\n" })),
		either(text("an identifier of a million letters", "x.md", func() string { return head + "## Kop {#" + strings.Repeat("a", 1_000_000) + "}\n" })),
		either(text("a word of a million signs that break nowhere", "x.txt", func() string { return plainHead + strings.Repeat("\u2060a", 300_000) + "\n" })),
		text("a line of 900 KB, text", "x.txt", func() string { return plainHead + words(most) + "\n" }),
		text("a line of 900 KB, Markdown", "x.md", func() string { return head + words(most) + "\n" }),
		text("a heading of 100 KB", "x.md", func() string { return head + "## " + words(100*kilo) + "\n\nTekst.\n" }),
		text("a heading of 100 KB, text", "x.txt", func() string { return plainHead + "2. " + words(100*kilo) + "\n\nTekst.\n" }),
		text("a title of 100 KB", "x.md", func() string { return "# " + words(100*kilo) + "\n\n" + SoundText + "\n" }),
		text("nothing but line ends", "x.txt", func() string { return plainHead + strings.Repeat("\n", most) }),
		text("nothing but page ends", "x.txt", func() string { return plainHead + strings.Repeat("\f", most) }),
		text("a line of blanks", "x.txt", func() string { return plainHead + strings.Repeat(" ", most) + "a\n" }),
		text("carriage returns alone", "x.txt", func() string { return plainHead + strings.Repeat("a\r", most/2) }),
		text("lines of one letter", "x.txt", func() string { return plainHead + strings.Repeat("a\n", most/2) }),
		text("words of one letter", "x.txt", func() string { return plainHead + strings.Repeat("a ", most/2) + "\n" }),
		text("paragraphs of one letter", "x.txt", func() string { return plainHead + strings.Repeat("a\n\n", most/3) }),
		heavy(text("one line of 50 MB, text", "x.txt", func() string { return plainHead + words(50*mega) + "\n" })),
		heavy(text("one line of 50 MB, Markdown", "x.md", func() string { return head + words(50*mega) + "\n" })),
		heavy(text("one line of 50 MB, page", "x.html", func() string { return htmlHead + "<p>" + words(50*mega) })),
		heavy(either(text("a million headings, text", "x.txt", func() string {
			return plainHead + numbered(1_000_000, func(i int) string { return fmt.Sprintf("%d. Kop\n\n", i+2) })
		}))),
		heavy(either(text("a million headings, Markdown", "x.md", func() string { return head + strings.Repeat("# Kop\n\n", 1_000_000) }))),
		heavy(either(text("a million headings, page", "x.html", func() string { return htmlHead + strings.Repeat("<h2>Kop</h2>", 1_000_000) }))),
		heavy(either(text("a million headings without words", "x.html", func() string { return htmlHead + strings.Repeat("<h2></h2>", 1_000_000) }))),
		text("50,000 headings, Markdown", "x.md", func() string { return head + strings.Repeat("# Kop\n\n", 50_000) }),
		text("50,000 headings with text", "x.md", func() string { return head + strings.Repeat("## Kop\n\nTekst.\n\n", 50_000) }),
		text("20,000 headings, text", "x.txt", func() string {
			return plainHead + numbered(20_000, func(i int) string { return fmt.Sprintf("%d. Kop\n\nTekst van deze zin.\n\n", i+2) })
		}),
	}
}

// numbers are raw texts that make the recovery of structure count, pair and compare.
func numbers() []Case {
	raw := func(name, line string) Case {
		return text(name, "x.txt", func() string { return plainHead + sized(line, most) })
	}
	counted := func(name string, make func(i int) string) Case {
		return text(name, "x.txt", func() string { return plainHead + numbered(20_000, make) })
	}
	return []Case{
		raw("lines of signs of lists", "• punt\n"),
		raw("signs of lists alone", "•\n"),
		raw("lines of numbers", "1.\n"),
		raw("lines of dots", "..........\n"),
		raw("lines of contents", "Hoofdstuk over iets ........ 12\n"),
		raw("capitals", "HOOFDSTUK VAN DE RAAD\n\n"),
		raw("columns", "a        b        c        12        13\n"),
		raw("tabs", "a\tb\tc\t12\t13\n"),
		raw("abbreviations", "Duurzaam Digitaal Stelsel (DDS) en "),
		raw("brackets", "(((((((("),
		raw("quotation marks", "‘“„"),
		raw("references", "Kamerstukken II 2020/21, 12345, nr. 1; "),
		raw("laws", "artikel 3, eerste lid, onder a, van de Wet open overheid "),
		raw("addresses", "https://example.nl/a?b=c&d "),
		text("one address", "x.txt", func() string { return plainHead + "https://example.nl/" + strings.Repeat("a/", 200_000) + "\n" }),
		raw("digits", "20255.2025 "),
		text("one number of 400,000 digits", "x.txt", func() string { return plainHead + strings.Repeat("1", 400_000) + ". Kop\n\nTekst.\n" }),
		text("a number of 100,000 steps", "x.txt", func() string { return plainHead + strings.Repeat("1.", 100_000) + " Kop\n\nTekst.\n" }),
		text("a Roman number of 100,000 letters", "x.txt", func() string { return plainHead + strings.Repeat("M", 100_000) + ". Kop\n\nTekst.\n" }),
		text("pages of the same two lines", "x.html", func() string {
			return "<body><pre>" + SoundText + "\n</pre>" + strings.Repeat("<pre>regel\n  code\n</pre>", 15_000)
		}),
		text("a page of one block of lines", "x.html", func() string {
			return "<body><pre>" + SoundText + "\n" + strings.Repeat("regel van de tekst\n", 45_000) + "</pre>"
		}),
		raw("hyphens at line ends", "ver-\n"),
		raw("soft hyphens", "ver\u00adslag "),
		raw("page numbers", "\n\n12\n\f"),
		counted("running heads", func(i int) string {
			return fmt.Sprintf("Ministerie van Zaken\n\ntekst van deze pagina %d.\n\n%d\n\f", i, i)
		}),
		counted("calls glued to words", func(i int) string { return fmt.Sprintf("een woord%d en ", i) }),
		counted("notes without calls", func(i int) string { return fmt.Sprintf("%d Zie de brief van de minister.\n", i+1) }),
		counted("raised calls", func(int) string { return "een woord¹²³ en " }),
		counted("sections", func(i int) string { return fmt.Sprintf("%d.%d.%d Kop\n\nTekst.\n\n", i/100+2, i/10%10, i%10) }),
		text("calls and notes of raw text", "x.txt", func() string {
			return plainHead + numbered(5_000, func(i int) string { return fmt.Sprintf("De raad heeft dit besloten.%d En meer.\n\n", i+1) }) +
				numbered(5_000, func(i int) string { return fmt.Sprintf("%d Kamerstukken II 2020/21, 12345, nr. %d.\n", i+1, i+1) })
		}),
	}
}
