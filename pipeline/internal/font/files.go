package font

import "path"

// File is a face as a file, for those who hand it on whole.
type File struct {
	// Name is the file's name without its folder.
	Name   string
	Family string
	Weight int
	Italic bool
	// Mono says that all characters are of one width.
	Mono bool
	// Given says that a style sheet names it, Publishable that an EPUB may hold it.
	Given, Publishable bool
	Data               []byte
}

// Files returns every face of the set as a file, in the order of their paths.
// Nothing of a face is parsed but its header.
func (s *Set) Files() ([]File, error) {
	out := make([]File, len(s.entries))
	for i, e := range s.entries {
		data, err := e.data()
		if err != nil {
			return nil, err
		}
		out[i] = File{path.Base(e.path), e.family, e.weight, e.italic, e.mono, e.given != nil, e.given == nil || e.given.Publishable, data}
	}
	return out, nil
}
