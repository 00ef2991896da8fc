package sip

import (
	"encoding/xml"
	"path"
	"slices"
	"strings"

	"octavo/pipeline/internal/write/archive"
)

// record holds a file against its sidecar.
func (p *Package) record(file string, r *archive.Record) {
	if !p.Has(file) {
		return
	}
	side := file + archive.FileSidecar
	if r.Name != path.Base(file) {
		p.wrong(CodeFixity, side, 0, askMaker, "naam is %q and the file is called %q", r.Name, path.Base(file))
	}
	if int64(r.Size) != p.Size(file) {
		p.wrong(CodeFixity, side, 0, askMaker, "omvang is %d and the file has %d bytes", r.Size, p.Size(file))
	}
	for _, c := range r.Checksums {
		p.checksum(side, file, c)
		p.dated(side, "checksumDatum", c.Time)
	}
	p.format(side, file, r.Format.Code)
}

func (p *Package) checksum(side, file string, c archive.Checksum) {
	sum := ""
	switch plain(c.Algorithm.Label) {
	case "SHA256":
		sum = p.SHA256(file)
	case "SHA512":
		sum = p.SHA512(file)
	default:
		p.wrong(CodeFixity, side, 0, askMaker, "a checksum by %q cannot be checked; a package has SHA-256", c.Algorithm.Label)
		return
	}
	if !strings.EqualFold(sum, c.Value) {
		p.wrong(CodeFixity, side, 0, askMaker, "checksumWaarde is %s… and the %s of the file %s…", start(c.Value), c.Algorithm.Label, start(sum))
	}
}

// plain is an algorithm's name without the hyphen that some write.
func plain(name string) string { return strings.ToUpper(strings.ReplaceAll(name, "-", "")) }

func start(sum string) string { return sum[:min(len(sum), 12)] }

// format holds a code of PRONOM against what the first bytes and the extension tell.
func (p *Package) format(side, file, code string) {
	data, err := p.Read(file, maxContent)
	if err != nil {
		return
	}
	if f, ok := archive.FormatOf(file, data); ok && f.Code != code {
		p.wrong(CodeFixity, side, 0, askMaker, "bestandsformaat is %q, and by its bytes and name the file is %s (%s)", code, f.Code, f.Label())
	}
}

// relations holds each object against the files of its folder, both ways, and the
// objects against each other.
func (p *Package) relations() {
	for dir, o := range p.objects {
		side := dir + path.Base(dir) + archive.ObjectSidecar
		p.represented(dir, side, o)
		for _, e := range o.Events {
			if e.Type.Label == "Conversie" {
				p.dated(side, "eventTijd of Conversie", e.Time)
			}
		}
		if dir != p.Folder {
			p.nested(dir, side, o)
		}
	}
	main := p.objects[p.Folder]
	if main == nil {
		return
	}
	for _, part := range main.HasPart {
		if !slices.ContainsFunc(p.others(), func(o *archive.Object) bool { return refersTo(part, o.Name, o.IDs) }) {
			p.wrong(CodeRelation, p.Folder+p.Name+archive.ObjectSidecar, 0, askMaker, "bevatOnderdeel names %q, and no folder in it is that", part.Name)
		}
	}
}

// others are the objects inside the first.
func (p *Package) others() []*archive.Object {
	var out []*archive.Object
	for dir, o := range p.objects {
		if dir != p.Folder {
			out = append(out, o)
		}
	}
	return out
}

