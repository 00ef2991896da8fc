package pipeline

import (
	"context"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
)

// endsAfter is a context that ends when it was asked so many times.
type endsAfter struct {
	context.Context
	asked atomic.Int64
	limit int64
}

// Err implements context.Context.
func (c *endsAfter) Err() error {
	if c.asked.Add(1) > c.limit {
		return context.Canceled
	}
	return nil
}

// A run that is broken off says so and leaves nothing, wherever that strikes;
// and it asks often: for every page at least.
func TestBrokenOffAnywhereLeavesNothing(t *testing.T) {
	whole := &endsAfter{Context: t.Context(), limit: math.MaxInt64}
	result, err := Convert(whole, sampleJob(t), &MemSink{})
	if err != nil {
		t.Fatal(err)
	}
	asked := whole.asked.Load()
	if asked < 2*int64(result.Pages) {
		t.Errorf("the context was asked %d times for %d pages", asked, result.Pages)
	}
	for _, limit := range []int64{0, 1, 20, asked / 8, asked / 4, asked / 2, asked * 3 / 4, asked - 20, asked - 1} {
		dir := filepath.Join(t.TempDir(), "new", "out")
		ctx := &endsAfter{Context: t.Context(), limit: limit}
		result, err := Convert(ctx, sampleJob(t), NewDirSink(dir))
		var broken *InterruptedError
		if !errors.As(err, &broken) || !errors.Is(err, context.Canceled) {
			t.Errorf("ended after %d of %d questions: the error is %v", limit, asked, err)
		}
		if result.Files != nil || result.Findings == nil {
			t.Errorf("ended after %d: the result has %d files and %d findings", limit, len(result.Files), len(result.Findings))
		}
		if _, err := os.Stat(filepath.Dir(dir)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("ended after %d: something was left behind", limit)
		}
	}
}

// Every way in breaks off, and tells a deadline from a user.
func TestEveryWayInBreaksOff(t *testing.T) {
	late, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	job := sampleJob(t)
	ways := map[string]func() error{
		"Convert":   func() error { _, err := Convert(late, job, &MemSink{}); return err },
		"Normalise": func() error { _, _, err := Normalise(late, job, FormMarkdown); return err },
		"Inspect":   func() error { _, err := Inspect(late, job); return err },
		"Review":    func() error { _, err := Review(late, io.Discard, job, false); return err },
	}
	for name, way := range ways {
		var broken *InterruptedError
		if err := way(); !errors.As(err, &broken) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
