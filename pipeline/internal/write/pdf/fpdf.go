package pdf

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"octavo/pipeline/internal/geom"
)

// This file alone knows fpdf. fpdf cuts the faces down to the glyphs that are
// used, decodes the images and makes the page tree; its pages stay empty but
// for the first, which holds what makes fpdf embed images and is never shown:
// finish puts our own streams in the place of all.

// base is what fpdf made, parsed.
type base struct {
	*parsed
	pages  []ref // page dictionaries
	images []ref // image XObjects that fpdf makes, in the order asked for
}

// makeBase runs fpdf for pages and images.
func makeBase(sizes []geom.Size, ims *images) (b *base, err error) {
	defer recovered("an image", &err)
	doc := newFpdf(sizes[0])
	for i, size := range sizes {
		doc.AddPageFormat("P", fpdf.SizeType{Wd: size.W.Points(), Ht: size.H.Points()})
		if i == 0 {
			if err := useImages(doc, ims); err != nil {
				return nil, err
			}
		}
	}
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return nil, fmt.Errorf("pdf: fpdf: %w", err)
	}
	return parseBase(out.Bytes())
}

// cutFace returns a font file with the glyphs that have codes, in the order of
// their numbers behind glyph 0; parts of compound glyphs that have none follow.
// fpdf's other way to a subset, with its dictionaries, takes four times as long.
func cutFace(f *codedFace) (file []byte, err error) {
	defer recovered("face "+f.face.Name, &err)
	var codes strings.Builder
	for i := range f.glyphs {
		codes.WriteRune(rune(i + 1))
	}
	return fpdf.UTF8CutFont(f.sfnt.withCodes(f.glyphs), codes.String()), nil
}

// recovered makes an error of a panic: fpdf indexes into fonts and images
// without checks.
func recovered(what string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("pdf: fpdf could not embed %s: %v", what, r)
	}
}

func newFpdf(size geom.Size) *fpdf.Fpdf {
	doc := fpdf.NewCustom(&fpdf.InitType{
		UnitStr: "pt",
		Size:    fpdf.SizeType{Wd: size.W.Points(), Ht: size.H.Points()},
	})
	doc.SetCompression(false)
	doc.SetCatalogSort(true)
	doc.SetCreationDate(time.Unix(0, 0).UTC())
	doc.SetModificationDate(time.Unix(0, 0).UTC())
	doc.SetAutoPageBreak(false, 0)
	return doc
}

// useImages draws each image that fpdf makes once, so that the page's stream names them in
// this order.
func useImages(doc *fpdf.Fpdf, ims *images) error {
	for i, im := range ims.list {
		if ims.own(i) != nil {
			continue
		}
		kind, data, err := ims.prepared(i)
		if err != nil {
			return err
		}
		opt := fpdf.ImageOptions{ImageType: kind}
		id := "i" + strconv.Itoa(i)
		doc.RegisterImageOptionsReader(id, opt, bytes.NewReader(data))
		doc.ImageOptions(id, 0, 0, 1, 1, false, opt, 0, "")
		if err := doc.Error(); err != nil {
			return fmt.Errorf("pdf: image %s: %w", im.Name, err)
		}
	}
	return nil
}

// parseBase finds in fpdf's file what finish needs.
func parseBase(data []byte) (*base, error) {
	f, err := parseFile(data)
	if err != nil {
		return nil, err
	}
	b := &base{parsed: f}
	root := b.dict(f.trailer.get("Root"))
	kids, _ := b.dict(root.get("Pages")).get("Kids").(array)
	for _, k := range kids {
		if r, ok := k.(ref); ok {
			b.pages = append(b.pages, r)
		}
	}
	if len(b.pages) == 0 {
		return nil, fmt.Errorf("pdf: fpdf wrote no pages")
	}
	first := b.dict(b.pages[0])
	return b, b.findImages(first)
}

// findImages reads the order of images from the first page's stream ("/I… Do")
// and their objects from its resources.
func (b *base) findImages(page dict) error {
	content, ok := b.objects[asRef(page.get("Contents"))].(*stream)
	if !ok {
		return fmt.Errorf("pdf: fpdf's first page has no stream")
	}
	images := b.dict(b.dict(page.get("Resources")).get("XObject"))
	for _, word := range bytes.Fields(content.data) {
		if word[0] != '/' {
			continue
		}
		if r, ok := images.get(name(word[1:])).(ref); ok {
			b.images = append(b.images, r)
		}
	}
	return nil
}

// dict returns the dictionary that o is or refers to, or nil.
func (f *parsed) dict(o object) dict {
	if r, ok := o.(ref); ok {
		o = f.objects[r]
	}
	switch o := o.(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func asRef(o object) ref {
	r, _ := o.(ref)
	return r
}
