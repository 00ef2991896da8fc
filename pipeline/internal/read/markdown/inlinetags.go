package markdown

import (
	"html"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/attributes"
	"octavo/pipeline/internal/read/markup"
	chars "octavo/pipeline/internal/text"
)

// imageTag adds the picture of an img element in running text, as it is read in a
// page.
func (r *reader) imageTag(c *collector, n *gast.RawHTML, raw string) {
	at := r.inlineAt(n)
	blocks, ok := markup.Fragment(r.name, at.Src.Line, []byte(raw), false, nil, r.log)
	if !ok {
		r.dropTag(n, raw)
		return
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *ast.Figure:
			if id := r.id(b.ID, at.Src); id != "" {
				c.add(&ast.Anchor{At: at, ID: id})
			}
			b.Image.At = at
			c.add(b.Image)
		case *ast.Paragraph:
			c.addAll(ast.WithoutAnchors(b.Inlines))
		}
	}
	r.drop(diag.Info, CodeHTML, at.Src, raw, "HTML was read as what it marks up: "+chars.OneLine(raw))
}

// codeNames are the elements whose words are those of a computer.
var codeNames = map[string]bool{"code": true, "kbd": true, "samp": true, "tt": true}

// codeTagged adds code that stands between tags, where these hold nothing but text,
// and reports whether it did.
func (r *reader) codeTagged(c *collector, n *gast.RawHTML, raw string) (gast.Node, bool) {
	end, ok := r.closingTag(n).(*gast.RawHTML)
	if !ok {
		return nil, false
	}
	list := ast.Trim(r.siblings(n.NextSibling(), end))
	if len(list) != 1 {
		return nil, false
	}
	t, ok := list[0].(*ast.Text)
	if !ok {
		return nil, false
	}
	c.add(&ast.Code{At: r.inlineAt(n), Value: t.Value})
	r.drop(diag.Info, CodeHTML, r.pos(n.Segments.At(0).Start), raw+r.segments(end), "HTML was read as what it marks up: "+chars.OneLine(raw))
	return end.NextSibling(), true
}

// quoteTag puts the marks that a browser draws around what a q element holds, and
// returns the node to go on with.
func (r *reader) quoteTag(c *collector, n *gast.RawHTML, raw string) gast.Node {
	end := r.closingTag(n)
	if end == nil {
		r.dropTag(n, raw)
		return n.NextSibling()
	}
	at := r.inlineAt(n)
	c.text(at, "“")
	c.addAll(r.siblings(n.NextSibling(), end))
	c.text(at, "”")
	r.drop(diag.Info, CodeHTML, at.Src, raw+r.segments(end.(*gast.RawHTML)), "quotation marks were put around an inline quotation, as a browser draws them")
	return end.NextSibling()
}

// wordsSize is a size in pixels that Obsidian puts behind the words of a picture:
// ![words|100] or ![words|100x80].
var wordsSize = pattern.Of(`\|\s*(\d{1,5})(?:x\d{1,5})?\s*$`)

// sizeAttr keeps the width of a picture whose words were read before.
const sizeAttr = "octavo-width"

// sizeInWords takes the size from the words of a picture and gives the width; "" for
// none.
func sizeInWords(n *gast.Image, source []byte) ast.Width {
	if known, ok := n.AttributeString(sizeAttr); ok {
		return known.(ast.Width)
	}
	last, ok := n.LastChild().(*gast.Text)
	if !ok {
		return ""
	}
	m := wordsSize.FindSubmatchIndex(last.Segment.Value(source))
	if m == nil {
		return ""
	}
	width, _ := ast.ParseWidth(string(source[last.Segment.Start+m[2] : last.Segment.Start+m[3]]))
	last.Segment.Stop = last.Segment.Start + m[0]
	n.SetAttributeString(sizeAttr, width)
	return width
}

// figureCaption is the caption that Quarto's and R Markdown's attribute fig-cap gives
// a picture.
func (r *reader) figureCaption(a attrs, img *gast.Image) []ast.Inline {
	words, given := a.keys["fig-cap"]
	if !given || strings.TrimSpace(words) == "" {
		return nil
	}
	r.told[weighed{r.inlineAt(img).Src, attributes.Picture, "fig-cap"}] = true
	return r.textInlines(html.UnescapeString(words), -1)
}
