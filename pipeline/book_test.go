package pipeline

import (
	"testing"

	"octavo/pipeline/internal/ast"
)

func TestOnlyABookWithCodeCarriesTheMonospacedFace(t *testing.T) {
	set, err := openFaces()()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		block ast.Block
		mono  bool
	}{
		"code block":  {&ast.CodeBlock{Text: "a  b\n"}, true},
		"code inline": {&ast.Paragraph{Inlines: []ast.Inline{&ast.Code{Value: "a"}}}, true},
		"plain text":  {&ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: "a"}}}, false},
	} {
		faces, err := embeddedFaces(set, &ast.Document{Blocks: []ast.Block{c.block}})
		if err != nil {
			t.Fatal(err)
		}
		mono := false
		for _, f := range faces {
			mono = mono || f.Family == "Source Code Pro"
		}
		if mono != c.mono {
			t.Errorf("%s: the monospaced face is among those embedded: %v, want %v", name, mono, c.mono)
		}
	}
}
