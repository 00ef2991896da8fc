package pipeline

import (
	"io"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/studio/review"
)

// ReviewPage writes the page on which a person checks what was decided about
// the job: doc and log as Understand gave them. Where onlyDoubtful is set it
// shows no line without a doubtful decision.
func ReviewPage(w io.Writer, job Job, doc *ast.Document, log *diag.Log, onlyDoubtful bool) error {
	in := review.Input{Name: job.Source, Doc: doc, Log: log, OnlyDoubtful: onlyDoubtful}
	for _, part := range job.Parts {
		lines, err := sourceLines(part)
		if err != nil {
			return err
		}
		in.Sources = append(in.Sources, review.Source{Name: part.Name, Lines: lines})
	}
	return review.Write(w, in)
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
