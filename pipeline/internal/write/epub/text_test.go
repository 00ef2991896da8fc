package epub

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	chars "octavo/pipeline/internal/text"
)

// TestNothingLostNothingInvented is law 1: what a reader sees in the chapters
// is the document's text, letter for letter and in order, white space aside.
func TestNothingLostNothingInvented(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := &generator{T: t}
		doc := g.document()
		log := &diag.Log{}
		p, err := Build(t.Context(), resolve.Of(matter.Add(doc)), nil, testOptions(), log)
		if err != nil {
			t.Fatalf("%v\n%v", err, log.All())
		}
		got, notes := visible(t, p)
		if want := wanted(doc.Blocks); got != want {
			t.Fatalf("text\n got %q\nwant %q", got, want)
		}
		for _, n := range doc.Notes {
			if want := wanted(n.Blocks); !strings.Contains(notes, want) {
				t.Fatalf("note %s: %q is not in %q", n.Label, want, notes)
			}
		}
	})
}

// visible collects the text of the content documents: that of the chapters,
// and that of their notes, without the labels that this package adds.
func visible(t *rapid.T, p *Publication) (body, notes string) {
	var b, n strings.Builder
	for _, e := range p.entries {
		if !strings.Contains(e.name, "/chapter-") {
			continue
		}
		if err := collectText(string(e.data), &b, &n); err != nil {
			t.Fatalf("%s: %v\n%s", e.name, err, e.data)
		}
	}
	return chars.WithoutSpace(b.String()), chars.WithoutSpace(n.String())
}

// added are the classes and roles of what is not the document's text.
var added = map[string]bool{"marker": true, "label": true, "back": true, "call": true, "doc-noteref": true}

func collectText(data string, body, notes *strings.Builder) error {
	_, data, _ = strings.Cut(data, "</head>")
	d := xml.NewDecoder(strings.NewReader("<html>" + data))
	d.Strict = true
	skip, inNotes, depth := 0, 0, 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			depth++
			for _, a := range tok.Attr {
				if skip == 0 && added[a.Value] {
					skip = depth
				}
				if a.Value == "doc-footnote" {
					inNotes = depth
				}
			}
		case xml.EndElement:
			if depth == skip {
				skip = 0
			}
			if depth == inNotes {
				inNotes = 0
			}
			depth--
		case xml.CharData:
			switch {
			case skip > 0:
			case inNotes > 0:
				notes.Write(tok)
			default:
				body.Write(tok)
			}
		}
	}
}

// wanted is the text of blocks in reading order. A figure's caption comes
// behind its image, a table's before its cells, as Walk goes.
func wanted(blocks []ast.Block) string {
	var b strings.Builder
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			b.WriteString(n.Number + n.Sep)
		case *ast.Text:
			b.WriteString(n.Value)
		case *ast.Code:
			b.WriteString(n.Value)
		case *ast.CodeBlock:
			b.WriteString(n.Text)
		}
		return true
	})
	return chars.WithoutSpace(b.String())
}

// generator makes documents that ast.Check would pass.
type generator struct {
	*rapid.T
	notes []*ast.Note
	ids   int
	depth int
}

var hostile = []string{
	"woord", " ", "<b>", "&amp;", "]]>", "\"'", "é", "€ 2 mln.", "日本", "🜚", "--", "a\u0301", "﷐", "\u200d", "’", "1.",
}

func (g *generator) text() string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(hostile), 1, 4).Draw(g.T, "text"), "")
}

func (g *generator) pick(n int) int { return rapid.IntRange(0, n-1).Draw(g.T, "kind") }

func (g *generator) id() string {
	g.ids++
	return []string{"", fmt.Sprintf("id%d", g.ids), fmt.Sprintf("%d een&twee", g.ids)}[g.pick(3)]
}

func (g *generator) document() *ast.Document {
	doc := &ast.Document{Meta: meta.Meta{Title: g.text(), Lang: []string{"nl", "en-GB", "es"}[g.pick(3)], Publisher: g.text()}}
	for range g.pick(4) {
		doc.Blocks = append(doc.Blocks, g.blocks(1)...)
		doc.Blocks = append(doc.Blocks, g.section(1))
	}
	doc.Notes = g.notes
	return doc
}

func (g *generator) section(level int) *ast.Section {
	s := &ast.Section{Level: level, Title: g.inlines(2), ID: g.id(), Blocks: g.blocks(2)}
	if g.pick(2) == 0 {
		s.Number, s.Sep = "1.", " "
	}
	if level < 7 && g.pick(2) == 0 {
		s.Blocks = append(s.Blocks, g.section(level+1))
	}
	return s
}

