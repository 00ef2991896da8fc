// Package normalise infers the structure of a document that came as plain
// lines, and marks what is certain in any document. In goes a raw tree from a
// reader; out comes the typed tree, with every decision in the log.
//
// Inference works on three views in turn: lines (what the page shows), blocks
// (lines joined to paragraphs, headings and items) and the finished tree. Each
// pass looks at the whole document, so that numbering logic, neighbours and
// statistics decide instead of single lines. Nothing is repaired that came
// structured already: a document without raw lines goes straight to the passes
// over the tree, and normalising twice changes nothing.
package normalise

import (
	"octavo/pipeline/ast"
	"octavo/pipeline/diag"
	"octavo/pipeline/normalise/inline"
	"octavo/pipeline/normalise/lang"
)

// view says what a pass works on.
type view string

const (
	onLines  view = "lines"
	onBlocks view = "blocks"
	onTree   view = "tree"
)

// pass is one step of normalising.
type pass struct {
	name string
	on   view
	run  func(*state)
}

// Passes is the order of work. The passes on lines and blocks run only where
// the reader left raw lines.
var passes = []pass{
	{"characters", onLines, cleanCharacters},
	{"running heads", onLines, dropRunningHeads},
	{"residue", onLines, dropResidue},
	{"contents", onLines, dropContents},
	{"ruled tables", onLines, recoverRuledTables},
	{"width", onLines, measureWidth},
	{"notes", onLines, findNotes},
	{"wraps", onLines, joinWraps},
	{"flat tables", onBlocks, recoverFlatTables},
	{"numbering", onBlocks, readNumbering},
	{"furniture", onBlocks, dropFurniture},
	{"title", onBlocks, findTitle},
	{"headings", onBlocks, findHeadings},
	{"levels", onBlocks, setLevels},
	{"lists", onBlocks, findLists},
	{"run-ins", onBlocks, findRunIns},
	{"tree", onBlocks, buildTree},
	{"document language", onTree, onDocument(inline.DocumentLanguage)},
	{"citations", onTree, onDocument(inline.Citations)},
	{"abbreviations", onTree, onDocument(inline.Abbreviations)},
	{"languages", onTree, onDocument(inline.LanguageRuns)},
}

// onDocument makes a pass of one that needs no more than the tree and the log.
func onDocument(run func(*ast.Document, *diag.Log)) func(*state) {
	return func(s *state) { run(s.doc, s.log) }
}

// state is what the passes share. Passes on the tree use doc and log only.
type state struct {
	doc *ast.Document
	log *diag.Log

	lines  []*line
	blocks []*block
	width  wrapWidth
	chains []*chain
	// front counts the blocks before the body: letterhead and title.
	front int
	// paged is set where running heads or feet held the page numbers.
	paged bool
	// chrome is set where furniture of a web page stood above the text.
	chrome bool
	notes  []*ast.Note
	// noteTexts holds the lines of each note until they are joined.
	noteTexts []noteText
	// words are the words of the document in small letters, made on demand.
	words map[string]bool
	// tag is the language of the lines, found on demand.
	tag *lang.Tag
}

// Run normalises doc and returns it. Decisions and findings go to log.
func Run(doc *ast.Document, log *diag.Log) *ast.Document {
	s := &state{doc: doc, log: log}
	raw := s.load()
	for _, p := range passes {
		if raw || p.on == onTree {
			p.run(s)
		}
	}
	return s.doc
}
