package pipeline

import (
	"fmt"
	"path/filepath"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/docx"
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
	{name: "markdown", exts: []string{".md", ".markdown"}, read: plain(markdown.Read)},
	{name: "html", exts: []string{".html", ".htm", ".xhtml"}, read: readPage},
	{name: "docx", exts: []string{".docx", ".docm", ".dotx", ".dotm"}, read: docx.Read, is: docx.IsDocument, lines: docx.Lines},
	{name: "odt", exts: []string{".odt", ".fodt", ".ott"}, read: odt.Read, is: odt.IsDocument, lines: odt.Lines},
	{name: "pandoc", read: plain(pandoc.Read), is: pandoc.IsDocument, lines: pandoc.Lines},
	{name: "tree", exts: []string{".json"}, read: plain(tree.Read), is: tree.IsDocument},
}

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

// waysIn says how a file of another kind becomes one that can be read.
var waysIn = map[string]string{
	".doc":   "it is in Word's older format: open it in Word or LibreOffice and save it as .docx",
	".dot":   "it is in Word's older format: open it in Word or LibreOffice and save it as .docx",
	".rtf":   "open it in Word or LibreOffice and save it as .docx",
	".pages": "open it in Pages and export it to Word (.docx)",
	".sxw":   "it is in OpenOffice's older format: open it in LibreOffice and save it as .odt",
	".wpd":   "open it in LibreOffice and save it as .docx",
	".pdf":   "use the Word, HTML or text file that it was made from; where there is none, take its text out with pdftotext -layout and build from that",
	".epub":  "convert it by pandoc NAME.epub -t markdown -o NAME.md",
	".tex":   "convert it by pandoc NAME.tex -t markdown -o NAME.md",
	".rst":   "convert it by pandoc NAME.rst -t markdown -o NAME.md",
	".xlsx":  "copy its tables into a Word or HTML file",
	".pptx":  "save its outline as text, or copy its text into a Word file",
}

// readerFor finds the reader of a file: by its content, where a format is known by
// that, else by its name's extension.
func readerFor(name string, data []byte) (reader, error) {
	for _, r := range readers {
		if r.is != nil && r.is(data) {
			return r, nil
		}
	}
	ext := strings.ToLower(filepath.Ext(name))
	var known []string
	for _, r := range readers {
		for _, e := range r.exts {
			if e == ext {
				return r, nil
			}
			if e != "" {
				known = append(known, e)
			}
		}
	}
	way := waysIn[ext]
	if way == "" {
		way = "save the text as one of " + strings.Join(known, " ")
	}
	return reader{}, &InputError{Pos: Pos{File: name}, Message: fmt.Sprintf("the extension %q is not known", ext), Remedy: way}
}

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
