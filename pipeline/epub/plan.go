package epub

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/ast"
	"octavo/pipeline/diag"
	"octavo/pipeline/matter"
)

// book is a publication in the making.
type book struct {
	doc        *ast.Document
	opt        Options
	log        *diag.Log
	lang       string
	words      *matter.Wording
	identifier string

	units []*unit
	texts int // how many of them are text proper
	// places says in which file an identifier is.
	places map[string]string
	noteIn map[*ast.Note]string
	calls  map[*ast.Note]int

	// marks are the page breaks inside a text, by offset; pageList has all
	// that were written, in reading order.
	marks    map[*ast.Text][]*mark
	pageList []*mark

	images     map[string]*picture
	imageOrder []*picture
	// seen says what the content has, for the metadata.
	seen   features
	failed bool
}

// features are what the accessibility metadata is derived from.
type features struct {
	images, missingAlt, tables, missingHeader, notes, pages bool
}

// unit is one content document. Its role is that of its part of the book; its
// body is filled in by render.
type unit struct {
	file   string
	title  string
	region string // frontmatter, bodymatter, backmatter
	matter *ast.Matter
	blocks []ast.Block
	notes  []*ast.Note
	body   []byte
	size   int // bytes of text in its sections
}

// mark is one page break.
type mark struct {
	label   string
	id      string
	offset  int
	file    string
	written bool
}

// planUnits divides the book: each generated part and each chapter is a file;
// what stands outside chapters is gathered in files between them.
func (bk *book) planUnits() {
	leaflet := isLeaflet(bk.doc.Blocks)
	for _, b := range bk.doc.Blocks {
		switch n := b.(type) {
		case *ast.Matter:
			bk.addMatter(n)
		case *ast.Section:
			bk.addSection(n, leaflet)
		default:
			last := bk.lastUnit()
			if last == nil || last.matter != nil || isSection(last.blocks[0]) {
				last = bk.addText(bk.title())
			}
			last.blocks = append(last.blocks, b)
		}
	}
	for _, u := range bk.units {
		bk.planNotes(u)
	}
	bk.planUncalled()
	for _, u := range bk.units {
		bk.planPlaces(u)
	}
}

// addSection adds a file for a chapter. A chapter joins the one before it where
// that has a heading alone, and in a leaflet while the file is not too long.
func (bk *book) addSection(s *ast.Section, leaflet bool) {
	last, size := bk.lastUnit(), textSize([]ast.Block{s})
	joins := last != nil && last.matter == nil &&
		(leaflet && last.size+size <= leafletFile || isHeadingAlone(last.blocks))
	if !joins {
		last = bk.addText(headingText(s.Number, s.Sep, s.Title))
	}
	last.blocks = append(last.blocks, s)
	last.size += size
}

// A leaflet is a paper whose chapters are no longer than a paragraph, such as
// questions with their answers: a page of its own for each would be a nuisance.
const (
	leafletChapter = 1000  // bytes of text that a chapter has there on average, at most
	leafletFile    = 30000 // bytes of text in one file
)

func isLeaflet(blocks []ast.Block) bool {
	sections, size := 0, 0
	for _, b := range blocks {
		if isSection(b) {
			sections++
			size += textSize([]ast.Block{b})
		}
	}
	return sections > 1 && size <= sections*leafletChapter
}

func isHeadingAlone(blocks []ast.Block) bool {
	if len(blocks) != 1 {
		return false
	}
	s, ok := blocks[0].(*ast.Section)
	return ok && len(s.Blocks) == 0
}

// textSize is the bytes of text in blocks.
func textSize(blocks []ast.Block) int {
	n := 0
	ast.WalkBlocks(blocks, func(node ast.Node) bool {
		if t, ok := node.(*ast.Text); ok {
			n += len(t.Value)
		}
		return true
	})
	return n
}

func (bk *book) addMatter(n *ast.Matter) {
	u := &unit{matter: n, blocks: n.Blocks, title: ast.PlainText(n.Title), region: "frontmatter"}
	switch n.Role {
	case ast.TOC:
		u.file = navFile
	case ast.TitlePage:
		u.file, u.title = "titlepage.xhtml", bk.title()
	default:
		u.file, u.region = string(n.Role)+".xhtml", "backmatter"
	}
	bk.addUnit(u)
}

// addText adds a file for a part of the text proper. Files sort by name in
// reading order.
func (bk *book) addText(title string) *unit {
	bk.texts++
	return bk.addUnit(&unit{file: fmt.Sprintf("chapter-%03d.xhtml", bk.texts), title: title, region: "bodymatter"})
}

func (bk *book) addUnit(u *unit) *unit {
	bk.units = append(bk.units, u)
	return u
}

func (bk *book) lastUnit() *unit {
	if len(bk.units) == 0 {
		return nil
	}
	return bk.units[len(bk.units)-1]
}

func isSection(b ast.Block) bool {
	_, ok := b.(*ast.Section)
	return ok
}

// title is the publication's title; a package must have one.
func (bk *book) title() string {
	if bk.doc.Meta.Title != "" {
		return bk.doc.Meta.Title
	}
	for _, b := range bk.doc.Blocks {
		if s, ok := b.(*ast.Section); ok {
			return headingText(s.Number, s.Sep, s.Title)
		}
	}
	return bk.opening()
}

