package markdown

import (
	"errors"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// A file with as many parts as may be is read; with one part less to spare it is
// refused, on the line where the part too many begins.
func TestParts(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		parts  int
		line   int
	}{
		"lines":         {"a\nb\nc\n", 3 + 1, 1},
		"blocks":        {"a\n\n> b\n", 2 + 3, 3},
		"marks":         {"a\n*b*\n", 2 + 1 + 4, 2},
		"links":         {"[a](b)\n", 1 + 1 + 4, 1},
		"table":         {"|a|b|\n|-|-|\n|c|d|\n", 3 + 1 + 8, 2},
		"row too short": {"|a|b|c|d|\n|-|-|-|-|\n|e|\n|f|\n", 4 + 1 + 24, 2},
		"cell":          {"|a|\n|-|\n|x<br><br>*b*|\n", 0, 0},
		"html":          {"a\n\n<div><b>c</b></div>\n", 2 + 2 + 4, 3},
	} {
		count := &parts{}
		if _, err := read("x.md", []byte(c.source), count, nil); err != nil {
			t.Fatal(name, err)
		}
		if c.parts > 0 && count.n != c.parts {
			t.Errorf("%s: %d parts, want %d", name, count.n, c.parts)
		}
		if _, err := read("x.md", []byte(c.source), &parts{n: ast.MaxParts - count.n}, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		_, err := read("x.md", []byte(c.source), &parts{n: ast.MaxParts - count.n + 1}, nil)
		var fault *diag.Fault
		if !errors.As(err, &fault) || !strings.Contains(fault.Msg, "parts") || c.line > 0 && fault.Pos.Line != c.line {
			t.Errorf("%s, one too many: %v, want line %d", name, err, c.line)
		}
	}
}

// A row of a table has as many cells as its head, so that a small file makes
// millions of them.
func TestPartsOfWideTable(t *testing.T) {
	source := "# a\n\n" + strings.Repeat("|a", 3000) + "|\n" + strings.Repeat("|-", 3000) + "|\n" + strings.Repeat("|b|\n", 600)
	_, err := Read("x.md", []byte(source), nil)
	var fault *diag.Fault
	if !errors.As(err, &fault) || fault.Pos.Line != 4 {
		t.Errorf("%v", err)
	}
}

// TestPlainTag holds names that are found without a tokenizer to those that it gives.
func TestPlainTag(t *testing.T) {
	for _, raw := range []string{"<b>", "</b>", "<h1>", "<B>", "<b/>", "<b >", "</>", "<>", "<1>", "<b", "b>", "<!b>", "<b c>", "</b c>", "<é>"} {
		name, kind, ok := plainTag(raw)
		if name2, kind2 := tokenTag(raw); ok && (name != name2 || kind != kind2) {
			t.Errorf("%s: %s, %v, a tokenizer gives %s, %v", raw, name, kind, name2, kind2)
		}
		if want := raw == "<b>" || raw == "</b>" || raw == "<h1>"; ok != want {
			t.Errorf("%s: %v", raw, ok)
		}
	}
}
