package matter

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
)

// freeCalls takes calls out of links: a call leads to its note, and no link can hold
// another (HTML, 4.5.1). What stands before and behind a call is a link of its own, of
// the same address.
func freeCalls(doc *ast.Document) {
	f := func(list []ast.Inline) []ast.Inline {
		var out []ast.Inline
		for _, in := range list {
			if leads(in) && calls(in) {
				out = append(out, parted(in)...)
			} else {
				out = append(out, in)
			}
		}
		return out
	}
	ast.MapInlines(doc.Blocks, f)
	for _, n := range doc.Notes {
		ast.MapInlines(n.Blocks, f)
	}
}

func leads(in ast.Inline) bool {
	switch n := in.(type) {
	case *ast.Link:
		return n.URL != ""
	case *ast.Citation:
		return n.URL != ""
	}
	return false
}

// calls reports whether a node is or holds a call.
func calls(in ast.Inline) bool {
	found := false
	ast.WalkInlines([]ast.Inline{in}, func(n ast.Node) bool {
		_, is := n.(*ast.NoteRef)
		found = found || is
		return !found
	})
	return found
}

// parted makes links of the parts of a link that have words, so that none is named by a
// full stop alone; where none has words, of those that show something.
func parted(link ast.Inline) []ast.Inline {
	linked := hasWords
	if !slices.ContainsFunc(between(link), hasWords) {
		linked = isSeen
	}
	return partsOf(link, ast.Children(link), linked)
}

// partsOf are the inlines in a link, in links of their own between the calls; what holds
// a call besides others stays around them.
func partsOf(link ast.Inline, inner []ast.Inline, linked func([]ast.Inline) bool) []ast.Inline {
	var out []ast.Inline
	eachPart(inner, func(part []ast.Inline) {
		if linked(part) {
			part = []ast.Inline{ast.CloneInline(link, func([]ast.Inline) []ast.Inline { return part })}
		}
		out = append(out, part...)
	}, func(holder ast.Inline) {
		ast.SetChildren(holder, partsOf(link, ast.Children(holder), linked))
		out = append(out, holder)
	})
	return out
}

// between are the parts of a node that hold no call, at any depth.
func between(in ast.Inline) [][]ast.Inline {
	var out [][]ast.Inline
	eachPart(ast.Children(in), func(part []ast.Inline) { out = append(out, part) },
		func(holder ast.Inline) { out = append(out, between(holder)...) })
	return out
}

// eachPart visits the runs without a call, and what is or holds one, in order.
func eachPart(list []ast.Inline, run func([]ast.Inline), holder func(ast.Inline)) {
	from := 0
	for i, in := range list {
		if !calls(in) {
			continue
		}
		if from < i {
			run(list[from:i])
		}
		holder(in)
		from = i + 1
	}
	if from < len(list) {
		run(list[from:])
	}
}

// hasWords reports whether inlines show more than space and punctuation.
func hasWords(list []ast.Inline) bool {
	return shows(list, func(r rune) bool { return !unicode.IsSpace(r) && !unicode.IsPunct(r) })
}

// isSeen reports whether inlines show anything but space.
func isSeen(list []ast.Inline) bool {
	return shows(list, func(r rune) bool { return !unicode.IsSpace(r) })
}

func shows(list []ast.Inline, counts func(rune) bool) bool {
	found := strings.ContainsFunc(ast.PlainText(list), counts)
	ast.WalkInlines(list, func(n ast.Node) bool {
		_, picture := n.(*ast.Image)
		found = found || picture
		return !found
	})
	return found
}
