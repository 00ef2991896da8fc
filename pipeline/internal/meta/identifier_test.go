package meta

import "testing"

func TestIdentifierByRank(t *testing.T) {
	m := Meta{Identifiers: &Identifiers{ISBN: "0-8044-2957-x", URI: "urn:example:7", DOI: "10.2861/1", UUID: "aca56117-e80e-8e12-97e3-6b80abf31797"},
		Archive: &Archive{Identification: &ArchiveID{ID: "X-1"}}}
	for _, step := range []struct {
		want, key string
		next      func()
	}{
		{"urn:isbn:080442957X", "identifiers.isbn", func() { m.Identifiers.ISBN = "" }},
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
		"nothing":   {},
		"title":     {Title: "a"},
		"publisher": {Publisher: "a"},
		"period":    {Period: "a"},
		"number":    {Identifiers: &Identifiers{Number: "a"}},
		"dossier":   {Identifiers: &Identifiers{Dossier: "a"}},
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

func TestSetUUIDLeavesTheOriginal(t *testing.T) {
	base := Meta{Identifiers: &Identifiers{Dossier: "36410"}}
	m := base
	m.SetUUID("u")
	if base.Identifiers.UUID != "" || m.Identifiers.UUID != "u" || m.Identifiers.Dossier != "36410" {
		t.Errorf("%+v %+v", base.Identifiers, m.Identifiers)
	}
}
