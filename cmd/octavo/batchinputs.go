package main

import (
	"archive/zip"
	"bufio"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

// document is one report among many: a path as build takes it, or a member of a
// zip, and the folder for its files below the run's.
type document struct {
	Path   string `json:"path"`
	Member string `json:"member,omitempty"`
	Dir    string `json:"dir"`
}

// name is the document's name for people.
func (d document) name() string {
	if d.Member == "" {
		return d.Path
	}
	return d.Path + "/" + d.Member
}

// collect finds the documents that arguments name, each once, and gives them folders.
func (env *environment) collect(args []string, out string) ([]document, error) {
	var docs []document
	for _, arg := range args {
		list := []string{arg}
		if arg == stdinArg {
			var err error
			if list, err = readList(env); err != nil {
				return nil, err
			}
		}
		for _, name := range list {
			found, err := documentsIn(name, out)
			if err != nil {
				return nil, err
			}
			docs = append(docs, found...)
		}
	}
	slices.SortFunc(docs, func(a, b document) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Member, b.Member)) })
	docs = slices.Compact(docs)
	if len(docs) == 0 {
		return nil, usagef("there is no report in %s; name folders or files that build can read", strings.Join(args, ", "))
	}
	giveFolders(docs)
	return docs, nil
}

// readList reads names from standard input, one a line.
func readList(env *environment) ([]string, error) {
	var list []string
	lines := bufio.NewScanner(env.stdin)
	for lines.Scan() {
		if name := strings.TrimSpace(lines.Text()); name != "" {
			list = append(list, name)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, pipeline.FileError("standard input", err)
	}
	return list, nil
}

// documentsIn finds the documents of one argument.
func documentsIn(name, out string) ([]document, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return matching(name, out, err)
	case info.IsDir() && isFile(filepath.Join(name, batch.BookFile)):
		return []document{{Path: filepath.Clean(name)}}, nil
	case info.IsDir():
		return below(name, out)
	case strings.EqualFold(filepath.Ext(name), ".zip"):
		return members(name)
	}
	return []document{{Path: filepath.Clean(name)}}, nil // that it cannot be read is said as its outcome
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// matching finds the documents of a pattern (path.Match's); missing is the error
// for a name that is none.
func matching(pattern, out string, missing error) ([]document, error) {
	names, err := filepath.Glob(pattern)
	switch {
	case err != nil || !strings.ContainsAny(pattern, "*?["):
		return nil, pipeline.FileError(pattern, missing)
	case len(names) == 0:
		return nil, usagef("nothing matches %s", pattern)
	}
	var docs []document
	for _, name := range names {
		found, err := documentsIn(name, out)
		if err != nil {
			return nil, err
		}
		docs = append(docs, found...)
	}
	return docs, nil
}

// below finds the documents in a folder at any depth. A folder with a book.yaml is one
// document; the run's own output is none, nor is what begins with a dot.
func below(dir, out string) ([]document, error) {
	var docs []document
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return pipeline.FileError(name, err)
		case name != dir && strings.HasPrefix(entry.Name(), "."), entry.IsDir() && sameFile(name, out):
			if entry.IsDir() {
				return filepath.SkipDir
			}
		case entry.IsDir() && isFile(filepath.Join(name, batch.BookFile)):
			docs = append(docs, document{Path: filepath.Clean(name)})
			return filepath.SkipDir
		case !entry.IsDir() && batch.IsReport(name):
			docs = append(docs, document{Path: filepath.Clean(name)})
		}
		return nil
	})
	return docs, err
}

// members finds the documents in a zip.
func members(name string) ([]document, error) {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read as a zip: %w", name, err)
	}
	defer archive.Close()
	var docs []document
	for _, f := range archive.File {
		if fs.ValidPath(f.Name) && batch.IsReport(f.Name) && !strings.HasPrefix(path.Base(f.Name), ".") && !strings.HasPrefix(f.Name, "__MACOSX/") {
			docs = append(docs, document{Path: filepath.Clean(name), Member: f.Name})
		}
	}
	return docs, nil
}

// giveFolders gives each document a folder.
func giveFolders(docs []document) {
	places := make([]batch.Place, len(docs))
	for i, d := range docs {
		places[i] = batch.Place{Above: stepsTo(d.Path), Steps: []string{baseOf(d.Path)}, Folder: isFolder(d.Path)}
		if d.Member != "" {
			places[i].Steps = append(places[i].Steps, strings.Split(d.Member, "/")...)
		}
	}
	for i, dir := range batch.Folders(places) {
		docs[i].Dir = dir
	}
}
