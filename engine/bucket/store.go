package bucket

import (
	"bytes"
	"context"
	"encoding/json"
	"path"

	"gocloud.dev/blob"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

// Store keeps the outcomes of a batch in a bucket, under the names that batch.DirStore
// gives them, so that a folder which is copied into a bucket counts as done there.
type Store struct {
	ctx    context.Context // of the documents that are made with it
	bucket *blob.Bucket
}

// NewStore is the store in a bucket, for the time of ctx.
func NewStore(ctx context.Context, b *blob.Bucket) *Store { return &Store{ctx, b} }

func name(kind, key string) string { return path.Join(batch.StateDir, kind, key[:2], key+".json") }

// Loads implements batch.Store.
func (s *Store) Loads(job string) (list []pipeline.Load, found bool) {
	return list, s.read(name("loads", job), &list)
}

// Outcome implements batch.Store.
func (s *Store) Outcome(key string) (o batch.Outcome, found bool) {
	return o, s.read(name("outcomes", key), &o)
}

// read reports whether an object is there and whole. What cannot be read counts as not
// there: the document is then made again, with the same bytes.
func (s *Store) read(key string, into any) bool {
	data, err := read(s.ctx, s.bucket, key)
	return err == nil && json.Unmarshal(data, into) == nil
}

// Put implements batch.Store. The outcome comes last: without it nothing counts as done.
func (s *Store) Put(job string, loads []pipeline.Load, o batch.Outcome) error {
	if loads == nil {
		loads = []pipeline.Load{}
	}
	if err := s.put(name("loads", job), loads); err != nil {
		return err
	}
	return s.put(name("outcomes", o.Key), o)
}

// put writes a record if it is absent. One that is there and says the like stays, whoever
// put it; another, as when a picture was changed, is replaced.
func (s *Store) put(key string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	data = append(data, '\n')
	there, err := putNew(s.ctx, s.bucket, key, data)
	if err != nil || !there {
		return err
	}
	if was, err := read(s.ctx, s.bucket, key); err == nil && bytes.Equal(was, data) {
		return nil
	}
	return s.bucket.WriteAll(s.ctx, key, data, &blob.WriterOptions{ContentType: contentType(key)})
}
