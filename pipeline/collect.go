package pipeline

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/understand"
)

// Codes of the joining of several files.
const (
	codeNoteRenumbered diag.Code = "note-renumbered"
)

var _ = diag.Register(map[diag.Code]string{
	codeNoteRenumbered: "A note has another number than in its file, because notes are numbered through: in a book, and where one has a name.",
})

// isBook reports whether the job's parts become one publication; a single file
// without a part's heading or a region is its own.
func (j Job) isBook() bool {
	return len(j.Parts) > 1 || len(j.Parts) == 1 && (j.Parts[0].Heading != "" || j.Parts[0].Region != "")
}

// collect joins the documents of a job's parts into one publication. Each
// file's title becomes a heading over the file's sections, part headings stand
// above those, and notes are numbered through.
func collect(job Job, docs []*ast.Document, wanted []map[string]string, log *diag.Log) *ast.Document {
	if !job.isBook() {
		numberNamed(docs[0], log)
		return docs[0]
	}
	b := &binder{book: &ast.Document{Meta: job.Meta.fields}, titles: titlePlaces(log), ids: map[string]bool{}, log: log}
	b.book.Meta.Inference, b.book.Meta.Digest = meta.InferenceDone, ""
	links := findBookLinks(job.Parts, docs, wanted, log)
	starts := make([]ast.Block, len(docs))
	for i, doc := range docs {
		starts[i] = b.add(job.Parts[i], doc)
	}
	links.join(b.book, starts)
	numberThrough(b.book, log)
	return b.book
}

// binder makes one publication of several documents.
type binder struct {
	book   *ast.Document
	part   *ast.Section // that files stand in now; nil outside of parts
	titles map[string]diag.Pos
	ids    map[string]bool // of the files before
	log    *diag.Log
}

// add puts a file's document at the end of the book and gives its first block; nil
// where it has none.
func (b *binder) add(file Part, doc *ast.Document) ast.Block {
	b.book.Meta.Lang = cmp.Or(b.book.Meta.Lang, doc.Meta.Lang)
	if file.Region != "" {
		b.part = nil
	}
	if file.Heading != "" {
		b.part = newSection(1, file.Heading)
		b.log.Add(diag.Diagnostic{Code: codePartTitled, Pos: diag.Pos{File: file.Name, Line: 1}, Rule: "the book's file gives its parts their titles", Confidence: 1,
			Message: "a part of the book begins", Excerpt: file.Heading})
		b.book.Blocks = append(b.book.Blocks, b.part)
	}
	level, into := 1, &b.book.Blocks
	if b.part != nil {
		level, into = 2, &b.part.Blocks
	}
	inOrderOfCalls(doc)
	b.ownIDs(doc)
	b.nameFile(file, doc, *into)
	place := cmp.Or(b.titles[file.Name], diag.Pos{File: file.Name, Line: 1})
	chapters := chapterOf(doc, level, place, b.log)
	setRegion(chapters, ast.Region(file.Region))
	*into = append(*into, chapters...)
	b.book.Notes = append(b.book.Notes, doc.Notes...)
	if len(chapters) == 0 {
		return nil
	}
	return chapters[0]
}

// ownIDs gives what stands in a file other identifiers than the files before it
// have, and leads the file's links to them.
func (b *binder) ownIDs(doc *ast.Document) {
	own := map[string]string{}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		id := ast.NodeID(n)
		if id == "" {
			return true
		}
		own[id] = id
		for i := 2; b.ids[own[id]]; i++ {
			own[id] = fmt.Sprintf("%s-%d", id, i)
		}
		ast.SetNodeID(n, own[id])
		return true
	})
	doc.TitleID = own[doc.TitleID]
	for _, id := range own {
		b.ids[id] = true
	}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if l, ok := n.(*ast.Link); ok && strings.HasPrefix(l.URL, "#") && own[l.URL[1:]] != "" {
			l.URL = "#" + own[l.URL[1:]]
		}
		return true
	})
}

// setRegion marks the sections of a file that stands before or behind the
// chapters; one that was marked in the file keeps its own.
func setRegion(blocks []ast.Block, region ast.Region) {
	for _, b := range blocks {
		if s, ok := b.(*ast.Section); ok {
			s.Region = cmp.Or(region, s.Region)
		}
	}
}

// The findings about words that stand in no file of a book: their excerpts.
const (
	codeFileUntitled diag.Code = "title-of-file-assumed"
	codePartTitled   diag.Code = "title-of-part-given"
)

var _ = diag.Register(map[diag.Code]string{
	codeFileUntitled: "A file of a book has no title, so its chapter is called as the file is.",
	codePartTitled:   "A part of a book has its title from the file that puts the book together.",
})

