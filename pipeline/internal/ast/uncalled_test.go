package ast

import (
	"slices"
	"strings"
	"testing"
)

// TestUncalled: each case says what calls what, the text as T, and which notes have to be
// shown for themselves.
func TestUncalled(t *testing.T) {
	for calls, want := range map[string]string{
		"":                     "",
		"T-a a-b b-a":          "",
		"T-a a-a":              "",
		"T-a b-b":              "b",
		"T-a b-c c-b":          "b",
		"T-a c-b":              "c",
		"T-a b-c c-b d-b":      "d",
		"T-a b-b c-c":          "b c",
		"T-a a-b b-c c-d d-a":  "",
		"a-b b-c c-a":          "a",
		"T-b b-d a-c c-a d-d ": "a",
	} {
		if got := strings.Join(uncalled(strings.Fields(calls)), " "); got != want {
			t.Errorf("%s: %q, want %q", calls, got, want)
		}
	}
}

// uncalled makes a document of the notes that the calls name.
func uncalled(calls []string) []string {
	doc, notes := &Document{}, map[string]*Note{}
	for _, id := range strings.Fields("a b c d") {
		if slices.ContainsFunc(calls, func(c string) bool { return strings.Contains(c, id) }) {
			notes[id] = &Note{ID: id, Label: id}
			doc.Notes = append(doc.Notes, notes[id])
		}
	}
	for _, c := range calls {
		from, to, _ := strings.Cut(c, "-")
		p := &Paragraph{Inlines: []Inline{&NoteRef{Label: to, Note: notes[to]}}}
		if n := notes[from]; n != nil {
			n.Blocks = append(n.Blocks, p)
		} else {
			doc.Blocks = append(doc.Blocks, p)
		}
	}
	var out []string
	for _, n := range Uncalled(doc) {
		out = append(out, n.ID)
	}
	return out
}
