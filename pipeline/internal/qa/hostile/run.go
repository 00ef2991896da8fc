package hostile

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Bound is what a run may take.
type Bound struct {
	// Time is that of all processors together: it does not depend on what else the machine
	// does, and is never less than what a run on its own takes.
	Time   time.Duration
	Memory int64 // resident, bytes; 0 where it is not looked at
}

// Outcome is what a run took and what is wrong with it.
type Outcome struct {
	Case   Case
	Time   time.Duration
	Memory int64 // the most that was resident, in bytes; 0 where the system does not tell
	Exit   int
	Said   string // messages and findings
	Faults []string
}

// Run runs the program over a case that Write has written below root, and looks at what
// came of it. The environment is the program's.
//
// The memory of the outcome is at least what the calling process ever had: Linux counts
// what a process holds before it executes the program, which is its parent's. Whoever looks
// at memory writes large cases in a process of its own.
func Run(ctx context.Context, program string, environment []string, c Case, root string, bound Bound) (Outcome, error) {
	out, in := Outcome{Case: c}, c.folder(root)
	before, err := snapshot(root)
	if err != nil {
		return out, err
	}
	if err := out.execute(ctx, program, environment, in, bound.Time); err != nil {
		return out, err
	}
	after, err := snapshot(root)
	if err != nil {
		return out, err
	}
	out.look(bound)
	out.compare(before, after)
	out.lookInto(in)
	return out, nil
}

// A run is killed after patience times its bound by the clock, and a little longer for what
// starts slowly.
const (
	patience = 10
	grace    = 2 * time.Second
)

// execute runs the program.
func (o *Outcome) execute(ctx context.Context, program string, environment []string, in string, limit time.Duration) error {
	ctx, stop := context.WithTimeout(ctx, patience*limit+grace)
	defer stop()
	args := expand(in, o.Case.Args())
	cmd := exec.CommandContext(ctx, program, args...)
	var said bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = in, environment, &said, &said
	cmd.Stdin = strings.NewReader(head)
	cmd.WaitDelay = time.Second // a process of its own may hold the pipe
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		return err
	}
	state := cmd.ProcessState
	o.Exit, o.Said, o.Memory = state.ExitCode(), said.String(), resident(state)
	o.Time = state.UserTime() + state.SystemTime()
	return nil
}

// expand puts the files of a folder in place of "./*", as a shell does.
func expand(in string, args []string) []string {
	i := slices.Index(args, "./*")
	if i < 0 {
		return args
	}
	files, err := filepath.Glob(filepath.Join(in, "*"))
	if err != nil {
		return args
	}
	for j, f := range files {
		files[j] = "./" + filepath.Base(f)
	}
	return slices.Concat(args[:i], files, args[i+1:])
}

func (o *Outcome) fault(format string, args ...any) {
	o.Faults = append(o.Faults, fmt.Sprintf(format, args...))
}

// look holds exit code, message, time and memory to the bound.
func (o *Outcome) look(bound Bound) {
	command, _, _ := strings.Cut(o.Case.Command, " ")
	wrongLine := o.Exit == 2 && (command == "batch" || strings.HasPrefix(o.Case.Command, "build -")) // nothing to build, or a flag that cannot be taken
	if o.Exit != 0 && o.Exit != 1 && o.Exit != 3 && !wrongLine {
		o.fault("exit code %d", o.Exit)
	}
	if o.Exit != 0 && strings.TrimSpace(o.Said) == "" {
		o.fault("no message")
	}
	if strings.Contains(o.Said, "goroutine ") || strings.Contains(o.Said, "panic") {
		o.fault("it broke down")
	}
	if strings.Contains(o.Said, "\x1b") || strings.Contains(o.Said, "\x00") {
		o.fault("a message with signs of control")
	}
	if len(o.Said) > mostSaid {
		o.fault("messages of %d bytes", len(o.Said))
	}
	if o.Time > bound.Time {
		o.fault("%.1f s, %.1f s are allowed", o.Time.Seconds(), bound.Time.Seconds())
	}
	if bound.Memory > 0 && o.Memory > bound.Memory {
		o.fault("%d MB, %d MB are allowed", o.Memory/mega, bound.Memory/mega)
	}
	switch {
	case o.Case.Sound && o.Exit != 0:
		o.fault("not converted")
	case o.Case.Refused != "" && (o.Exit != 1 || !strings.Contains(o.Said, o.Case.Refused)):
		o.fault("not refused with the word %q", o.Case.Refused)
	}
}

// mostSaid is what a person may be told at once, in bytes.
const mostSaid = 64 * kilo

// snapshot notes every file below root with its size and time of change.
func snapshot(root string) (map[string]string, error) {
	files := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		files[filepath.ToSlash(name)] = fmt.Sprint(info.Size(), info.ModTime())
		return err
	})
	return files, err
}

// compare finds what was written where nothing may be.
func (o *Outcome) compare(before, after map[string]string) {
	for name, state := range after {
		switch {
		case before[name] == state:
		case !strings.HasPrefix(name, "in/out/"):
			o.fault("%s was written", name)
		case strings.HasSuffix(name, ".new.md"): // which is said, and is a person's to look at
		case o.Exit != 0 && o.Exit != 3 && !strings.HasPrefix(o.Case.Command, "batch"):
			o.fault("%s was left behind", name)
		}
	}
	for name := range before {
		if _, there := after[name]; !there {
			o.fault("%s is gone", name)
		}
	}
}

// lookInto looks for what lies outside in what was made, and for the sound part.
func (o *Outcome) lookInto(in string) {
	sound := false
	_ = filepath.WalkDir(filepath.Join(in, "out"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil //nolint:nilerr // nothing was made
		}
		data, err := os.ReadFile(path)
		if err != nil {
			o.fault("%s cannot be read", d.Name())
			return nil
		}
		if holds(data, Secret) {
			o.fault("%s holds what lies outside", d.Name())
		}
		sound = sound || strings.HasSuffix(path, ".md") && bytes.Contains(data, []byte(SoundText))
		return nil
	})
	if o.Case.Sound && o.Exit == 0 && !sound {
		o.fault("the sound part is gone")
	}
}

// holds looks for a word in a file and in the entries of a zip.
func holds(data []byte, word string) bool {
	if bytes.Contains(data, []byte(word)) {
		return true
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	for _, f := range z.File {
		if entry, err := fs.ReadFile(z, f.Name); err == nil && bytes.Contains(entry, []byte(word)) {
			return true
		}
	}
	return false
}
