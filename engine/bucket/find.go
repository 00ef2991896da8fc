package bucket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"gocloud.dev/blob"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

// Document is a report in a bucket: the key of its text, or of the folder of a book, and
// the folder for its files below the run's.
type Document struct {
	Key  string `json:"key"`
	Book bool   `json:"book,omitempty"`
	Dir  string `json:"dir"`
}

// Find finds the documents of a bucket below the folders, or with the keys, that names
// gives; none stand for the whole bucket. A folder with a book.yaml is one document. What
// begins with a dot is none, nor is anything below the folders that without gives.
func Find(ctx context.Context, b *blob.Bucket, names []string, without string) ([]Document, error) {
	keys, err := list(ctx, b, names)
	if err != nil {
		return nil, err
	}
	books := map[string]bool{}
	for _, key := range keys {
		if path.Base(key) == batch.BookFile {
			books[path.Dir(key)] = true
		}
	}
	var docs []Document
	for _, key := range keys {
		book := bookOf(key, books)
		switch {
		case hidden(key), without != "" && strings.HasPrefix(key, without+"/"):
		case book != "":
			docs = append(docs, Document{Key: book, Book: true})
		case batch.IsReport(key):
			docs = append(docs, Document{Key: key})
		}
	}
	docs = slices.Compact(docs) // the files of a book stand side by side
	if len(docs) == 0 {
		return nil, fmt.Errorf("there is no report in %s; name folders or keys of the bucket that octavo build can read", strings.Join(names, ", "))
	}
	giveFolders(docs)
	return docs, nil
}

// bookOf is the highest folder above a key that is a book; "" where none is.
func bookOf(key string, books map[string]bool) (book string) {
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if books[dir] {
			book = dir
		}
	}
	return book
}

func hidden(key string) bool {
	return slices.ContainsFunc(strings.Split(key, "/"), func(step string) bool { return strings.HasPrefix(step, ".") })
}

// list gives the keys below the names, in order, each once.
func list(ctx context.Context, b *blob.Bucket, names []string) ([]string, error) {
	var keys []string
	if len(names) == 0 {
		names = []string{""}
	}
	for _, name := range names {
		name = strings.TrimSuffix(name, "/")
		at := b.List(&blob.ListOptions{Prefix: name})
		for {
			object, err := at.Next(ctx)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, fmt.Errorf("the bucket cannot be listed: %w", err)
			}
			if name == "" || object.Key == name || strings.HasPrefix(object.Key, name+"/") {
				keys = append(keys, object.Key)
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys), nil
}

// giveFolders gives each document a folder, as a batch on a folder does.
func giveFolders(docs []Document) {
	places := make([]batch.Place, len(docs))
	for i, d := range docs {
		steps := strings.Split(d.Key, "/")
		last := len(steps) - 1
		places[i] = batch.Place{Above: steps[:last], Steps: steps[last:], Folder: d.Book}
	}
	for i, dir := range batch.Folders(places) {
		docs[i].Dir = dir
	}
}

// Read reads a document into a job, whose text is called by its key.
func (d Document) Read(ctx context.Context, b *blob.Bucket) (pipeline.Job, error) {
	if d.Book {
		job, _, err := batch.ReadBook(Beside(ctx, b, d.Key), d.Key, path.Base(d.Key))
		return job, err
	}
	dir := path.Dir(d.Key)
	load := Beside(ctx, b, dir)
	job, err := batch.Read(load, dir, path.Base(d.Key))
	job.Load = load
	return job, err
}