func (g *generator) blocks(most int) []ast.Block {
	var out []ast.Block
	for range g.pick(most + 1) {
		out = append(out, g.block())
	}
	return out
}

// some is blocks, at least one.
func (g *generator) some() []ast.Block { return append([]ast.Block{g.block()}, g.blocks(1)...) }

func (g *generator) block() ast.Block {
	g.depth++
	defer func() { g.depth-- }()
	kinds := 9
	if g.depth > 3 {
		kinds = 4
	}
	switch g.pick(kinds) {
	case 1:
		return &ast.CodeBlock{Text: g.text() + "\n" + g.text()}
	case 2:
		return &ast.Break{}
	case 3:
		return &ast.Figure{ID: g.id(), Image: &ast.Image{Src: "a.png", Alt: "x"}, Caption: g.inlines(1)}
	case 4:
		return g.list()
	case 5:
		return &ast.DefList{Items: []*ast.DefItem{{Term: g.inlines(1), Defs: [][]ast.Block{g.some(), g.some()}}}}
	case 6:
		return g.table()
	case 7:
		return &ast.BlockQuote{Blocks: g.some()}
	}
	return para(g.inlines(3)...)
}

func (g *generator) list() *ast.List {
	l := &ast.List{Style: []ast.ListStyle{ast.NoNumerals, ast.Decimal, ast.UpperRoman}[g.pick(3)], Start: g.pick(5)}
	if l.Ordered() {
		l.Delim = []string{".", ")"}[g.pick(2)]
	}
	for i := range 1 + g.pick(3) {
		it := &ast.ListItem{Blocks: g.some()}
		it.Marker = []string{"", "•", "x)", l.Numeral(i)}[g.pick(4)]
		l.Items = append(l.Items, it)
	}
	return l
}

func (g *generator) table() *ast.Table {
	t := &ast.Table{ID: g.id(), Caption: g.inlines(1), Cols: make([]ast.Align, 2), HeadCols: g.pick(2)}
	t.Head = []*ast.Row{{Cells: []*ast.Cell{{RowSpan: 1, ColSpan: 2, Blocks: g.some()}}}}
	tall := &ast.Cell{RowSpan: 2, ColSpan: 1, Blocks: g.blocks(1)}
	t.Body = []*ast.Row{
		{Cells: []*ast.Cell{tall, {RowSpan: 1, ColSpan: 1, Blocks: g.some()}}},
		{Cells: []*ast.Cell{{RowSpan: 1, ColSpan: 1, Blocks: g.some()}}},
	}
	return t
}

func (g *generator) inlines(most int) []ast.Inline {
	out := text(g.text())
	for range g.pick(most + 1) {
		out = append(out, g.inline(), &ast.Text{Value: g.text()})
	}
	return out
}

func (g *generator) inline() ast.Inline {
	g.depth++
	defer func() { g.depth-- }()
	if g.depth > 5 {
		return &ast.LineBreak{}
	}
	switch g.pick(12) {
	case 0:
		return &ast.Emph{Inlines: g.inlines(1)}
	case 1:
		return &ast.Strong{Inlines: g.inlines(1)}
	case 2:
		return &ast.Super{Inlines: g.inlines(1)}
	case 3:
		return &ast.Sub{Inlines: g.inlines(1)}
	case 4:
		return &ast.Code{Value: g.text()}
	case 5:
		return &ast.Link{URL: []string{"https://example.org/a b", "#id1", "urn:x:weg"}[g.pick(3)], Title: g.text(), Inlines: g.inlines(1)}
	case 6:
		return g.call()
	case 7:
		return &ast.Citation{URL: "https://example.org/", Inlines: g.inlines(1)}
	case 8:
		return &ast.Abbr{Expansion: g.text(), Inlines: text(g.text())}
	case 9:
		return &ast.Lang{Tag: "en", Inlines: g.inlines(1)}
	case 10:
		return &ast.Image{Src: "a.png", Decorative: true}
	}
	return &ast.LineBreak{}
}

// call calls a new note or one that is there already.
func (g *generator) call() ast.Inline {
	if len(g.notes) == 0 || g.pick(3) > 0 {
		n := &ast.Note{ID: fmt.Sprint(len(g.notes) + 1), Label: []string{"1", "*", fmt.Sprint(len(g.notes) + 1)}[g.pick(3)]}
		g.notes = append(g.notes, n)
		n.Blocks = g.some()
	}
	n := g.notes[g.pick(len(g.notes))]
	return &ast.NoteRef{Label: n.Label, Note: n}
}
