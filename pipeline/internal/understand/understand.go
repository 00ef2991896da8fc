// Package understand infers the structure of a document that came as plain
// lines, and marks what is certain in any document. In goes a raw tree from a
// reader; out comes the typed tree, with every decision in the log.
//
// Inference works on four views in turn: lines (what the page shows), blocks
// (lines joined to paragraphs, headings and items), the finished tree and the
// words in it. Each pass looks at the whole document, so that numbering logic,
// neighbours and statistics decide instead of single lines. Nothing is repaired
// that came structured already: a document without raw lines goes straight to
// the passes over the tree.
//
// What comes out says in its metadata that inference is done. A person may
// have corrected it since, so the words of such a document are left alone:
// normalising twice changes nothing, and what a person took out stays out.
package understand

import (
	"context"
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/understand/annotate/inline"
	"octavo/pipeline/internal/understand/annotate/lang"
)

// view says what a pass works on.
type view string

const (
	onLines  view = "lines"
	onBlocks view = "blocks"
	onBuild  view = "blocks that are decided about"
	onTree   view = "tree"
	// Mark-up and words are looked at unless inference was done before.
	onMarkup view = "mark-up"
	onWords  view = "words"
)

// pass is one step of normalising.
type pass struct {
	name string
	on   view
	run  func(*state)
}

// Passes is the order of work. The passes on lines and blocks run only where
// the reader left raw lines, that on mark-up only where it left none.
var passes = []pass{
	{"line numbers", onLines, dropLineNumbers},
	{"text columns", onLines, readTextColumns},
	{"evidence", onLines, gatherEvidence},
	{"characters", onLines, cleanCharacters},
	{"front", onLines, findFront},
	{"page edges", onLines, dropPageEdges},
	{"contents", onLines, dropContents},
	{"drawn tables", onLines, recoverDrawnTables},
	{"residue", onLines, dropResidue},
	{"ruled tables", onLines, recoverRuledTables},
	{"columns", onLines, keepColumns},
	{"width", onLines, measureWidth},
	{"members of articles", onLines, markMembers},
	{"notes", onLines, findNotes},
	{"marks", onLines, markLines},
	{"wraps", onBlocks, joinWraps},
	{"flat tables", onBlocks, recoverFlatTables},
	{"numbering", onBlocks, readNumbering},
	{"furniture", onBlocks, dropFurniture},
	{"title", onBlocks, findTitle},
	{"headings", onBlocks, findHeadings},
	{"levels", onBuild, setLevels},
	{"lists", onBuild, findLists},
	{"run-ins", onBuild, findRunIns},
	{"tree", onBuild, buildTree},
	{"soft hyphens", onTree, dropSoftHyphens},
	{"links", onTree, unlink},
	{"notes in lists", onMarkup, pairListed},
	{"notes of mark-up", onMarkup, pairRaised},
	{"title of mark-up", onMarkup, titleOfMarkup},
	{"headings of mark-up", onMarkup, outlineLoose},
	{"lone chapters", onMarkup, func(s *state) { ast.TakeTitle(s.doc, s.log) }},
	{"captions of mark-up", onMarkup, joinCaptions},
	{"document language", onTree, onDocument(inline.DocumentLanguage)},
	{"errors of fields", onWords, onDocument(inline.FieldErrors)},
	{"citations", onWords, onDocument(inline.Citations)},
	{"addresses", onWords, onDocument(inline.Addresses)},
	{"abbreviations", onWords, onDocument(inline.Abbreviations)},
	{"languages", onWords, onDocument(inline.LanguageRuns)},
}

// onDocument makes a pass of one that needs no more than the tree and the log.
func onDocument(run func(*ast.Document, *diag.Log)) func(*state) {
	return func(s *state) { run(s.doc, s.log) }
}

