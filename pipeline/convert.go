// Package pipeline is the line from a report's bytes to its editions. Convert
// reads like the line itself; each phase is a package of its own, and what the
// phases are for stands in the tables readers, understand.Passes and editions.
package pipeline

import (
	"errors"
	"fmt"
	"strings"

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
	Meta meta.Meta
	// Editions names the rows of the table of editions to make.
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
}

// Part is one file of the input. Name tells its format and stands in messages.
// Heading, where it is not empty, opens a part of the book before the file.
type Part struct {
	Heading string
	Name    string
	Data    []byte
}

// Convert makes the job's editions, the canonical Markdown and the log, and
// hands them to sink, which is committed only when all are whole. Findings go
// to log; an error means that nothing was made.
func Convert(job Job, sink Sink, log *diag.Log) (Summary, error) {
	defer sink.Abort()
	openedFaces := openFaces()
	doc, err := Understand(job, log)
	if err != nil {
		return Summary{}, err
	}
	faces, err := openedFaces()
	if err != nil {
		return Summary{}, err
	}
	review := markdown.Print(doc)
	summary := summarise(doc, log)
	bk, err := newBook(job, doc, faces, log)
	if err != nil {
		return Summary{}, err
	}
	if err := bk.writeAll(sink, &summary); err != nil {
		return Summary{}, errors.Join(errorsIn(log), err)
	}
	if err := putRecords(job, review, sink, log, &summary); err != nil {
		return Summary{}, err
	}
	return summary, sink.Commit()
}

// putRecords writes what every run makes beside its editions: the canonical
// Markdown and the log.
func putRecords(job Job, review string, sink Sink, log *diag.Log, summary *Summary) error {
	if !job.KeepReview {
		if err := put(sink, job.Name+".md", []byte(review)); err != nil {
			return err
		}
		summary.addFile(job.Name+".md", "canonical Markdown, the copy to review and correct")
	}
	summary.addFile(job.Name+".log.json", "every decision, with its line and confidence")
	return put(sink, job.Name+".log.json", LogJSON(job.Source, log))
}

// Understand reads the job's parts and recovers their structure: the document
// as it stands before matter is added. The error lists every broken invariant
// of the tree.
func Understand(job Job, log *diag.Log) (*ast.Document, error) {
	docs := make([]*ast.Document, len(job.Parts))
	for i, part := range job.Parts {
		doc, err := understandPart(job, part, log)
		if err != nil {
			return nil, err
		}
		docs[i] = doc
	}
	doc := collect(job, docs, log)
	ast.Check(doc, log)
	return doc, errorsIn(log)
}

func understandPart(job Job, part Part, log *diag.Log) (*ast.Document, error) {
	r, err := readerFor(part.Name)
	if err != nil {
		return nil, err
	}
	raw, err := r.read(part.Name, part.Data, log)
	if err != nil {
		return nil, err
	}
	given := job.Meta
	if job.isBook() {
		given = meta.Meta{Lang: job.Meta.Lang, Inference: job.Meta.Inference} // the rest is the whole book's
	}
	sayReplaced(raw.Meta.Title, given.Title, part.Name, log)
	raw.Meta = meta.Merge(raw.Meta, given)
	return understand.Run(raw, log), nil
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

// errorsIn turns the log's errors into one error, a line each.
func errorsIn(log *diag.Log) error {
	var lines []string
	for _, d := range log.All() {
		if d.Severity == diag.Error {
			lines = append(lines, strings.TrimPrefix(fmt.Sprintf("%s: %s", d.Pos, d.Message), ": "))
		}
	}
	if lines == nil {
		return nil
	}
	return fmt.Errorf("%s", strings.Join(lines, "\n"))
}

// put writes one whole file to the sink.
func put(sink Sink, name string, data []byte) error {
	w, err := create(sink, name)
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}
