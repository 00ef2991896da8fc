package layout

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"octavo/fonts"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/hyphen"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/style"
	"octavo/source"
)

// bodyStyle is the text style of the house sheets, for Dutch.
func bodyStyle() *style.Computed {
	return &style.Computed{
		FontFamily: []string{"Source Serif 4"}, FontSize: geom.Points(10.5), FontWeight: 400,
		LineHeight: geom.Points(15), TextAlign: style.Justify, Hyphens: true, Lang: "nl",
		FontFeatures: []style.Feature{{Tag: "onum", Value: 1}, {Tag: "pnum", Value: 1}},
	}
}

func testSetter(t failer) (*setter, *diag.Log) {
	t.Helper()
	set, err := font.Open(fonts.Files)
	if err != nil {
		t.Fatal(err)
	}
	log := &diag.Log{}
	return newSetter(set, log), log
}

// inlineCase is a paragraph of testdata/inline: settings, an empty line, and
// the text, in which *…* is italic, ^…^ a note call and | a forced break.
type inlineCase struct {
	style   style.Computed
	measure geom.Length
	indent  geom.Length
	text    string
}

func readInlineCase(t *testing.T, file string) inlineCase {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, text, _ := strings.Cut(string(data), "\n\n")
	c := inlineCase{style: *bodyStyle(), measure: geom.Points(340), text: strings.TrimSpace(text)}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		c.setting(t, key, value)
	}
	return c
}

func (c *inlineCase) setting(t *testing.T, key, value string) {
	t.Helper()
	n, _ := strconv.ParseFloat(value, 64)
	switch key {
	case "measure":
		c.measure = geom.Points(n)
	case "indent":
		c.indent = geom.Points(n)
	case "lang":
		c.style.Lang = value
	case "align":
		c.style.TextAlign = map[string]style.TextAlign{"start": style.Start, "center": style.Center, "end": style.End}[value]
	case "transform":
		c.style.TextTransform = map[string]style.Transform{"uppercase": style.Uppercase, "small-caps": style.SmallCaps}[value]
	case "hyphens":
		c.style.Hyphens = value == "auto"
	case "spacing":
		c.style.LetterSpacing = geom.Points(n)
	default:
		t.Fatalf("unknown setting %q", key)
	}
}

// markedPieces turns the notation of an inlineCase into pieces.
func markedPieces(text string, st *style.Computed) []piece {
	italic, call := *st, *st
	italic.Italic = true
	call.FontSize, call.VerticalAlign = st.FontSize.Scale(0.7), st.FontSize.Scale(0.4)
	var pieces []piece
	now := st
	for text != "" {
		n := strings.IndexAny(text, "*^|")
		if n < 0 {
			n = len(text)
		}
		if n > 0 {
			pc := piece{text: text[:n], style: now, loc: ast.Loc{Node: &ast.Text{Value: text[:n]}}}
			if now == &call {
				pc.note, pc.dest, pc.loc.Node = &ast.Note{ID: text[:n]}, "ref-"+text[:n], nil
			}
			pieces = append(pieces, pc)
		}
		if n == len(text) {
			break
		}
		switch sign := text[n]; {
		case sign == '|':
			pieces = append(pieces, piece{style: st, forced: true})
		case now != st:
			now = st
		case sign == '*':
			now = &italic
		default:
			now = &call
		}
		text = text[n+1:]
	}
	return pieces
}

// TestGoldenLines sets each testdata/inline/NAME.txt and compares the lines
// with NAME.golden: indentation, the widest word space over its natural width,
// the text (¬ for a hyphen made by the program, ␣ for the space at the end,
// ⋮ where a line begins inside a word), then notes and destinations.
func TestGoldenLines(t *testing.T) {
	golden.Each(t, "testdata/inline/*.txt", func(t *testing.T, file string) {
		c := readInlineCase(t, file)
		s, log := testSetter(t)
		lines := s.paragraph(markedPieces(c.text, &c.style), paragraphStyle{style: &c.style, measure: c.measure, firstIndent: c.indent})
		var b strings.Builder
		for i := range lines {
			b.WriteString(showLine(&lines[i], c.measure))
		}
		for _, d := range log.All() {
			fmt.Fprintf(&b, "%s: %s\n", d.Code, d.Message)
		}
		golden.Compare(t, strings.TrimSuffix(file, ".txt")+".golden", b.String())
	})
}

func showLine(l *line, measure geom.Length) string {
	widest := 0.0
	for _, r := range spaceRatios(l) {
		widest = max(widest, r)
	}
	text := strings.NewReplacer(softHyphen, "¬").Replace(lineText(l))
	if trimmed := strings.TrimRight(text, " "); trimmed != text {
		text = trimmed + "␣"
	}
	if !l.startsWord {
		text = "⋮" + text
	}
	left := 0.0
	if len(l.frags) > 0 {
		left = l.frags[0].Run.X.Points()
	}
	out := fmt.Sprintf("%5.1f %6.1f %4.2f %s", left, (lineWidth(l) - measure).Points(), widest, text)
	for _, n := range l.notes {
		out += " [note " + n.ID + "]"
	}
	for _, d := range l.dests {
		out += " [dest " + d + "]"
	}
	return out + "\n"
}

func lineText(l *line) string {
	var b strings.Builder
	for _, f := range l.frags {
		if f.Run != nil {
			b.WriteString(f.Run.Text)
		}
	}
	return b.String()
}

