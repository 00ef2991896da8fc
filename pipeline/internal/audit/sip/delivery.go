package sip

import (
	"encoding/xml"
	"slices"
	"strings"

	"octavo/pipeline/internal/write/archive"
)

// Delivery holds the delivery note, which lies beside the package, against it. zipSum
// is the SHA-256 of the package's zip file, "" where it is not there.
func (p *Package) Delivery(name string, data []byte, zipSum string) {
	var note archive.DeliveryNote
	if xml.Unmarshal(data, &note) != nil {
		p.wrong(CodeDelivery, name, 0, askMaker, "the delivery note is no well-formed XML, or holds a number that is none")
		return
	}
	c := p.counts()
	for _, row := range []struct {
		what      string
		says, has int
	}{
		{"aantalInformatieobjecten", note.Objects, c.Objects},
		{"aantalBestanden", note.Files, c.Files},
		{"aantalBestandenOngelijkAanMDTO", note.Content, c.Content},
		{"omvangBestandenOngelijkAanMDTO", note.Bytes, c.Bytes},
	} {
		if row.says != row.has {
			p.wrong(CodeDelivery, name, 0, askMaker, "%s is %d, and in the package it is %d", row.what, row.says, row.has)
		}
	}
	p.same(name, &note)
	p.dated(name, "tijdstipCreatie", note.Created)
	if want := p.Name + archive.ZipSuffix; note.SIP.Name != want {
		p.wrong(CodeDelivery, name, 0, askMaker, "it is the note of %q, and this package is %q", note.SIP.Name, want)
	}
	switch {
	case zipSum == "":
		NotChecked(p.log, name, "the hash of the zip file was not checked, because the zip file is not here", "check the zip file too")
	case plain(note.SIP.Hash.Algorithm) != "SHA256":
		p.wrong(CodeDelivery, name, 0, askMaker, "its hash is by %q, which is not checked; a package has SHA-256", note.SIP.Hash.Algorithm)
	case !strings.EqualFold(strings.TrimSpace(note.SIP.Hash.Value), zipSum):
		p.wrong(CodeDelivery, name, 0, askMaker, "hashcode is %s…, and the zip file's SHA-256 %s…", start(strings.TrimSpace(note.SIP.Hash.Value)), start(zipSum))
	}
}

// same wants the delivery note to name the publication and its creator as the package
// does.
func (p *Package) same(name string, note *archive.DeliveryNote) {
	object := p.objects[p.Folder]
	if object == nil {
		return
	}
	if note.Name != object.Name {
		p.wrong(CodeDelivery, name, 0, askMaker, "naam is %q, and in the package it is %q", note.Name, object.Name)
	}
	if creators := names(object.Creators); !slices.Contains(creators, note.Creator.Name) {
		p.wrong(CodeDelivery, name, 0, askMaker, "organisatie is %q, and in the package archiefvormer is %q", note.Creator.Name, strings.Join(creators, ", "))
	}
}

func names(list []archive.Reference) []string {
	var out []string
	for _, r := range list {
		out = append(out, r.Name)
	}
	return out
}

// dublinCore wants the values that stand both in Dublin Core and in the publication's
// sidecar to be the same (SIP specification, "Additionele metagegevens aanleveren").
func (p *Package) dublinCore() {
	name := p.Folder + p.Name + archive.DublinCoreSuffix
	data, err := p.Read(name, maxSidecar)
	object := p.objects[p.Folder]
	if err != nil || object == nil {
		return // its sidecar or its manifest has said so
	}
	var set struct {
		Titles      []string `xml:"http://purl.org/dc/elements/1.1/ title"`
		Languages   []string `xml:"http://purl.org/dc/elements/1.1/ language"`
		Identifiers []string `xml:"http://purl.org/dc/elements/1.1/ identifier"`
	}
	if xml.Unmarshal(data, &set) != nil {
		p.wrong(CodeSets, name, 0, askMaker, "it is no well-formed XML")
		return
	}
	want := func(what string, has []string, values ...string) {
		for _, v := range values {
			if !slices.Contains(has, v) {
				p.wrong(CodeSets, name, 0, askMaker, "dc:%s is %q, and the publication's sidecar has %q", what, strings.Join(has, ", "), v)
			}
		}
	}
	want("title", set.Titles, object.Name)
	want("language", set.Languages, object.Language...)
	for _, id := range object.IDs {
		want("identifier", set.Identifiers, id.Mark)
	}
}

// counts counts as the delivery note does.
func (p *Package) counts() archive.Counts {
	var c archive.Counts
	for _, name := range p.content() {
		switch {
		case archive.IsFileSidecar(name):
			c.Files++
		case archive.IsSidecar(name):
			c.Objects++
		default:
			c.Content++
			c.Bytes += int(p.Size(name))
		}
	}
	return c
}
