package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

// longChapter is a chapter of the sample's paragraphs from one on, with headings and
// notes between them.
func longChapter(t testing.TB, from, n int) *ast.Document {
	t.Helper()
	var paragraphs []string
	for _, s := range sampleParagraphs(t) {
		if len(s) > 300 {
			paragraphs = append(paragraphs, s)
		}
	}
	c := chapter("1.", "Hoofdstuk")
	doc := &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{c}}
	part := c
	for i := range n {
		if i%6 == 3 {
			part = &ast.Section{Level: 2, Title: txt(fmt.Sprintf("Paragraaf %d", i))}
			c.Blocks = append(c.Blocks, part)
		}
		p := par(paragraphs[(from+i)%len(paragraphs)])
		if i%7 == 5 {
			note := note(itoa(i/7+1), par(countedWords("n", 5+i%30)))
			doc.Notes = append(doc.Notes, note)
			p.Inlines = append(p.Inlines, &ast.NoteRef{Label: note.Label, Note: note})
		}
		part.Blocks = append(part.Blocks, p)
	}
	return doc
}

// foot is the lowest baseline of what a page reads, 0 where it reads nothing.
func foot(p Page) geom.Length {
	var y geom.Length
	for _, f := range p.Fragments {
		if f.Run != nil && f.Content != nil {
			y = max(y, f.Run.Y)
		}
	}
	return y
}

// TestFacingPagesEndLevel: within a chapter, whatever its paragraphs, but for one
// pair in fifty at most, in which nothing gives.
func TestFacingPagesEndLevel(t *testing.T) {
	pairs, full := 0, 0
	var uneven []string
	for _, sheet := range []string{"print-a4.css", "print-b5.css"} {
		for from := range 6 {
			book, _, log := set(t, longChapter(t, from*5, 90), sheet)
			for _, d := range log.All() {
				t.Errorf("%s, %d: %s", sheet, from, d.Message)
			}
			deepest := foot(book.Pages[0])
			for i := 1; i+2 < len(book.Pages) && foot(book.Pages[i+2]) > 0; i += 2 {
				left, right := foot(book.Pages[i]), foot(book.Pages[i+1])
				deepest = max(deepest, left, right)
				pairs++
				if left != right {
					uneven = append(uneven, fmt.Sprintf("%s, %d: pages %d and %d end at %v and %v", sheet, from, i+1, i+2, left, right))
				} else if left == deepest {
					full++
				}
			}
		}
	}
	if pairs < 60 || 50*len(uneven) > pairs {
		t.Errorf("%d of %d facing pages are uneven:\n%s", len(uneven), pairs, strings.Join(uneven, "\n"))
	}
	if 100*full < 95*pairs {
		t.Errorf("only %d of %d facing pages are full", full, pairs)
	}
}

// TestFewLinesDoNotStandAlone: the last page has more than a few lines.
func TestFewLinesDoNotStandAlone(t *testing.T) {
	for _, sheet := range []string{"screen.css", "print-a4.css", "print-b5.css"} {
		for n := 20; n < 60; n += 4 {
			book, _, _ := set(t, longChapter(t, n, n), sheet)
			last := len(book.Pages) - 1
			for foot(book.Pages[last]) == 0 {
				last--
			}
			if lines := linesOf(book.Pages[last]); len(lines) < shortLines {
				t.Errorf("%s, %d: page %d holds only %q", sheet, n, last+1, lines)
			}
		}
	}
}

// linesOf are a page's lines of text.
func linesOf(p Page) []string {
	var out []string
	var y geom.Length = -1
	for _, f := range p.Fragments {
		if f.Run == nil || f.Content == nil || f.Content.Parent.Role != structure.P {
			continue
		}
		if f.Run.Y != y {
			out, y = append(out, ""), f.Run.Y
		}
		out[len(out)-1] += f.Run.Text
	}
	return out
}

// TestGivingKeepsWhatARowHas: rows that are set anew read the same, one row more or
// fewer for each paragraph, and keep notes, destinations, markers and white.
func TestGivingKeepsWhatARowHas(t *testing.T) {
	doc := longChapter(t, 3, 40)
	doc.Notes = append(doc.Notes, note("99", par("Nergens."))) // the last row calls it
	doc.Blocks = append(doc.Blocks, &ast.List{Items: []*ast.ListItem{{Blocks: doc.Blocks[0].(*ast.Section).Blocks[:1]}}})
	for _, gain := range []int{-2, +1, +2} {
		d, rows, line := planned(t, doc, "print-a4.css")
		before := readRows(rows)
		g := d.newGives(rows, true)
		got, ends := d.give(rows, []pageEnd{{row: len(rows), gain: gain}}, g, line)
		if len(got) != len(rows)+gain || ends[0].row != len(got) {
			t.Fatalf("%d rows that gain %d are %d, and end at %d", len(rows), gain, len(got), ends[0].row)
		}
		if after := readRows(got); after != before {
			t.Errorf("a gain of %d: rows read\n%s\nand then\n%s", gain, before, after)
		}
		for i := range got {
			if p := got[i].para; p != nil && (got[i].index >= len(p.lines) || got[i].onGrid && got[i].height != line) {
				t.Errorf("row %d is %v high, line %d of %d", i, got[i].height, got[i].index, len(p.lines))
			}
		}
	}
}

