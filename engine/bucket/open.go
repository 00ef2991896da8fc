// Package bucket keeps a batch's inputs, files and outcomes in buckets: into it go the
// address of a bucket and keys, out come the files beside a text, the folder for what is
// made of it and the store of what is done, with the keys and records of a batch on a
// folder. Whatever it writes under a key that names the content is put if absent, so that
// any number of machines may share a bucket.
package bucket

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // azblob://
	_ "gocloud.dev/blob/fileblob"  // file://
	_ "gocloud.dev/blob/gcsblob"   // gs://
	_ "gocloud.dev/blob/s3blob"    // s3://
	"gocloud.dev/gcerrors"

	"octavo/pipeline/batch"
)

// Open opens a bucket by its address, such as s3://reports?region=eu-west-1, or by the
// path of a folder, which is made where it is missing.
func Open(ctx context.Context, address string) (*blob.Bucket, error) {
	u, err := AddressOf(address)
	if err != nil {
		return nil, err
	}
	b, err := blob.OpenBucket(ctx, u)
	if err != nil {
		return nil, fmt.Errorf("the bucket %s cannot be opened: %w; give a folder, or an address such as s3://NAME?region=REGION, gs://NAME or azblob://NAME", address, err)
	}
	return b, nil
}

// AddressOf is the address of a bucket; that of a folder keeps no files of its own beside
// those that are put (metadata=skip), and begins each where it is to end (no_tmp_dir), so
// that renaming never crosses file systems.
func AddressOf(address string) (string, error) {
	if strings.Contains(address, "://") {
		return address, nil
	}
	abs, err := filepath.Abs(address)
	if err != nil {
		return "", err
	}
	folder := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: "create_dir=1&no_tmp_dir=1&metadata=skip"}
	return folder.String(), nil
}

// maxFile is how large a text or a picture may be, as in a batch on a folder.
const maxFile = 512 << 20 // bytes

// Beside reads the files beside a text: those below the folder dir of a bucket.
func Beside(ctx context.Context, b *blob.Bucket, dir string) batch.Load {
	return batch.Within(func(name string) ([]byte, error) { return read(ctx, b, path.Join(dir, name)) })
}

// read reads an object whole. One that is missing is an fs.ErrNotExist.
func read(ctx context.Context, b *blob.Bucket, key string) ([]byte, error) {
	info, err := b.Attributes(ctx, key)
	switch {
	case gcerrors.Code(err) == gcerrors.NotFound:
		return nil, &fs.PathError{Op: "read", Path: key, Err: fs.ErrNotExist}
	case err != nil:
		return nil, &fs.PathError{Op: "read", Path: key, Err: err}
	case info.Size > maxFile:
		return nil, fmt.Errorf("%s has %d MB, more than %d", key, info.Size>>20, maxFile>>20)
	}
	data, err := b.ReadAll(ctx, key)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: key, Err: err}
	}
	return data, nil
}

// putNew writes an object that is not there yet; there says that it was.
func putNew(ctx context.Context, b *blob.Bucket, key string, data []byte) (there bool, err error) {
	err = b.WriteAll(ctx, key, data, &blob.WriterOptions{IfNotExist: true, ContentType: contentType(key)})
	if gcerrors.Code(err) == gcerrors.FailedPrecondition {
		return true, nil
	}
	return false, err
}

// contentTypes are those of what a batch makes, so that a browser shows what it is given.
var contentTypes = map[string]string{
	".pdf": "application/pdf", ".epub": "application/epub+zip", ".html": "text/html; charset=utf-8", ".md": "text/markdown; charset=utf-8",
	".json": "application/json", ".jsonl": "application/jsonl", ".zip": "application/zip", ".xml": "application/xml",
	".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".txt": "text/plain; charset=utf-8",
}

func contentType(key string) string {
	if t, known := contentTypes[path.Ext(key)]; known {
		return t
	}
	return "application/octet-stream"
}
