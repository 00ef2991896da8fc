package odt

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// changes are the tracked changes of a document (5.5).
type changes struct {
	regions  map[string]*office.Node // text:insertion or text:deletion by identifier
	open     map[string]bool         // insertions that are being read
	show     bool
	inserted int
	deleted  int
	texts    []string // what was left out
}

// readChanges reads the list of changes, which holds what was deleted.
func (r *reader) readChanges() {
	c := &r.changes
	c.regions, c.open, c.show = map[string]*office.Node{}, map[string]bool{}, r.opts.Changes == office.Show
	r.body.Kid("text:tracked-changes").Each("text:changed-region", func(n *office.Node) {
		id := first(n.Attr("xml:id"), n.Attr("text:id"))
		switch {
		case n.Kid("text:insertion") != nil:
			c.inserted++
			c.regions[id] = n.Kid("text:insertion")
		case n.Kid("text:deletion") != nil:
			c.deleted++
			c.regions[id] = n.Kid("text:deletion")
		}
	})
	if !c.show {
		c.leaveOut(r.body.Kid("text:tracked-changes"))
	}
}

// leaveOut keeps what was deleted for the record, without the names of who did.
func (c *changes) leaveOut(n *office.Node) {
	n.Each("text:changed-region", func(region *office.Node) {
		if d := region.Kid("text:deletion"); d != nil {
			c.texts = keep(c.texts, content(d))
		}
	})
}

// content is a deletion without what is said about it.
func content(n *office.Node) *office.Node {
	out := &office.Node{Name: n.Name}
	for _, k := range n.Kids {
		if k.Name != "office:change-info" {
			out.Kids = append(out.Kids, k)
		}
	}
	return out
}

// mark opens or closes an insertion, and gives the deletion of a place that is shown;
// nil for none.
func (c *changes) mark(n *office.Node) *office.Node {
	id := n.Attr("text:change-id")
	region := c.regions[id]
	switch {
	case region == nil || !c.show:
	case n.Name == "text:change-end":
		delete(c.open, id)
	case region.Name == "text:insertion":
		if n.Name == "text:change-start" {
			c.open[id] = true
		}
	default:
		delete(c.regions, id) // stands in one place
		return content(region)
	}
	return nil
}

// shown reports whether what is read was inserted, and is shown so.
func (c *changes) shown() bool { return len(c.open) > 0 }

// change reads a mark of a change in a paragraph. Of a deletion over paragraphs a
// line's end stands for the end of each.
func (p *para) change(n *office.Node, c context) {
	gone := p.f.r.changes.mark(n)
	if gone == nil {
		return
	}
	gone.SetPlace(p.node.Place)
	c.deleted = true
	p.deletion(gone, c, false)
}

func (p *para) deletion(n *office.Node, c context, behind bool) bool {
	for _, k := range n.Kids {
		if k.Name != "text:p" && k.Name != "text:h" {
			behind = p.deletion(k, c, behind)
			continue
		}
		if behind {
			p.emit(&ast.LineBreak{At: p.at()}, c)
		}
		p.content(k, c)
		behind = true
	}
	return behind
}

// changeBetween reads a mark of a change between blocks.
func (f *flow) changeBetween(n *office.Node) {
	gone := f.r.changes.mark(n)
	if gone == nil {
		return
	}
	gone.SetPlace(n.Place)
	in := &flow{r: f.r, deleted: true, list: f.list}
	in.blocks(gone)
	f.entries = append(f.entries, in.entries...)
}

// report says once what became of the changes. Of those that are shown it has what
// belongs to no place.
func (c *changes) report(r *reader) {
	if c.show {
		r.body.Kid("text:tracked-changes").Each("text:changed-region", func(n *office.Node) {
			if d := n.Kid("text:deletion"); d != nil && c.regions[first(n.Attr("xml:id"), n.Attr("text:id"))] == d {
				c.texts = keep(c.texts, content(d))
			}
		})
	}
	r.TellChanges(r.opts.Changes, c.inserted, c.deleted, joined(c.texts), "LibreOffice")
}
