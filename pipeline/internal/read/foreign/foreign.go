// Package foreign knows files that are not read, by their first bytes, by what is in
// their archive and by the endings of their names, and says how each of them becomes a
// file that can be read.
package foreign

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"path"
	"slices"
	"strings"
	"sync"

	"octavo/pipeline/internal/diag"
)

// Kind is a format that is not read.
type Kind struct {
	// Name is what a file of it is, with its article: "a PDF file".
	Name string
	// Way is what to do with one.
	Way   string
	marks []mark
	exts  []string
}

// mark is a sign of a format in a file's content: bytes at a place, an entry of a zip
// file, or a stream of a compound file.
type mark struct {
	where string
	at    int
	what  string
}

//go:embed kinds.tsv
var table string

// kinds is the table, read when a file is first looked at.
var kinds = sync.OnceValue(func() []Kind { return readTable(table) })

// Of gives the kind of a file by its content; nil for one that is none of these.
func Of(data []byte) *Kind {
	f, kinds := &file{data: data}, kinds()
	for i := range kinds {
		if slices.ContainsFunc(kinds[i].marks, f.has) {
			return &kinds[i]
		}
	}
	return nil
}

// Find gives the kind of a file by its content, or else by its name alone; nil for one
// that is none of these. A name holds against the content where its format has no sign
// of its own, as a notebook's has not.
func Find(name string, data []byte) (k *Kind, byName bool) {
	named := Named(name)
	if named == nil || len(named.marks) > 0 {
		if k := Of(data); k != nil {
			return k, false
		}
	}
	return named, named != nil
}

// Named gives the kind of a file by its name alone; nil for one that is none of these.
func Named(name string) *Kind {
	ext, kinds := strings.ToLower(path.Ext(name)), kinds()
	for i := range kinds {
		if slices.Contains(kinds[i].exts, ext) {
			return &kinds[i]
		}
	}
	return nil
}

// Message says of a file of the kind that it is one.
func (k *Kind) Message() string { return "this is " + k.Name + ", which is not read" }

// Fault is the error for the file called name.
func (k *Kind) Fault(name string) error {
	return &diag.Fault{Pos: diag.Pos{File: name}, Msg: k.Message(), Remedy: k.Way}
}

// IsBeside reports whether a name is that of a file that a program keeps beside a
// document while it is open, or a system beside each file: Word's "~$report.docx",
// LibreOffice's ".~lock.report.odt#", the "._report.docx" of macOS.
func IsBeside(name string) bool {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, "._") || strings.HasPrefix(name, ".~lock.")
}

// file is a file of which the signs are looked for.
type file struct {
	data    []byte
	entries map[string]bool // of a zip file
}

func (f *file) has(m mark) bool {
	switch m.where {
	case "zip":
		return f.hasEntry(m.what)
	case "zip-type":
		return bytes.HasPrefix(f.data, zipMagic) && bytes.HasPrefix(f.data[min(len(f.data), zipName):], []byte("mimetype"+m.what))
	case "riff":
		return bytes.HasPrefix(f.data, []byte("RIFF")) && bytes.HasPrefix(f.data[min(len(f.data), riffType):], []byte(m.what))
	case "ole":
		return bytes.HasPrefix(f.data, compound) && bytes.Contains(f.data, utf16le(m.what))
	case "xml":
		head := f.data[:min(len(f.data), xmlHead)]
		return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))), []byte("<")) && bytes.Contains(head, []byte(m.what))
	}
	return m.at <= len(f.data) && bytes.HasPrefix(f.data[m.at:], []byte(m.what))
}

// zipMagic begins a zip file; its first entry's name stands at zipName (APPNOTE.TXT,
// 4.3.7). Formats that have an entry "mimetype" hold it first and unpacked, so that its
// text follows the name.
var zipMagic = []byte("PK\x03\x04")

const zipName = 30

// riffType is where a RIFF file names what is in it, behind its length.
const riffType = 8

// xmlHead is how many bytes of an XML file tell its kind: the prologue and the first
// element with its namespaces.
const xmlHead = 4096

// compound is how OLE compound files begin ([MS-CFB], 2.2). The names of their streams
// are UTF-16 (2.6.1).
var compound = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// hasEntry reports whether a zip file has an entry; "" is any zip file that is no
// office document, sound or not.
func (f *file) hasEntry(name string) bool {
	if !bytes.HasPrefix(f.data, zipMagic) {
		return false
	}
	if f.entries == nil {
		f.entries = entriesOf(f.data)
	}
	return f.entries[name]
}

func entriesOf(data []byte) map[string]bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return map[string]bool{} // the readers say what is damaged
	}
	out := map[string]bool{}
	for _, e := range z.File {
		out[e.Name] = true
	}
	out[""] = !out["[Content_Types].xml"] && !out["mimetype"] && !out["word/document.xml"] && !out["content.xml"]
	return out
}

func utf16le(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return out
}
