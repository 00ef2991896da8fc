//go:build unix

package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"
)

//go:embed typst.py
var typstScript string

// usage is what one run took: seconds and bytes.
type usage struct {
	Wall float64 `json:"wall"`
	CPU  float64 `json:"cpu"`
	Peak int64   `json:"peak"`
}

// runOctavo measures the whole process.
func (b bench) runOctavo(text string) (usage, error) {
	cmd := exec.Command(b.octavo, "build", text, "--quiet", "--out", filepath.Join(b.dir, "out"))
	cmd.Stderr = os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return usage{}, fmt.Errorf("%s: %w", b.octavo, err)
	}
	wall := time.Since(start)
	state := cmd.ProcessState
	return usage{
		Wall: wall.Seconds(),
		CPU:  (state.UserTime() + state.SystemTime()).Seconds(),
		Peak: peak(state),
	}, nil
}

// peak is the largest resident size, which Linux counts in units of 1,024
// bytes and macOS in bytes.
func peak(state *os.ProcessState) int64 {
	used, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int64(used.Maxrss)
	}
	return int64(used.Maxrss) * 1024
}

// runTypst lets the script measure itself.
func (b bench) runTypst(source string) (usage, error) {
	var u usage
	cmd := exec.Command(b.python, "-c", typstScript, source, filepath.Join(b.dir, "typst.pdf"), b.faces)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return u, fmt.Errorf("typst: %w", err)
	}
	return u, json.Unmarshal(out, &u)
}

// result holds the runs of both programs over one text.
type result struct {
	bar           bar
	octavo, typst []usage
}

// print writes the result's lines and reports whether the bar was met.
func (r result) print(w io.Writer) bool {
	octavo, typst := median(r.octavo), median(r.typst)
	factor := typst.Wall / octavo.Wall
	met := factor >= r.bar.factor && octavo.Peak <= r.bar.memory
	fmt.Fprintf(w, "%s (%d runs each, medians)\n", r.bar.name, r.bar.runs)
	for _, row := range []struct {
		name string
		usage
	}{{"octavo", octavo}, {"typst", typst}} {
		fmt.Fprintf(w, "  %-7s %8.3f s wall %8.3f s CPU %6d MB\n", row.name, row.Wall, row.CPU, row.Peak/megabyte)
	}
	fmt.Fprintf(w, "  %.1f times faster (at least %.0f wanted), at most %d MB wanted: %s\n",
		factor, r.bar.factor, r.bar.memory/megabyte, map[bool]string{true: "met", false: "MISSED"}[met])
	return met
}

// median takes each figure's own median.
func median(runs []usage) usage {
	return usage{
		Wall: middle(runs, func(u usage) float64 { return u.Wall }),
		CPU:  middle(runs, func(u usage) float64 { return u.CPU }),
		Peak: int64(middle(runs, func(u usage) float64 { return float64(u.Peak) })),
	}
}

func middle(runs []usage, figure func(usage) float64) float64 {
	var list []float64
	for _, u := range runs {
		list = append(list, figure(u))
	}
	slices.Sort(list)
	return list[len(list)/2]
}
