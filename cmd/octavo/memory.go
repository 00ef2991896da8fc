package main

import (
	"math"
	"runtime/debug"

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
		debug.SetGCPercent(100)
		debug.SetMemoryLimit(math.MaxInt64)
	}
}
