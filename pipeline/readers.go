package pipeline

import (
	"fmt"
	"path/filepath"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/html"
	"octavo/pipeline/internal/read/markdown"
	"octavo/pipeline/internal/read/plaintext"
)

// reader turns the bytes of one kind of file into a raw tree.
type reader struct {
	name string
	exts []string
	read func(name string, data []byte, log *diag.Log) (*ast.Document, error)
}

// readers is the table of input formats. The first one also reads files whose
// name says nothing.
var readers = []reader{
	{"text", []string{".txt", ".text", ""}, plaintext.Read},
	{"markdown", []string{".md", ".markdown"}, markdown.Read},
	{"html", []string{".html", ".htm", ".xhtml"}, html.Read},
}

// readerFor finds the reader by the file name's extension.
func readerFor(name string) (reader, error) {
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
	return reader{}, &InputError{Pos: Pos{File: name}, Message: fmt.Sprintf("the extension %q is not known", ext),
		Remedy: "save the text as one of " + strings.Join(known, " ")}
}

// IsInput reports whether a file of this name can be read.
func IsInput(name string) bool {
	_, err := readerFor(name)
	return err == nil
}
