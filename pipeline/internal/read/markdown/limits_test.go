package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/encoding"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// TestFindings holds each of the reader's codes to a file that produces it, on
// the line where it is.
func TestFindings(t *testing.T) {
	long := strings.Repeat("c", 1<<15) // more than is read as attributes
	cases := []struct {
		code   diag.Code
		line   int
		source string
	}{
		{markdown.CodeHTML, 2, "a\n<small>b</small>"},
		{markdown.CodeHTML, 1, "<div>b</div>"},
		{markdown.CodeLost, 2, "a\nb [see @c]"},
		{markdown.CodeLost, 3, "a\n\nb @fig-c d"},
		{markdown.CodeLost, 3, "a\n\n--8<-- \"b.md\""},
		{markdown.CodeNumber, 2, "5. a\n9. b\n10. c"},
		{markdown.CodeNumber, 4, "x\n\n> 1) a\n> 3)   b"},
		{markdown.CodeComment, 1, "a <!-- b -->"},
		{markdown.CodeComment, 1, "<style>b</style>"},
		{markdown.CodeMeta, 3, "---\ntitle: a\nlayers: b\n---\nc"},
		{markdown.CodeMeta, 3, "---\nlayout: b\ndate: 2025-13-45\n---\nc"},
		{markdown.CodeNoNote, 3, "a\n\nb[^c]"},
		{markdown.CodeNoNote, 3, "a[^b]\n\n[^b]:\n"},
		{markdown.CodeTwice, 5, "a[^b]\n\n[^b]: c\n\n[^b]: d"},
		{markdown.CodeHeading, 1, "> # a"},
		{ast.CodeNoWords, 1, "#"},
		{markdown.CodeCells, 3, "| a |\n|---|\n| b | c |"},
		{markdown.CodeLost, 1, "[a]{.unknown}"},
		{markdown.CodeLost, 3, "a\n\n[b]{c=" + long + "}"},
		{markdown.CodeLost, 3, "a\n\n[b](https://b.example){c=" + long + "}"},
		{markdown.CodeLost, 4, "a\n\nb\n{: c=" + long + "}"},
		{markdown.CodeLost, 1, "*a*{: ." + long + "} b"},
		{markdown.CodeAttrs, 1, "[a](https://b.example){.button}"},
		{markdown.CodeAttrs, 3, "# a {#x}\n\n# b {#x}"},
		{markdown.CodeAttrs, 1, "a ![b]()"},
		{markdown.CodeAttrs, 3, "# a {.frontmatter}\n\n## b {.backmatter}"},
		{markdown.CodeAttrs, 3, "| a |\n|---|\n| [b]{header=left} |"},
		{markdown.CodeAttrs, 3, "| a |\n|---|\n| [b]{headers=c} |"},
		{markdown.CodeAttrs, 3, "| [a]{#x} |\n|---|\n| [b]{#x} |"},
		{encoding.CodeEncoding, 1, "a\xff"},
		{encoding.CodeInvalid, 1, "één a\xff"},
		{markdown.CodeEncoding, 2, "a\nb\x07"},
		{markdown.CodeAbbr, 3, "a\n\nb [c]{.abbr}"},
		{markdown.CodeDrawn, 3, "a\n\n+--+--+\n| b |\n+--+--+"},
		{markdown.CodeRaw, 1, "`a`{=latex}"},
		{markdown.CodeRaw, 2, "```{=latex}\nb\n```"},
		{markdown.CodeFence, 3, "a\n\n::: note\nb"},
		{markdown.CodeFence, 1, ":::"},
		{markdown.CodeTemplate, 1, "a {{< b >}} c {% d %}"},
		{markdown.CodeProgram, 2, "```{r include=FALSE}\nb\n```"},
		{markdown.CodeTag, 3, "a\n\n{% hint style=\"info\" %}\nb\n{% endhint %}"},
		{markdown.CodeLost, 3, "a\n\n<Turbine speed={3}>\nb\n</Turbine>"},
		{markdown.CodeLost, 1, "<Gauge from=\"2\" />"},
		{markdown.CodeLost, 3, "a\n\n```{turbine} b\nc\n```"},
		{markdown.CodeLost, 2, "a\nb {turbine}`c`"},
		{markdown.CodeExample, 3, "a\n\n(@) b"},
		{markdown.CodeCommand, 3, "a\n\n[TOC]"},
		{markdown.CodeEmoji, 3, "a\n\n:x: b"},
		{markdown.CodeHash, 3, "a\n\n#Two"},
		{markdown.CodeHash, 1, "##2. Two"},
		{markdown.CodeHash, 1, "#\u00a0Two"},
		{markdown.CodeHash, 2, "a\n####### Seven"},
		{markdown.CodeColon, 3, "a[^b]\n\n[^b] : c"},
		{markdown.CodeUnused, 3, "a[1]\n\n[2]: b"},
		{markdown.CodeUnused, 4, "a[1]\n\n[1]: b\n[1]: c"},
		{markdown.CodeComment, 1, "[//]: # (a)"},
		{markdown.CodeNumbered, 1, "See @fig-a.\n\n![b](c.png){#fig-a}"},
		{markdown.CodeNested, 1, "[a [b](c){.d} e](f)[[g](h)]{.i}[](j)"},
	}
	seen := map[diag.Code]bool{}
	for _, c := range cases {
		var log diag.Log
		if _, err := markdown.Read("m.md", []byte(c.source), &log); err != nil {
			t.Fatal(err)
		}
		if log.Count(func(d diag.Diagnostic) bool { return d.Code == c.code && d.Pos.Line == c.line }) == 0 {
			t.Errorf("%q: no %s on line %d in %v", c.source, c.code, c.line, log.All())
		}
		seen[c.code] = true
	}
	for _, code := range diag.Codes() {
		if strings.HasPrefix(string(code), "markdown-") && !seen[code] {
			t.Errorf("no source produces %s", code)
		}
	}
}

