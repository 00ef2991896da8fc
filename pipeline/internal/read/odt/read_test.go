package odt_test

import (
	"slices"
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

// Of a text without headings, those paragraphs are large whose letters all are.
func TestLargeParagraphs(t *testing.T) {
	data := build(t, officetest.Parts(
		"styles", `<style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt"/></style:default-style>`,
		"auto", `<style:style style:name="L" style:family="paragraph"><style:text-properties fo:font-size="16pt"/></style:style><style:style style:name="S" style:family="text"><style:text-properties fo:font-size="11pt"/></style:style>`,
		"body", `<text:p text:style-name="L">Groot</text:p><text:p>Een gewone alinea, die het meest telt.</text:p><text:p text:style-name="L">Groot en <text:span text:style-name="S">klein</text:span></text:p>`))
	doc, err := odt.Read("r.odt", data, office.Options{}, &diag.Log{})
	if err != nil {
		t.Fatal(err)
	}
	var large []bool
	for _, b := range doc.Blocks {
		large = append(large, doc.Loose[b.(*ast.Paragraph)].Large)
	}
	if want := []bool{true, false, false}; !slices.Equal(large, want) {
		t.Errorf("large paragraphs: %v, want %v", large, want)
	}
}
