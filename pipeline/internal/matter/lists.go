package matter

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/wording"
)

// listOf makes the list of tables or of figures; nil where none has a caption.
func listOf(what string, blocks []ast.Block, lang string, words *wording.Words) *ast.Matter {
	out := &ast.Matter{Role: ast.Tables, ID: TablesID, Title: inlines(words, words.Tables, lang)}
	if what == meta.ListFigures {
		out = &ast.Matter{Role: ast.Figures, ID: FiguresID, Title: inlines(words, words.Figures, lang)}
	}
	entries := captioned(blocks, what)
	if len(entries) == 0 {
		return nil
	}
	out.Blocks = []ast.Block{&ast.Contents{Entries: entries}}
	return out
}

// captioned returns an entry for each table, or each figure, that has a caption.
func captioned(blocks []ast.Block, what string) []*ast.Entry {
	var entries []*ast.Entry
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		var caption []ast.Inline
		switch n := n.(type) {
		case *ast.Table:
			if what == meta.ListTables {
				caption = n.Caption
			}
		case *ast.Figure:
			if what == meta.ListFigures {
				caption = n.Caption
			}
		}
		if title := entryTitle(caption); ast.PlainText(title) != "" {
			entries = append(entries, &ast.Entry{Object: ast.NodeID(n), Title: title})
		}
		_, inline := n.(ast.Inline)
		return !inline
	})
	return entries
}
