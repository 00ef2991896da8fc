package backlog

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"octavo/engine/bucket"
	"octavo/pipeline/batch"
)

// Tell says what became of the reports, from the ledger, and names those that failed. It
// gives an error where one did.
func Tell(ctx context.Context, w io.Writer, o Options) error {
	b, err := bucket.Open(ctx, o.Out)
	if err != nil {
		return err
	}
	defer b.Close()
	counts := map[batch.State]int{}
	for part := range o.Parts {
		data, err := b.ReadAll(ctx, PartName("ledger", part, o.Parts))
		if err != nil {
			continue // with few reports, a part may be empty
		}
		for line := range bytes.Lines(data) {
			var outcome batch.Outcome
			if err := json.Unmarshal(line, &outcome); err != nil {
				return err
			}
			counts[outcome.State]++
			if outcome.State == batch.Failed {
				fmt.Fprintf(w, "failed: %s: %s\n", outcome.Input, outcome.Error)
			}
		}
	}
	fmt.Fprintf(w, "%d made, %d there already, %d failed: ledger.jsonl in %s\n", counts[batch.Done], counts[batch.Skipped], counts[batch.Failed], o.Out)
	if counts[batch.Failed] > 0 {
		return fmt.Errorf("%d of the reports could not be made", counts[batch.Failed])
	}
	return nil
}
