package check

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
)

// soundPDF are the objects 1, 2, … of a tagged file of one page in which nothing is
// found; the comment behind each says what it is.
func soundPDF() []string {
	stream := func(dict, data string) string {
		return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
	}
	xmp := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">De kade</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>`
	return []string{
		"<</Type/Catalog/Pages 2 0 R/Lang(nl-NL)/MarkInfo<</Marked true>>/StructTreeRoot 7 0 R/Metadata 6 0 R/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>/Outlines 20 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Tabs/S/StructParents 0/Annots[18 0 R]/Resources<</Font<</F1 5 0 R>>/ExtGState<</G1 23 0 R>>>>>>",
		stream("", "/Artifact BMC 0 0 1 1 re f EMC /H1 <</MCID 0>> BDC BT (Kop) Tj ET EMC /P <</MCID 1>> BDC BT (a) Tj ET EMC /TH <</MCID 2>> BDC BT (Jaar) Tj ET EMC /TD <</MCID 3>> BDC BT (2023) Tj ET EMC /Figure <</MCID 4>> BDC 0 0 5 5 re S EMC /Note <</MCID 5>> BDC BT (n) Tj ET EMC"),
		"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Serif/Encoding/WinAnsiEncoding/ToUnicode 22 0 R/FontDescriptor<</FontFile2 21 0 R>>>>",
		stream("/Type/Metadata", xmp),
		"<</Type/StructTreeRoot/K 8 0 R/RoleMap<</Kop/H1>>>>",
		"<</S/Document/K[9 0 R 10 0 R 11 0 R 16 0 R 17 0 R 19 0 R]/Pg 3 0 R>>",
		"<</S/Kop/P 8 0 R/K 0/Pg 3 0 R>>",
		"<</S/P/P 8 0 R/K<</Type/MCR/MCID 1/Pg 3 0 R>>>>",
		"<</S/Table/P 8 0 R/Pg 3 0 R/K[12 0 R 14 0 R]>>",
		"<</S/TR/P 11 0 R/K 13 0 R>>",
		"<</S/TH/P 12 0 R/K 2/A<</O/Table/Scope/Column>>>>",
		"<</S/TR/P 11 0 R/K[15 0 R 25 0 R]>>",
		"<</S/TD/P 14 0 R/K 3>>",
		"<</S/Figure/P 8 0 R/K 4/Alt(De kade)>>",
		"<</S/Note/P 8 0 R/K 5/ID(n1)>>",
		"<</Subtype/Link/Contents(terug)/StructParent 1/Dest[3 0 R/Fit]>>",
		"<</S/Link/P 8 0 R/K<</Type/OBJR/Obj 18 0 R>>>>",
		"<</First 24 0 R/Last 24 0 R>>",
		stream("", "face"),
		stream("", "map"),
		"<</ca 1>>",
		"<</Title(Kop)/A<</S/GoTo/D[3 0 R/Fit]>>>>",
		"<</S/TD/P 14 0 R>>",
	}
}

// objectsIn writes a file of objects with a table.
func objectsIn(objects []string, trailer string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Root 1 0 R%s/Size %d>>\nstartxref\n%d\n%%%%EOF\n", trailer, len(objects)+1, xref)
	return b.Bytes()
}

// changedPDF has a text in an object, by its number, replaced; a pair of texts each.
func changedPDF(number int, pairs ...string) []byte {
	list := soundPDF()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(list[number-1], pairs[i]) {
			panic(pairs[i])
		}
		list[number-1] = strings.Replace(list[number-1], pairs[i], pairs[i+1], 1)
	}
	// A length that is no longer right is put right.
	if head, data, is := strings.Cut(list[number-1], ">>\nstream\n"); is {
		head = head[:strings.LastIndex(head, "/Length")]
		list[number-1] = fmt.Sprintf("%s/Length %d>>\nstream\n%s", head, len(data)-len("\nendstream"), data)
	}
	return objectsIn(list, "")
}

const (
	claimX1a = `<pdfx:GTS_PDFXVersion xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/">PDF/X-1a:2003</pdfx:GTS_PDFXVersion><pdfuaid:part>`
	claimA2a = `<pdfaid:part xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">2</pdfaid:part><pdfuaid:part>`
)

func twoChanges(n1 int, old1, new1 string, n2 int, old2, new2 string) []byte {
	list := soundPDF()
	for n, c := range map[int][2]string{n1: {old1, new1}, n2: {old2, new2}} {
		if !strings.Contains(list[n-1], c[0]) {
			panic(c[0])
		}
		list[n-1] = strings.Replace(list[n-1], c[0], c[1], 1)
	}
	return objectsIn(list, "")
}

