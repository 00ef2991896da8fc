package letters

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func text(body string, notes ...Note) *Text {
	return &Text{Body: []Run{{Text: body, Place: "a.md", Line: 3}}, Notes: notes}
}

func TestCompare(t *testing.T) {
	long := strings.Repeat("Devergaderingbesluitdedijktehogen.", 30)
	note := func(label, s string) Note { return Note{Label: label, Runs: []Run{{Text: s, Place: "page 9"}}} }
	for _, c := range []struct {
		name      string
		want, got *Text
		diff      []string // after, want, got
	}{
		{"the same", text("Een"), text("Een"), nil},
		{"a changed letter", text("x" + long + "aap" + long), text("x" + long + "aal" + long), []string{"dedijktehogen.aa|p|l"}},
		{"a letter less", text("De dijk"), text("De dij"), []string{"De dij|k|"}},
		{"a letter more", text(""), text("x"), []string{"||x"}},
		{"two changes", text("a" + long + "b"), text("c" + long + "d"), []string{"|a|c", "hogen.|b|d"}},
		{"a piece less", text(long + "Ditstaaternietmeerin." + long + "Einde."), text(long + long + "Einde."), []string{"hogen.D|itstaaternietmeerin.D|"}},
		{"a call", text("Een" + callBegin + "1" + callEnd + "."), text("Een" + callBegin + "2" + callEnd + "."), []string{"Een[|1|2"}},
		{"a note's text", text("a", note("1", "Stb.")), text("a", note("1", "Stct.")), []string{"St|b|ct"}},
		{"a note less", text("a", note("1", "Stb.")), text("a"), []string{"|Stb.|"}},
		{"a note more", text("a"), text("a", note("1", "Stb.")), []string{"||Stb."}},
		{"a note that is repeated", text("a", note("1", "Stb.")), text("a", note("1", "Stb."), note("1", "Stb.")), nil},
		{"a note that is repeated otherwise", text("a", note("1", "Stb.")), text("a", note("1", "Stb."), note("1", "Stx.")), []string{"St|b|x"}},
	} {
		got := Compare(c.want, c.got)
		if len(got) != len(c.diff) {
			t.Errorf("%s: %+v", c.name, got)
			continue
		}
		for i, d := range got {
			if s := d.After + "|" + d.Want + "|" + d.Got; !strings.HasSuffix(s, c.diff[i]) {
				t.Errorf("%s: %q, want %q", c.name, s, c.diff[i])
			}
		}
	}
}

// The alternative of a picture stands in the text only where the picture could not be
// had.
func TestAlternativesMayBeThere(t *testing.T) {
	want := &Text{Body: []Run{{Text: "Voor."}, {Text: "Kaart", Maybe: true}, {Text: "KaartvanNL."}}}
	for got, same := range map[string]bool{"Voor.KaartvanNL.": true, "Voor.KaartKaartvanNL.": true, "Voor.Kaartje.": false, "Voor.": false} {
		if diff := Compare(want, text(got)); (diff == nil) != same {
			t.Errorf("%s: %+v", got, diff)
		}
	}
}

// Of several pictures in a row each may be there or not, and one may end the text.
func TestAlternativesInARow(t *testing.T) {
	picture := func(words string) Run { return Run{Text: words, Maybe: true} }
	want := &Text{Body: []Run{{Text: "Voor."}, picture("a.png"), picture("Kaart"), picture("a.png"), {Text: "Na."}, picture("b.png")}}
	for got, same := range map[string]bool{
		"Voor.Na.": true, "Voor.a.pngNa.": true, "Voor.Kaarta.pngNa.": true, "Voor.a.pngKaarta.pngNa.b.png": true, "Voor.Na.b.png": true,
		"Voor.KaartKaartNa.": false, "Voor.b.pngNa.": false, "Voor.Na.a.png": false,
	} {
		if diff := Compare(want, text(got)); (diff == nil) != same {
			t.Errorf("%s: %+v", got, diff)
		}
	}
}

func TestUnreadablePDFs(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"", "cannot be read"},
		{"no PDF", "cannot be read"},
		{"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>", "page"},
		{"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[]>>endobj\ntrailer<</Root 1 0 R>>", "no structure tree"},
		{"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>", "circle"},
		{"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[]>>endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R>>", "encrypted"},
	} {
		if _, err := PDF([]byte(c.data), Generated{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.40q: %v", c.data, err)
		}
	}
}

