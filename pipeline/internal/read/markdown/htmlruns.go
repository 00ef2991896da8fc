package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markup"
)

// structural are the elements that are read across empty lines. An empty line ends a
// block of HTML (CommonMark 0.31.2, 4.6), so that one with empty lines in it comes in
// pieces, with Markdown or what looks like indented code between them. True are those
// whose pieces mean less without them.
var structural = map[string]bool{"table": true, "ul": true, "ol": true, "dl": true, "blockquote": true, "figure": true, "details": false, "aside": false}

func isStructural(name string) bool {
	_, ok := structural[name]
	return ok
}

// openTag is an element that is open while blocks are looked through.
type openTag struct {
	name string
	node gast.Node
}

// htmlRuns finds such elements among the children of a node: the last block of each by
// its first. All are found at once: looking ahead from each would take quadratic time.
func (r *reader) htmlRuns(parent gast.Node) map[gast.Node]gast.Node {
	runs := map[gast.Node]gast.Node{}
	var open []openTag
	count := map[string]int{} // of open tags by name
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		z := html.NewTokenizer(strings.NewReader(r.tagsOf(c)))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			name, _ := tagName(string(z.Raw()))
			switch {
			case !isStructural(name):
			case kind == html.StartTagToken:
				open, count[name] = append(open, openTag{name, c}), count[name]+1
			case kind == html.EndTagToken && count[name] > 0:
				last := len(open) - 1
				for ; open[last].name != name; last-- {
					count[open[last].name]--
				}
				if count[name]--; open[last].node != c {
					runs[open[last].node] = c // the outermost comes last
				}
				open = open[:last]
			}
		}
	}
	return runs
}

// tagsOf is the HTML of a block: what stands as HTML, and what is indented so far that
// it would be code but begins with a tag.
func (r *reader) tagsOf(n gast.Node) string {
	switch n := n.(type) {
	case *gast.HTMLBlock:
		raw := r.codeText(n)
		if n.HasClosure() {
			raw += string(n.ClosureLine.Value(r.source))
		}
		return raw
	case *gast.CodeBlock:
		if raw := r.codeText(n); strings.HasPrefix(strings.TrimSpace(raw), "<") {
			return raw
		}
	}
	return ""
}

// pieces are the HTML of a run, with elements in the place of the blocks that are
// Markdown.
type pieces struct {
	r         *reader
	out, tags strings.Builder
	line      int // that the end of out stands on
	held      [][]ast.Block
	waiting   gast.Node // gathers blocks of Markdown
}

// runAt adds what the run of HTML that begins with a block is, and gives the last of its
// blocks; nil where none begins there.
func (r *reader) runAt(out []ast.Block, n gast.Node, top bool) ([]ast.Block, gast.Node) {
	parent := n.Parent()
	if r.runsOf != parent {
		r.runsOf, r.runs = parent, r.htmlRuns(parent)
	}
	last := r.runs[n]
	if last == nil || !r.wholeRun(n, last) {
		return out, nil
	}
	pos, runs := r.pos(r.offset(n)), r.runs
	p := &pieces{r: r, line: pos.Line}
	for c, end := n, false; !end; {
		next := c.NextSibling()
		end = c == last
		p.add(c)
		c = next
	}
	r.runsOf, r.runs = parent, runs // those in the Markdown between were asked for
	blocks, _ := markup.FragmentWith(r.name, pos.Line, []byte(p.out.String()), p.held, top, r.log)
	p.forget()
	return append(out, r.structured(blocks, p.tags.String(), ast.At{Src: pos})...), last
}

// wholeRun reports whether each tag in the pieces of a run has its partner. It stops where
// elements stand too deep in one another, so that no tag is looked at from more than as
// many of them.
func (r *reader) wholeRun(first, last gast.Node) bool {
	p := &markup.Partners{}
	for c := first; ; c = c.NextSibling() {
		if !p.Take([]byte(r.tagsOf(c))) {
			return false
		}
		if c == last {
			return p.Done()
		}
	}
}

// loseElements says that elements whose tags have no partners here, or that hold what is
// not known, were not read as what they are.
func (r *reader) loseElements(raw string, pos diag.Pos) {
	z := html.NewTokenizer(strings.NewReader(raw))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if name, _ := tagName(string(z.Raw())); kind == html.StartTagToken && structural[name] {
			r.losses.Add("element "+name, diag.Diagnostic{Code: CodeLost, Pos: pos, Rule: "markdown", Hint: "close each tag in it, in the order in which they stand",
				Message: fmt.Sprintf("the HTML element <%s> was not read, its text was kept: a tag in it has no partner or is not known", name)})
			return
		}
	}
}

// add takes a block of the run.
func (p *pieces) add(n gast.Node) {
	raw := p.r.tagsOf(n)
	if raw == "" {
		if p.waiting == nil {
			p.lineUp(p.r.pos(p.r.offset(n)).Line)
			p.waiting = gast.NewDocument()
		}
		n.Parent().RemoveChild(n.Parent(), n)
		p.waiting.AppendChild(p.waiting, n)
		return
	}
	p.flush()
	p.lineUp(p.r.pos(p.r.offset(n)).Line)
	p.write(raw)
	p.tags.WriteString(raw)
}

// flush reads the Markdown that waits.
func (p *pieces) flush() {
	if p.waiting == nil {
		return
	}
	p.out.WriteString(markup.Placeholder(len(p.held)))
	p.held = append(p.held, p.r.blocks(p.waiting, false))
	p.waiting = nil
}

func (p *pieces) write(s string) {
	p.out.WriteString(s)
	p.line += strings.Count(s, "\n")
}

// lineUp goes on to a line of the file, so that what follows has its place.
func (p *pieces) lineUp(line int) {
	if n := line - p.line; n > 0 {
		p.write(strings.Repeat("\n", n))
	}
}

// forget takes back the identifiers of what was read already: they are given with those
// of the HTML around.
func (p *pieces) forget() {
	for _, blocks := range p.held {
		ast.WalkBlocks(blocks, func(n ast.Node) bool {
			delete(p.r.ids, ast.NodeID(n))
			return true
		})
	}
}
