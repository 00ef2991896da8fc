package hostile

import (
	"fmt"
	"strings"
)

// nest opens n times, says a word and closes n times.
func nest(head, open, inner, end string, n int) func() string {
	return func() string { return head + strings.Repeat(open, n) + inner + strings.Repeat(end, n) + "\n" }
}

// steps are lines that go deeper by two blanks each.
func steps(head, sign string, n int) func() string {
	return func() string {
		return head + numbered(n, func(i int) string { return strings.Repeat(" ", len(sign)*i) + sign + "a\n" })
	}
}

const deep = 10_000

// nested are things within things.
func nested() []Case {
	var all []Case
	for _, c := range []struct{ name, file, head, open, end string }{
		{"quotes", "x.md", head, "> ", ""},
		{"lists in one line", "x.md", head, "- ", ""},
		{"numbered lists in one line", "x.md", head, "1. ", ""},
		{"quotes and lists", "x.md", head, "> - ", ""},
		{"quotes of a page", "x.html", htmlHead, "<blockquote><p>a", ""},
		{"lists of a page", "x.html", htmlHead, "<ul><li>a", ""},
		{"definitions of a page", "x.html", htmlHead, "<dl><dt>a<dd>", ""},
		{"divisions of a page", "x.html", htmlHead, "<div>", "</div>"},
		{"tables of a page", "x.html", htmlHead, "<table><tr><td>a", ""},
		{"tables of a page, whole", "x.html", htmlHead, "<table><tr><td>", "</td></tr></table>"},
		{"boxes of a page", "x.html", htmlHead, "<aside><p>a", ""},
		{"figures of a page", "x.html", htmlHead, "<figure>", "</figure>"},
		{"divisions", "x.md", head, "::: note\n", ":::\n"},
	} {
		all = append(all, refused(text(c.name+", 10,000 deep", c.file, nest(c.head, c.open, "a", c.end, deep)), "levels"))
	}
	return append(all,
		text("divisions of HTML in Markdown, 10,000 deep", "x.md", nest(head, "<div>", "a", "</div>", deep)),
		text("quotes of HTML in Markdown, 10,000 deep", "x.md", nest(head, "<blockquote>\n\n", "a", "\n\n</blockquote>", deep)),
		refused(text("lists, 1,300 deep", "x.md", steps(head, "- ", 1_300)), "levels"),
		heavy(refused(text("lists, 10,000 deep", "x.md", steps(head, "- ", deep)), "levels")),
		heavy(either(text("lists, 10,000 deep, text", "x.txt", steps(plainHead, "• ", 5_000)))),
		either(text("brackets, 100,000 deep", "x.md", nest(head, "[", "a", "]", 100_000))),
		either(text("links in links", "x.md", nest(head, "[", "a", "](b)", 100_000))),
		either(text("pictures in pictures", "x.md", nest(head, "![", "a", "](b)", 100_000))),
		either(text("notes in notes", "x.md", nest(head, "^[", "a", "]", 100_000))),
		either(text("spans in spans", "x.md", nest(head, "[", "a", "]{.mark}", 60_000))),
		either(text("stress in stress", "x.md", nest(head, "*a _b ", "c", "_ d*", 50_000))),
		either(text("marks of a page", "x.html", nest(htmlHead+"<p>", "<b><i>", "a", "</i></b>", 50_000))),
		either(text("formulas, 100,000 deep", "x.md", nest(head+"$", "{", "a", "}", 100_000))),
		either(text("fractions, 50,000 deep", "x.md", nest(head+"$", `\frac{a}{`, "a", "}", 50_000))),
		either(text("roots, 50,000 deep", "x.md", nest(head+"$$", `\sqrt{`, "a", "}", 50_000))),
		either(text("MathML, 10,000 deep", "x.html", nest(htmlHead+"<math>", "<mrow>", "<mi>a</mi>", "</mrow>", deep))),
	)
}

