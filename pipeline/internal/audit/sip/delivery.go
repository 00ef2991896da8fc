package sip

import (
	"encoding/xml"
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
