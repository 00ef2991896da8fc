package pipeline

import (
	"strings"
	"testing"
)

// A PDF tells of the publication all that its metadata has fields for.
func TestPDFTellsWhatIsKnown(t *testing.T) {
	front := "publisher: Dienst & Zoon\ndate: mei 2025\nrights: CC0 1.0\nidentifiers: {uri: \"https://example.org/7\"}\ncreators: [A. Molenaar]\ndescription: Over molens.\n"
	job := mill("molens", front, "Tekst.")
	job.Editions = []string{"pdf", "large"}
	files, _ := convert(t, job)
	for _, file := range []string{"molens.pdf", "molens-large.pdf"} {
		for _, want := range []string{
			"<dc:publisher><rdf:Bag><rdf:li>Dienst &amp; Zoon</rdf:li>", "<dc:date><rdf:Seq><rdf:li>2025-05</rdf:li>",
			"<dc:identifier>https://example.org/7</dc:identifier>", ">CC0 1.0</rdf:li></rdf:Alt></dc:rights>",
			"<dc:creator><rdf:Seq><rdf:li>A. Molenaar</rdf:li>", ">Over molens.</rdf:li>", "<xmp:CreatorTool>Octavo " + Version + "</xmp:CreatorTool>",
		} {
			if !strings.Contains(string(files[file]), want) {
				t.Errorf("%s lacks %s", file, want)
			}
		}
	}
}
