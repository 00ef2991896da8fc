//go:build unix

package main

import (
	"fmt"
	"io"
)

// row holds the runs of one program over a text.
type row struct {
	name, makes string
	runs        []usage
}

// result holds what all programs took over one text, and why some were not measured.
type result struct {
	length length
	rows   []row
	absent []string
}

// of is the median of a program, with false where it did not run.
func (r *result) of(name string) (usage, bool) {
	for _, w := range r.rows {
		if w.name == name {
			return median(w.runs), true
		}
	}
	return usage{}, false
}

// print writes the result's lines, with the growth from a shorter text where there is one,
// and reports whether the bars were met.
func (r *result) print(w io.Writer, shorter *result) bool {
	octavo, _ := r.of(ours)
	fmt.Fprintf(w, "%s (%d runs each, medians)\n", r.length.name, r.length.runs)
	for _, row := range r.rows {
		u := median(row.runs)
		fmt.Fprintf(w, "  %-22s %9.3f s wall %9.3f s CPU %6d MB  %5.1f times  %s\n", row.name, u.Wall, u.CPU, u.Peak/megabyte, u.Wall/octavo.Wall, row.makes)
	}
	for _, why := range r.absent {
		fmt.Fprintf(w, "  not measured: %s\n", why)
	}
	if one, ok := r.of(alone); ok {
		fmt.Fprintf(w, "  from one processor to all: %.2f times as fast\n", one.Wall/octavo.Wall)
	}
	if shorter != nil {
		before, _ := shorter.of(ours)
		fmt.Fprintf(w, "  %.1f times as long as %s\n", octavo.Wall/before.Wall, shorter.length.name)
	}
	return r.printBars(w, octavo)
}

func (r *result) printBars(w io.Writer, octavo usage) bool {
	met := octavo.Peak <= r.length.memory
	fmt.Fprintf(w, "  at most %d MB wanted: %s\n", r.length.memory/megabyte, verdict(met))
	typst, ran := r.of(theirs)
	if !ran || r.length.factor == 0 {
		return met
	}
	faster := typst.Wall/octavo.Wall >= r.length.factor
	fmt.Fprintf(w, "  at least %.0f times as fast as Typst wanted: %s\n", r.length.factor, verdict(faster))
	return met && faster
}

func verdict(met bool) string {
	if met {
		return "met"
	}
	return "MISSED"
}