// tagged is a PDF of one page with a structure tree and a content stream.
func tagged(tree, content string) []byte {
	return fmt.Appendf(nil, `%%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R/StructTreeRoot<</K 5 0 R/RoleMap<</Kop/P/A/B/B/A>>>>>>endobj
2 0 obj<</Kids[3 0 R]/Resources<</Font<</F 6 0 R>>/XObject<</X 8 0 R>>/Properties<</Q<</MCID 7>>>>>>>>endobj
3 0 obj<</Type/Page/Contents 4 0 R>>endobj
4 0 obj<</Length %d>>stream
%s
endstream endobj
5 0 obj<</S/Document/Pg 3 0 R/K[%s]>>endobj
6 0 obj<</Subtype/Type0/ToUnicode 7 0 R>>endobj
7 0 obj<<>>stream
1 beginbfchar <0001> <0041> endbfchar
2 beginbfrange <0002> <0004> <0042> <0010> <0011> [<00660066> <D835DC00>] endbfrange
endstream endobj
8 0 obj<</Subtype/Form>>stream
/P<</MCID 9>>BDC BT /F 9 Tf <0001>Tj ET EMC /X Do
endstream endobj
trailer<</Root 1 0 R/Info<</ModDate(D:20250521100203Z)/CreationDate(gisteren)>>>>
`, len(content), content, tree)
}

