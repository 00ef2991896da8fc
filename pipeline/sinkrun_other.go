//go:build !linux && !darwin

package pipeline

import (
	"os"
	"runtime"
)

// hold does nothing: Windows lets nobody remove a file that is open.
func hold(*os.File) {}

// isDead reports whether nobody has a run's file open, by removing it; elsewhere than on
// Windows no run is taken for dead, as an open file can be removed there.
func isDead(name string) bool { return runtime.GOOS == "windows" && os.Remove(name) == nil }