// spaceRatios are the word spaces of a line over their natural width, those at
// the line's end left out.
func spaceRatios(l *line) []float64 {
	var out []float64
	inked := 0
	for _, f := range l.frags {
		if f.Run == nil {
			continue
		}
		at := 0
		for _, g := range f.Run.Glyphs {
			if f.Run.Text[at:at+int(g.Text)] == " " {
				w := f.Run.Size.MulDiv(int64(f.Run.Face.Advance(g.ID)), int64(f.Run.Face.UnitsPerEm))
				out = append(out, float64(w+geom.Length(g.Adjust))/float64(w))
			} else {
				inked = len(out)
			}
			at += int(g.Text)
		}
	}
	return out[:inked]
}

// TestWordSpacesOfTheSample holds the bar on the report itself, for several
// measures and before any page is made: the 95th percentile of word spaces at
// most 1.5 on the sheets' measure, none over 2.0 or under 0.8 on any, at most
// two hyphens in a row.
func TestWordSpacesOfTheSample(t *testing.T) {
	s, _ := testSetter(t)
	st := bodyStyle()
	for _, width := range []float64{220, 325, 340, 400} {
		count, wide := 0, 0
		for _, text := range sampleParagraphs(t) {
			lines := s.paragraph(onePiece(text, st), paragraphStyle{style: st, measure: geom.Points(width)})
			run := 0
			for i := range lines {
				run++
				if !lines[i].hyphen {
					run = 0
				}
				if run > 2 {
					t.Errorf("%v pt: three hyphens in a row: %s", width, lineText(&lines[i]))
				}
				if i+1 == len(lines) {
					break
				}
				for _, r := range spaceRatios(&lines[i]) {
					count++
					if r > 1.5 {
						wide++
					}
					if r > 2.0001 || r < 0.7999 {
						t.Errorf("%v pt: a space of %.3f: %s", width, r, lineText(&lines[i]))
					}
				}
			}
		}
		if width >= 340 && wide*20 > count {
			t.Errorf("%v pt: %d of %d spaces are wider than 1.5", width, wide, count)
		}
	}
}

// sampleParagraphs are the running text of the embedded report.
func sampleParagraphs(t testing.TB) []string {
	t.Helper()
	data, err := source.Files.ReadFile(source.Sample + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for l := range strings.Lines(string(data)) {
		if l = strings.TrimSpace(l); len(l) > 0 {
			out = append(out, l)
		}
	}
	return out
}

func onePiece(text string, st *style.Computed) []piece {
	return []piece{{text: text, style: st, loc: ast.Loc{Node: &ast.Text{Value: text}}}}
}

func BenchmarkSampleLines(b *testing.B) {
	s, _ := testSetter(b)
	st := bodyStyle()
	texts := sampleParagraphs(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			s.paragraph(onePiece(text, st), paragraphStyle{style: st, measure: geom.Points(340)})
		}
	}
}

func BenchmarkSampleLinesCold(b *testing.B) {
	st := bodyStyle()
	texts := sampleParagraphs(b)
	b.ReportAllocs()
	for b.Loop() {
		s, _ := testSetter(b)
		for _, text := range texts {
			s.paragraph(onePiece(text, st), paragraphStyle{style: st, measure: geom.Points(340)})
		}
	}
}

// TestWorkOnALongWord counts the breaks that are weighed: they must not grow
// faster than the word, nor be one for every letter.
func TestWorkOnALongWord(t *testing.T) {
	st := bodyStyle()
	for _, word := range []string{"a", "1", "é"} {
		set, _ := testSetter(t)
		text := set.prepare(onePiece(strings.Repeat(word, 50_000), st), paragraphStyle{style: st, measure: 400 * geom.Pt})
		if n := len(text.items); n > 50_000/2 {
			t.Errorf("%s…: %d items for 50,000 letters", word, n)
		}
		text.leave()
	}
}

// TestLongCellsAreMeasuredInOnePass holds a paragraph on endless lines to no
// breaks but forced ones, among which there is nothing to choose.
func TestLongCellsAreMeasuredInOnePass(t *testing.T) {
	st := *bodyStyle()
	st.TextAlign, st.TextAlignLast = style.Start, style.Start
	set, _ := testSetter(t)
	lines := set.paragraph(onePiece(strings.Repeat("woord-na ", 100_000), &st), paragraphStyle{style: &st, measure: wide})
	if len(lines) != 1 {
		t.Errorf("%d lines", len(lines))
	}
}

// TestLongWordsOfTitlesPartBetweenSyllables: a heading's words are not hyphenated, but one
// that is longer than a line is, between syllables, in capitals too.
func TestLongWordsOfTitlesPartBetweenSyllables(t *testing.T) {
	word := "ONTVANGSTBEVESTIGINGSFORMULIEREN"
	doc := &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{chapter("", word, par("Tekst."))}}
	book, _, _ := set(t, doc, "page.css")
	syllables := hyphen.For("nl").Points(strings.ToLower(word))
	at, lines := 0, 0
	for _, f := range book.Pages[0].Fragments {
		if f.Run == nil || f.Content == nil || at == len(word) {
			continue
		}
		at += len(strings.TrimSuffix(f.Run.Text, softHyphen))
		if lines++; at < len(word) && !slices.Contains(syllables, at) {
			t.Errorf("%q ends inside a syllable", f.Run.Text)
		}
	}
	if lines < 2 || at != len(word) {
		t.Errorf("%d lines hold %d letters of %d", lines, at, len(word))
	}
}
