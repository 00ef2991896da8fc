package bag

import (
	"archive/zip"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"octavo/pipeline/internal/diag"
)

// Zip lists the files of a zip file, without unpacking any. Refused is what a sound
// packer does not write and what harms who unpacks it: names that lead out of the
// folder, links, two entries of one name, entries that lie over each other,
// passwords, and what unpacks to more than a package can hold.
func Zip(name string, r io.ReaderAt, size int64) (*Files, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fault(name, "it is no zip file, or a damaged one", "name the package's folder or its zip file")
	}
	if len(z.File) > maxEntries {
		return nil, tooMuch(name, fmt.Sprintf("it holds more than %d files", maxEntries))
	}
	b := &unzip{name: name, size: size, entries: map[string]*zip.File{}, folded: map[string]string{}}
	f := &Files{size: map[string]int64{}, open: func(n string) (io.ReadCloser, error) { return b.entries[n].Open() }}
	for _, e := range z.File {
		if err := b.refuse(e); err != nil {
			return nil, err
		}
		if strings.HasSuffix(e.Name, "/") {
			continue
		}
		b.entries[e.Name] = e
		f.size[e.Name] = int64(e.UncompressedSize64)
		if err := f.fits(name, e.Name, b.total); err != nil {
			return nil, err
		}
	}
	return f, b.foldersAreNoFiles()
}

// unzip is what is known of a zip file while its directory is read.
type unzip struct {
	name          string
	size          int64
	packed, total int64
	entries       map[string]*zip.File
	folded        map[string]string // names as they are, by their form without case
}

// refuse says what is wrong with an entry; nil for a sound one.
func (b *unzip) refuse(e *zip.File) error {
	if err := b.refuseName(e.Name); err != nil {
		return err
	}
	const fits = 1 << 40 // above, sums could overflow
	if e.UncompressedSize64 > fits || e.CompressedSize64 > fits {
		return tooMuch(b.name, fmt.Sprintf("%s has more than %d bytes", e.Name, int64(maxFile)))
	}
	size, packed := int64(e.UncompressedSize64), int64(e.CompressedSize64)
	b.total += size
	b.packed += packed
	switch mode := e.Mode() &^ fs.ModePerm; {
	case e.Flags&1 != 0: // APPNOTE.TXT 4.4.4
		return b.fault(e.Name, "it is encrypted with a password", "pack it without one")
	case mode.Type() != 0 && !mode.IsDir():
		return b.fault(e.Name, "it is a link or a device: it could lead out of the package", "pack the file itself")
	case mode.IsDir() != strings.HasSuffix(e.Name, "/") || mode.IsDir() && size > 0:
		return b.fault(e.Name, "it is a folder and a file at once", "pack it anew")
	case e.Method != zip.Store && e.Method != zip.Deflate:
		return b.fault(e.Name, "it is packed in a way that not every program can unpack", "pack it as deflate or stored")
	case size > ratioFrom && size/max(packed, 1) > maxRatio:
		return tooMuch(b.name, fmt.Sprintf("%s unpacks to more than %d times its size", e.Name, maxRatio))
	case b.packed > b.size:
		return tooMuch(b.name, fmt.Sprintf("its files lie over each other, from %s on", e.Name))
	}
	return nil
}

func (b *unzip) refuseName(n string) error {
	plain := strings.TrimSuffix(n, "/")
	if why := unsafeName(plain); why != "" {
		return b.fault(n, why, "pack it under a name that stays in the package")
	}
	key := strings.ToLower(plain)
	if other, twice := b.folded[key]; twice {
		return b.fault(n, fmt.Sprintf("there are two files of this name (%s): programs do not agree on which counts", other), "pack each file once")
	}
	b.folded[key] = n
	return nil
}

// unsafeName says why a path may not stand in a package; "" where it may.
func unsafeName(n string) string {
	switch {
	case n == "" || len(n) > maxName:
		return "its name is empty, or longer than any system takes"
	case strings.ContainsAny(n, "\\\x00"):
		return "its name has a backslash, or a sign that is none"
	case path.IsAbs(n) || len(n) > 1 && n[1] == ':':
		return "its name begins at the root of a disk"
	case n == ".." || strings.HasPrefix(path.Clean(n), "../"):
		return "its name leads out of the package"
	case path.Clean(n) != n:
		return "its name has empty steps or dots between its slashes"
	}
	return ""
}

// foldersAreNoFiles refuses a file that others lie in.
func (b *unzip) foldersAreNoFiles() error {
	for n := range b.entries {
		for dir := path.Dir(n); dir != "."; dir = path.Dir(dir) {
			if b.entries[dir] != nil {
				return b.fault(dir, "it is a folder and a file at once", "pack it anew")
			}
		}
	}
	return nil
}

func (b *unzip) fault(entry, cause, remedy string) error {
	return &diag.Fault{Pos: diag.Pos{File: b.name}, Msg: fmt.Sprintf("%q: %s", entry, cause), Remedy: remedy}
}
