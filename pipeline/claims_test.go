package pipeline

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"io"
	"strings"
	"testing"
)

// claims are what the files of one publication say of themselves.
type claims struct {
	ua           bool   // PDF/UA
	level        string // of PDF/A
	alternatives bool   // the EPUB's alternativeText
	conforms     bool   // the EPUB's dcterms:conformsTo and a11y:certifiedBy
	hazard       string
}

// certified is the front matter of a publication whose certifier is declared.
const certified = "certifier: {name: Keurder, level: WCAG 2.2 AA}\n"

// claimPairs hold for each rule the last content that upholds a claim and the
// first that does not.
var claimPairs = []struct {
	name, head, body string
	want             claims
}{
	{"text", certified, "Tekst.", claims{true, "A", false, true, "none"}},
	{"publisher", "publisher: Dienst\n", "Tekst.", claims{true, "A", false, false, "none"}},
	{"certifier without level", "certifier: {name: Keurder}\n", "Tekst.", claims{true, "A", false, false, "none"}},
	{"described", certified, `![Peil](still.png){alt="Het peil daalt tot nul"}`, claims{true, "A", true, true, "none"}},
	{"described in a line", certified, "Zie ![Het peil daalt](still.png) hier.", claims{true, "A", true, true, "none"}},
	{"decoration", certified, "![](still.png){.decorative}", claims{true, "A", false, true, "none"}},
	{"no alternative", certified, "Zie ![](still.png) hier.", claims{false, "U", false, false, "none"}},
	{"caption", certified, "![Het peil daalt](still.png)", claims{false, "U", false, false, "none"}},
	{"file name", certified, `![Peil](still.png){alt="still-3.png"}`, claims{false, "U", false, false, "none"}},
	{"label", certified, `![Peil](still.png){alt="Figuur 3"}`, claims{false, "U", false, false, "none"}},
	{"label in a line", certified, "Zie ![Abbildung 2](still.png) hier.", claims{false, "U", false, false, "none"}},
	{"label that goes on", certified, `![Peil](still.png){alt="Figuur 3 toont het peil"}`, claims{true, "A", true, true, "none"}},
	{"one of two", certified, "![Peil](still.png){alt=\"Het daalt\"}\n\n![Peil](still.png)", claims{false, "U", false, false, "none"}},
	{"headers", certified, "| a | b |\n|---|---|\n| c | d |\n| e | f |", claims{true, "A", false, true, "none"}},
	{"no headers", certified, "|   |   |\n|---|---|\n| c | d |\n| e | f |", claims{false, "U", false, false, "none"}},
	{"one row without headers", certified, "|   |   |\n|---|---|\n| c | d |", claims{true, "A", false, true, "none"}},
	{"head without body", certified, "| a | b |\n|---|---|", claims{true, "A", false, true, "none"}},
	{"row groups", certified, "| Post | Plan |\n|---|---|\n| [Noord]{colspan=2 header=row scope=group} | |\n| Zaad | 1 |\n| Kas | 2 |", claims{true, "A", false, true, "none"}},
	{"a note in a header cell", certified, "| Post | Plan[^1] |\n|---|---|\n| Zaad | 1 |\n| Kas | 2 |\n\n[^1]: Geraamd.", claims{true, "A", false, true, "none"}},
	{"a page turned", certified, wideRows(8), claims{true, "A", false, true, "none"}},
	{"a table divided by columns", certified, wideRows(20), claims{true, "A", false, true, "none"}},
	{"lines of code", certified, "```\na\tb\n\nc\td\n```", claims{true, "A", false, true, "none"}},
	{"one frame", certified, `![Lamp](one.gif){alt="Een lamp gaat aan"}`, claims{true, "A", true, true, "none"}},
	{"two frames", certified, `![Lamp](two.gif){alt="Een lamp gaat aan"}`, claims{true, "A", true, true, "unknown"}},
	{"a video", certified, "<p>Tekst.</p><video src=\"a.mp4\"></video>", claims{false, "U", false, false, "none"}},
	{"a list's number", certified, "4. vier\n9. negen", claims{false, "U", false, false, "none"}},
	{"struck", certified, "Tekst, ~~weg~~ <ins>nieuw</ins>.", claims{true, "A", false, true, "none"}},
	{"an alternative as long as a string of PDF/A-2", certified, described(strings.Repeat("peil ", 6553) + "nu"), claims{true, "A", true, true, "none"}},
	{"a longer alternative", certified, described(strings.Repeat("peil ", 6553) + "nul"), claims{true, "", true, true, "none"}},
	{"an alternative as long in letters of two bytes", certified, described(strings.Repeat("één ", 4095) + "é"), claims{true, "A", true, true, "none"}},
	{"a longer one", certified, described(strings.Repeat("één ", 4095) + "één"), claims{true, "", true, true, "none"}},
	{"a longer heading", certified, "## " + strings.Repeat("peil ", 6554), claims{true, "", false, true, "none"}},
	{"a longer description", certified + "description: " + strings.Repeat("peil ", 6554) + "\n", "Tekst.", claims{true, "", false, true, "none"}},
	{"a longer paragraph", certified, strings.Repeat("peil ", 6554), claims{true, "A", false, true, "none"}},
	{"cover", certified + "cover: {image: still.png, alt: Een dijk}\n", "Tekst.", claims{true, "A", true, true, "none"}},
	{"cover without alternative", certified + "cover: {image: still.png, alt: Afbeelding 1}\n", "Tekst.", claims{false, "U", false, false, "none"}},
}

