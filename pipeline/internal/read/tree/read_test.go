package tree_test

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/tree"
)

func TestWhatIsNotKnownIsRefused(t *testing.T) {
	doc := func(blocks string) string {
		return "{\"version\": 1, \"meta\": {}, \"blocks\": [\n" + blocks + "\n]}"
	}
	for source, want := range map[string]string{
		`{`:                            "damaged",
		`[]`:                           "damaged",
		`{"a": 1}`:                     "neither a document tree nor pandoc's",
		`{"version": 2, "blocks": []}`: "version 2",
		`{"version": 1, "blocks": [], "more": 1}`:                                                           "not known, or of another kind: more",
		`{"version": 1, "meta": {"titel": "x"}, "blocks": []}`:                                              "metadata",
		doc(`{"type": "poem"}`):                                                                             `in.json:2: the tree holds a block of the kind "poem"`,
		doc(`{"type": "line", "text": "x"}`):                                                                `"line"`,
		doc(`{"type": "break", "size": 1}`):                                                                 "size",
		doc(`{"type": "paragraph", "inlines": [{"type": "poem"}]}`):                                         `a part of a line of the kind "poem"`,
		doc(`{"type": "paragraph", "inlines": "x"}`):                                                        "inlines",
		doc(`{"type": "paragraph", "inlines": [7]}`):                                                        "inlines",
		doc(`{"type": "section", "level": 1.5}`):                                                            "level",
		doc(`{"type": "list", "items": [{"type": "row"}]}`):                                                 `only "item" can stand`,
		`{"version": 1, "blocks": [], "notes": [{"type": "note", "id": "a"}, {"type": "note", "id": "a"}]}`: "two notes",
	} {
		_, err := tree.Read("in.json", []byte(source), &diag.Log{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", source, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, e := range ast.All() {
		data, err := ast.JSON(e.Doc)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if doc, err := tree.Read("in.json", data, &diag.Log{}); err == nil {
			ast.Check(doc, &diag.Log{})
		}
	})
}
