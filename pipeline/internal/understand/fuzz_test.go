package understand_test

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/account"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/markdown"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
	printer "octavo/pipeline/internal/write/markdown"
)

// FuzzRun holds the normaliser to its laws on any text: nothing is lost, the
// tree passes ast.Check, normalising again changes nothing, and the canonical
// Markdown gives the tree back.
func FuzzRun(f *testing.F) {
	for _, file := range sources(f) {
		f.Add(golden.Read(f, file))
	}
	f.Add("Titel\n\n1\n\n• a\n\uF0B7\nb\n  - c\n\nEen zin.1 Nog een².\n\n1\n\nNoot.\n")
	f.Add("A | B\n---|---\n1 | 2\n\fx\u00ad\ny-\nz\n")
	f.Fuzz(holdsLaws)
}

func holdsLaws(t *testing.T, text string) {
	log := &diag.Log{}
	doc, err := plaintext.Read("x.txt", []byte(text), log)
	if err != nil {
		return
	}
	source := sourceOf(doc)
	doc = understand.Run(t.Context(), doc, log)
	if err := account.Check(source, doc, log.All()); err != nil {
		t.Error(err)
	}
	checked := &diag.Log{}
	ast.Check(doc, checked)
	if checked.HasErrors() {
		t.Error(checked.All())
	}
	readsBack(t, doc)
	once := ast.Dump(doc)
	if twice := ast.Dump(understand.Run(t.Context(), doc, &diag.Log{})); once != twice {
		t.Errorf("normalising twice changes the tree: %s", golden.Diff(once, twice))
	}
}

// sourceOf gives the lines as they were read, each on its own line of the source.
func sourceOf(doc *ast.Document) string {
	var source strings.Builder
	number := 1
	for _, b := range doc.Blocks {
		l := b.(*ast.Line)
		if l.Src.Line == number && source.Len() > 0 {
			source.WriteByte('\f')
		}
		for ; number < l.Src.Line; number++ {
			source.WriteByte('\n')
		}
		source.WriteString(l.Indent + l.Text)
	}
	return source.String()
}

// readsBack holds the canonical Markdown to law 3: reading and normalising it
// gives the same tree, which prints the same again.
func readsBack(t *testing.T, doc *ast.Document) {
	t.Helper()
	printed := printer.Print(doc)
	back, err := markdown.Read("x.md", []byte(printed), &diag.Log{})
	if err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	back = understand.Run(t.Context(), back, &diag.Log{})
	if diff := ast.Equal(doc, back); diff != "" {
		t.Errorf("the canonical Markdown gives another tree: %s\n%s", diff, printed)
	}
	if again := printer.Print(back); again != printed {
		t.Errorf("printed again it differs: %s", golden.Diff(printed, again))
	}
}