// described is a picture in a line with a text alternative.
func described(alt string) string { return "Zie ![" + alt + "](still.png) hier." }

// wideRows is a table of cols columns of large numbers.
func wideRows(cols int) string {
	row := func(cell string) string { return strings.Repeat("| "+cell+" ", cols) + "|\n" }
	return row("Kop") + row("---") + row("12.345.678,90") + row("9.876.543,21")
}

func TestNothingIsClaimedThatTheContentDoesNotBearOut(t *testing.T) {
	for _, c := range claimPairs {
		t.Run(c.name, func(t *testing.T) {
			source := fmt.Sprintf("---\ntitle: Proef\nlang: nl\n%s---\n\n# Een\n\n%s\n\n# Twee\n\nSlot.\n", c.head, c.body)
			files, _ := convert(t, Job{Time: runTime, Name: "proef", Source: "proef.md", Editions: DefaultEditions(),
				Parts: []Part{{Name: "proef.md", Data: []byte(source)}}, Load: claimPicture})
			if got := claimsOf(t, files); got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

func claimsOf(t *testing.T, files map[string][]byte) claims {
	t.Helper()
	xmp, opf := string(files["proef.pdf"]), packageOf(t, files["proef.epub"])
	_, level, _ := strings.Cut(xmp, "<pdfaid:conformance>")
	level, _, _ = strings.Cut(level, "<")
	_, hazard, _ := strings.Cut(opf, `"schema:accessibilityHazard">`)
	hazard, _, _ = strings.Cut(hazard, "<")
	conforms := strings.Contains(opf, "dcterms:conformsTo")
	if conforms != strings.Contains(opf, "a11y:certifiedBy") {
		t.Error("conformsTo and certifiedBy do not go together")
	}
	return claims{strings.Contains(xmp, "<pdfuaid:part>1<"), level, strings.Contains(opf, ">alternativeText<"), conforms, hazard}
}

// packageOf is the package document of an EPUB.
func packageOf(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("EPUB/package.opf")
	if err != nil {
		t.Fatal(err)
	}
	opf, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(opf)
}

// claimPicture makes the pictures of claimPairs.
func claimPicture(name string) ([]byte, error) {
	frame := image.NewPaletted(image.Rect(0, 0, 4, 4), color.Palette{color.Black, color.White})
	moving := &gif.GIF{}
	for range map[string]int{"one.gif": 1, "two.gif": 2}[name] {
		moving.Image, moving.Delay = append(moving.Image, frame), append(moving.Delay, 6)
	}
	var b bytes.Buffer
	if len(moving.Image) > 0 {
		err := gif.EncodeAll(&b, moving)
		return b.Bytes(), err
	}
	err := png.Encode(&b, frame)
	return b.Bytes(), err
}
