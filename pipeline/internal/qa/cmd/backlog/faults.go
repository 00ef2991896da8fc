//go:build linux

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"octavo/pipeline/batch"
)

// faults holds the ledger and the files to what is known of the reports.
func (t trial) faults() (faults []error) {
	last, done, err := readLedger(filepath.Join(t.dir, loud, "ledger.jsonl"))
	if err != nil {
		return []error{err}
	}
	for _, r := range t.reports {
		name := filepath.Join("in", filepath.FromSlash(r.Name))
		o, told := last[name]
		if err := t.fault(r.Damaged, name, o, told, done[name]); err != nil {
			faults = append(faults, err)
		}
	}
	faults = append(faults, t.leftovers()...)
	faults = append(faults, t.otherBytes()...)
	fmt.Fprintf(t.say, "%d of %d reports are told of; %d faults\n", len(last), len(t.reports), len(faults))
	return faults
}

// fault is what is wrong with one report's outcome.
func (t trial) fault(damaged bool, name string, o batch.Outcome, told bool, times int) error {
	switch {
	case !told:
		return fmt.Errorf("%s was lost: the ledger does not tell of it", name)
	case damaged && (o.State != batch.Failed || o.Error == ""):
		return fmt.Errorf("%s is damaged, and its outcome is %s %q", name, o.State, o.Error)
	case damaged:
		return nil
	case o.State != batch.Done && o.State != batch.Skipped:
		return fmt.Errorf("%s is sound, and it failed: %s", name, o.Error)
	case times > 1:
		return fmt.Errorf("%s was made %d times", name, times)
	}
	for _, f := range o.Files {
		info, err := os.Stat(filepath.Join(t.dir, loud, o.Dir, f.Name))
		if err != nil {
			return err
		}
		if !info.IsDir() && info.Size() != f.Size {
			return fmt.Errorf("%s: %s has %d bytes, the ledger says %d", name, f.Name, info.Size(), f.Size)
		}
	}
	return nil
}

// readLedger gives the last outcome of each input, and how often each was made.
func readLedger(name string) (last map[string]batch.Outcome, done map[string]int, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	last, done = map[string]batch.Outcome{}, map[string]int{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var o batch.Outcome
		if json.Unmarshal(lines.Bytes(), &o) != nil {
			continue // a kill cut it off
		}
		last[o.Input] = o
		if o.State == batch.Done {
			done[o.Input]++
		}
	}
	return last, done, lines.Err()
}

// leftovers are half-written files that the kills left and no later run took away.
func (t trial) leftovers() (faults []error) {
	root := filepath.Join(t.dir, loud)
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasPrefix(d.Name(), ".") && filepath.Dir(name) != root && !strings.Contains(name, batch.StateDir) {
			faults = append(faults, fmt.Errorf("%s was left half-written", name))
		}
		return err
	})
	if err != nil {
		faults = append(faults, err)
	}
	return faults
}

// otherBytes are the files of the undisturbed run that differ in the disturbed one. The
// folders are called alike where the reports of both lie in as many folders.
func (t trial) otherBytes() (faults []error) {
	quietLedger, _, err := readLedger(filepath.Join(t.dir, quiet, "ledger.jsonl"))
	if err != nil {
		return []error{err}
	}
	loudLedger, _, err := readLedger(filepath.Join(t.dir, loud, "ledger.jsonl"))
	if err != nil {
		return []error{err}
	}
	compared := 0
	for input, o := range quietLedger {
		for _, f := range o.Files {
			if strings.HasSuffix(f.Name, "/") {
				continue
			}
			a, errA := os.ReadFile(filepath.Join(t.dir, quiet, o.Dir, f.Name))
			b, errB := os.ReadFile(filepath.Join(t.dir, loud, loudLedger[input].Dir, f.Name))
			if errA != nil || errB != nil || !bytes.Equal(a, b) {
				faults = append(faults, fmt.Errorf("%s: %s has other bytes after the kills", input, f.Name))
			}
			compared++
		}
	}
	if compared == 0 {
		faults = append(faults, fmt.Errorf("no file was compared with the undisturbed run's"))
	}
	return faults
}
