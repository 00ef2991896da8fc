// Package diag holds what every stage uses to speak about a document: a
// position in the source, a stable code, a finding, and the log that collects
// findings. It prints nothing; cmd/octavo does.
package diag

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
)

// Pos is a place in a source file. Line and Col count from 1, Col in bytes.
// The zero Pos means "no place", as for generated pages.
type Pos struct {
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
	Col  int    `json:"col,omitempty"`
}

// IsValid reports whether p names a line.
func (p Pos) IsValid() bool { return p.Line > 0 }

// String gives FILE:LINE:COL, leaving out what is not known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Severity orders findings by what they mean for the run.
type Severity int

const (
	// Info is a decision that was taken and can be looked up.
	Info Severity = iota
	// Warning is something a person should look at.
	Warning
	// Error is a broken input or an unmet promise; the run fails.
	Error
)

// String gives the name used in the log file.
func (s Severity) String() string {
	return [...]string{"info", "warning", "error"}[s]
}

// DoubtBelow is the confidence under which a decision counts as doubtful, so
// that --strict fails on it.
const DoubtBelow = 0.70

// Diagnostic is one decision or finding. Confidence runs from 0 to 1; it is 1
// for a plain fact. Dropped holds the exact source text that this decision
// left out of the document (law 1), else it is empty. Replaced holds what a
// person changed or took out in a review copy. RunnerUp names what was decided
// against, with its probability. More is how many further findings like it it stands
// for, see Gather.
type Diagnostic struct {
	Code       Code
	Severity   Severity
	Pos        Pos
	Rule       string
	Message    string
	Hint       string
	Excerpt    string
	Dropped    string
	Replaced   string
	RunnerUp   string
	Confidence float64
	More       int
}

// Doubtful reports whether a person should confirm the decision: a confidence
// under DoubtBelow, or any warning.
func (d Diagnostic) Doubtful() bool {
	return d.Confidence < DoubtBelow || d.Severity >= Warning
}

// Log collects diagnostics. It is safe for concurrent use; All gives them in
// an order that does not depend on concurrency. A nil Log takes what comes and
// holds nothing.
type Log struct {
	// Observe, where it is set, is called with each finding as it comes, one at
	// a time and before Add returns; it must not use the log.
	Observe func(Diagnostic)

	mu     sync.Mutex
	list   []Diagnostic
	sorted int // how many of the list are known to be in order
}

// Add appends d. A Confidence of 0 is taken as 1: a certain decision is the
// common case, and a decision with no confidence at all is never taken. Others keep six
// digits: no more are known, and the last ones depend on the processor.
func (l *Log) Add(d Diagnostic) {
	if d.Confidence == 0 {
		d.Confidence = 1
	}
	d.Confidence = math.Round(d.Confidence*1e6) / 1e6
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.list) == cap(l.list) {
		l.list = slices.Grow(l.list, max(leastRoom, len(l.list)))
	}
	l.list = append(l.list, d)
	if l.Observe != nil {
		l.Observe(d)
	}
}

// leastRoom is for how many findings a log makes room at once. It doubles that: they are
// large, and few of a long report's are copied often.
const leastRoom = 16

// All returns the findings as they stand, ordered by file, line, column, code and
// message, then by what else they hold: no two orders of arrival give two lists. What is
// returned is only read; findings that come later do not change it.
func (l *Log) All() []Diagnostic {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sort()
	return slices.Clip(l.list)
}

// sort puts the list in order, where one came since the last time. Findings are large:
// their places are sorted and not they.
func (l *Log) sort() {
	if l.sorted == len(l.list) {
		return
	}
	places := make([]int, len(l.list))
	for i := range places {
		places[i] = i
	}
	slices.SortFunc(places, func(i, j int) int { return compare(&l.list[i], &l.list[j]) })
	list := make([]Diagnostic, len(l.list))
	for i, at := range places {
		list[i] = l.list[at]
	}
	l.list, l.sorted = list, len(list)
}

func compare(a, b *Diagnostic) int {
	if a.Pos.File == b.Pos.File && a.Pos.Line != b.Pos.Line {
		return cmp.Compare(a.Pos.Line, b.Pos.Line)
	}
	return cmp.Or(strings.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col),
		cmp.Compare(a.Code, b.Code), strings.Compare(a.Message, b.Message), settle(a, b))
}

// settle orders findings that say the same of one place: editions are made side by side,
// and the order in which they come is chance.
func settle(a, b *Diagnostic) int {
	return cmp.Or(strings.Compare(a.Excerpt, b.Excerpt), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Hint, b.Hint),
		strings.Compare(a.Dropped, b.Dropped), strings.Compare(a.Replaced, b.Replaced), strings.Compare(a.RunnerUp, b.RunnerUp),
		cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Confidence, b.Confidence), cmp.Compare(a.More, b.More))
}

// Clone returns a log of the same findings.
func (l *Log) Clone() *Log {
	list := l.All()
	return &Log{list: list, sorted: len(list)}
}

// Where returns a log of the findings that satisfy keep.
func (l *Log) Where(keep func(Diagnostic) bool) *Log {
	out := &Log{}
	for _, d := range l.All() {
		if keep(d) {
			out.list = append(out.list, d)
		}
	}
	return out
}

// Count returns how many findings satisfy keep.
func (l *Log) Count(keep func(Diagnostic) bool) int {
	if l == nil {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, d := range l.list {
		if keep(d) {
			n++
		}
	}
	return n
}

// HasErrors reports whether any finding is an Error.
func (l *Log) HasErrors() bool {
	return l.Count(func(d Diagnostic) bool { return d.Severity == Error }) > 0
}
