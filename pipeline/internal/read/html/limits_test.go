package html_test

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/encoding"
	"octavo/pipeline/internal/read/html"
	"octavo/pipeline/internal/read/markup"
)

// TestFindings holds each of the reader's codes to a page that produces it.
func TestFindings(t *testing.T) {
	cases := []struct {
		code diag.Code
		page string
	}{
		{markup.CodeDropped, "<p>a</p><nav>b</nav>"},
		{markup.CodeMain, "<main><p>a</p></main>"},
		{encoding.CodeEncoding, "<meta charset=windows-1252><p>caf\xe9</p>"},
		{encoding.CodeEncoding, "<meta charset=utf-8><p>caf\xe9</p>"},
		{html.CodeEncoding, "<meta charset=iso-8859-15><p>caf\xe9</p>"},
		{markup.CodeHeading, "<ul><li><h3>a</h3></ul>"},
		{markup.CodeNote, "<p>a<sup><a href=#n>1</a></sup></p><p id=n>1 The note.</p><p>More text here, and more.</p>"},
		{markup.CodeBacklink, "<p>a<sup><a href=#n>1</a></sup></p><p id=n>1 The note.</p><p>More text here, and more.</p>"},
		{ast.CodeAddress, "<p><a href=/x>a</a></p>"},
		{markup.CodeNoteHead, "<p>a<sup><a href=#n>1</a></sup></p><h2>Notes</h2><p id=n>1 b</p>"},
		{markup.CodeLines, "<pre>a\n\nb\n\nc</pre>"},
		{markup.CodeLink, "<p><a href=#x>a</a></p>"},
		{markup.CodeImage, "<p>a<img></p>"},
		{markup.CodeTable, "<table><tr><td>a<td>b<tr><td>c</table>"},
		{markup.CodeTable, "<table role=presentation><tr><td>a<td>b</table>"},
		{markup.CodeTable, "<table><tr><td><h2>a</h2><p>b</p><td>c</table>"},
		{markup.CodeList, "<table><tr><td>a)<td>one<tr><td>b)<td>two</table>"},
		{markup.CodeList, "<p class=MsoListParagraph>1.&nbsp; one</p>"},
		{markup.CodeCaption, "<table><tr><th>a<td>b</table><p class=caption>c</p>"},
		{markup.CodeSoftHyphen, "<p>a&shy;b</p>"},
		{markup.CodeFormula, "<p>a <math><mi>x</mi></math></p>"},
		{markup.CodeQuote, "<p><q>a</q></p>"},
		{markup.CodeUnmarked, "<del><pre>a</pre></del>"},
		{markup.CodeLost, "<p>a</p><video src=b.mp4></video>"},
		{markup.CodeLang, "<p lang='no such'>a</p>"},
		{markup.CodeListing, "<meta name=generator content='Microsoft Word 15'><p class=Code style='font-family:Consolas'>a</p>"},
		{markup.CodeMeta, "<meta name=DC.date content=2025-13-45><p>a</p>"},
		{markup.CodeAttribute, "<blockquote cite=https://a.example>a</blockquote>"},
		{markup.CodeTitle, "<title>T</title><p>a</p>"},
		{markup.CodeTitleBlock, "<header id=title-block-header><h1>a</h1><p class=subtitle>b</header><p>c</p>"},
		{html.CodeFront, "---\ntitle: T\n---\n<p>a</p>"},
	}
	seen := map[diag.Code]bool{}
	for _, c := range cases {
		var log diag.Log
		if _, err := html.Read("p.html", []byte(c.page), &log); err != nil {
			t.Fatal(err)
		}
		if log.Count(func(d diag.Diagnostic) bool { return d.Code == c.code }) == 0 {
			t.Errorf("%s: no %s in %v", c.page, c.code, log.All())
		}
		seen[c.code] = true
	}
	for _, code := range diag.Codes() {
		if strings.HasPrefix(string(code), "html-") && !seen[code] {
			t.Errorf("no page produces %s", code)
		}
	}
}

