package docx

import "octavo/pipeline/internal/read/office"

// readTabs reads the tab stops of a paragraph (17.3.1.38); nil where there are none.
func readTabs(n *office.Node) *office.TabStops {
	stops := &office.TabStops{}
	n.Each("w:tab", func(t *office.Node) {
		kind := t.Attr("w:val")
		if kind == "clear" || kind == "bar" || kind == "num" {
			return
		}
		stops.Add(kind, t.Attr("w:pos"), kind == "right" || kind == "end" || kind == "decimal")
	})
	if !stops.Some() {
		return nil
	}
	return stops
}

// tabRow gives the row that a paragraph may be whose words stand at tab stops.
func (f *flow) tabRow(p *para, e office.Entry) *office.TabRow {
	if !f.top || len(p.after) > 0 {
		return nil
	}
	stops := p.props.tabs
	if stops == nil {
		stops = f.r.styles.paragraph(p.style).para.tabs
	}
	return stops.Row(e, p.pieces)
}
