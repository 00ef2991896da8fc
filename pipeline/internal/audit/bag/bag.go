package bag

import (
	"fmt"
	"slices"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// Codes of what is wrong with a bag.
const (
	CodeNoBag       diag.Code = "package-no-bag"
	CodeMissing     diag.Code = "package-file-missing"
	CodeExtra       diag.Code = "package-file-extra"
	CodeChanged     diag.Code = "package-file-changed"
	CodeManifest    diag.Code = "package-manifest"
	CodeTagManifest diag.Code = "package-tag-manifest"
	CodeInfo        diag.Code = "package-bag-info"
	CodeNoManifests diag.Code = "package-without-manifests"
)

var _ = diag.Register(map[diag.Code]string{
	CodeNoBag:       "What was given is no bag: no bagit.txt, or not the one that RFC 8493 asks for.",
	CodeMissing:     "A file that a manifest of the archive package lists is not there.",
	CodeExtra:       "A file is in the archive package that no manifest lists, or that has no place at its root.",
	CodeChanged:     "A file of the archive package has another checksum than its manifest says.",
	CodeManifest:    "A manifest of the archive package is missing, or a line of it cannot be read.",
	CodeTagManifest: "A tag manifest of the archive package is missing, or does not list a tag file.",
	CodeNoManifests: "The package is a submission without a bag, which has no manifests.",
	CodeInfo:        "bag-info.txt of the archive package does not fit its payload, or lacks what it has to say.",
})

// The files at the root of a bag (RFC 8493, 2).
const (
	declaration = "bagit.txt"
	infoFile    = "bag-info.txt"
	payload     = "data/"
)

// Bag is a package with what its manifests say.
type Bag struct {
	*Files
	// Payload is what the names of the payload's files begin with: data/, or nothing for
	// a submission without a bag.
	Payload string
	// Info are the fields of bag-info.txt in their order.
	Info []Field

	sums map[string]map[algorithm]string // of files, once they are read
	log  *diag.Log
}

// Field is a line of bag-info.txt.
type Field struct{ Name, Value string }

// Get is the value of the first field of this name; "" where there is none.
func (b *Bag) Get(name string) string {
	for _, f := range b.Info {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// SHA256 is the checksum of a file, in hexadecimal; "" where it cannot be read.
func (b *Bag) SHA256(name string) string { return b.sum(name)[sha256sum] }

// SHA512 is the same of SHA-512.
func (b *Bag) SHA512(name string) string { return b.sum(name)[sha512sum] }

// Check looks at a package as a bag. What is wrong goes to log; nil comes back
// where it is none, so that there is no more to look at. A submission that was made
// without a bag is given as it is, with a note.
func Check(files *Files, log *diag.Log) *Bag {
	if top := files.base(); top != "" && !files.Has(declaration) && !files.isSubmission(top) {
		files = files.within(top)
	}
	b := &Bag{Files: files, Payload: payload, sums: map[string]map[algorithm]string{}, log: log}
	if top := files.base(); top != "" && files.isSubmission(top) {
		b.Payload = ""
		log.Add(diag.Diagnostic{Code: CodeNoManifests, Pos: diag.Pos{File: top}, Rule: "what is not checked is said",
			Message: "the package has no manifests, as --package mdto makes it, so its files are held against their sidecars alone",
			Hint:    "check the zip file with the delivery note beside it: that has the hash of the whole"})
		return b
	}
	if !b.declared() {
		return nil
	}
	b.readInfo()
	for _, a := range algorithms {
		b.checkPayload(a)
		b.checkTags(a)
	}
	b.checkRoot()
	b.checkOxum()
	return b
}

func (b *Bag) wrong(code diag.Code, file string, line int, hint, message string, args ...any) {
	b.log.Add(diag.Diagnostic{Code: code, Severity: diag.Error, Pos: diag.Pos{File: file, Line: line}, Rule: "RFC 8493",
		Message: fmt.Sprintf(message, args...), Hint: hint})
}

// again is what to do about a file that is not what it was.
const again = "take the file from another copy of the package, or ask who made it for a new one"

var bagit = pattern.Of(`^BagIt-Version: (0\.97|1\.0)(\r\n|\r|\n)Tag-File-Character-Encoding: UTF-8(\r\n|\r|\n)?$`)

// declared reads bagit.txt (RFC 8493, 2.1.1).
func (b *Bag) declared() bool {
	text, err := b.Read(declaration, maxTagFile)
	switch {
	case !b.Has(declaration):
		b.wrong(CodeNoBag, declaration, 0, "name the folder NAME-archive or its zip file", "the file is missing, so this is no archive package")
	case err != nil || !bagit.Match(text):
		b.wrong(CodeNoBag, declaration, 1, "a bag of version 1.0 with tag files in UTF-8 is read", "it is not the two lines that version 1.0 of a bag has")
	default:
		return true
	}
	return false
}

// checkRoot wants nothing but tag files beside the payload. What lies there is in no
// manifest of the payload, and a tag manifest that was made anew lists it too.
func (b *Bag) checkRoot() {
	for _, name := range b.Names() {
		if !strings.HasPrefix(name, payload) && !isTagFile(name) {
			b.wrong(CodeExtra, name, 0, "take it out; nothing but the bag's own files has a place beside data/", "the file does not belong to the package")
		}
	}
}

func isTagFile(name string) bool {
	known := []string{declaration, infoFile}
	for _, a := range algorithms {
		known = append(known, a.manifest(), a.tagManifest())
	}
	return slices.Contains(known, name)
}