// state is what the passes share. Passes on mark-up, the tree and its words use
// doc and log only.
type state struct {
	doc *ast.Document
	log *diag.Log

	lines  []*line
	blocks []*block
	width  wrapWidth
	// unbroken says that each line is a paragraph.
	unbroken bool
	// ragged says that lines break anywhere.
	ragged bool
	// longest is the length of the longest line of prose in a text that shows no width.
	longest int
	chains  []*chain
	// front counts the blocks before the body: letterhead and title.
	front int
	// body is the first block of running text, while titles are sought.
	body  int
	notes []*ast.Note
	// titleRunnerUp is the reading of the cover that comes next to the title.
	titleRunnerUp string
	// titles are the blocks that became the title and left the text.
	titles []*block
	// evidence is that of the raw lines with a text, judged what the model makes of
	// them, by the number of the line.
	evidence []evidence
	// parts are where on a printed line, by its number, the text of further columns begins.
	parts map[int][]int
	// beside are the lines, by number, with text of columns side by side that were
	// not parted: what becomes of them is doubtful.
	beside map[int]bool
	// textColumns are the widths of the columns of text that stood side by side.
	textColumns []int
	// marginColumn is the gap before the margin block of a letter on the last page that has
	// one beside its text.
	marginColumn int
	judged       map[int]*judgement
	// cells are the lines that the model takes for cells of tables, by number: no
	// rule may leave them out. At a page's edge those in outer are its furniture.
	cells, outer map[int]bool
	// reached are the lines, by number, of which the rules asked whether they are in outer.
	reached map[int]bool
	// found are the metadata of the document as the passes over the lines left them.
	found meta.Meta
	// noteTexts holds the lines of each note until they are joined.
	noteTexts []noteText
	// promised are the titles of the printed table of contents, in small letters.
	promised map[string]bool
	// lastPlace is the last line with a text, found on demand among the lines
	// that hold a table of contents.
	lastPlace map[string]int
	// sections are the lines that begin with a number, by it and by the beginning of what
	// stands behind it, found with lastPlace.
	sections map[string][]int
	// words are the words of the document in small letters, made on demand.
	words map[string]bool
	// divided says whether the text divides words at the ends of lines: 1 yes, -1 no, 0 not
	// yet asked.
	divided int
	// parted says in the same way whether such hyphens stand behind a space.
	parted int
	// singles counts the blocks with a single number of each value, made on demand.
	singles map[int]int
	// gapsRead is the line up to which no table of a layout begins.
	gapsRead int
	// undatable is set where the front has a date in numbers whose order is open.
	undatable bool
	// cover is what the words of the front of a document with mark-up make likely.
	cover *coverTitle
	// tag is the language of the lines, found on demand.
	tag *lang.Tag
}

// Run recovers the structure of doc and returns it. Decisions and findings go to
// log. When ctx ends, the passes that are left are skipped.
func Run(ctx context.Context, doc *ast.Document, log *diag.Log) *ast.Document {
	done := doc.Meta.Inference == meta.InferenceDone
	raw := slices.ContainsFunc(doc.Blocks, func(b ast.Block) bool { _, is := b.(*ast.Line); return is })
	if raw {
		structured(ctx, doc).confide(log)
	}
	s := &state{doc: doc, log: log} // the lines and what was known of them can go
	if !raw && !done {
		s.frontOfMarkup(ctx)
	}
	runs := map[view]bool{onMarkup: !raw && !done, onTree: true, onWords: !done}
	s.run(ctx, func(p pass) bool { return runs[p.on] })
	doc.Meta.Inference = meta.InferenceDone
	return doc
}

// structured makes the tree of a document of raw lines.
func structured(ctx context.Context, doc *ast.Document) *state {
	s := judgedTwice(ctx, doc)
	s.overrule()
	s.run(ctx, func(p pass) bool { return p.on == onBuild })
	return s
}

// judgedTwice has the rules propose and the model judge what they propose; where it
// finds tables or furniture, they are asked again with these lines held fast. What the
// rules did with the lines holds, unless they ask about one that the model takes for
// furniture of a page.
func judgedTwice(ctx context.Context, doc *ast.Document) *state {
	given := doc.Meta
	read := readLines(ctx, &state{doc: doc})
	s := read.proposed(ctx)
	votes := s.votes()
	judged := s.judge(votes)
	if cells, outer := s.tableSpans(judged, votes), s.wronglyLeft(judged); len(cells)+len(outer) > 0 {
		if read.cells, read.outer = cells, outer; read.askedOf(outer) {
			doc.Meta = given
			read = readLines(ctx, &state{doc: doc, cells: cells, outer: outer, evidence: s.evidence})
		}
		s = read.proposed(ctx)
	}
	s.judged = judged
	return s
}

// readLines runs the passes over the lines of the document of s. No rule leaves the
// lines in its cells out; those in outer are of no text where they stand at the edge of a
// page.
func readLines(ctx context.Context, s *state) *state {
	s.log = &diag.Log{}
	s.load()
	s.run(ctx, func(p pass) bool { return p.on == onLines })
	s.found = s.doc.Meta
	return s
}

// proposed runs the rules that make blocks of the lines on a copy of s, which stays as
// it is.
func (s *state) proposed(ctx context.Context) *state {
	made := *s
	made.log = s.log.Clone()
	made.lines = make([]*line, len(s.lines))
	store := make([]line, len(s.lines))
	for i, l := range s.lines {
		store[i] = *l
		made.lines[i] = &store[i]
	}
	made.doc.Meta = s.found
	made.run(ctx, func(p pass) bool { return p.on == onBlocks })
	return &made
}

// run runs the passes that are picked, in order, until ctx ends.
func (s *state) run(ctx context.Context, pick func(pass) bool) {
	for _, p := range passes {
		if pick(p) && ctx.Err() == nil {
			p.run(s)
		}
	}
}
