package ast

import (
	"encoding/json"
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/qa/golden"
)

func TestExamplesAreSound(t *testing.T) {
	for _, e := range append(All(), Generated()...) {
		var log diag.Log
		Check(e.Doc, &log)
		for _, d := range log.All() {
			t.Errorf("%s: %s: %s", e.Name, d.Code, d.Message)
		}
	}
}

// TestExamplesShowEveryNode fails when a new node has no example.
func TestExamplesShowEveryNode(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range append(All(), Generated()...) {
		WalkDocument(e.Doc, func(n Node) bool {
			seen[describe(n).kind] = true
			return true
		})
	}
	nodes := []Node{&Section{}, &Paragraph{}, &List{}, &ListItem{}, &DefList{}, &DefItem{}, &Table{}, &Row{}, &Cell{}, &Figure{},
		&BlockQuote{}, &CodeBlock{}, &Break{}, &Matter{}, &Contents{}, &Entry{}, &Note{}, &Text{}, &Emph{}, &Strong{}, &Super{}, &Sub{},
		&Code{}, &Link{}, &NoteRef{}, &Citation{}, &Abbr{}, &Lang{}, &Image{}, &LineBreak{}}
	for _, n := range nodes {
		if k := describe(n).kind; k == "unknown" || !seen[k] {
			t.Errorf("no example has a %T", n)
		}
	}
	if k := describe(&strange{}).kind; k != "unknown" {
		t.Errorf("a node of another package is described as %s", k)
	}
}

// TestExamplesInEveryForm holds the printed forms of the examples to their
// golden file: the tree and JSON.
func TestExamplesInEveryForm(t *testing.T) {
	var b strings.Builder
	for _, e := range append(All(), Generated()...) {
		data, err := JSON(e.Doc)
		if err != nil || !json.Valid(data) {
			t.Fatalf("%s: %v\n%s", e.Name, err, data)
		}
		b.WriteString("===== " + e.Name + "\n" + Dump(e.Doc) + "----- json\n" + string(data))
	}
	golden.Compare(t, "testdata/examples.golden", b.String())
}

func TestEqualSeesEveryField(t *testing.T) {
	for i, a := range All() {
		for j, b := range All() {
			if same := Equal(a.Doc, b.Doc) == ""; same != (i == j) {
				t.Errorf("%s and %s: equal is %v", a.Name, b.Name, same)
			}
		}
	}
}

// headedBy is a table whose head and body say these kinds.
func headedBy(head, body Header) *Table {
	t := &Table{Cols: make([]Align, 1), Head: []*Row{row("a")}, Body: []*Row{row("b")}}
	t.Head[0].Cells[0].Header, t.Body[0].Cells[0].Header = head, body
	return t
}

