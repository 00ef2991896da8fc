// Package epub makes an EPUB 3.3 publication that meets EPUB Accessibility 1.1.
//
// What comes in is a checked document with its front and back matter, a style
// sheet, the faces it names, and where the pages of the print layout begin.
// What goes out is the whole container: one content document a chapter with
// the notes that it calls, the navigation document (contents, landmarks, page
// list), the NCX for old reading systems, a cover, and metadata that say only
// what the content bears out.
//
// The work goes in steps: plan.go and its neighbours decide which block and note
// goes into which file, blocks.go and inlines.go write the content, assemble.go
// lets go-epub put sections together, nav.go, ncx.go and package.go write what
// go-epub cannot express, preflight.go checks the whole, container.go zips it.
// The same input gives the same bytes at any concurrency.
package epub

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/wording"
)

// PageBreak says where a page of the print layout begins.
type PageBreak struct {
	// Label is the page's folio, as a reader cites it ("iv", "12").
	Label string
	// Loc is where it begins; without a node it is not in the list of pages, of
	// which a finding tells unless it is blank.
	Loc ast.Loc
	// Rest tells that the page holds the rest of a note alone, Cover that it is the
	// cover, Blank that nothing is on it.
	Rest, Cover, Blank bool
}

// Options are what a publication needs beside its document.
type Options struct {
	// CSS is the style sheet without font faces; families are those of Faces.
	CSS string
	// Identifier is the package's unique identifier; it is required.
	Identifier string
	// Faces are embedded whole where CSS names their family.
	Faces []Face
	// Cover is the cover that StartCover draws; nil is one without words.
	Cover *Cover
	// Time is the modification date of the package; it is written in UTC.
	Time time.Time
	// PageSource names the edition that the page breaks come from, for
	// a11y metadata. Empty means the document's title and "PDF".
	PageSource string
	// Load reads a picture from the input's folder. A nil Load refuses all.
	Load func(name string) ([]byte, error)
	// Generator is the program's name and version for the metadata.
	Generator string
	// Lossy tells that not all that the source says is in the document, so that
	// conformance is not claimed.
	Lossy bool
}

// Face is one font file that the publication may embed.
type Face struct {
	// File is the name inside the publication, "SourceSerif4-Regular.ttf".
	File   string
	Family string
	Weight int
	Italic bool
	// Data is the file, TrueType or OpenType; whole, or of single signs those that are used.
	Data []byte
}

// Publication is a finished publication in memory. Its entries do not change
// any more; WriteTo may be called repeatedly.
type Publication struct {
	entries []entry
	// Identifier is the unique identifier of the package document.
	Identifier string
	// Chapters counts the files of the text proper, Notes the notes, Pages
	// the entries of the page list.
	Chapters, Notes, Pages int
	// Access is what the package document says of accessibility, and what of each was
	// counted.
	Access []Access
}

// Build makes the publication. Findings go to log; the error says that a node
// is unknown, that title or identifier is missing, that an image cannot be had, or that the result would not be
// sound (see preflight.go), in which case log holds what was found. It is that
// of ctx when ctx ends.
func Build(ctx context.Context, doc *resolve.Document, pages []PageBreak, opt Options, log *diag.Log) (*Publication, error) {
	if doc.Meta.Title == "" { // EPUB 3.3, 5.5.3.1.2
		return nil, errors.New("an EPUB must have a title: give one in the metadata: title: …")
	}
	if doc.Meta.Lang == "" { // EPUB 3.3, 5.5.3.1.3
		return nil, errors.New("an EPUB must name its language, and that of the text is not known: give it in the metadata: lang: …")
	}
	if opt.Identifier == "" { // EPUB 3.3, 5.5.3.1.1
		return nil, errors.New("an EPUB must have an identifier: give one in the metadata: identifiers: …")
	}
	bk, err := set(ctx, doc, pages, opt)
	defer bk.tell(log)
	if err != nil {
		return nil, err
	}
	front, err := bk.startCover()()
	if err != nil {
		return nil, err
	}
	sections, err := assemble(bk.units)
	if err != nil {
		return nil, err
	}
	entries := bk.finish(sections, front)
	if err := preflight(entries, bk.log); err != nil {
		return nil, err
	}
	if bk.failed {
		return nil, fmt.Errorf("the EPUB cannot be made: see the errors in the log")
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &Publication{
		entries:    compress(entries),
		Identifier: bk.identifier,
		Chapters:   bk.chapters(),
		Notes:      len(doc.Notes),
		Pages:      len(bk.pageList),
		Access:     bk.access(),
	}, nil
}

// set plans the files and writes them; where some are too long, again in more of
// them, by the sizes that were seen. The book has a log of its own.
func set(ctx context.Context, doc *resolve.Document, pages []PageBreak, opt Options) (*book, error) {
	var sizes map[ast.Node]int
	for {
		bk := newBook(doc, opt, &diag.Log{})
		bk.planUnits(sizes)
		bk.planPages(pages)
		if err := bk.render(ctx); err != nil {
			return bk, err
		}
		if sizes != nil {
			bk.tellLong()
			return bk, nil
		}
		if sizes = bk.sizes(); sizes == nil {
			return bk, nil
		}
	}
}

// tell passes the findings on.
func (bk *book) tell(log *diag.Log) {
	for _, d := range bk.log.All() {
		log.Add(d)
	}
}

// chapters counts the texts, one that goes over several files once.
func (bk *book) chapters() int {
	n := 0
	for _, u := range bk.units {
		if u.isText() && !u.goesOn {
			n++
		}
	}
	return n
}

// WriteTo writes the container (EPUB 3.3, section 4). It returns the number of
// bytes written.
func (p *Publication) WriteTo(w io.Writer) (int64, error) {
	return writeContainer(w, p.entries)
}

// newBook prepares what the steps share.
func newBook(doc *resolve.Document, opt Options, log *diag.Log) *book {
	bk := &book{
		doc: doc, opt: opt, log: log,
		lang:   doc.Meta.Lang,
		words:  wording.For(doc.Meta.Lang),
		places: map[string]string{},
		placed: map[*ast.Note]bool{},
		names:  map[ast.Node]string{},
		images: map[string]*picture{},
		forms:  map[form]bool{},
	}
	bk.identifier = opt.Identifier
	return bk
}
