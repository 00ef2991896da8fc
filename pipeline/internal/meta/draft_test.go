package meta

import (
	"reflect"
	"strings"
	"testing"
)

// filledIn is a draft with the signs of comments taken from all its keys.
func filledIn(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		key, _, _ := strings.Cut(line, ":")
		if key = strings.TrimLeft(strings.TrimPrefix(key, "#"), " "); !strings.ContainsAny(key, " \n") && key != "" {
			line = line[1:]
		}
		out.WriteString(line)
	}
	return out.String()
}

func TestDraftIsAllComments(t *testing.T) {
	m, err := Parse("x.yaml", []byte(Draft(Meta{Title: "Een\nplan: #1"}, func(string) string { return "read" })))
	if err != nil || !reflect.DeepEqual(m.Values(), Meta{}.Values()) {
		t.Errorf("%v, %v", m.Values(), err)
	}
}

// A draft that is filled in reads as the values that it was written from.
func TestDraftKeepsValues(t *testing.T) {
	want := Meta{Title: `Plan: "groen" #1`, Lang: "nl", Date: "2025-05-21", Creators: []Person{{Name: "A, B"}, {Name: "yes"}},
		Keywords: []string{"een", "2023"}, Identifiers: &Identifiers{Number: "Z/25/1"},
		Archive: &Archive{Creator: &ArchiveID{Name: "Ministerie"}, Location: "e-depot"}}
	got, err := Parse("x.yaml", []byte(filledIn(Draft(want, func(string) string { return "read" }))))
	if err != nil || !reflect.DeepEqual(got.Values(), want.Values()) {
		t.Errorf("%v\n%v\n%v", err, got.Values(), want.Values())
	}
}

// Every field of the metadata stands in the draft, but for those that only some texts
// have a use for.
func TestDraftHasEveryField(t *testing.T) {
	left := "lists fonts style inference digest identifiers.uuid logo.place certifier.credential certifier.report print.barcode archive.appraisal.label archive.appraisal.list archive.restriction.code "
	text := filledIn(draft)
	var check func(typ reflect.Type, path string)
	check = func(typ reflect.Type, path string) {
		for i := range typ.NumField() {
			f := typ.Field(i)
			key := yamlKey(f)
			if key == "" || strings.Contains(left, path+key+" ") {
				continue
			}
			if !strings.Contains(text, "\n"+strings.Repeat("  ", strings.Count(path, "."))+key+":\n") {
				t.Errorf("%s is not in the draft", path+key)
			}
			if f.Type.Kind() == reflect.Pointer && !short[f.Type.Elem()] {
				check(f.Type.Elem(), path+key+".")
			}
		}
	}
	check(reflect.TypeFor[Meta](), "")
}
