package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"octavo/pipeline"
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
	pipeline.Meta
	Files []pipeline.Placed `yaml:"files"`
	Parts []bookPart        `yaml:"parts"`
}

type bookPart struct {
	Title pipeline.Placed   `yaml:"title"`
	Files []pipeline.Placed `yaml:"files"`
}

// readBook reads a folder with a book.yaml.
func readBook(dir string) (pipeline.Job, error) {
	plan, err := readPlan(dir)
	if err != nil {
		return pipeline.Job{}, err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return pipeline.Job{}, err
	}
	load := loader(dir)
	job := pipeline.Job{Name: filepath.Base(abs), Source: dir, Meta: plan.Meta, Load: load}
	seen := map[string]bool{}
	for _, group := range append([]bookPart{{Files: plan.Files}}, plan.Parts...) {
		for i, file := range group.Files {
			part := pipeline.Part{Name: filepath.Join(dir, file.Value)}
			if i == 0 {
				part.Heading = group.Title.Value
			}
			if seen[part.Name] {
				return job, at(file.Pos, fmt.Errorf("%s is named a second time; name each file once", file.Value))
			}
			seen[part.Name] = true
			if part.Data, err = load(file.Value); err != nil {
				return job, at(file.Pos, describe(file.Value, err))
			}
			job.Parts = append(job.Parts, part)
		}
	}
	return job, nil
}

// at says where in a file the cause of an error stands.
func at(pos pipeline.Pos, err error) error { return fmt.Errorf("%s: %w", pos, err) }

// readPlan reads and checks a folder's book.yaml.
func readPlan(dir string) (bookPlan, error) {
	shown := filepath.Join(dir, bookFile)
	var plan bookPlan
	data, err := loader(dir)(bookFile)
	if errors.Is(err, fs.ErrNotExist) {
		return plan, fmt.Errorf("%s is a folder without a %s; give a file, or list the folder's files there", dir, bookFile)
	}
	if err != nil {
		return plan, describe(shown, err)
	}
	if err := pipeline.ParseYAML(shown, data, &plan); err != nil {
		return plan, err
	}
	files := len(plan.Files)
	for _, part := range plan.Parts {
		files += len(part.Files)
		switch {
		case len(part.Files) == 0:
			return plan, at(part.Title.Pos, fmt.Errorf("the part %q names no files; list them in order under 'files:'", part.Title.Value))
		case part.Title.Value == "":
			return plan, at(part.Files[0].Pos, errors.New("this part has no title; give one, or list its files in front of the parts"))
		}
	}
	if files == 0 {
		return plan, fmt.Errorf("%s: names no files; list them in order under 'files:'", shown)
	}
	return plan, nil
}
