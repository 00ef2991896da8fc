package archive

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"slices"
)

// DeliveryNote is the pakbon, with what the SIP specification lists under that head,
// in its order. There is no schema for it: the receiver is asked.
type DeliveryNote struct {
	XMLName xml.Name `xml:"pakbon"`
	// ID is a UUID that follows from the digest of the package.
	ID      string          `xml:"identificatienummer"`
	Name    string          `xml:"naam"`
	Target  string          `xml:"locatieDoelsysteem,omitempty"`
	SIP     DeliveredFile   `xml:"sip"`
	Created string          `xml:"tijdstipCreatie"` // xsd:dateTime
	Creator Reference       `xml:"organisatie"`
	Contact *DeliveryPerson `xml:"contactpersoon"`
	Counts                  // of what the package holds
	Remarks []string        `xml:"bijzonderheden"`
}

// DeliveredFile is the package's zip.
type DeliveredFile struct {
	Name string `xml:"bestandsnaam"`
	Hash struct {
		Algorithm string `xml:"algoritme,attr"` // by MDTO's name
		Value     string `xml:",chardata"`
	} `xml:"hashcode"`
}

// DeliveryPerson is whom the receiver asks.
type DeliveryPerson struct {
	Name  string `xml:"naam"`
	Email string `xml:"email,omitempty"`
	Phone string `xml:"telefoon,omitempty"`
}

// Counts are the numbers of the delivery note, over the submission: the payload of a
// bag, without the bag's own files.
type Counts struct {
	Objects int `xml:"aantalInformatieobjecten"`
	Files   int `xml:"aantalBestanden"` // those with a sidecar of a file
	Content int `xml:"aantalBestandenOngelijkAanMDTO"`
	Bytes   int `xml:"omvangBestandenOngelijkAanMDTO"`
}

// CountsOf counts the files of a submission, by their names and contents.
func CountsOf(files map[string][]byte) Counts {
	var c Counts
	for name, data := range files {
		switch {
		case IsFileSidecar(name):
			c.Files++
		case IsSidecar(name):
			c.Objects++
		default:
			c.Content++
			c.Bytes += len(data)
		}
	}
	return c
}

// note writes the delivery note of a submission and the zip that holds it.
func (b *builder) note(submission []Entry, zip []byte) []byte {
	files := map[string][]byte{}
	for _, e := range submission {
		files[e.Name] = e.Data
	}
	a := b.archive
	n := DeliveryNote{
		ID: deliveryID(zip), Name: b.Meta.Title, Target: a.Location, Created: dateTime(b.Time),
		Creator: referenceTo(a.Creator), Counts: CountsOf(files), Remarks: b.remarks(),
	}
	n.SIP.Name, n.SIP.Hash.Algorithm, n.SIP.Hash.Value = b.name+ZipSuffix, SHA256.MDTO, SHA256.Sum(zip)
	if a.Contact.Name != "" {
		n.Contact = &DeliveryPerson{a.Contact.Name, a.Contact.Email, a.Contact.Phone}
	}
	return document(n)
}

// deliveryID is a UUID of version 8 (RFC 9562, 5.8) from the digest of the package.
func deliveryID(zip []byte) string {
	u := sha256.Sum256(zip)
	u[6] = u[6]&0x0F | 0x80 // version 8
	u[8] = u[8]&0x3F | 0x80 // variant
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:16])
}

// remarks are the particulars of the material: the formats in it, and those that are
// none of a standard.
func (b *builder) remarks() []string {
	var out []string
	for _, it := range b.items {
		line := it.format.Label() + " (" + it.format.Code + ")"
		if !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	slices.Sort(out)
	return append(out, "JSON volgens eigen schema: "+b.name+LogSuffix+" en "+b.name+TreeSuffix+"; de schema's staan in "+b.name+DocumentationSuffix)
}
