package understand

import (
	"runtime"
	"sync"
)

// leastChunk is how many lines are worth a further core.
const leastChunk = 4096

// inChunks does the work on n things in as many parts as there are cores, at the
// same time. What is done for one of them may not change what another is read from.
func inChunks(n int, work func(from, to int)) {
	parts := max(1, min(runtime.GOMAXPROCS(0), n/leastChunk))
	var all sync.WaitGroup
	for k := range parts {
		all.Go(func() { work(k*n/parts, (k+1)*n/parts) })
	}
	all.Wait()
}
