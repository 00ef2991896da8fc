package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/markup"
	chars "octavo/pipeline/internal/text"
)

// CodeLost tells of notation that carries meaning and is not read: its signs
// stay as text, or a tag was left out.
const CodeLost diag.Code = "markdown-meaning-lost"

var _ = diag.RegisterLoss(map[diag.Code]string{
	CodeLost:   "A notation or tag carries meaning that is not read; its signs stay as text, or it was left out.",
	CodeNumber: "An item of a list is written with another number than Markdown gives it.",
})

// notation is signs that are no text to their author, as they stand where
// nothing read them.
type notation struct {
	name   string
	signs  *pattern.Pattern
	remedy string
}

// notations are looked for in what is left as text, the first line of a block
// and what stands behind another node told apart by ^.
var notations = []notation{
	{"a citation", pattern.Of(`\[([^\[\]]*[\s;-])?-?@[A-Za-z0-9_{][^\[\]]*\]|(^|[\s(])-?@[A-Za-z][A-Za-z_:-]*(?:19|20)\d\d[A-Za-z][\w:-]*`), "write the reference out, for instance as a note: [^1]"},
	{"a reference to a figure, table or section by its name", pattern.Of(`(^|[\s(])@(fig|tbl|sec|eq|lst|thm)-[A-Za-z0-9]`), "write a link: [Figure 1](#fig-name)"},
	{"a reference of bookdown", pattern.Of(`\x01\x01ref\([^()\s]+\)`), "write a link: [Figure 1](#fig-name)"},
	{"the item of a list of examples", pattern.Of(`(?m)^\(@[\w-]*\) `), "write a number: 1."},
	{"a command of TeX", pattern.Of(`(^|[\s{}])\\[A-Za-z]{2,}(\{|\[|\s|$)`), "write what it makes, in Markdown"},
	{"a format's own text", pattern.Of(`\{=[a-z0-9]+\}`), "write what it makes, in Markdown"},
	{"an emoji by its name", pattern.Of(`(^|[\s\x00]):[a-z][a-z0-9_+-]+:(\s|$)`), "write the sign itself, or a word"},
	{"a mark of revision", pattern.Of(`\{(\+\+|--|~~|==|>>)[^{}]+(\+\+|--|~~|==|<<)\}`), "write ~~struck~~ or [put in]{.insertion}"},
	{"a template", pattern.Of(`\{\{[<%]\s*[A-Za-z/]|\{%-?\s*[A-Za-z]`), "close it on its line, or write what it makes"},
	{mdxValue, pattern.Of(`(^|[^={])\{[^{}\n]+\}`), "write the value, or \\{ for the sign"},
	{"a tag of MDX", pattern.Of(`<[A-Za-z][\w.]*\s[^<>]*=\{`), "write it as HTML, its values in quotation marks, or as Markdown"},
	{"a link of a wiki", pattern.Of(`\[\[[^\[\]\n]+\]\]`), "write a link: [words](address)"},
	{"the meaning of an abbreviation", pattern.Of(`(?m)^\*\[[^\[\]\n]+\]:`), `write [ABC]{.abbr title="…"} where it stands`},
	{"a directive of reStructuredText", pattern.Of(`(?m)^\.\. [a-z][a-z-]*::`), "write what it makes, in Markdown: > [!NOTE]"},
	{"text of another file", pattern.Of(`(?m)^-{2,}8<-{2,}`), "put that text here"},
	{"a block of attributes", pattern.Of(`(?m)\{(:[\w-]*:?)?[ \t]*[.#][A-Za-z][^{}\n]*\}|(^|[\]\x00])\{:?[ \t]*[A-Za-z][\w-]*=[^{}\n]*\}`), "take them out, or write what they mean"},
}

// mdxValue is what a program puts the value of in MDX (MDX, "Expressions"); in other texts braces
// are braces.
const mdxValue = "an expression of MDX"

// notationSigns are the characters of which every notation has one.
const notationSigns = "[\\{:+|%@<\x01"