// What only looks like a slip is no finding: escaped, in code, in use.
func TestNoSlips(t *testing.T) {
	for _, source := range []string{"\\#Two", "\\####### Seven", "`#Two`", "    #Two", "```\n#Two\n[^b] : c\n```",
		"a #Two", "# Two", "a [b] c\n\n[b]: d", "![b]\n\n[B]: d 'e'", "\\[^b] : c", "a: \\[1]: b"} {
		var log diag.Log
		if _, err := markdown.Read("m.md", []byte(source), &log); err != nil {
			t.Fatal(err)
		}
		for _, code := range []diag.Code{markdown.CodeHash, markdown.CodeColon, markdown.CodeUnused} {
			if log.Count(func(d diag.Diagnostic) bool { return d.Code == code }) > 0 {
				t.Errorf("%q: %s in %v", source, code, log.All())
			}
		}
	}
}

func TestFrontMatterThatCannotBeReadIsAnError(t *testing.T) {
	_, err := markdown.Read("m.md", []byte("---\ntitle: a\nlang: [nl\n---\nb"), &diag.Log{})
	if err == nil || !strings.Contains(err.Error(), "m.md:3") {
		t.Errorf("got %v", err)
	}
}

// TestPositions: nodes know their line in the file, front matter counted.
func TestPositions(t *testing.T) {
	doc, err := markdown.Read("m.md", []byte("---\nlang: en\n---\n\n# A\n\nb\nc *d*\n\n- e\n\n[^1]: f\n"), &diag.Log{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"A": 5, "b c ": 7, "d": 8, "e": 10, "f": 12}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if text, ok := n.(*ast.Text); ok && text.Src.Line != want[text.Value] {
			t.Errorf("%q is on line %d, want %d", text.Value, text.Src.Line, want[text.Value])
		}
		return true
	})
}

