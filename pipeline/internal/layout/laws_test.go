package layout

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/structure"
)

// drawDoc makes a document of all sorts of blocks.
func drawDoc(t *rapid.T) *ast.Document {
	g := &generator{t: t}
	d := &ast.Document{Meta: meta.Meta{Title: "Titel", Lang: "nl"}}
	for i := range rapid.IntRange(1, 2).Draw(t, "chapters") {
		d.Blocks = append(d.Blocks, chapter(fmt.Sprint(i+1, "."), g.words(4), g.blocks(2)...))
	}
	d.Notes = g.notes
	return d
}

// generator gives every word of a document a number of its own.
type generator struct {
	t     *rapid.T
	n     int
	notes []*ast.Note
}

func (g *generator) words(most int) string {
	var b strings.Builder
	for i := range rapid.IntRange(1, most).Draw(g.t, "words") {
		if i > 0 {
			b.WriteByte(' ')
		}
		g.n++
		fmt.Fprintf(&b, "woord%d", g.n)
	}
	return b.String()
}

func (g *generator) blocks(depth int) []ast.Block {
	var out []ast.Block
	for range rapid.IntRange(1, 4).Draw(g.t, "blocks") {
		out = append(out, g.block(depth))
	}
	return out
}

func (g *generator) block(depth int) ast.Block {
	kind := 0
	if depth > 0 {
		kind = rapid.IntRange(0, 6).Draw(g.t, "kind")
	}
	switch kind {
	case 1:
		return &ast.BlockQuote{Blocks: g.blocks(depth - 1)}
	case 2:
		l := &ast.List{Style: rapid.SampledFrom([]ast.ListStyle{ast.NoNumerals, ast.Decimal}).Draw(g.t, "list"), Start: 1, Delim: "."}
		for range rapid.IntRange(1, 4).Draw(g.t, "items") {
			l.Items = append(l.Items, &ast.ListItem{Blocks: g.blocks(depth - 1)})
		}
		return l
	case 3:
		return g.table()
	case 4:
		return &ast.Section{Level: 2, Title: txt(g.words(5)), Blocks: g.blocks(depth - 1)}
	case 5:
		p := par(g.words(30))
		n := note(fmt.Sprint(len(g.notes)+1), par(g.words(60)))
		g.notes = append(g.notes, n)
		p.Inlines = append(p.Inlines, &ast.NoteRef{Label: n.Label, Note: n}, &ast.Text{Value: " " + g.words(30)})
		return p
	}
	return par(g.words(90))
}

func (g *generator) table() *ast.Table {
	cols := rapid.IntRange(1, 4).Draw(g.t, "cols")
	t := &ast.Table{Cols: make([]ast.Align, cols), Caption: txt(g.words(5))}
	row := func() *ast.Row {
		r := &ast.Row{}
		for range cols {
			r.Cells = append(r.Cells, &ast.Cell{RowSpan: 1, ColSpan: 1, Blocks: []ast.Block{par(g.words(8))}})
		}
		return r
	}
	t.Head = append(t.Head, row())
	for range rapid.IntRange(1, 7).Draw(g.t, "rows") {
		t.Body = append(t.Body, row())
	}
	return t
}

// TestEveryTextIsDrawnOnceInOrder: law 1 inside layout. What each slot of the
// structure holds is the text of its node, whatever pages it is on.
func TestEveryTextIsDrawnOnceInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := withMatter(drawDoc(t))
		book, tree, _ := set(t, doc, "page.css")
		drawn := map[*structure.Content]string{}
		for _, p := range book.Pages {
			for _, f := range p.Fragments {
				if f.Run != nil && f.Content != nil {
					drawn[f.Content] += f.Run.Text
				}
			}
		}
		ast.WalkDocument(doc, func(n ast.Node) bool {
			if x, ok := n.(*ast.Text); ok && tree.Content(n, structure.Own) != nil {
				if got := drawn[tree.Content(n, structure.Own)]; bare(got) != bare(x.Value) {
					t.Fatalf("drawn %q, want %q", got, x.Value)
				}
			}
			return true
		})
	})
}

