package review

import (
	"fmt"
	"html/template"
	"sort"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// resultsOf lists what the source became, in source order: the tree's blocks
// and what was left out.
func resultsOf(in Input) []result {
	var out []result
	shown := map[ast.Node]bool{} // paragraphs that their item's row shows
	ast.WalkDocument(in.Doc, func(n ast.Node) bool {
		kind, inlines := describe(n)
		if item, ok := n.(*ast.ListItem); ok {
			if p := firstParagraph(item); p != nil {
				shown[p] = true
				inlines = append(append(inlines, &ast.Text{Value: " "}), p.Inlines...)
			}
		}
		if kind != "" && n.Pos().IsValid() && !shown[n] {
			out = append(out, result{n.Pos().File, n.Pos().Line, kind, inlineHTML(inlines)})
		}
		return true
	})
	for _, d := range in.Log.All() {
		if d.Pos.IsValid() {
			out = append(out, resultsFrom(d, in)...)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].line < out[j].line })
	return out
}

// resultsFrom are the results of a decision that no block of the tree shows: a
// line that became the title, what was left out. In a book each file's title is
// a heading.
func resultsFrom(d diag.Diagnostic, in Input) (out []result) {
	if strings.HasPrefix(string(d.Code), titleCodes) && d.Dropped == "" && len(in.Sources) == 1 {
		out = append(out, result{d.Pos.File, d.Pos.Line, "title", template.HTML(template.HTMLEscapeString(in.Doc.Meta.Title))})
	}
	if strings.TrimSpace(d.Dropped) != "" {
		out = append(out, result{d.Pos.File, d.Pos.Line, "left out", template.HTML("<del>" + template.HTMLEscapeString(d.Dropped) + "</del>")})
	}
	return out
}

// titleCodes begins the codes of the decisions that made a line the title,
// which stands in no block of the tree.
const titleCodes = "title-f"

func firstParagraph(item *ast.ListItem) *ast.Paragraph {
	if len(item.Blocks) == 0 {
		return nil
	}
	p, _ := item.Blocks[0].(*ast.Paragraph)
	return p
}

// describe names a block in words and gives the text that it shows itself;
// blocks that only hold others have no name.
func describe(n ast.Node) (string, []ast.Inline) {
	switch n := n.(type) {
	case *ast.Section:
		return headingKind(n), append([]ast.Inline{&ast.Text{Value: n.Number + n.Sep}}, n.Title...)
	case *ast.Paragraph:
		return "paragraph", n.Inlines
	case *ast.ListItem:
		return "list item", []ast.Inline{&ast.Text{Value: n.Marker}}
	case *ast.Note:
		return "note " + n.Label, nil
	case *ast.DefItem:
		return "term", n.Term
	case *ast.Table:
		return fmt.Sprintf("table of %d columns", len(n.Cols)), n.Caption
	case *ast.Figure:
		return "figure", n.Caption
	case *ast.Box:
		return strings.TrimSpace("box: " + string(n.Kind)), n.Title
	case *ast.CodeBlock:
		return "preformatted text", []ast.Inline{&ast.Text{Value: n.Text}}
	case *ast.Break:
		return "break", nil
	}
	return "", nil
}

func headingKind(s *ast.Section) string {
	if s.Level == 1 {
		return "chapter"
	}
	return fmt.Sprintf("heading, level %d", s.Level)
}

// inlineHTML shows inlines: mark-up that was inferred is visible.
func inlineHTML(inlines []ast.Inline) template.HTML {
	var b strings.Builder
	for _, in := range inlines {
		writeInline(&b, in)
	}
	return template.HTML(b.String())
}

func writeInline(b *strings.Builder, in ast.Inline) {
	esc := template.HTMLEscapeString
	switch n := in.(type) {
	case *ast.Text:
		b.WriteString(esc(n.Value))
	case *ast.Code:
		fmt.Fprintf(b, "<code>%s</code>", esc(n.Value))
	case *ast.Formula:
		fmt.Fprintf(b, `<span title="%s">%s</span>`, esc(n.TeX), esc(n.Linear()))
	case *ast.NoteRef:
		fmt.Fprintf(b, `<b class="call">[note %s]</b>`, esc(n.Label))
	case *ast.Image:
		fmt.Fprintf(b, "[picture %s: %s]", esc(n.Src), esc(n.Alt))
	case *ast.LineBreak:
		b.WriteString("<br>")
	default:
		open, end := tags(in)
		b.WriteString(open)
		b.WriteString(string(inlineHTML(ast.Children(in))))
		b.WriteString(end)
	}
}

// tags are the tags of an inline that holds others.
func tags(in ast.Inline) (open, end string) {
	esc := template.HTMLEscapeString
	switch n := in.(type) {
	case *ast.Emph:
		return "<em>", "</em>"
	case *ast.Strong:
		return "<strong>", "</strong>"
	case *ast.Super:
		return "<sup>", "</sup>"
	case *ast.Sub:
		return "<sub>", "</sub>"
	case *ast.Link:
		return anchor(n.URL), "</a>"
	case *ast.Citation:
		return anchor(n.URL), "</a>"
	case *ast.Abbr:
		return fmt.Sprintf(`<abbr title="%s">`, esc(n.Expansion)), "</abbr>"
	case *ast.Mark:
		return "<" + string(n.Kind) + ">", "</" + string(n.Kind) + ">"
	case *ast.Lang:
		return fmt.Sprintf(`<i lang="%s" title="language: %[1]s">`, esc(n.Tag)), "</i>"
	}
	return "", ""
}

// anchor opens a link; an address that a browser would run is only shown.
func anchor(url string) string {
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return "<a>"
	}
	return fmt.Sprintf(`<a href="%s">`, template.HTMLEscapeString(url))
}
