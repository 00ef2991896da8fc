package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"octavo": main})
}

// TestScripts runs the program as its users do: each file in testdata/script
// is a session with its input files.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:      "testdata/script",
		Cmds:     map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
		TestWork: false,
		Condition: func(name string) (bool, error) {
			if name != "admin" {
				return false, fmt.Errorf("no condition is called %s", name)
			}
			return os.Geteuid() == 0, nil
		},
	})
}

// exits runs a program and demands its exit code: exits CODE PROGRAM ARG...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func TestScriptsExist(t *testing.T) {
	files, err := os.ReadDir("testdata/script")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
}