// unread says what notations are among the siblings from n up to end, where they
// are nothing but text.
func (r *reader) unread(n, end gast.Node) {
	for n != nil && n != end {
		first, ok := n.(*gast.Text)
		if !ok {
			n = n.NextSibling()
			continue
		}
		var b strings.Builder
		if n.PreviousSibling() != nil || !startsLines(n.Parent()) {
			b.WriteByte(0)
		}
		for ; ok && n != end; n = n.NextSibling() {
			var t *gast.Text
			if t, ok = n.(*gast.Text); !ok {
				break
			}
			b.Write(t.Segment.Value(r.source))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte('\n')
			}
		}
		r.weigh(b.String(), first.Segment.Start)
	}
}

// startsLines reports whether a block's text begins lines of its own, so that
// signs of blocks would be some there.
func startsLines(n gast.Node) bool {
	switch n.(type) {
	case *gast.Paragraph, *gast.TextBlock:
		return true
	}
	return false
}

// weigh looks for notations in a text that begins at offset.
func (r *reader) weigh(text string, offset int) {
	plain := withoutEscapes(text)
	if !strings.ContainsAny(plain, notationSigns) {
		return
	}
	for _, n := range notations {
		if n.name == mdxValue && !r.isMDX() {
			continue
		}
		m := n.signs.FindStringIndex(plain)
		if m == nil {
			continue
		}
		pos := r.pos(offset)
		pos.Line, pos.Col = pos.Line+strings.Count(text[:m[0]], "\n"), 0
		r.losses.Add(n.name, diag.Diagnostic{Code: CodeLost, Pos: pos, Rule: "markdown", Hint: n.remedy,
			Message: fmt.Sprintf("%s is not read and stays text: %s", n.name, chars.Excerpt(strings.TrimSpace(strings.TrimLeft(text[m[0]:m[1]], "\x00]"))))})
	}
}

// withoutEscapes puts what is in no notation in the place of each character that a backslash
// makes text, and of the backslash.
func withoutEscapes(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := []byte(s)
	for i := 0; i+1 < len(b); i++ {
		if b[i] == '\\' && isPunct(b[i+1]) {
			b[i], b[i+1] = 1, 1
			i++
		}
	}
	return string(b)
}

func isPunct(c byte) bool { return c > ' ' && c < 0x7f && !chars.IsAlnum(c) }

// firstWord is what stands before the first blank of a line.
func firstWord(line string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	return word
}

// loseTag says that a tag was left out whose element carries meaning.
func (r *reader) loseTag(raw string, pos diag.Pos) bool {
	name, kind := tagName(raw)
	if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
		return false
	}
	if component.MatchString(raw) && (atom.Lookup([]byte(name)) == 0 || linkComponents[name] || name == "image") {
		r.losses.Add("component", diag.Diagnostic{Code: CodeLost, Pos: pos, Rule: "markdown", Dropped: raw, Hint: "write what it makes, in Markdown",
			Message: "a component of MDX is not read and was left out: " + chars.Excerpt(raw)})
		return true
	}
	if name == "bdo" && opensDirection(raw) {
		r.losses.Add(name, diag.Diagnostic{Code: CodeLost, Pos: pos, Rule: "markdown", Dropped: raw, Hint: "close it in the same paragraph",
			Message: "the HTML tag " + chars.Excerpt(raw) + " has no end here and was left out: letters run as they do elsewhere"})
		return true
	}
	if markup.DrawnLater(tagAttr(raw, "class")) {
		r.losses.Add("drawn later", diag.Diagnostic{Code: CodeLost, Pos: pos, Rule: "markdown", Dropped: raw, Hint: markup.Remedy("canvas"),
			Message: "the HTML tag " + chars.Excerpt(raw) + " was left out: a program draws in it when the page is shown"})
		return true
	}
	if markup.ColumnOf(name) != markup.Lost {
		return false
	}
	r.losses.Add(name, diag.Diagnostic{Code: CodeLost, Pos: pos, Rule: "markdown", Dropped: raw, Hint: markup.Remedy(name),
		Message: "the HTML tag " + chars.Excerpt(raw) + " was left out: no edition can show it"})
	return true
}
