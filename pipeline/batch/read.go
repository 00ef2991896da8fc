package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"octavo/pipeline"
)

// BookFile is the file that makes a folder one publication.
const BookFile = "book.yaml"

// IsReport tells a file that can be read from what stands beside one, by its name. A log
// that Octavo wrote is no tree of pandoc, though both are JSON.
func IsReport(name string) bool {
	return pipeline.IsInput(name) && !strings.HasSuffix(name, ".log.json")
}

// SideFile is the name of the metadata file beside a text.
func SideFile(file string) string { return nameOf(file) + ".yaml" }

func nameOf(file string) string { return strings.TrimSuffix(file, path.Ext(file)) }

// Load reads a file by its name from the folder of a text; a file that is not there is
// an fs.ErrNotExist.
type Load = func(name string) ([]byte, error)

// Read reads by load a file, whose folder messages show as dir, and the metadata beside
// it where there are some. The job has no editions, no time
// and no Load yet.
func Read(load Load, dir, file string) (pipeline.Job, error) {
	shown := filepath.Join(dir, file)
	data, err := load(file)
	if err != nil {
		return pipeline.Job{}, pipeline.FileError(shown, err)
	}
	job := pipeline.Job{Name: nameOf(file), Source: shown, Parts: []pipeline.Part{{Name: shown, Data: data}}}
	side := SideFile(file)
	yaml, err := load(side)
	if errors.Is(err, fs.ErrNotExist) {
		return job, nil
	}
	if err != nil {
		return job, pipeline.FileError(filepath.Join(dir, side), err)
	}
	job.Meta, err = pipeline.ParseMeta(filepath.Join(dir, side), yaml)
	return job, err
}

// ReadBook reads by load a folder with a book.yaml, which messages show as dir; name is
// that of the files to make. It also gives the names of the files that it read.
func ReadBook(load Load, dir, name string) (pipeline.Job, []string, error) {
	job := pipeline.Job{Name: name, Source: dir, Load: load}
	book, err := readPlan(load, dir)
	if err != nil {
		return job, nil, err
	}
	job.Meta = book.Meta
	files := []string{BookFile}
	for _, file := range book.Files {
		data, err := load(file.Name)
		if err != nil {
			return job, nil, fmt.Errorf("%s: %w", file.Pos, pipeline.FileError(file.Name, err))
		}
		files = append(files, filepath.ToSlash(filepath.Clean(file.Name)))
		job.Parts = append(job.Parts, pipeline.Part{Heading: file.Heading, Region: file.Region, Name: filepath.Join(dir, file.Name), Data: data})
	}
	return job, files, nil
}

// readPlan reads and checks a folder's book.yaml.
func readPlan(load Load, dir string) (pipeline.Book, error) {
	shown := filepath.Join(dir, BookFile)
	data, err := load(BookFile)
	if errors.Is(err, fs.ErrNotExist) {
		return pipeline.Book{}, fmt.Errorf("%s is a folder without a %s; give a file, or list the folder's files there", dir, BookFile)
	}
	if err != nil {
		return pipeline.Book{}, pipeline.FileError(shown, err)
	}
	return pipeline.ParseBook(shown, data)
}

// ErrOutside is the cause where a path leads out of the input's folder.
var ErrOutside = errors.New("it lies outside the input's folder; put the file beside the text")

// Within is a Load that refuses names which lead out of the text's folder.
func Within(load Load) Load {
	return func(name string) ([]byte, error) {
		if !filepath.IsLocal(name) {
			return nil, ErrOutside
		}
		return load(path.Clean(filepath.ToSlash(name)))
	}
}
