package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"

	"octavo/pipeline"
	"octavo/pipeline/ast"
)

// bookFile is the file that makes a folder one publication.
const bookFile = "book.yaml"

// bookPlan is the shape of book.yaml: the publication's metadata and its files
// in order, alone or grouped in parts.
//
//	title: Jaarverslag 2023
//	files: [voorwoord.md]
//	parts:
//	  - title: Deel I
//	    files: [beleid.txt, bedrijfsvoering.html]
type bookPlan struct {
	ast.Meta `yaml:",inline"`
	Files    []string   `yaml:"files"`
	Parts    []bookPart `yaml:"parts"`
}

type bookPart struct {
	Title string   `yaml:"title"`
	Files []string `yaml:"files"`
}

// readBook reads a folder with a book.yaml.
func readBook(dir string) (pipeline.Job, error) {
	fsys := os.DirFS(dir)
	plan, err := readPlan(fsys, dir)
	if err != nil {
		return pipeline.Job{}, err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return pipeline.Job{}, err
	}
	job := pipeline.Job{Name: filepath.Base(abs), Source: dir, Meta: plan.Meta, Load: loader(fsys)}
	for _, group := range append([]bookPart{{Files: plan.Files}}, plan.Parts...) {
		for i, file := range group.Files {
			part := pipeline.Part{Name: filepath.Join(dir, file)}
			if i == 0 {
				part.Heading = group.Title
			}
			if !fs.ValidPath(filepath.ToSlash(file)) {
				return job, fmt.Errorf("%s: %s lies outside the folder; a book's files stand in it", filepath.Join(dir, bookFile), file)
			}
			if part.Data, err = fs.ReadFile(fsys, filepath.ToSlash(file)); err != nil {
				return job, describe(part.Name, err)
			}
			job.Parts = append(job.Parts, part)
		}
	}
	if len(job.Parts) == 0 {
		return job, fmt.Errorf("%s: names no files; list them in order under 'files:'", filepath.Join(dir, bookFile))
	}
	return job, nil
}

func readPlan(fsys fs.FS, dir string) (bookPlan, error) {
	shown := filepath.Join(dir, bookFile)
	var plan bookPlan
	data, err := fs.ReadFile(fsys, bookFile)
	if errors.Is(err, fs.ErrNotExist) {
		return plan, fmt.Errorf("%s is a folder without a %s; give a file, or list the folder's files there", dir, bookFile)
	}
	if err != nil {
		return plan, describe(shown, err)
	}
	if err := yaml.UnmarshalWithOptions(data, &plan, yaml.Strict()); err != nil {
		return plan, fmt.Errorf("%s: %s", shown, yaml.FormatError(err, false, true))
	}
	return plan, nil
}
