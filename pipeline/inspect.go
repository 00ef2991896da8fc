package pipeline

import (
	"context"
	"io"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/studio/review"
)

// Inspect reads the job's parts, recovers their structure and gives what was
// decided and found, in the order of the source, with an error too.
func Inspect(ctx context.Context, job Job) ([]Finding, error) {
	log := newLog(job.Log)
	_, err := understandAll(ctx, job, log)
	return findingsIn(log), interrupted(ctx, err)
}

// Review writes the page, HTML in one file, on which a person checks what
// Inspect gives, which it returns too. Where onlyDoubtful is set it shows no
// line without a doubtful decision.
func Review(ctx context.Context, w io.Writer, job Job, onlyDoubtful bool) ([]Finding, error) {
	log := newLog(job.Log)
	doc, err := understandAll(ctx, job, log)
	if err != nil {
		return findingsIn(log), interrupted(ctx, err)
	}
	return findingsIn(log), writeReview(w, job, doc, log, onlyDoubtful)
}

// writeReview writes the page about a document that was understood.
func writeReview(w io.Writer, job Job, doc *ast.Document, log *diag.Log, onlyDoubtful bool) error {
	in := review.Input{Name: job.Source, Doc: doc, Log: log, OnlyDoubtful: onlyDoubtful}
	for _, part := range job.Parts {
		lines, err := sourceLines(part)
		if err != nil {
			return asInput(err)
		}
		in.Sources = append(in.Sources, review.Source{Name: part.Name, Lines: lines})
	}
	return review.Write(w, in)
}

// putReviewPage writes the page beside the editions, where the job asks for it and so
// many decisions are doubtful.
func putReviewPage(job Job, doc *ast.Document, log *diag.Log, doubtful int) error {
	if job.ReviewPage == nil || doubtful == 0 {
		return nil
	}
	return writeReview(job.ReviewPage, job, doc, log, false)
}

// sourceLines gives a file's lines as its reader numbers them, which in an office
// document are paragraphs; Markdown and HTML are lines of text too.
func sourceLines(part Part) ([]string, error) {
	if r, err := readerFor(part.Name, part.Data); err == nil && r.lines != nil {
		return r.lines(part.Name, part.Data)
	}
	raw, err := plaintext.Read(part.Name, part.Data, &diag.Log{})
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, b := range raw.Blocks {
		l, ok := b.(*ast.Line)
		if !ok {
			continue
		}
		for len(lines) < l.Src.Line {
			lines = append(lines, "")
		}
		lines[l.Src.Line-1] = l.Indent + l.Text
	}
	return lines, nil
}
