package pipeline

import (
	"bytes"
	"encoding/json"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// localNames gives a job's files the names that they have in their own folder, for
// what leaves the machine: where that folder lies is nobody's concern, and a copy of
// it elsewhere gives the same bytes.
type localNames struct {
	folder string // with a slash at its end; "" for the working folder
	names  map[string]string
}

func newLocalNames(job Job) *localNames {
	l := &localNames{names: map[string]string{}}
	folder := filepath.ToSlash(job.Source)
	if !job.isBook() {
		folder = path.Dir(folder)
	}
	if folder != "." {
		l.folder = strings.TrimSuffix(folder, "/") + "/"
	}
	for _, p := range job.Parts {
		l.of(p.Name)
	}
	l.names[job.Source] = path.Base(filepath.ToSlash(job.Source))
	return l
}

// of is the name of a file in the job's folder; one from elsewhere has its plain name.
func (l *localNames) of(file string) string {
	if local, known := l.names[file]; known || file == "" {
		return local
	}
	name := filepath.ToSlash(file)
	local, inside := strings.CutPrefix(name, l.folder)
	if !inside || path.IsAbs(name) && l.folder == "" || strings.HasPrefix(name, "../") && l.folder == "" {
		local = path.Base(name)
	}
	l.names[file] = local
	return local
}

// inFinding changes the names in a finding; texts of the source stay.
func (l *localNames) inFinding(f *Finding) {
	f.Pos.File = l.of(f.Pos.File)
	f.Message, f.Hint = l.inText(f.Message), l.inText(f.Hint)
}

// inText changes names of files that have been met, the longest first.
func (l *localNames) inText(text string) string {
	var known []string
	for name, local := range l.names {
		if name != local && strings.Contains(text, name) {
			known = append(known, name)
		}
	}
	slices.SortFunc(known, func(a, b string) int { return len(b) - len(a) })
	for _, name := range known {
		text = strings.ReplaceAll(text, name, l.names[name])
	}
	return text
}

// tree changes the places in a tree's JSON. A key stands there behind a quotation
// mark that no text has.
func (l *localNames) tree(data []byte) []byte {
	for name, local := range l.names {
		if name != local {
			data = bytes.ReplaceAll(data, fileField(name), fileField(local))
		}
	}
	return data
}

func fileField(name string) []byte {
	quoted, _ := json.Marshal(name) // a string can be encoded
	return append([]byte(`"file": `), quoted...)
}
