package understand

import (
	"context"
	"maps"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// TitleReading is a reading of a document's front: a title, or none, and what
// speaks for and against it.
type TitleReading struct {
	Title string
	Signs []string
}

// TitleReadings lists the readings of the front of doc; nil where a label or the
// metadata give its title, or nothing stands above the text.
func TitleReadings(doc *ast.Document) []TitleReading {
	copied := *doc
	s := &state{doc: &copied, log: &diag.Log{}}
	s.load()
	for _, p := range passes {
		if p.name == "title" || p.on != onLines && p.on != onBlocks {
			break
		}
		s.run(context.Background(), func(q pass) bool { return q.name == p.name })
	}
	if len(s.blocks) < 2 || s.doc.Meta.Title != "" || s.takeField() {
		return nil
	}
	limit := s.frontLimit()
	for _, find := range s.plainFinders() {
		if from, to, _, _ := find(limit); to > from {
			return nil
		}
	}
	if limit == 0 {
		return nil
	}
	var out []TitleReading
	for _, t := range s.spans(limit) {
		out = append(out, TitleReading{t.text, t.signs})
	}
	return out
}

// UseTitleWeights makes other weights count, for measuring them, and returns how to
// take them back.
func UseTitleWeights(weights map[string]float64) (restore func()) {
	before := maps.Clone(titleWeights)
	titleWeights = weights
	return func() { titleWeights = before }
}
