package inline

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// The tests write documents in a notation of their own, a block a line:
// "# TITLE" is a heading, ">> " a quotation, anything else a paragraph; inside
// a line *words* are emphasis, ^n^ is a note call and _words_ a link.

// readNotation makes a document of lines.
func readNotation(source, lang string) *ast.Document {
	doc := &ast.Document{Meta: meta.Meta{Lang: lang}}
	for i, line := range strings.Split(strings.TrimSpace(source), "\n") {
		pos := diag.Pos{File: "in.txt", Line: i + 1, Col: 1}
		if line == "" {
			continue
		}
		doc.Blocks = append(doc.Blocks, readBlock(doc, line, pos))
	}
	return doc
}

func readBlock(doc *ast.Document, line string, pos diag.Pos) ast.Block {
	at := ast.At{Src: pos}
	if title, ok := strings.CutPrefix(line, "# "); ok {
		pos.Col += 2
		return &ast.Section{At: at, Level: 1, Title: readInlines(doc, title, pos)}
	}
	if quote, ok := strings.CutPrefix(line, ">> "); ok {
		pos.Col += 3
		return &ast.BlockQuote{At: at, Blocks: []ast.Block{&ast.Paragraph{At: at, Inlines: readInlines(doc, quote, pos)}}}
	}
	return &ast.Paragraph{At: at, Inlines: readInlines(doc, line, pos)}
}

func readInlines(doc *ast.Document, text string, pos diag.Pos) []ast.Inline {
	var out []ast.Inline
	for text != "" {
		at := ast.At{Src: pos}
		i := strings.IndexAny(text, "*^_")
		if i < 0 {
			return append(out, &ast.Text{At: at, Value: text})
		}
		if i > 0 {
			out = append(out, &ast.Text{At: at, Value: text[:i]})
		}
		inner, after, _ := strings.Cut(text[i+1:], text[i:i+1])
		pos.Col += i + 1
		out = append(out, readMark(doc, text[i], inner, pos))
		pos.Col += len(inner) + 1
		text = after
	}
	return out
}

func readMark(doc *ast.Document, mark byte, inner string, pos diag.Pos) ast.Inline {
	at := ast.At{Src: pos}
	text := []ast.Inline{&ast.Text{At: at, Value: inner}}
	switch mark {
	case '*':
		return &ast.Emph{At: at, Inlines: text}
	case '_':
		return &ast.Link{At: at, URL: "#x", Inlines: text}
	}
	note := &ast.Note{At: at, ID: inner, Label: inner, Blocks: []ast.Block{&ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Text{At: at, Value: "noot"}}}}}
	doc.Notes = append(doc.Notes, note)
	return &ast.NoteRef{At: at, Label: inner, Note: note}
}

// writeNotation shows the document with what the passes put in: words in
// brackets with the node's kind and address, expansion or language before a
// bar.
func writeNotation(doc *ast.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		prefix := ""
		if q, ok := block.(*ast.BlockQuote); ok {
			block, prefix = q.Blocks[0], ">> "
		}
		switch n := block.(type) {
		case *ast.Section:
			b.WriteString("# ")
			writeInlines(&b, n.Title)
		case *ast.Paragraph:
			b.WriteString(prefix)
			writeInlines(&b, n.Inlines)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func writeInlines(b *strings.Builder, list []ast.Inline) {
	for _, in := range list {
		open, end := marks(in)
		b.WriteString(open)
		if t, ok := in.(*ast.Text); ok {
			b.WriteString(t.Value)
		}
		writeInlines(b, ast.Children(in))
		b.WriteString(end)
	}
}

func marks(in ast.Inline) (open, end string) {
	switch n := in.(type) {
	case *ast.Emph:
		return "*", "*"
	case *ast.Link:
		return "_", "_"
	case *ast.NoteRef:
		return "^" + n.Label, "^"
	case *ast.Citation:
		return "[" + n.Scheme + " " + n.URL + "|", "]"
	case *ast.Abbr:
		return "[" + n.Expansion + "|", "]"
	case *ast.Lang:
		return "[" + n.Tag + "|", "]"
	}
	return "", ""
}

// writeLog shows the findings, a line each.
func writeLog(log *diag.Log) string {
	var b strings.Builder
	for _, d := range log.All() {
		fmt.Fprintf(&b, "%d:%d %s %s %s %.2f | %s | %s\n", d.Pos.Line, d.Pos.Col, d.Severity, d.Code, d.Rule, d.Confidence, d.Message, d.Excerpt)
	}
	return b.String()
}

// visible returns the visible text of all lines.
func visible(doc *ast.Document) string {
	var b strings.Builder
	eachLine(doc, func(list *[]ast.Inline, _ bool) { b.WriteString(ast.PlainText(*list) + "\n") })
	return b.String()
}