// represented wants each file of a folder among those that its object names, and each
// name to be a file.
func (p *Package) represented(dir, side string, o *archive.Object) {
	named := map[string]bool{}
	for _, ref := range append(slices.Clone(o.Files), o.Additional...) {
		r := p.records[dir+ref.Name]
		switch {
		case named[ref.Name]:
			p.wrong(CodeRelation, side, 0, askMaker, "%q is named twice as a file of the object", ref.Name)
		case r == nil:
			p.wrong(CodeRelation, side, 0, askMaker, "heeftRepresentatie or aanvullendeMetagegevens names %q, and no file with a sidecar is called so", ref.Name)
		case !refersTo(ref, r.Name, r.IDs):
			p.wrong(CodeRelation, side, 0, askMaker, "it names %q by an identification that the file's sidecar has not", ref.Name)
		}
		named[ref.Name] = true
	}
	for file, r := range p.records {
		if path.Dir(file)+"/" != dir {
			continue
		}
		if !named[path.Base(file)] {
			p.wrong(CodeRelation, side, 0, askMaker, "it names %s neither in heeftRepresentatie nor in aanvullendeMetagegevens", path.Base(file))
		}
		if !refersTo(r.Represents, o.Name, o.IDs) {
			p.wrong(CodeRelation, file+archive.FileSidecar, 0, askMaker, "isRepresentatieVan names %q and not the object of its folder, %q", r.Represents.Name, o.Name)
		}
	}
}

// nested wants an object inside the first to say so, and the first to know it.
func (p *Package) nested(dir, side string, o *archive.Object) {
	main := p.objects[p.Folder]
	if main == nil {
		return
	}
	if !slices.ContainsFunc(o.PartOf, func(r archive.Reference) bool { return refersTo(r, main.Name, main.IDs) }) {
		p.wrong(CodeRelation, side, 0, askMaker, "isOnderdeelVan does not name the object %q, in whose folder it lies", main.Name)
	}
	if !slices.ContainsFunc(main.HasPart, func(r archive.Reference) bool { return refersTo(r, o.Name, o.IDs) }) {
		p.wrong(CodeRelation, p.Folder+p.Name+archive.ObjectSidecar, 0, askMaker, "bevatOnderdeel does not name %q, which lies in %s", o.Name, dir)
	}
}

// refersTo reports whether a reference means what has a name and identifications.
func refersTo(r archive.Reference, name string, ids []archive.ID) bool {
	return r.Name == name && (r.ID == nil || slices.Contains(ids, *r.ID))
}

// premisFile is what is checked of a PREMIS file.
type premisFile struct {
	Objects []struct {
		Name   string `xml:"objectIdentifier>objectIdentifierValue"`
		Size   int64  `xml:"objectCharacteristics>size"`
		Fixity []struct {
			Algorithm string `xml:"messageDigestAlgorithm"`
			Digest    string `xml:"messageDigest"`
		} `xml:"objectCharacteristics>fixity"`
	} `xml:"object"`
	Events []struct {
		Type string `xml:"eventType"`
		Time string `xml:"eventDateTime"`
	} `xml:"event"`
}

// premis holds the files that the PREMIS file describes against it.
func (p *Package) premis() {
	name := p.Folder + p.Name + archive.PREMISSuffix
	data, err := p.Read(name, maxSidecar)
	var file premisFile
	if err != nil || xml.Unmarshal(data, &file) != nil {
		p.wrong(CodePREMIS, name, 0, askMaker, "the file is missing, or is no well-formed XML")
		return
	}
	for _, o := range file.Objects {
		at := p.Folder + o.Name
		if !p.Has(at) {
			p.wrong(CodePREMIS, name, 0, askMaker, "it describes %q, and there is no such file", o.Name)
			continue
		}
		if o.Size != p.Size(at) {
			p.wrong(CodePREMIS, name, 0, askMaker, "of %s it says %d bytes, and there are %d", o.Name, o.Size, p.Size(at))
		}
		for _, f := range o.Fixity {
			if plain(f.Algorithm) == "SHA256" && !strings.EqualFold(f.Digest, p.SHA256(at)) {
				p.wrong(CodePREMIS, name, 0, askMaker, "of %s it says the digest %s…, and it is %s…", o.Name, start(f.Digest), start(p.SHA256(at)))
			}
		}
	}
	for _, e := range file.Events {
		p.dated(name, "eventDateTime of "+e.Type, e.Time)
	}
}
