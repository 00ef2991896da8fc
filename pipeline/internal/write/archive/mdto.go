package archive

import (
	"bytes"
	"encoding/xml"
	"time"
)

// The namespace of MDTO-XML 1.0.1, and where its schema is published.
const (
	MDTONamespace = "https://www.nationaalarchief.nl/mdto"
	mdtoSchema    = MDTONamespace + " https://www.nationaalarchief.nl/mdto/MDTO-XML1.0.1.xsd"
	xsiNamespace  = "http://www.w3.org/2001/XMLSchema-instance"
)

// MDTO is a sidecar: an information object or a file. Its types have their fields
// in the order of the schema, MDTO-XML1.0.1.xsd; a pointer or a list is what the
// schema lets be absent.
type MDTO struct {
	XMLName  xml.Name `xml:"https://www.nationaalarchief.nl/mdto MDTO"`
	XSI      string   `xml:"xmlns:xsi,attr,omitempty"`
	Location string   `xml:"xsi:schemaLocation,attr,omitempty"`
	Object   *Object  `xml:"informatieobject"`
	File     *Record  `xml:"bestand"`
}

// Object is an informatieobject. Of the elements that it may have, those that
// nothing in a publication's metadata tells are left out.
type Object struct {
	IDs         []ID          `xml:"identificatie"`
	Name        string        `xml:"naam"`
	Level       *Term         `xml:"aggregatieniveau"`
	Keywords    []string      `xml:"trefwoord"`
	Description []string      `xml:"omschrijving"`
	Coverage    []Coverage    `xml:"dekkingInTijd"`
	Language    []string      `xml:"taal"`
	Events      []Event       `xml:"event"`
	Appraisal   Term          `xml:"waardering"`
	Retention   *Period       `xml:"bewaartermijn"`
	Category    *Term         `xml:"informatiecategorie"`
	PartOf      []Reference   `xml:"isOnderdeelVan"`
	HasPart     []Reference   `xml:"bevatOnderdeel"`
	Files       []Reference   `xml:"heeftRepresentatie"`
	Additional  []Reference   `xml:"aanvullendeMetagegevens"`
	Creators    []Reference   `xml:"archiefvormer"`
	Restriction []Restriction `xml:"beperkingGebruik"`
}

// Record is a bestand.
type Record struct {
	IDs        []ID       `xml:"identificatie"`
	Name       string     `xml:"naam"`
	Size       int        `xml:"omvang"` // bytes
	Format     Term       `xml:"bestandsformaat"`
	Checksums  []Checksum `xml:"checksum"`
	Represents Reference  `xml:"isRepresentatieVan"`
}

// ID is an identificatieGegevens: a mark, and whose it is.
type ID struct {
	Mark   string `xml:"identificatieKenmerk"`
	Source string `xml:"identificatieBron"`
}

// Reference is a verwijzingGegevens.
type Reference struct {
	Name string `xml:"verwijzingNaam"`
	ID   *ID    `xml:"verwijzingIdentificatie"`
}

// Term is a begripGegevens: a term of a list.
type Term struct {
	Label string    `xml:"begripLabel"`
	Code  string    `xml:"begripCode,omitempty"`
	List  Reference `xml:"begripBegrippenlijst"`
}

// Event is an eventGegevens. Time is a dateTime, a date, a month or a year.
type Event struct {
	Type   Term       `xml:"eventType"`
	Time   string     `xml:"eventTijd,omitempty"`
	Actor  *Reference `xml:"eventVerantwoordelijkeActor"`
	Result string     `xml:"eventResultaat,omitempty"`
}

// Coverage is a dekkingInTijdGegevens: days, months or years.
type Coverage struct {
	Type  Term   `xml:"dekkingInTijdType"`
	Begin string `xml:"dekkingInTijdBegindatum"`
	End   string `xml:"dekkingInTijdEinddatum,omitempty"`
}

// Period is a termijnGegevens: days, and a duration of ISO 8601.
type Period struct {
	Trigger  *Term  `xml:"termijnTriggerStartLooptijd"`
	Start    string `xml:"termijnStartdatumLooptijd,omitempty"`
	Duration string `xml:"termijnLooptijd,omitempty"`
	End      string `xml:"termijnEinddatum,omitempty"`
}

// Restriction is a beperkingGebruikGegevens.
type Restriction struct {
	Type        Term   `xml:"beperkingGebruikType"`
	Description string `xml:"beperkingGebruikNadereBeschrijving,omitempty"`
}

// Checksum is a checksumGegevens.
type Checksum struct {
	Algorithm Term   `xml:"checksumAlgoritme"`
	Value     string `xml:"checksumWaarde"`
	Time      string `xml:"checksumDatum"`
}

// MDTO's lists of terms, and the register of formats, by the names that its examples
// and its list of them have.
const (
	listLevels     = "Begrippenlijst Aggregatieniveaus MDTO"
	listEvents     = "Begrippenlijst EventTypeLijst MDTO"
	listAppraisals = "Begrippenlijst Waarderingen MDTO"
	listChecksums  = "Begrippenlijst ChecksumAlgoritme MDTO"
	listFormats    = "PRONOM-register"
)

func termOf(list, label, code string) Term { return Term{label, code, Reference{Name: list}} }

// dateTime writes a time as an xsd:dateTime in UTC.
func dateTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// sidecar writes a document of MDTO.
func sidecar(m MDTO) []byte {
	m.XSI, m.Location = xsiNamespace, mdtoSchema
	return document(m)
}

// document writes an XML document, indented.
func document(v any) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	enc.Indent("", "\t")
	_ = enc.Encode(v) // a bytes.Buffer does not fail, and every field can be encoded
	b.WriteString("\n")
	return b.Bytes()
}