// marks are runs of Markdown's own signs, which naive readers take quadratic time for.
func marks() []Case {
	run := func(name, sign string) Case {
		return either(text("run of "+name, "x.md", func() string { return head + sized(sign, most/2) + "\n" }))
	}
	return []Case{
		run("stars", "*"), run("stars and letters", "*a"), run("double stars", "a**b"), run("underscores", "_a "), run("mixed stress", "*_"),
		run("open brackets", "["), run("closing brackets", "]"), run("open links", "[a]("), run("open pictures", "![a"), run("labels", "[a]:"),
		run("backticks", "`"), run("growing backticks", "` `` ``` "), run("open tags", "<a"), run("open comments", "<!--"), run("open instructions", "<?"),
		run("open CDATA", "<![CDATA["), run("entities", "&amp;"), run("false entities", "&a"), run("numbers of entities", "&#"), run("back-slashes", `\`),
		run("dollars", "$"), run("dollars and letters", "$a "), run("carets", "^a"), run("tildes", "~a"), run("double tildes", "~~a"), run("calls", "[^1]"),
		run("inline notes", "^[a"), run("attributes", "{.a}"), run("open attributes", "{.a "), run("spans", "[a]{.b"), run("addresses", "www.a"), run("mail", "a@b."),
		run("pipes", "|"), run("cells", "|a"), run("fences", "```\n"), run("colons", ":::\n"), run("underlines", "a\n=\n"), run("lines", "---\n"),
		run("heads of tables", "|a|\n|-|\n"), run("definitions", "a\n: b\n\n"), run("lists", "- a\n+ a\n"), run("numbers", "1. a\n1) a\n"), run("front matter", "---\na: b\n---\n"),
		run("shortcodes", "{{< a "), run("cites", "[@a"), run("at signs", "@a"), run("quotes", ">"), run("grids", "+--+\n|a |\n"),
		text("definitions of links", "x.md", func() string {
			return head + numbered(30_000, func(i int) string { return fmt.Sprintf("[a%d]: b\n", i) }) + "\n" + strings.Repeat("[a1] ", 30_000)
		}),
		either(text("a reference that grows", "x.md", func() string {
			return head + "[a]: https://example.nl/" + strings.Repeat("b", 20_000) + "\n\n" + strings.Repeat("[a] ", 100_000) + "\n"
		})),
		either(text("a table of 100,000 columns", "x.md", func() string {
			return head + strings.Repeat("|a", 100_000) + "|\n" + strings.Repeat("|-", 100_000) + "|\n"
		})),
		either(text("a wide table with short rows", "x.md", func() string {
			return head + strings.Repeat("|a", 10_000) + "|\n" + strings.Repeat("|-", 10_000) + "|\n" + strings.Repeat("|a\n", 100_000)
		})),
		text("a table of 20,000 rows", "x.md", func() string { return head + "|a|b|c|\n|-|-|-|\n" + strings.Repeat("|1|2|3|\n", 20_000) }),
		text("a table of 200 columns", "x.md", func() string {
			return head + strings.Repeat("|aap noot", 200) + "|\n" + strings.Repeat("|-", 200) + "|\n" + strings.Repeat(strings.Repeat("|12", 200)+"|\n", 100)
		}),
		either(text("spans of cells", "x.md", func() string {
			return head + "|a|b|\n|-|-|\n| [x]{rowspan=999999999 colspan=999999999} | c |\n"
		})),
		either(text("identifiers that are all the same", "x.md", func() string { return head + strings.Repeat("## Kop {#a}\n\n", 20_000) })),
		text("links to one heading", "x.md", func() string { return head + "## Kop\n\n" + strings.Repeat("[a](#kop) ", 40_000) + "\n" }),
		text("abbreviations by mark-up", "x.md", func() string {
			return head + numbered(5_000, func(i int) string { return fmt.Sprintf("*[A%d]: Afkorting %d\n", i, i) }) + "\n" + strings.Repeat("A1 A2 A3 ", 20_000) + "\n"
		}),
	}
}

// notes are notes in numbers and in rings.
func notes() []Case {
	many := func(n int) func() string {
		return func() string {
			return head + numbered(n, func(i int) string { return fmt.Sprintf("Een zin[^%d].\n\n", i) }) +
				numbered(n, func(i int) string { return fmt.Sprintf("[^%d]: Noot.\n\n", i) })
		}
	}
	page := func(n int) func() string {
		return func() string {
			return htmlHead + numbered(n, func(i int) string {
				return fmt.Sprintf("<p>Een zin<sup id=r%d><a href=#n%d>%d</a></sup>.</p>", i, i, i)
			}) +
				"<ol>" + numbered(n, func(i int) string { return fmt.Sprintf("<li id=n%d>Noot. <a href=#r%d>↩</a></li>", i, i) }) + "</ol>"
		}
	}
	return []Case{
		text("20,000 notes", "x.md", many(20_000)),
		heavy(either(text("100,000 notes", "x.md", many(100_000)))),
		text("5,000 notes of a page", "x.html", page(5_000)),
		heavy(either(text("100,000 notes of a page", "x.html", page(100_000)))),
		heavy(either(text("100,000 notes, text", "x.txt", func() string {
			return plainHead + numbered(100_000, func(i int) string { return fmt.Sprintf("De raad heeft dit besloten.%d En meer.\n\n", i+1) }) +
				numbered(100_000, func(i int) string { return fmt.Sprintf("%d Zie brief %d.\n", i+1, i+1) })
		}))),
		either(text("a note that calls itself", "x.md", func() string { return head + "Een[^a].\n\n[^a]: Noot[^a].\n" })),
		either(text("a ring of notes", "x.md", func() string { return head + "Een[^a].\n\n[^a]: Noot[^b].\n\n[^b]: Noot[^a].\n" })),
		either(text("a chain of notes", "x.md", func() string {
			return head + "Een[^0].\n\n" + numbered(10_000, func(i int) string { return fmt.Sprintf("[^%d]: Noot[^%d].\n\n", i, (i+1)%10_000) })
		})),
		either(text("a chain of notes of a page", "x.html", func() string {
			return htmlHead + "<p>Een<a href=#n0 role=doc-noteref>0</a>" + numbered(5_000, func(i int) string {
				return fmt.Sprintf("<aside id=n%d role=doc-footnote><p>Noot<a href=#n%d role=doc-noteref>x</a></aside>", i, (i+1)%5_000)
			})
		})),
		either(text("one note called 20,000 times", "x.md", func() string { return head + strings.Repeat("Een[^a]. ", 20_000) + "\n\n[^a]: Noot.\n" })),
		text("one note of 20,000 paragraphs", "x.md", func() string { return head + strings.Repeat("Een[^a].\n\n", 20_000) + "[^a]: Noot.\n" }),
		text("5,000 notes in one line", "x.md", func() string {
			return head + numbered(5_000, func(i int) string { return fmt.Sprintf("[^%d]", i) }) + ".\n\n" +
				numbered(5_000, func(i int) string { return fmt.Sprintf("[^%d]: Noot.\n\n", i) })
		}),
		text("a note of 500 pages", "x.md", func() string { return head + "Een[^a].\n\n[^a]: " + words(most) + "\n" }),
		text("notes that hold lists and tables", "x.md", func() string {
			return head + "Een[^a].\n\n[^a]: Noot.\n\n" + strings.Repeat("    - a\n\n      | a | b |\n      |---|---|\n      | c | d |\n\n", 3_000)
		}),
	}
}
