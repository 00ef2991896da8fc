package markdown

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/text"
)

func (p *inlinePrinter) link(n *ast.Link) {
	words, more := leadingText(n.Inlines)
	if n.Title == "" && !more && autoLinkable(n.URL, words) {
		p.raw("<" + words + ">")
		return
	}
	p.bracketed(n.Inlines, "("+destination(n.URL, n.Title, p.place == inCell)+")"+p.crossReference(n))
}

// crossReference marks a link inside the document, to no block that can hold no note, as the
// reference that it is where it says no more than the call of a note does.
func (p *inlinePrinter) crossReference(n *ast.Link) string {
	id, inside := strings.CutPrefix(n.URL, "#")
	mark := text.NoteMark(text.OneLine(ast.PlainText(n.Inlines)))
	if !inside || p.known.blocks[id] || !text.IsNoteMark(mark) && (mark == "" || !text.NamesNote(id)) {
		return ""
	}
	return attrsMarkdown("", "xref")
}

// autoLinkable reports whether <text> is read as a link to url.
func autoLinkable(url, text string) bool {
	if text != url || !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return false
	}
	for i := range len(url) {
		if url[i] == '&' && isReference(url[i:]) {
			return false
		}
		if url[i] <= ' ' || url[i] >= 0x7f || strings.IndexByte("<>\\|`\"{}^[]", url[i]) >= 0 {
			return false
		}
	}
	return true
}

// destination prints what stands between a link's round brackets.
func destination(url, title string, cell bool) string {
	out := escapeReferences(linkEscapes.Replace(url))
	if url == "" && title != "" || strings.ContainsAny(url, " ()") {
		out = "<" + out + ">"
	}
	if title != "" {
		out += ` "` + escapeReferences(titleEscapes.Replace(title)) + `"`
	}
	if cell {
		out = strings.ReplaceAll(out, "|", `\|`)
	}
	return out
}

var (
	linkEscapes = strings.NewReplacer(`\`, `\\`, "<", `\<`, ">", `\>`, "\n", "%0A", "\r", "%0D", "\t", "%09",
		"[", `\[`, "]", `\]`, "`", "\\`", "$", `\$`) // a dollar may open a formula
	titleEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "<", `\<`, "`", "\\`", "[", `\[`, "]", `\]`, "$", `\$`)
)

// escapeReferences puts a backslash before what would be read as a character
// reference.
func escapeReferences(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '&' && isReference(s[i:]) {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// image prints an image in running text: its description is its alternative.
func (p *inlinePrinter) image(n *ast.Image) {
	if n.Alt != text.OneLine(n.Alt) || n.Alt == "" {
		p.raw("![](" + destination(n.Src, n.Title, p.place == inCell) + ")" + imageAttrs(n, "", "", false))
		return
	}
	emph, strong, after := p.emph, p.strong, p.after
	p.raw("!")
	p.bracketed([]ast.Inline{&ast.Text{Value: n.Alt}}, "("+destination(n.Src, n.Title, p.place == inCell)+")"+imageAttrs(n, "", n.Alt, true))
	p.emph, p.strong, p.after = emph, strong, after
}

// imageAttrs prints an image's attributes; the alternative is left out where
// it is implied.
func imageAttrs(n *ast.Image, id, implied string, described bool) string {
	var classes []string
	if !described && id != "" {
		classes = append(classes, "figure")
	}
	if n.Decorative {
		classes = append(classes, "decorative")
	}
	var pairs []string
	if n.Alt != implied && !(n.Decorative && n.Alt == "") {
		pairs = []string{"alt", n.Alt}
	}
	pairs = widthAttr(pairs, n)
	return attrsMarkdown("", strings.Join(classes, " ."), pairs...)
}

// widthAttr adds an image's stated width.
func widthAttr(pairs []string, n *ast.Image) []string {
	if n.Width == "" {
		return pairs
	}
	return append(pairs, "width", string(n.Width))
}

// group prints a figure without an image of its own: a division of the class
// figure whose last paragraph is the caption, as Quarto has it.
func (w *mdWriter) group(f *ast.Figure) {
	w.line("::: " + attrsMarkdown(f.ID, "figure"))
	w.blocks(f.Blocks)
	w.line("")
	w.paragraph(&ast.Paragraph{Inlines: f.Caption})
	w.line(":::")
}

// figure prints a figure: an image with its caption for a description.
func (w *mdWriter) figure(f *ast.Figure) string {
	var class []string
	if len(f.Caption) == 0 {
		class = append(class, "figure")
	}
	if f.Image.Decorative {
		class = append(class, "decorative")
	}
	var pairs []string
	if f.Image.Alt != ast.PlainText(f.Caption) && !(f.Image.Decorative && f.Image.Alt == "") {
		pairs = []string{"alt", f.Image.Alt}
	}
	pairs = widthAttr(pairs, f.Image)
	p := inlinePrinter{place: inCaption, known: w.known}
	p.raw("!")
	p.bracketed(f.Caption, "("+destination(f.Image.Src, f.Image.Title, false)+")"+
		attrsMarkdown(f.ID, strings.Join(class, " ."), pairs...))
	return p.b.String()
}
