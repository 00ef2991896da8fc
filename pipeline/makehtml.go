package pipeline

import (
	"context"
	"io"

	"octavo/pipeline/internal/style"
	"octavo/pipeline/internal/write/epub"
	"octavo/pipeline/internal/write/html"
)

// makeHTML writes the edition for browsers, with the pages that the job names.
func makeHTML(ctx context.Context, b *book, e edition, w io.Writer) (made, error) {
	sheet, err := b.sheet(e.sheet)
	if err != nil {
		return made{}, err
	}
	var breaks []epub.PageBreak
	what := "accessible HTML in one file"
	if e.pageList != "" {
		set, err := b.set(ctx, e.pageList)
		if err != nil {
			return made{}, err
		}
		breaks = b.pageBreaks(set.pages)
		what += " with the page numbers of the " + b.job.PageList + " edition"
	}
	identifier, _ := b.doc.Meta.IdentifierOf(e.isbn)
	return made{what: what}, html.Write(ctx, w, b.doc, breaks, html.Options{
		CSS: style.HTMLCSS(sheet, b.behind()...), Identifier: identifier, Time: b.job.Time, Load: b.job.Load, Generator: generator,
	}, b.log)
}
