// Package markdown reads Markdown into the document tree: CommonMark with
// front matter, pipe tables, notes, definition lists, attributes, bracketed
// spans, superscripts and subscripts, in pandoc's notation. It is the inverse
// of ast.Markdown, and reads what others write as well: raw HTML is read
// as what it marks up where it is whole (package markup), else its text is kept
// and its tags are reported. It repairs nothing.
package markdown

import (
	"bytes"
	"cmp"
	"sync"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/encoding"
	chars "octavo/pipeline/internal/text"
)

// The codes of this reader.
const (
	CodeHTML     diag.Code = "markdown-html"
	CodeComment  diag.Code = "markdown-comment"
	CodeMeta     diag.Code = "markdown-front-matter"
	CodeNoNote   diag.Code = "markdown-note-missing"
	CodeTwice    diag.Code = "markdown-note-twice"
	CodeHeading  diag.Code = "markdown-heading-inside"
	CodeCells    diag.Code = "markdown-table-cells"
	CodeAttrs    diag.Code = "markdown-attributes"
	CodeEncoding diag.Code = "markdown-encoding"
	CodeNested   diag.Code = "markdown-link-inside"
	CodeAbbr     diag.Code = "markdown-abbreviation"
	CodeNumber   diag.Code = "markdown-list-number"
	CodeRaw      diag.Code = "markdown-raw"
)

var _ = diag.Register(map[diag.Code]string{
	CodeHTML:     "HTML in Markdown was read as what it marks up, or a tag was left out and its text kept.",
	CodeComment:  "A comment or a script in Markdown was left out.",
	CodeMeta:     "A key of the front matter is not known, or a value in front matter of another program is no use and was left out.",
	CodeNoNote:   "A note call in Markdown has no note; it was kept as text.",
	CodeTwice:    "Two notes in Markdown have the same identifier.",
	CodeHeading:  "A heading stands inside a quotation, list, table or note; it was taken for a strong paragraph.",
	CodeCells:    "A table row has more cells than the table has columns.",
	CodeAttrs:    "Attributes have no meaning here and were left out.",
	CodeEncoding: "Control characters were left out.",
	CodeAbbr:     "An abbreviation is marked and the file names no expansion for it.",
	CodeRaw:      "Raw text in the format of another output was left out.",
	CodeNested:   "A link stands inside a link; the inner one was kept as text.",
})

// Read reads a Markdown file called name. Findings go to log; the error tells
// that the front matter cannot be read, or that there are too many blocks or too
// deep ones.
func Read(name string, data []byte, log *diag.Log) (*ast.Document, error) {
	return read(name, data, &parts{}, log)
}

// read is Read for a file whose parts are counted in count.
func read(name string, data []byte, count *parts, log *diag.Log) (*ast.Document, error) {
	r := &reader{name: name, log: log, notes: map[string]*ast.Note{}, ids: map[string]bool{}, taken: map[string]int{},
		losses: &diag.Losses{}, told: map[weighed]bool{}, bare: &bareLinks{}}
	r.paired, r.closers = map[gast.Node]bool{}, map[gast.Node]gast.Node{}
	r.refs, r.counter, r.parts = &references{used: map[string]bool{}, named: map[string]gast.Node{}}, &counter{}, count
	data = r.clean(data)
	if !bytes.HasSuffix(data, []byte("\n")) {
		data = append(data[:len(data):len(data)], '\n') // goldmark misreads a last line without its end
	}
	front, body, line := splitFrontMatter(data)
	meta, err := r.meta(front)
	if err != nil {
		return nil, err
	}
	r.setSource(body, line)
	r.front, r.draft = front, draftSign.Match(body)
	r.sayDraftSources()
	r.counter.runs = runFence.Match(body)
	doc := &ast.Document{Meta: meta}
	root, err := r.parse(body, blockParser())
	if err != nil {
		return nil, err
	}
	r.pairRaw(root)
	doc.Blocks = ast.Nest(r.withoutContentsHeads(r.withTextRefs(r.withoutNoteRule(r.blocks(root, true)))), log)
	if r.parts.fault != nil {
		return nil, r.parts.fault
	}
	r.unclosedMarks()
	r.losses.Say(log)
	doc.Notes = r.allNotes
	ast.FillBodies(doc, log)
	r.cellHeaders()
	r.leadWikis(doc)
	r.nameLinks(doc)
	r.leadRefs(doc)
	r.losses.Say(r.log)
	r.markAbbrs(doc)
	r.expandAbbrs(doc)
	r.sayUnused()
	return doc, nil
}

