// Package officetest holds the readers of office documents to what they have in
// common, for their tests: cases in files, refusals, and the laws that any document
// keeps.
package officetest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/markdown"
	"octavo/pipeline/internal/read/office"
	"octavo/pipeline/internal/understand"
	printer "octavo/pipeline/internal/write/markdown"
)

// Reader reads a document of one format.
type Reader func(data []byte, opts office.Options, log *diag.Log) (*ast.Document, error)

// Builder makes a document of the sections of a case.
type Builder func(t testing.TB, c *txtar.Archive) []byte

// Zipped makes an archive of names and texts, in pairs.
func Zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Parts makes a case of names and texts, in pairs.
func Parts(pairs ...string) *txtar.Archive {
	c := &txtar.Archive{}
	for i := 0; i < len(pairs); i += 2 {
		c.Files = append(c.Files, txtar.File{Name: pairs[i], Data: []byte(pairs[i+1])})
	}
	return c
}

// Cases holds each case in testdata to its sections: want.md is the document as
// canonical Markdown, log the findings; want.show.md, where it is there, the document
// with its tracked changes shown, and outlined.md, likewise, with the title and headings
// that are found where no style tells them.
func Cases(t *testing.T, build Builder, read Reader) {
	golden.Each(t, "testdata/*.txtar", func(t *testing.T, file string) {
		c := txtar.Parse([]byte(golden.Read(t, file)))
		data := build(t, c)
		for i, f := range c.Files {
			var got string
			switch f.Name {
			case "want.md":
				got, _ = read.Print(data, office.AcceptUnasked)
			case "want.show.md":
				got, _ = read.Print(data, office.Show)
			case "outlined.md":
				got = read.outlined(t, data)
			case "log":
				_, got = read.Print(data, office.AcceptUnasked)
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

// outlined gives a document with its structure recovered as canonical Markdown.
func (read Reader) outlined(t *testing.T, data []byte) string {
	t.Helper()
	var log diag.Log
	doc, err := read(data, office.Options{}, &log)
	if err != nil {
		t.Fatal(err)
	}
	return printer.Print(understand.Run(t.Context(), doc, &log))
}

// Print gives a document as canonical Markdown, and the findings, one a line; those
// that it has no title or language are left out, as most cases have none.
func (read Reader) Print(data []byte, changes office.Changes) (text, found string) {
	var log diag.Log
	doc, err := read(data, office.Options{Changes: changes}, &log)
	if err != nil {
		return "", err.Error() + "\n"
	}
	ast.Check(doc, &log)
	var b strings.Builder
	for _, d := range log.All() {
		if d.Code == ast.CodeNoTitle || d.Code == ast.CodeNoLang {
			continue
		}
		fmt.Fprintf(&b, "%d %s %s: %s", d.Pos.Line, d.Severity, d.Code, d.Message)
		if d.Dropped != "" {
			fmt.Fprintf(&b, " %q", d.Dropped)
		}
		b.WriteByte('\n')
	}
	return printer.Print(doc), b.String()
}

// Refused holds each file that cannot be read, or should not be, to an error that says
// the key of its row, and to a remedy but for those in plain.
func Refused(t *testing.T, read Reader, files map[string][]byte, plain ...string) {
	for want, data := range files {
		_, err := read(data, office.Options{}, &diag.Log{})
		fault, ok := err.(*diag.Fault)
		switch {
		case !ok:
			t.Errorf("%s: %v is no fault", want, err)
		case !strings.Contains(fault.Error(), want):
			t.Errorf("%q does not say %q", fault.Error(), want)
		case fault.Remedy == "" && !slices.Contains(plain, want):
			t.Errorf("%q has no remedy", fault.Error())
		}
	}
}

// HoldsLaws holds the reader to its laws on a document with tracked changes accepted
// and shown: a sound tree, every letter of text in the tree or in the log, and
// canonical Markdown that gives the tree back.
func HoldsLaws(t *testing.T, read Reader, data []byte, text string) {
	for _, changes := range []office.Changes{office.Accept, office.Show} {
		var log diag.Log
		doc, err := read(data, office.Options{Changes: changes}, &log)
		if err != nil || ast.TooDeep(doc) != nil {
			return
		}
		ast.Check(doc, &log)
		for _, d := range log.All() {
			if d.Severity == diag.Error && d.Code != ast.CodeAddress { // links to other files of a book are led or taken away later
				t.Fatalf("%s: %s\n%s", d.Code, d.Message, ast.Dump(doc))
			}
		}
		if lost := missing(text, doc, &log); lost != "" {
			t.Fatalf("lost %q\n%s", lost, ast.Dump(doc))
		}
		back, err := markdown.Read("r.md", []byte(printer.Print(doc)), &diag.Log{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := ast.Equal(doc, back); diff != "" {
			t.Fatalf("the canonical Markdown gives another tree:\n%s\n%s", diff, printer.Print(doc))
		}
		outlinesWhole(t, doc, &log, text)
	}
}

// outlinesWhole holds the recovery of structure to the same: a sound tree that loses no
// letter.
func outlinesWhole(t *testing.T, doc *ast.Document, log *diag.Log, text string) {
	doc = understand.Run(t.Context(), doc, log)
	var faults diag.Log
	ast.Check(doc, &faults)
	for _, d := range faults.All() {
		if d.Severity == diag.Error && d.Code != ast.CodeAddress {
			t.Fatalf("outlined: %s: %s\n%s", d.Code, d.Message, ast.Dump(doc))
		}
	}
	if lost := missing(text, doc, log); lost != "" {
		t.Fatalf("outlining lost %q\n%s", lost, ast.Dump(doc))
	}
}

// missing gives the letters and digits of text that are neither in the document nor
// in the log.
func missing(text string, doc *ast.Document, log *diag.Log) string {
	have := map[rune]int{}
	count := func(s string) {
		for _, r := range s {
			have[r]++
		}
	}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			count(n.Value)
		case *ast.Code:
			count(n.Value)
		case *ast.CodeBlock:
			count(n.Text)
		case *ast.Section:
			count(n.Number)
		case *ast.ListItem: // as it was typed
			count(n.Marker)
		case *ast.NoteRef:
			count(n.Label)
		}
		return true
	})
	count(doc.Meta.Title + doc.Meta.Subtitle)
	for _, d := range log.All() {
		count(d.Dropped)
	}
	var lost strings.Builder
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		if have[r]--; have[r] < 0 {
			lost.WriteRune(r)
		}
	}
	return lost.String()
}

// TextOf is the text in a part of an archive of XML that shown wants: it is asked of
// every token in turn. It is empty where the part cannot be read to its end.
func TextOf(data []byte, part string, shown func(xml.Token) bool) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ""
	}
	in, err := z.Open(part)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for dec := xml.NewDecoder(in); ; {
		token, err := dec.Token()
		switch {
		case err == io.EOF:
			return b.String()
		case err != nil:
			return ""
		}
		if text, is := token.(xml.CharData); shown(token) && is {
			b.Write(text)
		}
	}
}
