package docx_test

import (
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/officetest"
	"octavo/pipeline/internal/read/docx"
	"octavo/pipeline/internal/read/office"
)

// reader reads a case.
var reader officetest.Reader = func(data []byte, opts office.Options, log *diag.Log) (*ast.Document, error) {
	return docx.Read("r.docx", data, opts, log)
}

func TestCases(t *testing.T) { officetest.Cases(t, build, reader) }
