// Package epubfile reads any EPUB, its own or another program's: in come the bytes,
// out come the archive's entries, XML documents as trees with lines, and the package
// document (EPUB 3.3, 4 and 5). It bounds sizes, numbers and depth, and never panics
// on what it is given.
package epubfile

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
)

// Bounds on what an archive may hold: in entries, in bytes of one of them and of all
// that are read. The largest documents of law have some thousands of entries.
const (
	maxEntries = 65535
	maxEntry   = 256 << 20
	maxRead    = 2 << 30
)

// Archive is an open EPUB container.
type Archive struct {
	// Entries are the files in the order in which the archive lists them, folders
	// left out.
	Entries []Entry

	files map[string]*zip.File
	read  int64
}

// Entry is a file of the archive as its directory has it.
type Entry struct {
	Name string
	// Stored says that it is not compressed.
	Stored bool
	// Extra says that its local header has an extra field.
	Extra bool
	// Size is its size unpacked, in bytes, as the directory says.
	Size uint64
}

// Open reads an archive's directory.
func Open(data []byte) (*Archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, errors.New("it is no zip archive that can be read; it may have been cut off")
	}
	if len(z.File) > maxEntries {
		return nil, fmt.Errorf("it has more than %d entries", maxEntries)
	}
	a := &Archive{files: map[string]*zip.File{}}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		a.Entries = append(a.Entries, Entry{f.Name, f.Method == zip.Store, len(f.Extra) > 0, f.UncompressedSize64})
		if a.files[f.Name] == nil {
			a.files[f.Name] = f
		}
	}
	return a, nil
}

// Has reports whether a file of that name is there.
func (a *Archive) Has(name string) bool { return a.files[name] != nil }

// Read gives a file's bytes.
func (a *Archive) Read(name string) ([]byte, error) {
	f := a.files[name]
	if f == nil {
		return nil, errors.New("it is not in the archive")
	}
	r, err := f.Open()
	if err != nil {
		return nil, errors.New("it is packed in a way that cannot be read")
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxEntry+1))
	switch a.read += int64(len(data)); {
	case err != nil:
		return nil, errors.New("its bytes are not those that the archive's checksum says, or they break off")
	case len(data) > maxEntry:
		return nil, errors.New("it unpacks to more than 256 MB")
	case a.read > maxRead:
		return nil, errors.New("the archive unpacks to more than 2 GB")
	}
	return data, nil
}

// Tree reads a file as XML.
func (a *Archive) Tree(name string) (*Node, error) {
	data, err := a.Read(name)
	if err != nil {
		return nil, err
	}
	return Parse(data)
}

// Resolve gives the name in the archive and the fragment that a reference in the
// file from leads to. Remote is true where it leads out of the archive, by a scheme
// or an authority.
func Resolve(from, reference string) (name, fragment string, remote bool) {
	u, err := url.Parse(strings.TrimSpace(reference))
	if err != nil {
		return reference, "", false
	}
	if u.Scheme != "" || u.Host != "" {
		return reference, "", true
	}
	switch {
	case u.Path == "":
		name = from
	case strings.HasPrefix(u.Path, "/"):
		name = path.Clean(u.Path)[1:]
	default:
		name = path.Join(path.Dir(from), u.Path)
	}
	return name, u.Fragment, false
}
