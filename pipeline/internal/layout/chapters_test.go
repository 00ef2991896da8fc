package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
)

// chaptersOf makes chapters of so many lines, each line a paragraph.
func chaptersOf(lines []int) []ast.Block {
	var out []ast.Block
	for i, n := range lines {
		c := chapter(fmt.Sprintf("%d.", i+1), "Deel", slices.Repeat([]ast.Block{par("Een regel.")}, n)...)
		c.ID = fmt.Sprintf("c%d", i+1)
		out = append(out, c)
	}
	return out
}

// TestShortChaptersRunOn: where half the chapters are shorter than a page they follow
// each other, but for the first one; the log says so exactly where it was done.
func TestShortChaptersRunOn(t *testing.T) {
	const page = 46 // lines of text on a page of A4
	for _, c := range []struct {
		name   string
		lines  []int
		blocks []ast.Block // before the chapters
		runOn  bool
	}{
		{"a letter", []int{5, 8, 3, 12}, nil, true},
		{"a letter with its address before the first head", []int{5, 8, 3, 12}, []ast.Block{par("Aan wie het aangaat")}, true},
		{"one long chapter among short ones", []int{5, 4 * page, 8, 3}, nil, true},
		{"one short chapter among long ones", []int{2 * page, 4, 2 * page}, nil, false},
		{"a page each", []int{page, page, page}, nil, false},
		{"half a page and two pages", []int{page / 2, 2 * page}, nil, false},
		{"two short and one long", []int{page / 3, 2 * page, page / 3}, nil, true},
		{"one chapter", []int{4}, nil, false},
		{"none", nil, []ast.Block{par("Een brief zonder koppen.")}, false},
	} {
		doc := withMatter(&ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: append(c.blocks, chaptersOf(c.lines)...)})
		book, _, log := set(t, doc, "print-a4.css")
		right := map[int]bool{}
		for i := range c.lines {
			if dest := book.Dests[fmt.Sprintf("c%d", i+1)]; dest.Page%2 == 0 {
				right[dest.Page] = true
			}
		}
		if said := codesOf(log)[RunOn] == 1; said != c.runOn {
			t.Errorf("%s: it is said: %v, want %v: %v", c.name, said, c.runOn, log.All())
		}
		if all := len(right) == len(c.lines); all == c.runOn && len(c.lines) > 0 {
			t.Errorf("%s: %d of %d chapters begin on right-hand pages of their own", c.name, len(right), len(c.lines))
		}
		if first := book.Dests["c1"]; len(c.lines) > 0 && (first.Page%2 != 0 || book.Pages[first.Page].Label != "1") {
			t.Errorf("%s: the first chapter begins on page %q, which is sheet side %d", c.name, book.Pages[first.Page].Label, first.Page+1)
		}
	}
}

// TestShortChaptersBySheet: a sheet has its way with the chapters of any document.
func TestShortChaptersBySheet(t *testing.T) {
	for rule, want := range map[string]string{
		"section.level1 { -octavo-break-before-short: normal; }":                     "1 3 5",
		"section.level1 { -octavo-break-before-short: page; }":                       "1 2 3",
		"section.level1 { -octavo-break-before-short: auto; }":                       "1 1 1",
		"section.level1 { break-before: auto; -octavo-break-before-short: normal; }": "1 1 1",
	} {
		doc := withMatter(&ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: chaptersOf([]int{4, 4, 4})})
		book, _, _ := set(t, doc, "@import \"print-a4.css\";\n"+rule)
		var got []string
		for _, id := range []string{"c1", "c2", "c3"} {
			got = append(got, book.Pages[book.Dests[id].Page].Label)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: chapters begin on pages %v, want %s", rule, got, want)
		}
	}
}
