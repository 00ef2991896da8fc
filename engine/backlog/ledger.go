package backlog

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// ledgerFn writes a part of the ledger and of the dead letters.
type ledgerFn struct {
	Options Options
	buckets
}

// Setup opens the buckets.
func (f *ledgerFn) Setup(ctx context.Context) error { return f.open(ctx, f.Options) }

// Teardown closes them.
func (f *ledgerFn) Teardown() error { return f.close() }

// ProcessElement writes a part: the ledger's lines of earlier runs stay, but for those of
// inputs that this run has lines of; the dead letters are those of this run alone, and
// written even where there are none, so that earlier ones do not stay.
func (f *ledgerFn) ProcessElement(ctx context.Context, part int, outcomes, dead func(*string) bool) error {
	ledger := map[string]string{}
	if err := f.earlier(ctx, PartName("ledger", part, f.Options.Parts), ledger); err != nil {
		return err
	}
	if err := gather(ledger, outcomes); err != nil {
		return err
	}
	letters := map[string]string{}
	if err := gather(letters, dead); err != nil {
		return err
	}
	return cmp.Or(f.write(ctx, PartName("ledger", part, f.Options.Parts), ledger), f.write(ctx, PartName("dead-letters", part, f.Options.Parts), letters))
}

// PartName is the name of a part of the ledger or the dead letters, from 0.
func PartName(kind string, part, parts int) string {
	if parts == 1 {
		return kind + ".jsonl"
	}
	return fmt.Sprintf("%s-%05d-of-%05d.jsonl", kind, part, parts)
}

// gather takes lines of outcomes by their inputs.
func gather(into map[string]string, lines func(*string) bool) error {
	var line string
	for lines(&line) {
		var o struct{ Input string }
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			return fmt.Errorf("a line of the ledger is damaged: %w", err)
		}
		into[o.Input] = line
	}
	return nil
}

// earlier takes the lines that are there already.
func (f *ledgerFn) earlier(ctx context.Context, name string, into map[string]string) error {
	data, err := f.out.ReadAll(ctx, name)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	return gather(into, func(line *string) bool {
		if len(lines) == 0 || lines[0] == "" {
			return false
		}
		*line, lines = lines[0], lines[1:]
		return true
	})
}

// write writes lines in the order of their inputs.
func (f *ledgerFn) write(ctx context.Context, name string, lines map[string]string) error {
	var out bytes.Buffer
	for _, input := range slices.Sorted(maps.Keys(lines)) {
		out.WriteString(lines[input] + "\n")
	}
	return f.out.WriteAll(ctx, name, out.Bytes(), &blob.WriterOptions{ContentType: "application/jsonl"})
}
