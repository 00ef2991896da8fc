//go:build unix

package main

import (
	"strings"
	"testing"
)

func TestResult(t *testing.T) {
	shorter := &result{length: length{name: "a page"}, rows: []row{{ours, "all", []usage{{0.005, 0.005, 1}}}}}
	r := &result{
		length: length{name: "the sample", runs: 3, factor: 3, memory: 100 * megabyte},
		rows: []row{
			{ours, "all", []usage{{0.05, 0.06, 50 * megabyte}, {0.9, 0.9, 51 * megabyte}, {0.04, 0.05, 49 * megabyte}}},
			{alone, "the same", []usage{{0.09, 0.09, 50 * megabyte}}},
			{theirs, "PDF", []usage{{0.20, 0.21, 60 * megabyte}, {0.22, 0.21, 60 * megabyte}, {0.19, 0.21, 61 * megabyte}}},
		},
		absent: []string{"pandoc: not here"},
	}
	var b strings.Builder
	if !r.print(&b, shorter) {
		t.Error("four times faster is not enough")
	}
	want := `the sample (3 runs each, medians)
  octavo                     0.050 s wall     0.060 s CPU     50 MB    1.0 times  all
  octavo, one processor      0.090 s wall     0.090 s CPU     50 MB    1.8 times  the same
  typst                      0.200 s wall     0.210 s CPU     60 MB    4.0 times  PDF
  not measured: pandoc: not here
  from one processor to all: 1.80 times as fast
  10.0 times as long as a page
  at most 100 MB wanted: met
  at least 3 times as fast as Typst wanted: met
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	r.length.memory = 49 * megabyte
	if r.print(&b, nil) {
		t.Error("too much memory is enough")
	}
	r.length.memory, r.length.factor = 100*megabyte, 4.5
	if r.print(&b, nil) {
		t.Error("too slow is enough")
	}
}
