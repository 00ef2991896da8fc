package layout

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/geom"
)

// TestLastLinesOfTheSample: at any measure, no paragraph ends in the short end of a
// divided word, nor in a line that the next one's indent would reach past.
func TestLastLinesOfTheSample(t *testing.T) {
	s, _ := testSetter(t)
	st := bodyStyle()
	indent := st.FontSize.Scale(1.25)
	paragraphs, divided := 0, 0
	for measure := 300; measure <= 380; measure += 16 {
		for _, text := range sampleParagraphs(t) {
			lines := s.paragraph(onePiece(text, st), paragraphStyle{style: st, measure: geom.Points(float64(measure)), firstIndent: indent})
			if len(lines) == 1 {
				continue
			}
			paragraphs++
			last := &lines[len(lines)-1]
			end, width := last.text(), lineWidth(last)
			if !last.startsWord {
				divided++
				if !strings.Contains(end, " ") && width < 5*st.FontSize {
					t.Errorf("%d: the last line is the fragment %q", measure, end)
				}
			}
			if width < indent {
				t.Errorf("%d: the last line is %q alone, which is narrower than an indent", measure, end)
			}
		}
	}
	if paragraphs < 300 || divided == 0 {
		t.Errorf("%d paragraphs, %d of them with a divided word before the last line", paragraphs, divided)
	}
}

// TestLinesOfTheSampleKeepTies: at any measure, no line ends between what belongs
// together.
func TestLinesOfTheSampleKeepTies(t *testing.T) {
	s, _ := testSetter(t)
	st := bodyStyle()
	ties, held := tiesFor(st.Lang), 0
	texts := append(sampleParagraphs(t),
		strings.Repeat("In 's-Gravenhage betaalt nr. 225 volgens art. 3 € 2 mln. over 15 km, of 12 % van § 4. ", 12))
	for measure := 300; measure <= 380; measure += 16 {
		for _, text := range texts {
			lines := s.paragraph(onePiece(text, st), paragraphStyle{style: st, measure: geom.Points(float64(measure))})
			for i := range lines[1:] {
				before, after := strings.Fields(lines[i].text()), strings.Fields(lines[i+1].text())
				if len(before) == 0 || len(after) == 0 {
					continue
				}
				end, begin := before[len(before)-1], after[0]
				if lines[i+1].startsWord && ties.hold(end, begin) || end == "'s-" {
					t.Errorf("%d: a line ends in %q, the next begins with %q", measure, end, begin)
				}
				for k := range before[1:] {
					if ties.hold(before[k], before[k+1]) {
						held++
					}
				}
			}
		}
	}
	if held < 500 {
		t.Errorf("only %d ties stand in lines", held)
	}
}
