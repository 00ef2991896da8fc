package main

import (
	"math"
	"testing"
)

// The limit of memory is raised by steps up to what keeps a run under 2 GiB, and
// lifted where that does not do.
func TestMemoryLimitIsRaisedByAndBy(t *testing.T) {
	for _, c := range []struct{ limit, want int64 }{
		{leastLimit, middleLimit}, {middleLimit, mostLimit}, {mostLimit - 1, mostLimit}, {mostLimit, math.MaxInt64}, {mostLimit + 1, math.MaxInt64},
	} {
		if got := higherLimit(c.limit); got != c.want {
			t.Errorf("%d: %d, want %d", c.limit, got, c.want)
		}
	}
	if mostLimit >= 2<<30 {
		t.Errorf("%d bytes are not under 2 GiB", int64(mostLimit))
	}
}
