package docx

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// tabStops are the tab stops of a paragraph (17.3.1.38): in the file's words, and which of
// them text ends at.
type tabStops struct {
	words string
	right []bool
}

// readTabs reads tab stops; nil where there are none.
func readTabs(n *office.Node) *tabStops {
	stops := &tabStops{}
	n.Each("w:tab", func(t *office.Node) {
		kind := t.Attr("w:val")
		if kind == "clear" || kind == "bar" || kind == "num" {
			return
		}
		stops.words += kind + " " + t.Attr("w:pos") + " "
		stops.right = append(stops.right, kind == "right" || kind == "end" || kind == "decimal")
	})
	if len(stops.right) == 0 {
		return nil
	}
	return stops
}

// tabRow gives the row that a paragraph of text may be whose words stand at tab stops, two
// at least.
func (f *flow) tabRow(p *para, e office.Entry) *office.TabRow {
	stops := p.props.tabs
	if stops == nil {
		stops = f.r.styles.paragraph(p.style).para.tabs
	}
	_, text := e.Block.(*ast.Paragraph)
	if stops == nil || len(stops.right) < 2 || !f.top || !text || e.Number != nil || e.Item != nil || e.Caption || e.Cover || e.Frame != "" || len(p.after) > 0 ||
		!slices.ContainsFunc(p.pieces, func(piece office.Piece) bool { return piece.Tab }) {
		return nil
	}
	return office.NewTabRow(slices.Clone(p.pieces), strings.TrimSpace(stops.words), stops.right)
}
