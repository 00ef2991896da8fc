package markup

import (
	"strings"

	"golang.org/x/net/html"
	"octavo/pipeline/internal/ast"
	chars "octavo/pipeline/internal/text"
)

// noteHolder gives the element that holds the note of a mark: target where it is
// a note within a line, else the one around it that noteContainer gives.
func noteHolder(target *html.Node, label string) *html.Node {
	if label != "" && lineNote(target, label) {
		return target
	}
	return noteContainer(target)
}

// lineNote reports whether n is a note that stands within a line, as converters
// of Akoma Ntoso write it: it begins with an element that is the mark, goes on
// with its text, and is not all that its block says.
func lineNote(n *html.Node, label string) bool {
	if !is(n, "span", "small") {
		return false
	}
	first := n.FirstChild
	for first != nil && strings.TrimSpace(textOf(first)) == "" {
		first = first.NextSibling
	}
	if first == nil || first.Type != html.ElementNode || is(first, "a") || chars.NoteMark(oneLine(textOf(first))) != label {
		return false
	}
	block := n.Parent
	for block != nil && !isBlock(block) {
		block = block.Parent
	}
	own := len(oneLine(textOf(n)))
	return own > len(oneLine(textOf(first))) && block != nil && own < len(oneLine(textOf(block)))
}

// loneLine gives the inline element, target or one around it, that is a line of its own
// among the blocks of a part of the page, nil where there is none: the anonymous block box
// that a page shows there (CSS 2.2, 9.2.1.1).
func loneLine(target *html.Node) *html.Node {
	n := target
	for !isBlock(n) && n.Parent != nil && !isBlock(n.Parent) {
		n = n.Parent
	}
	if isBlock(n) || !is(n.Parent, "section", "article", "body", "main", "div") || !alone(n) || !besideBlock(n) {
		return nil
	}
	return n
}

// nameLines has links that lead to an inline element in which blocks stand lead to its first
// line.
func (r *reader) nameLines(links []*html.Node) {
	seen := map[string]bool{}
	for _, n := range links {
		if id := fragment(n); !seen[id] && r.ids[id] != nil {
			seen[id], r.ids[id] = true, firstLine(r.ids[id])
		}
	}
}

// firstLine gives the first line of an inline element in which blocks stand, which its
// identifier names: its first block, or a paragraph around what stands before that, as
// the blocks break the element (CSS 2.2, 9.2.1.1). Any other element stands for itself.
func firstLine(n *html.Node) *html.Node {
	for !isBlock(n) && holdsBlocks(n) {
		first := n.FirstChild
		for blank(first) {
			first = first.NextSibling
		}
		if !isBlock(first) && !holdsBlocks(first) {
			return paragraphFrom(first)
		}
		n = first
	}
	return n
}

// paragraphFrom puts what stands from n to the next block into a paragraph.
func paragraphFrom(n *html.Node) *html.Node {
	p := &html.Node{Type: html.ElementNode, Data: "p"}
	parent := n.Parent
	parent.InsertBefore(p, n)
	for n != nil && !isBlock(n) && !holdsBlocks(n) {
		next := n.NextSibling
		parent.RemoveChild(n)
		p.AppendChild(n)
		n = next
	}
	return p
}

// besideBlock reports whether a block stands right before or behind n.
func besideBlock(n *html.Node) bool {
	before, after := beforeElement(n), nextElement(n)
	return before != nil && isBlock(before) || after != nil && isBlock(after)
}

// loneAround gives the outermost inline element around a link back, short of
// the note, that says next to nothing besides: the "X" that the official
// gazette draws as a sign for closing.
func loneAround(n, note *html.Node) *html.Node {
	own := len(bareMark(textOf(n)))
	for p := n.Parent; p != note && is(p, inlineWraps...) && len(bareMark(textOf(p))) <= own+len("X "); p = p.Parent {
		n = p
	}
	return n
}

// dropMark takes the note's own mark from the front of its text: "1", "[1]",
// "1.", arrows.
func (r *reader) dropMark(src *noteSource) {
	if len(src.note.Blocks) == 0 {
		return
	}
	p, ok := src.note.Blocks[0].(*ast.Paragraph)
	if !ok {
		return
	}
	list, cut := CutMark(p.Inlines, src.label, src.backed)
	if cut != "" {
		r.drop(CodeBacklink, 0.9, cut, "the note's own mark was left out")
	}
	if list = tidy(list); len(list) == 0 {
		src.note.Blocks = src.note.Blocks[1:]
		return
	}
	p.Inlines = list
}

// CutMark takes a note's own mark from the front of its text, and what set links
// back apart there, where some were; cut is what it took.
func CutMark(list []ast.Inline, label string, backed bool) (rest []ast.Inline, cut string) {
	for len(list) > 0 {
		switch n := list[0].(type) {
		case *ast.Super, *ast.Strong, *ast.Emph:
			mark := ast.PlainText(ast.Children(n))
			if cut != "" || chars.NoteMark(mark) != label {
				return list, cut
			}
			cut, list = cut+mark, list[1:]
		case *ast.Text:
			after := cutMark(n.Value, label)
			if backed || cut != "" {
				after = leadless(after)
			}
			cut += n.Value[:len(n.Value)-len(after)]
			if n.Value = after; after == "" {
				return list[1:], cut
			}
			return list, cut
		default:
			return list, cut
		}
	}
	return list, cut
}

// cutMark cuts a mark and what sets it apart from the front of s.
func cutMark(s, label string) string {
	rest := strings.TrimLeft(s, "^↑↩\ufe0e\u00a0 ")
	trimmed := strings.TrimLeft(rest, "[(")
	after, ok := strings.CutPrefix(trimmed, label)
	if !ok {
		return rest
	}
	end := strings.TrimLeft(after, "])")
	end = strings.TrimPrefix(strings.TrimPrefix(end, "."), ":")
	if end == after && !strings.HasPrefix(end, " ") && end != "" {
		return rest
	}
	return strings.TrimLeft(end, " \u00a0")
}
