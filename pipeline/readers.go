package pipeline

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/docx"
	"octavo/pipeline/internal/read/foreign"
	"octavo/pipeline/internal/read/html"
	"octavo/pipeline/internal/read/markdown"
	"octavo/pipeline/internal/read/odt"
	"octavo/pipeline/internal/read/office"
	"octavo/pipeline/internal/read/pandoc"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/read/tree"
)

// reader turns the bytes of one kind of file into a raw tree.
type reader struct {
	name string
	exts []string
	read func(name string, data []byte, opts office.Options, log *diag.Log) (*ast.Document, error)
	// is, where it is set, knows a file by its content, whatever its name says.
	is func(data []byte) bool
	// lines, where it is set, gives what positions in a file count, where that is
	// not its lines.
	lines func(name string, data []byte) ([]string, error)
}

// readers is the table of input formats. The first one also reads files whose
// name says nothing.
var readers = []reader{
	{name: "text", exts: []string{".txt", ".text", ""}, read: plain(plaintext.Read)},
	{name: "markdown", exts: []string{".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd", ".mdx"}, read: plain(markdown.Read)},
	{name: "html", exts: []string{".html", ".htm", ".xhtml"}, read: readPage},
	{name: "docx", exts: []string{".docx", ".docm", ".dotx", ".dotm"}, read: docx.Read, is: docx.IsDocument, lines: docx.Lines},
	{name: "odt", exts: []string{".odt", ".fodt", ".ott"}, read: odt.Read, is: odt.IsDocument, lines: odt.Lines},
	{name: "pandoc", read: plain(pandoc.Read), is: pandoc.IsDocument, lines: pandoc.Lines},
	{name: "tree", exts: []string{".json"}, read: plain(tree.Read), is: tree.IsDocument},
}

// unnamedMarkdown reads Markdown with a name of plain text.
var unnamedMarkdown = reader{name: "markdown", read: plain(markdown.ReadUnnamed)}

// readPage is the reader of web pages.
func readPage(name string, data []byte, opts office.Options, log *diag.Log) (*ast.Document, error) {
	return html.ReadOf(name, data, opts.Wanted, log)
}

// plain is the reader of a format that knows no options.
func plain(read func(string, []byte, *diag.Log) (*ast.Document, error)) func(string, []byte, office.Options, *diag.Log) (*ast.Document, error) {
	return func(name string, data []byte, _ office.Options, log *diag.Log) (*ast.Document, error) {
		return read(name, data, log)
	}
}

// readerFor finds the reader of a file: by its content, where a format is known by
// that, else by its name's extension. The error says of a file that is not read what
// it is and how it becomes one that is.
func readerFor(name string, data []byte) (reader, error) {
	for _, r := range readers {
		if r.is != nil && r.is(data) {
			return r, nil
		}
	}
	no := &InputError{Pos: Pos{File: name}}
	kind, byName := foreign.Find(name, data)
	r, ok := readerNamed(name)
	switch {
	case foreign.IsBeside(name) && !isPacked(data):
		no.Message, no.Remedy = "this is a file that a program or a system keeps beside another of nearly the same name", "give that other file"
	case isPage(data) && (kind != nil || r.is != nil):
		no.Message, no.Remedy = "this is a web page, whatever its name says", "give its name the ending .html"
	case byName && len(data) > 0:
		no.Message, no.Remedy = "by its name "+kind.Message(), kind.Way
	case kind != nil:
		no.Message, no.Remedy = kind.Message(), kind.Way
	case !ok:
		no.Message, no.Remedy = fmt.Sprintf("the extension %q is not known", extOf(name)), "save the text as one of "+strings.Join(extensions(), " ")
	case r.name == "text" && markdown.Shows(data):
		return unnamedMarkdown, nil
	default:
		return r, nil
	}
	return reader{}, no
}

// readerNamed finds the reader of a file by its name's extension.
func readerNamed(name string) (reader, bool) {
	ext := extOf(name)
	for _, r := range readers {
		if slices.Contains(r.exts, ext) {
			return r, true
		}
	}
	return reader{}, false
}

func extOf(name string) string { return strings.ToLower(filepath.Ext(name)) }

// extensions are those of the files that are read.
func extensions() []string {
	var out []string
	for _, r := range readers {
		for _, e := range r.exts {
			if e != "" {
				out = append(out, e)
			}
		}
	}
	return out
}

// isPage reports whether a file begins as a page of HTML does.
func isPage(data []byte) bool {
	head := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 256)], []byte("\ufeff")))))
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html")
}

// isPacked reports whether a file is a zip file, as those that programs keep beside
// others are not.
func isPacked(data []byte) bool { return bytes.HasPrefix(data, []byte("PK")) }

// IsInput reports whether a file of this name can be read.
func IsInput(name string) bool {
	_, err := readerFor(name, nil)
	return err == nil
}

// CheckChanges refuses what Job.Changes cannot be.
func CheckChanges(changes string) error {
	switch office.Changes(changes) {
	case office.AcceptUnasked, office.Accept, office.Show:
		return nil
	}
	return fmt.Errorf("tracked changes can be treated by accept or show, not by %q", changes)
}
