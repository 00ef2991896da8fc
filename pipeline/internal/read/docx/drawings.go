package docx

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// drawing reads what is drawn: pictures, text boxes, and what cannot be shown.
func (p *para) drawing(n *office.Node, c context) {
	d := &drawn{p: p, c: c, alt: altOf(n.Find("wp:docPr"))}
	d.beside = n.Kid("wp:anchor") != nil
	d.extent = number(n.Find("wp:extent").Attr("cx"), 0)
	d.group = n.Find("wpg:wgp") != nil || n.Find("wpc:wpc") != nil
	d.c.link = first(p.clicked(n.Find("wp:docPr")), c.link)
	d.walk(n)
	p.after = append(p.after, p.f.r.Boxed(p.place, d.boxed, p.f.r.anchors)...)
	d.say(n)
}

// alternative is the text alternative of a drawing.
type alternative struct {
	text       string
	decorative bool
}

// altOf reads a drawing's properties: its description, else its title.
func altOf(n *office.Node) alternative {
	a := alternative{text: strings.Join(strings.Fields(first(n.Attr("descr"), n.Attr("title"))), " ")}
	if v, ok := n.Find("adec:decorative").Lookup("val"); ok && isOn(v) {
		a = alternative{decorative: true}
	}
	return a
}

// clicked is where a click on a drawing leads.
func (p *para) clicked(n *office.Node) string {
	x := p.f.part.rels[n.Kid("a:hlinkClick").Attr("r:id")]
	if x.external {
		return withAnchor(x.target, "")
	}
	return ""
}

// drawn gathers what a drawing holds.
type drawn struct {
	p   *para
	c   context
	alt alternative
	// beside tells a drawing that stands beside the text, not in it.
	beside   bool
	pictures int
	boxed    []office.Entry // the text in it
	// extent is its width, in DrawingML's units; group tells that it holds several
	// parts with widths of their own.
	extent int
	group  bool
	styled ast.Width // of VML
	// kind names what cannot be shown; shown tells that its words and numbers are.
	kind  string
	shown bool
}

func (d *drawn) walk(n *office.Node) {
	switch n.Name {
	case "pic:pic":
		d.picture(n)
		return
	case "v:imagedata":
		d.vmlPicture(n)
		return
	case "w:txbxContent":
		d.box(n)
		return
	case "mc:AlternateContent":
		n = branch(n)
	case "c:chart", "cx:chart":
		d.chart(n)
	case "dgm:relIds":
		d.diagram(n)
	case "o:OLEObject":
		d.object(n.Attr("ProgID"))
	case "v:textpath":
		if text := strings.TrimSpace(n.Attr("string")); text != "" { // WordArt
			d.boxed = append(d.boxed, office.Entry{Block: &ast.Paragraph{At: d.p.at(), Inlines: []ast.Inline{&ast.Text{At: d.p.at(), Value: text}}}})
		}
	case "v:shape", "v:rect":
		d.styled = widthIn(n.Attr("style"))
		if d.alt.text == "" {
			d.alt.text = strings.Join(strings.Fields(first(n.Attr("alt"), n.Attr("o:title"))), " ")
		}
		d.p.rule = d.p.rule || isOn(n.Attr("o:hr")) && n.Attr("o:hr") != ""
	}
	for _, k := range n.Kids {
		d.walk(k)
	}
}

// picture reads a picture of DrawingML (ISO/IEC 29500-1, 20.2).
func (d *drawn) picture(n *office.Node) {
	blip := n.Kid("pic:blipFill", "a:blip")
	alt := altOf(n.Kid("pic:nvPicPr", "pic:cNvPr"))
	if d.pictures == 0 && (d.alt.text != "" || d.alt.decorative) {
		alt = d.alt
	}
	d.pictures++
	src, cause := d.p.f.r.address(d.p.f.part, first(blip.Attr("r:embed"), blip.Attr("r:link")))
	if src == "" {
		d.p.f.r.LeftOut(n.Place, alt.text, cause, "Word")
		return
	}
	if cropped(n.Kid("pic:blipFill", "a:srcRect")) {
		d.p.f.r.Warn(n.Place, office.CodePicture, "a picture is shown whole, of which Word shows a part", "in Word, delete the cropped areas (Picture Format, Compress Pictures)")
	}
	d.show(&ast.Image{At: d.p.at(), Src: src, Alt: alt.text, Decorative: alt.decorative, Width: d.width(n)})
}

