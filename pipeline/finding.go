package pipeline

import "octavo/pipeline/internal/diag"

// Pos is a place in a source file. Line and Col count from 1, Col in bytes; 0
// is "not known". The zero Pos is no place, as for generated pages.
type Pos struct {
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
	Col  int    `json:"col,omitempty"`
}

// String gives FILE:LINE:COL, leaving out what is not known.
func (p Pos) String() string { return diag.Pos(p).String() }

// Severity is what a finding means for the run, by its name in the log.
type Severity string

const (
	// SeverityInfo is a decision that was taken and can be looked up.
	SeverityInfo Severity = "info"
	// SeverityWarning is something that a person should look at.
	SeverityWarning Severity = "warning"
	// SeverityError is a broken input or an unmet promise; the run fails.
	SeverityError Severity = "error"
)

// Finding is one decision that was taken, or one thing that was noticed. Its
// JSON form is that of a decision in the log file.
type Finding struct {
	// Code is the stable name of its kind, for instance "note-renumbered".
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Pos      Pos      `json:"pos"`
	// Rule is the rule that decided, in words.
	Rule    string `json:"rule"`
	Message string `json:"message"`
	// Hint says what a person can do about it, or is empty.
	Hint string `json:"hint,omitempty"`
	// Excerpt is the text that it is about, shortened, or empty.
	Excerpt string `json:"excerpt,omitempty"`
	// Dropped is the exact source text that was left out, or empty.
	Dropped string `json:"dropped,omitempty"`
	// Replaced is the text that a person changed into Excerpt, or took out.
	Replaced string `json:"replaced,omitempty"`
	// RunnerUp names what was decided against, with its probability, or is empty.
	RunnerUp string `json:"runner_up,omitempty"`
	// Confidence is above 0 and at most 1, which is a plain fact.
	Confidence float64 `json:"confidence"`
	// More is how many further findings like it this one stands for; its message names
	// their lines, and Dropped holds what all of them left out. 0 is itself alone.
	More int `json:"more,omitempty"`
	// Doubtful says that a person should confirm it: a warning, or a
	// confidence under 0.7.
	Doubtful bool `json:"-"`
}

// Times is how many findings f stands for, itself included.
func (f Finding) Times() int { return 1 + f.More }

func findingOf(d diag.Diagnostic) Finding {
	return Finding{
		Code: string(d.Code), Severity: Severity(d.Severity.String()), Pos: Pos(d.Pos), Rule: d.Rule, Message: d.Message,
		Hint: d.Hint, Excerpt: d.Excerpt, Dropped: d.Dropped, Replaced: d.Replaced, RunnerUp: d.RunnerUp, Confidence: d.Confidence, More: d.More, Doubtful: d.Doubtful(),
	}
}

// findingsIn are a log's findings, in the order of the source; never nil. Of what comes
// hundreds of times for one cause, the first stand for themselves and one for the rest.
func findingsIn(log *diag.Log) []Finding {
	all := diag.Gather(log.All())
	out := make([]Finding, len(all))
	for i, d := range all {
		out[i] = findingOf(d)
	}
	return out
}

// newLog is the log of one run, which tells observe of each finding.
func newLog(observe func(Finding)) *diag.Log {
	log := &diag.Log{}
	if observe != nil {
		log.Observe = func(d diag.Diagnostic) { observe(findingOf(d)) }
	}
	return log
}

// logFormat names the version of the log file's shape.
const logFormat = "octavo-log/1"

// LogJSON is the log file: {"format","source","decisions":[…]}, the decisions
// in the order given, each as Finding.
func LogJSON(source string, findings []Finding) []byte {
	if findings == nil {
		findings = []Finding{}
	}
	return indented(logHead{Format: logFormat, Source: source, Decisions: findings})
}