// TestEncodings: the letters come through whatever the bytes are.
func TestEncodings(t *testing.T) {
	cases := map[string]string{
		"UTF-8":             "<p>één € 2</p>",
		"UTF-8 with mark":   "\ufeff<p>één € 2</p>",
		"Windows-1252":      "<meta charset=windows-1252><p>\xe9\xe9n \x80 2</p>",
		"by http-equiv":     `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15"><p>` + "\xe9\xe9n \xa4 2</p>",
		"named late":        "<head><script>" + strings.Repeat("x", 2000) + "<meta charset=windows-1251></script><meta charset=iso-8859-15></head><p>\xe9\xe9n \xa4 2</p>",
		"named twice":       "<head><meta charset=iso-8859-15><script>" + strings.Repeat("x", 2000) + "</script><meta charset=windows-1251></head><p>\xe9\xe9n \xa4 2</p>",
		"UTF-16 big endian": "\xfe\xff" + utf16("<p>één € 2</p>"),
		"UTF-16, no mark":   utf16("<p>één € 2</p>"),
		"unlabelled":        "<p>\xe9\xe9n \x80 2</p>",
		"wrong label":       "<meta charset=utf-8><p>\xe9\xe9n \x80 2</p>",
		"carriage returns":  "<p>één\r\n€\r2</p>",
	}
	for name, page := range cases {
		doc, err := html.Read("p.html", []byte(page), &diag.Log{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(ast.Dump(doc)); !strings.HasSuffix(got, `text "één € 2"`) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func utf16(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r >> 8))
		b.WriteByte(byte(r))
	}
	return b.String()
}

// hostile pages must be read, or refused with a message, without trouble.
var hostile = map[string]string{
	"deep":         strings.Repeat("<div>", 5000) + "x",
	"deep tables":  strings.Repeat("<table><tr><td>", 300) + "x",
	"deep lists":   strings.Repeat("<ul><li>", 90) + "x",
	"deep marks":   "<p>" + strings.Repeat("<b><i>", 200) + "x",
	"wide table":   "<table><tr><td colspan=99999999>x" + strings.Repeat("<tr><td colspan=1000>y", 3000) + "</table>",
	"tall table":   "<table>" + strings.Repeat("<tr><td rowspan=99999>y", 3000) + "</table>",
	"many calls":   "<body>" + strings.Repeat("<p>x<sup><a href=#n>1</a></sup></p>", 5000) + "<p id=n>1 note</p>",
	"many notes":   "<body>" + manyNotes(3000),
	"many links":   "<body>" + strings.Repeat("<p id=r>x<a href=#n>1</a>", 3000) + "<div id=n>1 " + strings.Repeat("<a href=#r>b</a> ", 3000) + "</div>",
	"many anchors": "<body>" + strings.Repeat("<h2 id=a><a href=#a>x</a></h2>", 5000),
	"attributes":   "<p " + strings.Repeat("a=b ", 20000) + ">x",
	"many items":   strings.Repeat("<table><tr><td>1.<td>x</table>", 3000),
	"many markers": strings.Repeat("<p class=MsoListParagraph>(a) x</p>", 3000),
	"many levels":  strings.Repeat("<ul class=lst-kix_a-1><li>x</ul><ul class=lst-kix_a-2><li>y</ul>", 2000),
	"null":         "<p>a\x00b\x07c</p>",
	"nothing":      "",
	"comment":      "<!--",
}

func manyNotes(n int) string {
	var calls, notes strings.Builder
	for i := range n {
		fmt.Fprintf(&calls, "<p>x<sup><a href=#n%d id=r%d>%d</a></sup></p>", i, i, i)
		fmt.Fprintf(&notes, "<li id=n%d>note <a href=#r%d>back</a></li>", i, i)
	}
	return calls.String() + "<ol>" + notes.String() + "</ol>"
}

func TestHostilePages(t *testing.T) {
	for name, page := range hostile {
		t.Run(name, func(t *testing.T) { holdsLaws(t, []byte(page)) })
	}
}

// page is a long page with what pages hold.
func page(n int) []byte {
	var b strings.Builder
	b.WriteString("<html lang=nl><body><main><h1>Verslag</h1>")
	for i := range n {
		fmt.Fprintf(&b, "<h2 id=s%d>%d. Kop</h2><p>Een <b>zin</b> met <i>nadruk</i><sup><a href=#n%d>%d</a></sup>, %s.</p><ul><li>een</li><li>twee</li></ul>",
			i, i, i, i, strings.Repeat("en nog wat woorden ", 20))
		fmt.Fprintf(&b, "<table><tr><th>a<th>b<tr><td>1<td>2</table><p id=n%d>%d De noot.</p>", i, i)
	}
	return []byte(b.String())
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		data := page(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := html.Read("p.html", data, &diag.Log{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
