package meta

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// Parts are written short where they say one thing, and read in both forms.
func TestPartsInBothForms(t *testing.T) {
	const yaml = `creators:
  - Waterschap
  - name: "Anna Jansen"
    role: edt
    file-as: "Jansen, Anna"
contributors:
  - name: Bos
    role: ill
series:
  title: Waterstudies
  issn: "2049-3630"
  number: "12"
identifiers:
  isbn: "978-90-12-34567-5"
subjects:
  - name: Molens
    authority: "https://example.org/list"
    term: "7"
  - Water
`
	m, err := Parse("m.yaml", []byte(yaml))
	if err != nil || m.YAML() != yaml {
		t.Fatalf("%v\n%s", err, m.YAML())
	}
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"creators":["Waterschap",{"name":"Anna Jansen","role":"edt"`, `"isbn":"978-90-12-34567-5"`, `"Water"]`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %s in %s", want, data)
		}
	}
	var back Meta
	if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(back.Creators, m.Creators) || back.YAML() != yaml {
		t.Errorf("%v\n%s", err, back.YAML())
	}
	if m.Place("identifiers.isbn").Line != 14 || m.FromFiles().YAML() != yaml || m.Said().YAML() != "" {
		t.Errorf("%v %q", m.Place("identifiers.isbn"), m.Said().YAML())
	}
}

func TestPartsInError(t *testing.T) {
	for yaml, want := range map[string]string{
		"creators: [{name: A, role: boss}]":                                    `m.yaml:1:28: "boss" is no role; write one of author, author of`,
		"creators: [{role: editor}]":                                           "a person has no name",
		"subjects: [{name: A, term: 7}]":                                       `the subject "A" has a term and no authority`,
		"subjects: [{name: A, authority: https://example.org}]":                `the subject "A" has an authority and no term`,
		"series: {issn: 2049-3630}":                                            "a series has no title",
		"series: {title: A, issn: 2049-3631}":                                  "its last digit would have to be 0",
		"identifiers: {isbn: {epub: 978-90-12-34567-0}}":                       "978-90-12-34567-5",
		"identifiers: {isbn: {epub: 978-90-12-34567-5, print: 9789012345675}}": "the editions print and epub have one ISBN",
		"identifiers: {isbn: [978-90-12-34567-5]}":                             "identifiers.isbn must be a single value",
		"creators: [{name: A, rol: editor}]":                                   `unknown key "creators.rol"`,
	} {
		if _, err := Parse("m.yaml", []byte(yaml)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gives %v, want %q", yaml, err, want)
		}
	}
	m, err := Parse("m.yaml", []byte("creators: [{name: A, role: Editor}, {name: B, role: AUT}]"))
	if err != nil || m.Creators[0].Role != "edt" || m.Creators[1].Role != "aut" {
		t.Errorf("%+v, %v", m.Creators, err)
	}
}