// emuPerCentimetre is how many of DrawingML's units make a centimetre (20.1.2.1).
const emuPerCentimetre = 360_000

// width is how wide a picture is shown: as its drawing, where that holds nothing else,
// or as its own frame says.
func (d *drawn) width(n *office.Node) ast.Width {
	emu := d.extent
	if d.group {
		emu = number(n.Kid("pic:spPr", "a:xfrm", "a:ext").Attr("cx"), 0)
	}
	w, _ := ast.ParseWidth(fmt.Sprintf("%.2fcm", float64(emu)/emuPerCentimetre))
	return w
}

// cropped reports whether more than a hair is cut off a picture, in thousandths of
// a per cent (20.1.8.55).
func cropped(n *office.Node) bool {
	for _, side := range []string{"l", "t", "r", "b"} {
		if number(n.Attr(side), 0) > 2000 {
			return true
		}
	}
	return false
}

// vmlPicture reads a picture of VML, Word's older form.
func (d *drawn) vmlPicture(n *office.Node) {
	d.pictures++
	alt := first(d.alt.text, strings.Join(strings.Fields(n.Attr("o:title")), " "))
	src, cause := d.p.f.r.address(d.p.f.part, first(n.Attr("r:id"), n.Attr("o:relid")))
	if src == "" {
		d.p.f.r.LeftOut(n.Place, alt, cause, "Word")
		return
	}
	d.show(&ast.Image{At: d.p.at(), Src: src, Alt: alt, Width: d.styled})
}

// widthIn is the width in a style of VML, "width:80pt;height:40pt".
func widthIn(style string) ast.Width {
	for _, d := range strings.Split(style, ";") {
		if name, v, _ := strings.Cut(d, ":"); strings.TrimSpace(name) == "width" {
			w, _ := ast.ParseWidth(strings.TrimSpace(v))
			return w
		}
	}
	return ""
}

// show puts a picture into the text, or behind the paragraph where it stands beside
// the text.
func (d *drawn) show(img *ast.Image) {
	if d.beside {
		d.p.after = append(d.p.after, office.Entry{Block: &ast.Figure{At: d.p.at(), Image: img}})
		return
	}
	d.p.emit(office.Piece{Format: office.Format{Link: d.c.link}, At: d.p.at(), Node: img})
}

// box reads the text of a text box, or of one of the shapes of a drawing.
func (d *drawn) box(n *office.Node) {
	if !hasText(n) {
		return
	}
	in := &flow{r: d.p.f.r, part: d.p.f.part, top: d.p.f.top}
	in.blocks(n)
	if len(in.carry) > 0 {
		in.addParagraph(&para{f: in, style: d.p.f.r.styles.normal, place: d.p.place, pieces: in.carry})
	}
	d.boxed = append(d.boxed, in.entries...)
}

// object tells of a file of another program that is embedded: a formula of an older
// form, or one that stands as a picture of it, if at all.
func (d *drawn) object(program string) {
	d.kind = "file of another program"
	if strings.HasPrefix(program, "Equation") || strings.HasPrefix(program, "MathType") {
		d.kind = "formula"
	} else if program != "" {
		d.kind = fmt.Sprintf("file of another program (%.40s)", program)
	}
}

// say tells what could not be shown.
func (d *drawn) say(n *office.Node) {
	switch {
	case d.kind == "formula":
		d.p.f.r.Warn(n.Place, office.CodeFormula, "a formula of an older form (Equation 3.0, MathType) is shown as a picture, if at all", "write it as an equation (Insert, Equation)")
	case d.kind == "" || d.shown:
	case d.pictures > 0:
		d.p.f.r.Info(n.Place, office.CodeDrawing, 0.9, fmt.Sprintf("an embedded %s is shown as its picture", d.kind))
	default:
		d.p.f.r.WarnDropped(n.Place, office.CodeDrawing, strings.TrimSpace(d.alt.text+"\n"+office.Plain(n, map[string]bool{"a:t": true})),
			fmt.Sprintf("a %s was left out", d.kind), "in Word, cut it and paste it as a picture, with a text alternative")
	}
}

// address gives a picture's address: its bytes, or where it lies outside the file.
// Where it is empty, cause says why.
func (r *reader) address(p *part, id string) (address, cause string) {
	x, ok := p.rels[id]
	switch {
	case !ok:
		return "", office.NoPicture
	case x.external:
		return strings.ReplaceAll(strings.TrimPrefix(x.target, "file:///"), " ", "%20"), office.NoPicture
	}
	return r.pictures.Address(x.target)
}
