// Package markdown prints a document as canonical Markdown.
package markdown

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/text"
)

// Print prints the document as canonical Markdown, the copy that a person
// reviews, corrects and builds from. read/markdown reads it back to an Equal
// tree, and printing that gives the same bytes. The visible text is never
// altered; what Markdown would misread is escaped.
//
// The dialect is CommonMark with YAML front matter and, in pandoc's notation,
// pipe tables, notes, definition lists, attributes, bracketed spans,
// superscripts and subscripts. A paragraph is one line. What is our own:
//
//   - a) text               lettered and Roman lists
//   - [2a.]{.marker} text   an item whose marker does not follow from the list
//     # [Annex 2b]{.number} T  a heading number that SplitNumber does not find
//     # 7 days {.unnumbered}  a title that only looks numbered
//     [36 327](URL){.kamerstuk}  a Citation, its class the scheme
//     [DDS]{.abbr title="…"}  an Abbr; later uses of the word need no title
//     [2](#id){.xref}         a link that would pass for the call of a note
//     [two cells]{colspan=2}  a cell that spans; the cells it covers are empty
//     <br>, <br><br>          in a cell: a line break; a further block
//     []{#id}                 a place that links lead to
//     ::: {#id .warning title="…"}  a box, its class the kind, then :::
//     ::: {.title}            in a box: a title with marks, then :::
//     ::: {#id .table headcols=1 headrows=2 footrows=1}  a table below its caption, then :::
//     <!-- -->                between lists that would run together
//
// Generated Matter is left out: it follows from the rest.
func Print(doc *ast.Document) string {
	w := &mdWriter{known: learn(doc), noteIDs: map[string]bool{}}
	for _, n := range doc.Notes {
		w.noteIDs[n.ID] = true
	}
	if y := doc.Meta.YAML(); y != "" {
		w.b.WriteString("---\n" + y + "---\n")
		w.separate = true
	}
	w.blocks(ast.WithoutMatter(doc.Blocks))
	for _, n := range doc.Notes {
		w.note(n)
	}
	return w.b.String()
}

// mdWriter writes lines behind the markers of what they stand in.
type mdWriter struct {
	b strings.Builder
	// prefix opens every line, first the next one instead, where it is set.
	prefix, first string
	// inCell is set where lines are put on one, and stars would be emphasis to
	// pandoc.
	inCell bool
	known  *known
	// noteIDs are the identifiers of all notes.
	noteIDs map[string]bool
	// separate asks for an empty line before the next block.
	separate bool
}

// line writes one line of text; an empty one loses the spaces of its prefix.
func (w *mdWriter) line(s string) {
	open := w.prefix
	if w.first != "" {
		open, w.first = w.first, ""
	}
	w.b.WriteString(strings.TrimRight(open+s, " ") + "\n")
}

// lines writes text that may hold line ends.
func (w *mdWriter) lines(s string) {
	for _, l := range strings.Split(s, "\n") {
		w.line(l)
	}
}

// inside writes blocks behind a marker: open before the first line, then rest
// before the others.
func (w *mdWriter) inside(open, rest string, blocks []ast.Block) {
	prefix := w.prefix
	if w.first == "" {
		w.first = prefix
	}
	w.first += open
	w.prefix += rest
	w.separate = false
	w.blocks(blocks)
	if w.first != "" { // a bare marker is read differently by different programs
		w.line("<!-- -->")
	}
	w.prefix = prefix
}

func (w *mdWriter) blocks(blocks []ast.Block) {
	for i, b := range blocks {
		if w.separate {
			w.line("")
		}
		if i > 0 && runTogether(blocks[i-1], b) {
			w.line("<!-- -->")
			w.line("")
		}
		w.separate = false
		w.block(b)
		w.separate = true
	}
}

// runTogether reports whether Markdown would take two neighbours for one.
func runTogether(a, b ast.Block) bool {
	switch a := a.(type) {
	case *ast.List:
		b, ok := b.(*ast.List)
		return ok && listBullet(a) == listBullet(b)
	case *ast.DefList:
		_, ok := b.(*ast.DefList)
		return ok
	}
	return false
}

// listBullet is the character by which Markdown tells lists apart.
func listBullet(l *ast.List) string {
	if decimalMarkers(l) {
		return l.Delim
	}
	return "-"
}

