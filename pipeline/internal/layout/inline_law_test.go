package layout

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"octavo/fonts"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/linebreak"
	"octavo/pipeline/internal/style"
)

// drawParagraph makes pieces of several styles from words, spaces and signs.
func drawParagraph(t *rapid.T) ([]piece, paragraphStyle) {
	st := bodyStyle()
	st.TextAlign = rapid.SampledFrom([]style.TextAlign{style.Justify, style.Start, style.Center, style.End}).Draw(t, "align")
	st.TextTransform = rapid.SampledFrom([]style.Transform{style.NoTransform, style.Uppercase, style.SmallCaps}).Draw(t, "transform")
	word := rapid.OneOf(
		rapid.SampledFrom(strings.Fields("de het onderzoeksresultaten officiële Kamerstukken II € 2 mln. – e-mail publiek-private ijver efficiënte § https://www.voorbeeld.nl/een/heel/lang/adres Straße 中 nr. 5")),
		rapid.StringMatching(`[a-zA-Zéëï0-9.,()‘’/-]{1,30}`),
	)
	text := word.Draw(t, "word")
	for range rapid.IntRange(0, 25).Draw(t, "words") {
		text += rapid.SampledFrom([]string{" ", " ", " ", "  ", "\u00a0", "*", "^", "|", " *"}).Draw(t, "gap") + word.Draw(t, "word")
	}
	return markedPieces(text, st), paragraphStyle{
		style: st, measure: geom.Points(float64(rapid.IntRange(5, 400).Draw(t, "measure"))),
		firstIndent: geom.Points(float64(rapid.IntRange(-10, 20).Draw(t, "indent"))),
	}
}

// TestLinesKeepTheText holds what pages, PDF and EPUB rely on, for any
// paragraph: the lines' text is the source's, hyphens of the program aside;
// every glyph's text is accounted for; runs follow one another without gaps;
// notes and destinations come once, in order.
func TestLinesKeepTheText(t *testing.T) {
	s, _ := testSetter(t)
	rapid.Check(t, func(t *rapid.T) {
		pieces, p := drawParagraph(t)
		lines := s.paragraph(pieces, p)
		var want, got, wantNotes, gotNotes strings.Builder
		for _, pc := range pieces {
			want.WriteString(pc.text)
			wantNotes.WriteString(pc.dest)
		}
		for i := range lines {
			checkRuns(t, &lines[i])
			text := lineText(&lines[i])
			if lines[i].hyphen {
				text = cutLast(text, softHyphen)
			}
			got.WriteString(text)
			for k, d := range lines[i].dests {
				gotNotes.WriteString(d)
				if d != "ref-"+lines[i].notes[k].ID {
					t.Fatalf("destination %s stands with note %s", d, lines[i].notes[k].ID)
				}
			}
		}
		if got.String() != want.String() || gotNotes.String() != wantNotes.String() {
			t.Fatalf("got  %q %s\nwant %q %s", got.String(), gotNotes.String(), want.String(), wantNotes.String())
		}
	})
}

func cutLast(s, sep string) string {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i] + s[i+len(sep):]
	}
	return s
}

// checkRuns looks at the runs of one line.
func checkRuns(t *rapid.T, l *line) {
	var x geom.Length
	for i, f := range l.frags {
		if f.Run == nil {
			continue
		}
		if i > 0 && f.Run.X != x {
			t.Fatalf("run %q begins at %v, the one before ends at %v", f.Run.Text, f.Run.X, x)
		}
		x = f.Run.X
		size := 0
		for _, g := range f.Run.Glyphs {
			size += int(g.Text)
			x += f.Run.Size.MulDiv(int64(f.Run.Face.Advance(g.ID)), int64(f.Run.Face.UnitsPerEm)) + geom.Length(g.Adjust)
		}
		if size != len(f.Run.Text) {
			t.Fatalf("glyphs of %q stand for %d bytes of %d", f.Run.Text, size, len(f.Run.Text))
		}
		if n := f.Run.Loc.Node; n != nil && !strings.HasPrefix(f.Run.Loc.Text()[f.Run.Loc.Offset:], cutLast(f.Run.Text, softHyphen)) {
			t.Fatalf("%q is said to stand at offset %d of %q", f.Run.Text, f.Run.Loc.Offset, f.Run.Loc.Text())
		}
	}
}

// TestLinesStartWhereTheySay holds the page list of the EPUB: a line's start is
// the exact place of its first letter.
func TestLinesStartWhereTheySay(t *testing.T) {
	s, _ := testSetter(t)
	st := bodyStyle()
	text := sampleParagraphs(t)[3]
	for _, l := range s.paragraph(onePiece(text, st), paragraphStyle{style: st, measure: geom.Points(200)}) {
		rest := l.start.Text()[l.start.Offset:]
		if !strings.HasPrefix(rest, cutLast(lineText(&l), softHyphen)) {
			t.Errorf("a line %q starts at %q", lineText(&l), rest[:20])
		}
		inside := l.start.Offset > 0 && text[l.start.Offset-1] != ' '
		if l.startsWord == inside {
			t.Errorf("%q starts a word: %v", lineText(&l), l.startsWord)
		}
	}
}

