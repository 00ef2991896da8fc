package odt

import (
	"encoding/base64"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// drawing reads what is drawn (10): pictures, objects, text boxes and shapes with text.
func (p *para) drawing(n *office.Node, c context) {
	switch n.Name {
	case "draw:a":
		c.link = strings.ReplaceAll(strings.TrimSpace(n.Attr("xlink:href")), " ", "%20")
		p.drawings(n, c)
	case "draw:frame":
		p.frame(n, c)
	case "draw:g":
		before := len(p.after)
		p.drawings(n, c)
		p.after = office.OneBox(p.after, before)
	case "draw:control":
		p.f.r.unknown(n)
	default:
		p.shape(n, c)
	}
}

func (p *para) drawings(n *office.Node, c context) {
	for _, k := range n.Kids {
		if strings.HasPrefix(k.Name, "draw:") && k.Name != "draw:glue-point" {
			p.drawing(k, c)
		}
	}
}

// altOf is the text alternative of a drawing: its description, else its title.
func altOf(n *office.Node) string {
	return strings.Join(strings.Fields(first(strings.TrimSpace(n.Kid("svg:desc").AllText()), n.Kid("svg:title").AllText())), " ")
}

// frame reads a frame: of what it holds in several forms, the first that can be shown.
func (p *para) frame(n *office.Node, c context) {
	if t := n.Attr("text:anchor-type"); t != "" && t != "as-char" {
		c.beside = true
	}
	if name := n.Attr("draw:name"); name != "" {
		p.names = append(p.names, name+"|graphic")
	}
	var object *office.Node
	for _, k := range n.Kids {
		switch k.Name {
		case "draw:text-box":
			p.box(k)
			return
		case "table:table":
			in := &flow{r: p.f.r}
			in.table(k)
			p.after = append(p.after, in.entries...)
			return
		case "draw:object":
			if p.formula(n, k, c) || p.chart(n, k) {
				return
			}
			object = k
		case "draw:object-ole", "draw:plugin", "draw:applet", "draw:floating-frame":
			object = k
		}
	}
	p.picture(n, object, c)
}

// picture shows the first picture of a frame that is there.
func (p *para) picture(n, object *office.Node, c context) {
	r := p.f.r
	alt, cause := altOf(n), office.NoPicture
	for _, k := range n.Kids {
		if k.Name != "draw:image" {
			continue
		}
		src := ""
		if src, cause = r.address(k); src == "" {
			continue
		}
		img := &ast.Image{At: p.at(), Src: src, Alt: alt, Decorative: n.Attr("loext:decorative") == "true" && alt == ""}
		img.Width, _ = ast.ParseWidth(n.Attr("svg:width"))
		p.cropped(n)
		p.show(img, c)
		return
	}
	if object != nil {
		r.WarnDropped(n.Place, office.CodeDrawing, alt, "an embedded object, such as a chart, was left out", "in LibreOffice, cut it and paste it as a picture, with a text alternative")
		return
	}
	r.LeftOut(n.Place, alt, cause, "LibreOffice")
}

// cropped tells that LibreOffice shows but a part of a picture.
func (p *para) cropped(n *office.Node) {
	clip := p.f.r.styles.property("graphic", n.Attr("draw:style-name"), "style:graphic-properties", "fo:clip")
	for _, side := range strings.FieldsFunc(strings.TrimSuffix(strings.TrimPrefix(clip, "rect("), ")"), func(r rune) bool { return r == ',' || r == ' ' }) {
		if k, ok := twips(side); ok && k > 20 {
			p.f.r.Warn(n.Place, office.CodePicture, "a picture is shown whole, of which LibreOffice shows a part", "crop the picture itself, and insert it anew")
			return
		}
	}
}

// show puts a picture into the text, or behind the paragraph where it stands beside
// the text.
func (p *para) show(img *ast.Image, c context) {
	if c.beside {
		p.after = append(p.after, office.Entry{Block: &ast.Figure{At: p.at(), Image: img}})
		return
	}
	p.emit(img, c)
}

// formula reads an object that is a formula; it reports false for another.
func (p *para) formula(frame, n *office.Node, c context) bool {
	math := p.f.r.object(n)
	if math == nil || math.Name != "math:math" && math.Name != "math" {
		return false
	}
	f, err := office.Formula(p.at(), math, frame.Attr("text:anchor-type") != "as-char" || math.Attr("display") == "block")
	if err == nil {
		if f.TeX != "" {
			if alt := altOf(frame); alt != "" && f.Alt == "" {
				f.Alt = alt
			}
			c.beside = false
			p.emit(f, c)
		}
		return true
	}
	text := strings.Join(strings.Fields(mathText(math)), " ")
	p.f.r.Warn(n.Place, office.CodeFormula, "a formula cannot be read: "+err.Message+"; its characters stand in a row, which may mean another thing: "+text,
		"write it in words, or as a picture with a text alternative")
	p.text(text, c, false)
	return true
}

// mathText is the text of a formula without what programs keep beside it.
func mathText(n *office.Node) string {
	if n.Name == "math:annotation" || n.Name == "math:annotation-xml" {
		return ""
	}
	s := n.Text
	for _, k := range n.Kids {
		s += mathText(k) + " "
	}
	return s
}

// box reads a text box, which stands behind the paragraph to which it is anchored.
func (p *para) box(n *office.Node) {
	if !hasContent(n) {
		return
	}
	in := &flow{r: p.f.r, top: p.f.top, deleted: p.f.deleted}
	in.blocks(n)
	p.after = append(p.after, p.f.r.Boxed(n.Place, in.entries, p.f.r.anchors)...)
}

// shape reads a drawn shape: its text is a box; one without text is left out, which is
// told where it has words for those who do not see it.
func (p *para) shape(n *office.Node, c context) {
	text := &office.Node{Place: n.Place}
	for _, k := range n.Kids {
		if strings.HasPrefix(k.Name, "text:") {
			text.Kids = append(text.Kids, k)
		}
	}
	if hasContent(text) {
		p.box(text)
		return
	}
	if n.Name != "draw:line" && n.Name != "draw:connector" || altOf(n) != "" {
		p.f.r.shapes = append(p.f.r.shapes, altOf(n))
	}
}

// address gives a picture's address: its bytes, or where it lies outside the file.
// Where it is empty, cause says why.
func (r *reader) address(n *office.Node) (address, cause string) {
	if b := n.Kid("office:binary-data"); b != nil {
		data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(b.AllText()), ""))
		if err != nil || len(data) == 0 {
			return "", office.NoPicture
		}
		return office.DataURL("", data), ""
	}
	href := strings.TrimSpace(n.Attr("xlink:href"))
	part := strings.TrimPrefix(href, "./")
	if r.archive == nil || !r.archive.Has(part) {
		if href == "" || r.archive != nil && !strings.Contains(href, ":") && !strings.HasPrefix(href, "../") || strings.HasPrefix(part, "Pictures/") || strings.HasPrefix(part, "ObjectReplacements/") {
			return "", office.NoPicture
		}
		href = strings.TrimPrefix(href, "file:///")
		if r.archive != nil {
			href = strings.TrimPrefix(href, "../") // from the package to its folder (part 2, 3.7)
		}
		return strings.ReplaceAll(href, " ", "%20"), ""
	}
	return r.pictures.Address(part)
}
