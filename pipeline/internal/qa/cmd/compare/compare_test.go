//go:build unix

package main

import (
	"strings"
	"testing"
)

func TestResult(t *testing.T) {
	r := result{
		bar:    bar{name: "sample", runs: 3, factor: 3, memory: 100 * megabyte},
		octavo: []usage{{0.05, 0.06, 50 * megabyte}, {0.9, 0.9, 51 * megabyte}, {0.04, 0.05, 49 * megabyte}},
		typst:  []usage{{0.20, 0.21, 60 * megabyte}, {0.22, 0.21, 60 * megabyte}, {0.19, 0.21, 61 * megabyte}},
	}
	var b strings.Builder
	if !r.print(&b) {
		t.Error("four times faster is not enough")
	}
	want := `sample (3 runs each, medians)
  octavo     0.050 s wall    0.060 s CPU     50 MB
  typst      0.200 s wall    0.210 s CPU     60 MB
  4.0 times faster (at least 3 wanted), at most 100 MB wanted: met
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	r.bar.memory = 49 * megabyte
	if r.print(&b) {
		t.Error("too much memory is enough")
	}
	r.bar.memory, r.bar.factor = 100*megabyte, 4.5
	if r.print(&b) {
		t.Error("too slow is enough")
	}
}
