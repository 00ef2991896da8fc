package pipeline

import (
	"strings"
	"time"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// Result is what a run made and what it found. After an error it holds the
// findings alone.
type Result struct {
	Pages    int // of the first edition that has pages
	Chapters int
	Notes    int
	Links    int
	Dropped  int // source lines left out, wholly or in part
	Doubtful int // decisions about the text that a person should confirm
	Files    []File
	Settled
	// Findings are all decisions and findings, in the order of the source.
	Findings []Finding
}

// Settled is what was found once for all files of a run. It stands in the log.
type Settled struct {
	// Time is the run's one time, in UTC, and TimeFrom where it was found.
	Time     time.Time  `json:"time"`
	TimeFrom TimeSource `json:"time_from,omitempty"`
	// Identifier identifies the publication, as EPUB's dc:identifier does;
	// IdentifierFrom is the key of the metadata that it comes from, or "made".
	Identifier     string `json:"identifier"`
	IdentifierFrom string `json:"identifier_from"`
}

// File is a file that was made.
type File struct {
	Name string
	// Edition names the edition that it is; the canonical Markdown and the log
	// are none.
	Edition string
	// What says in words what it is.
	What string
	// Claims are the standards that it claims to meet, for instance "PDF/UA-1".
	Claims []string
	// Measured is what its metadata say of accessibility, in English, each with what
	// was counted for it.
	Measured []string
}

func (r *Result) addFile(name, what string) {
	r.Files = append(r.Files, File{Name: name, What: what})
}

// addEditions adds those that the job asks for.
func (r *Result) addEditions(list []*output) {
	for _, o := range list {
		if o.wanted {
			r.Files = append(r.Files, File{Name: o.file, Edition: o.name, What: o.made.what, Claims: o.made.claims, Measured: o.made.measured})
		}
	}
}

// summarise counts what the document holds and what the log says.
func summarise(doc *ast.Document, log *diag.Log) Result {
	s := Result{Notes: len(doc.Notes)}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			if n.Level == 1 && n.Region == "" {
				s.Chapters++
			}
		case *ast.Link, *ast.Citation:
			s.Links++
		}
		return true
	})
	s.Dropped, s.Doubtful = tally(log.All())
	return s
}

// tally counts the findings that leave text out, and the doubtful ones.
func tally(list []diag.Diagnostic) (dropped, doubtful int) {
	for _, d := range list {
		if strings.TrimSpace(d.Dropped) != "" {
			dropped++
		}
		if d.Doubtful() {
			doubtful++
		}
	}
	return dropped, doubtful
}