func TestNothingIsFoundInASoundPDF(t *testing.T) {
	r := PDF(objectsIn(soundPDF(), ""))
	for _, d := range r.Findings {
		t.Errorf("%s %s %s", d.Code, d.Pos, d.Message)
	}
	if r.Kind != "PDF 1.7" || fmt.Sprint(r.Claims) != "[PDF/UA-1]" || len(r.Looked) == 0 || len(r.Others) == 0 {
		t.Errorf("%+v", r)
	}
}

// longPDF has pages enough to need bookmarks, and none.
func longPDF() []byte {
	list := soundPDF()
	list[0] = strings.Replace(list[0], "/Outlines 20 0 R", "", 1)
	kids := "3 0 R"
	for range longWithout {
		list = append(list, "<</Type/Page/Parent 2 0 R/Resources<<>>>>")
		kids += fmt.Sprintf(" %d 0 R", len(list))
	}
	list[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, longWithout+1)
	return objectsIn(list, "")
}

// brokenPDFs have one fault each: what is found, and a part of what is said.
var brokenPDFs = []struct {
	data []byte
	code diag.Code
	says string
}{
	{[]byte("%PDF-1.7\nnothing"), pdfFile, "cannot be opened"},
	{append([]byte("junk\n"), objectsIn(soundPDF(), "")...), pdfHeader, "5 bytes stand before"},
	{bytes.Replace(objectsIn(soundPDF(), ""), []byte("%\xe2\xe3\xcf\xd3"), []byte("%abcd"), 1), pdfHeader, "above 127"},
	{bytes.Replace(objectsIn(soundPDF(), ""), []byte("startxref\n"), []byte("startxref\n9"), 1), pdfXref, "found by their own words"},
	{objectsIn(soundPDF(), "/Encrypt<</Filter/Standard>>"), pdfEncrypted, "encrypted"},
	{changedPDF(2, "/Count 1", "/Count 2"), pdfPages, "says 2 pages and has 1"},
	{changedPDF(2, "3 0 R", "3 0 R 2 0 R"), pdfPages, "circle"},
	{changedPDF(4, "(Kop) Tj", "(Kop) Tj }"), pdfPages, "cannot be read"},
	{changedPDF(4, "/Artifact BMC", "/Artifact BMC /X1 Do"), pdfPages, "not there"},
	{changedPDF(1, "/StructTreeRoot 7 0 R", ""), pdfTags, "no tags"},
	{changedPDF(1, "/Marked true", "/Marked false"), pdfTags, "does not say so"},
	{changedPDF(7, "/K 8 0 R", ""), pdfTags, "empty"},
	{changedPDF(1, "/Lang(nl-NL)", ""), pdfLanguage, "no Lang"},
	{changedPDF(1, "nl-NL", "Dutch!"), pdfLanguage, "no language's tag"},
	{changedPDF(1, "DisplayDocTitle true", "DisplayDocTitle false"), pdfTitle, "file's name"},
	{changedPDF(6, "De kade", ""), pdfTitle, "no title"},
	{changedPDF(4, "/Artifact BMC", "/Layer BMC"), pdfUnmarked, "1 piece"},
	{changedPDF(9, "/K 0", "/K 9"), pdfStructure, "names marked content 9"},
	{changedPDF(9, "/K 0", "/K []"), pdfStructure, "no tag names 1 piece"},
	{changedPDF(8, "9 0 R", "9 0 R 99 0 R"), pdfStructure, "leads nowhere"},
	{changedPDF(10, "/K<<", "/K[8 0 R]/X<<"), pdfStructure, "circle"},
	{changedPDF(9, "/S/Kop", "/S/Kopje"), pdfRole, "Kopje"},
	{changedPDF(7, "/Kop/H1", "/Kop/H3"), pdfHeading, "level 3 follows none"},
	{changedPDF(9, "/K 0", ""), pdfHeading, "empty"},
	{changedPDF(16, "/Alt(De kade)", ""), pdfAlt, "figure"},
	{changedPDF(13, "/S/TH", "/S/TD"), pdfTable, "no header cells"},
	{changedPDF(13, "/Scope/Column", ""), pdfTable, "1 of 1 header cell"},
	{changedPDF(11, "/K[12 0 R 14 0 R]", ""), pdfTable, "no cells"},
	{changedPDF(17, "/ID(n1)", ""), pdfNote, "no ID"},
	{changedPDF(10, "/S/P", "/ID(n1)/S/Note"), pdfNote, "two notes"},
	{changedPDF(18, "/Contents(terug)", ""), pdfLink, "without Contents"},
	{changedPDF(18, "/StructParent 1", ""), pdfLink, "without a place"},
	{changedPDF(3, "/Tabs/S", ""), pdfLink, "Tabs"},
	{changedPDF(18, "[3 0 R/Fit]", "(weg)"), pdfDest, `"weg"`},
	{changedPDF(24, "3 0 R", "99 0 R"), pdfDest, "leads to no page"},
	{changedPDF(1, "/Metadata 6 0 R", ""), pdfMetadata, "no XMP"},
	{changedPDF(6, "</rdf:RDF>", ""), pdfMetadata, "cannot be read"},
	{objectsIn(soundPDF(), "/Info<</Title(Iets anders)>>"), pdfMetadata, "Iets anders"},
	{bytes.Replace(objectsIn(soundPDF(), ""), []byte("%PDF-1.7"), []byte("%PDF-2.0"), 1), pdfClaim, "PDF/UA-1 is claimed in a file of PDF 2.0"},
	{changedPDF(1, "/StructTreeRoot 7 0 R", ""), pdfClaim, "there are no tags"},
	{changedPDF(6, "<pdfuaid:part>", claimA2a), pdfClaim, "trailer has no ID"},
	{changedPDF(5, "/FontFile2 21 0 R", ""), pdfFont, "ABCDEF+Serif is not embedded"},
	{changedPDF(5, "/Encoding/WinAnsiEncoding/ToUnicode 22 0 R", ""), pdfUnicode, "no map"},
	{changedPDF(6, "<pdfuaid:part>", claimX1a), pdfIntent, "no output intent for a press"},
	{twoChanges(6, "<pdfuaid:part>", claimX1a, 23, "/ca 1", "/ca .5"), pdfTransparency, "opacity of 0.5"},
	{twoChanges(6, "<pdfuaid:part>", claimX1a, 4, "/Artifact BMC", "1 0 0 rg /Artifact BMC"), pdfColour, "DeviceRGB"},
	{twoChanges(6, "<pdfuaid:part>", claimA2a, 4, "/Artifact BMC", "1 0 0 rg /Artifact BMC"), pdfIntent, "for the colours"},
	{changedPDF(1, "/Nums[0", "/Nums[3"), pdfLabels, "begin at page 4"},
	{longPDF(), pdfBookmarks, "21 pages and no bookmarks"},
	{changedPDF(24, "/Title(Kop)", "/Title(Kop)/Next 24 0 R"), pdfBookmarks, "circle"},
	{twoChanges(6, "<pdfuaid:part>", claimA2a, 24, "/S/GoTo", "/S/JavaScript"), pdfAction, "JavaScript"},
	{twoChanges(6, "<pdfuaid:part>", claimA2a, 1, "/Pages", "/OpenAction<</S/JavaScript/JS(a)>>/Pages"), pdfAction, "JavaScript"},
	{twoChanges(6, "<pdfuaid:part>", claimA2a, 1, "/Pages", "/AA<</WC<</S/Launch>>>>/Pages"), pdfAction, "Launch"},
	{twoChanges(6, "<pdfuaid:part>", claimA2a, 1, "/Pages", "/Names<</JavaScript<</Names[]>>>>/Pages"), pdfAction, "JavaScript"},
}

