package understand

import (
	"context"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

func TestEveryDoubtHasANameOfItsOwn(t *testing.T) {
	for _, of := range []struct {
		names []string
		want  int
	}{{DoubtNames(), doubtRows}, {SignNames(), aboutCount}} {
		if len(of.names) != of.want {
			t.Fatalf("%d names for %d questions", len(of.names), of.want)
		}
		seen := map[string]bool{}
		for _, n := range of.names {
			if seen[n] {
				t.Errorf("two questions are called %q", n)
			}
			seen[n] = true
		}
	}
}

func TestDoubtsReadBack(t *testing.T) {
	d := doubts()
	back, err := ParseDoubts(d.String())
	if err != nil {
		t.Fatal(err)
	}
	if back.String() != doubtFile {
		t.Error("the table is not that of its questions: fit the weights anew")
	}
	for _, table := range []string{"x\t1\tname\n", "99999\t1\tname\n", "1\tx\tname\n"} {
		if _, err := ParseDoubts(table); err == nil {
			t.Errorf("%q was read without an error", table)
		}
	}
}

func TestTreesReadBack(t *testing.T) {
	trees, err := ParseTrees(doubtTreesFile, aboutCount)
	if err != nil {
		t.Fatal(err)
	}
	if TreesTable(trees, SignNames()) != doubtTreesFile {
		t.Error("the table is not that of its signs: fit the weights anew")
	}
	for _, table := range []string{"1:5\t=1\n", "=1\t=2\n", "99:1\t=1\t=2\n", "=x\n", "x\n", "1:x\t=1\t=2\n", "\n"} {
		if _, err := ParseTrees(table, aboutCount); err == nil {
			t.Errorf("%q was read without an error", table)
		}
	}
}

// Of lines of one shape that came out differently, the one that differs is the doubtful one.
func TestLinesOfOneShapeAreCompared(t *testing.T) {
	items := make([]finished, 6)
	for i := range items {
		is := classItem
		if i == 3 {
			is = classParagraph
		}
		items[i] = finished{evidence: &evidence{text: "a", words: 4, first: 'D', last: 'g'}, class: is, judgement: &judgement{}}
	}
	all := surveyOf(items)
	share := func(i int) (v float64) {
		all.looksOf(i, func(sign int, to float64) {
			if sign == aboutShapeShare {
				v = to
			}
		})
		return v
	}
	if share(3) >= 0.2 || share(0) <= 0.7 {
		t.Errorf("the share of the one that differs is %.2f, of the others %.2f", share(3), share(0))
	}
	near := sliding{lines: items}
	for i, want := range []float64{5, 5, 5, 1, 5, 5} {
		if got := near.share(i); got != want/6 {
			t.Errorf("around line %d %.2f are of its class, not %.2f", i+1, got, want/6)
		}
	}
}

// rawLines is a document of raw lines, one paragraph each.
func rawLines(text string) *ast.Document {
	doc := &ast.Document{}
	for i, l := range strings.Split(text, "\n") {
		doc.Blocks = append(doc.Blocks, &ast.Line{At: ast.At{Src: diag.Pos{File: "x.txt", Line: i + 1, Col: 1}}, Text: l, Blank: 1})
	}
	return doc
}

// A run of lines with the same doubt is one finding, which names them, and none of
// what a decision speaks of is doubted twice.
func TestOneDoubtForARun(t *testing.T) {
	all := *doubts()
	all.Below = 1.1
	restore, err := UseModel(weights(), headTrees(), &all, calibrationFile)
	if err != nil {
		t.Fatal(err)
	}
	defer restore()
	log := &diag.Log{}
	text := "Het water in de vaart stond dit voorjaar hoger dan ooit tevoren gemeten is.\n"
	readings := Decide(context.Background(), rawLines(strings.Repeat(text, 7)+"De brug bleef open."), log)
	covered := 0
	for _, r := range readings {
		if !r.Doubted || r.Confidence >= diag.DoubtBelow {
			t.Errorf("line %d is sure: %+v", r.Line, r.Confidence)
		}
		covered++
	}
	findings := log.Where(func(d diag.Diagnostic) bool { return d.Code == codeUndecided }).All()
	if len(findings) == 0 || len(findings) > 3 || covered != 8 {
		t.Fatalf("%d lines have %d findings", covered, len(findings))
	}
	if !strings.HasPrefix(findings[0].Message, "lines 1 to ") {
		t.Errorf("the run is not named: %q", findings[0].Message)
	}
}

func TestNothingIsDoubtedWhereAllIsSure(t *testing.T) {
	none := *doubts()
	none.Below = 0
	restore, err := UseModel(weights(), headTrees(), &none, calibrationFile)
	if err != nil {
		t.Fatal(err)
	}
	defer restore()
	for _, r := range Decide(context.Background(), rawLines("De brug\nDe brug over de vaart is open."), &diag.Log{}) {
		if r.Doubted || r.Confidence < diag.DoubtBelow {
			t.Errorf("line %d is doubted: %.2f", r.Line, r.Confidence)
		}
	}
}
