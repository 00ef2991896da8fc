package understand

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// cleanCharacters takes out what has no shape: control characters, which no
// output format may hold (XML 1.0, section 2.2), and soft hyphens, which mark
// places for line breaks that are not ours. Ligatures become their letters.
func cleanCharacters(s *state) {
	s.tellCoded()
	for i, l := range s.lines {
		if l.block == nil {
			s.cleanLine(l)
		}
		if i+1 < len(s.lines) {
			s.cutTypeset(l, s.lines[i+1])
		}
	}
	s.sweep(false)
}

func (s *state) cleanLine(l *line) {
	if isPrintable(l.text) { // as most are
		s.closeUp(l)
		return
	}
	if strings.ContainsFunc(l.text, isControlSpace) {
		l.text = strings.Map(plainSpace, l.text)
	}
	s.closeUp(l)
	if strings.ContainsFunc(l.text, isLigature) {
		s.spell(l)
	}
	if strings.ContainsFunc(l.text, shapeless) {
		s.clean(l)
	}
}

// isPrintable reports whether a text has no signs without a shape, spaces that control and
// ligatures.
func isPrintable(text string) bool {
	plain := 0
	for plain < len(text) && (text[plain] >= ' ' && text[plain] < 0x7F || text[plain] == '\t') {
		plain++
	}
	return !strings.ContainsFunc(text[plain:], func(r rune) bool {
		return (r < ' ' || r >= 0x7F) && (shapeless(r) || isControlSpace(r) || isLigature(r))
	})
}

// leastCodes is how many control characters stand among the signs of a line of coded text,
// and leastCodedLines how many such lines prove one.
const (
	leastCodes      = 2
	leastCodedLines = 3
)

// tellCoded says that lines hold the numbers of glyphs in place of letters: a PDF whose
// face does not say which letters its glyphs are gives such text, spaces of which are
// control characters (ISO 32000-2, 9.10.2).
func (s *state) tellCoded() {
	var coded []*line
	for _, l := range s.lines {
		if l.block == nil && codesIn(l.text) >= leastCodes {
			coded = append(coded, l)
		}
	}
	if len(coded) >= leastCodedLines {
		s.warn(decision{codeCoded, "control characters among the signs of lines", fmt.Sprintf("%d lines hold no letters but the numbers of glyphs of a PDF's face", len(coded)), 0.60},
			coded[0].pos, coded[0].text, "take the text from its source, or by character recognition")
	}
}

// codesIn counts the control characters between two signs of ASCII.
func codesIn(text string) int {
	n := 0
	for i := 1; i+1 < len(text); i++ {
		if text[i] < ' ' && !unicode.IsSpace(rune(text[i])) && isGraphic(text[i-1]) && isGraphic(text[i+1]) {
			n++
		}
	}
	return n
}

func isGraphic(b byte) bool { return b > ' ' && b < 0x7F }

// ligatures are the letters of U+FB00 to U+FB06. A program that copied a text out
// of its layout put them there; the author wrote letters, and who looks for a
// word does (Unicode 16.0, section 7.1, Alphabetic Presentation Forms).
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

func isLigature(r rune) bool { return r >= '\uFB00' && r <= '\uFB06' }

// spell puts the letters of its ligatures into a line.
func (s *state) spell(l *line) {
	at := strings.IndexFunc(l.text, isLigature)
	pos := l.pos
	pos.Col += at
	n, text := count(l.text, isLigature), l.text
	l.text = ligatures.Replace(text)
	s.say(decision{codeLigature, "letters for ligatures", fmt.Sprintf("%d of the signs ﬀ to ﬆ read as their letters", n), 0.99}, pos, text)
}

const softHyphen = '\u00AD'

// typesetHyphen is what typesetting programs put where they divide a word;
// authors type the plain hyphen.
const typesetHyphen = "\u2010"

// cutTypeset takes the hyphen of a divided word from the end of l. Notes and
// furniture may stand between its halves.
func (s *state) cutTypeset(l, next *line) {
	body, ok := strings.CutSuffix(l.text, typesetHyphen)
	if !ok || l.block != nil || startsUpper(next.text) && next.blank == 0 {
		return
	}
	pos := l.pos
	pos.Col += len(body)
	l.text, l.hyphen = body, true
	s.left(decision{codeHyphen, "the hyphen that typesetting puts at a line's end", "hyphen inside a word", 0.90}, pos, typesetHyphen)
}

// isControlSpace reports whether a sign is white space and, but for the tab, a control
// character: a vertical tab or a next line (Unicode 16.0, PropList, White_Space).
func isControlSpace(r rune) bool { return r != '\t' && unicode.IsControl(r) && unicode.IsSpace(r) }

func plainSpace(r rune) rune {
	if isControlSpace(r) {
		return ' '
	}
	return r
}

func shapeless(r rune) bool {
	return r == softHyphen || unicode.IsControl(r) && !unicode.IsSpace(r) ||
		r == '\uFEFF' || r == '\u200B' || r == '\uFFFE' || r == '\uFFFF'
}

func (s *state) clean(l *line) {
	l.hyphen = dividesWord(l.text)
	var kept, out strings.Builder
	for _, r := range l.text {
		if shapeless(r) {
			out.WriteRune(r)
		} else {
			kept.WriteRune(r)
		}
	}
	l.text = strings.TrimSpace(kept.String())
	l.gone = l.text == ""
	s.log.Add(diag.Diagnostic{
		Code: codeCharacters, Pos: l.pos, Rule: "characters without a shape",
		Message: "soft hyphens or control characters left out",
		Excerpt: chars.Excerpt(l.text), Dropped: out.String(), Confidence: 0.95,
	})
}

// dividesWord reports whether text ends with a soft hyphen inside a word: behind a space
// or a sign it divides nothing.
func dividesWord(text string) bool {
	body, ok := strings.CutSuffix(text, string(softHyphen))
	last, _ := utf8.DecodeLastRuneInString(body)
	return ok && (unicode.IsLetter(last) || unicode.IsDigit(last))
}
