package matter

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/wording"
)

// Depth is the lowest level of heading that the contents list.
const Depth = 3

// contents makes the table of contents, or nil without sections.
func contents(blocks []ast.Block, lang string, words *wording.Words) *ast.Matter {
	entries := entriesOf(blocks)
	if len(entries) == 0 {
		return nil
	}
	return &ast.Matter{
		Role: ast.TOC, ID: ContentsID,
		Title:  inlines(words, words.Contents, lang),
		Blocks: []ast.Block{&ast.Contents{Entries: entries}},
	}
}

// entriesOf returns an entry for each section in blocks down to Depth, nested
// as the sections are.
func entriesOf(blocks []ast.Block) []*ast.Entry {
	var entries []*ast.Entry
	for _, b := range blocks {
		s, ok := b.(*ast.Section)
		if !ok || s.Level > Depth {
			continue
		}
		entries = append(entries, &ast.Entry{
			Target:  s,
			Number:  s.Number,
			Title:   entryTitle(s.Title),
			Entries: entriesOf(s.Blocks),
		})
	}
	return entries
}

// entryTitle copies a heading's inlines for use inside a link: every node is
// new, note calls and images are left out, links and abbreviations are reduced
// to their text, and a forced line end becomes a space. A heading of pictures
// alone goes by their alternatives.
func entryTitle(title []ast.Inline) []ast.Inline {
	out := plainRun(title)
	if name := ast.TitleText(title); name != strings.TrimSpace(ast.PlainText(title)) {
		return []ast.Inline{&ast.Text{Value: name}}
	}
	trimEnd(out)
	return out
}

func plainRun(inlines []ast.Inline) []ast.Inline {
	var out []ast.Inline
	for _, in := range inlines {
		switch n := in.(type) {
		case *ast.NoteRef, *ast.Image, *ast.Anchor:
		case *ast.Link:
			out = append(out, plainRun(n.Inlines)...)
		case *ast.Citation:
			out = append(out, plainRun(n.Inlines)...)
		case *ast.Abbr:
			out = append(out, plainRun(n.Inlines)...)
		case *ast.LineBreak:
			out = append(out, &ast.Text{At: n.At, Value: " "})
		default:
			out = append(out, ast.CloneInline(in, plainRun))
		}
	}
	return out
}

// trimEnd removes the space that a dropped note call leaves at the end.
func trimEnd(inlines []ast.Inline) {
	if len(inlines) == 0 {
		return
	}
	if t, ok := inlines[len(inlines)-1].(*ast.Text); ok {
		t.Value = strings.TrimRight(t.Value, " ")
	}
}
