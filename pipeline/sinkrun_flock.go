//go:build linux || darwin

package pipeline

import (
	"os"
	"syscall"
)

// hold locks a run's file until it is closed or the process ends. On file systems
// without locks no run is taken for dead.
func hold(f *os.File) {
	for syscall.Flock(int(f.Fd()), syscall.LOCK_EX) == syscall.EINTR {
	}
}

// isDead reports whether the process that held a run's file has ended.
func isDead(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}
