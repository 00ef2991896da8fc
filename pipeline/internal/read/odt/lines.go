package odt

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// tabStops gives the tab stops of a style of paragraphs (17.8).
func (s *styles) tabStops(name string) *office.TabStops { return kept(s.stops, name, s.findTabStops) }

func (s *styles) findTabStops(name string) *office.TabStops {
	stops := &office.TabStops{}
	s.chain("paragraph", name, func(st *style) bool {
		list := st.node.Kid("style:paragraph-properties", "style:tab-stops")
		list.Each("style:tab-stop", func(t *office.Node) {
			kind := t.Attr("style:type")
			stops.Add(kind, t.Attr("style:position"), kind == "right" || kind == "char")
		})
		return list != nil
	})
	return stops
}

// tabRow gives the row that a paragraph may be whose words stand at tab stops.
func (f *flow) tabRow(p *para, e office.Entry) *office.TabRow {
	if !f.top || len(p.after) > 0 {
		return nil
	}
	return f.r.styles.tabStops(p.style).Row(e, p.pieces)
}

// borders are the names under which properties say lines (20.182).
var borders = []string{"fo:border-top", "fo:border-left", "fo:border-bottom", "fo:border-right"}

// frame gives the lines around the paragraphs or cells of a style, "" where a side is open.
func (s *styles) frame(family, name string) string {
	return kept(s.frames, family+":"+name, func(string) string { return s.findFrame(family, name) })
}

func (s *styles) findFrame(family, name string) (frame string) {
	s.chain(family, name, func(st *style) bool {
		n := st.node.Kid("style:" + family + "-properties")
		all := n.Attr("fo:border")
		if frame = all; all == "" {
			for _, side := range borders {
				line := n.Attr(side)
				all += line
				if line == "" || line == "none" {
					line, frame = "", off
				}
				if frame != off {
					frame += line + " "
				}
			}
		}
		return all != ""
	})
	if frame == off || frame == "none" {
		return ""
	}
	return strings.TrimSpace(frame)
}

// frameOf tells the lines around a paragraph of text, and which of the boxes it is: those
// before and behind one without lines stand in two.
func (f *flow) frameOf(p *para, e office.Entry) string {
	frame := f.r.styles.frame("paragraph", p.style)
	if _, text := e.Block.(*ast.Paragraph); !f.top || !text || e.Caption || e.Cover || frame == "" {
		return ""
	}
	return frame + " " + strconv.Itoa(f.boxes)
}

// onlyCell reads a table of one cell. With lines or a ground around prose it is a box,
// otherwise it is taken apart.
func (f *flow) onlyCell(n, cell *office.Node) {
	in := &flow{r: f.r, top: f.top, list: f.list, deleted: f.deleted}
	in.blocks(cell)
	s := f.r.styles
	style := cell.Attr("table:style-name")
	fill := ground(s.property("table-cell", style, "style:table-cell-properties", "fo:background-color"))
	if f.top && f.list == nil && (s.frame("table-cell", style) != "" || fill != "" && fill != off) {
		if box := f.r.Framing(n.Place+1, in.entries, f.r.anchors); box != nil {
			f.entries = append(f.entries, *box)
			return
		}
	}
	f.r.Info(n.Place+1, office.CodeTable, 0.85, "a table of one cell, which only frames its text, was taken apart")
	f.entries = append(f.entries, in.entries...)
}
