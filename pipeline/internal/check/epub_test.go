package check

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
)

// files are those of an EPUB, in order.
type files []struct{ name, data string }

// soundEPUB is a book in which nothing is found: two pages, a picture, a note, a
// table and a link.
func soundEPUB() files {
	return files{
		{"mimetype", mimetype},
		{"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="E/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`},
		{"E/p.opf", `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier><dc:title>De kade</dc:title><dc:language>nl</dc:language>
<meta property="dcterms:modified">2025-05-21T00:00:00Z</meta><meta property="pageBreakSource">PDF</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta><meta property="schema:accessibilityFeature">pageNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="b.css" media-type="text/css"/><item id="p" href="p.png" media-type="image/png"/></manifest>
<spine><itemref idref="nav"/><itemref idref="c1"/></spine></package>`},
		{"E/nav.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="nl"><head><title>Inhoud</title></head><body>
<nav epub:type="toc"><ol><li><a href="c1.xhtml#a">Een</a></li><li><a href="c1.xhtml#b">Twee</a></li></ol></nav>
<nav epub:type="page-list"><ol><li><a href="c1.xhtml#p1">1</a></li><li><a href="c1.xhtml#p2">2</a></li></ol></nav>
<nav epub:type="landmarks"><ol><li><a epub:type="bodymatter" href="c1.xhtml">Tekst</a></li></ol></nav></body></html>`},
		{"E/c1.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="nl"><head><title>Een</title><link rel="stylesheet" href="b.css"/></head><body>
<span epub:type="pagebreak" role="doc-pagebreak" id="p1" aria-label="1"/><h1 id="a">Een</h1>
<p>Tekst<a epub:type="noteref" href="#n1" id="r1">1</a> en <a href="https://example.org/">buiten</a>.</p>
<img src="p.png" alt="De kade bij hoog water"/>
<span epub:type="pagebreak" role="doc-pagebreak" id="p2" aria-label="2"/><h2 id="b">Twee</h2>
<table><tr><th scope="col">Jaar</th></tr><tr><td>2023</td><td>12</td></tr></table>
<aside epub:type="footnote" id="n1"><p>De noot. <a href="#r1">terug</a></p></aside></body></html>`},
		{"E/b.css", `p { color: black }`},
		{"E/p.png", "\x89PNG"},
	}
}

// zipped packs files; mimetype is stored.
func zipped(list files) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range list {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		if f.name == "mimetype" {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			panic(err)
		}
		io.WriteString(w, f.data)
	}
	z.Close()
	return b.Bytes()
}

// changed is the sound book with a text in a file replaced.
func changed(file, old, to string) files {
	list := soundEPUB()
	for i := range list {
		if list[i].name == file {
			if !strings.Contains(list[i].data, old) {
				panic(old)
			}
			list[i].data = strings.Replace(list[i].data, old, to, 1)
		}
	}
	return list
}

func without(name string) files {
	return slices.DeleteFunc(soundEPUB(), func(f struct{ name, data string }) bool { return f.name == name })
}

func plus(name, data string) files {
	return append(soundEPUB(), struct{ name, data string }{name, data})
}

func TestNothingIsFoundInASoundEPUB(t *testing.T) {
	r := EPUB(zipped(soundEPUB()))
	for _, d := range r.Findings {
		t.Errorf("%s %s %s", d.Code, d.Pos, d.Message)
	}
	if r.Kind != "EPUB 3.0" || r.Claims != nil || len(r.Looked) == 0 || len(r.Others) == 0 {
		t.Errorf("%+v", r)
	}
}

// brokenEPUBs have one fault each: what is found, and a part of what is said.
var brokenEPUBs = []struct {
	list files
	code diag.Code
	says string
}{
	{append(soundEPUB()[1:], soundEPUB()[0]), epubMimetype, "begins with META-INF/container.xml"},
	{changed("mimetype", "zip", "zip\n"), epubMimetype, "mimetype says"},
	{without("mimetype"), epubMimetype, "no file mimetype"},
	{plus("E/P.PNG", "x"), epubNames, "only in capitals"},
	{plus("../evil", "x"), epubNames, "leads out"},
	{plus("E/p.png", "x"), epubNames, "twice"},
	{plus("META-INF/encryption.xml", `<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></encryption>`), epubEncrypted, "encrypted"},
	{without("META-INF/container.xml"), epubContainer, "not in the archive"},
	{changed("META-INF/container.xml", "full-path", "path"), epubContainer, "names no package"},
	{changed("E/p.opf", "</metadata>", ""), epubPackage, "cannot be read"},
	{changed("E/p.opf", `version="3.0"`, `version="7"`), epubPackage, "not a version"},
	{changed("E/p.opf", "<dc:title>De kade</dc:title>", ""), epubMetadata, "no dc:title"},
	{changed("E/p.opf", `unique-identifier="id"`, `unique-identifier="xx"`), epubMetadata, "leads to no dc:identifier"},
	{changed("E/p.opf", "T00:00:00Z", ""), epubMetadata, "not of the form"},
	{changed("E/p.opf", `<meta property="pageBreakSource"`, `<meta refines="#none" property="x">y</meta><meta property="pageBreakSource"`), epubMetadata, "refines="},
	{changed("E/p.opf", ">nl<", ">und<"), epubLanguage, "not determined"},
	{changed("E/p.opf", ">nl<", ">Dutch language<"), epubLanguage, "no language's tag"},
	{changed("E/c1.xhtml", ` lang="nl"`, ""), epubLanguage, "does not say its language"},
	{changed("E/c1.xhtml", `<p>Tekst`, `<p lang="en_GB_x!">Tekst`), epubLanguage, "no language's tag"},
	{without("E/p.png"), epubManifest, "listed and not in the archive"},
	{changed("E/p.opf", `id="css"`, `id="c1"`), epubManifest, "stands twice"},
	{changed("E/p.opf", `media-type="text/css"`, ``), epubManifest, "lacks"},
	{plus("E/x.txt", "x"), epubUnlisted, "not in the manifest"},
	{changed("E/p.opf", `idref="c1"`, `idref="c9"`), epubSpine, "leads to no line"},
	{changed("E/p.opf", `<itemref idref="c1"/>`, `<itemref idref="c1"/><itemref idref="c1"/>`), epubSpine, "twice"},
	{changed("E/p.opf", `idref="c1"`, `idref="css"`), epubSpine, "no document of a text"},
	{changed("E/p.opf", ` properties="nav"`, ""), epubNav, "names no navigation"},
	{changed("E/nav.xhtml", `epub:type="toc"`, ""), epubNav, "no contents"},
	{changed("E/nav.xhtml", `>Een</a>`, `></a>`), epubNav, "has no text"},
	{changed("E/nav.xhtml", `<li><a href="c1.xhtml#a">Een</a></li><li><a href="c1.xhtml#b">Twee</a></li>`, `<li><a href="c1.xhtml#b">Twee</a></li><li><a href="c1.xhtml#a">Een</a></li>`), epubNav, "before that"},
	{changed("E/nav.xhtml", `<li><a href="c1.xhtml#p1">1</a></li><li><a href="c1.xhtml#p2">2</a></li>`, `<li><a href="c1.xhtml#p2">1</a></li><li><a href="c1.xhtml#p1">2</a></li>`), epubPageList, "before that"},
	{changed("E/nav.xhtml", `<li><a href="c1.xhtml#p2">2</a></li>`, ``), epubPageList, "has no entry"},
	{changed("E/nav.xhtml", `#p2">2<`, `#p2">3<`), epubPageList, "page 3 follows page 1"},
	{changed("E/nav.xhtml", `#p2">2<`, `#p2">1<`), epubPageList, "listed twice"},
	{changed("E/nav.xhtml", `epub:type="page-list"`, `hidden="hidden"`), epubPageList, "no page list"},
	{changed("E/nav.xhtml", `epub:type="landmarks"`, `hidden="hidden"`), epubLandmarks, "no landmarks"},
	{changed("E/c1.xhtml", "</p>", ""), epubXHTML, "not well-formed"},
	{changed("E/c1.xhtml", "Tekst", "Tekst&nbsp;"), epubXHTML, "not well-formed"},
	{changed("E/c1.xhtml", "<p>Tekst", "<p class=\"a\" class=\"b\">Tekst"), epubXHTML, "class stands twice"},
	{changed("E/c1.xhtml", "<p>Tekst", "<p xlink:href=\"a\">Tekst"), epubXHTML, "prefix xlink"},
	{changed("E/c1.xhtml", "Tekst", "Tekst\xff"), epubXHTML, "not in UTF-8"},
	{changed("E/c1.xhtml", "<title>Een</title>", ""), epubTitle, "no title"},
	{changed("E/c1.xhtml", `id="b"`, `id="a"`), epubID, "twice"},
	{changed("E/c1.xhtml", `<p>Tekst`, `<p id="a b">Tekst`), epubID, "no identifier"},
	{changed("E/c1.xhtml", `href="#r1"`, `href="#r9"`), epubLink, "no element there"},
	{changed("E/c1.xhtml", `href="https://example.org/"`, `href="c2.xhtml"`), epubLink, "not in the publication"},
	{changed("E/b.css", `p {`, `p { background: url(weg.png);`), epubLink, "weg.png"},
	{changed("E/b.css", `p {`, "/* url(x.png) */ @import \"http://x.org/y.css\"; p {"), epubRemote, "loads http://x.org/y.css"},
	{changed("E/c1.xhtml", `src="p.png"`, `src="http://x.org/p.png"`), epubRemote, "loads http://x.org/p.png"},
	{changed("E/c1.xhtml", ` alt="De kade bij hoog water"`, ``), epubAlt, "has no alt"},
	{changed("E/c1.xhtml", `De kade bij hoog water`, `kade_02.PNG`), epubAlt, "does not say"},
	{changed("E/c1.xhtml", `De kade bij hoog water`, `Figuur 3`), epubAlt, "does not say"},
	{changed("E/c1.xhtml", `<img src="p.png" alt="De kade bij hoog water"/>`, `<figure><img src="p.png" alt="De kade  bij nacht"/><figcaption>De kade bij nacht</figcaption></figure>`), epubAlt, "over again"},
	{changed("E/c1.xhtml", `<p>Tekst`, strings.Repeat("<div>", 300)+strings.Repeat("</div>", 300)+`<p>Tekst`), epubXHTML, "deeper than 256"},
	{changed("E/c1.xhtml", `<p>Tekst`, `<svg xmlns="http://www.w3.org/2000/svg"/><p>Tekst`), epubAlt, "drawing"},
	{changed("E/c1.xhtml", `<h2 id="b">Twee</h2>`, `<h3 id="b">Twee</h3>`), epubHeading, "level 3 follows one of level 1"},
	{changed("E/c1.xhtml", `<h2 id="b">Twee</h2>`, `<h2 id="b"></h2>`), epubHeading, "empty"},
	{changed("E/c1.xhtml", ` <a href="#r1">terug</a>`, ``), epubNote, "no way back"},
	{changed("E/c1.xhtml", `<a href="#r1">terug</a>`, `<a href="#b">terug</a>`), epubNote, "leads back to this call"},
	{changed("E/c1.xhtml", `<a epub:type="noteref" href="#n1" id="r1">1</a>`, `<a id="r1">1</a>`), epubNote, "nothing calls"},
	{changed("E/c1.xhtml", ` aria-label="2"`, ``), epubMarker, "does not say which"},
	{changed("E/c1.xhtml", `<span epub:type="pagebreak" role="doc-pagebreak" id="p2" aria-label="2"/><h2 id="b">`, `<h2 id="b"><span epub:type="pagebreak" role="doc-pagebreak" id="p2" aria-label="2"/>`), epubMarker, "inside a heading"},
	{changed("E/c1.xhtml", `<th scope="col">Jaar</th>`, `<td>Jaar</td>`), epubTable, "no header cells"},
	{changed("E/p.opf", `<meta property="schema:accessibilityHazard">none</meta>`, ``), epubAccess, "no schema:accessibilityHazard"},
	{changed("E/p.opf", `<meta property="schema:accessMode">visual</meta>`, ``), epubAccess, "does not say visual"},
	{changed("E/p.opf", `alternativeText`, `MathML`), epubAccess, "says MathML"},
	{changed("E/p.opf", `<meta property="pageBreakSource">PDF</meta>`, ``), epubAccess, "whose pages"},
	{changed("E/c1.xhtml", `alt="De kade bij hoog water"`, `alt=""`), epubAccess, "visual"},
	{changed("E/c1.xhtml", `Tekst`, strings.Repeat("Tekst ", 60000)), epubLarge, "KB"},
	{changed("E/c1.xhtml", `<p>Tekst`, `<script>x()</script><p>Tekst`), epubScript, "scripts"},
}

func TestEachFaultOfAnEPUBIsFound(t *testing.T) {
	met := map[diag.Code]bool{epubZip: true}
	for _, c := range brokenEPUBs {
		met[c.code] = true
		wantFound(t, EPUB(zipped(c.list)), c.code, c.says)
	}
	whole := zipped(soundEPUB())
	wantFound(t, EPUB(whole[:len(whole)-30]), epubZip, "cut off")
	for code := range epubRules {
		if !met[code] {
			t.Errorf("no broken EPUB shows %s", code)
		}
	}
}

func wantFound(t *testing.T, r Report, code diag.Code, says string) {
	t.Helper()
	all := ""
	for _, d := range r.Findings {
		if d.Code == code && strings.Contains(d.Message, says) {
			if d.Rule == "" || d.Hint == "" {
				t.Errorf("%s has no clause or no remedy", code)
			}
			return
		}
		all += "\n" + string(d.Code) + ": " + d.Message
	}
	t.Errorf("%s (%s) is not found, but:%s", code, says, all)
}

// A byte that was changed in a compressed document shows in the archive's checksum.
func TestAChangedByteIsFound(t *testing.T) {
	list := soundEPUB()
	for i := range list {
		list[i].data += strings.Repeat(" ", i)
	}
	data := zipped(list)
	data[bytes.Index(data, []byte("E/c1.xhtml"))+60] ^= 1
	r := EPUB(data)
	if len(r.Findings) == 0 {
		t.Error("nothing is found in a damaged archive")
	}
}

func TestClaimsAreThoseOfTheFile(t *testing.T) {
	r := EPUB(zipped(changed("E/p.opf", `<meta property="pageBreakSource"`, `<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta><meta property="pageBreakSource"`)))
	if !slices.Equal(r.Claims, []string{"EPUB Accessibility 1.1 - WCAG 2.2 Level AA"}) {
		t.Errorf("%q", r.Claims)
	}
}

func TestManyLikeFindingsAreCounted(t *testing.T) {
	r := EPUB(zipped(changed("E/c1.xhtml", `<p>Tekst`, strings.Repeat(`<img src="p.png"/>`, maxAlike+7)+`<p>Tekst`)))
	wantFound(t, r, epubAlt, "7 further findings")
}

func FuzzEPUB(f *testing.F) {
	f.Add(zipped(soundEPUB()))
	f.Fuzz(func(t *testing.T, data []byte) { EPUB(data) })
}

// Documents are fuzzed apart, since an archive's checksums keep a fuzzer out.
func FuzzDocuments(f *testing.F) {
	s := soundEPUB()
	f.Add(s[2].data, s[3].data, s[4].data, s[5].data)
	f.Fuzz(func(t *testing.T, opf, nav, text, css string) {
		s := soundEPUB()
		s[2].data, s[3].data, s[4].data, s[5].data = opf, nav, text, css
		EPUB(zipped(s))
	})
}
