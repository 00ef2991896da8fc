package ast

import (
	"fmt"

	"octavo/pipeline/internal/diag"
)

// MaxNesting is how deep lists, quotations, tables and marks of text may be
// nested in one another. A page has no room for the text of some thirty levels,
// and the deepest real papers have fewer than ten.
const MaxNesting = 100

// NestingFault says that what stands at pos is nested deeper than MaxNesting.
func NestingFault(pos diag.Pos) *diag.Fault {
	return &diag.Fault{Pos: pos, Msg: fmt.Sprintf("lists, quotations, tables or marks are nested more than %d deep here", MaxNesting),
		Remedy: "take some of the levels away"}
}

// TooDeep returns the first node that is nested deeper than MaxNesting, or nil.
func TooDeep(d *Document) Node {
	for _, b := range d.Blocks {
		if n := tooDeep(b, 0); n != nil {
			return n
		}
	}
	for _, note := range d.Notes {
		if n := tooDeep(note, 0); n != nil {
			return n
		}
	}
	return nil
}

// tooDeep looks at n and what it holds; depth counts what is around.
func tooDeep(n Node, depth int) (found Node) {
	if nests(n) {
		depth++
	}
	if depth > MaxNesting {
		return n
	}
	root := true
	Walk(n, func(kid Node) bool {
		if root {
			root = false
			return true
		}
		if found == nil {
			found = tooDeep(kid, depth)
		}
		return false
	})
	return found
}

// nests reports whether a node counts as a level of nesting.
func nests(n Node) bool {
	switch n := n.(type) {
	case *List, *DefList, *BlockQuote, *Box, *Table:
		return true
	case Inline:
		return len(Children(n)) > 0
	}
	return false
}
