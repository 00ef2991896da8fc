package ast

import "slices"

// Anchor is a place in the text that links lead to. It shows nothing.
type Anchor struct {
	At
	ID string
}

func (*Anchor) inline() {}

// NodeID is the identifier of a node, as links name it; "" for none.
func NodeID(n Node) string {
	if id := idOf(n); id != nil {
		return *id
	}
	return ""
}

// SetNodeID gives a node an identifier and reports whether it can have one.
func SetNodeID(n Node, id string) bool {
	at := idOf(n)
	if at != nil {
		*at = id
	}
	return at != nil
}

func idOf(n Node) *string {
	switch n := n.(type) {
	case *Section:
		return &n.ID
	case *Table:
		return &n.ID
	case *Figure:
		return &n.ID
	case *Box:
		return &n.ID
	case *CodeBlock:
		return &n.ID
	case *Matter:
		return &n.ID
	case *Anchor:
		return &n.ID
	}
	return nil
}

// IsAnchor reports whether an inline is an Anchor.
func IsAnchor(in Inline) bool {
	_, ok := in.(*Anchor)
	return ok
}

// AnchorsLast moves the anchors with which a run begins to its end, where they
// do not stand before a heading's number.
func AnchorsLast(list []Inline) []Inline {
	n := 0
	for n < len(list) && IsAnchor(list[n]) {
		n++
	}
	if n == 0 {
		return list
	}
	return append(slices.Clone(list[n:]), list[:n]...)
}

// WithoutAnchors is a run without its anchors, for a second showing of it.
func WithoutAnchors(list []Inline) []Inline {
	return slices.DeleteFunc(slices.Clone(list), IsAnchor)
}