// reader carries what is known while one file is read.
type reader struct {
	name   string
	log    *diag.Log
	source []byte
	// commands are the lines of commands to other programs that were left out.
	commands []int
	lines    lineIndex
	// firstLine is the number of the source's first line in the file.
	firstLine int
	// front is what stands before the text; draft tells of the parts of kramdown-rfc.
	front    frontMatter
	draft    bool
	notes    map[string]*ast.Note
	taken    map[string]int  // how often an identifier was taken already
	ids      map[string]bool // of what links lead to
	allNotes []*ast.Note
	headed   []*ast.Table // those with cells that name their headers
	// paired are the nodes whose HTML tags are paired, in closers.
	paired  map[gast.Node]bool
	closers map[gast.Node]gast.Node
	// losses are what carries meaning and is not read.
	losses *diag.Losses
	// runs are the elements of HTML among the blocks of runsOf that are in pieces: the
	// last block by the first.
	runs   map[gast.Node]gast.Node
	runsOf gast.Node
	// told are the attributes that were weighed, with their elements.
	told map[weighed]bool
	// marks are the open tags that mark the blocks behind them.
	marks []openMark
	// raw are the notes that raw HTML pairs with their calls.
	raw rawNotes
	// label is what a comment said about the note that is being read.
	label string
	// waiting are the anchors that stand before what comes next.
	waiting []ast.Inline
	// lined counts the blocks around whose lines are kept.
	lined int
	// boxed counts the boxes around.
	boxed int
	// depth counts the cells around.
	depth int
	// left is the column, from 0, at which the lines of a cell stand in the file.
	left int
	// refs are the addresses that are defined for links, with those of what is
	// around a cell.
	refs    *references
	counter *counter
	// parts counts the nodes of the whole file.
	parts *parts
	// bare are the links without words; myst and mdx are 1 where the text has no sign of
	// MyST or MDX, 2 where it has, 0 before that is known.
	bare      *bareLinks
	myst, mdx int
	// blockNames are the names of blocks that links have, once they are asked for.
	blockNames map[string]bool
	// wikis are the links of a wiki; abbrs what abbreviations mean.
	wikis []*ast.Link
	abbrs []abbrDef
	// attrLines are the attributes behind blocks, by the line where the block begins.
	attrLines map[int]attrs
	// above is the caption that stands above the next table.
	above      []ast.Inline
	aboveAttrs attrs
}

// setSource sets the Markdown that segments point into.
func (r *reader) setSource(source []byte, firstLine int) {
	r.source, r.lines, r.firstLine = source, newLineIndex(source), firstLine
}

// parse runs goldmark with our extensions and registers the notes.
func (r *reader) parse(source []byte, p parser.Parser) (root block, err error) {
	pc := r.refs.context(source)
	defs := &noteDefs{byID: map[string]*noteDef{}, missing: map[int]string{}}
	pc.Set(noteDefsKey, defs)
	pc.Set(knownNotesKey, r.notes)
	pc.Set(partsKey, r.parts)
	defer func() {
		switch p := recover().(type) {
		case nil:
		case tooDeep:
			err = ast.NestingFault(diag.Pos{File: r.name, Line: r.firstLine + p.line})
		case tooNested:
			err = ast.NestingFault(r.pos(p.offset))
		case tooMany:
			r.parts.fault = cmp.Or(r.parts.fault, ast.PartsFault(r.pos(p.offset)))
			err = r.parts.fault
		default:
			panic(p)
		}
	}()
	r.parts.countLines(source)
	root = p.Parse(text.NewReader(source), parser.WithContext(pc))
	r.refs.survey(r, root, pc)
	r.sayCrowded(pc)
	r.takeAbbrDefs(pc)
	r.takeAttrLines(pc)
	r.registerNotes(defs)
	return root, nil
}

// blockParser is the parser of whole texts, and lineParser that of texts which
// are paragraphs whatever they look like. A parser keeps nothing of what it read.
var (
	blockParser = sync.OnceValue(newParser)
	lineParser  = sync.OnceValue(func() parser.Parser {
		return parser.NewParser(parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1)), inlineParsers())
	})
)

func inlineParsers() parser.Option {
	return parser.WithInlineParsers(counted(append(goldmarkInlines(),
		util.Prioritized(mathParser{}, 99),
		util.Prioritized(noteCallParser{}, 101),
		util.Prioritized(spanParser{}, 102),
		util.Prioritized(attrParser{}, 103),
		util.Prioritized(scriptParser{}, 104),
		util.Prioritized(addressParser{}, 105),
		util.Prioritized(emojiParser{}, 107), // behind addresses
		util.Prioritized(hostParser{}, 86),
		util.Prioritized(criticParser{}, 87),
		util.Prioritized(keysParser{}, 93),
		util.Prioritized(crossRefParser{}, 88),
		util.Prioritized(templateParser{}, 90),
		util.Prioritized(commentParser{}, 89),
		util.Prioritized(roleParser{}, 92),
		util.Prioritized(inlineAttrs{}, 91),
		util.Prioritized(wikiParser{}, 95),
		util.Prioritized(exampleRefParser{}, 106),
		util.Prioritized(fewDelimiters{pairParser{}}, 500)))...)
}