func (w *mdWriter) block(b ast.Block) {
	switch b := b.(type) {
	case *ast.Line:
		w.line(w.inlines([]ast.Inline{&ast.Text{Value: b.Text}}, inParagraph))
	case *ast.Section:
		w.section(b)
	case *ast.Paragraph:
		w.paragraph(b)
	case *ast.List:
		w.list(b)
	case *ast.ListItem:
		w.inside("- ", "  ", b.Blocks)
	case *ast.DefList:
		w.defList(b)
	case *ast.Table:
		w.table(b)
	case *ast.Figure:
		if b.Image == nil {
			w.group(b)
			return
		}
		w.line(w.figure(b))
	case *ast.BlockQuote:
		w.inside("> ", "> ", b.Blocks)
	case *ast.Box:
		w.box(b)
	case *ast.CodeBlock:
		w.code(b)
	case *ast.Break:
		w.line(w.breakMark())
	case *ast.Matter:
		w.blocks(b.Blocks)
	case *ast.Contents:
		// Generated: nothing of it is in the source.
	}
}

func (w *mdWriter) breakMark() string {
	if w.inCell {
		return ast.CellStar + " " + ast.CellStar + " " + ast.CellStar
	}
	return "* * *"
}

func (w *mdWriter) section(s *ast.Section) {
	title, class := w.heading(s)
	if s.Region != "" {
		class = strings.TrimPrefix(class+" ."+string(s.Region), " .")
	}
	attrs := attrsMarkdown(s.ID, class)
	if attrs != "" && title != "" {
		attrs = " " + attrs
	}
	w.line(strings.Repeat("#", max(s.Level, 1)) + " " + title + attrs)
	w.separate = true
	w.blocks(s.Blocks)
}

// heading gives a heading's text and the class it needs to be read
// back.
func (w *mdWriter) heading(s *ast.Section) (text, class string) {
	lead, more := leadingText(s.Title)
	if s.Number == "" {
		if n, _, rest := ast.SplitNumber(lead); n != "" && (rest != "" || more) {
			class = "unnumbered"
		}
		return w.inlines(s.Title, inHeading), class
	}
	n, sep, rest := ast.SplitNumber(s.Number + s.Sep + lead)
	if n == s.Number && sep == s.Sep && rest == lead && (rest != "" || more) {
		return w.inlines(append([]ast.Inline{&ast.Text{Value: s.Number + s.Sep}}, s.Title...), inHeading), ""
	}
	title := []ast.Inline{&span{attrs: "{.number}", Inlines: []ast.Inline{&ast.Text{Value: s.Number}}}}
	switch {
	case s.Sep == " " && len(s.Title) > 0:
		title = append(title, &ast.Text{Value: " "})
	case s.Sep != "":
		title = append(title, &span{attrs: "{.sep}", Inlines: []ast.Inline{&ast.Text{Value: s.Sep}}})
	}
	return w.inlines(append(title, s.Title...), inHeading), ""
}

// leadingText is the text before the first inline that is not Text; more tells
// that there is one.
func leadingText(inlines []ast.Inline) (text string, more bool) {
	var b strings.Builder
	for _, in := range inlines {
		t, ok := in.(*ast.Text)
		if !ok {
			return b.String(), true
		}
		b.WriteString(t.Value)
	}
	return b.String(), false
}

// paragraph prints a paragraph. An image that stands alone would be read as a
// figure, had it a description.
func (w *mdWriter) paragraph(p *ast.Paragraph) {
	if len(p.Inlines) == 1 {
		if img, ok := p.Inlines[0].(*ast.Image); ok {
			w.line("![](" + destination(img.Src, img.Title, false) + ")" + imageAttrs(img, "", "", false))
			return
		}
	}
	if f := loneFormula(p); f != nil {
		w.line("$$")
		w.lines(strings.ReplaceAll(f.TeX, ` \\ `, ` \\`+"\n"))
		w.line("$$")
		return
	}
	w.lines(w.inlines(p.Inlines, inParagraph))
}

func (w *mdWriter) defList(l *ast.DefList) {
	for i, it := range l.Items {
		if i > 0 {
			w.line("")
		}
		w.line(w.inlines(it.Term, inTerm))
		for j, def := range it.Defs {
			if j > 0 {
				w.line("")
			}
			w.inside(":   ", "    ", def)
		}
	}
}

