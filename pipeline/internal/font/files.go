package font

import (
	"path"
	"strings"
)

// File is a face as a file, for those who hand it on whole.
type File struct {
	// Name is the file's name without its folder.
	Name   string
	Family string
	Weight int
	Italic bool
	// Given says that a style sheet names it, Publishable that an EPUB may hold it.
	Given, Publishable bool
	// Signs says that it is one of the house's faces of single signs, which may be Cut:
	// their licence reserves no name (OFL 1.1, 3), and they need no tables of layout.
	Signs bool
	Data  []byte
}

// Use is what text asks of a face, as Face takes it.
type Use struct {
	Families []string
	Weight   int
	Italic   bool
}

// Files returns, as files, the faces that Face finds for the uses, each once, in the
// order of their paths. Nothing of a face is parsed but its header.
func (s *Set) Files(uses []Use) ([]File, error) {
	wanted := map[*entry]bool{}
	for _, u := range uses {
		wanted[s.match(s.family(u.Families), u.Weight, u.Italic)] = true
	}
	var out []File
	for _, e := range s.entries {
		if !wanted[e] {
			continue
		}
		data, err := e.data()
		if err != nil {
			return nil, err
		}
		out = append(out, File{Name: path.Base(e.path), Family: e.family, Weight: e.weight, Italic: e.italic,
			Given: e.given != nil, Publishable: e.given == nil || e.given.Publishable, Signs: e.given == nil && strings.HasPrefix(e.path, "symbols-"), Data: data})
	}
	return out, nil
}