func TestEqualOverlooks(t *testing.T) {
	one := &Note{ID: "1", Blocks: paras("n")}
	same := &Note{ID: "1", Label: "1", Blocks: paras("n")}
	cases := []struct {
		name string
		a, b *Document
	}{
		{"cuts in text", document(para(&Text{Value: "ab"})), document(para(&Text{Value: "a"}, &Text{}, &Text{Value: "b"}))},
		{"positions", document(para(txt("a")...)), document(&Paragraph{At: At{diag.Pos{Line: 3}}, Inlines: txt("a")})},
		{"bullets' glyphs", document(list(NoNumerals, 0, "", paras("a"))),
			document(&List{Items: []*ListItem{{Marker: "•", Blocks: paras("a")}}})},
		{"markers that follow", document(list(LowerAlpha, 2, ")", paras("a"))),
			document(&List{Style: LowerAlpha, Start: 2, Delim: ")", Items: []*ListItem{{Marker: "b)", Blocks: paras("a")}}})},
		{"labels that follow", &Document{Notes: []*Note{one}}, &Document{Notes: []*Note{same}}},
		{"header kinds that follow", document(headedBy(HeaderByPlace, HeaderByPlace)), document(headedBy(HeaderColumn, HeaderNone))},
		{"matter", document(paras("a")...), document(append([]Block{&Matter{Role: TOC}}, paras("a")...)...)},
	}
	for _, c := range cases {
		if diff := Equal(c.a, c.b); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestNestClosesLevels(t *testing.T) {
	var log diag.Log
	got := Nest([]Block{section(2, "", txt("a")...), section(4, "", txt("b")...), para(txt("c")...), section(3, "", txt("d")...),
		section(2, "", txt("e")...), section(1, "", txt("f")...)}, &log)
	doc := document(got...)
	want := `section level=1 sep=" "
  (title)
    text "a"
  section level=2 sep=" "
    (title)
      text "b"
    paragraph
      text "c"
  section level=2 sep=" "
    (title)
      text "d"
section level=1 sep=" "
  (title)
    text "e"
section level=1 sep=" "
  (title)
    text "f"
`
	if dump := Dump(&Document{Blocks: doc.Blocks}); dump != want {
		t.Errorf("got:\n%s", dump)
	}
	if n := log.Count(func(d diag.Diagnostic) bool { return d.Code == CodeLevel }); n != 4 {
		t.Errorf("%d levels were logged as closed, want 4", n)
	}
	Check(doc, &log)
	if log.HasErrors() {
		t.Error(log.All())
	}
}

func TestTakeTitle(t *testing.T) {
	s := section(1, "", txt("Report")...)
	s.Blocks = []Block{section(2, "", txt("a")...)}
	doc := &Document{Meta: meta.Meta{Lang: "en"}, Blocks: []Block{s}}
	var log diag.Log
	TakeTitle(doc, &log)
	if doc.Meta.Title != "Report" || doc.Blocks[0].(*Section).Level != 1 {
		t.Error(Dump(doc))
	}
	if log.Count(func(d diag.Diagnostic) bool { return d.Code == CodeHeadTitle }) != 1 {
		t.Error("the decision was not logged")
	}
	named := section(1, "", txt("Aims")...)
	named.ID, named.Blocks = "aims", paras("Text.")
	doc = &Document{Blocks: []Block{named}}
	TakeTitle(doc, &log)
	if a, ok := doc.Blocks[0].(*Paragraph).Inlines[0].(*Anchor); doc.Meta.Title != "Aims" || !ok || a.ID != "aims" {
		t.Error("links to the title lead nowhere:\n" + Dump(doc))
	}
	named.Blocks, named.Level = []Block{section(2, "", txt("Means")...), section(2, "", txt("Ends")...)}, 1
	named.Blocks[0].(*Section).Blocks = paras("Text.")
	doc = &Document{Blocks: []Block{named}}
	TakeTitle(doc, &log)
	if p := FrontParagraph(doc.Blocks); doc.Meta.Title != "Aims" || !IsAnchor(p.Inlines[0]) {
		t.Error("links to a title over headings lead nowhere:\n" + Dump(doc))
	}
	numbered := &Document{Blocks: []Block{section(1, "1.", txt("Aims")...)}}
	TakeTitle(numbered, &log)
	if numbered.Meta.Title != "" {
		t.Error("a numbered chapter was taken for the title")
	}
}

// TestTitleBehindLabels: a chapter over chapters is the title behind a label, not behind
// a sentence, and not where it is one word or heads no others.
func TestTitleBehindLabels(t *testing.T) {
	for _, c := range []struct {
		before, title string
		chapters      int
		want          string
	}{
		{"ANNEX III", "The dykes of the north", 2, "The dykes of the north"},
		{"ANNEX III", "Dykes", 2, ""},
		{"ANNEX III", "The dykes of the north", 1, ""},
		{"Dear reader,", "The dykes of the north", 2, ""},
	} {
		s := section(1, "", txt(c.title)...)
		for range c.chapters {
			s.Blocks = append(s.Blocks, section(2, "", txt("Part")...))
		}
		doc := &Document{Blocks: append(paras(c.before), s)}
		TakeTitle(doc, &diag.Log{})
		if doc.Meta.Title != c.want || c.want != "" && len(doc.Blocks) != 3 {
			t.Errorf("%+v:\n%s", c, Dump(doc))
		}
	}
}

// big is a document of n sections with lists, tables and notes.
func big(n int) *Document {
	doc := document()
	for i := range n {
		s := section(1, FormatNumeral(Decimal, i+1)+".", txt("A heading")...)
		note := &Note{ID: FormatNumeral(Decimal, i+1), Blocks: paras("A note.")}
		doc.Notes = append(doc.Notes, note)
		text := strings.Repeat("Some words (1) of running text, and 50 * 3. ", 12) + "End."
		s.Blocks = []Block{
			para(&Strong{Inlines: txt("Run-in.")}, &Text{Value: " " + text}, &NoteRef{Note: note}),
			list(LowerAlpha, 1, ")", paras(text), paras("b")), tableExample(),
		}
		s.Blocks[2].(*Table).ID = ""
		doc.Blocks = append(doc.Blocks, s)
	}
	return doc
}

func BenchmarkCheck(b *testing.B) {
	doc := big(500)
	for b.Loop() {
		Check(doc, &diag.Log{})
	}
}

func BenchmarkJSON(b *testing.B) {
	doc := big(500)
	for b.Loop() {
		if _, err := JSON(doc); err != nil {
			b.Fatal(err)
		}
	}
}

func TestDestinationsOfNotesAndCallsDiffer(t *testing.T) {
	first, second := &Note{ID: "7"}, &Note{ID: "7-2"}
	got := []string{first.Dest(), first.CallDest(1), first.CallDest(2), second.Dest(), second.CallDest(1)}
	if want := "fn-7 fnref-7 fnref2-7 fn-7-2 fnref-7-2"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// TestHeaderFollowsFromPlace: what a cell heads where it says nothing itself.
func TestHeaderFollowsFromPlace(t *testing.T) {
	table := &Table{HeadCols: 1}
	full := cell(paras("a")...)
	own := cell()
	own.Header = HeaderBoth
	cases := []struct {
		name   string
		c      *Cell
		inHead bool
		col    int
		want   Header
	}{
		{"corner", full, true, 0, HeaderColumn},
		{"empty corner", cell(), true, 0, HeaderNone},
		{"head row", full, true, 1, HeaderColumn},
		{"head column", full, false, 0, HeaderRow},
		{"empty in the head column", cell(), false, 0, HeaderNone},
		{"body", full, false, 1, HeaderNone},
		{"says so itself", own, false, 1, HeaderBoth},
	}
	for _, c := range cases {
		if got := table.HeaderAt(c.c, c.inHead, c.col); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
