package epub

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
)

// picture is an image file in the publication. The bytes are the source's.
type picture struct {
	file string // under images/
	kind imageKind
	data []byte
}

// imageKind is one of EPUB's core media types (EPUB 3.3, 3.2).
type imageKind struct{ magic, ext, mediaType string }

// imageKinds are the kinds of pictures, by how their files begin. A drawing comes
// as what is painted in it alone, without scripts and addresses, which no other
// SVG file is known to be.
var imageKinds = []imageKind{
	{"\x89PNG\r\n\x1a\n", ".png", "image/png"},
	{"\xff\xd8\xff", ".jpg", "image/jpeg"},
	{"GIF8", ".gif", "image/gif"},
	{"RIFF", ".webp", "image/webp"},
	{`<svg xmlns="http://www.w3.org/2000/svg" width="`, ".svg", "image/svg+xml"},
}

// image writes an img element. An image without a text alternative has no alt
// attribute: an empty one would claim that it is decoration.
func (r *renderer) image(n *ast.Image, caption []ast.Inline) {
	pic := r.bk.picture(n)
	if pic == nil {
		r.text(n.Alt)
		return
	}
	if fault := n.AltFault(caption); r.bk.note(fault, n.Decorative) {
		r.bk.warn(CodeNoAlternative, n, fmt.Sprintf("image %q %s, so the %s does not claim conformance", n.Src, fault, r.bk.kind()),
			"describe it, or mark it as decoration")
	}
	r.start("img", []string{"src", r.source(pic), "title", n.Title})
	var style []string
	if n.Width != "" {
		style = append(style, "width: "+string(n.Width))
	}
	if isTransparent(pic) {
		style = append(style, ground)
	}
	if len(style) > 0 {
		r.attr("style", strings.Join(style, "; "))
	}
	switch {
	case n.Alt != "":
		r.attr("alt", n.Alt)
	case n.Decorative:
		r.attr("alt", "")
		if !r.bk.flat { // reading systems want the role (EPUB Accessibility), HTML forbids it beside alt="" (ARIA in HTML, 4)
			r.attr("role", element.Of(n, element.Box).Role)
		}
	}
	r.close()
}

// note keeps what a picture's alternative lets the book claim, and returns
// whether it has a fault.
func (bk *book) note(fault string, decorative bool) bool {
	bk.seen.images++
	switch {
	case fault != "":
		return true
	case decorative:
		bk.seen.decorative++
	default:
		bk.seen.described++
	}
	return false
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
			"put a PNG, JPEG, GIF, WebP or SVG file beside the input and name it by its relative path")
	} else {
		bk.imageOrder = append(bk.imageOrder, pic)
		pic.file = fmt.Sprintf("image-%03d%s", len(bk.imageOrder), pic.kind.ext)
		bk.checkHazard(pic, n.Src, n.Pos())
		bk.inRGB(pic, n.Src, n.Pos())
	}
	bk.images[n.Src] = pic
	return pic
}

// checkHazard notes a picture that moves: whether it flashes was not measured
// (WCAG 2.2, 2.3.1).
func (bk *book) checkHazard(pic *picture, name string, pos diag.Pos) {
	if !isAnimated(pic.data) {
		return
	}
	bk.seen.animated++
	bk.log.Add(diag.Diagnostic{
		Code: CodeAnimated, Severity: diag.Warning, Pos: pos, Rule: "epub",
		Message: fmt.Sprintf("the picture %q moves, so the %s does not say that nothing in it flashes", name, bk.kind()),
		Hint:    "put a still picture in its place",
	})
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
		return nil, fmt.Errorf("its kind (%s) is not one that an %s can hold", strings.TrimPrefix(path.Ext(src), "."), bk.kind())
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
