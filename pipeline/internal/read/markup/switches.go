package markup

import (
	"golang.org/x/net/html"
)

// labelled pairs the labels of switches, by which pages without scripts make tabs,
// with their panels: the block right behind each, or, where the labels stand in a
// row by themselves, as many blocks in the element behind the row.
func (r *reader) labelled(root *html.Node, panelOf map[*html.Node]*html.Node) {
	done := map[*html.Node]bool{}
	walk(root, func(n *html.Node) bool {
		if !r.switches(n) || done[n.Parent] {
			return true
		}
		done[n.Parent] = true
		var labels []*html.Node
		for _, c := range elementsIn(n.Parent) {
			if r.switches(c) {
				labels = append(labels, c)
			}
		}
		for i, p := range r.switched(n.Parent, labels) {
			r.panels[p], panelOf[labels[i]], r.labels[labels[i]] = labels[i], p, true
		}
		return true
	})
}

// switches reports whether an element is the label of one of several switches.
func (r *reader) switches(n *html.Node) bool {
	input := r.ids[attr(n, "for")]
	return is(n, "label") && is(input, "input") && attr(input, "type") == "radio" && closest(n, "form", "li", "td", "fieldset") == nil
}

// switched gives the panels of the labels in row, in their order; none where they
// are no tabs.
func (r *reader) switched(row *html.Node, labels []*html.Node) []*html.Node {
	if len(labels) < 2 {
		return nil
	}
	var panels []*html.Node
	if next := nextElement(row); next != nil && len(elementsIn(row)) == len(labels) {
		panels = elementsIn(next)
	} else {
		for _, l := range labels {
			panels = append(panels, nextElement(l))
		}
	}
	if len(panels) != len(labels) {
		return nil
	}
	for i, p := range panels {
		if p == nil || !r.isPanel(labels[i], p) {
			return nil
		}
	}
	return panels
}

// elementsIn are the elements right in n.
func elementsIn(n *html.Node) []*html.Node {
	var out []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			out = append(out, c)
		}
	}
	return out
}
