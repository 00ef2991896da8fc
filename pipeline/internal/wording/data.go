package wording

import (
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync"
)

// folder is one language. Its files are read when they are first asked for: a
// document needs one language, or few.
type folder struct {
	lang  string
	words func() *Words
	ties  func() *Ties
	// divisions are of books.
	divisions func() *Divisions
}

// folders is the languages by their primary subtags.
var folders = sync.OnceValue(func() map[string]*folder {
	entries, _ := fs.ReadDir(files, ".") // embedded: it is always there
	out := map[string]*folder{}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		f := &folder{lang: e.Name()}
		f.words = sync.OnceValue(f.readWords)
		f.ties = sync.OnceValue(f.readTies)
		f.divisions = sync.OnceValue(f.readDivisions)
		out[f.lang] = f
	}
	return out
})

// Languages lists the languages that have a folder, as primary subtags, sorted.
func Languages() []string {
	var out []string
	for lang := range folders() {
		out = append(out, lang)
	}
	slices.Sort(out)
	return out
}

// read returns a file of the folder, or "" where there is none; the tests of
// this package hold that there is.
func (f *folder) read(name string) string {
	data, _ := files.ReadFile(f.lang + "/" + name)
	return string(data)
}

// entries gives the lines "name: value" of a file in order. Lines that begin
// with "#" are comments.
func entries(text string) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for line := range strings.Lines(text) {
			name, value, ok := strings.Cut(line, ":")
			if !ok || strings.HasPrefix(line, "#") {
				continue
			}
			if !yield(name, strings.TrimSpace(value)) {
				return
			}
		}
	}
}
