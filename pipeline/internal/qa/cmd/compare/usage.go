//go:build unix

package main

import (
	"os"
	"runtime"
	"slices"
	"syscall"
)

// usage is what one run took: seconds and bytes.
type usage struct {
	Wall float64 `json:"wall"`
	CPU  float64 `json:"cpu"`
	Peak int64   `json:"peak"`
}

// peak is the largest resident size, which Linux counts in units of 1,024
// bytes and macOS in bytes. On Linux it is never less than what this process
// had when it began the other, which is why texts are made before.
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
