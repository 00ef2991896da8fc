package docx

import (
	"sort"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// diagram shows a diagram (SmartArt; ISO/IEC 29500-1, 21.4) as the list of its texts,
// by the order and the levels that its author gave them.
func (d *drawn) diagram(n *office.Node) {
	d.kind = "diagram"
	root := d.related(n.Attr("r:dm"))
	if root == nil || root.Name != "dgm:dataModel" {
		return
	}
	m := readModel(d, root)
	list := m.list(m.roots, 1)
	if list == nil {
		return
	}
	d.shown = true
	d.p.after = append(d.p.after, office.Entry{Block: &ast.Box{At: d.p.at(), Kind: ast.Aside, Blocks: []ast.Block{list}}})
	d.p.f.r.WarnDropped(n.Place, office.CodeDrawing, d.alt.text, "a diagram is shown as the list of its texts", pasteAsPicture)
}

// model is a diagram: the texts of its points, and the points below each.
type model struct {
	at    ast.At
	text  map[string][]ast.Block
	kids  map[string][]connection
	roots []connection
	seen  map[string]bool
}

type connection struct {
	to    string
	order int
}

func readModel(d *drawn, root *office.Node) *model {
	m := &model{at: d.p.at(), text: map[string][]ast.Block{}, kids: map[string][]connection{}, seen: map[string]bool{}}
	top := ""
	var all []connection
	root.Kid("dgm:ptLst").Each("dgm:pt", func(n *office.Node) {
		id := n.Attr("modelId")
		switch n.Attr("type") {
		case "doc":
			top = id
		case "", "node", "asst":
			m.text[id] = d.paragraphsOf(n.Kid("dgm:t"))
			all = append(all, connection{id, len(all)})
		}
	})
	root.Kid("dgm:cxnLst").Each("dgm:cxn", func(n *office.Node) {
		if t := n.Attr("type"); t == "" || t == "parOf" {
			from := n.Attr("srcId")
			m.kids[from] = append(m.kids[from], connection{n.Attr("destId"), number(n.Attr("srcOrd"), 0)})
		}
	})
	for _, k := range m.kids {
		sort.SliceStable(k, func(i, j int) bool { return k[i].order < k[j].order })
	}
	m.roots = append(append([]connection(nil), m.kids[top]...), all...) // those without a place come last
	return m
}

// paragraphsOf are the paragraphs of a point's text.
func (d *drawn) paragraphsOf(n *office.Node) []ast.Block {
	var out []ast.Block
	n.Each("a:p", func(p *office.Node) {
		var pieces []office.Piece
		for _, k := range p.Kids {
			switch k.Name {
			case "a:r", "a:fld":
				pieces = append(pieces, office.Piece{At: d.p.at(), Text: k.Kid("a:t").AllText()})
			case "a:br":
				pieces = append(pieces, office.Piece{At: d.p.at(), Text: " "})
			}
		}
		if list := office.Inlines(pieces); list != nil {
			out = append(out, &ast.Paragraph{At: d.p.at(), Inlines: list})
		}
	})
	return out
}

// maxDiagram bounds how deep the points of a diagram stand below each other.
const maxDiagram = 9

// list makes a list of points; nil where they have no text.
func (m *model) list(points []connection, depth int) *ast.List {
	list := &ast.List{At: m.at}
	for _, p := range points {
		if m.seen[p.to] || depth > maxDiagram {
			continue
		}
		blocks, known := m.text[p.to]
		if !known {
			continue
		}
		m.seen[p.to] = true
		item := &ast.ListItem{At: m.at, Marker: "•", Blocks: blocks}
		if below := m.list(m.kids[p.to], depth+1); below != nil {
			item.Blocks = append(item.Blocks[:len(item.Blocks):len(item.Blocks)], below)
		}
		if len(item.Blocks) > 0 {
			list.Items = append(list.Items, item)
		}
	}
	if len(list.Items) == 0 {
		return nil
	}
	return list
}
