package layout

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
)

// TestRiversRunThroughLines: white under white, wide enough, in lines on end.
func TestRiversRunThroughLines(t *testing.T) {
	// A line of the letter x with spaces after so many of them.
	lineOf := func(space int16, after ...int) *line {
		s, _ := testSetter(t)
		text := ""
		for _, n := range after {
			for range n {
				text += "x"
			}
			text += " "
		}
		l := s.paragraph(onePiece(text+"x", bodyStyle()), paragraphStyle{style: bodyStyle(), measure: wide})[0]
		l.space = space
		return &l
	}
	for _, tc := range []struct {
		name  string
		lines []*line
		want  int
	}{
		{"four lines", []*line{lineOf(1300, 5, 5), lineOf(1300, 5, 9), lineOf(1300, 5, 3), lineOf(1300, 5, 7)}, 1},
		{"and on", []*line{lineOf(1300, 5), lineOf(1300, 5), lineOf(1300, 5), lineOf(1300, 5), lineOf(1300, 5)}, 1},
		{"three lines", []*line{lineOf(1300, 5), lineOf(1300, 5), lineOf(1300, 5)}, 0},
		{"a line of usual spaces between", []*line{lineOf(1300, 5), lineOf(1300, 5), lineOf(1000, 5), lineOf(1300, 5), lineOf(1300, 5)}, 0},
		{"white at other places", []*line{lineOf(1300, 5), lineOf(1300, 7), lineOf(1300, 5), lineOf(1300, 7)}, 0},
	} {
		var flow river
		got := 0
		for _, l := range tc.lines {
			if flow.runs(l) {
				got++
			}
		}
		if got != tc.want {
			t.Errorf("%s: %d rivers, want %d", tc.name, got, tc.want)
		}
	}
}

// spacing are the codes of what is noted of lines.
var spacing = []diag.Code{LooseLine, TightLine, River}

// TestUnevenLinesAreNoted: each finding has its paragraphs.
func TestUnevenLinesAreNoted(t *testing.T) {
	for _, tc := range []struct {
		name string
		want diag.Code
		doc  func() *ast.Document
	}{
		{"words that hardly fit a line together", LooseLine, func() *ast.Document {
			return &ast.Document{Blocks: []ast.Block{par(strings.Repeat("een twee wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww ", 9))}}
		}},
		{"lines of many measures", TightLine, func() *ast.Document {
			d := &ast.Document{}
			for n := range 60 {
				d.Blocks = append(d.Blocks, par(countedWords(strings.Repeat("w", 1+n%7), 20+n)))
			}
			return d
		}},
		{"one word over and over", River, func() *ast.Document {
			d := &ast.Document{}
			for n := range 12 {
				d.Blocks = append(d.Blocks, par(strings.Repeat(strings.Repeat("n", n+3)+" ", 200)))
			}
			return d
		}},
	} {
		_, _, log := setAll(t, tc.doc(), "screen.css")
		if codesOf(log)[tc.want] == 0 {
			t.Errorf("%s: no %s among %v", tc.name, tc.want, codesOf(log))
		}
	}
}

// TestLinesAreNotedWithTheirWords: what a person looks for in the paragraph, and no
// alarm.
func TestLinesAreNotedWithTheirWords(t *testing.T) {
	_, _, log := setAll(t, sampleDoc(t), "print-a4.css")
	n := 0
	for _, d := range log.All() {
		if d.Rule != "spacing" {
			continue
		}
		n++
		if d.Severity != diag.Info || d.Doubtful() || d.Excerpt == "" || d.Pos.Line == 0 || d.Hint == "" {
			t.Errorf("%+v", d)
		}
	}
	if n == 0 || n > 20 {
		t.Errorf("%d lines of the sample are noted", n)
	}
}

// TestLittleWhiteBetweenLinesOfTheGrid is none; a third of a line and more is a line.
func TestLittleWhiteBetweenLinesOfTheGrid(t *testing.T) {
	line := 22 * geom.Pt
	for white, want := range map[geom.Length]geom.Length{0: 0, 5 * geom.Pt: 0, 10 * geom.Pt: line, 11 * geom.Pt: line, 21 * geom.Pt: line, 27 * geom.Pt: line, 33 * geom.Pt: 2 * line} {
		if got := wholeLines(white, line); got != want {
			t.Errorf("%v of white is %v, want %v", white, got, want)
		}
	}
}
