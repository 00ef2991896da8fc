package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/markup"
)

// blockTags are the elements of HTML that begin and end a line of their own. In running
// text and in the cells of a table of bars they come as tags among words. True are those
// that say more than where a paragraph ends.
var blockTags = map[string]bool{
	"ul": true, "ol": true, "li": true, "blockquote": true,
	"p": false, "div": false, "section": false, "center": false, "dl": false, "dt": false, "dd": false,
}

// blockTag is the name and the kind of a tag that parts lines; "" for every other node.
func (r *reader) blockTag(n gast.Node) (string, html.TokenType) {
	tag, ok := n.(*gast.RawHTML)
	if !ok {
		return "", html.ErrorToken
	}
	name, kind := tagName(r.segments(tag))
	if _, ok := blockTags[name]; !ok {
		return "", html.ErrorToken
	}
	return name, kind
}

// cellHTML reads a cell that holds paragraphs or lists by their tags, which Markdown has
// no other form for there (GitHub Flavored Markdown, 4.10); nil for every other cell, and
// where a tag has no partner.
func (r *reader) cellHTML(c *ast.Cell, n gast.Node) []ast.Block {
	p, tags := &markup.Partners{}, 0
	for in := n.FirstChild(); in != nil; in = in.NextSibling() {
		if name, _ := r.blockTag(in); name != "" {
			if tags++; !p.Take([]byte(r.segments(in.(*gast.RawHTML)))) {
				return nil
			}
		} else if !r.closesInRun(in) {
			return nil
		}
	}
	if tags == 0 || !p.Done() {
		return nil
	}
	made := &pieces{r: r, line: c.Src.Line}
	for in := n.FirstChild(); in != nil; {
		in = r.cellPiece(made, c, in)
	}
	made.forget()
	blocks, _ := markup.FragmentWith(r.name, c.Src.Line, []byte(made.out.String()), made.held, false, r.log)
	for _, left := range made.held { // words between the items of a list
		blocks = append(blocks, left...)
	}
	return r.structured(blocks, made.tags.String(), c.At)
}

// closesInRun reports whether the end of a tag, where it has one, stands before the next
// tag that parts lines.
func (r *reader) closesInRun(n gast.Node) bool {
	tag, ok := n.(*gast.RawHTML)
	if !ok {
		return true
	}
	end := r.closingTag(tag)
	if end == nil {
		return true
	}
	for in := n.NextSibling(); in != nil && in != end; in = in.NextSibling() {
		if name, _ := r.blockTag(in); name != "" {
			return false
		}
	}
	return true
}

// cellPiece takes a tag, or the words up to the next one as a paragraph, and gives what
// stands behind.
func (r *reader) cellPiece(p *pieces, c *ast.Cell, n gast.Node) gast.Node {
	if name, _ := r.blockTag(n); name != "" {
		raw := r.segments(n.(*gast.RawHTML))
		p.tags.WriteString(raw)
		if blockTags[name] {
			p.out.WriteString(raw)
		}
		return n.NextSibling()
	}
	end := n
	for end != nil {
		if name, _ := r.blockTag(end); name != "" {
			break
		}
		end = end.NextSibling()
	}
	if words := r.cellParagraph(c, r.siblings(n, end)); words != nil {
		p.out.WriteString(markup.Placeholder(len(p.held)))
		p.held = append(p.held, words)
	}
	return end
}

// partLine ends the line at a tag that stands for a block, where words stand on both of
// its sides.
func (r *reader) partLine(c *collector, n gast.Node) {
	name, kind := r.blockTag(n)
	if name == "" || len(c.list) == 0 || c.behindBreak() {
		return
	}
	if next, ok := n.NextSibling().(*gast.Text); kind == html.StartTagToken || ok && strings.TrimSpace(string(next.Segment.Value(r.source))) != "" {
		c.add(&ast.LineBreak{At: r.inlineAt(n)})
	}
}

// behindBreak reports whether a line break was added last. Blanks behind one show nowhere
// (CSS Text 3, 4.1.2).
func (c *collector) behindBreak() bool {
	if c.last != nil || len(c.list) == 0 {
		return false
	}
	_, ok := c.list[len(c.list)-1].(*ast.LineBreak)
	return ok
}
