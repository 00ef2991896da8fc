// Package docx reads Word documents (WordprocessingML, ISO/IEC 29500-1, 17): what
// styles, lists, tables, notes and fields say, as Word shows it. What it leaves out
// (the printed contents, running heads, comments, what was deleted) is on record,
// and what it does not understand is a warning. Positions are numbers of paragraphs,
// counted from 1 in the order of the file.
package docx

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/office"
)

// IsDocument reports whether a file is a Word document by its content.
func IsDocument(data []byte) bool {
	if office.NotZip("", data) != nil {
		return false
	}
	a, err := office.Open("", data)
	return err == nil && a.Has("word/document.xml")
}

// Read reads the Word document called name. Findings go to log; the error tells
// that the file is none, is damaged or encrypted, or would unpack to more than a
// document can need.
func Read(name string, data []byte, opts office.Options, log *diag.Log) (*ast.Document, error) {
	r, err := open(name, data)
	if err != nil {
		return nil, err
	}
	r.Report = office.NewReport(name, log)
	r.opts = opts
	return r.document()
}

// Lines gives the text of each paragraph, as positions number them.
func Lines(name string, data []byte) ([]string, error) {
	r, err := open(name, data)
	if err != nil {
		return nil, err
	}
	return office.Paragraphs(r.main.root, map[string]bool{"w:t": true, "w:delText": true}), nil
}

// part is a part of the package with its relationships.
type part struct {
	name string
	root *office.Node
	rels map[string]rel
}

// reader carries what is known while one document is read.
type reader struct {
	*office.Report
	name      string
	opts      office.Options
	archive   *office.Archive
	main      *part
	styles    *styles
	numbering *numbering
	settings  *office.Node
	lang      string // of the document
	notes     *notes
	anchors   *office.Anchors
	changes   changes
	described []described
	hidden    []string // text that is not shown
	pictures  *office.Pictures
	title     office.Title
	authors   string // in the properties
	promised  *office.Promises
	// contentsLines are entries of printed contents that are no field.
	contentsLines []string
	looks         map[*ast.Paragraph]ast.Look
	bodySize      int
	seen          map[string]bool         // kinds of elements that were reported
	heads         int                     // headings by style
	drawn         map[string]*office.Node // charts and diagrams by part
	chartCells    int                     // of the tables of charts
}

// open opens a package and reads the parts that all others need.
func open(name string, data []byte) (*reader, error) {
	if err := office.NotZip(name, data); err != nil {
		return nil, err
	}
	a, err := office.Open(name, data)
	if err != nil {
		return nil, err
	}
	r := &reader{name: name, archive: a, pictures: office.NewPictures(a), seen: map[string]bool{}, drawn: map[string]*office.Node{}, anchors: office.NewAnchors(),
		looks: map[*ast.Paragraph]ast.Look{}, promised: office.NewPromises()}
	if r.main, err = r.mainPart(); err != nil {
		return nil, err
	}
	return r, r.readParts()
}

// readParts reads styles, lists and settings.
func (r *reader) readParts() error {
	root, err := r.related(r.main, "styles")
	if err != nil {
		return err
	}
	if r.styles, err = readStyles(r.name, root); err != nil {
		return err
	}
	if root, err = r.related(r.main, "numbering"); err != nil {
		return err
	}
	r.numbering = readNumbering(root)
	r.settings, err = r.related(r.main, "settings")
	return err
}

func (r *reader) document() (*ast.Document, error) {
	body := r.main.root.Kid("w:body")
	if body == nil {
		return nil, office.Damaged(r.name, "it has no body")
	}
	r.styles.complete(body)
	r.styles.findRunningStyles(body)
	r.sayRunningStyles()
	doc := &ast.Document{}
	if err := r.meta(doc, body); err != nil {
		return nil, err
	}
	r.lang = doc.Meta.Lang
	var err error
	if r.notes, err = r.readNotes(); err != nil {
		return nil, err
	}
	r.readPromises(body)
	f := &flow{r: r, part: r.main, top: true}
	f.blocks(body)
	doc.Blocks = r.WithoutTypedContents(f.finish(), r.anchors)
	doc.Notes = r.notes.finish(r)
	if err := r.leftOut(doc); err != nil {
		return nil, err
	}
	r.title.Give(doc, r.Report)
	office.GiveAuthors(doc, r.authors, r.Report)
	ast.FillBodies(doc, r.Log)
	r.anchors.Resolve(doc, r.opts.Wanted, r.Report)
	doc.Blocks = ast.Nest(doc.Blocks, r.Log)
	r.CoverBox(doc, r.looks)
	office.Loosen(doc, r.heads, r.looks)
	return doc, nil
}

// leftOut says what was left out as a whole; the head of the first page goes to doc.
func (r *reader) leftOut(doc *ast.Document) error {
	r.changes.report(r)
	r.reportHidden()
	r.TellSigns()
	r.reportDescribed()
	r.contentsLeftOut(0, strings.Join(r.contentsLines, "\n"))
	if err := r.reportComments(); err != nil {
		return err
	}
	return r.furniture(doc)
}

// reportComments says how many comments were left out.
func (r *reader) reportComments() error {
	root, err := r.related(r.main, "comments")
	if err != nil || root == nil {
		return err
	}
	var texts []string
	root.Each("w:comment", func(n *office.Node) {
		texts = append(texts, office.Plain(n, textElements))
	})
	if len(texts) > 0 {
		r.Drop(0, office.CodeComments, 1, strings.Join(texts, "\n"), office.Count(len(texts), "comment", "comments")+" left out")
	}
	return nil
}
