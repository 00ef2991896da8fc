package main

import (
	"context"
	"errors"
	"strings"
	"text/tabwriter"

	"octavo/pipeline"
)

// outcome is what became of one input.
type outcome struct {
	target
	built    bool
	doubtful int
	err      error
}

// errSaid stands for failures that were told as they came.
var errSaid = errors.New("not everything was built")

// all builds every input. One that fails does not stop the others, unless
// --fail-fast asks for it; a wrong command line, a user's signal and a standard
// output that cannot be written stop them all.
func (b *builder) all(ctx context.Context, targets []target) error {
	outcomes := make([]outcome, len(targets))
	for i, t := range targets {
		outcomes[i].target = t
	}
	failed, doubtful := false, false
	for i := range outcomes {
		o := &outcomes[i]
		result, err := b.one(ctx, o.target)
		o.built, o.doubtful, o.err = err == nil, result.Doubtful, err
		failed, doubtful = failed || err != nil, doubtful || result.Doubtful > 0
		if err == nil {
			continue
		}
		if stopsAll(err) {
			return err
		}
		if err := b.env.failure(shown(o.input), err); err != nil {
			return err
		}
		if b.failFast {
			break
		}
	}
	switch {
	case failed:
		b.table(outcomes)
		return errSaid
	case b.strict && doubtful:
		return errDoubtful
	}
	return nil
}

// stopsAll reports whether an error concerns every input.
func stopsAll(err error) bool {
	var usage usageError
	var interrupted *pipeline.InterruptedError
	var output *outputError
	return errors.As(err, &usage) || errors.As(err, &interrupted) || errors.As(err, &output)
}

// table says of each input what became of it.
func (b *builder) table(outcomes []outcome) {
	if b.json || len(outcomes) == 1 {
		return // its line has said it
	}
	w := tabwriter.NewWriter(b.env.err.w, 0, 0, 2, ' ', 0)
	row := func(cells ...string) { _, _ = w.Write([]byte(strings.Join(cells, "\t") + "\n")) }
	row("INPUT", "RESULT", "WHAT WAS WRONG")
	for _, o := range outcomes {
		switch {
		case o.err != nil:
			row(shown(o.input), "failed", strings.TrimPrefix(firstLine(o.err), shown(o.input)+": "))
		case !o.built:
			row(shown(o.input), "not tried", "")
		case o.doubtful > 0:
			row(shown(o.input), "built", count(o.doubtful, "decision")+" to confirm")
		default:
			row(shown(o.input), "built", "")
		}
	}
	_ = w.Flush() // that a terminal cannot be written to is nobody's concern
}

// firstLine is the beginning of an error's text, short enough for a table.
func firstLine(err error) string {
	line, _, more := strings.Cut(err.Error(), "\n")
	const width = 100 // characters
	if r := []rune(line); len(r) > width {
		line, more = string(r[:width]), true
	}
	if more {
		line += " …"
	}
	return line
}
