package odt_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/qa/officetest"
	"octavo/pipeline/internal/read/odt"
	"octavo/pipeline/internal/read/office"
)

// reader reads a case.
var reader officetest.Reader = func(data []byte, opts office.Options, log *diag.Log) (*ast.Document, error) {
	return odt.Read("r.odt", data, opts, log)
}

func TestCases(t *testing.T) { officetest.Cases(t, build, reader) }

// A flat document says the same as a packed one, but for parts that it cannot hold.
func TestFlatIsPacked(t *testing.T) {
	golden.Each(t, "testdata/*.txtar", func(t *testing.T, file string) {
		c := txtar.Parse([]byte(golden.Read(t, file)))
		for _, f := range c.Files {
			if strings.Contains(f.Name, "/") {
				return
			}
		}
		packed, log := reader.Print(build(t, c), office.AcceptUnasked)
		one, oneLog := reader.Print(flat(c), office.AcceptUnasked)
		if packed != one || log != oneLog {
			t.Errorf("%s: the flat document differs:\n%s", file, golden.Diff(packed+log, one+oneLog))
		}
	})
}
