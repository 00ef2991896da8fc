package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"

	"octavo/pipeline"
)

// A run is short, and most of what it allocates lives to its end: the garbage
// collector waits for a heap that small reports never reach; that of long ones grows
// with them.
const (
	gcPercent  = -1        // none before the limit
	leastLimit = 312 << 20 // bytes, soft
	// roomPerByte times the input is the limit of larger ones: what lives of a plain
	// text at once is about half of it, so that a collection frees as much as it looks at.
	roomPerByte = 28
	// middleLimit is enough for a report of several thousand pages: with it a run stays
	// under 1.2 GB.
	middleLimit = 1080 << 20 // bytes, soft
	// mostLimit keeps a run under 2 GiB as long as what lives of its text leaves room
	// to collect in.
	mostLimit = 1800 << 20 // bytes, soft
)

func keepGarbage() {
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(leastLimit)
	watchHeap()
}

// makeRoom raises the limit for a job with large inputs.
func makeRoom(job pipeline.Job) {
	size := 0
	for _, p := range job.Parts {
		size += len(p.Data)
	}
	if room := int64(roomPerByte * size); room > leastLimit {
		debug.SetMemoryLimit(room)
	}
}

// watchHeap looks at what lives after every collection, and lifts the limit where
// that comes near it: a text of few letters may make a large tree.
func watchHeap() {
	cycle := new([]byte) // with a pointer it is an object of its own
	runtime.SetFinalizer(cycle, func(*[]byte) {
		limit := debug.SetMemoryLimit(-1)
		if liveHeap() > uint64(limit/10*fullTenths(limit)) {
			debug.SetGCPercent(100)
			limit = higherLimit(limit)
			debug.SetMemoryLimit(limit)
		}
		if limit < math.MaxInt64 {
			watchHeap()
		}
	})
}

// fullTenths is how many tenths of a limit may live before it is too low. Above nine each
// collection would free less than a tenth of the heap, and the next would follow at
// once; a low limit is lifted where collections begin to cost as much as they free.
func fullTenths(limit int64) int64 {
	if limit < middleLimit {
		return 6
	}
	return 9
}

// higherLimit is what follows a limit that is too low.
func higherLimit(limit int64) int64 {
	switch {
	case limit < middleLimit:
		return middleLimit
	case limit < mostLimit:
		return mostLimit
	}
	return math.MaxInt64
}

// liveHeap is what the last collection found alive, in bytes.
func liveHeap() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// memoryVariable tells a process of a batch how many bytes it may take.
const memoryVariable = "OCTAVO_MEMORY"

// walled is how many bytes this process may take, 0 where it has no wall around it.
func walled(getenv func(string) string) int64 {
	n, err := strconv.ParseInt(getenv(memoryVariable), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// gcPercentWalled lets small reports be made with two or three collections; a process of
// a batch makes many, and what the last one left must go.
const gcPercentWalled = 400

// boundHeap lets the process take so many bytes and no more, of which the heap has the
// most: goroutines' stacks and what the system counts besides need the rest.
func boundHeap(memory int64) error {
	debug.SetGCPercent(gcPercentWalled)
	debug.SetMemoryLimit(memory / 10 * 7)
	return holdMemory(memory)
}
