package backlog

import (
	"context"
	"encoding/json"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"gocloud.dev/blob"

	"octavo/engine/bucket"
)

func init() {
	register.DoFn3x1[context.Context, []byte, func(string), error](&findFn{})
	register.DoFn4x1[context.Context, string, func(int, string), func(int, string), error](&convertFn{})
	register.DoFn4x1[context.Context, int, func(*string) bool, func(*string) bool, error](&ledgerFn{})
	register.Emitter1[string]()
	register.Emitter2[int, string]()
	register.Iter1[string]()
}

// Add adds the run to a pipeline: list, convert, group. Elements are lines of JSON, the
// ledger's own, so that nothing is told in two forms.
func Add(s beam.Scope, o Options) {
	docs := beam.ParDo(s.Scope("find"), &findFn{Options: o}, beam.Impulse(s))
	// Without it the runner may join listing and converting, on one worker.
	docs = beam.Reshuffle(s, docs)
	outcomes, dead := beam.ParDo2(s.Scope("convert"), &convertFn{Options: o}, docs)
	beam.ParDo0(s.Scope("ledger"), &ledgerFn{Options: o}, beam.CoGroupByKey(s, outcomes, dead))
}

// findFn lists the documents.
type findFn struct {
	Options Options
}

// ProcessElement emits each document of the bucket once.
func (f *findFn) ProcessElement(ctx context.Context, _ []byte, emit func(string)) error {
	in, err := bucket.Open(ctx, f.Options.In)
	if err != nil {
		return err
	}
	defer in.Close()
	docs, err := bucket.Find(ctx, in, f.Options.Names, f.Options.Without)
	if err != nil {
		return err
	}
	for _, d := range docs {
		line, err := json.Marshal(d)
		if err != nil {
			return err
		}
		emit(string(line))
	}
	return nil
}

// buckets are those that a worker has open.
type buckets struct{ in, out *blob.Bucket }

func (b *buckets) open(ctx context.Context, o Options) (err error) {
	if b.in, err = bucket.Open(ctx, o.In); err != nil {
		return err
	}
	b.out, err = bucket.Open(ctx, o.Out)
	return err
}

func (b *buckets) close() error {
	for _, one := range []*blob.Bucket{b.in, b.out} {
		if one != nil {
			_ = one.Close() // all that was written is closed already
		}
	}
	return nil
}
