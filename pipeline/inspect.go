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
	in := review.Input{Name: job.Source, Doc: doc, Log: log, OnlyDoubtful: onlyDoubtful}
	for _, part := range job.Parts {
		lines, err := sourceLines(part)
		if err != nil {
			return findingsIn(log), asInput(err)
		}
		in.Sources = append(in.Sources, review.Source{Name: part.Name, Lines: lines})
	}
	return findingsIn(log), review.Write(w, in)
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