func TestEachFaultOfAPDFIsFound(t *testing.T) {
	met := map[diag.Code]bool{}
	for _, c := range brokenPDFs {
		met[c.code] = true
		wantFound(t, PDF(c.data), c.code, c.says)
	}
	for code := range pdfRules {
		if !met[code] {
			t.Errorf("no broken PDF shows %s", code)
		}
	}
}

// A lone row or a lone column is followed without header cells, in both formats.
func TestATableOfOneRowNeedsNoHeaders(t *testing.T) {
	for _, f := range []Report{
		PDF(twoChanges(11, "/K[12 0 R 14 0 R]", "/K 14 0 R", 13, "/S/TH", "/S/TD")),
		PDF(twoChanges(14, "/K[15 0 R 25 0 R]", "/K 15 0 R", 13, "/S/TH", "/S/TD")),
		EPUB(zipped(changed("E/c1.xhtml", `<tr><th scope="col">Jaar</th></tr>`, ""))),
	} {
		for _, d := range f.Findings {
			if d.Code == pdfTable || d.Code == epubTable {
				t.Errorf("%+v", d)
			}
		}
	}
}

// What is encrypted is not looked at, and nothing is said of it.
func TestEncryptedPDFsAreLeft(t *testing.T) {
	if r := PDF(objectsIn(soundPDF()[:2], "/Encrypt<</Filter/Standard>>")); len(r.Findings) != 1 || r.Claims != nil {
		t.Errorf("%+v", r)
	}
}

func TestKindsOfFilesAreTold(t *testing.T) {
	if !IsEPUB(zipped(soundEPUB())) || IsEPUB([]byte("PK\x03\x04 another archive")) || !IsPDF([]byte("x\n%PDF-1.4")) || IsPDF(nil) {
		t.Error("a kind is mistaken")
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(objectsIn(soundPDF(), ""))
	for _, c := range brokenPDFs {
		f.Add(c.data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { PDF(data) })
}
