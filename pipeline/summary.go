package pipeline

import (
	"bytes"
	"encoding/json"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// Summary is what a run made, for the terminal.
type Summary struct {
	Pages    int
	Chapters int
	Notes    int
	Links    int
	Dropped  int // source lines left out, wholly or in part
	Doubtful int // decisions that a person should confirm
	Files    []File
}

// File is a file that was made.
type File struct{ Name, What string }

func (s *Summary) addFile(name, what string) {
	s.Files = append(s.Files, File{name, what})
}

// summarise counts what the document holds and what the log says.
func summarise(doc *ast.Document, log *diag.Log) Summary {
	s := Summary{Notes: len(doc.Notes)}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			if n.Level == 1 {
				s.Chapters++
			}
		case *ast.Link, *ast.Citation:
			s.Links++
		}
		return true
	})
	for _, d := range log.All() {
		if strings.TrimSpace(d.Dropped) != "" {
			s.Dropped++
		}
		if d.Doubtful() {
			s.Doubtful++
		}
	}
	return s
}

// logFormat names the version of the log file's shape.
const logFormat = "octavo-log/1"

// LogJSON is the log file: {"format","source","decisions":[…]}, the decisions
// in source order, each as diag.Diagnostic.
func LogJSON(source string, log *diag.Log) []byte {
	all := log.All()
	if all == nil {
		all = []diag.Diagnostic{}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	// A bytes.Buffer does not fail and every field can be encoded.
	_ = enc.Encode(struct {
		Format    string            `json:"format"`
		Source    string            `json:"source"`
		Decisions []diag.Diagnostic `json:"decisions"`
	}{logFormat, source, all})
	return b.Bytes()
}
