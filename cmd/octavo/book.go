package main

import (
	"os"
	"path/filepath"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

// isBookFile reports whether a path names a file that makes a folder one publication.
func isBookFile(path string) bool { return filepath.Base(path) == batch.BookFile }

// readBook reads a folder with a book.yaml.
func readBook(dir string) (pipeline.Job, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return pipeline.Job{}, err
	}
	job, files, err := batch.ReadBook(loader(dir), dir, filepath.Base(abs))
	for _, file := range files {
		changedAt(&job, os.DirFS(dir), file)
	}
	return job, err
}
