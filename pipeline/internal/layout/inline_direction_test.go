package layout

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/bidi"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// drawMixed makes pieces in several languages from words of three scripts, numbers
// and signs.
func drawMixed(t *rapid.T) ([]piece, paragraphStyle) {
	st := bodyStyle()
	st.Lang = rapid.SampledFrom([]string{"nl", "he", "ar"}).Draw(t, "lang")
	st.TextAlign = rapid.SampledFrom([]style.TextAlign{style.Justify, style.Start, style.Center, style.End, style.Left, style.Right}).Draw(t, "align")
	words := strings.Fields("de rapporten שלום עולם בְּרֵאשִׁית צה״ל ملخص التقرير الأولى می\u200cخواهم ١٢٣ 2024 1.234,56 (abc) (שלום) [ملخص], – ! a/b-c abcשלום10%")
	var pieces []piece
	for range rapid.IntRange(1, 5).Draw(t, "pieces") {
		own := *st
		own.Lang = rapid.SampledFrom([]string{st.Lang, "nl", "he", "ar"}).Draw(t, "piece")
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 12).Draw(t, "words"), " ") + rapid.SampledFrom([]string{"", " "}).Draw(t, "end")
		pieces = append(pieces, piece{text: text, style: &own, loc: ast.Loc{Node: &ast.Text{Value: text}}})
	}
	return pieces, paragraphStyle{style: st, measure: geom.Points(float64(rapid.IntRange(5, 400).Draw(t, "measure")))}
}

// Whatever the directions, the runs of the lines have the text in the order of the
// source, with each glyph's; and they stand beside each other without gaps.
func TestMixedLinesKeepTheText(t *testing.T) {
	s, _ := testSetter(t)
	rapid.Check(t, func(t *rapid.T) {
		s.base = bidi.Level(rapid.IntRange(0, 1).Draw(t, "base"))
		pieces, p := drawMixed(t)
		var want, got strings.Builder
		for _, pc := range pieces {
			want.WriteString(pc.text)
		}
		lines := s.paragraph(pieces, p)
		for i := range lines {
			text := lineText(&lines[i])
			if lines[i].hyphen {
				text = cutLast(text, softHyphen)
			}
			got.WriteString(text)
			sorted := line{frags: slices.Clone(lines[i].frags)}
			slices.SortStableFunc(sorted.frags, func(a, b Fragment) int { return int(a.Run.X - b.Run.X) })
			checkRuns(t, &sorted)
		}
		if got.String() != want.String() {
			t.Fatalf("got  %q\nwant %q", got.String(), want.String())
		}
	})
}

// shownOrder is the text of a line's runs from left to right; a run that goes the
// other way stands in brackets.
func shownOrder(l line) string {
	frags := slices.Clone(l.frags)
	slices.SortStableFunc(frags, func(a, b Fragment) int { return int(a.Run.X - b.Run.X) })
	var out []string
	for _, f := range frags {
		text := strings.TrimSpace(f.Run.Text)
		switch {
		case text == "":
		case f.Run.RightToLeft:
			out = append(out, "<"+text+">")
		default:
			out = append(out, text)
		}
	}
	return strings.Join(out, " ")
}

// The order in which lines are shown: of a run in a line from left to right, of a
// paragraph from right to left with a number and with a run the other way.
func TestOrderOfLines(t *testing.T) {
	for _, tc := range []struct{ lang, run, before, inside, behind, want string }{
		{"nl", "he", "Het woord ", "שלום עולם", " staat hier.", "Het woord <עולם> <שלום> staat hier."},
		{"nl", "he", "Nummer ", "שלום 12", ", of 13.", "Nummer 12 <שלום> , of 13."},
		{"he", "en", "שלום ", "two words", " 12.", "<.> 12 two words <שלום>"},
		{"ar", "ar", "رقم ", "1.234,56", " يورو", "<يورو> 1.234,56 <رقم>"},
	} {
		s, _ := testSetter(t)
		st, run := *bodyStyle(), *bodyStyle()
		st.Lang, run.Lang, st.TextAlign = tc.lang, tc.run, style.Start
		pieces := []piece{{text: tc.before, style: &st}, {text: tc.inside, style: &run}, {text: tc.behind, style: &st}}
		s.base = levelOf(tc.lang != "nl")
		l := s.paragraph(pieces, paragraphStyle{style: &st, measure: geom.Points(400)})[0]
		if s.base == 1 {
			mirror(l.frags, geom.Points(400)) // as pages are
		}
		if got := shownOrder(l); got != tc.want {
			t.Errorf("%q in %q: %s, want %s", tc.inside, tc.before+tc.behind, got, tc.want)
		}
	}
}

// A paragraph that runs against its document begins at the other side.
func TestParagraphAgainstTheDocument(t *testing.T) {
	s, _ := testSetter(t)
	st := *bodyStyle()
	st.Lang, st.TextAlign = "ar", style.Start
	measure := geom.Points(300)
	l := s.paragraph(onePiece("ملخص التقرير", &st), paragraphStyle{style: &st, measure: measure, firstIndent: geom.Points(10)})[0]
	if got := lineWidth(&l); got != measure-geom.Points(10) {
		t.Errorf("the line ends at %v, want %v: the indent stands on the right", got, measure-geom.Points(10))
	}
	if first, last := l.frags[0].Run, l.frags[len(l.frags)-1].Run; first.X <= last.X {
		t.Error("the first word does not stand on the right")
	}
	st.TextAlign = style.Left
	l = s.paragraph(onePiece("ملخص التقرير", &st), paragraphStyle{style: &st, measure: measure})[0]
	if x := l.frags[len(l.frags)-1].Run.X; x != 0 {
		t.Errorf("aligned to the left the line begins at %v", x)
	}
}
