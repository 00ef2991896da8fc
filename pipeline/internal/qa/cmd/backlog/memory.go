//go:build linux

package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// watchMemory notes the resident memory of a process and its children, in bytes, ten
// times a second, until the function that it gives is called.
func watchMemory(pid int) (stop func() []int64) {
	done, sizes := make(chan struct{}), make(chan []int64)
	go func() {
		var list []int64
		for {
			select {
			case <-done:
				sizes <- list
				return
			case <-time.After(100 * time.Millisecond):
				if size := residentOf(pid); size > 0 {
					list = append(list, size)
				}
			}
		}
	}()
	return func() []int64 {
		close(done)
		return <-sizes
	}
}

// residentOf is the resident memory of a process and its children (proc(5)).
func residentOf(pid int) int64 {
	sum := resident(pid)
	for _, thread := range entries(fmt.Sprintf("/proc/%d/task", pid)) {
		data, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%s/children", pid, thread))
		if err != nil {
			continue
		}
		for _, child := range strings.Fields(string(data)) {
			if id, err := strconv.Atoi(child); err == nil {
				sum += resident(id)
			}
		}
	}
	return sum
}

func entries(dir string) (names []string) {
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil // it has ended
	}
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

func resident(pid int) int64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(data))
	if len(fields) < 2 {
		return 0
	}
	pages, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}

func most(sizes []int64) int64 {
	if len(sizes) == 0 {
		return 0
	}
	return slices.Max(sizes)
}

// grown is the median of the last quarter of sizes over that of the second.
func grown(sizes []int64) float64 {
	n := len(sizes)
	if n < 8 {
		return 1 // too short a run to say anything
	}
	return float64(median(sizes[3*n/4:])) / float64(median(sizes[n/4:n/2]))
}

func median(sizes []int64) int64 {
	sorted := slices.Sorted(slices.Values(sizes))
	return sorted[len(sorted)/2]
}
