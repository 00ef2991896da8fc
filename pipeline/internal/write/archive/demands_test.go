package archive

import (
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// enough is what the schema and the SIP ask for, a field on each line.
const enough = `lang: nl
archive:
  identification: {id: X-7, source: Zaaksysteem}
  appraisal: {code: B}
  creator: {name: Gemeente X}
  restriction: {label: Geen beperking, list: L}
  parent: {name: Dossier}
  location: e-depot
  contact: {name: A, phone: "0123"}
`

func TestMissing(t *testing.T) {
	change := func(old, with string) string { return strings.Replace(enough, old, with, 1) }
	cases := []struct{ yaml, schema, sip string }{
		{enough, "", ""},
		{"lang: nl\n", "archive.identification archive.appraisal archive.creator.name archive.restriction", "archive.parent.name archive.location archive.contact"},
		{change("  identification: {id: X-7, source: Zaaksysteem}\n", ""), "archive.identification", ""},
		{change("  identification: {id: X-7, source: Zaaksysteem}\n", "") + "identifiers: {isbn: 978-90-12-34567-5}\n", "", ""},
		{change(", source: Zaaksysteem", ""), "archive.identification.source", ""},
		{change("code: B", "label: Blijvend te bewaren"), "", ""},
		{change("code: B", "code: B, label: Tijdelijk te bewaren"), "archive.appraisal", ""},
		{change("code: B", "code: X, label: Bewaren, list: Eigen lijst"), "archive.appraisal", ""}, // the list is closed
		{change("code: B", "code: V"), "", "archive.retention"},
		{change("code: B", "code: V") + "  retention: {duration: P10Y}\n", "", ""},
		{change("code: B", "code: V") + "  retention: {start: 2025-05-21}\n", "", "archive.retention"},
		{change("name: Gemeente X", "name: Gemeente X, id: gm1"), "archive.creator.source", ""},
		{change(", list: L", ""), "archive.restriction", ""},
		{change("name: Dossier", "name: Dossier, id: D-1"), "archive.parent.source", ""},
		{change(`, phone: "0123"`, ""), "", "archive.contact"},
		{enough + "  category: {label: Verslagen}\n", "archive.category.list", ""},
	}
	for _, c := range cases {
		m, err := meta.Parse("m.yaml", []byte(c.yaml))
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range Forms() {
			schema, sip := found(Missing(&m, form), form)
			if schema != c.schema || sip != c.sip {
				t.Errorf("%s of\n%s: the schema lacks %q, want %q; the SIP %q, want %q", form, c.yaml, schema, c.schema, sip, c.sip)
			}
		}
	}
}

// found gives the fields that findings name.
func found(list []diag.Diagnostic, form string) (schema, sip string) {
	var ofSchema, ofSIP []string
	for _, d := range list {
		words := strings.Fields(strings.TrimPrefix(d.Message, "the archive package needs "))
		field := strings.TrimRight(words[0], ",:")
		bySIP := strings.Contains(d.Rule, "SIP")
		if wantError := !bySIP || form == FormMDTO; wantError != (d.Severity == diag.Error) || d.Hint == "" {
			field = "wrong severity: " + field
		}
		if bySIP {
			ofSIP = append(ofSIP, field)
		} else {
			ofSchema = append(ofSchema, field)
		}
	}
	return strings.Join(ofSchema, " "), strings.Join(ofSIP, " ")
}

func TestOpenAppraisalIsAWarning(t *testing.T) {
	m, _ := meta.Parse("m.yaml", []byte(strings.Replace(enough, "code: B", "code: N", 1)))
	list := Missing(&m, FormMDTO)
	if len(list) != 1 || list[0].Code != codeAppraisalOpen || list[0].Severity != diag.Warning || list[0].Pos.Line != 4 {
		t.Errorf("%+v", list)
	}
}

// A finding stands where the field is, else beside its neighbours, else at the first
// field for an archive.
func TestPlacesOfWhatIsMissing(t *testing.T) {
	for yaml, want := range map[string]int{"  location: x\n": 3, "  location: x\n  creator:\n    id: gm1\n": 5, "": 0} {
		m, _ := meta.Parse("m.yaml", []byte("lang: nl\narchive:\n"+yaml))
		for _, d := range Missing(&m, FormBagIt) {
			if strings.Contains(d.Message, "archive.creator.name") && d.Pos.Line != want {
				t.Errorf("%q: line %d, want %d", yaml, d.Pos.Line, want)
			}
		}
	}
}

// The files of a package are named once, whatever they are called.
func TestNamesAreUnique(t *testing.T) {
	m, _ := meta.Parse("m.yaml", []byte(enough))
	m.Title = "T"
	made, err := Build(Package{Name: "r", Form: FormMDTO, Meta: m, Program: "P", Version: "1", Files: []File{
		{Kind: Source, Name: "a/x.md", Data: []byte("1")}, {Kind: Source, Name: "b/x.md", Data: []byte("2")},
		{Kind: Picture, Name: "p.1.png", Data: []byte(picture(t, "png"))}, {Kind: Picture, Name: "P-1.png", Data: []byte(picture(t, "png"))},
		{Kind: Source, Name: "zonder", Data: []byte("3")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range made.Folder {
		if !IsSidecar(e.Name) {
			names = append(names, strings.TrimPrefix(e.Name, "r/r-"))
		}
	}
	if want := []string{"dublincore.xml", "pictures-P-1-2.png", "pictures-p-1.png", "premis.xml", "source-1-x.md", "source-2-x.md", "source-3-zonder"}; !slices.Equal(names, want) {
		t.Errorf("%q", names)
	}
	if _, err := Build(Package{Name: "r", Meta: m, Files: []File{{Kind: Picture, Name: "x.psd", Data: []byte("8BPS")}}}); err == nil || !strings.Contains(err.Error(), "x.psd") {
		t.Errorf("a picture of no known format: %v", err)
	}
}
