package odt_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/odt"
	"octavo/pipeline/internal/read/office"
	printer "octavo/pipeline/internal/write/markdown"
)

// TestCases holds each case to its sections: want.md is the document as canonical
// Markdown, log the findings; want.show.md, where it is there, the document with its
// tracked changes shown.
func TestCases(t *testing.T) {
	golden.Each(t, "testdata/*.txtar", func(t *testing.T, file string) {
		c := txtar.Parse([]byte(golden.Read(t, file)))
		data := build(t, c)
		for i, f := range c.Files {
			var got string
			switch f.Name {
			case "want.md":
				got, _ = read(t, data, office.AcceptUnasked)
			case "want.show.md":
				got, _ = read(t, data, office.Show)
			case "log":
				_, got = read(t, data, office.AcceptUnasked)
			default:
				continue
			}
			if golden.Update() {
				c.Files[i].Data = []byte(got)
			} else if got != string(f.Data) {
				t.Errorf("%s: %s:\n%s", file, f.Name, golden.Diff(string(f.Data), got))
			}
		}
		if golden.Update() {
			golden.Write(t, file, txtar.Format(c))
		}
	})
}

func read(t *testing.T, data []byte, changes office.Changes) (text, found string) {
	t.Helper()
	var log diag.Log
	doc, err := odt.Read("r.odt", data, office.Options{Changes: changes}, &log)
	if err != nil {
		return "", err.Error() + "\n"
	}
	ast.Check(doc, &log)
	var b strings.Builder
	for _, d := range log.All() {
		if d.Code == ast.CodeNoTitle || d.Code == ast.CodeNoLang {
			continue // most cases have none
		}
		fmt.Fprintf(&b, "%d %s %s: %s", d.Pos.Line, d.Severity, d.Code, d.Message)
		if d.Dropped != "" {
			fmt.Fprintf(&b, " %q", d.Dropped)
		}
		b.WriteByte('\n')
	}
	return printer.Print(doc), b.String()
}

// A flat document says the same as a packed one, but for parts that it cannot hold.
func TestFlatIsPacked(t *testing.T) {
	golden.Each(t, "testdata/*.txtar", func(t *testing.T, file string) {
		c := txtar.Parse([]byte(golden.Read(t, file)))
		for _, f := range c.Files {
			if strings.Contains(f.Name, "/") {
				return
			}
		}
		packed, log := read(t, build(t, c), office.AcceptUnasked)
		one, oneLog := read(t, flat(c), office.AcceptUnasked)
		if packed != one || log != oneLog {
			t.Errorf("%s: the flat document differs:\n%s", file, golden.Diff(packed+log, one+oneLog))
		}
	})
}
