package docx

import (
	"strconv"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// frameless tells borders that leave a side open.
const frameless = "none"

// readFrame reads the borders of a paragraph or a table (17.3.1.24, 17.4.38).
func readFrame(n *office.Node) string {
	if n == nil {
		return ""
	}
	frame := ""
	for _, side := range []string{"w:top", "w:left", "w:bottom", "w:right"} {
		line := n.Kid(side)
		if line == nil && side == "w:left" {
			line = n.Kid("w:start")
		}
		if line == nil && side == "w:right" {
			line = n.Kid("w:end")
		}
		style := line.Attr("w:val")
		if style == "" || style == "nil" || style == "none" {
			return frameless
		}
		frame += style + " " + line.Attr("w:color") + " "
	}
	return frame
}

func isFrame(frame string) bool { return frame != "" && frame != frameless }

// onlyCell reads a table of one cell. With lines or a ground around prose it is a box,
// otherwise it is taken apart.
func (f *flow) onlyCell(n, cell *office.Node) {
	in := &flow{r: f.r, part: f.part, story: f.story, top: f.top}
	in.blocks(cell)
	if f.top && len(in.contentsAt) == 0 && f.isDrawn(n, cell) {
		if box := f.r.Framing(n.Place+1, in.entries, f.r.anchors); box != nil {
			f.entries = append(f.entries, *box)
			return
		}
	}
	f.r.Info(n.Place+1, office.CodeTable, 0.85, "a table of one cell, which only frames its text, was taken apart")
	f.entries = append(f.entries, in.entries...)
	f.contentsAt = append(f.contentsAt, in.contentsAt...)
}

// isDrawn reports whether a table's one cell has lines or a ground of its own: by the
// cell, the table, or its style.
func (f *flow) isDrawn(n, cell *office.Node) bool {
	if fill := cell.Kid("w:tcPr", "w:shd").Attr("w:fill"); fill != "" && fill != "auto" && fill != "FFFFFF" {
		return true
	}
	for _, borders := range []*office.Node{cell.Kid("w:tcPr", "w:tcBorders"), n.Kid("w:tblPr", "w:tblBorders")} {
		if frame := readFrame(borders); frame != "" {
			return isFrame(frame)
		}
	}
	return f.r.styles.get(n.Kid("w:tblPr", "w:tblStyle").Attr("w:val")).framed
}

// frameOf tells the lines around a paragraph of text, and which of the boxes it is.
func (f *flow) frameOf(p *para, e office.Entry) string {
	frame := f.lines(p)
	if _, text := e.Block.(*ast.Paragraph); !f.top || !text || e.Caption || e.Cover || !isFrame(frame) {
		return ""
	}
	return frame + strconv.Itoa(f.frames)
}

// betweenFrames notes a paragraph without lines, with text or without: those before and
// behind it stand in two boxes.
func (f *flow) betweenFrames(p *para) {
	if !isFrame(f.lines(p)) {
		f.frames++
	}
}

// lines are those drawn around a paragraph, by itself or its style.
func (f *flow) lines(p *para) string {
	return first(p.props.frame, f.r.styles.paragraph(p.style).para.frame)
}
