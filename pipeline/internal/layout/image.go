package layout

import (
	"bytes"
	"errors"
	"image"
	_ "image/jpeg" // the two kinds of pictures that a PDF takes as they are
	_ "image/png"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
	"octavo/pipeline/internal/vector"
)

// pixel is the size of a picture's pixel where nothing else is said (CSS
// Values and Units Level 4, 6.2).
const pixel = geom.Inch / 96

// figure plans a picture with its caption below, on one page.
func (c *composer) figure(n *ast.Figure, st *style.Computed, f frame) {
	c.box(n, st, f, func(in frame) {
		c.op(func(e *emitter) { e.lead(n.ID, in) })
		if n.Image != nil {
			c.image(n.Image, in, false)
		}
		c.blocks(n.Blocks, in)
		if len(n.Caption) > 0 {
			cs := c.of(n, element.Caption)
			c.op(func(e *emitter) { e.keep = len(e.rows) > 0 && (n.Image != nil || len(n.Blocks) > 0) })
			c.box(n, cs, in, func(in frame) { c.inlines(n.Caption, cs, in, nil) })
		}
	})
}

// image plans a picture as a row, at its own size or as large as fits; behind tells that
// text which follows it in the tree stands above it.
func (c *composer) image(n *ast.Image, f frame, behind bool) {
	pic, size, err := c.p.picture(n.Src)
	if err != nil {
		c.p.log.Add(diag.Diagnostic{Code: NoImage, Severity: diag.Warning, Pos: n.Pos(), Rule: "image",
			Message: "the picture " + n.Src + " cannot be read: " + err.Error(),
			Hint:    "give a PNG or JPEG file in the document's folder"})
		return
	}
	st := c.of(n, element.Box)
	pic.Pos, pic.Loc, pic.Drawing = n.Pos(), ast.Loc{Node: n}, c.outlined(n, pic.Drawing)
	box := c.p.fit(size, st, stated(n, st, f.width), f.width)
	pic.Rect = geom.Rect{Point: geom.Point{X: f.x}, Size: box}
	frag := Fragment{Content: c.p.tree.Content(n, structure.Own), Image: pic}
	if frag.Content == nil {
		frag.Artifact = LayoutArt
	}
	c.op(func(e *emitter) {
		e.add(row{frags: []Fragment{frag}, height: box.H, baseline: box.H, start: pic.Loc}, st)
		if behind {
			e.rows[len(e.rows)-1].more().behind = true
		}
	})
}

// shownPicture is a picture with the size that it has of itself, as it is shown.
type shownPicture struct {
	image *Image
	size  geom.Size
}

// picture gives a picture, which is read once, for a place of its own.
func (p *paginator) picture(name string) (*Image, geom.Size, error) {
	p.mu.Lock()
	known, ok := p.pictures[name]
	p.mu.Unlock()
	if !ok {
		var err error
		if known.image, known.size, err = p.readPicture(name); err != nil {
			return nil, geom.Size{}, err
		}
		p.mu.Lock()
		if p.pictures == nil {
			p.pictures = map[string]shownPicture{}
		}
		p.pictures[name] = known
		p.mu.Unlock()
	}
	own := *known.image
	return &own, known.size, nil
}

// readPicture reads a picture's file.
func (p *paginator) readPicture(name string) (*Image, geom.Size, error) {
	if p.load == nil {
		return nil, geom.Size{}, errors.New("pictures are not read here")
	}
	data, err := p.load(name)
	if err != nil {
		return nil, geom.Size{}, err
	}
	return pictureOf(name, data)
}

// PictureSize gives the size that a picture's file has of itself, as it is shown.
func PictureSize(data []byte) (geom.Size, error) {
	_, size, err := pictureOf("", data)
	return size, err
}

