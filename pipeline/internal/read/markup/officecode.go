package markup

import (
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

var (
	// typewriter finds a face in which all letters are as wide, first in a list of faces.
	typewriter = pattern.Of(`^["']?(?:courier|consolas|menlo|monaco|andale mono|lucida console|liberation mono|dejavu sans mono|source code pro|monospace)\b`)
	// codeStyle finds the styles that authors make for words of a program.
	codeStyle = pattern.Of(`(?i)code|listing|preformatted|verbatim|console|syntax`)
	// oneBlank finds what a browser shows as one blank (CSS Text 3, 4.1.1).
	oneBlank = pattern.Of(`[ \t\n\f]+`)
)

// officeCode reads a paragraph of a word processor as a line of code: its style is called
// so and has a typewriter's face. A line below another goes on with it, an empty one too.
// It reports whether it was one.
func (f *flow) officeCode(n *html.Node) bool {
	if !f.r.office || !is(n, "p") || !codeStyle.MatchString(attr(n, "class")) || !typewriter.MatchString(style(n, "font-family")) || !wordsAlone(n) {
		return false
	}
	text := codeLine(n)
	if f.code != nil && f.out[len(f.out)-1] == ast.Block(f.code) {
		f.code.Text += text + "\n"
		return true
	}
	if strings.TrimSpace(text) == "" {
		return false
	}
	f.code = &ast.CodeBlock{At: f.r.at(), ID: f.r.codeID(n), Text: text + "\n"}
	f.add(f.code)
	f.r.add(diag.Info, CodeListing, 0.9, "paragraphs of a style for code, in a typewriter's face, are lines of code", "")
	return true
}

// wordsAlone reports whether an element holds text and nothing that code cannot: links
// that lead somewhere and pictures.
func wordsAlone(n *html.Node) bool {
	alone := true
	walk(n, func(c *html.Node) bool {
		alone = alone && !is(c, "img", "object", "svg", "sup", "sub") && attr(c, "href") == "" && (c == n || !isBlock(c))
		return alone
	})
	return alone
}

// codeLine is the text of a line of code: what the page breaks is one line but for its
// own breaks, and hard spaces are its indent.
func codeLine(n *html.Node) string {
	var b strings.Builder
	walk(n, func(c *html.Node) bool {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(oneBlank.ReplaceAllString(clean(c.Data), " "))
		case is(c, "br"):
			b.WriteByte('\n')
		}
		return true
	})
	return strings.TrimRight(strings.ReplaceAll(strings.TrimLeft(b.String(), " "), "\u00a0", " "), " ")
}
