// Package check looks over a finished file, its own or another program's, without
// outside judges: in come the bytes of an EPUB or a PDF, out comes a report of what
// the file claims, what was looked at, what was found, and what only others can say.
// It never says that a file conforms to a standard.
package check

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"octavo/pipeline/internal/diag"
)

// Report is what was seen of one file.
type Report struct {
	// Kind says what the file is, such as "EPUB 3.0" or "PDF 1.7".
	Kind string
	// Claims are the standards that the file itself says it meets.
	Claims []string
	// Looked says what was looked at, Others what only outside judges and people can
	// say.
	Looked, Others []string
	// Findings are in the order of the file, and then of their codes.
	Findings []diag.Diagnostic
}

// rule is a row of the tables of findings: what it breaks, how grave that is, and
// what is to be done.
type rule struct {
	severity diag.Severity
	meaning  string // a sentence
	clause   string // the standard
	hint     string
}

// register gives the rows to the log's codes.
func register(rules map[diag.Code]rule) map[diag.Code]rule {
	meanings := map[diag.Code]string{}
	for code, r := range rules {
		meanings[code] = r.meaning
	}
	diag.Register(meanings)
	return rules
}

// maxAlike bounds the findings of one code in one file; more are counted.
const maxAlike = 50

// finder collects findings by a table of rules.
type finder struct {
	rules map[diag.Code]rule
	list  []diag.Diagnostic
	count map[diag.Code]int
	order map[string]int // of files, as they are looked at
}

func newFinder(rules map[diag.Code]rule) *finder {
	return &finder{rules: rules, count: map[diag.Code]int{}, order: map[string]int{}}
}

// find notes a finding in a place of the file.
func (f *finder) find(code diag.Code, pos diag.Pos, format string, args ...any) {
	r := f.rules[code]
	if f.count[code]++; f.count[code] > maxAlike {
		return
	}
	if _, met := f.order[pos.File]; !met {
		f.order[pos.File] = len(f.order)
	}
	f.list = append(f.list, diag.Diagnostic{Code: code, Severity: r.severity, Pos: pos, Rule: r.clause,
		Message: fmt.Sprintf(format, args...), Hint: r.hint, Confidence: 1})
}

// findings are those that were noted, in order, with the count of those left out.
func (f *finder) findings() []diag.Diagnostic {
	slices.SortStableFunc(f.list, func(a, b diag.Diagnostic) int {
		return cmp.Or(cmp.Compare(f.order[a.Pos.File], f.order[b.Pos.File]), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	codes := make([]diag.Code, 0, len(f.count))
	for code := range f.count {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		if n := f.count[code] - maxAlike; n > 0 {
			f.find1(code, n)
		}
	}
	return f.list
}

// find1 says how many findings of a code are not listed.
func (f *finder) find1(code diag.Code, n int) {
	r := f.rules[code]
	f.list = append(f.list, diag.Diagnostic{Code: code, Severity: r.severity, Rule: r.clause,
		Message: fmt.Sprintf("%d further findings like this are not listed", n), Hint: r.hint, Confidence: 1})
}

// IsZip reports whether a file begins as an archive does.
func IsZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// IsEPUB reports whether an archive is an EPUB, or was meant as one: it has the media
// type, or the name of the container.
func IsEPUB(data []byte) bool {
	return IsZip(data) && (bytes.Contains(data, []byte(mimetype)) || bytes.Contains(data, []byte("META-INF/container.xml")))
}

// IsPDF reports whether the header of a PDF stands where readers look for it.
func IsPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}