func pictureOf(name string, data []byte) (*Image, geom.Size, error) {
	if vector.Is(data) {
		return drawing(name, data)
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err == nil && (size.Width <= 0 || size.Height <= 0) {
		err = errors.New("it has no size")
	}
	turn := OrientationOf(data)
	if turn.Lies() {
		size.Width, size.Height = size.Height, size.Width
	}
	own := geom.Size{W: geom.Length(size.Width) * pixel, H: geom.Length(size.Height) * pixel}
	return &Image{Name: name, Data: data, Orientation: turn}, own, err
}

// stated is the width that a picture is given by its author or by the style, 0
// where neither says one.
func stated(n *ast.Image, st *style.Computed, around geom.Length) geom.Length {
	if n.Width != "" {
		return geom.Points(n.Width.Points(around.Points(), st.FontSize.Points()))
	}
	return st.Width
}

// fit scales a picture to the stated width, and down to the measure, to the
// style's max-height, and to most of a page.
func (p *paginator) fit(size geom.Size, st *style.Computed, stated, width geom.Length) geom.Size {
	w, h := size.W, size.H
	if stated > 0 {
		w, h = stated, stated.MulDiv(int64(size.H), int64(size.W))
	}
	if w > width {
		w, h = width, width.MulDiv(int64(size.H), int64(size.W))
	}
	most := p.room("", 1).height * 4 / 5
	if st.MaxHeight > 0 {
		most = min(most, st.MaxHeight)
	}
	if h > most {
		w, h = most.MulDiv(int64(size.W), int64(size.H)), most
	}
	return geom.Size{W: max(w, geom.Pt/8), H: max(h, geom.Pt/8)}
}

// The size up to which a picture is set in its line, as signs are, wherever it
// stands: in heights of the line, and in em.
const (
	mostLines = 2
	mostEms   = 8
)

// inLine gives a picture that is set in its line: one of the size of a sign, and
// one amid a sentence that takes at most half the measure, at the width that its
// author says or as high as the line's letters. It is nil for another and for one
// that cannot be read.
func (c *composer) inLine(n *ast.Image, st *style.Computed) *Image {
	pic, box, err := c.p.picture(n.Src)
	if err != nil {
		return nil
	}
	own, w := box, stated(n, st, c.width)
	if w > 0 {
		box = geom.Size{W: w, H: w.MulDiv(int64(own.H), int64(own.W))}
	}
	sign := box.H <= mostLines*st.LineHeight && box.W <= mostEms*st.FontSize && !strings.HasSuffix(string(n.Width), "%")
	if !sign && (!inSentence(n, c.root) || c.width > 0 && box.W > c.width/2 && (w > 0 || !isIcon(pic, own))) {
		return nil
	}
	if high := c.p.setter.typeface(st).ascent; !sign && w == 0 {
		box = geom.Size{W: high.MulDiv(int64(own.W), int64(own.H)), H: high}
	}
	if box.H <= 0 {
		return nil
	}
	pic.Rect, pic.Loc, pic.Drawing = geom.Rect{Size: box}, ast.Loc{Node: n}, c.outlined(n, pic.Drawing)
	return pic
}

// The pixels that icons are drawn in at most, and the part by which one side is longer at
// most.
const (
	mostIcon  = 512 * pixel
	nearlyAll = 1.25
)

// isIcon reports whether a picture is of the kind that is drawn for the size of letters:
// about square, of few pixels, and no photograph, of which nothing would be seen there.
func isIcon(pic *Image, own geom.Size) bool {
	long, short := max(own.W, own.H), min(own.W, own.H)
	return long <= mostIcon && long <= short.Scale(nearlyAll) && !bytes.HasPrefix(pic.Data, []byte("\xff\xd8"))
}

// inSentence reports whether a picture has words of its sentence on both sides, on
// the line that the source gives it.
func inSentence(n *ast.Image, paragraph []ast.Inline) bool {
	var before, behind strings.Builder
	side, ended := &before, false
	ast.WalkInlines(paragraph, func(node ast.Node) bool {
		switch in := node.(type) {
		case *ast.Text:
			if !ended {
				side.WriteString(in.Value)
			}
		case *ast.LineBreak:
			if side == &behind {
				ended = true
			} else {
				before.Reset()
			}
		case *ast.Image:
			if in == n {
				side = &behind
			}
		}
		return true
	})
	return hasWords(before.String()) && hasWords(behind.String()) && side == &behind &&
		!strings.ContainsAny(lastSign(before.String()), ".!?:")
}

func hasWords(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// lastSign is the last character that is no space.
func lastSign(s string) string {
	s = strings.TrimSpace(s)
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}
