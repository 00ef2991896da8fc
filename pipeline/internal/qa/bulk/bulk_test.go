package bulk

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
)

// report is a document with one of everything that Repeat copies.
func report() *ast.Document {
	note := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{para(text("Kamerstukken II, nr. 3"))}}
	return &ast.Document{
		Meta: meta.Meta{Title: "3.1 Report", Publisher: `The "Office"`, Lang: "nl"},
		Blocks: []ast.Block{
			&ast.Section{Level: 1, Number: "1.", Sep: " ", Title: []ast.Inline{text("Opening words")}, Blocks: []ast.Block{
				para(text("several plain words stand under other words"), &ast.NoteRef{Label: "1", Note: note}, text(" - end. 5*3 #1 a--b -5")),
				&ast.List{Items: []*ast.ListItem{{Blocks: []ast.Block{para(&ast.Strong{Inlines: []ast.Inline{text("Run-in.")}}, text(" more words"))}}}},
				&ast.List{Style: ast.Decimal, Start: 2, Delim: ".", Items: []*ast.ListItem{{Blocks: []ast.Block{para(text("counted item"))}}}},
				&ast.BlockQuote{Blocks: []ast.Block{para(&ast.Lang{Tag: "en-GB", Inlines: []ast.Inline{text("quoted words")}})}},
			}},
			&ast.Section{Level: 1, Title: []ast.Inline{text("Ending")}, Blocks: []ast.Block{
				para(&ast.Citation{URL: "https://example.org/a", Inlines: []ast.Inline{text("Stb. 2")}}, text(" 4. after")),
			}},
		},
		Notes: []*ast.Note{note},
	}
}

func para(in ...ast.Inline) *ast.Paragraph { return &ast.Paragraph{Inlines: in} }
func text(s string) *ast.Text              { return &ast.Text{Value: s} }

func TestRepeatedParagraphsDiffer(t *testing.T) {
	doc := Repeat(report(), 5)
	seen := map[string]bool{}
	for _, b := range doc.Blocks {
		s := b.(*ast.Section)
		if s.Number == "" {
			continue
		}
		first := visible(s.Blocks[0].(*ast.Paragraph).Inlines)
		if seen[first] || seen[s.Number] {
			t.Errorf("%q %q stands twice", s.Number, first)
		}
		seen[first], seen[s.Number] = true, true
	}
	if len(seen) != 10 || !seen["5."] {
		t.Errorf("chapters: %v", seen)
	}
}

func TestRepeatPairsEveryCallWithItsOwnNote(t *testing.T) {
	doc := Repeat(report(), 3)
	var called []*ast.Note
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if ref, ok := n.(*ast.NoteRef); ok {
			called = append(called, ref.Note)
			if ref.Label != ref.Note.Label {
				t.Errorf("call %s leads to note %s", ref.Label, ref.Note.Label)
			}
		}
		return true
	})
	if len(called) != 3 || len(doc.Notes) != 3 {
		t.Fatalf("%d calls, %d notes", len(called), len(doc.Notes))
	}
	for i, n := range doc.Notes {
		if called[i] != n {
			t.Errorf("call %d does not lead to note %d", i, i)
		}
	}
}

func TestRepeatLeavesItsInputAlone(t *testing.T) {
	doc := report()
	before := Text(doc)
	Repeat(doc, 4)
	if after := Text(doc); after != before {
		t.Errorf("%s\nbecame\n%s", before, after)
	}
	if once := Text(Repeat(doc, 1)); once != before {
		t.Errorf("one copy differs: %s", once)
	}
}

func TestText(t *testing.T) {
	want := strings.Join([]string{
		"3.1 Report", "1. Opening words",
		"several plain words stand under other words1 - end. 5*3 #1 a--b -5",
		"  • Run-in. more words", "  2. counted item", "quoted words", "Ending", "Stb. 2 4. after",
		"1", "Kamerstukken II, nr. 3", ""}, "\n\n")
	if got := Text(report()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTypst(t *testing.T) {
	got := Typst(report())
	for _, want := range []string{
		`#set document(title: "3.1 Report", author: "The \"Office\""`,
		"\n= 1. Opening words\n",
		`words#footnote[Kamerstukken II, nr. 3]; - end. 5\*3 \#1 a\-\-b \-5`,
		"#list([#strong[Run-in.]; more words\n\n], )",
		"#enum(start: 2, [counted item\n\n], )",
		"#quote(block: true)[#text(lang: \"en\")[quoted words]",
		`#link("https://example.org/a")[Stb. 2]; 4. after`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestTypstEscapesTheStartOfABlock(t *testing.T) {
	for in, want := range map[string]string{
		"4. after": `4\. after`, "2023 was": "2023 was", "- dash": `\- dash`, "= x": `\= x`, "": "", "12": "12", "/ a": `\/ a`,
	} {
		if got := escapeStart(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestVariantsDifferAndStayTheSame(t *testing.T) {
	v := NewVariants(report())
	texts := map[string]bool{}
	for i := range 12 {
		doc := v.Document(i)
		if again := Text(v.Document(i)); again != Text(doc) {
			t.Errorf("variant %d is another one the second time:\n%s\n%s", i, Text(doc), again)
		}
		texts[Text(doc)] = true
		for _, n := range doc.Notes {
			if len(called(doc.Blocks)) != len(doc.Notes) || n.Label != "1" {
				t.Errorf("variant %d has the note %s, which nothing calls", i, n.Label)
			}
		}
	}
	if len(texts) != 12 {
		t.Errorf("%d different texts of 12", len(texts))
	}
}