// planned are a document's rows, before they are divided into pages.
func planned(t *testing.T, doc *ast.Document, sheet string) (*divider, []row, geom.Length) {
	t.Helper()
	resolved := resolve.Of(doc)
	tree := structure.Build(resolved)
	p := newPaginator(t.Context(), resolved, style.Resolve(resolved, sheetNamed(t, sheet)), tree, faces, nil, &diag.Log{})
	c := &composer{p: p}
	c.parts(doc.Blocks, frame{width: p.measure("")})
	inParallel(t.Context(), c.jobs)
	line := p.style.Body().LineHeight
	e := &emitter{grid: line}
	e.run(c.ops)
	p.addUncalled(e)
	return &divider{p: p}, e.rows, line
}

// readRows writes what the rows read, in order, with all that they carry.
func readRows(rows []row) string {
	var text, carried strings.Builder
	for i := range rows {
		for _, f := range rows[i].frags {
			if f.Run != nil {
				text.WriteString(strings.ReplaceAll(f.Run.Text, softHyphen, ""))
			}
		}
		fmt.Fprint(&carried, rows[i].space, " ")
		if r := rows[i].rare; r != nil {
			for _, n := range r.notes {
				fmt.Fprintf(&carried, "note %s ", n.ID)
			}
			fmt.Fprint(&carried, r.dests, r.force, r.page, r.from)
		}
	}
	// Rows within a paragraph have no white of their own.
	return text.String() + strings.ReplaceAll(carried.String(), "0pt ", "")
}

// TestPagesTakeWhatIsGiven: of pages of ten lines.
func TestPagesTakeWhatIsGiven(t *testing.T) {
	const line = 10 * geom.Pt
	longer, shorter := [ways]bool{more: true}, [ways]bool{fewer: true}
	for _, tc := range []struct {
		name   string
		rows   int
		facing bool
		whole  []int // rows that no page end may stand before
		gives  gives
		want   []pageEnd
	}{
		{"nothing is given", 13, false, nil, gives{}, []pageEnd{{row: 8}, {row: 13}}},
		{"one line would stand alone", 11, false, nil, gives{paras: []elastic{{first: 2, last: 4, give: give{has: shorter}}}},
			[]pageEnd{{row: 11, gain: -1}}},
		{"two lines would stand alone", 12, false, nil, gives{paras: []elastic{{first: 2, last: 4, give: give{has: shorter}}, {first: 6, last: 8, give: give{has: shorter}}}},
			[]pageEnd{{row: 12, gain: -2}}},
		{"a paragraph of two pages gives nothing", 13, false, nil, gives{paras: []elastic{{first: 6, last: 12, give: give{has: shorter}}}},
			[]pageEnd{{row: 8}, {row: 13}}},
		{"the right page is a line short", 25, true, []int{20}, gives{paras: []elastic{{first: 12, last: 15, give: give{has: longer}}}},
			[]pageEnd{{row: 10}, {row: 19, gain: 1}, {row: 25}}},
		{"a heading takes the line", 25, true, []int{20}, gives{heads: []int{14}}, []pageEnd{{row: 10}, {row: 19, gain: 1}, {row: 25}}},
		{"both are a line short", 25, true, []int{20}, gives{heads: []int{9}}, []pageEnd{{row: 9}, {row: 18}, {row: 25}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			strips := make([]strip, tc.rows)
			for i := range strips {
				strips[i].height = line
			}
			for _, i := range tc.whole {
				strips[i].cost = forbidden
			}
			tc.gives.line = map[bool]int{true: giveCost, false: loneCost}[tc.facing]
			tc.gives.add(tc.rows)
			r := room{height: 10 * line, line: line, facing: tc.facing, left: true, gives: &tc.gives}
			if got, _ := breakPages(strips, noteRuler{sums: []geom.Length{0}}, 0, r); !slices.Equal(got, tc.want) {
				t.Errorf("pages end at %v, want %v", got, tc.want)
			}
		})
	}
}
