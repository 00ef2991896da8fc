package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"octavo/pipeline/batch"
)

const ledgerFile = "ledger.jsonl"

// ledger has a line of JSON for each outcome. Each is written at once by one call, so that
// several processes can add to it (POSIX, write, O_APPEND).
type ledger struct {
	mu   sync.Mutex
	file *os.File
	err  error // the first that writing met
}

func openLedger(dir string) (*ledger, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, ledgerFile), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	return &ledger{file: f}, err
}

func (l *ledger) add(o batch.Outcome) {
	line, err := json.Marshal(o)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		_, err = l.file.Write(append(line, '\n'))
	}
	l.err = errors.Join(l.err, err)
}

func (l *ledger) close() { l.err = errors.Join(l.err, l.file.Close()) }

// failure is the error that kept a line from being written.
func (l *ledger) failure() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err
}

// readLedger gives the last outcome of each input, in the order of their first lines. A
// line that a crash cut off counts as none. A report that was there already keeps what is
// known of it.
func readLedger(dir string) ([]batch.Outcome, error) {
	f, err := os.Open(filepath.Join(dir, ledgerFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list []batch.Outcome
	at := map[string]int{}
	lines := bufio.NewScanner(f)
	const longest = 16 << 20 // bytes: an outcome with the names of very many pictures
	lines.Buffer(nil, longest)
	for lines.Scan() {
		var o batch.Outcome
		if json.Unmarshal(lines.Bytes(), &o) != nil {
			continue
		}
		i, seen := at[o.Input]
		if !seen {
			i = len(list)
			at[o.Input] = i
			list = append(list, o)
		}
		list[i] = o
	}
	return list, lines.Err()
}