// blockParsers are goldmark's own, with pandoc's marker of items that are counted.
func blockParsers() []util.PrioritizedValue {
	own := parser.DefaultBlockParsers()
	for i, p := range own {
		if p.Value == parser.NewListParser() || p.Value == parser.NewListItemParser() {
			own[i].Value = hashList{p.Value.(parser.BlockParser)}
		}
	}
	return own
}

func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(guarded(append(blockParsers(),
			util.Prioritized(notCaption{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(notCaption{extension.NewDefinitionDescriptionParser()}, 102),
			util.Prioritized(codeTagParser{}, 90), // before templates that stand alone
			util.Prioritized(attrsBeforeParser{}, 95),
			util.Prioritized(divParser{}, 100),
			util.Prioritized(draftParser{}, 94),
			util.Prioritized(programLineParser{}, 96),
			util.Prioritized(soleTemplate{}, 103), // behind the blocks of other programs
			util.Prioritized(commentBlockParser{}, 98),
			util.Prioritized(exampleParser{}, 100),
			util.Prioritized(admonitionParser{}, 100),
			util.Prioritized(lineBlockParser{}, 100),
			util.Prioritized(drawnTableParser{}, 99),
			util.Prioritized(boxTableParser{}, 97),
			util.Prioritized(mathBlockParser{}, 105),
			util.Prioritized(noteBlockParser{}, 999)))...),
		inlineParsers(),
		parser.WithParagraphTransformers(
			util.Prioritized(referenceAttrs{}, 90),
			util.Prioritized(shortReferences{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(attrLines{}, 140),
			util.Prioritized(abbrDefs{}, 150),
			util.Prioritized(countedTables{extension.NewTableParagraphTransformer()}, 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// clean makes the bytes text without byte-order mark, carriage returns and
// control characters, which neither XML nor PDF can hold.
func (r *reader) clean(data []byte) []byte {
	own := encoding.Recognise(data)
	text := chars.LineEnds.Replace(own.Decode(data))
	encoding.Report(r.name, text, own, r.log)
	data = []byte(text)
	if bytes.IndexFunc(data, isControl) < 0 {
		return data
	}
	n := bytes.Count(data[:bytes.IndexFunc(data, isControl)], []byte("\n"))
	r.add(diag.Warning, CodeEncoding, diag.Pos{File: r.name, Line: n + 1}, "the file holds control characters; they were left out", "")
	return bytes.Map(func(c rune) rune {
		if isControl(c) {
			return -1
		}
		return c
	}, data)
}

func isControl(c rune) bool {
	return c < ' ' && c != '\n' && c != '\t' || c == 0x7f || c == 0xfffe || c == 0xffff
}

func (r *reader) add(s diag.Severity, code diag.Code, pos diag.Pos, message, hint string) {
	r.log.Add(diag.Diagnostic{Code: code, Severity: s, Pos: pos, Rule: "markdown", Message: message, Hint: hint})
}

// drop logs source text that is left out of the document.
func (r *reader) drop(s diag.Severity, code diag.Code, pos diag.Pos, dropped, message string) {
	if code == CodeCommand {
		r.commands = append(r.commands, pos.Line)
	}
	r.log.Add(diag.Diagnostic{Code: code, Severity: s, Pos: pos, Rule: "markdown", Message: message, Dropped: dropped})
}

// pos is the place of a byte of the source.
func (r *reader) pos(offset int) diag.Pos {
	line, col := r.lines.at(offset)
	return diag.Pos{File: r.name, Line: r.firstLine + line, Col: r.left + col + 1}
}

func (r *reader) at(offset int) ast.At { return ast.At{Src: r.pos(offset)} }

// lineIndex holds the offset of each line's first byte.
type lineIndex []int

func newLineIndex(source []byte) lineIndex {
	idx := append(make(lineIndex, 0, 1+bytes.Count(source, []byte("\n"))), 0)
	for i, c := range source {
		if c == '\n' {
			idx = append(idx, i+1)
		}
	}
	return idx
}

// at gives line and column of an offset, both from 0.
func (idx lineIndex) at(offset int) (line, col int) {
	lo, hi := 0, len(idx)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; idx[mid] <= offset {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo, max(offset-idx[lo], 0)
}
