package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
)

// understoodError reads a file of one part and gives the error.
func understoodError(name, text string) error {
	_, _, err := Normalise(context.Background(), Job{Name: "x", Source: name, Parts: []Part{{Name: name, Data: []byte(text)}}}, FormMarkdown)
	return err
}

// What is nested too deep, or a word without end, is refused with its line and
// what to do; one step less is read. Without the limits these take minutes.
func TestLimits(t *testing.T) {
	deep, word := ast.MaxNesting, maxWord
	cases := []struct {
		name   string
		file   string
		line   int
		most   int
		text   func(n int) string
		remedy string
	}{
		{"quotations", "x.md", 3, deep, func(n int) string { return "# T\n\n" + strings.Repeat("> ", n) + "a\n" }, "levels"},
		{"lists in one line", "x.md", 3, deep, func(n int) string { return "# T\n\n" + strings.Repeat("- ", n) + "a\n" }, "levels"},
		{"lists", "x.md", 3 + deep, deep, func(n int) string {
			var b strings.Builder
			for i := range n {
				b.WriteString(strings.Repeat("  ", i) + "- a\n")
			}
			return "# T\n\n" + b.String()
		}, "levels"},
		{"marks", "x.md", 3, deep / 2, func(n int) string {
			return "# T\n\n" + strings.Repeat("*a _b ", n) + "c" + strings.Repeat("_ d*", n) + "\n"
		}, "levels"},
		{"spans", "x.md", 3, deep, func(n int) string {
			return "# T\n\n" + strings.Repeat("[", n) + "a" + strings.Repeat("]{.mark}", n) + "\n"
		}, "levels"},
		{"spans without a meaning", "x.md", 3, 10 * deep, func(n int) string {
			return "# T\n\n" + strings.Repeat("[", n) + "a" + strings.Repeat("]{.a}", n) + "\n"
		}, "levels"},
		{"lists of a page", "x.html", 1, deep, func(n int) string { return "<h1>T</h1><p>x</p>" + strings.Repeat("<ul><li>a", n) }, "levels"},
		{"elements", "x.html", 3, 510, func(n int) string {
			return "<h1>T</h1>\n<p>a</p>\n" + strings.Repeat("<div>", n)
		}, "levels"},
		{"word", "x.txt", 3, word, func(n int) string { return "Titel\n\nEen " + strings.Repeat("a", n-1) + "é woord.\n" }, "spaces"},
		{"word of a page", "x.html", 2, word, func(n int) string { return "<h1>T</h1>\n<p>" + strings.Repeat("a", n) }, "spaces"},
		{"word of code", "x.md", 4, word, func(n int) string { return "# T\n\n```\n" + strings.Repeat("a", n) + "\n```\n" }, "spaces"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if err := understoodError(c.file, c.text(c.most)); err != nil {
				t.Errorf("at %d: %.200v", c.most, err)
			}
			for _, n := range []int{c.most + 1, c.most * 2} {
				err := understoodError(c.file, c.text(n))
				var fault *InputError
				if !errors.As(err, &fault) || fault.Pos.Line != c.line || !strings.Contains(fault.Remedy, c.remedy) {
					t.Errorf("at %d: %.200s, want line %d", n, fmt.Sprint(err), c.line)
				}
			}
		})
	}
}

// A document of as many parts as may be is taken, whatever reader it comes from; one
// more is refused. Lines of raw text count for more.
func TestPartsOfDocument(t *testing.T) {
	for _, c := range []struct {
		block ast.Block
		most  int
	}{
		{&ast.Break{}, ast.MaxParts},
		{&ast.Line{Text: "a"}, ast.MaxParts / lineWeight},
	} {
		doc := &ast.Document{Blocks: slices.Repeat([]ast.Block{c.block}, c.most+1)}
		if err := withinLimits(doc); err == nil || !strings.Contains(err.Error(), "parts") {
			t.Errorf("%T, one too many: %v", c.block, err)
		}
		doc.Blocks = doc.Blocks[1:]
		if err := withinLimits(doc); err != nil {
			t.Errorf("%T: %v", c.block, err)
		}
	}
}
