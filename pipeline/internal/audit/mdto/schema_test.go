package mdto

import (
	"slices"
	"strings"
	"testing"
)

const file = `<?xml version="1.0" encoding="UTF-8"?>
<MDTO xmlns="https://www.nationaalarchief.nl/mdto">
<bestand>
<identificatie><identificatieKenmerk>1</identificatieKenmerk><identificatieBron>X</identificatieBron></identificatie>
<naam>r.pdf</naam>
<omvang>12</omvang>
<bestandsformaat><begripLabel>PDF</begripLabel><begripCode>fmt/476</begripCode><begripBegrippenlijst><verwijzingNaam>PRONOM-register</verwijzingNaam></begripBegrippenlijst></bestandsformaat>
<checksum><checksumAlgoritme><begripLabel>SHA-256</begripLabel><begripBegrippenlijst><verwijzingNaam>L</verwijzingNaam></begripBegrippenlijst></checksumAlgoritme><checksumWaarde>ab</checksumWaarde><checksumDatum>2025-05-21T00:00:00Z</checksumDatum></checksum>
<isRepresentatieVan><verwijzingNaam>R</verwijzingNaam></isRepresentatieVan>
</bestand>
</MDTO>
`

const object = `<MDTO xmlns="https://www.nationaalarchief.nl/mdto"><informatieobject>
<identificatie><identificatieKenmerk>1</identificatieKenmerk><identificatieBron>X</identificatieBron></identificatie>
<naam>R</naam>
<taal>nl</taal>
<event><eventType><begripLabel>Conversie</begripLabel><begripBegrippenlijst><verwijzingNaam>L</verwijzingNaam></begripBegrippenlijst></eventType><eventTijd>2025-05</eventTijd></event>
<waardering><begripLabel>Blijvend te bewaren</begripLabel><begripCode>B</begripCode><begripBegrippenlijst><verwijzingNaam>L</verwijzingNaam></begripBegrippenlijst></waardering>
<bewaartermijn><termijnLooptijd>P75Y</termijnLooptijd></bewaartermijn>
<heeftRepresentatie><verwijzingNaam>r.pdf</verwijzingNaam></heeftRepresentatie>
<archiefvormer><verwijzingNaam>M</verwijzingNaam></archiefvormer>
<beperkingGebruik><beperkingGebruikType><begripLabel>Geen</begripLabel><begripBegrippenlijst><verwijzingNaam>L</verwijzingNaam></begripBegrippenlijst></beperkingGebruikType></beperkingGebruik>
</informatieobject></MDTO>`

func TestSoundSidecars(t *testing.T) {
	for _, text := range []string{file, object} {
		if faults := Shape([]byte(text)); faults != nil {
			t.Error(faults)
		}
	}
}

func TestFaultsOfShapeAreFound(t *testing.T) {
	for _, c := range []struct{ from, old, new, want string }{
		{file, "MDTO xmlns", "TMLO xmlns", "XML"},
		{file, "nl/mdto", "nl/tmlo", "the outermost element"},
		{file, "<omvang>12</omvang>\n", "", "bestand has no omvang"},
		{file, "<omvang>12</omvang>", "<omvang>twaalf</omvang>", `omvang is "twaalf", which is no integer`},
		{file, "<omvang>12</omvang>", "<omvang>12</omvang><omvang>13</omvang>", "omvang may not stand here"},
		{file, "<naam>r.pdf</naam>\n<omvang>12</omvang>", "<omvang>12</omvang><naam>r.pdf</naam>", "naam, which is mandatory, or not in its place"},
		{file, "2025-05-21T00:00:00Z", "2025-05-21", "which is no dateTime"},
		{file, "2025-05-21T00:00:00Z", "2025-13-21T00:00:00Z", "which is no dateTime"},
		{file, "<begripCode>fmt/476</begripCode>", "<begripNaam/>", "begripNaam may not stand here"},
		{file, "<bestand>", "<bestand>los", `holds text where elements are expected: "los"`},
		{file, "<naam>r.pdf", "<naam><b/>r.pdf", "holds elements where a value"},
		{file, "</bestand>", "</bestand><bestand/>", "may not stand here in MDTO"},
		{object, "P75Y", "P", "which is no duration"},
		{object, "P75Y", "75 jaar", "which is no duration"},
		{object, "<taal>nl</taal>", "<taal>Nederlands (nl)</taal>", "which is no language"},
		{object, "2025-05<", "mei 2025<", "which is no moment"},
		{object, "<archiefvormer><verwijzingNaam>M</verwijzingNaam></archiefvormer>", "", "informatieobject has no archiefvormer"},
	} {
		text := strings.Replace(c.from, c.old, c.new, 1)
		if text == c.from {
			t.Fatalf("nothing to change: %s", c.old)
		}
		faults := Shape([]byte(text))
		if !slices.ContainsFunc(faults, func(f Fault) bool { return strings.Contains(f.Message, c.want) && f.Line > 0 }) {
			t.Errorf("%s for %s: no %q in %v", c.new, c.old, c.want, faults)
		}
	}
}
