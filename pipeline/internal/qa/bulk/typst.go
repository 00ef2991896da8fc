package bulk

import (
	"fmt"
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
)

// typstHead asks of Typst what Octavo does unasked: tags, contents, bookmarks,
// justified and hyphenated text in the same faces at the house sheet's size.
const typstHead = `#set document(title: %s, author: %s, date: datetime(year: 2024, month: 1, day: 1))
#set page(paper: "a4", numbering: "1")
#set text(font: "Source Serif 4", size: 10.5pt, lang: %s, hyphenate: true)
#set par(justify: true, linebreaks: "optimized")
#set smartquote(enabled: false)
#show heading: set text(font: "Source Sans 3")
#text(size: 24pt)[%s]
#outline()
`

// Typst prints the document as Typst source, to be compiled side by side.
func Typst(doc *ast.Document) string {
	var b strings.Builder
	m := doc.Meta
	lang := m.Lang
	if lang == "" {
		lang = "en"
	}
	fmt.Fprintf(&b, typstHead, strconv.Quote(m.Title), strconv.Quote(m.Publisher), strconv.Quote(lang), escapeTypst(m.Title))
	typstBlocks(&b, doc.Blocks)
	return b.String()
}

func typstBlocks(b *strings.Builder, blocks []ast.Block) {
	for _, bl := range blocks {
		switch bl := bl.(type) {
		case *ast.Section:
			fmt.Fprintf(b, "\n%s %s", strings.Repeat("=", bl.Level), escapeTypst(bl.Number+bl.Sep))
			typstInlines(b, bl.Title)
			b.WriteString("\n\n")
			typstBlocks(b, bl.Blocks)
		case *ast.Paragraph:
			var p strings.Builder
			typstInlines(&p, bl.Inlines)
			b.WriteString(escapeStart(p.String()) + "\n\n")
		case *ast.List:
			typstList(b, bl)
		case *ast.Box:
			b.WriteString("#block(stroke: (y: 0.5pt), inset: (y: 6pt))[")
			if len(bl.Title) > 0 {
				typstBlocks(b, []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{&ast.Strong{Inlines: bl.Title}}}})
			}
			typstBlocks(b, bl.Blocks)
			b.WriteString("]\n\n")
		case *ast.BlockQuote:
			b.WriteString("#quote(block: true)[")
			typstBlocks(b, bl.Blocks)
			b.WriteString("]\n\n")
		}
	}
}

func typstList(b *strings.Builder, l *ast.List) {
	if l.Ordered() {
		fmt.Fprintf(b, "#enum(start: %d, ", l.Start)
	} else {
		b.WriteString("#list(")
	}
	for _, it := range l.Items {
		b.WriteString("[")
		typstBlocks(b, it.Blocks)
		b.WriteString("], ")
	}
	b.WriteString(")\n\n")
}

func typstInlines(b *strings.Builder, inlines []ast.Inline) {
	for _, in := range inlines {
		typstInline(b, in)
	}
}

func typstInline(b *strings.Builder, in ast.Inline) {
	switch in := in.(type) {
	case *ast.Text:
		b.WriteString(escapeTypst(in.Value))
	case *ast.Code:
		b.WriteString("#raw(" + strconv.Quote(in.Value) + ")")
	case *ast.Formula:
		b.WriteString(escapeTypst(in.Linear()))
	case *ast.NoteRef:
		b.WriteString("#footnote[")
		for _, bl := range in.Note.Blocks {
			if p, ok := bl.(*ast.Paragraph); ok {
				typstInlines(b, p.Inlines)
			}
		}
		b.WriteString("];")
	case *ast.LineBreak:
		b.WriteString(" \\\n")
	default:
		b.WriteString(typstOpen(in))
		typstInlines(b, ast.Children(in))
		b.WriteString("];")
	}
}

// typstOpen is the function call whose content block holds the inlines of in.
// The semicolon after it keeps a parenthesis that follows from being arguments.
func typstOpen(in ast.Inline) string {
	switch in := in.(type) {
	case *ast.Emph:
		return "#emph["
	case *ast.Strong:
		return "#strong["
	case *ast.Super:
		return "#super["
	case *ast.Sub:
		return "#sub["
	case *ast.Link:
		return "#link(" + strconv.Quote(in.URL) + ")["
	case *ast.Citation:
		return "#link(" + strconv.Quote(in.URL) + ")["
	case *ast.Mark:
		return typstMarks[in.Kind]
	case *ast.Lang:
		return "#text(lang: " + strconv.Quote(primary(in.Tag)) + ")["
	}
	return "#["
}

var typstMarks = map[ast.MarkKind]string{
	ast.Deleted: "#strike[", ast.Struck: "#strike[", ast.Inserted: "#underline[", ast.Underlined: "#underline[", ast.Highlighted: "#highlight[",
}

func primary(tag string) string {
	lang, _, _ := strings.Cut(tag, "-")
	return lang
}

// typstEscapes holds the characters that are mark-up wherever they stand, and
// the pairs that stand for another sign: dashes, a soft hyphen, a minus sign,
// a comment, an ellipsis.
var typstEscapes = strings.NewReplacer(escapePairs()...)

func escapePairs() []string {
	var out []string
	for _, r := range `\#*_$<>@~[]` + "`" {
		out = append(out, string(r), `\`+string(r))
	}
	for _, pair := range []string{"--", "-?", "//", ".."} {
		out = append(out, pair, `\`+pair[:1]+`\`+pair[1:])
	}
	for d := '0'; d <= '9'; d++ {
		out = append(out, "-"+string(d), `\-`+string(d))
	}
	return out
}

func escapeTypst(s string) string { return typstEscapes.Replace(s) }

// escapeStart escapes the start of a block, where a sign or a number with a
// stop would begin a list or a heading.
func escapeStart(s string) string {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits < len(s) && (s[digits] == '.' || digits == 0 && strings.IndexByte("=-+/", s[0]) >= 0) {
		return s[:digits] + `\` + s[digits:]
	}
	return s
}
