package main

import "syscall"

// apart gives a process a group of its own. It ends with its standard input, which its
// parent's death closes.
func apart() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// machineMemory is not known.
func machineMemory() int64 { return 0 }