// titleLength is about how many characters of the text stand for a title.
const titleLength = 60

// opening is the first words of the text, for a book without title or heading.
func (bk *book) opening() string {
	title := bk.words.TitlePage
	ast.WalkBlocks(bk.doc.Blocks, func(n ast.Node) bool {
		p, ok := n.(*ast.Paragraph)
		if !ok || title != bk.words.TitlePage {
			return title == bk.words.TitlePage
		}
		if text := strings.TrimSpace(ast.PlainText(p.Inlines)); text != "" {
			title = shorten(text)
		}
		return false
	})
	return title
}

// shorten cuts a text behind the word that reaches titleLength.
func shorten(text string) string {
	if len(text) <= titleLength {
		return text
	}
	if end := strings.IndexByte(text[titleLength:], ' '); end >= 0 {
		return text[:titleLength+end] + " …"
	}
	return text
}

// planNotes gives u the notes that it is the first to call, those called from
// its notes too.
func (bk *book) planNotes(u *unit) {
	ast.WalkBlocks(u.blocks, bk.collector(u))
	bk.planNested(u, 0)
}

// planNested follows the calls in u's notes from the given one on; the list
// grows while notes call notes.
func (bk *book) planNested(u *unit, from int) {
	for i := from; i < len(u.notes); i++ {
		ast.WalkBlocks(u.notes[i].Blocks, bk.collector(u))
	}
}

// collector gives u each note on its first call.
func (bk *book) collector(u *unit) ast.Visit {
	return func(n ast.Node) bool {
		if ref, ok := n.(*ast.NoteRef); ok && ref.Note != nil && bk.noteIn[ref.Note] == "" {
			bk.noteIn[ref.Note] = u.file
			u.notes = append(u.notes, ref.Note)
		}
		return true
	}
}

// planUncalled puts the notes that nothing calls at the end of the text, so
// that nothing is lost.
func (bk *book) planUncalled() {
	var last *unit
	for _, u := range bk.units {
		if u.region == "bodymatter" {
			last = u
		}
	}
	for _, n := range bk.doc.Notes {
		if bk.noteIn[n] != "" {
			continue
		}
		if last == nil {
			last = bk.addText(bk.title())
		}
		bk.log.Add(diag.Diagnostic{
			Code: CodeNoteUncalled, Severity: diag.Warning, Pos: n.Pos(), Rule: "epub",
			Message: fmt.Sprintf("note %s is not called from the text", n.Label),
			Hint:    "it stands at the end of the last chapter; put its call where it belongs",
		})
		bk.noteIn[n] = last.file
		last.notes = append(last.notes, n)
		bk.planNested(last, len(last.notes)-1)
	}
}

// planPlaces records where each identifier will be.
func (bk *book) planPlaces(u *unit) {
	if u.matter != nil {
		bk.place(u.matter.ID, u.file)
	}
	visit := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			bk.place(n.ID, u.file)
		case *ast.Table:
			bk.place(n.ID, u.file)
		case *ast.Figure:
			bk.place(n.ID, u.file)
		case *ast.NoteRef:
			if n.Note != nil {
				bk.place(matter.CallID(n.Note, 1), u.file)
			}
		}
		return true
	}
	ast.WalkBlocks(u.blocks, visit)
	for _, n := range u.notes {
		bk.place(matter.NoteID(n), u.file)
		ast.WalkBlocks(n.Blocks, visit)
	}
}

func (bk *book) place(id, file string) {
	if _, taken := bk.places[id]; id != "" && !taken {
		bk.places[id] = file
	}
}

// planPages files the page breaks by the text that they fall in.
func (bk *book) planPages(pages []PageBreak) {
	bk.marks = make(map[*ast.Text][]*mark, len(pages))
	for _, p := range pages {
		if p.Loc.Node == nil {
			continue
		}
		m := &mark{label: p.Label, id: bk.pageID(p.Label), offset: runeStart(p.Loc.Node.Value, p.Loc.Offset)}
		bk.marks[p.Loc.Node] = append(bk.marks[p.Loc.Node], m)
	}
	for _, marks := range bk.marks {
		sort.SliceStable(marks, func(i, j int) bool { return marks[i].offset < marks[j].offset })
	}
}

// pageID is an identifier for a page that nothing else in the book has.
func (bk *book) pageID(label string) string {
	id := xmlName("page-" + label)
	for n := 2; bk.places[id] != ""; n++ {
		id = xmlName(fmt.Sprintf("page-%s.%d", label, n))
	}
	bk.places[id] = pagePlace
	return id
}

// pagePlace stands in places for the identifiers of pages, to which no link of
// the source leads.
const pagePlace = "-"

// runeStart returns the offset in s at or before i where a character begins.
func runeStart(s string, i int) int {
	i = max(0, min(i, len(s)))
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

func headingText(number, sep string, title []ast.Inline) string {
	text := ast.PlainText(title)
	if number == "" {
		return text
	}
	return number + sep + text
}
