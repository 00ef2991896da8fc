package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"

	"octavo/pipeline"
)

// A run is short, and most of what it allocates lives to its end: the garbage
// collector waits for a heap that small reports never reach, and works harder
// where a long one comes near what such a machine should spare.
const (
	gcPercent   = -1        // none before the limit
	memoryLimit = 340 << 20 // bytes, soft
)

func keepGarbage() {
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(memoryLimit)
	watchHeap()
}

// largeInput is a text whose tree alone comes near memoryLimit, at 50 bytes a
// byte. Under a limit below what lives, the collector would run without a pause.
const largeInput = 6 << 20 // bytes

// makeRoom lifts the limit for a job with large inputs.
func makeRoom(job pipeline.Job) {
	size := 0
	for _, p := range job.Parts {
		size += len(p.Data)
	}
	if size > largeInput {
		liftLimit()
	}
}

func liftLimit() {
	debug.SetGCPercent(100)
	debug.SetMemoryLimit(math.MaxInt64)
}

// fullHeap is what may live under the limit: above it each collection would free
// less than a tenth of the heap, and the next would follow at once.
const fullHeap = memoryLimit / 10 * 9 // bytes

// watchHeap looks at what lives after every collection, and lifts the limit where
// that comes near it: a text of few letters may make a large tree.
func watchHeap() {
	cycle := new([]byte) // with a pointer it is an object of its own
	runtime.SetFinalizer(cycle, func(*[]byte) {
		if liveHeap() > fullHeap {
			liftLimit()
			return
		}
		watchHeap()
	})
}

// liveHeap is what the last collection found alive, in bytes.
func liveHeap() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
