package pipeline

import (
	"context"
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/write/docling"
	"octavo/pipeline/internal/write/pandoc"
)

// TreeForm is a form in which Normalise prints a document.
type TreeForm string

// The forms of a document.
const (
	FormMarkdown TreeForm = "md"      // canonical Markdown, the copy to review and correct
	FormJSON     TreeForm = "json"    // the document tree, by a documented shape
	FormPandoc   TreeForm = "pandoc"  // pandoc's JSON
	FormDocling  TreeForm = "docling" // a DoclingDocument, the JSON of the docling programs
	FormDump     TreeForm = "dump"    // the document tree for reading, one node a line
)

// treeForms is the table of forms.
var treeForms = map[TreeForm]func(*ast.Document) ([]byte, error){
	FormMarkdown: func(d *ast.Document) ([]byte, error) { return reviewText(d), nil },
	FormJSON:     ast.JSON,
	FormPandoc:   pandoc.Write,
	FormDocling:  docling.Write,
	FormDump:     func(d *ast.Document) ([]byte, error) { return []byte(ast.Dump(d)), nil },
}

// IsTreeForm reports whether Normalise knows the form.
func IsTreeForm(form TreeForm) bool { return treeForms[form] != nil }

// Normalise reads the job's parts, recovers their structure and prints that.
// The findings come with an error too.
func Normalise(ctx context.Context, job Job, form TreeForm) ([]byte, []Finding, error) {
	if !IsTreeForm(form) {
		return nil, nil, fmt.Errorf("%q is no form of a document; use md, json, pandoc, docling or dump", form)
	}
	log := newLog(job.Log)
	doc, err := understandAll(ctx, job, log)
	if err != nil {
		return nil, findingsIn(log), interrupted(ctx, err)
	}
	data, err := treeForms[form](doc)
	return data, findingsIn(log), err
}
