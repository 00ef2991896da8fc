package bucket

import (
	"context"
	"errors"
	"fmt"
	"path"

	"gocloud.dev/blob"

	"octavo/pipeline/batch"
)

// maxBegun is how often a document may be begun without an end before it is given up: its
// worker was killed each time, and where that is the document's doing, such as too much
// memory, it would be so for ever.
const maxBegun = 3

// Begin marks a document as begun, so that one which kills its workers is known by the
// marks that they leave. Ended takes them away; given says that there were too many.
func Begin(ctx context.Context, b *blob.Bucket, key string) (given bool, err error) {
	for n := 1; n <= maxBegun; n++ {
		there, err := putNew(ctx, b, begun(key, n), nil)
		if err != nil || !there {
			return false, err
		}
	}
	return true, nil
}

// Ended takes the marks of a document away, whatever became of it.
func Ended(ctx context.Context, b *blob.Bucket, key string) error {
	var errs []error
	for n := 1; n <= maxBegun; n++ {
		err := b.Delete(ctx, begun(key, n))
		if missing(err) {
			break
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func begun(key string, n int) string {
	return path.Join(batch.StateDir, "begun", key[:2], fmt.Sprintf("%s-%d", key, n))
}
