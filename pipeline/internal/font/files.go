package font

import "path"

// File is a face as a file, for those who hand it on whole.
type File struct {
	// Name is the file's name without its folder.
	Name   string
	Family string
	Weight int
	Italic bool
	// Given says that a style sheet names it, Publishable that an EPUB may hold it.
	Given, Publishable bool
	Data               []byte
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
		out = append(out, File{path.Base(e.path), e.family, e.weight, e.italic, e.given != nil, e.given == nil || e.given.Publishable, data})
	}
	return out, nil
}
