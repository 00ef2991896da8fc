package bucket

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

// Shelf is a document's folder in a bucket. It implements batch.Shelf.
type Shelf struct {
	ctx    context.Context
	bucket *blob.Bucket
	dir    string
	force  bool
	// files are those that Sink was given, once they are whole.
	files map[string][]byte
}

// NewShelf is the folder dir of a bucket, for the time of ctx. Force replaces files that
// no run made or that were changed since.
func NewShelf(ctx context.Context, b *blob.Bucket, dir string, force bool) *Shelf {
	return &Shelf{ctx: ctx, bucket: b, dir: dir, force: force}
}

// Sink implements batch.Shelf.
func (s *Shelf) Sink() pipeline.Sink { return &sink{shelf: s} }

// sink keeps the files in memory until all are whole: a bucket has no renaming.
type sink struct {
	pipeline.MemSink
	shelf *Shelf
}

// Commit implements pipeline.Sink.
func (s *sink) Commit() error {
	if err := s.MemSink.Commit(); err != nil {
		return err
	}
	s.shelf.files = s.Files()
	return s.shelf.putAll()
}

func (s *Shelf) key(name string) string { return path.Join(s.dir, name) }

// Holds implements batch.Shelf.
func (s *Shelf) Holds(o batch.Outcome) bool {
	for _, f := range o.Files {
		if strings.HasSuffix(f.Name, "/") {
			continue // a folder of pictures is no object
		}
		info, err := s.bucket.Attributes(s.ctx, s.key(f.Name))
		if err != nil || info.Size != f.Size {
			return false
		}
	}
	if o.Review == "" {
		return true
	}
	there, err := s.bucket.Exists(s.ctx, o.Review)
	return err == nil && there
}

// Sized implements batch.Shelf. A folder of pictures has no size, as in a folder.
func (s *Shelf) Sized(files []pipeline.File) ([]batch.File, error) {
	sized := make([]batch.File, len(files))
	for i, f := range files {
		data, made := s.files[f.Name]
		if !made && !s.hasFolder(f.Name) {
			return nil, &fs.PathError{Op: "measure", Path: s.key(f.Name), Err: fs.ErrNotExist}
		}
		sized[i] = batch.File{Name: f.Name, Size: int64(len(data))}
	}
	return sized, nil
}

func (s *Shelf) hasFolder(name string) bool {
	folder := strings.TrimSuffix(name, "/") + "/"
	for file := range s.files {
		if strings.HasPrefix(file, folder) {
			return true
		}
	}
	return false
}

// Look implements batch.Shelf: it puts the cover of the EPUB beside the store.
func (s *Shelf) Look(o batch.Outcome) (title, cover string) {
	i := slices.IndexFunc(o.Files, func(f batch.File) bool { return path.Ext(f.Name) == ".epub" })
	if i < 0 {
		return "", ""
	}
	data := s.files[o.Files[i].Name]
	epub, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", ""
	}
	title, picture := batch.LookInto(epub)
	if picture == "" {
		return title, ""
	}
	cover = batch.Kept("covers", o.Key, path.Ext(picture))
	drawn, err := fs.ReadFile(epub, picture)
	if err == nil {
		_, err = putNew(s.ctx, s.bucket, cover, drawn)
	}
	if err != nil {
		return title, "" // the shelf shows the report without a picture
	}
	return title, cover
}

// Review implements batch.Shelf.
func (s *Shelf) Review(key string, page []byte) (string, error) {
	name := batch.Kept("reviews", key, ".html")
	_, err := putNew(s.ctx, s.bucket, name, page)
	return name, err
}

// missing reports whether an error says that an object is not there.
func missing(err error) bool {
	return gcerrors.Code(err) == gcerrors.NotFound || errors.Is(err, fs.ErrNotExist)
}
