// Package backlog writes folders of reports for measurements of many: in come a document
// and a number, out comes a folder of reports of several kinds, a share of them damaged in
// the ways of their kind. The same number gives the same bytes. Nothing that converts
// imports it.
package backlog

import (
	"fmt"
	"os"
	"path"
	"path/filepath"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/qa/bulk"
)

// Report is one that was written: the input's name below the folder, and whether it is
// damaged so that no edition can be made of it.
type Report struct {
	Name    string
	Damaged bool
}

// damagedEach is the number of reports one of which is damaged. It is prime to the number
// of kinds, so that each kind is met.
const damagedEach = 100

// perFolder is how many reports a folder has.
const perFolder = 250

// file is a file of a report, by its name below the report's folder.
type file struct {
	name string
	data []byte
}

// kind is a way in which reports are handed in. Each function gives the files of a report
// called name; the first is the input.
type kind struct {
	name  string
	write func(name string, doc *ast.Document) ([]file, error)
	// damage spoils the files.
	damage func(files []file) []file
}

// Write writes so many reports into dir.
func Write(dir string, doc *ast.Document, count int) ([]Report, error) {
	variants := bulk.NewVariants(doc)
	reports := make([]Report, count)
	for i := range count {
		var err error
		if reports[i], err = writeOne(dir, variants.Document(i), i); err != nil {
			return nil, err
		}
	}
	return reports, nil
}

// writeOne writes the report with a number, whose kind follows from it.
func writeOne(dir string, doc *ast.Document, number int) (Report, error) {
	k := kinds[number%len(kinds)]
	name := fmt.Sprintf("%s-%05d", k.name, number)
	files, err := k.write(name, doc)
	if err != nil {
		return Report{}, fmt.Errorf("%s: %w", name, err)
	}
	// The last of a hundred, so that small numbers have a damaged report too.
	r := Report{Damaged: number%damagedEach == damagedEach/2}
	if r.Damaged {
		files = k.damage(files)
	}
	folder := fmt.Sprintf("%03d", number/perFolder)
	r.Name = path.Join(folder, files[0].name)
	if path.Base(files[0].name) == "book.yaml" {
		r.Name = path.Dir(r.Name)
	}
	for _, f := range files {
		at := filepath.Join(dir, folder, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return r, err
		}
		if err := os.WriteFile(at, f.data, 0o644); err != nil {
			return r, err
		}
	}
	return r, nil
}
