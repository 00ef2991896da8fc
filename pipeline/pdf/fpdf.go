package pdf

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"octavo/pipeline/geom"
	"octavo/pipeline/layout"
)

// This file alone knows fpdf. fpdf subsets and embeds the faces, decodes the
// images and makes the page tree; its pages stay empty but for the first,
// which holds what makes fpdf embed things and is never shown: finish puts our
// own streams in the place of all.

// base is what fpdf made, parsed.
type base struct {
	*parsed
	pages  []ref // page dictionaries
	fonts  []ref // Type0 fonts, in the order of the faces
	images []ref // image XObjects, in the order asked for
}

// makeBase runs fpdf. fpdf indexes into fonts and images without checks, so a
// broken one can make it panic; that becomes an error here.
func makeBase(sizes []geom.Size, fs *faces, images []*layout.Image) (b *base, err error) {
	defer func() {
		if r := recover(); r != nil {
			b, err = nil, fmt.Errorf("pdf: fpdf could not embed a face or image: %v", r)
		}
	}()
	doc := newFpdf(sizes[0])
	for _, f := range fs.list {
		doc.AddUTF8FontFromBytes(familyName(f.index), "", f.sfnt.withCodes(f.glyphs))
	}
	for i, size := range sizes {
		doc.AddPageFormat("P", fpdf.SizeType{Wd: size.W.Points(), Ht: size.H.Points()})
		if i == 0 {
			useFaces(doc, fs)
			if err := useImages(doc, images); err != nil {
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

func familyName(index int) string { return "f" + strconv.Itoa(index) }

// useFaces marks every code as used: fpdf subsets to what Text has seen.
func useFaces(doc *fpdf.Fpdf, fs *faces) {
	for _, f := range fs.list {
		doc.SetFont(familyName(f.index), "", 10)
		var s strings.Builder
		for i := range f.glyphs {
			s.WriteRune(rune(i + 1))
		}
		doc.Text(0, 0, s.String())
	}
}

// useImages draws each image once, so that the page's stream names them in
// this order.
func useImages(doc *fpdf.Fpdf, images []*layout.Image) error {
	for i, im := range images {
		kind, data, err := fpdfImage(im)
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
	return b, b.findResources(first)
}

// findResources reads the order of fonts and images from the first page's
// stream ("/F… 10 Tf", "/I… Do") and their objects from its resources.
func (b *base) findResources(page dict) error {
	content, ok := b.objects[asRef(page.get("Contents"))].(*stream)
	if !ok {
		return fmt.Errorf("pdf: fpdf's first page has no stream")
	}
	res := b.dict(page.get("Resources"))
	fonts, images := b.dict(res.get("Font")), b.dict(res.get("XObject"))
	for _, word := range bytes.Fields(content.data) {
		if word[0] != '/' {
			continue
		}
		key := name(word[1:])
		if r, ok := fonts.get(key).(ref); ok {
			b.fonts = append(b.fonts, r)
		} else if r, ok := images.get(key).(ref); ok {
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
