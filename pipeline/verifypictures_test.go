package pipeline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// marked has links and pictures of each kind, in every place that has a way of its own.
const marked = `---
title: Kade
lang: nl
logo: {image: corners.png, alt: "Het merk van de dienst.", place: [head]}
archive:
  identification: {id: "1", source: Proef}
  appraisal: {code: B}
  creator: {name: Dienst}
  restriction: {label: Geen beperking, list: Begrippenlijst BeperkingGebruikTypeLijst MDTO}
---

# 1. Een [kop](https://example.org/kop)

Zie [de site](https://example.org/een?f[0]=a&b=c%20d#deel), [post](mailto:a@example.org), https://example.org/kaal, [één](https://example.org/é)[^a] en [verderop](#tab).

![De kade, met een *naam*.](lzw.tif){alt="Een trap met drie treden."}

> ![](alpha.png){alt="Een lijn met een knik."}

::: {#tab .table}
Tabel 1. Bedragen [elders](https://example.org/tabel)

| A | B |
|---|---|
| ![vlak](cmyk.jpg) | [x](https://example.org/x) [y](https://example.org/x) |
:::

![](palette.gif){.decorative}

![Weg.](weg.png){alt="Wat er niet is."}

[Een lange link die over meer dan een regel van de bladzijde loopt, zodat hij in het bestand uit stukken bestaat en toch maar een adres heeft](https://example.org/lang).

[^a]: Noot met [link](https://example.org/noot) en ![teken](corners.png).
`

func markedJob(text string) Job {
	return Job{Time: runTime, Name: "kade", Source: "kade.md", Parts: []Part{{Name: "kade.md", Data: []byte(text)}}, Load: caseLoader(nil)}
}

// A link that leads elsewhere, another alternative and another picture are found in each
// file that has one, and nothing is found where nobody changed anything.
func TestChangedLinksAndPicturesAreFound(t *testing.T) {
	sound := builtPackage(t, markedJob(marked))
	if wrong, _ := sound.verify(t); wrong != nil {
		t.Fatalf("as it was built: %s", strings.Join(wrong, "\n"))
	}
	for old, c := range map[string]struct{ new, want string }{
		"https://example.org/x)":    {"https://example.com/x)", `its link is "https://example.com/x" where that of kade.md line`},
		"https://example.org/noot":  {"https://example.org/nul", `in note a: its link is "https://example.org/nul"`},
		"mailto:a@":                 {"mailto:b@", `its link is "mailto:b@example.org"`},
		"Een lijn met een knik.":    {"Een lijn zonder knik.", `its alternative text is "Eenlijnzonderknik." where that of kade.md line`},
		"https://example.org/lang)": {"https://example.org/kort)", `its link is "https://example.org/kort"`},
	} {
		other := builtPackage(t, markedJob(strings.ReplaceAll(marked, old, c.new)))
		for _, suffix := range []string{".pdf", ".epub", "-tree.json"} {
			p := sound.copy()
			p.remake(p.path(suffix), other.files[p.path(suffix)].Data)
			if wrong, _ := p.verify(t); !mentions(wrong, c.want) {
				t.Errorf("%s: no %q in\n%s", suffix, c.want, strings.Join(wrong, "\n"))
			}
		}
	}
}

func TestSwappedPicturesAreFound(t *testing.T) {
	sound := builtPackage(t, markedJob(marked))
	name := sound.path(".epub")
	other, err := os.ReadFile(filepath.Join("testdata", "pictures", "upright.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	png := sound.files[sound.path("-pictures-alpha.png")].Data
	for what, c := range map[string]struct {
		change func(string, []byte) []byte
		want   string
	}{
		"a picture": {func(file string, data []byte) []byte {
			if strings.HasSuffix(file, "image-002.png") {
				return png
			}
			return data
		}, "the picture image-002.png is not lzw.tif"},
		"a picture that was turned to RGB": {func(file string, data []byte) []byte {
			if strings.HasSuffix(file, ".jpg") {
				return other
			}
			return data
		}, "is not cmyk.jpg"},
		"a picture less":      {in("chapter-001.xhtml", `<img [^>]*title="[^>]*/>|<img [^>]*alt="Een lijn[^>]*/>`, ""), "it shows 3 pictures where the canonical Markdown has 4"},
		"two changed places":  {in("chapter-001.xhtml", `image-002\.png`, "image-003.png"), "the picture image-003.png is not lzw.tif"},
		"one that is missing": {in("chapter-001.xhtml", `image-002\.png`, "image-099.png"), "the picture image-099.png is not lzw.tif"},
	} {
		p := sound.copy()
		p.remake(name, repacked(t, p.files[name].Data, c.change))
		if wrong, _ := p.verify(t); !mentions(wrong, c.want) {
			t.Errorf("%s: no %q in\n%s", what, c.want, strings.Join(wrong, "\n"))
		}
	}
}
