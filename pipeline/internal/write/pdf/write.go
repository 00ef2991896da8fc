package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
)

// Write writes the book to w. Findings go to log; an error means that the file
// is not complete: the book does not fit its tree, a face or image cannot be
// embedded, w failed, or ctx ended, which is looked at for each page.
func Write(ctx context.Context, w io.Writer, book *layout.Book, t *structure.Tree, opt Options, log *diag.Log) error {
	if err := checkBook(book, t); err != nil {
		return err
	}
	fs, err := codeFaces(book)
	if err != nil {
		return err
	}
	ims, err := collectImages(book)
	if err != nil {
		return err
	}
	a := &assembly{file: newFile(opt.version()), book: book, tree: t, opt: opt, faces: fs, images: ims, profiled: map[profiled]ref{}}
	if opt.Press != nil {
		ims.way = newSeparation(opt.Press)
	}
	if err := ims.drawForms(); err != nil {
		return err
	}
	if opt.Press != nil {
		if err := a.forPress(ims, log); err != nil {
			return err
		}
	} else {
		ims.readProfiles(book, log)
		a.claims = checkClaims(book, t, opt, log)
	}
	// fpdf works while the pages are drawn.
	failed := make(chan error, 1)
	go func() {
		var err error
		a.base, err = makeBase(pageSizes(book), ims)
		failed <- err
	}()
	if err := errors.Join(a.prepare(ctx, ims), <-failed); err != nil {
		return err
	}
	if err := a.finish(log); err != nil {
		return err
	}
	if err := a.writeTo(w); err != nil {
		return fmt.Errorf("pdf: cannot write the file: %w", err)
	}
	return nil
}

// forPress checks what a file for a press needs, and turns the pictures to its inks.
func (a *assembly) forPress(ims *images, log *diag.Log) error {
	if err := a.opt.Press.Check(); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	if a.opt.Date.IsZero() || a.opt.Title == "" { // ISO 15930-7, 6.6 and 6.9
		return fmt.Errorf("pdf: %s asks for a title and a date; give both in the metadata: title, modified", a.opt.Press.Part)
	}
	checkPress(a.book, log)
	return ims.forPress(a.book, log)
}

// checkBook proves what the rest relies on.
func checkBook(book *layout.Book, t *structure.Tree) error {
	if len(book.Pages) == 0 {
		return errors.New("pdf: the book has no pages")
	}
	if err := t.Err(); err != nil {
		return err
	}
	for i := range book.Pages {
		if s := book.Pages[i].Size; s.W <= 0 || s.H <= 0 {
			return fmt.Errorf("pdf: page %d has the size %v by %v", i+1, s.W, s.H)
		}
		for j := range book.Pages[i].Fragments {
			c := book.Pages[i].Fragments[j].Content
			if c != nil && (c.Index >= len(t.Contents) || t.Contents[c.Index] != c) {
				return fmt.Errorf("pdf: page %d has text from another document's structure", i+1)
			}
		}
	}
	return nil
}

func pageSizes(book *layout.Book) []geom.Size {
	sizes := make([]geom.Size, len(book.Pages))
	for i := range book.Pages {
		sizes[i] = book.Pages[i].Size
	}
	return sizes
}
