package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"octavo/pipeline"
)

// silence is how long a build says nothing: most are done by then.
const silence = time.Second

// tick is how often the time that has passed is shown anew.
const tick = 200 * time.Millisecond

// steps shows what a single build is doing once it has taken longer than silence,
// where messages go to a terminal, and clears it away at the end; never in a file or
// pipe.
type steps struct {
	name  string
	begun time.Time
	mu    sync.Mutex
	step  pipeline.Step
	stop  chan struct{}
	done  sync.WaitGroup
}

// showSteps begins to show the steps of the build of an input. It returns nil where
// nobody would see them.
func showSteps(t *terminal, name string, quiet bool) *steps {
	if quiet || !isTerminal(t.w) {
		return nil
	}
	s := newSteps(name)
	s.done.Go(func() { s.show(t) })
	return s
}

func newSteps(name string) *steps {
	return &steps{name: name, begun: time.Now(), stop: make(chan struct{})}
}

// at takes note of the step that begins.
func (s *steps) at(step pipeline.Step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.step = step
}

// close clears what is shown.
func (s *steps) close() {
	if s == nil {
		return
	}
	close(s.stop)
	s.done.Wait()
}

// show waits, and then shows the step and the time until the build is done.
func (s *steps) show(t *terminal) {
	if s.ended(silence) {
		return
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(t.w), progressbar.OptionSpinnerType(9), progressbar.OptionSetElapsedTime(false),
		progressbar.OptionSetSpinnerChangeInterval(0), progressbar.OptionClearOnFinish(), progressbar.OptionUseANSICodes(false), progressbar.OptionEnableColorCodes(false))
	for {
		bar.Describe(s.describe())
		_ = bar.Add(1) // draws; that a terminal cannot be written to is nobody's concern
		if s.ended(tick) {
			_ = bar.Finish()
			return
		}
	}
}

// ended waits, and reports whether the build ended meanwhile.
func (s *steps) ended(wait time.Duration) bool {
	select {
	case <-s.stop:
		return true
	case <-time.After(wait):
		return false
	}
}

func (s *steps) describe() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprintf("%s: %v, step %d of %d, %d seconds", s.name, s.step, int(s.step)+1, pipeline.Steps, int(time.Since(s.begun).Seconds()))
}
