package epub

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/meta"
)

// Cover is a drawn cover in the making.
type Cover struct {
	done chan struct{}
	data []byte
	err  error
}

// StartCover begins to draw the cover of a document beside other work, so that
// Build finds it done. It returns nil where the document names a picture, which
// Build takes for the cover.
func StartCover(doc *ast.Document, faces *font.Set) *Cover {
	if c := doc.Meta.Cover; c != nil && c.Image != "" {
		return nil
	}
	return startDrawing(coverTexts(&doc.Meta, doc.Meta.Title), doc.Meta.Lang, faces)
}

func startDrawing(texts coverText, lang string, faces *font.Set) *Cover {
	c := &Cover{done: make(chan struct{})}
	go func() {
		defer close(c.done)
		c.data, c.err = drawCover(texts, lang, faces)
	}()
	return c
}

// startCover returns a function that waits for the cover: the one that the
// metadata name, or the drawn one.
func (bk *book) startCover() func() (*picture, error) {
	if c := bk.doc.Meta.Cover; c != nil && c.Image != "" {
		return func() (*picture, error) { return bk.givenCover(c) }
	}
	drawn := bk.opt.Cover
	if drawn == nil {
		drawn = startDrawing(coverText{}, "", nil)
	}
	return func() (*picture, error) {
		<-drawn.done
		return &picture{file: "cover.png", kind: imageKinds[0], data: drawn.data}, drawn.err
	}
}

// givenCover loads the picture that the metadata names.
func (bk *book) givenCover(c *meta.Cover) (*picture, error) {
	pic, err := bk.load(c.Image)
	if err != nil {
		return nil, fmt.Errorf("cover %q: %w; put a PNG, JPEG, GIF or WebP file beside the input", c.Image, err)
	}
	if fault := (&ast.Image{Src: c.Image, Alt: c.Alt}).AltFault(nil); fault == "" {
		bk.seen.describedCover = true
	} else {
		bk.seen.mutedCover = true
		bk.log.Add(diag.Diagnostic{
			Code: CodeNoAlternative, Severity: diag.Warning, Rule: "epub",
			Message: fmt.Sprintf("the cover %q %s, so the EPUB does not claim conformance", c.Image, fault),
			Hint:    "say in the metadata what it shows, as alt of cover",
		})
	}
	pic.file = "cover" + pic.kind.ext
	bk.checkHazard(pic, c.Image, diag.Pos{})
	bk.inRGB(pic, c.Image, diag.Pos{})
	return pic, nil
}

// coverPage is the content document that shows the cover.
func (bk *book) coverPage(pic *picture) content {
	alt := fmt.Sprintf(bk.words.CoverFor, strings.Join(coverTexts(&bk.doc.Meta, bk.doc.Meta.Title).all(), ". "))
	if c := bk.doc.Meta.Cover; c != nil && c.Image != "" {
		alt = c.Alt
	}
	m := &markup{}
	m.open("section", "class", "cover", "epub:type", "cover", "aria-label", bk.words.Cover)
	m.start("img", []string{"src", "../images/" + pic.file, "role", "doc-cover"})
	if isTransparent(pic) {
		m.attr("style", ground)
	}
	if alt != "" {
		m.attr("alt", alt)
	}
	m.raw("/></section>\n")
	return bk.page(&unit{file: coverFile, title: bk.words.Cover, region: "frontmatter"}, m.content())
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

func coverTexts(m *meta.Meta, title string) coverText {
	imprint := m.Publisher
	if imprint == "" {
		imprint = strings.Join(meta.Names(m.Creators), ", ")
	}
	return coverText{title: title, subtitle: m.Subtitle, imprint: imprint}
}

// The cover's measures in pixels: the size and proportion that shops advise (Kindle
// Publishing Guidelines 2019.2, 4.2); Apple Books wants 1400 at least.
const (
	coverWidth, coverHeight = 1600, 2560
	coverMargin             = 160
	coverFoot               = 2050 // where the light band begins
	coverRule               = 274  // the length of the rule under the title
)

// drawCover draws the title on a dark ground over a light band with the
// publisher, in two colours and the steps between them, and returns a PNG file.
func drawCover(text coverText, lang string, faces *font.Set) ([]byte, error) {
	c := newCanvas(coverWidth, coverHeight)
	if err := setCover(c, text, lang, faces); err != nil {
		return nil, fmt.Errorf("epub: cover: %w", err)
	}
	c.invert(coverFoot)
	return c.png(coverGround, coverPaper), nil
}

// The two colours: a dark blue on which white type has a contrast of 10 to 1,
// and white.
var coverGround, coverPaper = rgb{0x15, 0x42, 0x73}, rgb{0xFF, 0xFF, 0xFF}

// setCover sets the words of the cover.
func setCover(c *canvas, text coverText, lang string, faces *font.Set) error {
	if faces == nil {
		return nil // without faces the cover is two bands of colour
	}
	family := []string{"sans-serif"}
	bold, err := faces.Face(family, 700, false)
	if err != nil {
		return err
	}
	plain, err := faces.Face(family, 400, false)
	if err != nil {
		return err
	}
	s := &setter{canvas: c, faces: faces, lang: lang}
	y := s.set(bold, text.title, box{coverMargin, coverMargin + 70, coverWidth - 2*coverMargin, 1220}, 172)
	x := coverMargin
	if meta.RightToLeft(lang) {
		x = coverWidth - coverMargin - coverRule
	}
	c.rule(x, y+92, coverRule, 14)
	s.set(plain, text.subtitle, box{coverMargin, y + 184, coverWidth - 2*coverMargin, coverFoot - y - 250}, 82)
	s.set(bold, text.imprint, box{coverMargin, coverFoot + 126, coverWidth - 2*coverMargin, coverHeight - coverFoot - 206}, 68)
	return s.err
}
