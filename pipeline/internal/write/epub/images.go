package epub

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"octavo/pipeline/internal/ast"
)

// picture is an image file in the publication. The bytes are the source's.
type picture struct {
	file string // under images/
	kind imageKind
	data []byte
}

// imageKind is one of EPUB's core media types (EPUB 3.3, 3.2).
type imageKind struct{ magic, ext, mediaType string }

// imageKinds are the raster kinds, by how their files begin. SVG is left out:
// it may hold scripts and load from elsewhere.
var imageKinds = []imageKind{
	{"\x89PNG\r\n\x1a\n", ".png", "image/png"},
	{"\xff\xd8\xff", ".jpg", "image/jpeg"},
	{"GIF8", ".gif", "image/gif"},
	{"RIFF", ".webp", "image/webp"},
}

// image writes an img element. An image without a text alternative has no alt
// attribute: an empty one would claim that it is decoration.
func (r *renderer) image(n *ast.Image) {
	pic := r.bk.picture(n)
	if pic == nil {
		r.text(n.Alt)
		return
	}
	r.bk.seen.images = true
	r.start("img", []string{"src", "../images/" + pic.file, "title", n.Title})
	switch {
	case n.Alt != "":
		r.attr("alt", n.Alt)
	case n.Decorative:
		r.attr("alt", "")
		r.attr("role", "presentation")
	default:
		r.bk.seen.missingAlt = true
		r.bk.warn(CodeNoAlternative, n, fmt.Sprintf("image %s has no text alternative, so the EPUB does not claim conformance", n.Src),
			"describe it, or mark it as decoration")
	}
	r.raw("/>")
}

// picture loads an image once; it returns nil and logs an error where the
// publication cannot hold it.
func (bk *book) picture(n *ast.Image) *picture {
	if pic, ok := bk.images[n.Src]; ok {
		return pic
	}
	pic, err := bk.load(n.Src)
	if err != nil {
		bk.refuse(CodeImage, n, fmt.Sprintf("image %q: %v", n.Src, err),
			"put a PNG, JPEG, GIF or WebP file beside the input and name it by its relative path")
	} else {
		bk.imageOrder = append(bk.imageOrder, pic)
		pic.file = fmt.Sprintf("image-%03d%s", len(bk.imageOrder), pic.kind.ext)
	}
	bk.images[n.Src] = pic
	return pic
}

func (bk *book) load(src string) (*picture, error) {
	u, err := url.Parse(src)
	if err != nil || u.Scheme != "" || u.Host != "" || !filepath.IsLocal(src) {
		return nil, fmt.Errorf("it is not in the input's folder")
	}
	if bk.opt.Load == nil {
		return nil, fmt.Errorf("images cannot be read here")
	}
	data, err := bk.opt.Load(src)
	if err != nil {
		return nil, err
	}
	kind, ok := kindOf(data)
	if !ok {
		return nil, fmt.Errorf("its kind (%s) is not one that an EPUB can hold", strings.TrimPrefix(path.Ext(src), "."))
	}
	return &picture{kind: kind, data: data}, nil
}

func kindOf(data []byte) (imageKind, bool) {
	for _, k := range imageKinds {
		if bytes.HasPrefix(data, []byte(k.magic)) && (k.magic != "RIFF" || len(data) > 12 && string(data[8:12]) == "WEBP") {
			return k, true
		}
	}
	return imageKind{}, false
}
