//go:build unix

package hostile

import (
	"os"
	"runtime"
	"syscall"
)

// resident is the most memory that a finished process had, in bytes.
func resident(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" { // in bytes there
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) * kilo
}
