package main

import (
	"fmt"

	"github.com/schollz/progressbar/v3"

	"octavo/pipeline/batch"
)

// progress shows how far a long run is, with its rate and the time left, where messages
// go to a terminal; never in a file or pipe.
type progress struct {
	bar    *progressbar.ProgressBar
	failed int
}

func newProgress(t *terminal, total int, quiet bool) *progress {
	if quiet || !isTerminal(t.w) {
		return &progress{}
	}
	return &progress{bar: progressbar.NewOptions(total, progressbar.OptionSetWriter(t.w), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("report"), progressbar.OptionSetPredictTime(true), progressbar.OptionFullWidth(), progressbar.OptionClearOnFinish(),
		progressbar.OptionEnableColorCodes(false), progressbar.OptionUseANSICodes(false))}
}

// add counts one more that is ended.
func (p *progress) add(o batch.Outcome) {
	if p.bar == nil {
		return
	}
	if o.State == batch.Failed {
		p.failed++
		p.bar.Describe(fmt.Sprintf("%d failed", p.failed))
	}
	_ = p.bar.Add(1) // that a terminal cannot be written to is nobody's concern
}

func (p *progress) close() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
