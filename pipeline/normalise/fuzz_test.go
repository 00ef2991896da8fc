package normalise_test

import (
	"strings"
	"testing"

	"octavo/pipeline/ast"
	"octavo/pipeline/diag"
	"octavo/pipeline/normalise"
	"octavo/pipeline/normalise/account"
	"octavo/pipeline/read/plaintext"
)

// FuzzRun holds the normaliser to its laws on any text: nothing is lost, the
// tree passes ast.Check, normalising again changes nothing.
func FuzzRun(f *testing.F) {
	for _, file := range sources(f) {
		f.Add(read(f, file))
	}
	f.Add("Titel\n\n1\n\n• a\n\uF0B7\nb\n  - c\n\nEen zin.1 Nog een².\n\n1\n\nNoot.\n")
	f.Add("A | B\n---|---\n1 | 2\n\fx\u00ad\ny-\nz\n")
	f.Fuzz(func(t *testing.T, text string) {
		log := &diag.Log{}
		doc, err := plaintext.Read("x.txt", []byte(text), log)
		if err != nil {
			return
		}
		var source strings.Builder
		for _, b := range doc.Blocks {
			source.WriteString(b.(*ast.Line).Text)
			source.WriteByte('\n')
		}
		doc = normalise.Run(doc, log)
		if err := account.Check(source.String(), doc, log.All()); err != nil {
			t.Error(err)
		}
		checked := &diag.Log{}
		ast.Check(doc, checked)
		if checked.HasErrors() {
			t.Error(checked.All())
		}
		once := ast.Dump(doc)
		if twice := ast.Dump(normalise.Run(doc, &diag.Log{})); once != twice {
			t.Errorf("normalising twice changes the tree: %s", firstDifference(twice, once))
		}
	})
}
