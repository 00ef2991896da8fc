package pipeline

import (
	"fmt"
	"io"

	"octavo/pipeline/ast"
	"octavo/pipeline/diag"
	"octavo/pipeline/read/plaintext"
	"octavo/pipeline/review"
)

// ReviewPage writes the page on which a person checks what was decided about
// the job's one part: doc and log as Understand gave them.
func ReviewPage(w io.Writer, job Job, doc *ast.Document, log *diag.Log) error {
	if len(job.Parts) != 1 {
		return fmt.Errorf("%s has %d files; inspect them one by one", job.Source, len(job.Parts))
	}
	lines, err := sourceLines(job.Parts[0])
	if err != nil {
		return err
	}
	return review.Write(w, review.Input{Name: job.Source, Lines: lines, Doc: doc, Log: log})
}

// sourceLines gives a file's lines as its reader numbers them; Markdown and
// HTML are lines of text too.
func sourceLines(part Part) ([]string, error) {
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
