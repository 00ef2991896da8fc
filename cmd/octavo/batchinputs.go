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
	case info.IsDir() && isFile(filepath.Join(name, bookFile)):
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
		case entry.IsDir() && isFile(filepath.Join(name, bookFile)):
			docs = append(docs, document{Path: filepath.Clean(name)})
			return filepath.SkipDir
		case !entry.IsDir() && isReport(name):
			docs = append(docs, document{Path: filepath.Clean(name)})
		}
		return nil
	})
	return docs, err
}

// isReport tells a file that build can read from what stands beside one. A log that
// Octavo wrote is no tree of pandoc, though both are JSON.
func isReport(name string) bool {
	return pipeline.IsInput(name) && !strings.HasSuffix(name, ".log.json")
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
		if fs.ValidPath(f.Name) && isReport(f.Name) && !strings.HasPrefix(path.Base(f.Name), ".") && !strings.HasPrefix(f.Name, "__MACOSX/") {
			docs = append(docs, document{Path: filepath.Clean(name), Member: f.Name})
		}
	}
	return docs, nil
}

// giveFolders gives each document a folder: its path from where the paths of all part,
// without the file's ending unless two would then be one.
func giveFolders(docs []document) {
	steps := make([][]string, len(docs))
	common := stepsTo(docs[0].Path)
	for i, d := range docs {
		steps[i] = stepsTo(d.Path)
		common = common[:sharedSteps(common, steps[i])]
	}
	users := map[string]int{}
	for i := range docs {
		docs[i].Dir = folderOf(docs[i], steps[i][len(common):], false)
		users[docs[i].Dir]++
	}
	for i := range docs {
		if users[docs[i].Dir] > 1 {
			docs[i].Dir = folderOf(docs[i], steps[i][len(common):], true)
		}
	}
}

// folderOf is a document's path behind the folders above it as a folder, with the ending of
// its file where that is asked for.
func folderOf(d document, above []string, ending bool) string {
	steps := append(slices.Clone(above), baseOf(d.Path))
	if d.Member != "" {
		steps = append(steps, strings.Split(d.Member, "/")...)
	}
	for i, step := range steps {
		if !ending && (i == len(steps)-1 && !isFolder(d.Path) || strings.EqualFold(filepath.Ext(step), ".zip")) {
			steps[i] = cmp.Or(strings.TrimSuffix(step, filepath.Ext(step)), step)
		}
	}
	return filepath.Join(steps...)
}
