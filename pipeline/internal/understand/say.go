package understand

import (
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// decision is what a pass says about one place of the source.
type decision struct {
	code       diag.Code
	rule       string
	message    string
	confidence float64
}

// say records a decision with an excerpt of the text it is about.
func (s *state) say(d decision, pos diag.Pos, text string) {
	s.log.Add(diag.Diagnostic{
		Code: d.code, Pos: pos, Rule: d.rule, Message: d.message,
		Excerpt: chars.Excerpt(text), Confidence: d.confidence,
	})
}

// warn records something that a person should look at.
func (s *state) warn(d decision, pos diag.Pos, text, hint string) {
	s.log.Add(diag.Diagnostic{
		Code: d.code, Severity: diag.Warning, Pos: pos, Rule: d.rule, Message: d.message,
		Hint: hint, Excerpt: chars.Excerpt(text), Confidence: d.confidence,
	})
}

// left records source text that is left out of the document (law 1).
func (s *state) left(d decision, pos diag.Pos, text string) {
	s.log.Add(diag.Diagnostic{
		Code: d.code, Pos: pos, Rule: d.rule, Message: d.message,
		Excerpt: chars.Excerpt(text), Dropped: text, Confidence: d.confidence,
	})
}

// drop leaves a whole line out.
func (s *state) drop(l *line, d decision) {
	if l.gone || l.block != nil || s.cells[s.keyAt(l.pos)] {
		return
	}
	l.gone = true
	if d.code != codeContents && holdsSentence(l.text) { // the entries of contents are read as none
		d.confidence = min(d.confidence, doubtful)
	}
	s.left(d, l.pos, l.text)
}
