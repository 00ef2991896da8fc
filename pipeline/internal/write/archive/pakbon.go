package archive

import "encoding/xml"

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
