package archive

import (
	"encoding/xml"
	"fmt"
)

// The types of PREMIS 3.0 (Library of Congress), as far as a package uses them, in
// the order of its data dictionary. Nothing here has been held to its schema.
type (
	premisFile struct {
		XMLName xml.Name       `xml:"http://www.loc.gov/premis/v3 premis"`
		XSI     string         `xml:"xmlns:xsi,attr"`
		Version string         `xml:"version,attr"`
		Objects []premisObject `xml:"object"`
		Events  []premisEvent  `xml:"event"`
		Agents  []premisAgent  `xml:"agent"`
	}
	premisObject struct {
		Type            string   `xml:"xsi:type,attr"`
		ID              premisID `xml:"objectIdentifier"`
		Characteristics struct {
			Digest struct {
				Algorithm string `xml:"messageDigestAlgorithm"`
				Value     string `xml:"messageDigest"`
			} `xml:"fixity"`
			Size   int `xml:"size"`
			Format struct {
				Name     string `xml:"formatDesignation>formatName"`
				Version  string `xml:"formatDesignation>formatVersion,omitempty"`
				Registry string `xml:"formatRegistry>formatRegistryName"`
				Key      string `xml:"formatRegistry>formatRegistryKey"`
			} `xml:"format"`
		} `xml:"objectCharacteristics"`
		OriginalName string `xml:"originalName,omitempty"`
	}
	premisID struct {
		Type  string `xml:"objectIdentifierType"`
		Value string `xml:"objectIdentifierValue"`
	}
	premisEvent struct {
		IDType  string       `xml:"eventIdentifier>eventIdentifierType"`
		ID      string       `xml:"eventIdentifier>eventIdentifierValue"`
		Type    string       `xml:"eventType"`
		Time    string       `xml:"eventDateTime"`
		Detail  string       `xml:"eventDetailInformation>eventDetail"`
		Outcome string       `xml:"eventOutcomeInformation>eventOutcome,omitempty"`
		Agent   premisLink   `xml:"linkingAgentIdentifier"`
		Objects []premisUsed `xml:"linkingObjectIdentifier"`
	}
	premisLink struct {
		Type  string `xml:"linkingAgentIdentifierType"`
		Value string `xml:"linkingAgentIdentifierValue"`
		Role  string `xml:"linkingAgentRole"`
	}
	premisUsed struct {
		Type  string `xml:"linkingObjectIdentifierType"`
		Value string `xml:"linkingObjectIdentifierValue"`
		Role  string `xml:"linkingObjectRole"`
	}
	premisAgent struct {
		IDType  string `xml:"agentIdentifier>agentIdentifierType"`
		ID      string `xml:"agentIdentifier>agentIdentifierValue"`
		Name    string `xml:"agentName"`
		Type    string `xml:"agentType"`
		Version string `xml:"agentVersion"`
	}
)

// localID is the type of the identifiers that are names within the package.
const localID = "local"

// premis tells of each file its digest, size and format, and of the run what it made
// of which file.
func (b *builder) premis() []byte {
	agent := premisLink{localID, b.Program + " " + b.Version, "executing program"}
	doc := premisFile{XSI: xsiNamespace, Version: "3.0",
		Agents: []premisAgent{{localID, agent.Value, b.Program, "software", b.Version}}}
	for _, it := range b.of(Source, Picture, Edition, Additional) {
		doc.Objects = append(doc.Objects, premisOf(it))
	}
	for i, e := range b.premisEvents() {
		e.IDType, e.ID, e.Time, e.Agent = localID, fmt.Sprintf("%s-event-%d", b.name, i+1), dateTime(b.Time), agent
		doc.Events = append(doc.Events, e)
	}
	return document(doc)
}

func premisOf(it item) premisObject {
	o := premisObject{Type: "file", ID: premisID{localID, it.name}, OriginalName: it.Original}
	c := &o.Characteristics
	c.Digest.Algorithm, c.Digest.Value, c.Size = SHA256.MDTO, SHA256.Sum(it.Data), len(it.Data)
	c.Format.Name, c.Format.Version = it.format.Name, it.format.Version
	c.Format.Registry, c.Format.Key = "PRONOM", it.format.Code
	return o
}

// premisEvents are the two steps of a run, by the Library of Congress's names of
// events, and the digests.
func (b *builder) premisEvents() []premisEvent {
	h := b.History
	var text, editions []item
	for _, it := range b.of(Edition) {
		if it.format.Code == "fmt/1149" {
			text = append(text, it)
		} else {
			editions = append(editions, it)
		}
	}
	all := b.of(Source, Picture, Edition, Additional)
	return []premisEvent{
		{Type: "normalization", Detail: "structure recovered from the source; each decision stands in " + b.name + LogSuffix,
			Outcome: fmt.Sprintf("decisions: %d; to be confirmed: %d; places where something was left out: %d; corrections by a person: %d", h.Decisions, h.Doubtful, h.Dropped, h.Corrections),
			Objects: append(used(b.of(Source, Picture), "source"), used(append(text, b.of(Additional)...), "outcome")...)},
		{Type: "migration", Detail: "editions made from the recovered structure",
			Objects: append(used(text, "source"), used(editions, "outcome")...)},
		{Type: "message digest calculation", Detail: "SHA-256", Objects: used(all, "source")},
	}
}

func used(list []item, role string) []premisUsed {
	var out []premisUsed
	for _, it := range list {
		out = append(out, premisUsed{localID, it.name, role})
	}
	return out
}
