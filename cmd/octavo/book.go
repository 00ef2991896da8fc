package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"octavo/pipeline"
)

// bookFile is the file that makes a folder one publication.
const bookFile = "book.yaml"

// isBookFile reports whether a path names such a file.
func isBookFile(path string) bool { return filepath.Base(path) == bookFile }

// readBook reads a folder with a book.yaml.
func readBook(dir string) (pipeline.Job, error) {
	book, err := readPlan(dir)
	if err != nil {
		return pipeline.Job{}, err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return pipeline.Job{}, err
	}
	load := loader(dir)
	job := pipeline.Job{Name: filepath.Base(abs), Source: dir, Meta: book.Meta, Load: load}
	changedAt(&job, os.DirFS(dir), bookFile)
	for _, file := range book.Files {
		data, err := load(file.Name)
		if err != nil {
			return job, fmt.Errorf("%s: %w", file.Pos, pipeline.FileError(file.Name, err))
		}
		changedAt(&job, os.DirFS(dir), filepath.ToSlash(filepath.Clean(file.Name)))
		job.Parts = append(job.Parts, pipeline.Part{Heading: file.Heading, Region: file.Region, Name: filepath.Join(dir, file.Name), Data: data})
	}
	return job, nil
}

// readPlan reads and checks a folder's book.yaml.
func readPlan(dir string) (pipeline.Book, error) {
	shown := filepath.Join(dir, bookFile)
	data, err := loader(dir)(bookFile)
	if errors.Is(err, fs.ErrNotExist) {
		return pipeline.Book{}, fmt.Errorf("%s is a folder without a %s; give a file, or list the folder's files there", dir, bookFile)
	}
	if err != nil {
		return pipeline.Book{}, pipeline.FileError(shown, err)
	}
	return pipeline.ParseBook(shown, data)
}