// TestJustifiedLinesReachTheMargin holds that rounding never adds up.
func TestJustifiedLinesReachTheMargin(t *testing.T) {
	s, _ := testSetter(t)
	st := bodyStyle()
	measure := geom.Points(400)
	for _, text := range sampleParagraphs(t) {
		tx := s.prepare(onePiece(text, st), paragraphStyle{style: st, measure: measure})
		breaks := linebreak.Break(tx.items, tx.params()).Lines
		for i, l := range tx.draw(breaks) {
			if i+1 == len(breaks) {
				break
			}
			over := lineWidth(&l) - measure - hangsOut(tx, breaks[i].End)
			if breaks[i].Ratio < widestRatio && (over > 4 || over < -4) {
				t.Errorf("%q ends %v from the margin", lineText(&l), over)
			}
		}
	}
}

// hangsOut is how far the last sign before item i hangs in the margin.
func hangsOut(t *text, i int) geom.Length {
	a := t.before(i)
	switch {
	case a == nil:
		return 0
	case t.items[i].Flagged && a.part.after == hyphenated:
		return a.part.hyphen.right
	}
	return a.part.right
}

func TestVariants(t *testing.T) {
	s, _ := testSetter(t)
	st := bodyStyle()
	p := paragraphStyle{style: st, measure: geom.Points(340)}
	more, whole := 0, 0
	for _, text := range sampleParagraphs(t) {
		tx := s.prepare(onePiece(text, st), p)
		best, _ := tx.lines(variant{})
		longer, ok := tx.lines(variant{looseness: 1})
		if ok != (len(longer) == len(best)+1) {
			t.Fatalf("one line more than %d: %d, %v", len(best), len(longer), ok)
		}
		if ok {
			more++
		}
		for i := range best {
			if !best[i].hyphen {
				continue
			}
			lines, ok := tx.lines(variant{whole: []int{i}})
			if ok && lines[i].hyphen {
				t.Errorf("line %d of %q ends in a hyphen still", i, text)
			}
			if ok {
				whole++
			}
		}
	}
	if more < 10 || whole < 25 {
		t.Errorf("only %d paragraphs can be a line longer, and %d lines do without their hyphen", more, whole)
	}
}

func TestLinesDoNotDependOnConcurrency(t *testing.T) {
	texts := sampleParagraphs(t)
	st := bodyStyle()
	p := paragraphStyle{style: st, measure: geom.Points(340)}
	want, _ := testSetter(t)
	s, _ := testSetter(t)
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Go(func() {
			for i := range texts {
				text := texts[(i*7+n*13)%len(texts)]
				if got := dumpLines(s.paragraph(onePiece(text, st), p)); got != dumpLines(want.paragraph(onePiece(text, st), p)) {
					t.Errorf("lines differ: %s", got)
				}
			}
		})
	}
	wg.Wait()
}

func dumpLines(lines []line) string {
	var b strings.Builder
	for i := range lines {
		for _, f := range lines[i].frags {
			fmt.Fprint(&b, f.Run.Point, f.Run.Text, f.Run.Glyphs)
		}
	}
	return b.String()
}

func TestTies(t *testing.T) {
	for _, tc := range []struct {
		lang, before, after string
		want                bool
	}{
		{"nl", "€", "2", true}, {"nl", "(€", "2", true}, {"nl", "2", "mln.", true}, {"nl", "2", "mld", true}, {"nl", "nr.", "225", true},
		{"nl-BE", "art.", "3", true}, {"nl", "Art.", "3,", true}, {"nl", "art.", "volgt", false}, {"nl", "§", "4", true},
		{"nl", "29", "juni", true}, {"nl", "29", "Juni,", true}, {"nl", "in", "juni", false}, {"nl", "J.P.", "Balkenende", true},
		{"nl", "Kamerstukken", "II,", true}, {"nl", "Kamerstukken", "zijn", false}, {"nl", "dit", "–", true}, {"nl", "–", "dat", false},
		{"nl", "15", "km", true}, {"nl", "15", "%", true}, {"nl", "de", "km", false}, {"nl", "dr.", "Jansen", true},
		{"en", "p.", "12", true}, {"en", "3", "million", true}, {"en", "art.", "3", true}, {"en", "blz.", "3", false},
		{"de", "Abs.", "2", true}, {"fr", "«", "oui", true}, {"fr", "oui", "»", true}, {"fy", "€", "5", true}, {"fy", "p.", "5", false},
		{"fr", "poussière", "».", true}, {"fr", "non", "!»,", true}, {"fr", "deux", "»x", false}, {"nl", "deux", "».", false},
		{"fr", "l’art.", "12,", true}, {"fr", "d'article", "3", true}, {"fr", "l’an", "2023", false}, {"fr", "al.", "3", true},
		{"fr", "628", "791,50", true}, {"fr", "(€1", "234", true}, {"en", "in", "145", false}, {"en", "2023", "145", false}, {"en", "12", "1455", false},
		{"de", "12", "ff.", true}, {"de", "vgl.", "ff.", false},
		{"", "", "5", false}, {"nl", "5", "", false},
	} {
		if got := tiesFor(tc.lang).hold(tc.before, tc.after); got != tc.want {
			t.Errorf("%s: %q %q held %v, want %v", tc.lang, tc.before, tc.after, got, tc.want)
		}
	}
}

