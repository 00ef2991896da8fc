package pipeline

import (
	"context"
	"slices"
	"testing"
	"time"
)

// TestStepsBeginInOrder: an observer is told of each step once, with all editions too.
func TestStepsBeginInOrder(t *testing.T) {
	for _, editions := range [][]string{nil, {"pdf", "epub", "html", "large"}} {
		var got []Step
		job := Job{Name: "report", Source: "report.md", Editions: editions, Time: time.Unix(0, 0),
			Parts:    []Part{{Name: "report.md", Data: []byte("---\nlang: en\n---\n\n# A title\n\nWords of a paragraph.\n")}},
			Progress: func(s Step) { got = append(got, s) }}
		if _, err := Convert(context.Background(), job, &MemSink{}); err != nil {
			t.Fatal(err)
		}
		if want := []Step{StepStructure, StepPages, StepEditions, StepFiles}; !slices.Equal(got, want) {
			t.Errorf("steps of %v: %v, want %v", editions, got, want)
		}
	}
}