// bare leaves out what typesetting may add or take away.
func bare(s string) string {
	return strings.NewReplacer(" ", "", "\u00ad", "", "\u00a0", "").Replace(s)
}

// TestNothingStandsOutsideThePage: no page is too full, and the text keeps
// clear of the notes.
func TestNothingStandsOutsideThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book, _, log := set(t, drawDoc(t), "page.css")
		if n := codesOf(log); n[TooHigh] > 0 {
			t.Fatalf("findings: %v", log.All())
		}
		for i, p := range book.Pages {
			last := geom.Length(0)
			for _, f := range p.Fragments {
				if f.Run == nil || f.Content == nil {
					continue
				}
				if f.Run.Y < 36*geom.Pt || f.Run.Y > 264*geom.Pt {
					t.Fatalf("page %d: %q at %v", i+1, f.Run.Text, f.Run.Y)
				}
				last = max(last, f.Run.Y)
			}
		}
	})
}

// TestNotesBeginOnThePageOfTheirCall is law 6.
func TestNotesBeginOnThePageOfTheirCall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := drawDoc(t)
		book, _, log := set(t, doc, "page.css")
		if codesOf(log)[NotesOverflow] > 0 {
			return
		}
		for _, n := range doc.Notes {
			call, note := book.Dests[n.CallDest(1)], book.Dests[n.Dest()]
			if call.Page != note.Page || call.Y >= note.Y {
				t.Fatalf("note %s: call at %+v, note at %+v", n.ID, call, note)
			}
		}
	})
}

// TestPagesStartWhereTheyBegin holds Page.Start to the drawn page; one that holds
// the rest of a note alone begins in the note.
func TestPagesStartWhereTheyBegin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := withMatter(drawDoc(t))
		inNote := map[ast.Node]bool{}
		for _, n := range doc.Notes {
			ast.Walk(n, func(n ast.Node) bool {
				inNote[n] = true
				return true
			})
		}
		book, _, _ := set(t, doc, "page.css")
		for i, p := range book.Pages {
			first := ast.Loc{}
			for _, f := range p.Fragments {
				if loc := f.loc(); f.Content != nil && loc.Node != nil {
					first = loc
					break
				}
			}
			if _, rule := p.Start.Node.(*ast.Break); !rule && first != p.Start || first.Node != nil && p.Rest != inNote[first.Node] {
				t.Fatalf("page %d starts at %+v, says %+v (rest %v)", i+1, first, p.Start, p.Rest)
			}
		}
	})
}

// TestEveryDestinationStands: what links lead to exists.
func TestEveryDestinationStands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := withMatter(drawDoc(t))
		book, tree, _ := set(t, doc, "page.css")
		var walk func(e *structure.Elem)
		walk = func(e *structure.Elem) {
			if _, ok := book.Dests[e.Target]; e.Target != "" && !ok {
				t.Fatalf("a link leads to %q, which stands nowhere", e.Target)
			}
			for _, k := range e.Kids {
				if kid, ok := k.(*structure.Elem); ok {
					walk(kid)
				}
			}
		}
		walk(tree.Root)
	})
}

// TestSamePagesAtAnyConcurrency is law 7 for layout.
func TestSamePagesAtAnyConcurrency(t *testing.T) {
	doc := withMatter(&ast.Document{Meta: meta.Meta{Title: "Titel", Lang: "nl"}, Blocks: []ast.Block{
		chapter("1.", "Een", par(countedWords("een", 900)), par(countedWords("twee", 300))),
		chapter("2.", "Twee", par(countedWords("drie", 900))),
	}})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one, _, _ := set(t, doc, "screen.css")
	runtime.GOMAXPROCS(8)
	eight, _, _ := set(t, doc, "screen.css")
	if dump(one) != dump(eight) {
		t.Error("pages differ between one and eight processors")
	}
}
