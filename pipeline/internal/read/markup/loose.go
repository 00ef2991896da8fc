package markup

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
)

// seeLook notes how the element n shows its paragraph, which is the block last
// read.
func (f *flow) seeLook(n *html.Node) {
	if !f.top {
		return
	}
	p, ok := f.out[len(f.out)-1].(*ast.Paragraph)
	if !ok {
		return
	}
	if !f.r.headless {
		if is(n, "p") && isStrong(p) {
			f.r.strongLines[p] = true
		}
		return
	}
	look, seen := f.r.looks[p] // by an element inside, with all within it
	if look.Centred = look.Centred || is(n.Parent, "center"); seen {
		addLook(&look, n)
		f.r.looks[p] = look
		return
	}
	for in := n; in != nil; in = whole(in) {
		addLook(&look, in)
	}
	look.Bold = look.Bold || isStrong(p)
	f.r.looks[p] = look
}

// isStrong reports whether a paragraph is in bold as a whole.
func isStrong(p *ast.Paragraph) bool {
	shown := ast.WithoutAnchors(p.Inlines)
	if len(shown) != 1 || len(unstrong(shown)) == 0 {
		return false
	}
	_, strong := shown[0].(*ast.Strong)
	return strong
}

// addLook adds how an element shows the text that is all its own. A line that is
// underlined as a whole stands out as a bold one does, by the habit of typewriters.
func addLook(look *ast.Look, n *html.Node) {
	weight := style(n, "font-weight")
	look.Bold = look.Bold || is(n, "b", "strong", "th") || weight == "bold" || weight == "bolder" || hasPrefix(weight, "6", "7", "8", "9") || is(n, "u") || decoration(n) == ast.Underlined
	look.Large = look.Large || is(n, "big") || largeFont(n)
	look.Centred = look.Centred || is(n, "center") || align(n) == ast.AlignCenter
}

// whole is the first element in n, where all text of n stands in it; else nil.
func whole(n *html.Node) *html.Node {
	first := firstElement(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c != first && strings.TrimSpace(textOf(c)) != "" {
			return nil
		}
	}
	return first
}

// largeFont reports whether an element asks for a face larger than the usual.
func largeFont(n *html.Node) bool {
	if is(n, "font") {
		if size, err := strconv.Atoi(strings.TrimPrefix(attr(n, "size"), "+")); err == nil {
			return size > usualFont || strings.HasPrefix(attr(n, "size"), "+")
		}
	}
	size := style(n, "font-size")
	for unit, usual := range map[string]float64{"px": 16, "pt": 12, "em": 1, "rem": 1, "%": 100} {
		if number, ok := strings.CutSuffix(size, unit); ok {
			v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
			return err == nil && v > 1.15*usual
		}
	}
	return hasPrefix(size, "large", "x-large", "xx-large")
}

// usualFont is the size that HTML's font element gives a text by itself.
const usualFont = 3

// loose are the paragraphs of the row for understand to find headings among: all
// where no heading but the title stands among them.
func (r *reader) loose(row []ast.Block) map[*ast.Paragraph]ast.Look {
	heads := 0
	out := map[*ast.Paragraph]ast.Look{}
	for _, b := range row {
		switch b := b.(type) {
		case *ast.Section:
			heads++
			if heads > 1 || r.ranks[b] != 0 {
				return nil
			}
		case *ast.Paragraph:
			out[b] = r.looks[b]
		}
	}
	if !r.headless || len(out) == 0 {
		return nil
	}
	return out
}
