package account

import (
	"maps"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// Source is a source whose mark-up was read to a tree, with what its reader left out.
type Source struct {
	Raw     *ast.Document
	Dropped []diag.Diagnostic
}

// CheckTree is Check for sources with mark-up: calls, the numbers of notes and the
// signs of lists, which mark-up makes, count only where they stood in the text, and the
// order is not looked at. A title counts where it stands on one side alone.
func CheckTree(sources []Source, doc *ast.Document, log []diag.Diagnostic) error {
	have := map[rune]int{}
	add(have, wordsOf(doc), 1)
	for _, d := range log {
		add(have, d.Dropped, 1)
		if slices.Contains(named, d.Code) {
			add(have, d.Excerpt, -1)
		}
	}
	for _, s := range sources {
		add(have, wordsOf(s.Raw)+s.Raw.Outside.Title, -1)
		for _, d := range s.Dropped {
			add(have, d.Dropped, -1)
		}
	}
	countTitles(have, sources, doc)
	for r, n := range labelsOf(doc) { // which stood in the text where they were no mark-up
		have[r] += min(n, max(0, -have[r]))
	}
	return balance(have)
}

// countTitles counts the titles and subtitles of the metadata where that brings both sides
// closer: all of them, of which a title that lost a character gives the one that the log has,
// or those of one side, else each by itself.
func countTitles(have map[rune]int, sources []Source, doc *ast.Document) {
	made, read := maps.Clone(have), maps.Clone(have)
	add(made, doc.Meta.Title+doc.Meta.Subtitle, 1)
	all := maps.Clone(made)
	for _, s := range sources {
		add(read, s.Raw.Meta.Title+s.Raw.Meta.Subtitle, -1)
		add(all, s.Raw.Meta.Title+s.Raw.Meta.Subtitle, -1)
	}
	best := slices.MinFunc([]map[rune]int{have, all, made, read}, func(a, b map[rune]int) int { return outOfBalance(a) - outOfBalance(b) })
	if outOfBalance(best) < outOfBalance(have) {
		clear(have)
		maps.Copy(have, best)
		return
	}
	addIfCloser(have, doc.Meta.Title, 1)
	addIfCloser(have, doc.Meta.Subtitle, 1)
	for _, s := range sources {
		addIfCloser(have, s.Raw.Meta.Title, -1)
		addIfCloser(have, s.Raw.Meta.Subtitle, -1)
	}
}

// named are the codes of findings whose excerpt is a title that stands in no source:
// that of a chapter, after the name of its file, and that of a part of a book.
var named = []diag.Code{"title-of-file-assumed", "title-of-part-given"}

// labelsOf counts the characters of calls, numbers of notes and signs of lists.
func labelsOf(doc *ast.Document) map[rune]int {
	out := map[rune]int{}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.NoteRef:
			add(out, n.Label, 1)
		case *ast.ListItem:
			add(out, n.Marker, 1)
		}
		return true
	})
	for _, n := range doc.Notes {
		add(out, n.Label, 1)
	}
	return out
}

// addIfCloser adds a text where fewer characters are out of balance with it.
func addIfCloser(have map[rune]int, text string, n int) {
	with := maps.Clone(have)
	add(with, text, n)
	if outOfBalance(with) < outOfBalance(have) {
		clear(have)
		maps.Copy(have, with)
	}
}

func outOfBalance(have map[rune]int) int {
	sum := 0
	for _, n := range have {
		sum += max(n, -n)
	}
	return sum
}

// wordsOf is the text of a document and of its notes.
func wordsOf(doc *ast.Document) string {
	var b strings.Builder
	count := func(n ast.Node) bool {
		switch n.(type) {
		case *ast.NoteRef, *ast.ListItem:
		default:
			b.WriteString(ownText(n))
		}
		return true
	}
	ast.WalkBlocks(doc.Blocks, count)
	for _, n := range doc.Notes {
		ast.WalkBlocks(n.Blocks, count)
	}
	return b.String()
}
