package understand_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline/internal/account"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
	"octavo/pipeline/internal/write/markdown"
)

// build reads and normalises a text.
func build(t testing.TB, name, text string) (*ast.Document, []diag.Diagnostic) {
	t.Helper()
	log := &diag.Log{}
	doc, err := plaintext.Read(name, []byte(text), log)
	if err != nil {
		t.Fatal(err)
	}
	return understand.Run(t.Context(), doc, log), log.All()
}

// sources are the golden cases; none is an error.
func sources(t testing.TB) []string {
	t.Helper()
	return golden.Files(t, "testdata/cases/*.txt")
}

// TestCases holds each source in testdata/cases to its canonical Markdown
// (NAME.md) and to its decisions on structure (NAME.log).
func TestCases(t *testing.T) {
	for _, file := range sources(t) {
		name := strings.TrimSuffix(file, ".txt")
		t.Run(filepath.Base(name), func(t *testing.T) {
			doc, log := build(t, filepath.Base(file), golden.Read(t, file))
			golden.Compare(t, name+".md", markdown.Print(doc))
			golden.Compare(t, name+".log", decisions(log))
		})
	}
}

// decisions prints the findings on structure, one a line; those of the passes
// over the tree have cases of their own.
func decisions(log []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range log {
		if strings.HasPrefix(string(d.Code), "lang") || strings.HasPrefix(string(d.Code), "citation") || strings.HasPrefix(string(d.Code), "abbr") || strings.HasPrefix(string(d.Code), "address") {
			continue
		}
		fmt.Fprintf(&b, "%d:%d %s %.2f %s", d.Pos.Line, d.Pos.Col, d.Code, d.Confidence, d.Rule)
		if d.Dropped != "" {
			fmt.Fprintf(&b, " dropped %q", d.Dropped)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestNothingIsLost is law 1 on all cases.
func TestNothingIsLost(t *testing.T) {
	for _, file := range sources(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text := golden.Read(t, file)
			doc, log := build(t, filepath.Base(file), text)
			if err := account.Check(strings.TrimPrefix(text, "\ufeff"), doc, log); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestEveryItemIsOnRecord asks a decision for each item of a list, at any depth and in notes.
func TestEveryItemIsOnRecord(t *testing.T) {
	for _, file := range sources(t) {
		doc, log := build(t, filepath.Base(file), golden.Read(t, file))
		said := map[diag.Pos]bool{}
		for _, d := range log {
			if d.Code == "list-inferred" {
				said[d.Pos] = true
			}
		}
		ast.WalkDocument(doc, func(n ast.Node) bool {
			if item, ok := n.(*ast.ListItem); ok && !said[item.Pos()] {
				t.Errorf("%s: the item in line %d is not on record", file, item.Pos().Line)
			}
			return true
		})
	}
}

// TestTreesAreWhole holds every tree to ast.Check.
func TestTreesAreWhole(t *testing.T) {
	for _, file := range sources(t) {
		doc, _ := build(t, filepath.Base(file), golden.Read(t, file))
		log := &diag.Log{}
		ast.Check(doc, log)
		for _, d := range log.All() {
			if d.Severity == diag.Error {
				t.Errorf("%s: %s: %s", file, d.Code, d.Message)
			}
		}
	}
}

// TestTwiceChangesNothing normalises trees again.
func TestTwiceChangesNothing(t *testing.T) {
	for _, file := range sources(t) {
		doc, _ := build(t, filepath.Base(file), golden.Read(t, file))
		once := ast.Dump(doc)
		again := understand.Run(t.Context(), doc, &diag.Log{})
		if twice := ast.Dump(again); twice != once {
			t.Errorf("%s changed: %s", file, golden.Diff(once, twice))
		}
	}
}

// TestEveryCodeHasACase fails for a code on structure that no case produces.
func TestEveryCodeHasACase(t *testing.T) {
	seen := map[diag.Code]bool{}
	for _, file := range sources(t) {
		_, log := build(t, filepath.Base(file), golden.Read(t, file))
		for _, d := range log {
			seen[d.Code] = true
		}
	}
	for _, c := range understand.StructureCodes() {
		if !seen[c] {
			t.Errorf("no case in testdata/cases produces %q", c)
		}
	}
}