// TestEncodings: Markdown is read in the encodings that plain text is.
func TestEncodings(t *testing.T) {
	utf16 := []byte{0xff, 0xfe}
	for _, c := range "Kop *één*" {
		utf16 = append(utf16, byte(c), byte(c>>8))
	}
	for name, data := range map[string][]byte{
		"Windows-1252": []byte("Kop *\xe9\xe9n*"), "UTF-16": utf16, "mark and CRLF": []byte("\ufeffKop *één*\r\n"),
	} {
		doc, err := markdown.Read("m.md", data, &diag.Log{})
		if err != nil {
			t.Fatal(err)
		}
		if got := printer.Print(doc); got != "Kop *één*\n" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestHTMLIsReadAsWhatItMarksUp: whole blocks of HTML and pairs of tags in
// running text become nodes; what has no partner is taken out and logged.
func TestHTMLIsReadAsWhatItMarksUp(t *testing.T) {
	for source, want := range map[string]string{
		"<table><tr><th>a</th><th>b</th></tr><tr><td>c<sup>2</sup></td><td><em>d</em></td></tr></table>": "" +
			"| a    | b   |\n| ---- | --- |\n| c^2^ | *d* |",
		"<h2 align=\"center\">Kop</h2>\n\nx":                                       "# Kop\n\nx",
		"<ol start=\"3\"><li>c</li><li>d</li></ol>":                                "3. c\n\n4. d",
		"<p>een <b>twee</b></p>":                                                   "een **twee**",
		"<div>\n\n*md*\n\n</div>":                                                  "*md*",
		"<figure><img src=\"a.png\" alt=\"b\"><figcaption>c</figcaption></figure>": "![c](a.png){alt=b}",
		"een <abbr title=\"Wet X\">WX</abbr> en <span lang=\"de\">zwei</span>":     "een [WX]{.abbr title=\"Wet X\"} en [zwei]{lang=de}",
		"een <u>twee</u> <!-- weg --> drie":                                        "een [twee]{.underline} drie",
		"een <del>twee</del> <s>drie</s> <strike>vier</strike>":                    "een ~~twee~~ [drie]{.struck} [vier]{.struck}",
		"<del>\n\n# 2. a\n\n- *b*\n\n</del>\n\nc":                                  "# ~~2. a~~\n\n- ~~*b*~~\n\nc",
		"> <ins>\n>\n> a\n>\n> </ins>\n\n</ins>\n\n<ins>\n\nc":                     "> [a]{.insertion}\n\nc",
		"- [ ] a\n- [x] b\n- [X] `c`\n- \\[x] d\n- [x]e":                           "- ☐ a\n- ☑ b\n- ☑ `c`\n- \\[x] d\n- \\[x]e",
		"(i) a\n(ii) *b*\n(iii)\n\na) b\nc) d\n\nA. Smith\nwrote":                  "- (i) a\n\n- (ii) *b*\n\n- (iii)\n\na\\) b c) d\n\nA\\. Smith wrote",
		"een <ins datetime=\"2024\">twee</ins> <mark>drie</mark>":                  "een [twee]{.insertion} [drie]{.mark}",
		"a~~b~~c d~e~ ~~ f~~ \\~~g":                                                "a~~b~~c d~e~ \\~\\~ f\\~\\~ \\~\\~g",
		"[a]{.ul} [b]{.insertion author=X date=Y} ~~[c](d)~~ ~~*e*~~ *~~f~~*":      "[a]{.underline} [b]{.insertion} ~~[c](d)~~ ~~*e*~~ *~~f~~*",
	} {
		doc, err := markdown.Read("m.md", []byte(source), &diag.Log{})
		if err != nil {
			t.Fatal(err)
		}
		if got := printer.Print(doc); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%s\ngives\n%s\nwant\n%s", source, got, want)
		}
	}
}

var hostile = map[string]string{
	"quotes":      strings.Repeat(">", 2000) + "x",
	"brackets":    strings.Repeat("[", 20000),
	"spans":       strings.Repeat("[x]{", 5000),
	"span quotes": strings.Repeat(`[x]{a="`, 3000),
	"nested":      strings.Repeat("[", 3000) + "x" + strings.Repeat("]{.emph}", 3000),
	"backticks":   strings.Repeat("` `` ``` ", 3000),
	"carets":      strings.Repeat("^x", 10000),
	"calls":       strings.Repeat("[^1]", 5000) + "\n\n[^1]: x",
	"notes":       strings.Repeat("[^1]: x\n\n", 1000),
	"stars":       strings.Repeat("*a **a ", 5000),
	"lists":       strings.Repeat("- ", 500) + "x",
	"cells":       strings.Repeat("|a", 1000) + "\n" + strings.Repeat("|-", 1000) + "\n" + strings.Repeat("|[x]{rowspan=9 colspan=9}", 1000),
	"tags":        strings.Repeat("<b>", 3000),
	"comments":    strings.Repeat("<!-- ", 10000),
	"cell breaks": "|a|\n|-|\n|" + strings.Repeat("<br><br>- ", 2000) + "|",
	"link stars":  strings.Repeat("[b*](c) ", 1100),
	"starts":      strings.Repeat("*_a", 3000),
	"addresses":   strings.Repeat("[a](", 3000) + strings.Repeat("[a](<b", 3000),
	"definitions": strings.Repeat("[a]: b 'c\nd'\n", 600) + "\n[a]",
	"roles":       strings.Repeat("{ref}`a", 3000),
	"remarks":     strings.Repeat("%%a ", 3000) + strings.Repeat("\n%%\n", 501),
	"components":  strings.Repeat("<A>\n", 90) + strings.Repeat("</B>\n", 1000),
	"hints":       strings.Repeat("{% hint %}\n", 3000) + "{% endhint %}",
	"fences":      strings.Repeat("````{note}\n```{tip}\na\n```\n````\n\n", 200),
	"letters":     strings.Repeat("a. b\n\n  c\n\n", 500) + strings.Repeat("(i) d\n\n", 300),
	"no end":      "---\n" + strings.Repeat("a: b\n", 1000),
}

func TestHostileSources(t *testing.T) {
	for name, source := range hostile {
		t.Run(name, func(t *testing.T) { holdsLaws(t, []byte(source)) })
	}
}

// TestBoundedParsersRead: what holds the time of hostile lines down changes
// nothing about what is read within the bounds, and says where they are passed.
func TestBoundedParsersRead(t *testing.T) {
	defs := strings.Repeat("[x]: y\n", 511) + "[a]: b 'c\n[d]: e'\n[f\ng]: h\n"
	for source, want := range map[string]string{
		"a `b ``c` d`` e":         "a ```b ``c``` d\\`\\` e",
		"[a](b(c(d)))":            "[a](<b(c(d))>)",
		"[a](<b c>)":              "[a](<b c>)",
		"[a](<b < c>)":            "\\[a](\\<b < c>)",
		"> [x\n> y]\n\n[x y]: z":  "> [x y](z)",
		defs + "\n[a] [f g] [d]":  "[a](b \"c \\[d\\]: e\") [f g](h) \\[d]",
		strings.Repeat("*a* ", 3): "*a* *a* *a*",
		"[*a*](b) *[c*](d)":       "[*a*](b) \\*[c\\*](d)",
	} {
		doc, err := markdown.Read("m.md", []byte(source), &diag.Log{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSuffix(printer.Print(doc), "\n"); got != want {
			t.Errorf("%.60q gives\n%s\nwant\n%s", source, got, want)
		}
	}
	for name, source := range map[string]string{"signs": strings.Repeat("*a ", 5000), "links": strings.Repeat("[b*](c) ", 1100)} {
		var log diag.Log
		if _, err := markdown.Read("m.md", []byte(source), &log); err != nil {
			t.Fatal(err)
		}
		if log.Count(func(d diag.Diagnostic) bool { return d.Code == markdown.CodeLost }) != 1 {
			t.Errorf("%s: said otherwise than once: %v", name, log.All())
		}
	}
}

// report is a long file with what reports hold.
func report(n int) []byte {
	var b strings.Builder
	b.WriteString("---\ntitle: Report\nlang: nl\n---\n")
	for i := range n {
		fmt.Fprintf(&b, "\n# %d. Kop\n\n**Inloop.** Een zin met *nadruk*[^%d] en [een span]{lang=en}, %s.\n\n- a) een\n\n- b) twee\n",
			i, i, strings.Repeat("en nog wat woorden ", 20))
		fmt.Fprintf(&b, "\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^%d]: De [noot](https://example.nl){.stb}.\n", i)
	}
	return []byte(b.String())
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		data := report(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := markdown.Read("m.md", data, &diag.Log{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
