// Package bag opens an archive package, a folder or a zip file, within limits, and
// checks it as a bag (RFC 8493): every file of the payload against its manifests,
// every tag file against theirs, both ways. In comes what lies on disk, which
// nothing is believed about; out come findings with place, cause and remedy.
package bag

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"octavo/pipeline/internal/diag"
)

// Limits of a package. A report of 1,000 pages with its pictures is some 100 MB in
// some 40 files; what is larger than this by far is refused before it is unpacked.
const (
	maxEntries = 20_000
	maxFile    = 2 << 30 // bytes of one file
	maxTotal   = 8 << 30 // bytes of all files
	maxRatio   = 300     // of a file's size to its packed size
	ratioFrom  = 8 << 20 // below this size the ratio does not matter
	maxName    = 1024    // bytes of a path
)

// Files are the files of a package, none of them opened yet. Names are paths from
// its root with slashes between.
type Files struct {
	size map[string]int64
	open func(name string) (io.ReadCloser, error)
}

// Names lists all files in order.
func (f *Files) Names() []string { return slices.Sorted(maps.Keys(f.size)) }

// Has reports whether there is a file of this name.
func (f *Files) Has(name string) bool { _, ok := f.size[name]; return ok }

// Size is how many bytes a file has.
func (f *Files) Size(name string) int64 { return f.size[name] }

// Read gives the bytes of a file that has at most so many.
func (f *Files) Read(name string, most int64) ([]byte, error) {
	if !f.Has(name) {
		return nil, fault(name, "the file is missing", "get it from who made the package")
	}
	if f.size[name] > most {
		return nil, fault(name, fmt.Sprintf("the file has %d bytes, more than the %d that are read of its kind", f.size[name], most), "see whether it is what its name says")
	}
	var b bytes.Buffer
	if err := f.copy(name, &b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// copy writes a file's bytes to w, and no more than its size.
func (f *Files) copy(name string, w io.Writer) error {
	in, err := f.open(name)
	if err != nil {
		return unreadable(name)
	}
	defer in.Close()
	n, err := io.Copy(w, io.LimitReader(in, f.size[name]+1))
	switch {
	case err != nil:
		return unreadable(name)
	case n != f.size[name]:
		return fault(name, fmt.Sprintf("%d bytes were announced and there are %s", f.size[name], others(n, f.size[name])), "get the package anew: it is damaged, or was made to mislead")
	}
	return nil
}

func others(n, size int64) string {
	if n > size {
		return "more"
	}
	return fmt.Sprint(n)
}

func unreadable(name string) error {
	return fault(name, "the file cannot be read whole", "get the package anew: it is damaged, or you may not read it")
}

func fault(name, cause, remedy string) error {
	return &diag.Fault{Pos: diag.Pos{File: name}, Msg: cause, Remedy: remedy}
}

// Folder lists the files of a folder. A link, a device and whatever else is neither
// file nor folder is refused: it could lead out of the package.
func Folder(name string, root fs.FS) (*Files, error) {
	f := &Files{size: map[string]int64{}, open: func(n string) (io.ReadCloser, error) { return root.Open(n) }}
	total := int64(0)
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return unreadable(path.Join(name, p))
		}
		if d.IsDir() {
			return nil
		}
		if !d.Type().IsRegular() {
			return fault(path.Join(name, p), "it is no plain file: a link could lead out of the package", "put the file itself there")
		}
		info, err := d.Info()
		if err != nil {
			return unreadable(path.Join(name, p))
		}
		f.size[p] = info.Size()
		total += info.Size()
		return f.fits(name, p, total)
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// fits refuses what is too much, at the last file listed.
func (f *Files) fits(name, last string, total int64) error {
	switch {
	case len(f.size) > maxEntries:
		return tooMuch(name, fmt.Sprintf("it holds more than %d files", maxEntries))
	case f.size[last] > maxFile:
		return tooMuch(name, fmt.Sprintf("%s has more than %d bytes", last, int64(maxFile)))
	case total > maxTotal:
		return tooMuch(name, fmt.Sprintf("its files have more than %d bytes together", int64(maxTotal)))
	}
	return nil
}

func tooMuch(name, cause string) error {
	return fault(name, cause+"; it was not opened", "see whether it is an archive package of one report at all")
}

// base takes away the one folder that everything lies in, as a zipped bag has it
// (RFC 8493, 4): its name, and what is wrong with it.
func (f *Files) base() string {
	top := ""
	for name := range f.size {
		first, _, in := strings.Cut(name, "/")
		if !in || top != "" && top != first {
			return ""
		}
		top = first
	}
	return top
}

// isSubmission reports whether a folder is an information object with its sidecar
// (MDTO's rules of submissions).
func (f *Files) isSubmission(folder string) bool {
	return f.Has(folder + "/" + folder + ".MDTO.xml")
}

// within gives the files of a folder of the package as a package.
func (f *Files) within(folder string) *Files {
	out := &Files{size: map[string]int64{}, open: func(n string) (io.ReadCloser, error) { return f.open(folder + "/" + n) }}
	for name, size := range f.size {
		if inner, ok := strings.CutPrefix(name, folder+"/"); ok {
			out.size[inner] = size
		}
	}
	return out
}
