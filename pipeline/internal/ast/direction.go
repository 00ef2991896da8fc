package ast

import (
	"slices"

	"octavo/pipeline/internal/text"
)

// Directed puts the signs of a direction of writing around a run (text.Directed), where
// they say more than its letters do, and reports whether it did. The run is taken over.
func Directed(at At, dir string, override bool, run []Inline) ([]Inline, bool) {
	open, end := text.Directed(dir, override)
	if open == "" || !override && !text.Turns(dir, PlainText(run)) {
		return run, false
	}
	return JoinText(slices.Concat([]Inline{&Text{At: at, Value: open}}, run, []Inline{&Text{At: at, Value: end}})), true
}
