package meta

import "testing"

func TestIdentifierByRank(t *testing.T) {
	m := Meta{Identifiers: &Identifiers{ISBN: &ISBN{Any: "0-8044-2957-x"}, URI: "urn:example:7", DOI: "10.2861/1", UUID: "aca56117-e80e-8e12-97e3-6b80abf31797"},
		Archive: &Archive{Identification: &ArchiveID{ID: "X-1"}}}
	for _, step := range []struct {
		want, key string
		next      func()
	}{
		{"urn:isbn:080442957X", "identifiers.isbn", func() { m.Identifiers.ISBN = nil }},
		{"urn:example:7", "identifiers.uri", func() { m.Identifiers.URI = "" }},
		{"https://doi.org/10.2861/1", "identifiers.doi", func() { m.Identifiers.DOI = "" }},
		{"X-1", "archive.identification.id", func() { m.Archive = nil }},
		{"urn:uuid:aca56117-e80e-8e12-97e3-6b80abf31797", "identifiers.uuid", func() { m.Identifiers = nil }},
		{"", "", func() {}},
	} {
		if got, key := m.Identifier(); got != step.want || key != step.key {
			t.Errorf("%q from %q, want %q from %q", got, key, step.want, step.key)
		}
		step.next()
	}
}

// A made UUID is of the form that a review copy may keep, depends on each of
// its terms, and keeps them apart.
func TestMadeUUID(t *testing.T) {
	metas := map[string]Meta{
		"nothing":          {},
		"title":            {Title: "a"},
		"subtitle":         {Subtitle: "a"},
		"language":         {Lang: "a"},
		"publisher":        {Publisher: "a"},
		"creators":         {Creators: People("a")},
		"two creators":     {Creators: People("a", "a")},
		"date":             {Date: "a"},
		"period":           {Period: "a"},
		"edition":          {Edition: "a"},
		"number":           {Identifiers: &Identifiers{Number: "a"}},
		"dossier":          {Identifiers: &Identifiers{Dossier: "a"}},
		"issn":             {Identifiers: &Identifiers{ISSN: "a"}},
		"series":           {Series: &Series{Title: "a"}},
		"number in series": {Series: &Series{Number: "a"}},
	}
	seen := map[string]string{}
	for name, m := range metas {
		for _, input := range []string{"x", "y"} {
			uuid := m.MakeUUID(input)
			if _, fault := checkUUID(uuid); fault != nil || uuid[14] != '8' {
				t.Errorf("%s: %s, %v", name, uuid, fault)
			}
			if other, taken := seen[uuid]; taken {
				t.Errorf("%s of %s and %s have the same", name, input, other)
			}
			seen[uuid] = name + " of " + input
		}
	}
}

// What does not name a publication, or is only written otherwise, makes no other.
func TestMadeUUIDStays(t *testing.T) {
	m := Meta{Title: "De molens", Lang: "nl"}
	for _, other := range []Meta{
		{Title: "de  Molens ", Lang: "nl-NL"},
		{Title: "De molens", Lang: "nl", Description: "d", Rights: "r", Keywords: []string{"k"}, Modified: "2025-01-01", Certifier: &Certifier{Name: "c"}},
	} {
		if other.MakeUUID("") != m.MakeUUID("") {
			t.Errorf("%+v has another", other)
		}
	}
}

// Each edition has its own ISBN; one that was given for none in particular does for
// those that have none.
func TestISBNOfAnEdition(t *testing.T) {
	m, err := Parse("m.yaml", []byte("identifiers:\n  isbn: {print: 978-90-12-34567-5, epub: 978-3-16-148410-0}\n  doi: 10.2861/1\n"))
	if err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[string]string{ForPrint: "urn:isbn:9789012345675", ForEPUB: "urn:isbn:9783161484100", ForPDF: "https://doi.org/10.2861/1"} {
		if got, _ := m.IdentifierOf(kind); got != want {
			t.Errorf("%s: %s, want %s", kind, got, want)
		}
	}
	if _, digits := m.Identifiers.Digits(); digits != "9789012345675" {
		t.Errorf("the bars say %s", digits)
	}
	m, err = Parse("m.yaml", []byte("identifiers: {isbn: 978-90-12-34567-5}"))
	for _, kind := range []string{ForPrint, ForEPUB, ForPDF, ""} {
		if got, key := m.IdentifierOf(kind); got != "urn:isbn:9789012345675" || key != "identifiers.isbn" {
			t.Errorf("%s: %s of %s, %v", kind, got, key, err)
		}
	}
}

func TestSetUUIDLeavesTheOriginal(t *testing.T) {
	base := Meta{Identifiers: &Identifiers{Dossier: "36410"}}
	m := base
	m.SetUUID("u")
	if base.Identifiers.UUID != "" || m.Identifiers.UUID != "u" || m.Identifiers.Dossier != "36410" {
		t.Errorf("%+v %+v", base.Identifiers, m.Identifiers)
	}
}
