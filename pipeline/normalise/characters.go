package normalise

import (
	"strings"
	"unicode"

	"octavo/pipeline/diag"
)

// cleanCharacters takes out what has no shape: control characters, which no
// output format may hold (XML 1.0, section 2.2), and soft hyphens, which mark
// places for line breaks that are not ours.
func cleanCharacters(s *state) {
	for _, l := range s.lines {
		if l.block == nil && strings.ContainsFunc(l.text, shapeless) {
			s.clean(l)
		}
	}
	s.sweep(false)
}

const softHyphen = '\u00AD'

func shapeless(r rune) bool {
	return r == softHyphen || unicode.IsControl(r) && !unicode.IsSpace(r) ||
		r == '\uFEFF' || r == '\u200B' || r == '\uFFFE' || r == '\uFFFF'
}

func (s *state) clean(l *line) {
	l.hyphen = strings.HasSuffix(l.text, string(softHyphen))
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
		Excerpt: excerpt(l.text), Dropped: out.String(), Confidence: 0.95,
	})
}
