package meta

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/qa/golden"
)

const fullMeta = `title: "3.1 Beleidsverslag"
subtitle: >
  Jaarverslag
  2023
lang: nl
publisher: 'Ministerie'
creators: Ministerie
date: 2024-05-15
period: 2023
edition: 1.0
identifiers: {isbn: 978-90-12-34567-5, number: 007}
keywords:
  - a
  - true
  - null
cover:
  image: cover.png
  alt: |
    Twee
    regels
archive:
  identification: {id: X-1, source: "Y: Z"}
  appraisal: {label: Nader te bepalen, code: N}
`

func TestMetaTakesValuesAsTheyAreWritten(t *testing.T) {
	m, err := Parse("m.yaml", []byte(fullMeta))
	if err != nil {
		t.Fatal(err)
	}
	want := `title: "3.1 Beleidsverslag"
subtitle: "Jaarverslag 2023"
lang: nl
publisher: Ministerie
creators:
  - Ministerie
date: "2024-05-15"
period: "2023"
edition: "1.0"
identifiers:
  isbn: "978-90-12-34567-5"
  number: "007"
keywords:
  - a
  - "true"
cover:
  image: "cover.png"
  alt: "Twee\nregels"
archive:
  identification:
    id: "X-1"
    source: "Y: Z"
  appraisal:
    label: "Nader te bepalen"
    code: "N"
`
	if got := m.YAML(); got != want {
		t.Errorf("got:\n%s", got)
	}
}

// TestMetaFaults: each fault is reported with its line and a remedy.
func TestMetaFaults(t *testing.T) {
	cases := []struct{ name, yaml, want string }{
		{"unknown key", "title: a\nauthor: b\n", `m.yaml:2:1: unknown key "author"; take it out, or use a known one: title,`},
		{"nested unknown key", "cover:\n  img: b\n", `m.yaml:2:3: unknown key "cover.img"; take it out, or use a known one: image, alt`},
		{"twice", "title: a\ntitle: b\n", "m.yaml:2:"},
		{"no mapping", "- a\n", "metadata must be a list of keys with values"},
		{"list for a value", "title: [a]\n", "m.yaml:1:8: title must be a single value"},
		{"alias", "title: &x a\nsubtitle: *x\n", "m.yaml:1:8: the value begins with &"},
		{"broken", "title: [a\n", "m.yaml:1:"},
		{"second document", "title: a\n---\ntitle: b\n", "a second document"},
		{"language", "lang: nl_NL\n", `m.yaml:1:7: "nl_NL" is no language tag`},
		{"too deep", "title: " + strings.Repeat("[", 40) + "\n", "m.yaml:1: brackets or lists nest too deep"},
		{"too large", "title: " + strings.Repeat("a", maxMeta) + "\n", "bytes; 262144 are allowed"},
	}
	for _, c := range cases {
		_, err := Parse("m.yaml", []byte(c.yaml))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: want %q, got %v", c.name, c.want, err)
			continue
		}
		if me := new(Error); !errors.As(err, &me) || me.Pos.Line < 1 {
			t.Errorf("%s: no place in %v", c.name, err)
		}
	}
}

func TestMetaOfNothing(t *testing.T) {
	for _, s := range []string{"", "\n", "# only a comment\n", "null\n"} {
		if m, err := Parse("m.yaml", []byte(s)); err != nil || m.YAML() != "" {
			t.Errorf("%q gives %v, %v", s, m, err)
		}
	}
}

func TestMetaRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab:#\"'\\-[]{}&*!|>%@`,? \u00a0\u2028\ufeffé😀01")), 1, 12, -1)
		word := func() string { return "x" + text.Draw(t, "text") }
		m := Meta{Title: word(), Creators: []Person{{Name: word()}, {Name: word(), Role: "edt", FileAs: word()}}, Series: &Series{Title: word(), Number: word()}, Subjects: []Subject{{Name: word(), Authority: word(), Term: word()}},
			Identifiers: &Identifiers{ISBN: &ISBN{EPUB: "978-3-16-148410-0"}}, Period: word(), Cover: &Cover{Image: word(), Alt: word()}}
		back, err := Parse("m.yaml", []byte(m.YAML()))
		if err != nil || back.YAML() != m.YAML() {
			t.Fatalf("%v\n%s\n%s", err, m.YAML(), back.YAML())
		}
	})
}

func TestMergeMeta(t *testing.T) {
	base := Meta{Title: "a", Lang: "nl", Identifiers: &Identifiers{ISBN: &ISBN{Any: "1"}, DOI: "2"}, Keywords: []string{"k"}}
	over := Meta{Title: "b", Identifiers: &Identifiers{ISBN: &ISBN{Print: "3"}}, Cover: &Cover{Image: "c"}}
	got := Merge(base, over)
	want := Meta{Title: "b", Lang: "nl", Identifiers: &Identifiers{ISBN: &ISBN{Any: "1", Print: "3"}, DOI: "2"}, Keywords: []string{"k"}, Cover: &Cover{Image: "c"}}
	if got.YAML() != want.YAML() {
		t.Errorf("got:\n%s", got.YAML())
	}
	if base.Title != "a" || *base.Identifiers.ISBN != (ISBN{Any: "1"}) {
		t.Error("the base was changed")
	}
}

func FuzzParseMeta(f *testing.F) {
	f.Add([]byte(fullMeta))
	f.Add([]byte("a: &b [*b]\n? - x\n: |\n y"))
	f.Add([]byte("title: \"\\x41\\u00e9\"\n--- \n..."))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Parse("m.yaml", data)
		if err != nil {
			return
		}
		back, err := Parse("m.yaml", []byte(m.YAML()))
		if err != nil || back.YAML() != m.YAML() {
			t.Fatalf("%v\n%s\n%s", err, m.YAML(), back.YAML())
		}
	})
}

// TestEmbeddedMetadata reads the metadata of the sample report.
func TestEmbeddedMetadata(t *testing.T) {
	for _, name := range golden.Files(t, "../../../source/*.yaml") {
		if _, err := Parse(filepath.Base(name), []byte(golden.Read(t, name))); err != nil {
			t.Error(err)
		}
	}
}

// TestPlaces: what was read from files is told from what was said.
func TestPlaces(t *testing.T) {
	m, err := Parse("m.yaml", []byte("title: A\nidentifiers:\n  number: \"1\"\nlang: nl\nkeywords: [a, b]\n"))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"title": "m.yaml:1:1", "identifiers.number": "m.yaml:3:3", "lang": "m.yaml:4:1", "date": ""} {
		if got := m.Place(key).String(); got != want {
			t.Errorf("%s stands in %q, want %q", key, got, want)
		}
	}
	m.SetLang("de")
	if got := m.Said().YAML(); got != "lang: de\n" {
		t.Errorf("said: %q", got)
	}
	files := m.FromFiles()
	if files.Lang != "" || files.Title != "A" || files.Identifiers.Number != "1" || m.Lang != "de" {
		t.Errorf("from files: %+v of %+v", files, m)
	}
	merged := Merge(files, Meta{Title: "B", Identifiers: &Identifiers{DOI: "2"}})
	if merged.Place("title").IsValid() || !merged.Place("identifiers.number").IsValid() {
		t.Errorf("places of a merge: %v", merged.places)
	}
	m.MoveDown(2)
	if got := m.Place("title").Line; got != 3 {
		t.Errorf("moved down by 2: line %d", got)
	}
	if got := merged.Values(); len(got) != 4 || got[3] != (Value{"keywords", "a; b"}) {
		t.Errorf("values: %v", got)
	}
}