// nameFile gives a file without a title the name of the file, where its text
// would otherwise run on in the chapter before it.
func (b *binder) nameFile(file Part, doc *ast.Document, before []ast.Block) {
	if doc.Meta.Title != "" || len(doc.Blocks) == 0 || !slices.ContainsFunc(before, isSection) || isSection(doc.Blocks[0]) {
		return
	}
	doc.Meta.Title = titleOfFile(file.Name)
	b.log.Add(diag.Diagnostic{Code: codeFileUntitled, Severity: diag.Warning, Pos: diag.Pos{File: file.Name, Line: 1}, Rule: "a chapter of a book has a title", Excerpt: doc.Meta.Title,
		Message: fmt.Sprintf("the file has no title; its chapter is called %q, as the file is", doc.Meta.Title),
		Hint:    "begin the file with its title: # …"})
}

func isSection(b ast.Block) bool {
	_, ok := b.(*ast.Section)
	return ok
}

// titleOfFile makes a file's name a title: "over_ons.md" is "Over ons".
func titleOfFile(name string) string {
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	words := strings.Join(strings.FieldsFunc(base, func(r rune) bool { return r == '_' || r == '-' || r == ' ' }), " ")
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

func newSection(level int, title string) *ast.Section {
	return &ast.Section{Level: level, Title: []ast.Inline{&ast.Text{Value: title}}}
}

// titlePlaces gives, by file, the place of the line that became its title;
// titles of metadata have none.
func titlePlaces(log *diag.Log) map[string]diag.Pos {
	places := map[string]diag.Pos{}
	for _, d := range log.All() {
		if d.Code == ast.CodeHeadTitle || d.Code == understand.CodeTitle {
			places[d.Pos.File] = cmp.Or(places[d.Pos.File], d.Pos)
		}
	}
	return places
}

// chapterOf returns a file's blocks with their outermost headings at level:
// under its title, which stands at the place pos, where it has one.
func chapterOf(doc *ast.Document, level int, pos diag.Pos, log *diag.Log) []ast.Block {
	if doc.Meta.Title == "" {
		return deepen(doc.Blocks, level-1, log)
	}
	s := newSection(level, doc.Meta.Title)
	s.Src = pos
	s.Blocks = deepen(doc.Blocks, level, log)
	takeAnchor(s, doc.TitleID)
	return []ast.Block{s}
}

// takeAnchor gives a chapter the identifier id that its heading had in its file, which an
// anchor at the front of its text holds since that became the title.
func takeAnchor(s *ast.Section, id string) {
	p := ast.FrontParagraph(s.Blocks)
	if id == "" || p == nil || len(p.Inlines) == 0 {
		return
	}
	if a, ok := p.Inlines[0].(*ast.Anchor); ok && a.ID == id {
		s.ID, p.Inlines = id, p.Inlines[1:]
	}
}

// numberNamed numbers the notes through where one goes by a name, [^new], as
// Markdown lets a person write it; a label as a source prints it stays.
func numberNamed(doc *ast.Document, log *diag.Log) {
	if slices.ContainsFunc(doc.Notes, func(n *ast.Note) bool { return isNoteName(n.Label) }) {
		inOrderOfCalls(doc)
		numberThrough(doc, log)
	}
}

// isNoteName tells a name from a printed label: it has three letters in a row or
// more, and is no Roman numeral.
func isNoteName(label string) bool {
	return threeLetters.MatchString(label) && !romanNumeral.MatchString(label)
}

var (
	threeLetters = pattern.Of(`\pL{3}`)
	romanNumeral = pattern.Of(`^(?i)[ivxlcdm]+$`)
)

// inOrderOfCalls sorts the notes by their first calls; those without one stay
// at the end.
func inOrderOfCalls(doc *ast.Document) { doc.Notes = resolve.CallsIn(doc).Called }

// numberThrough gives the notes the labels 1, 2, … in the book's order and
// their calls with them; each changed label is on record.
func numberThrough(book *ast.Document, log *diag.Log) {
	for i, n := range book.Notes {
		label := strconv.Itoa(i + 1)
		if n.Label != label {
			log.Add(diag.Diagnostic{Code: codeNoteRenumbered, Pos: n.Pos(), Rule: "notes are numbered through",
				Message: fmt.Sprintf("note %s of its file is note %s here", n.Label, label)})
		}
		n.ID, n.Label = label, label
	}
	for _, ref := range resolve.CallsIn(book).Refs {
		ref.Label = ref.Note.Label
	}
}
