package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"octavo/pipeline"
)

func TestStepsAreShownOnceABuildTakesLong(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		takes time.Duration
		want  string
	}{{0, ""}, {silence + 2*tick, "report: setting the pages, step 2 of 4, 1 seconds"}} {
		var out bytes.Buffer
		s := newSteps("report")
		s.done.Go(func() { s.show(&terminal{w: &out}) })
		s.at(pipeline.StepPages)
		time.Sleep(c.takes)
		s.close()
		if got := out.String(); !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("after %v: %q, want %q", c.takes, got, c.want)
		}
		if last := out.String()[strings.LastIndexByte(strings.TrimRight(out.String(), "\r"), '\r')+1:]; strings.TrimSpace(last) != "" {
			t.Errorf("after %v %q is left", c.takes, last)
		}
	}
}

func TestStepsAreNotShownInAPipe(t *testing.T) {
	if s := showSteps(&terminal{w: &bytes.Buffer{}}, "report", false); s != nil {
		t.Error("steps are shown where there is no terminal")
	}
}