func TestPointsBehindSigns(t *testing.T) {
	s, _ := testSetter(t)
	st := bodyStyle()
	st.Hyphens = false
	tf := s.typeface(st)
	for word, want := range map[string]string{
		"woord": "woord", "e-mail": "e-mail", "2019-2022": "2019-2022", "rechts-/zaak": "rechts-/·zaak", "en/of": "en/·of",
		"publiek-privaat": "publiek-·privaat", "(en)werk": "(en)werk", "JenV-beleid": "JenV-·beleid", "gezins-": "gezins-",
		"Noord–Zuid": "Noord–·Zuid", "'s-Gravenhage": "'s-Gravenhage", "’s-Gravenhage": "’s-Gravenhage", "https://a.nl/pad/lang.pdf": "https://·a·.nl/·pad/·lang.pdf", "naam@voorbeeld.nl": "naam·@voorbeeld.nl",
	} {
		var b strings.Builder
		at := 0
		for _, p := range tf.points(word) {
			b.WriteString(word[at:p.at] + "·")
			at = p.at
		}
		if got := b.String() + word[at:]; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestMissingGlyphIsReported produces the code with its place in the source.
// TestTheFirstOfSeveralGlyphsHasTheText: where one character is drawn as
// several glyphs, the first stands for it and the others continue its cluster.
func TestTheFirstOfSeveralGlyphsHasTheText(t *testing.T) {
	s, _ := testSetter(t)
	var got []int
	for _, p := range s.typeface(bodyStyle()).form("hĳ", false).parts {
		for _, g := range p.glyphs {
			got = append(got, int(g.text))
		}
	}
	if want := []int{1, len("ĳ"), 0}; !slices.Equal(got, want) {
		t.Errorf("the glyphs stand for %v bytes, want %v", got, want)
	}
}

func TestMissingGlyphIsReported(t *testing.T) {
	s, log := testSetter(t)
	st := bodyStyle()
	node := &ast.Text{At: ast.At{Src: diag.Pos{File: "in.txt", Line: 7}}, Value: "een 中 teken, nog een 中"}
	s.paragraph([]piece{{text: node.Value, style: st, loc: ast.Loc{Node: node}}}, paragraphStyle{style: st, measure: geom.Points(300)})
	all := log.All()
	if len(all) != 1 || all[0].Code != CodeGlyphMissing || all[0].Pos.Line != 7 {
		t.Errorf("findings %v", all)
	}
}

// TestUnusableFaceIsReported produces the code with a face that is cut short.
func TestUnusableFaceIsReported(t *testing.T) {
	serif, err := fonts.Files.ReadFile("source-serif-4/SourceSerif4-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	italic, err := fonts.Files.ReadFile("source-serif-4/SourceSerif4-Italic.ttf")
	if err != nil {
		t.Fatal(err)
	}
	set, err := font.Open(fstest.MapFS{"a.ttf": {Data: serif}, "b.ttf": {Data: italic[:len(italic)-200]}})
	if err != nil {
		t.Fatal(err)
	}
	log := &diag.Log{}
	st := bodyStyle()
	st.Italic = true
	lines := newSetter(set, log).paragraph(onePiece("toch gezet", st), paragraphStyle{style: st, measure: geom.Points(300)})
	if all := log.All(); len(all) != 1 || all[0].Code != codeFaceUnusable {
		t.Errorf("findings %v", all)
	}
	if lineText(&lines[0]) != "toch gezet" {
		t.Errorf("text %q", lineText(&lines[0]))
	}
}

func TestSmallCapitals(t *testing.T) {
	s, _ := testSetter(t)
	st := bodyStyle()
	st.TextTransform = style.SmallCaps
	if tf := s.typeface(st); tf.small != nil || len(tf.form("Raad", false).parts[0].glyphs) != 4 {
		t.Error("the upright face has small capitals of its own")
	}
	st.Italic = true
	f := s.typeface(st).form("Raad", false)
	if len(f.parts) != 2 || f.parts[1].tf.size >= f.parts[0].tf.size || f.parts[1].from != 1 || f.parts[1].to != 4 {
		t.Errorf("the italic face's are capitals of a smaller size: %+v", f.parts)
	}
}
