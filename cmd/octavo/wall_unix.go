//go:build linux || darwin

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// maxFile is how large a file a process may write: far above any edition.
const maxFile = 8 << 30 // bytes

// holdMemory and the file sizes are held by the system from the process's beginning.
// RLIMIT_DATA counts what is written to (setrlimit(2)); RLIMIT_AS would count the address
// space that the Go runtime reserves as well.
func holdMemory(limit int64) error {
	if err := setLimit(syscall.RLIMIT_DATA, uint64(limit)); err != nil {
		return fmt.Errorf("the memory cannot be limited: %w", err)
	}
	if err := setLimit(syscall.RLIMIT_FSIZE, maxFile); err != nil {
		return fmt.Errorf("the size of files cannot be limited: %w", err)
	}
	return nil
}

// setLimit lowers a soft limit, as far as the hard one lets it.
func setLimit(resource int, value uint64) error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(resource, &limit); err != nil {
		return err
	}
	limit.Cur = min(value, limit.Max)
	return syscall.Setrlimit(resource, &limit)
}

// holdProcessor lets the process use so much more processor time.
func holdProcessor(more time.Duration) {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return // the time limit holds all the same
	}
	spent := time.Duration(used.Utime.Nano() + used.Stime.Nano())
	_ = setLimit(syscall.RLIMIT_CPU, uint64((spent+more)/time.Second)+1)
}

func terminate(cmd *exec.Cmd) error { return cmd.Process.Signal(syscall.SIGTERM) }

// killGroup kills a process and what it began.
func killGroup(cmd *exec.Cmd) error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }

// holdFile keeps other processes away until release is called or the process ends.
func holdFile(name string) (release func(), err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	for {
		if err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != syscall.EINTR {
			break
		}
	}
	if err == syscall.ENOLCK || err == syscall.ENOTSUP { // some network folders have none: work may then be done twice, with the same result
		err = nil
	}
	return func() { _ = f.Close() }, err
}
