//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"octavo/pipeline/internal/qa/backlog"
)

// trial is one measurement.
type trial struct {
	octavo   string
	editions string
	kills    int
	say      io.Writer
	dir      string
	reports  []backlog.Report
}

// The bars.
const (
	// leastRatio is a report's processor time in a single build over that in the batch.
	leastRatio = 0.75
	// mostGrowth is the memory of the last quarter of a run over that of the second: the
	// first one warms up.
	mostGrowth = 1.25
)

// all runs the parts of the trial; each says what it found.
func (t trial) all() error {
	ratio, err := t.ratio()
	if err != nil {
		return err
	}
	growth, err := t.disturbed()
	if err != nil {
		return err
	}
	faults := t.faults()
	if ratio < leastRatio {
		faults = append(faults, fmt.Errorf("a report takes %.2f times the processor time of a single build's, less than %.2f is wanted", 1/ratio, 1/leastRatio))
	}
	if growth > mostGrowth {
		faults = append(faults, fmt.Errorf("memory grew to %.2f of what it was, more than %.2f", growth, mostGrowth))
	}
	return errors.Join(faults...)
}

// modified is the time that all reports carry.
const modified = "2026-11-01"

// batch is the command that makes inputs into the folder out.
func (t trial) batch(out string, inputs ...string) *exec.Cmd {
	args := append([]string{"batch", "-q", "--modified", modified, "-o", out}, inputs...)
	if t.editions != "" {
		args = append(args, "--edition", t.editions)
	}
	cmd := exec.Command(t.octavo, args...)
	cmd.Dir = t.dir
	return cmd
}

// spent is the processor time of a process and those that it waited for.
func spent(cmd *exec.Cmd) time.Duration {
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// sampled is for how many reports single builds are measured, which take as long as those
// of a batch.
const sampled = 70 // ten of each kind

// quiet is the folder of the undisturbed run.
const quiet = "quiet"

// ratio makes some of the reports by single builds and in an undisturbed batch, and gives
// the processor time of a build over that of a report in the batch. Processor time, and
// not that of the clock, because other programs may share the machine.
func (t trial) ratio() (float64, error) {
	var names []string
	var single time.Duration
	for _, r := range t.reports[:min(sampled, len(t.reports))] {
		if r.Damaged {
			continue
		}
		name := filepath.Join("in", filepath.FromSlash(r.Name))
		names = append(names, name)
		args := []string{"build", "-q", "-o", filepath.Join("single", r.Name), name}
		if t.editions != "" {
			args = append(args, "--edition", t.editions)
		}
		cmd := exec.Command(t.octavo, args...)
		cmd.Dir = t.dir
		cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1793491200", "GOMAXPROCS=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			return 0, fmt.Errorf("%s cannot be built: %w: %s", name, err, out)
		}
		single += spent(cmd)
	}
	list := t.batch(quiet, "-")
	list.Stdin = bytes.NewBufferString(lines(names))
	begin := time.Now()
	if out, err := list.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("the undisturbed batch failed: %w: %s", err, out)
	}
	took := time.Since(begin)
	each := float64(len(names))
	ratio := single.Seconds() / spent(list).Seconds()
	fmt.Fprintf(t.say, "a report, in processor time: %.3f s alone, %.3f s in a batch of %d, ratio %.2f; by the clock %.2f reports a second\n",
		single.Seconds()/each, spent(list).Seconds()/each, len(names), ratio, each/took.Seconds())
	return ratio, nil
}

func lines(names []string) string {
	var b bytes.Buffer
	for _, n := range names {
		fmt.Fprintln(&b, n)
	}
	return b.String()
}

// loud is the folder of the disturbed run.
const loud = "loud"

// disturbed makes all reports. In the first half it kills the run again and again; the
// last run goes on to the end, and of that it gives how memory grew.
func (t trial) disturbed() (growth float64, err error) {
	begin := time.Now()
	for k := range t.kills {
		until := len(t.reports) * (k + 1) / (2 * (t.kills + 1))
		if err := t.killed(until); err != nil {
			return 0, err
		}
	}
	cmd := t.batch(loud, "in")
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	watch := watchMemory(cmd.Process.Pid)
	err = cmd.Wait()
	sizes := watch()
	if cmd.ProcessState.ExitCode() > 1 { // 1 says that damaged reports failed
		return 0, fmt.Errorf("the last run ended with %w", err)
	}
	growth = grown(sizes)
	took := time.Since(begin)
	fmt.Fprintf(t.say, "%d reports with %d kills: %s by the clock, %.2f a second; memory of all processes at most %d MB, the last quarter %.2f of the second\n",
		len(t.reports), t.kills, took.Round(time.Second), float64(len(t.reports))/took.Seconds(), most(sizes)>>20, growth)
	return growth, nil
}

// killed runs the batch and kills it when the ledger has so many lines.
func (t trial) killed(until int) error {
	cmd := t.batch(loud, "in")
	if err := cmd.Start(); err != nil {
		return err
	}
	const step = 50 * time.Millisecond
	for ended := false; !ended && t.ledgerLines() < until; time.Sleep(step) {
		ended = syscall.Kill(cmd.Process.Pid, 0) != nil
	}
	if err := cmd.Process.Signal(syscall.SIGKILL); err != nil {
		return fmt.Errorf("the run ended before it could be killed: %w", err)
	}
	_ = cmd.Wait() // it was killed
	return nil
}

func (t trial) ledgerLines() int {
	data, err := os.ReadFile(filepath.Join(t.dir, loud, "ledger.jsonl"))
	if err != nil {
		return 0
	}
	return bytes.Count(data, []byte("\n"))
}
