// Package cores shares work out among the cores of the machine.
package cores

import (
	"runtime"
	"sync"
)

// Parts is in how many parts n things are worked on, where so many of them at least are
// worth a further core.
func Parts(n, least int) int { return max(1, min(runtime.GOMAXPROCS(0), n/least)) }

// Share does the work on n things in parts, which count from 0, at the same time. What
// is done for one thing may not change what another is read from.
func Share(n, parts int, work func(part, from, to int)) {
	var all sync.WaitGroup
	for k := range parts {
		all.Go(func() { work(k, k*n/parts, (k+1)*n/parts) })
	}
	all.Wait()
}
