package officetest

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/office"
)

// Elements holds a reader to the table of what becomes of each element of its format: a
// row says where the element stands, its name, and one of carried (the word in it is in
// the text), passed (the text is as without it, and nothing is told) and said (a finding
// tells of it). A fourth column has the whole element where it needs more than the word,
// and a fifth what is carried where that is not the word. Sample makes a document with an
// element in a place, "" for none; word is what an element there holds.
func Elements(t *testing.T, file string, sample func(where, element string) []byte, word map[string]string, read Reader) {
	listed := map[string]bool{}
	for i, line := range strings.Split(strings.TrimSpace(golden.Read(t, file)), "\n") {
		f := append(strings.Split(line, "\t"), "", "")
		if strings.HasPrefix(line, "#") {
			continue
		}
		where, name, column := f[0], f[1], f[2]
		if listed[where+name] {
			t.Errorf("%s:%d: %s stands twice", file, i+1, name)
		}
		listed[where+name] = true
		inner := word[where]
		if column == "passed" {
			inner = ""
		}
		element := f[3]
		if element == "" {
			element = "<" + name + ">" + inner + "</" + name + ">"
		}
		text, found := read.Print(sample(where, element), office.AcceptUnasked)
		plain, usual := read.Print(sample(where, ""), office.AcceptUnasked)
		told := beyond(found, usual)
		want := f[4]
		if want == "" {
			want = "woord"
		}
		switch {
		case column == "carried" && !strings.Contains(text, want):
			t.Errorf("%s:%d: %s in a %s is not carried:\n%s%s", file, i+1, name, where, text, found)
		case column == "passed" && (text != plain || told != ""):
			t.Errorf("%s:%d: %s in a %s is not passed by:\n%s%s", file, i+1, name, where, text, found)
		case column == "said" && told == "":
			t.Errorf("%s:%d: %s in a %s is lost in silence:\n%s%s", file, i+1, name, where, text, found)
		case column != "carried" && column != "passed" && column != "said":
			t.Errorf("%s:%d: no column %q", file, i+1, column)
		}
	}
}

// beyond gives the lines of findings that are not among the usual ones, without the one
// that says what the places count.
func beyond(found, usual string) string {
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(found), "\n") {
		if !strings.Contains(usual, line) && !strings.Contains(line, string(office.CodePlaces)) {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
