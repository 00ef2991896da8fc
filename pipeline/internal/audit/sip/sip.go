// Package sip checks what an archive package says about itself: in comes an open
// package, out come findings about sidecars that depart from the schema or from the
// file that they describe, about relations that only one side knows, about dates that
// disagree, and about a delivery note that counts something else. Nothing is believed
// because a manifest was made anew to fit it.
package sip

import (
	"encoding/xml"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"octavo/pipeline/internal/audit/bag"
	"octavo/pipeline/internal/audit/mdto"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/write/archive"
)

// Codes of what a package says otherwise than it is.
const (
	CodeObject   diag.Code = "package-object"
	CodeSidecar  diag.Code = "package-sidecar"
	CodeShape    diag.Code = "package-sidecar-shape"
	CodeFixity   diag.Code = "package-sidecar-fixity"
	CodeRelation diag.Code = "package-relation"
	CodeName     diag.Code = "package-name"
	CodeDate     diag.Code = "package-date"
	CodeDelivery diag.Code = "package-delivery-note"
	CodePREMIS   diag.Code = "package-premis"
	CodeSets     diag.Code = "package-sets-differ"
	CodeUnread   diag.Code = "package-not-checked"
)

var _ = diag.Register(map[diag.Code]string{
	CodeObject:   "The archive package holds no information object, or more beside it.",
	CodeSidecar:  "A file of the archive package has no sidecar, or a sidecar no file.",
	CodeShape:    "A sidecar departs from the schema of MDTO-XML 1.0.1.",
	CodeFixity:   "A sidecar says another name, size, checksum or format than its file has.",
	CodeRelation: "Two sidecars do not name each other as they should.",
	CodeName:     "A name has signs that the rules of a submission forbid.",
	CodeDate:     "A date in the archive package disagrees with the others.",
	CodeDelivery: "The delivery note counts, hashes or names something else than the archive package.",
	CodePREMIS:   "The PREMIS file says another size or digest of a file than it has.",
	CodeSets:     "The Dublin Core of the archive package says something else than the publication's sidecar.",
	CodeUnread:   "A part of the check was not made, and why.",
})

// Limits of what is read whole, in bytes.
const (
	maxSidecar = 16 << 20
	maxContent = 1 << 30
)

// Package is what a sound package holds, by role.
type Package struct {
	*bag.Bag
	// Name is the publication's, and Folder that of its information object, with a
	// slash at the end.
	Name, Folder string

	log     *diag.Log
	records map[string]*archive.Record // by the path of the file that they describe
	objects map[string]*archive.Object // by their folder
	dates   []date
}

// Check looks at the information object of an open package; nil where there is none.
func Check(b *bag.Bag, log *diag.Log) *Package {
	p := &Package{Bag: b, log: log, records: map[string]*archive.Record{}, objects: map[string]*archive.Object{}}
	if !p.find() {
		return nil
	}
	p.sidecars()
	for _, file := range slices.Sorted(maps.Keys(p.records)) {
		p.record(file, p.records[file])
	}
	p.relations()
	p.premis()
	p.dublinCore()
	return p
}

func (p *Package) wrong(code diag.Code, file string, line int, hint, message string, args ...any) {
	p.log.Add(diag.Diagnostic{Code: code, Severity: diag.Error, Pos: diag.Pos{File: file, Line: line}, Rule: "a package says of itself what it is",
		Message: fmt.Sprintf(message, args...), Hint: hint})
}

// What to do about a package that contradicts itself.
const (
	askMaker = "ask who made the package for another; do not mend it by hand"
	rename   = "build the package anew under another name"
)

// find looks for the one folder of the payload, with its own sidecar.
func (p *Package) find() bool {
	folders := map[string]bool{}
	for _, name := range p.content() {
		first, _, in := strings.Cut(strings.TrimPrefix(name, p.Payload), "/")
		if !in {
			p.wrong(CodeObject, name, 0, askMaker, "the file lies beside the information object, where it belongs to nothing")
			continue
		}
		folders[first] = true
	}
	names := slices.Sorted(maps.Keys(folders))
	for _, name := range names {
		if p.Has(p.Payload + name + "/" + name + archive.ObjectSidecar) {
			p.Name, p.Folder = name, p.Payload+name+"/"
			break
		}
	}
	switch {
	case p.Name == "":
		p.wrong(CodeObject, p.Payload, 0, askMaker, "there is no folder NAME with its sidecar NAME%s in it", archive.ObjectSidecar)
		return false
	case len(names) > 1:
		p.wrong(CodeObject, p.Payload, 0, askMaker, "there are %d folders and should be one: %s", len(names), strings.Join(names, ", "))
	}
	return true
}

// content lists the files of the payload.
func (p *Package) content() []string {
	return slices.DeleteFunc(p.Names(), func(n string) bool { return !strings.HasPrefix(n, p.Payload) })
}

// sidecars reads all sidecars, and wants one for each file and a file for each.
func (p *Package) sidecars() {
	for _, name := range p.content() {
		p.checkName(name)
		switch dir, base := path.Split(name); {
		case archive.IsFileSidecar(name):
			file := name[:len(name)-len(archive.FileSidecar)]
			if !p.Has(file) {
				p.wrong(CodeSidecar, name, 0, askMaker, "the file that it describes is not there: %s", path.Base(file))
			}
			if m := p.read(name); m != nil && m.File != nil {
				p.records[file] = m.File
			} else if m != nil {
				p.wrong(CodeShape, name, 0, askMaker, "it should describe a file (bestand) and does not")
			}
		case archive.IsSidecar(name):
			if want := path.Base(dir) + archive.ObjectSidecar; base != want {
				p.wrong(CodeSidecar, name, 0, askMaker, "the sidecar of this folder is called %s", want)
			}
			if m := p.read(name); m != nil && m.Object != nil {
				p.objects[dir] = m.Object
			} else if m != nil {
				p.wrong(CodeShape, name, 0, askMaker, "it should describe an information object (informatieobject) and does not")
			}
		case !p.Has(name + archive.FileSidecar):
			p.wrong(CodeSidecar, name, 0, askMaker, "the file has no sidecar %s", base+archive.FileSidecar)
		}
	}
}

// checkName wants names that the rules of a submission allow.
func (p *Package) checkName(name string) {
	rest := strings.TrimPrefix(name, p.Payload)
	for _, ending := range []string{archive.FileSidecar, archive.ObjectSidecar} {
		if n := len(rest) - len(ending); n > 0 && strings.EqualFold(rest[n:], ending) {
			rest = rest[:n]
			break
		}
	}
	dir, base := path.Split(rest)
	for _, step := range strings.Split(strings.TrimSuffix(dir, "/"), "/") {
		if step != "" && archive.SafeName(step) != step {
			p.wrong(CodeName, name, 0, rename, "the folder %q has signs that no name in a submission may have", step)
		}
	}
	if archive.SafeFile(base) != base {
		p.wrong(CodeName, name, 0, rename, "%q has signs that no name in a submission may have, or more than one dot", base)
	}
}

// read takes a sidecar apart; nil where that cannot be done.
func (p *Package) read(name string) *archive.MDTO {
	data, err := p.Read(name, maxSidecar)
	if err != nil {
		return nil // its manifest has said so
	}
	for _, f := range mdto.Shape(data) {
		p.wrong(CodeShape, name, f.Line, askMaker, "%s", f.Message)
	}
	m := &archive.MDTO{}
	if xml.Unmarshal(data, m) != nil {
		return nil
	}
	return m
}
