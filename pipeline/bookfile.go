package pipeline

import (
	"fmt"
	"path"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// Book is a publication of several files, as a book.yaml describes it.
type Book struct {
	Meta  Meta
	Files []BookFile // in order, at least one
}

// BookFile is one file of a book.
type BookFile struct {
	// Heading, where it is not empty, opens a part of the book before the file.
	Heading string
	// Region is frontmatter, backmatter, or empty, as in Part.
	Region string
	// Name is the file's path from the book's folder, with slashes, as written.
	Name string
	// Pos is where the book names it.
	Pos Pos
}

// bookPlan is the shape of book.yaml: the publication's metadata and its files
// in order, alone or grouped in parts.
//
//	title: Jaarverslag 2023
//	front: [voorwoord.md]
//	files: [inleiding.md]
//	parts:
//	  - title: Deel I
//	    files: [beleid.txt, bedrijfsvoering.html]
//	back: [bijlage.md, colofon.md]
type bookPlan struct {
	meta.Meta
	Front []meta.Placed `yaml:"front"`
	Files []meta.Placed `yaml:"files"`
	Parts []bookPart    `yaml:"parts"`
	Back  []meta.Placed `yaml:"back"`
}

type bookPart struct {
	Title meta.Placed   `yaml:"title"`
	Files []meta.Placed `yaml:"files"`
}

// bookGroup is files of a book that belong together: those of a part, or of a
// region.
type bookGroup struct {
	heading string
	region  ast.Region
	files   []meta.Placed
}

// groups are the files in the order of the book.
func (p bookPlan) groups() []bookGroup {
	list := []bookGroup{{region: ast.FrontMatter, files: p.Front}, {files: p.Files}}
	for _, part := range p.Parts {
		list = append(list, bookGroup{heading: part.Title.Value, files: part.Files})
	}
	return append(list, bookGroup{region: ast.BackMatter, files: p.Back})
}

// ParseBook reads a book.yaml; file is its name in messages. Every fault is an
// InputError. Whether the files are there is for the caller to see.
func ParseBook(file string, data []byte) (Book, error) {
	var plan bookPlan
	if err := meta.ParseYAML(file, data, &plan); err != nil {
		return Book{}, asInput(err)
	}
	if err := plan.check(file); err != nil {
		return Book{}, err
	}
	book := Book{Meta: Meta{plan.Meta}}
	seen := map[string]bool{}
	for _, group := range plan.groups() {
		heading := group.heading
		for _, f := range group.files {
			name := path.Clean(f.Value)
			if seen[name] {
				return Book{}, faultAt(f.Pos, fmt.Sprintf("%s is named a second time", f.Value), "name each file once")
			}
			seen[name] = true
			book.Files = append(book.Files, BookFile{Heading: heading, Region: string(group.region), Name: f.Value, Pos: Pos(f.Pos)})
			heading = ""
		}
	}
	return book, nil
}

func faultAt(pos diag.Pos, message, remedy string) error {
	return &InputError{Pos: Pos(pos), Message: message, Remedy: remedy}
}

// check refuses a plan without files, and parts without a title or files.
func (p bookPlan) check(file string) error {
	files := len(p.Front) + len(p.Files) + len(p.Back)
	for _, part := range p.Parts {
		files += len(part.Files)
		switch {
		case len(part.Files) == 0:
			return faultAt(part.Title.Pos, fmt.Sprintf("the part %q names no files", part.Title.Value), "list them in order under 'files:'")
		case part.Title.Value == "":
			return faultAt(part.Files[0].Pos, "this part has no title", "give one, or list its files in front of the parts")
		}
	}
	if files == 0 {
		return faultAt(diag.Pos{File: file}, "names no files", "list them in order under 'files:'")
	}
	return nil
}
