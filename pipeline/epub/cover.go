package epub

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"

	"octavo/pipeline/ast"
	"octavo/pipeline/diag"
)

// startCover begins to make the cover beside the other work and returns a
// function that waits for it.
func (bk *book) startCover() func() (*picture, error) {
	if c := bk.doc.Meta.Cover; c != nil && c.Image != "" {
		return func() (*picture, error) { return bk.givenCover(c) }
	}
	type result struct {
		pic *picture
		err error
	}
	done := make(chan result, 1)
	go func() {
		data, err := drawCover(coverTexts(&bk.doc.Meta, bk.title()), bk.opt.Faces)
		done <- result{&picture{file: "cover.png", kind: imageKinds[0], data: data}, err}
	}()
	return func() (*picture, error) {
		r := <-done
		return r.pic, r.err
	}
}

// givenCover loads the picture that the metadata names.
func (bk *book) givenCover(c *ast.Cover) (*picture, error) {
	pic, err := bk.load(c.Image)
	if err != nil {
		return nil, fmt.Errorf("cover %q: %w; put a PNG, JPEG, GIF or WebP file beside the input", c.Image, err)
	}
	if c.Alt == "" {
		bk.seen.missingAlt = true
		bk.log.Add(diag.Diagnostic{
			Code: CodeNoAlternative, Severity: diag.Warning, Rule: "epub",
			Message: fmt.Sprintf("cover %s has no text alternative", c.Image),
			Hint:    "add alt to cover in the metadata; until then the EPUB does not claim conformance",
		})
	}
	pic.file = "cover" + pic.kind.ext
	return pic, nil
}

// coverPage is the content document that shows the cover.
func (bk *book) coverPage(pic *picture) []byte {
	alt := fmt.Sprintf(bk.words.CoverFor, strings.Join(coverTexts(&bk.doc.Meta, bk.title()).all(), ". "))
	if c := bk.doc.Meta.Cover; c != nil && c.Image != "" {
		alt = c.Alt
	}
	m := &markup{}
	m.open("section", "class", "cover", "epub:type", "cover", "aria-label", bk.words.Cover)
	m.start("img", []string{"src", "../images/" + pic.file, "role", "doc-cover"})
	if alt != "" {
		m.attr("alt", alt)
	}
	m.raw("/></section>\n")
	return bk.page(bk.words.Cover, "frontmatter", m.buf.Bytes())
}

// coverText is what a made cover says.
type coverText struct{ title, subtitle, imprint string }

func (c coverText) all() []string {
	var out []string
	for _, s := range []string{c.title, c.subtitle, c.imprint} {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func coverTexts(meta *ast.Meta, title string) coverText {
	imprint := meta.Publisher
	if imprint == "" {
		imprint = strings.Join(meta.Creators, ", ")
	}
	return coverText{title: title, subtitle: meta.Subtitle, imprint: imprint}
}

// The cover's measures in pixels. 1400 is the least width that Apple Books
// asks for; the proportion is that of most covers in shops.
const (
	coverWidth, coverHeight = 1400, 2100
	coverMargin             = 140
	coverFoot               = 1680 // where the light band begins
)

// shades are the steps between ground and ink; 16 pack two pixels in a byte.
const shades = 16

// drawCover draws the title on a dark ground over a light band with the
// publisher, in two colours and the steps between them.
func drawCover(text coverText, faces []Face) ([]byte, error) {
	mask := image.NewAlpha(image.Rect(0, 0, coverWidth, coverHeight))
	if err := setCover(mask, text, faces); err != nil {
		return nil, fmt.Errorf("epub: cover: %w", err)
	}
	img := image.NewPaletted(mask.Rect, coverPalette())
	foot := coverFoot * img.Stride
	for i, a := range mask.Pix {
		shade := a >> 4
		if i >= foot {
			shade = shades - 1 - shade
		}
		img.Pix[i] = shade
	}
	var buf bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	err := enc.Encode(&buf, img)
	return buf.Bytes(), err
}

// setCover sets the words of the cover as a mask.
func setCover(mask *image.Alpha, text coverText, faces []Face) error {
	bold, plain, err := coverFaces(faces)
	if err != nil || bold == nil {
		return err // without faces the cover is two bands of colour
	}
	s := &setter{mask: mask}
	y := s.set(bold, text.title, coverMargin, coverMargin+60, 150, 1000)
	s.rule(coverMargin, y+50, 240, 12)
	s.set(plain, text.subtitle, coverMargin, y+130, 72, coverFoot-y-200)
	s.set(bold, text.imprint, coverMargin, coverFoot+110, 60, coverHeight-coverFoot-180)
	return s.err
}

// coverPalette runs from the ground, a dark blue, to white.
func coverPalette() color.Palette {
	from, to := [3]int{0x15, 0x42, 0x73}, [3]int{0xFF, 0xFF, 0xFF}
	p := make(color.Palette, shades)
	for i := range p {
		mix := func(c int) uint8 { return uint8(from[c] + (to[c]-from[c])*i/(shades-1)) }
		p[i] = color.RGBA{mix(0), mix(1), mix(2), 0xFF}
	}
	return p
}