// code prints a block between fences longer than any inside it, in a division where
// it has an identifier: the line of the fence is its author's.
func (w *mdWriter) code(c *ast.CodeBlock) {
	if c.ID != "" {
		w.line("::: " + attrsMarkdown(c.ID, "listing"))
		defer w.line(":::")
	}
	mark := "`"
	if strings.Contains(c.Info, "`") {
		mark = "~"
	}
	fence := strings.Repeat(mark, max(3, longestRun(c.Text, mark[0])+1))
	w.line(fence + codeInfo(c.Info))
	if c.Text != "" {
		w.codeLines(ast.CodeText(c.Text))
	}
	w.line(fence)
}

// codeLines writes the lines of code, which keep their spaces at the end.
func (w *mdWriter) codeLines(s string) {
	for _, l := range strings.Split(s, "\n") {
		if l == "" {
			w.line("")
			continue
		}
		w.b.WriteString(w.prefix + l + "\n")
	}
}

func codeInfo(info string) string {
	r := strings.NewReplacer(`\`, `\\`, "&", "&amp;", "\n", " ")
	if ast.DirectiveName(info) != "" { // code that only looks like a directive
		return `\` + r.Replace(info)
	}
	if strings.HasPrefix(info, "~") { // it would lengthen the fence
		info = " " + info
	}
	return r.Replace(info)
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// note prints a definition; a label that the identifier does not say stands in a
// comment.
func (w *mdWriter) note(n *ast.Note) {
	if w.separate {
		w.line("")
	}
	open := "[^" + n.ID + "]: "
	blocks := n.Blocks
	if label := ast.NoteLabel(n); label != ast.ImpliedLabel(n.ID, func(id string) bool { return w.noteIDs[id] }) {
		blocks = labelled(blocks, "<!-- label: "+label+" -->")
	}
	if len(blocks) > 0 {
		if p, para := blocks[0].(*ast.Paragraph); !para || loneFormula(p) != nil { // pandoc counts the columns behind the colon otherwise
			w.line(strings.TrimSuffix(open, " "))
			open = "    "
		}
	}
	w.inside(open, "    ", blocks)
	w.separate = true
}

// labelled puts a comment at the end of the first paragraph, or before blocks
// that begin with none.
func labelled(blocks []ast.Block, comment string) []ast.Block {
	out := append([]ast.Block(nil), blocks...)
	if len(out) > 0 {
		if p, ok := out[0].(*ast.Paragraph); ok && !standsAlone(p) && !endsInBreak(p) {
			out[0] = &ast.Paragraph{Inlines: append(p.Inlines[:len(p.Inlines):len(p.Inlines)], &verbatim{s: " " + comment})}
			return out
		}
	}
	return append([]ast.Block{&ast.Paragraph{Inlines: []ast.Inline{&verbatim{s: comment}}}}, out...)
}

func endsInBreak(p *ast.Paragraph) bool {
	if len(p.Inlines) == 0 {
		return false
	}
	_, ok := p.Inlines[len(p.Inlines)-1].(*ast.LineBreak)
	return ok
}

// attrsMarkdown prints attributes in pandoc's notation; empty ones are left
// out. The pairs are keys and values in turn.
func attrsMarkdown(id, class string, pairs ...string) string {
	var parts []string
	if id != "" {
		parts = append(parts, "#"+id)
	}
	if class != "" {
		parts = append(parts, "."+class)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		parts = append(parts, pairs[i]+"="+attrValue(pairs[i+1]))
	}
	if parts == nil {
		return ""
	}
	return "{" + strings.Join(parts, " ") + "}"
}

// attrValue quotes what is not a plain word or number.
func attrValue(s string) string {
	plain := s != ""
	for i := range len(s) {
		plain = plain && (text.IsAlnum(s[i]) || s[i] == '-' && i > 0)
	}
	if plain {
		return s
	}
	return `"` + attrEscapes.Replace(s) + `"`
}

// attrEscapes keeps a value on its line, inside its quotes and its braces.
var attrEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;", "}", "&#125;", "{", "&#123;",
	"\n", "&#10;", "\r", "&#13;", "|", "&#124;", "<", "&lt;", "`", "&#96;", "]", "&#93;", "[", "&#91;")

func itoa(n int) string { return strconv.Itoa(n) }
