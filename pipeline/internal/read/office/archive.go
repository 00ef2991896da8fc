// Package office holds what the readers of office documents (docx, odt) share:
// opening the archive within limits, XML without entities, runs of formatted
// text, list numbers and the assembly of lists, and the words in which findings
// about such documents are told.
package office

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/foreign"
)

// Limits of an archive. A real document of 1,000 pages has some hundred parts,
// and XML of which the largest takes 30 MB; deflate packs such text to a twentieth,
// and tables that repeat themselves to a hundredth.
const (
	maxEntries = 20_000
	maxPart    = 128 << 20 // bytes of one part
	maxTotal   = 512 << 20 // bytes of all parts that are read
	maxRatio   = 300       // of a part's size to its packed size
	ratioFrom  = 8 << 20   // below this size the ratio does not matter
)

// Archive is an open zip file: parts by name. Names are compared as OPC does,
// without regard to case (ISO/IEC 29500-2, 6.2.2.3).
type Archive struct {
	name  string
	parts map[string]*zip.File
	read  int64
}

// Open reads the directory of the archive called name.
func Open(name string, data []byte) (*Archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, Damaged(name, "its archive cannot be opened")
	}
	if len(z.File) > maxEntries {
		return nil, tooMuch(name, fmt.Sprintf("it holds %d parts, more than %d", len(z.File), maxEntries))
	}
	a := &Archive{name: name, parts: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		key := partKey(f.Name)
		if a.parts[key] == nil {
			a.parts[key] = f
		}
	}
	return a, nil
}

func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/"))
}

// Has reports whether there is a part of this name.
func (a *Archive) Has(name string) bool { return a.parts[partKey(name)] != nil }

// Bytes gives a part; nil where there is none. An error tells that it is too large or
// damaged.
func (a *Archive) Bytes(name string) ([]byte, error) {
	f := a.parts[partKey(name)]
	if f == nil {
		return nil, nil
	}
	if err := a.fits(f); err != nil {
		return nil, err
	}
	in, err := f.Open()
	if err != nil {
		return nil, a.damagedPart(f)
	}
	defer in.Close()
	left := min(maxPart, maxTotal-a.read)
	data, err := io.ReadAll(io.LimitReader(in, left+1))
	switch {
	case int64(len(data)) > left:
		return nil, a.tooLarge(f)
	case err != nil:
		return nil, a.damagedPart(f)
	}
	a.read += int64(len(data))
	return data, nil
}

// fits judges a part by what the directory says of it. A directory that lies is
// met when the part is read.
func (a *Archive) fits(f *zip.File) error {
	size, packed := f.UncompressedSize64, max(f.CompressedSize64, 1)
	if size > maxPart || size > ratioFrom && size/packed > maxRatio {
		return a.tooLarge(f)
	}
	return nil
}

func (a *Archive) tooLarge(f *zip.File) error {
	return tooMuch(a.name, fmt.Sprintf("its part %s unpacks to more than a document can need", f.Name))
}

func (a *Archive) damagedPart(f *zip.File) error {
	if f.Flags&1 != 0 { // APPNOTE.TXT 4.4.4: encrypted
		return Locked(a.name)
	}
	return Damaged(a.name, fmt.Sprintf("its part %s cannot be unpacked", f.Name))
}

// XML parses a part; nil where there is none.
func (a *Archive) XML(name string) (*Node, error) {
	data, err := a.Bytes(name)
	if data == nil || err != nil {
		return nil, err
	}
	return Parse(a.name, name, data)
}

func tooMuch(name, cause string) error {
	return &diag.Fault{Pos: diag.Pos{File: name}, Msg: cause + "; it was not opened, because unpacking it could fill the memory",
		Remedy: "open it in a word processor, save it anew and try again"}
}

// Damaged is the fault of a file that a word processor would call damaged.
func Damaged(name, cause string) error {
	return &diag.Fault{Pos: diag.Pos{File: name}, Msg: "the document is damaged: " + cause,
		Remedy: "open it in a word processor, let it repair the file, and save it anew"}
}

// Locked is the fault of a file that a password protects.
func Locked(name string) error {
	return &diag.Fault{Pos: diag.Pos{File: name}, Msg: "the document is encrypted with a password",
		Remedy: "open it in a word processor, take the password off (File, Info, Protect Document, Encrypt with Password) and save it anew"}
}

// NotZip says what a file is that should be an archive and is none; nil for an
// archive.
func NotZip(name string, data []byte) error {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		return nil
	}
	if len(data) == 0 {
		return &diag.Fault{Pos: diag.Pos{File: name}, Msg: "the file is empty"}
	}
	if k := foreign.Of(data); k != nil {
		return k.Fault(name)
	}
	return Damaged(name, "it is no zip archive, as "+path.Ext(name)+" files are")
}