func TestPDFText(t *testing.T) {
	const one = "/P<</MCID 0>>BDC BT /F 9 Tf <0001>Tj [<0002>20<0003>]TJ ET EMC"
	for _, c := range []struct{ name, tree, content, want string }{
		{"a paragraph", "<</S/P/K 0>>", one, "ABC"},
		{"in the tree's order", "<</S/P/K 1>><</S/Kop/K 0>>", "/P<</MCID 0>>BDC /F 9 Tf <0001>Tj EMC /P<</MCID 1>>BDC <0002>Tj EMC", "BA"},
		{"a reference to marked content", "<</S/P/K<</Type/MCR/MCID 0/Pg 3 0 R>>>>", one, "ABC"},
		{"ligatures and what lies beyond 16 bits", "<</S/P/K 0>>", "/P<</MCID 0>>BDC /F 9 Tf <00100011>Tj EMC", "ff𝐀"},
		{"a code without text", "<</S/P/K 0>>", "/P<</MCID 0>>BDC /F 9 Tf <0099>Tj EMC", "\uFFFD"},
		{"no font", "<</S/P/K 0>>", "/P<</MCID 0>>BDC <0099>Tj EMC", "\uFFFD"},
		{"text that is given", "<</S/P/K 0>>", "/P<</MCID 0>>BDC /Span<</ActualText(xy)>>BDC /F 9 Tf <0001>Tj EMC <0002>Tj EMC", "xyB"},
		{"text that an element gives", "<</S/P/ActualText(xy)/K 0>>", one, "xy"},
		{"text in reverse", "<</S/P/K 0>>", "/ReversedChars BMC /P<</MCID 0>>BDC /F 9 Tf <000100020003>Tj EMC EMC", "CBA"},
		{"an artifact", "<</S/P/K 0>>", one + " /Artifact BMC <0004>Tj EMC", "ABC"},
		{"text outside of the structure", "<</S/P/K 0>>", one + " <0004>Tj", "ABCD"},
		{"properties by name", "<</S/P/K 7>>", "/P/Q BDC /F 9 Tf <0001>Tj EMC", "A"},
		{"contents", "<</S/Sect/K[<</S/H1/K 0>><</S/TOC/K 1>>]>>", one, ""},
		{"a figure with its caption", "<</S/Figure/K[0<</S/Caption/K 1>>]>>", one + " /P<</MCID 1>>BDC <0004>Tj EMC", "D"},
		{"a call", "<</S/P/K[0<</S/Reference/K 1>>]>>", one + " /P<</MCID 1>>BDC <0004>Tj EMC", "ABC" + callBegin + "D" + callEnd},
		{"an item", "<</S/L/K<</S/LI/K[<</S/Lbl/K 0>><</S/LBody/K 1>>]>>>>", one + " /P<</MCID 1>>BDC <0004>Tj EMC", "D"},
		{"a term", "<</S/L/A<</O/List/ListNumbering/None>>/K<</S/LI/K[<</S/Lbl/K 0>><</S/LBody/K 1>>]>>>>", one + " /P<</MCID 1>>BDC <0004>Tj EMC", "ABCD"},
		{"an inline image", "<</S/P/K 0>>", "BI /W 1 ID \x01(<\x02 EI " + one, "ABC"},
		{"elements in a circle", "5 0 R 5 0 R<</S/P/K 0>>", one, "ABC"},
		{"content that is not there", "<</S/P/K[9 -1 77]>><</S/P/Pg 9 0 R/K 0>>", one, "ABC"},
	} {
		got, err := PDF(tagged(c.tree, c.content), Generated{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if flat(got.Body) != c.want {
			t.Errorf("%s: %q, want %q", c.name, flat(got.Body), c.want)
		}
	}
	if _, err := PDF(tagged("<</S/P/K 9>>", "/X Do"), Generated{}); err == nil || !strings.Contains(err.Error(), "without end") {
		t.Error(err)
	}
	got, err := PDF(tagged("<</S/Note/K[<</S/Lbl/K 0>><</S/P/K 1>>]>>", one+" /P<</MCID 1>>BDC <0004>Tj EMC"), Generated{})
	if err != nil || len(got.Notes) != 1 || got.Notes[0].Label != "ABC" || flat(got.Notes[0].Runs) != "D" {
		t.Errorf("%+v, %v", got, err)
	}
	if dates := Dates(tagged("", "")); !slices.Equal(dates, [][2]string{{"CreationDate", "gisteren"}, {"ModDate", "2025-05-21T10:02:03Z"}}) {
		t.Error(dates)
	}
}

// publication packs a chapter as an EPUB.
func publication(t *testing.T, chapter string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{
		{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="E/p.opf"/></rootfiles></container>`},
		{"E/p.opf", `<package><metadata><meta property="dcterms:modified">2025-05-21T10:02:03Z</meta></metadata><manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="c" href="c.xhtml"/></manifest><spine><itemref idref="n"/><itemref idref="c"/></spine></package>`},
		{"E/nav.xhtml", `<html><body>Inhoud</body></html>`},
		{"E/c.xhtml", chapter},
	} {
		w, err := z.Create(f[0])
		if err == nil {
			_, err = w.Write([]byte(f[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEPUBText(t *testing.T) {
	const head = `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>geen tekst</title></head><body>`
	data := publication(t, head+`<h1><span role="doc-pagebreak" id="p3">3</span>1. Begin</h1><p hidden="hidden">Ook dit,</p><p>en dit<sup><a epub:type="noteref" href="#n">1</a></sup>.</p>
<aside epub:type="footnote" id="n"><p><a role="doc-backlink">↑</a> <span class="label">1.</span> Stb.</p></aside>
<p><math><mi>x</mi><annotation encoding="application/x-tex">y</annotation></math></p><ol><li><span class="marker">a.</span> een</li></ol>
<section epub:type="colophon"><p>Colofon</p></section></body></html>`)
	got, err := EPUB(data, Generated{Colophon: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := "1.BeginOokdit,endit" + callBegin + "1" + callEnd + ".yeen"; flat(got.Body) != want {
		t.Errorf("%q, want %q", flat(got.Body), want)
	}
	if len(got.Notes) != 1 || got.Notes[0].Label != "1" || flat(got.Notes[0].Runs) != "Stb." || flat(got.Last) != "Colofon" {
		t.Errorf("%+v", got)
	}
	if own, err := EPUB(data, Generated{}); err != nil || !strings.HasSuffix(flat(own.Body), "Colofon") {
		t.Error("a colophon of the document's own is no text")
	}
	if got.Modified != "2025-05-21T10:02:03Z" {
		t.Error(got.Modified)
	}
	for _, broken := range [][]byte{nil, []byte("PK"), publication(t, head+"<p>"), publication(t, "")[:300]} {
		if _, err := EPUB(broken, Generated{}); err == nil {
			t.Error("a broken EPUB is read")
		}
	}
}
