package main

import (
	"runtime"
	"syscall"
)

// hugeHeap is how much of the heap is to lie in huge pages: about what a short
// report takes. It is an address range; memory is taken as it is used.
const hugeHeap = 64 << 20 // bytes

// wantHugePages asks the system for pages of 2 MB instead of 4 kB for the
// heap's first part: a short run uses its memory once, and asking for it in
// small pieces takes a fifth of its processor time. The Go runtime has no setting for it;
// but a range that was advised stays so when the collector takes it back, and
// is what it gives out next.
func wantHugePages() {
	heap := make([]byte, hugeHeap)
	_ = syscall.Madvise(heap, syscall.MADV_HUGEPAGE) // a system without them goes on as before
	runtime.GC()
}
