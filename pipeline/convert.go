// Package pipeline is the line from a report's bytes to its editions. Convert
// reads like the line itself; each phase is a package of its own, and what the
// phases are for stands in the tables readers, understand.Passes and editions.
package pipeline

import (
	"context"
	"errors"
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/understand"
	"octavo/pipeline/internal/write/markdown"
)

// Job is one publication to make.
type Job struct {
	// Name is the base name of every file that is made.
	Name string
	// Source is the input's name for messages: a file or a folder.
	Source string
	// Parts are the input's files in order, nearly always one.
	Parts []Part
	// Meta is what is known beside the text; it wins over front matter.
	Meta Meta
	// Editions names the editions to make, of those that EditionNames lists;
	// none stand for DefaultEditions.
	Editions []string
	// Epoch is SOURCE_DATE_EPOCH: the files' date, in seconds since 1970; see
	// Date for what an empty one means.
	Epoch string
	// Load reads a file from the input's folder (pictures); it must refuse
	// paths that lead out of it. A nil Load refuses all.
	Load func(name string) ([]byte, error)
	// KeepReview leaves the canonical Markdown unwritten, because it is the
	// very file that is being read.
	KeepReview bool
	// Log, where it is set, is called with each finding as it is made, one at a
	// time, from any goroutine. Result has them all in order.
	Log func(Finding)
}

// Part is one file of the input. Name tells its format and stands in messages.
// Heading, where it is not empty, opens a part of the book before the file.
type Part struct {
	Heading string
	Name    string
	Data    []byte
}

// Convert makes the job's editions, the canonical Markdown and the log, and
// hands them to sink, which is committed only when all are whole. An error, of
// the types in errors.go, means that nothing was made; the Result holds the
// findings all the same. When ctx ends, the run breaks off with an
// InterruptedError at the next part, pass, page or chapter.
func Convert(ctx context.Context, job Job, sink Sink) (Result, error) {
	defer sink.Abort()
	log := newLog(job.Log)
	openedFaces := openFaces()
	doc, err := understandAll(ctx, job, log)
	if err != nil {
		return failed(ctx, log, err)
	}
	faces, err := openedFaces()
	if err != nil {
		return failed(ctx, log, err)
	}
	review := finished{job.Name + ".md", []byte(markdown.Print(doc))}
	result := summarise(doc, log)
	bk, err := newBook(job, doc, faces, log)
	if err != nil {
		return failed(ctx, log, err)
	}
	if err := bk.makeEditions(ctx, sink, &result); err != nil {
		return failed(ctx, log, errors.Join(errorsIn(log), err))
	}
	if err := putReview(job, review, sink, &result); err != nil {
		return failed(ctx, log, err)
	}
	if err := bk.assembleEditions(ctx, review, sink, &result); err != nil {
		return failed(ctx, log, err)
	}
	if err := putLog(job, sink, log, &result); err != nil {
		return failed(ctx, log, err)
	}
	if err := commit(ctx, job, sink); err != nil {
		return failed(ctx, log, err)
	}
	return result, nil
}

// failed is what a run gives that made nothing.
func failed(ctx context.Context, log *diag.Log, err error) (Result, error) {
	return Result{Findings: findingsIn(log)}, interrupted(ctx, err)
}

// putReview writes the canonical Markdown.
func putReview(job Job, review finished, sink Sink, result *Result) error {
	if job.KeepReview {
		return nil
	}
	result.addFile(review.name, "canonical Markdown, the copy to review and correct")
	return put(sink, review.name, review.data)
}

// putLog writes the log, the last of all files.
func putLog(job Job, sink Sink, log *diag.Log, result *Result) error {
	name := job.Name + ".log.json"
	result.addFile(name, "every decision, with its line and confidence")
	result.Findings = findingsIn(log)
	return put(sink, name, LogJSON(job.Source, result.Findings))
}

// commit makes the files appear, unless the run was broken off before.
func commit(ctx context.Context, job Job, sink Sink) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := sink.Commit()
	var known *WriteError
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &WriteError{job.Name, err}
}

// understandAll reads the job's parts and recovers their structure: the document
// as it stands before matter is added. The error lists every broken invariant
// of the tree.
func understandAll(ctx context.Context, job Job, log *diag.Log) (*ast.Document, error) {
	docs := make([]*ast.Document, len(job.Parts))
	for i, part := range job.Parts {
		doc, err := understandPart(ctx, job, part, log)
		if err != nil {
			return nil, asInput(err)
		}
		docs[i] = doc
	}
	doc := collect(job, docs, log)
	ast.Check(doc, log)
	return doc, errorsIn(log)
}

func understandPart(ctx context.Context, job Job, part Part, log *diag.Log) (*ast.Document, error) {
	r, err := readerFor(part.Name)
	if err != nil {
		return nil, err
	}
	raw, err := r.read(part.Name, part.Data, log)
	if err != nil {
		return nil, err
	}
	given := job.Meta.fields
	if job.isBook() {
		given = meta.Meta{Lang: given.Lang, Inference: given.Inference} // the rest is the whole book's
	}
	sayReplaced(raw.Meta.Title, given.Title, part.Name, log)
	raw.Meta = meta.Merge(raw.Meta, given)
	return understand.Run(ctx, raw, log), ctx.Err()
}

// codeTitleReplaced is the finding about a title that gave way to another.
const codeTitleReplaced diag.Code = "title-replaced"

var _ = diag.Register(map[diag.Code]string{
	codeTitleReplaced: "The title that a file's own metadata name was left out, because another one was given.",
})

// sayReplaced logs that a file's own title gives way to the one that was given
// beside it.
func sayReplaced(own, given, file string, log *diag.Log) {
	if own == "" || given == "" || ast.SameWords(own, given) {
		return
	}
	log.Add(diag.Diagnostic{Code: codeTitleReplaced, Pos: diag.Pos{File: file, Line: 1}, Rule: "metadata beside a file win", Dropped: own,
		Message: fmt.Sprintf("the title is %q, as given beside the file, and not %q", given, own), Excerpt: own})
}

// put writes one whole file to the sink.
func put(sink Sink, name string, data []byte) error {
	w, err := create(sink, name)
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}
