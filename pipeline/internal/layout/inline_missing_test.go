package layout

import (
	"fmt"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// Characters of a script that no face has are one finding, which says how many there are;
// one of a script that the faces have in part stands for itself.
func TestOncePerScript(t *testing.T) {
	var found []diag.Diagnostic
	for _, r := range "कथकĦĦ" {
		found = append(found, diag.Diagnostic{Code: CodeGlyphMissing, Message: noFaceHas + fmt.Sprintf("%q (%U)", r, r)})
	}
	found = append(found, diag.Diagnostic{Code: codeFaceUnusable, Message: "x"})
	got := oncePerScript(found)
	want := []diag.Diagnostic{
		{Code: CodeGlyphMissing, Message: "none of the faces has the character 'क' (U+0915), nor 1 more of the script Devanagari", More: 1},
		{Code: CodeGlyphMissing, Message: "none of the faces has the character 'Ħ' (U+0126), in 2 pieces of text"},
		{Code: codeFaceUnusable, Message: "x"},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

// What is missing in a cell is missing in one piece of text, however often the cell is
// measured before it is set.
func TestMissingInACellIsMissingOnce(t *testing.T) {
	row := &ast.Row{Cells: []*ast.Cell{cellOf("x \U00012000", 1, 1), cellOf("y", 1, 1)}}
	_, _, log := set(t, &ast.Document{Blocks: []ast.Block{&ast.Table{Cols: make([]ast.Align, 2), Body: []*ast.Row{row}}}}, "page.css")
	want := noFaceHas + fmt.Sprintf("%q (%U)", '\U00012000', '\U00012000')
	for _, d := range log.All() {
		if d.Code == CodeGlyphMissing && d.Message != want {
			t.Errorf("got %q, want %q", d.Message, want)
		}
	}
	if n := codesOf(log)[CodeGlyphMissing]; n != 1 {
		t.Errorf("%d findings", n)
	}
}
