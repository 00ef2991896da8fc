package layout

import (
	"fmt"
	"testing"

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
